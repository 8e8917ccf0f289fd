"""A study: everything in a project at one moment, as a value."""

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from types import MappingProxyType

import pandas as pd

from casekit.errors import LookupFailedError
from casekit.model.carried import Past, current_texts, left_behind, to_settle, words_before
from casekit.model.codebook import Codebook
from casekit.model.columns import COLUMNS
from casekit.model.drafts import DRAFTS, drafts_of
from casekit.model.facts import (
    Asked,
    Assignment,
    CaseFact,
    CodebookFact,
    Coder,
    Coding,
    Decision,
    DocumentFact,
    Draft,
    Export,
    Fact,
    Key,
    Layout,
    Memo,
    Message,
    PersonFact,
    Query,
    Rating,
    Revision,
    Setting,
    SpeakerFact,
    Step,
    Suggestion,
    Summary,
    Topic,
    key_of,
)
from casekit.model.finding import Findings
from casekit.model.frames import counts_html, counts_text, records
from casekit.model.mapping import mapped, themes_today
from casekit.model.noticed import noticed
from casekit.model.own_words import OwnWords, worded
from casekit.model.placing import Place, about_documents, looked_up, turns_of
from casekit.model.roles import Roles
from casekit.wording import say

__all__ = ["Study", "make_study", "typed"]

Facts = Mapping[type[Fact], pd.DataFrame]
Recall = Callable[[str, str], Mapping[str, tuple[str, ...]]]


def _nothing(language: str, version: str) -> Mapping[str, tuple[str, ...]]:
    return {}


@dataclass(frozen=True)
class Study:
    """Everything in a project at one moment: tidy frames, texts by document, codebooks by id.

    What the columns mean stands in ``casekit.model.columns``. Changing a frame changes nothing in the project.
    ``recall`` tells what was looked up before in a version of a language's dictionary: form → lemmas.
    """

    cases: pd.DataFrame
    attributes: pd.DataFrame
    people: pd.DataFrame
    documents: pd.DataFrame
    speakers: pd.DataFrame
    turns: pd.DataFrame
    codings: pd.DataFrame
    carried: pd.DataFrame
    suggestions: pd.DataFrame
    decisions: pd.DataFrame
    messages: pd.DataFrame
    ratings: pd.DataFrame
    summaries: pd.DataFrame
    memos: pd.DataFrame
    coders: pd.DataFrame
    exports: pd.DataFrame
    assignments: pd.DataFrame
    topics: pd.DataFrame
    asked: pd.DataFrame
    queries: pd.DataFrame
    steps: pd.DataFrame
    texts: Mapping[str, str]
    codebooks: Mapping[str, Codebook]
    settings: Mapping[str, str]
    read_through: Mapping[str, str] = field(default_factory=dict)
    findings: Findings = field(default_factory=Findings)
    roles: Roles = field(default_factory=Roles)
    n: int = 0
    state: str = ""
    at: str = ""
    recall: Recall = field(default=_nothing, compare=False, repr=False)

    def __post_init__(self) -> None:
        for name, columns in COLUMNS.items():
            missing = columns.keys() - set(getattr(self, name).columns)
            if missing:
                raise LookupFailedError("frame_lacks", frame=name, columns=", ".join(sorted(missing)))

    @property
    def language(self) -> str:
        """The language of the project."""
        return self.settings.get("language", "en")

    def text(self, document: str, start: int, end: int) -> str:
        """The words of *document* from code point *start* to before *end*."""
        return self.texts[document][start:end]

    def known(self, document: str) -> str:
        """*document*, if there is a document of that name.

        Raises:
            LookupFailedError: there is none.
        """
        if document not in self.texts:
            known = ", ".join(self.texts) or "–"
            raise LookupFailedError("unknown_document", document=document, known=known)
        return document

    def revision(self, document: str) -> Key:
        """The id of the text that *document*, which there is, has now."""
        documents = self.documents
        return Key(str(documents.loc[documents["document"] == document, "revision"].iloc[0]))

    @property
    def own_words(self) -> OwnWords:
        """The words that this study has instead of those of its codebooks."""
        return OwnWords.parse(self.settings.get("words", ""))

    def codebook(self, name: str | None = None) -> Codebook:
        """The codebook with this id, in the study's own words; ``codebooks`` has it as it was written.

        Without *name* the one that most codings use, else most suggestions, else the first.

        Raises:
            LookupFailedError: when there is none, or its codings are read through another's codes (``read_through``).
        """
        if name is not None and name in self.read_through:
            raise LookupFailedError("codebook_read_through", name=name, other=self.read_through[name])
        used = [frame["codebook"].value_counts().index for frame in (self.codings, self.suggestions)]
        order = [*used[0], *used[1], *(book for book in self.codebooks if book not in self.read_through)]
        for found in [name] if name is not None else order:
            if found in self.codebooks:
                return worded(self.codebooks[found], self.own_words)
        raise LookupFailedError("no_codebook", name=name or "–", known=", ".join(self.codebooks) or "–")

    def label(self, case: str) -> str:
        """How people write the case.

        Raises:
            LookupFailedError: when there is no such case.
        """
        found = self.cases.loc[self.cases["case"] == case, "label"]
        if found.empty:
            raise LookupFailedError("unknown_case", case=case, known=", ".join(self.cases["case"]) or "–")
        return str(found.iloc[0])

    def _counts(self) -> dict[str, int]:
        return {f"study.{name}": len(getattr(self, name)) for name in COLUMNS if len(getattr(self, name))}

    def __repr__(self) -> str:
        return counts_text(say("study.title", n=self.n), self._counts())

    def _repr_html_(self) -> str:
        return counts_html(say("study.title", n=self.n), self._counts())


