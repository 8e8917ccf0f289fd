"""A new run of suggestions against those that are there."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from difflib import get_close_matches
from html import escape
from typing import Any

import pandas as pd

from casekit import coders
from casekit.codebook.cue_lists import CueLists
from casekit.model.codebook import Codebook
from casekit.model.facts import CodebookFact, Coder, Decision, Fact, Key, Suggestion, key_of
from casekit.model.finding import Finding, Findings
from casekit.model.frames import records
from casekit.model.mapping import current
from casekit.model.study import Study
from casekit.store import Store
from casekit.wording import say

__all__ = [
    "Change",
    "Progress",
    "Suggested",
    "codebook_fact",
    "exchanged",
    "machine",
    "outdated",
    "propose",
]

Progress = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True)
class Suggested:
    """What a run of suggestions did: how many are new, gone, and there in all."""

    new: int
    gone: int
    total: int
    findings: Findings

    def _repr_html_(self) -> str:
        counts = say("out.suggested", total=self.total, new=self.new, gone=self.gone)
        return f"<p>{escape(counts)}</p>{self.findings._repr_html_() if self.findings else ''}"


def propose(
    study: Study,
    book: Codebook,
    *,
    passage: coders.Passage = "sentence",
    cues: CueLists | None = None,
    progress: Progress | None = None,
) -> tuple[dict[str, Suggestion], list[Finding]]:
    """What the codebook proposes, by key; *progress* is told document, number and count."""
    made, odd = coders.suggest(study, book, passage=passage, cues=cues)
    noticed = list(odd)
    names = list(study.documents["document"])
    for number, document in enumerate(names, 1):
        made += coders.suggest_from_margin(study, book, document)
        noticed += [
            Finding.of("comment_names_no_code", "warning", document, tag=tag, near=_near(tag, book))
            for tag in coders.tags_unknown(study, book, document)
        ]
        if progress:
            progress(document, number, len(names))
    return {suggestion.key: suggestion for suggestion in made}, noticed


def _near(tag: str, book: Codebook) -> str:
    return ", ".join(get_close_matches(tag, book.by_id, n=2)) or "–"


def codebook_fact(book: Codebook) -> CodebookFact:
    """A codebook as a project keeps it."""
    return CodebookFact(key_of("codebook", book.id), book.id, book.version, book.digest, book.content)


def machine() -> Coder:
    """The coder that suggests."""
    return Coder(key_of("coder", coders.CODER), coders.CODER, "machine")


def _place(one: Any, book: Codebook) -> tuple[object, ...]:
    """Where a suggestion stands and what it proposes; a code that has another id now is the same code."""
    mine = one.codebook == key_of("codebook", book.id)
    code = current({book.id: book}, book.id, one.code).code if mine else one.code
    return (one.revision, one.start, one.end, code, one.codebook, one.coder)


def outdated(
    live: Mapping[type[Fact], pd.DataFrame], book: Codebook, proposed: Mapping[str, Suggestion]
) -> pd.DataFrame:
    """Suggestions of this codebook that are no longer proposed and that nobody has decided on."""
    there = live[Suggestion]
    by_rule = (there["coder"] == machine().key) | there["evidence"].str.endswith(f'"{coders.SIGN}"]]')
    mine = there[(there["codebook"] == key_of("codebook", book.id)) & by_rule]
    return mine[~mine["key"].isin(live[Decision]["suggestion"]) & ~mine["key"].isin(proposed)]


def _there(live: Mapping[type[Fact], pd.DataFrame], book: Codebook) -> dict[tuple[object, ...], Key]:
    """The suggestion at each place; one that somebody decided on before an open one, the latest decision first."""
    suggestions = live[Suggestion]
    latest = {key: place for place, key in enumerate(live[Decision]["suggestion"])}  # in the order of time
    decided = [latest.get(key, -1) for key in suggestions["key"]]
    ordered = suggestions.assign(decided=decided).sort_values(["decided", "key"])
    return {_place(row, book): Key(row.key) for row in records(ordered)}


@dataclass(frozen=True, slots=True)
class Change:
    """What has to be written so that the suggestions become those that are proposed now; how many are new, and gone."""

    facts: list[Fact]
    ended: list[str]
    new: int
    gone: int


def exchanged(store: Store, book: Codebook, proposed: Mapping[str, Suggestion]) -> Change:
    """Decided suggestions stay as they are; the others become what is proposed now.

    What is proposed at the place of one that is there is that one: a corrected text and a code with a new id have other keys,
    not other decisions. Of several there, as when two codes became one, it is the one decided on last.
    """
    live = store.live()
    there = _there(live, book)
    named = (replace(one, key=there.get(_place(one, book), one.key)) for one in proposed.values())
    proposed = {one.key: one for one in named}
    decided, known = set(live[Decision]["suggestion"]), set(live[Suggestion]["key"])
    wanted = [suggestion for key, suggestion in proposed.items() if key not in decided]
    facts, replaced = store.new_among([machine(), *wanted])
    gone = outdated(live, book, proposed)
    ended = store.live_ids(Suggestion, gone["key"])
    return Change(facts, [*replaced, *ended], len(proposed.keys() - known), len(gone))
