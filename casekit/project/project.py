"""``Project``: open a project file, change it by named acts, and take its study."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from casekit.coders import Passage
from casekit.errors import TableError
from casekit.exchange.cases import read_cases
from casekit.exchange.codings import CodingTable, listed, read_codings
from casekit.exchange.interviews import read_interviews
from casekit.exchange.patterns import parse_pattern
from casekit.model.document import Document, Reading
from casekit.model.facts import (
    Coding,
    Fact,
    Setting,
    key_of,
)
from casekit.model.finding import Findings
from casekit.project.adding import Added, plan_read, plan_source
from casekit.project.agreeing import AgreeingActs
from casekit.project.codebook_acts import CodebookActs
from casekit.project.coding_acts import CodingActs
from casekit.project.deciding import newly_told
from casekit.project.export_acts import ExportActs
from casekit.project.history_acts import HistoryActs
from casekit.project.keeping import KeepingActs
from casekit.project.messaging import MessageActs
from casekit.project.places import FILE, cue_lists, find_codebook, find_project, make_place
from casekit.project.purging import PurgeActs
from casekit.project.question_acts import QuestionActs
from casekit.project.rating_acts import RatingActs
from casekit.project.review_acts import ReviewActs
from casekit.project.sources import Sources, check_people, missing_cases, undescribed
from casekit.project.suggesting import (
    Progress,
    Suggested,
    exchanged,
    propose,
)
from casekit.project.summing import SummaryActs
from casekit.project.team_acts import TeamActs
from casekit.project.text_acts import TextActs
from casekit.store import Store
from casekit.wording import spoken

__all__ = ["Progress", "Project"]


class Project(
    CodingActs,
    ReviewActs,
    MessageActs,
    AgreeingActs,
    CodebookActs,
    TeamActs,
    TextActs,
    HistoryActs,
    ExportActs,
    PurgeActs,
    KeepingActs,
    QuestionActs,
    RatingActs,
    SummaryActs,
):
    """A project file and the person who works on it.

    Make one with :meth:`create`, open it with :meth:`open`. Every act is one event: it can be seen in :meth:`log` and
    taken back with :meth:`undo`.
    """

    # Making and opening

    @classmethod
    def create(
        cls, folder: str | Path, *, language: str = "en", coder: str | None = None, exist_ok: bool = False
    ) -> "Project":
        """A new project in *folder*, which is made if need be. *language*: da, de, nl or en.

        With *exist_ok* a project that is there already is opened.

        Raises:
            StoreError: there is a project already, or the folder cannot be written to.
        """
        spoken(language)
        file = Path(folder).expanduser() / FILE
        if exist_ok and file.exists():
            return cls.open(file, coder=coder)
        make_place(file)
        project = cls(file, Store(file, new=True), coder=coder)
        settings = {"language": language, "letters": project._draw()}
        project._write(
            "create", [Setting(key_of("setting", name), name, value) for name, value in settings.items()]
        )
        return project

    @classmethod
    def open(cls, path: str | Path | None = None, *, coder: str | None = None) -> "Project":
        """The project at *path*: its folder or its file; without *path* the one of the working folder.

        *coder* names the person who works on it.

        Raises:
            NotAProjectError: there is none.
            NewerFileError: a newer casekit wrote it.
        """
        file = find_project(path)
        store = Store(file)
        store.finish_purging()
        return cls(file, store, coder=coder)

    # Adding and suggesting

    def add(
        self,
        source: str | Path | Document | Reading,
        *,
        case: str = "",
        table: str | Path | None = None,
        cases: str | Path | None = None,
        pattern: str = "",
        columns: Mapping[str, str | Sequence[str]] | None = None,
        encoding: str | None = None,
        again: bool = False,
    ) -> Added:
        """Read transcripts into the project: a file, a folder, or a document that was read before.

        *table* names a table of interviews, *cases* one of cases; *pattern* says what the files' names tell, such as
        ``{case}-{person}``; *case* stands for what none of them says. *columns* and *encoding* as in :func:`casekit.read`.
        A file that is there already is left alone; one that changed is told, for :meth:`correct`; one that cannot be read is
        a finding, and the others are read. What was removed for good is left out, unless it is to come in *again*.

        Raises:
            ReadError: no such file or folder, or a single file that cannot be read.
            TableError: a table or a pattern that cannot be used.
        """
        study = self.study()
        about = read_interviews(table) if table else None
        check_people(study, about or {})
        described = read_cases(cases) if cases else []
        names = parse_pattern(pattern) if pattern else None
        marked = self._store.marked()
        sources = Sources(about, names, described, case, columns, encoding, marked, again)
        if isinstance(source, Document | Reading):
            plan = plan_read(study, source, sources)
        else:
            plan = plan_source(study, Path(source), sources)
        made = missing_cases(study, plan.cases, described)
        plan.findings += undescribed(study, made, described)
        self._keep([*described, *made, *plan.facts], "add")
        return plan.report()

    def suggest(
        self,
        codebook: str | Path,
        *,
        passage: Passage = "sentence",
        progress: Progress | None = None,
    ) -> Suggested:
        """Let the indicators of a codebook propose codes for what respondents say.

        *codebook* is a file, a project's own or a shipped codebook; a new or changed one is taken in first, as an act of its own
        (see :meth:`adopt`). A suggestion covers the *passage* in which the words stand: their sentence, or the whole turn. Running it
        again changes nothing; a changed codebook adds and takes away suggestions that nobody has decided on. *progress* is told
        document, number and count.

        Raises:
            CodebookError: no such codebook, or it cannot be read.
        """
        came = self._take_in(codebook)
        book = self.study().codebooks[came.codebook]
        study = self.study()
        cues, strange = cue_lists(self.folder)
        proposed, odd = propose(study, book, passage=passage, cues=cues, progress=progress)
        self._remember_lemmas(study)
        noticed = dict.fromkeys([*came.findings, *strange, *odd])
        change = exchanged(self._store, book, proposed)
        if change.facts or change.ended:
            self._write("suggest", change.facts, change.ended, why=f"{book.id} {book.version}")
        return Suggested(change.new, change.gone, len(proposed), Findings(noticed))

    # Recording

    def record(self, *facts: Fact, verb: str = "record", why: str = "") -> int:
        """Store facts as one event; a fact with a known key replaces the one before. Returns the event's number.

        Raises:
            PersonNeededError: nobody is named as coder.
        """
        self.person()
        return self._keep(facts, verb, why)

    def import_codings(
        self, path: str | Path, *, codebook: str | None = None, skip: bool = False
    ) -> tuple[int, CodingTable]:
        """Codings from a table (file, quote, code, polarity, coder): how many were new, and what the table brought.

        A row with an unknown code or a quote that does not occur just once stops the whole import, unless *skip* leaves
        such rows out.

        Raises:
            TableError: the table cannot be used.
        """
        study = self.study()
        book, _ = find_codebook(codebook or study.codebook().id, study, self.folder)
        table = read_codings(path, study, book)
        wrong = table.findings.counts["error"]
        if wrong and not skip:
            raise TableError("codings_wrong", file=Path(path).name, n=wrong, rows=listed(table.findings))
        new, _ = self._store.new_among(newly_told(table.codings, self._store.live_of(Coding)))
        coders = [coder for coder in table.coders if coder.key not in set(study.coders["key"])]
        if new:
            self._take_in(book)
        self._keep([*coders, *new] if new else [], "import", Path(path).name)
        return len(new), table