def make_study(
    facts: Facts,
    *,
    parse: Callable[[str], Codebook],
    roles: Roles,
    n: int = 0,
    state: str = "",
    at: str = "",
    recall: Recall = _nothing,
    past: Past | None = None,
    times: Mapping[int, str] = MappingProxyType({}),
) -> Study:
    """The study that live facts describe; *parse* reads a codebook's stored content.

    *n*, *state* and *at* name the last event; *recall* as in the study; *past* is what codings were before; *times* says when events were.
    """
    names = _Names(facts)
    documents = _documents(facts, names)
    speakers = _speakers(facts, names, documents)
    turns = turns_of(facts[Layout], documents, speakers)
    place = Place(documents, turns)
    decisions = names.put(facts[Decision], coder="coder").rename(columns={"key": "decision"})
    books = _books(facts, parse)
    codings = mapped(place.of(names.put(facts[Coding], coder="coder", codebook="codebook"), "coding"), books)
    left = left_behind(facts, documents, past)
    frames = {
        "cases": _newest(facts[CaseFact]).rename(columns={"name": "case"}),
        "attributes": _attributes(facts[CaseFact]),
        "people": names.put(_newest(facts[PersonFact]), case="case").rename(columns={"name": "person"}),
        "documents": documents,
        "speakers": speakers,
        "turns": turns,
        "codings": codings,
        "carried": to_settle(codings, mapped(names.put(left, coder="coder", codebook="codebook"), books), words_before(past)),
        "suggestions": _suggestions(mapped(place.of(names.put(facts[Suggestion], coder="coder", codebook="codebook"), "suggestion"), books), decisions),
        "decisions": decisions,
        "coders": _newest(facts[Coder]).rename(columns={"name": "coder"}),
        "exports": names.put(facts[Export], case="case").rename(columns={"key": "export"}),
        "assignments": about_documents(names.put(_newest(facts[Assignment]), coder="coder").rename(columns={"key": "assignment"}), documents),
        **_written(facts, names, documents, books, times),
    }  # fmt: skip
    return Study(
        **{name: typed(frame[list(COLUMNS[name])]) for name, frame in frames.items()},
        texts=_texts(facts, documents),
        codebooks=books,
        settings=dict(zip(facts[Setting]["name"], facts[Setting]["value"], strict=True)),
        read_through={},
        findings=Findings(noticed(facts, documents, codings, left, frames["carried"])),
        roles=roles,
        n=n,
        state=state,
        at=at,
        recall=recall,
    )


def _written(
    facts: Facts,
    names: "_Names",
    documents: pd.DataFrame,
    books: Mapping[str, Codebook],
    times: Mapping[int, str],
) -> dict[str, pd.DataFrame]:
    """What people wrote and judged, and what they ask by."""
    return {
        "messages": _messages(names.put(facts[Message], case="case", coder="coder").rename(columns={"key": "message"}), books),
        "ratings": mapped(names.put(facts[Rating], case="case", codebook="codebook", coder="coder").rename(columns={"key": "rating"}), books),
        "summaries": mapped(_summaries(names.put(_dated(facts[Summary], times), case="case", codebook="codebook", coder="coder", topic="topic"), documents), books),
        "memos": _memos(names.put(facts[Memo], coder="coder").rename(columns={"key": "memo"}), documents),
        "topics": _newest(facts[Topic]).rename(columns={"name": "topic"}).sort_values("position", kind="stable"),
        "asked": about_documents(names.put(_newest(facts[Asked]), coder="coder", topic="topic"), documents),
        "queries": _newest(facts[Query]).rename(columns={"name": "query"}),
        "steps": names.put(_newest(facts[Step]), case="case", coder="coder").rename(columns={"key": "step"}).sort_values("position", kind="stable"),
    }  # fmt: skip


_NUMBERS = {"turn": "int64", "start": "int64", "end": "int64", "event": "int64", "mixed": "int64", "waits": "bool", "internal": "int64", "finished": "int64", "asked": "int64", "position": "int64", "stops": "int64", "start_ms": "Int64", "end_ms": "Int64", "value": "Int64"}  # fmt: skip


def typed(frame: pd.DataFrame) -> pd.DataFrame:
    """Text columns as text, numbers as numbers, also where there are no rows."""
    if frame.empty:
        return _empty(tuple(frame.columns)).copy()
    return frame.reset_index(drop=True).astype(_kinds(frame.columns))


@cache
def _empty(columns: tuple[str, ...]) -> pd.DataFrame:
    """A frame without rows; most studies have several, and making one takes as long as making a full one."""
    return pd.DataFrame(columns=list(columns), dtype=object).astype(_kinds(columns))


