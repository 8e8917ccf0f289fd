"""What people write about cases and interviews: summaries in the cells of the framework matrix, and the steps of a process."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from html import escape
from pathlib import Path

import pandas as pd

from casekit.analysis.grounds import Cell, Grounds, address_case, address_of, row_id
from casekit.errors import LookupFailedError
from casekit.exchange.framework_workbook import is_framework, read_framework
from casekit.exchange.interviews import case_key
from casekit.exchange.summary_forms import SheetHead, read_form
from casekit.exchange.summary_tables import read_steps, read_summaries, references_in
from casekit.exchange.typed import Dispute, Typed, meant, tidied
from casekit.model.facts import DocumentFact, Fact, Key, PersonFact, Step, Summary, key_of, sha
from casekit.model.finding import Finding, Findings
from casekit.model.frames import records
from casekit.model.study import Study
from casekit.project.acts import Acts
from casekit.project.recording import coding_of
from casekit.project.texts import layout, revision
from casekit.wording import say

__all__ = ["SummariesTaken", "SummaryActs"]

_DISPUTED = ("case", "document", "item", "here", "there")


@dataclass(frozen=True, slots=True)
class SummariesTaken:
    """How many summaries were new or changed, what was noticed, and the cells that were changed on both sides.

    ``disputed``: case, document, item (a code or topic), and the texts ``here`` (in the project) and ``there`` (in the file). ``made`` are the
    documents that a sheet made.
    """

    n: int
    findings: Findings
    disputed: pd.DataFrame
    made: tuple[str, ...] = ()

    def __str__(self) -> str:
        told = [
            say("out.summaries", n=self.n),
            *(say("out.sheet_document", document=name) for name in self.made),
        ]
        return "\n".join([*told, repr(self.findings)] if self.findings else told)

    def __repr__(self) -> str:
        return str(self)

    def _repr_html_(self) -> str:
        return f"<p>{escape(say('out.summaries', n=self.n))}</p>{self.findings._repr_html_() if self.findings else ''}"


class SummaryActs(Acts):
    """Acts about summaries and processes."""

    def summarize(
        self,
        text: str,
        *,
        case: str | None = None,
        document: str | None = None,
        code: str | None = None,
        topic: str | None = None,
        codebook: str | None = None,
        passages: Iterable[str] = (),
    ) -> Key:
        """Store a person's summary of a case, or of an interview, about a code (or theme), or about a topic of the guide.

        *passages* are references of codings that it rests on; without them it rests on all about that code there. The same person's new text
        takes the place of the old one; another person's stays beside it.

        Raises:
            PersonNeededError: nobody is named as coder. LookupFailedError: no text; no such case, document, topic or passage; neither case nor
                document, or not just one of code and topic. UnknownCodeError: no such code.
        """
        coder, study = self.person(), self.study()
        cell = address_of(study, case=case, document=document, code=code, topic=topic, codebook=codebook)
        fact = summary_fact(
            study, cell, coder, text, links=_links(study, passages), basis=Grounds(study).basis(cell)
        )
        self._keep([fact], "summarize")
        return fact.key

    def import_summaries(self, path: str | Path) -> SummariesTaken:
        """Take in what was written in a file, as one act: a framework matrix (.xlsx or .docx) that casekit made, a summary sheet (.docx), or a
        table (case or document, code or topic, summary, passages).

        Of a matrix or a sheet those cells are taken that were changed. A cell that was changed in the project meanwhile, too, is left as it is:
        a finding tells both texts, and ``disputed`` has them whole. A sheet about an interview that the project does not have makes a
        document without text.

        Raises:
            PersonNeededError: nobody is named as coder. TableError: the table cannot be used. ReadError: the file cannot be read, or is none
                of these.
        """
        place, coder = Path(path), self.person()
        if place.suffix.lower() == ".docx":
            form = read_form(place)
            return self._take(place.name, form.cells, form.findings, form.head)
        if place.suffix.lower() == ".xlsx" and is_framework(place):
            file = read_framework(place)
            return self._take(place.name, file.cells, file.findings)
        study, grounds, facts = self.study(), Grounds(self.study()), []
        for row in read_summaries(place):
            cell, links = _cell_in(study, row), _links(study, references_in(row["passages"]))
            facts.append(
                summary_fact(study, cell, coder, row["summary"], links=links, basis=grounds.basis(cell))
            )
        new, _ = self._store.new_among(facts)
        self._keep(facts, "summarize", place.name)
        return SummariesTaken(len(new), Findings(), _disputed(()))

    def describe_step(
        self,
        name: str,
        *,
        case: str,
        process: str = "",
        position: int | None = None,
        actor: str = "",
        duration: str = "",
        stops: bool = False,
        text: str = "",
        passages: Iterable[str] = (),
    ) -> Key:
        """Store a step of a process in a case: who does it, how long it takes, in words, and whether the process stops there.

        A step of that name in the same case and process is replaced. Without *position* it keeps its place, or stands last.

        Raises:
            PersonNeededError: nobody is named as coder. LookupFailedError: no name; no such case or passage.
        """
        coder, study = self.person(), self.study()
        study.label(case)
        called = tidied(name)
        if not called:
            raise LookupFailedError("step_without_name")
        key = _step_key(case, process, called)
        place = position or _place(study, key, case, process)
        told = (process, place, called, tidied(actor), tidied(duration), int(stops), tidied(text))
        links = json.dumps(_links(study, passages))
        self._keep([Step(key, key_of("case", case), *told, key_of("coder", coder), links)], "step", called)
        return key

    def import_steps(self, path: str | Path) -> tuple[int, Findings]:
        """Take in the steps of a table as one act: how many were new, and what was noticed.

        Columns as in :func:`~casekit.exchange.summary_tables.read_steps`. For a case and process that the table has, its steps are then those
        of the table; those that went are told.

        Raises:
            PersonNeededError: nobody is named as coder. TableError: the table cannot be used. LookupFailedError: no such case or passage.
        """
        coder, study = key_of("coder", self.person()), self.study()
        rows = read_steps(path)
        steps = []
        for row in rows:
            study.label(row.case)
            key, links = (
                _step_key(row.case, row.process, tidied(row.name)),
                json.dumps(_links(study, row.passages)),
            )
            told = (
                row.process,
                row.position,
                tidied(row.name),
                tidied(row.actor),
                tidied(row.duration),
                int(row.stops),
                tidied(row.text),
            )
            steps.append(Step(key, key_of("case", row.case), *told, coder, links))
        here = {(row.case, row.process) for row in rows}
        gone = [
            row for row in records(study.steps)
            if (row.case, row.process) in here and row.step not in {step.key for step in steps}
        ]  # fmt: skip
        new, _ = self._store.new_among(steps)
        self._keep(
            steps, "step", Path(path).name, ended=self._store.live_ids(Step, [Key(row.step) for row in gone])
        )
        findings = [
            Finding.of("step_gone", "note", Path(path).name, step=row.name, case=row.case) for row in gone
        ]
        return len(new), Findings(findings)

    def _take(
        self, file: str, cells: Sequence[Typed], noticed: Sequence[Finding], head: SheetHead | None = None
    ) -> SummariesTaken:
        """Store what was changed in a file, with the document that a sheet is about if the project lacks it."""
        study, coder = self.study(), self.person()
        made: list[Fact] = []
        if head is not None and head.document not in study.texts:
            made, odd = _sheet_facts(study, head, file, self._store.marked())
            if odd:
                return SummariesTaken(0, Findings([*noticed, *odd]), _disputed(()))
        known = _with(study, made)
        if head is not None:
            row = _row_of(known, head)
            cells = [one._replace(cell=row + one.cell) for one in cells]
        found = meant(known, cells)
        facts, replaced = [], []
        for cell, text, under, before in found.new:
            links = json.loads(before.links) if before is not None else []
            facts.append(summary_fact(known, cell, coder, text, links=links, basis=under))
            if before is not None and before.coder != coder:
                replaced.append(Key(before.summary))
        ended = self._store.live_ids(Summary, replaced)
        self._keep([*made, *facts], "summarize", file, ended=ended)
        findings = Findings([*noticed, *found.findings])
        documents = (head.document,) if head is not None and made else ()
        return SummariesTaken(len(facts), findings, _disputed(found.disputed), documents)


def _with(study: Study, made: Sequence[Fact]) -> Study:
    """The study as it will be with the document that a sheet makes."""
    documents = [fact for fact in made if isinstance(fact, DocumentFact)]
    if not documents:
        return study
    cases = {str(key_of("case", name)): name for name in study.cases["case"]}
    rows = [{"document": one.name, "case": cases.get(str(one.case)), "key": one.key} for one in documents]
    told = pd.concat(
        [study.documents, pd.DataFrame(rows, columns=study.documents.columns)], ignore_index=True
    )
    return replace(study, documents=told, texts={**study.texts, **{one.name: "" for one in documents}})


def _row_of(study: Study, head: SheetHead) -> str:
    """The row of the matrix in which an interview stands."""
    case = address_case(study, head.document)
    return row_id(case, head.document)


def summary_fact(
    study: Study, cell: Cell, coder: str, text: str, *, links: Sequence[str] = (), basis: str
) -> Summary:
    """A summary as it is stored; *basis* is the digest of the passages under it.

    Raises:
        LookupFailedError: there are no words in it.
    """
    told = tidied(text)
    if not any(sign.isalnum() for sign in told):
        raise LookupFailedError("summary_empty")
    documents = dict(zip(study.documents["document"], study.documents["key"], strict=True))
    topics = dict(zip(study.topics["topic"], study.topics["key"], strict=True))
    about = documents[cell.document] if cell.document else None
    who = key_of("coder", coder)
    return Summary(
        key_of("summary", cell.id, coder), key_of("case", cell.case), cell.code, key_of("codebook", cell.codebook), told, who, basis,
        Key(about) if about else None, Key(topics[cell.topic]) if cell.topic else None, json.dumps(list(links)),
    )  # fmt: skip


def _cell_in(study: Study, row: object) -> Cell:
    told = {name: row[name] or None for name in ("case", "document", "code", "topic")}  # type: ignore[index]
    return address_of(study, **told)


def _links(study: Study, references: Iterable[str]) -> list[str]:
    """The keys of the codings that references point to, each once."""
    listed = [references] if isinstance(references, str) else references
    return list(dict.fromkeys(coding_of(study, one) for one in listed))


def _disputed(disputes: Iterable[Dispute]) -> pd.DataFrame:
    rows = [
        (one.cell.case, one.cell.document, one.cell.topic or one.cell.code, one.here, one.there)
        for one in disputes
    ]
    return pd.DataFrame(rows, columns=list(_DISPUTED), dtype="str")


def _step_key(case: str, process: str, name: str) -> Key:
    return key_of("step", case, process, name.casefold())


def _place(study: Study, key: Key, case: str, process: str) -> int:
    """Where the step stands already, else behind the last."""
    mine = study.steps[(study.steps["case"] == case) & (study.steps["process"] == process)]
    known = mine.loc[mine["step"] == key, "position"]
    return int(known.iloc[0]) if len(known) else int(mine["position"].max() + 1 if len(mine) else 1)


def _sheet_sha(document: str) -> str:
    """What stands for the bytes of a transcript where there is none."""
    return sha(f"casekit sheet\x1f{document}")


def _sheet_key(document: str) -> Key:
    return key_of("document", _sheet_sha(document))


def _sheet_facts(
    study: Study, head: SheetHead, file: str, marked: frozenset[tuple[str, str]]
) -> tuple[list[Fact], list[Finding]]:
    """A document without text, for an interview of which there are notes only; or why there can be none."""
    key = _sheet_key(head.document)
    if (key, "document") in marked:
        return [], [Finding.of("document_removed_before", "warning", file)]
    cases = {name.casefold(): name for name in study.cases["case"]}
    cases |= {row.label.casefold(): row.case for row in records(study.cases)}
    case = cases.get(head.case.casefold())
    if case is None:
        return [], [
            Finding.of(
                "sheet_without_case",
                "error",
                file,
                case=head.case or "–",
                known=", ".join(study.cases["case"]) or "–",
            )
        ]
    own = study.cases.set_index("case").loc[case, "language"]
    language = head.language or (own if isinstance(own, str) and own else study.language)
    fact = DocumentFact(
        key,
        head.document,
        case_key(case),
        "interview",
        head.date,
        language,
        "",
        file,
        _sheet_sha(head.document),
        "sheet",
    )
    text = revision(key, "")
    people = (
        [PersonFact(key_of("person", head.document), head.document, case_key(case), head.role, head.sector)]
        if head.role or head.sector
        else []
    )
    return [fact, text, layout(text.key, ()), *people], []
