"""Codings read through another codebook's codes."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

import pandas as pd

from casekit.codebook.reading import read_codebook
from casekit.errors import CodebookError
from casekit.files.shipped import shipped
from casekit.model.codebook import Codebook
from casekit.model.finding import Finding, Findings
from casekit.model.study import Study
from casekit.wording import language as speaking

__all__ = ["crosswalk", "through"]


def crosswalk(book: Codebook, other: Codebook) -> pd.DataFrame:
    """Which codes of *other* each code of *book* corresponds to: a row for each pair, and for each code without one.

    Columns: ``code`` and ``label`` in *book*, ``other`` and ``other_label`` in *other*, ``rank`` (1 is the nearest); missing
    where there is no counterpart. The links may stand in either book; those of *book* come first.
    """
    pairs = list(_pairs(book, other))
    linked, met = {code for code, _, _ in pairs}, {code for _, code, _ in pairs}
    rows: list[tuple[str | None, str | None, int | None]] = [*pairs]
    rows += [(code.id, None, None) for code in book if code.id not in linked]
    order = {code.id: place for place, code in enumerate(book)}
    rows.sort(key=lambda row: order[str(row[0])])
    rows += [(None, code.id, None) for code in other if code.id not in met]
    made = [(one, _label(book, one), two, _label(other, two), rank) for one, two, rank in rows]
    columns = ["code", "label", "other", "other_label", "rank"]
    kinds = dict.fromkeys(columns[:4], "str") | {"rank": "Int64"}
    return pd.DataFrame(made, columns=columns).astype(kinds)


def _pairs(book: Codebook, other: Codebook) -> Iterator[tuple[str, str, int]]:
    """Code, code of the other book, rank."""
    back: dict[str, list[tuple[int, str]]] = {}
    for one in other:
        for rank, code in enumerate(one.links_to(book.id)):
            back.setdefault(code, []).append((rank, one.id))
    for one in book:
        reverse = (found for _, found in sorted(back.get(one.id, []), key=lambda pair: pair[0]))
        named = dict.fromkeys([*one.links_to(other.id), *reverse])
        here = (found for found in named if found in other.by_id)
        yield from ((one.id, found, rank) for rank, found in enumerate(here, 1))


def _label(book: Codebook, code: str | None) -> str | None:
    return None if code is None else book[code].label.get(speaking()) or code


def through(study: Study, other: Codebook | str, *, primary: bool = False) -> Study:
    """The study with its codings and suggestions read through the codes of *other*, a codebook or the id of one: of the study,
    or of those that come with casekit.

    What was coded with a code that corresponds to several becomes a coding with each of them, or with *primary* only with the
    nearest; its id stays, and ``made_as`` says what it was made with. Codings made with *other* itself stay as they are. What
    corresponds to nothing is left out, and counted in a finding. Every codebook of the study that has a crosswalk with *other*
    is read through it; whoever asks the study that comes out for one of those is told so.

    Raises:
        LookupFailedError: the study has no codebook of that name.
        CodebookError: none of its codebooks has a crosswalk with *other*.
    """
    book = _named(study, other) if isinstance(other, str) else other
    known = [one for one in study.codebooks.values() if one.id != book.id]
    walks = {one.id: walk for one in known if (walk := _walk(one, book, primary=primary))}
    if not walks:
        known_ids = ", ".join(one.id for one in known) or "–"
        raise CodebookError("codebooks_unrelated", other=book.id, known=known_ids)
    marks = (study.codings, study.suggestions)
    lost = Counter(one for frame in marks for one in _lost(frame, walks))
    findings = [
        Finding.of("codings_without_link", "warning", one, n=lost[one], codebook=one, other=book.id)
        for one in walks
        if lost[one]
    ]
    findings += [finding for one in known for finding in _nowhere(one, book)]
    return replace(
        study,
        codings=_read_through(study.codings, walks, book),
        suggestions=_read_through(study.suggestions, walks, book),
        codebooks={**study.codebooks, book.id: book},
        read_through={
            former: now
            for former, now in {**study.read_through, **dict.fromkeys(walks, book.id)}.items()
            if former != book.id
        },
        findings=Findings([*study.findings, *findings]),
    )


def _named(study: Study, name: str) -> Codebook:
    file = shipped("codebooks") / f"{name}.yaml"
    if name not in study.codebooks and file.is_file():
        return read_codebook(file.read_bytes(), file=file.name)[0]
    return study.codebook(name)


_Walk = dict[str, list[str]]


def _walk(book: Codebook, other: Codebook, *, primary: bool) -> _Walk:
    walk: _Walk = {}
    for code, found, rank in _pairs(book, other):
        if rank == 1 or not primary:
            walk.setdefault(code, []).append(found)
    return walk


def _lost(frame: pd.DataFrame, walks: dict[str, _Walk]) -> Iterator[str]:
    """The codebook of each mark whose code corresponds to nothing."""
    for codebook, code in zip(frame["codebook"], frame["code"], strict=True):
        if codebook in walks and code not in walks[codebook]:
            yield codebook


def _read_through(frame: pd.DataFrame, walks: dict[str, _Walk], book: Codebook) -> pd.DataFrame:
    """A row for each code that a mark corresponds to; marks of codebooks without crosswalk stay as they are."""
    pairs = [
        (codebook, code, found)
        for codebook, walk in walks.items()
        for code, others in walk.items()
        for found in others
    ]
    links = pd.DataFrame(pairs, columns=["codebook", "code", "_found"]).astype("str")
    mine = frame["codebook"].isin(list(walks))
    read = frame[mine].assign(_place=frame.index[mine]).merge(links, on=["codebook", "code"], how="inner")
    if "made_as" in read:
        elsewhere = read["made_as"].str.contains(":")
        read["made_as"] = read["made_as"].where(elsewhere, read["codebook"] + ":" + read["made_as"])
    read = read.assign(code=read["_found"], codebook=book.id).set_index("_place")
    whole = pd.concat([frame[~mine], read[list(frame.columns)]]).sort_index(kind="stable")
    return whole.reset_index(drop=True).astype(frame.dtypes.to_dict())


def _nowhere(book: Codebook, other: Codebook) -> list[Finding]:
    """Links to codes that the other codebook does not have."""
    return [
        Finding.of("crosswalk_nowhere", "warning", f"{book.id}: {code.id}", link=link, codebook=other.id)
        for code in book
        for link in code.links_to(other.id)
        if link not in other.by_id
    ]