def _kinds(columns: Iterable[str]) -> dict[str, str]:
    """A rating's value is a number, an attribute's is text; a memo need not be about a place."""
    names = list(columns)
    kinds = {name: _NUMBERS.get(name, "str") for name in names}
    if "value" in kinds and "rating" not in kinds:
        kinds["value"] = "str"
    if "memo" in kinds:
        kinds |= {"start": "Int64", "end": "Int64"}
    return kinds


def _books(facts: Facts, parse: Callable[[str], Codebook]) -> dict[str, Codebook]:
    books = {row.name: parse(row.content) for row in records(_newest(facts[CodebookFact]))}
    return books | drafts_of(_newest(facts[Draft]))


class _Names:
    """Keys → the names that people use."""

    def __init__(self, facts: Facts) -> None:
        kinds: dict[str, type[Fact]] = {
            "case": CaseFact,
            "person": PersonFact,
            "coder": Coder,
            "codebook": CodebookFact,
            "topic": Topic,
        }
        self.names = {
            word: dict(zip(facts[kind]["key"], facts[kind]["name"], strict=True))
            for word, kind in kinds.items()
        }
        self.names["codebook"][key_of("codebook", DRAFTS)] = DRAFTS  # has no fact of its own

    def put(self, frame: pd.DataFrame, **columns: str) -> pd.DataFrame:
        """The frame with names instead of keys in these columns."""
        if frame.empty:
            return frame
        return frame.assign(
            **{column: looked_up(frame[column], self.names[word]) for column, word in columns.items()}
        )


def _newest(frame: pd.DataFrame) -> pd.DataFrame:
    return frame.drop_duplicates("key", keep="last")


def _documents(facts: Facts, names: _Names) -> pd.DataFrame:
    current = current_texts(facts[Revision]).set_index("document")["key"]
    told = names.put(_newest(facts[DocumentFact]), case="case").rename(columns={"name": "document"})
    documents = told.assign(document=_told_apart(told["document"]))
    return documents.assign(revision=looked_up(documents["key"], current)).sort_values(
        "document", ignore_index=True
    )


def _told_apart(names: pd.Series) -> pd.Series:
    """Two documents of one name, as two people may bring them, are told apart by a number."""
    again = names.groupby(names).cumcount()
    return names.where(again == 0, names + " (" + (again + 1).astype(str) + ")")


def _texts(facts: Facts, documents: pd.DataFrame) -> dict[str, str]:
    texts = dict(zip(facts[Revision]["key"], facts[Revision]["text"], strict=True))
    return {row.document: texts[row.revision] for row in records(documents)}


def _speakers(facts: Facts, names: _Names, documents: pd.DataFrame) -> pd.DataFrame:
    """A speaker's case is the person's, else the document's."""
    known = documents.set_index("key")
    people = _newest(facts[PersonFact]).set_index("key")
    speakers = _newest(facts[SpeakerFact])
    own = looked_up(looked_up(speakers["person"], people["case"]), names.names["case"])
    return speakers.assign(
        case=own.where(own.notna(), looked_up(speakers["document"], known["case"])),
        document=looked_up(speakers["document"], known["document"]),
        person=looked_up(speakers["person"], names.names["person"]),
        speaker=speakers["label"],
    )


def _suggestions(suggestions: pd.DataFrame, decisions: pd.DataFrame) -> pd.DataFrame:
    verdicts = decisions.drop_duplicates("suggestion", keep="last").set_index("suggestion")["verdict"]
    return suggestions.assign(status=looked_up(suggestions["suggestion"], verdicts).fillna("open"))


def _messages(messages: pd.DataFrame, books: Mapping[str, Codebook]) -> pd.DataFrame:
    return messages.assign(theme=themes_today(messages["theme"], books))


def _memos(memos: pd.DataFrame, documents: pd.DataFrame) -> pd.DataFrame:
    """Memos about anything; those about words of a text that is no longer current are left out."""
    known = documents.set_index("revision")["document"]
    kept = memos[memos["revision"].isna() | memos["revision"].isin(known.index)]
    return kept.assign(document=looked_up(kept["revision"], known))


def _summaries(summaries: pd.DataFrame, documents: pd.DataFrame) -> pd.DataFrame:
    """Of cases, and of documents that are there."""
    known = documents.set_index("key")["document"]
    here = summaries[summaries["document"].isna() | summaries["document"].isin(known.index)]
    return here.assign(document=looked_up(here["document"], known)).rename(columns={"key": "summary"})


def _dated(frame: pd.DataFrame, times: Mapping[int, str]) -> pd.DataFrame:
    """With the time of the event that made each; "" where it is not known."""
    return frame.assign(at=[times.get(int(n), "") for n in frame["event"]] if "event" in frame else "")


def _attributes(cases: pd.DataFrame) -> pd.DataFrame:
    rows = [(row.name, *entry) for row in records(_newest(cases)) for entry in json.loads(row.attributes)]
    return pd.DataFrame(rows, columns=list(COLUMNS["attributes"]), dtype=object)
