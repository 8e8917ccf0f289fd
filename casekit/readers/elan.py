"""Annotations made with ELAN (.eaf): one tier per speaker, its annotations put in the order of time."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING
from urllib.parse import unquote

from casekit.files.xml import parse_xml
from casekit.model.finding import Finding, Severity
from casekit.readers.blocks import Format, Request, Source
from casekit.readers.clean import clean, notices
from casekit.readers.said import Utterance, joined, one_line, said_notices, with_map

if TYPE_CHECKING:
    from lxml import etree

__all__ = ["FORMAT"]

_FIRST = 4_000  # bytes in which the root begins
_ROOT = re.compile(rb"<ANNOTATION_DOCUMENT[\s/>]")
_TIME = re.compile(r"\d{1,10}", re.ASCII)
_UNITS = {"PAL-frames": 40.0, "NTSC-frames": 1001 / 30}  # milliseconds in one; else they are milliseconds
_SEVERITY: Mapping[str, Severity] = {
    "left_tiers": "note",
    "tiers_unattached": "warning",
    "times_estimated": "note",
    "annotations_untimed": "warning",
}
_DEEPEST = 20  # annotations that refer to others that refer to others
_PARTS = frozenset({"Time_Subdivision", "Included_In"})  # what cuts a speaker's stretch into pieces of it


@dataclass(frozen=True, slots=True)
class _Tier:
    """A tier: whose it is, the tier it depends on, whether it cuts that into pieces, and whether it holds words."""

    element: "etree._Element"
    id: str
    speaker: str | None
    parent: str
    cuts: bool
    filled: bool


@dataclass(frozen=True, slots=True)
class _Clock:
    """The times of slots, those of them that are guessed, the two slots of annotations, and which refer to others."""

    times: Mapping[str, int]
    guessed: frozenset[str]
    ends: Mapping[str, tuple[str, str]]
    refers: Mapping[str, str]

    def of(self, one: "etree._Element") -> tuple[int | None, int | None]:
        """When an annotation begins and ends; one that has no time of its own has that of the one it refers to."""
        start, end = _ends(one)
        if not (start or end):
            start, end = self._ends_of(one.get("ANNOTATION_REF", ""))
        return self.times.get(start), self.times.get(end)

    def _ends_of(self, annotation: str) -> tuple[str, str]:
        for _ in range(_DEEPEST):
            if annotation in self.ends or annotation not in self.refers:
                break
            annotation = self.refers[annotation]
        return self.ends.get(annotation, ("", ""))


def _ends(one: "etree._Element") -> tuple[str, str]:
    return one.get("TIME_SLOT_REF1", ""), one.get("TIME_SLOT_REF2", "")


def _holds(data: bytes) -> bool:
    start = data[: 2 * _FIRST].replace(b"\0", b"")[:_FIRST].lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")
    return start.startswith(b"<") and _ROOT.search(start) is not None


def _parse(data: bytes, request: Request) -> Source:
    root = parse_xml(data, file=request.file, part="annotations")
    tiers = _tiers(root)
    tops, broken = _tops(tiers)
    spoken = tops if any(tier.filled for tier in tops) else _pieces(tiers, tops)
    clock = _clock(root)
    said = with_map(_merged([list(_said(tier, clock)) for tier in spoken]), request)
    left = {
        "left_tiers": sum(tier.filled for tier in tiers) - sum(tier.filled for tier in spoken),
        "tiers_unattached": broken,
        "times_estimated": sum(_on(tier, clock.guessed) for tier in spoken if clock.guessed),
        "annotations_untimed": sum(one.start_ms is None for one in said if one.words),
    }
    words = "\n".join(value.text or "" for value in root.iter("ANNOTATION_VALUE"))
    findings = (
        *notices(words, file=request.file),
        *(Finding.of(kind, _SEVERITY[kind], request.file, n=n) for kind, n in left.items() if n),
        *said_notices(said, request),
    )
    beside = (("tiers", left["left_tiers"]),) if left["left_tiers"] else ()
    return Source(tuple(joined(said)), tuple(_metadata(root)), findings, left=beside)


def _tiers(root: "etree._Element") -> list[_Tier]:
    types = {
        one.get("LINGUISTIC_TYPE_ID"): one.get("CONSTRAINTS") for one in root.iterfind("LINGUISTIC_TYPE")
    }
    return [
        _Tier(
            tier,
            tier.get("TIER_ID", ""),
            one_line(clean(tier.get("PARTICIPANT", ""))) or None,
            tier.get("PARENT_REF", ""),
            types.get(tier.get("LINGUISTIC_TYPE_REF")) in _PARTS,
            any(value.text and value.text.strip() for value in tier.iter("ANNOTATION_VALUE")),
        )
        for tier in root.iterfind("TIER")
    ]


def _below(tiers: Iterable[_Tier]) -> dict[str, list[_Tier]]:
    below: dict[str, list[_Tier]] = {}
    for tier in tiers:
        below.setdefault(tier.parent, []).append(tier)
    return below


def _tops(tiers: Sequence[_Tier]) -> tuple[list[_Tier], int]:
    """The tiers that depend on no other, and how many say that they do, but on one that is not there or on each other."""
    known = {tier.id for tier in tiers}
    tops = [tier for tier in tiers if tier.parent not in known]
    below = _below(tiers)
    reached: set[str] = set()
    waiting = [tier.id for tier in tops]
    while waiting:
        here = waiting.pop()
        if here not in reached:
            reached.add(here)
            waiting += [tier.id for tier in below.get(here, ())]
    alone = [tier for tier in tiers if tier.parent not in known or tier.id not in reached]
    return [_named(tier, tier.id) for tier in alone], sum(bool(tier.parent) for tier in alone)


def _pieces(tiers: Sequence[_Tier], tops: Sequence[_Tier]) -> list[_Tier]:
    """The tiers with words below empty ones: those that cut them into pieces, else the first with words that is there.

    Who speaks in them is told by the tiers above them, if not by themselves.
    """
    return _filled([tier for tier in tiers if tier.cuts], tops) or _filled(tiers, tops, most=1)


def _filled(tiers: Iterable[_Tier], tops: Sequence[_Tier], most: int | None = None) -> list[_Tier]:
    below = _below(tiers)
    found: list[_Tier] = []
    for top in tops:
        waiting = [top]
        while waiting:
            over = waiting.pop()
            under = [_named(tier, over.speaker or "") for tier in below.pop(over.id, ())]
            filled = [tier for tier in under if tier.filled]
            found += filled[:most]
            waiting += under if not filled else ()
    return found


def _named(tier: _Tier, otherwise: str) -> _Tier:
    return replace(tier, speaker=tier.speaker or one_line(clean(otherwise)) or None)


def _clock(root: "etree._Element") -> _Clock:
    unit = _UNITS.get(next((head.get("TIME_UNITS", "") for head in root.iterfind("HEADER")), ""), 1)
    slots = {
        slot.get("TIME_SLOT_ID", ""): round(int(value) * unit) if _TIME.fullmatch(value) else None
        for slot in root.iterfind("TIME_ORDER/TIME_SLOT")
        for value in [slot.get("TIME_VALUE", "")]
    }
    times = _placed(slots)
    guessed = frozenset(slot for slot in times if slots[slot] is None)
    ends = {one.get("ANNOTATION_ID", ""): _ends(one) for one in root.iter("ALIGNABLE_ANNOTATION")}
    refers = {
        one.get("ANNOTATION_ID", ""): one.get("ANNOTATION_REF", "") for one in root.iter("REF_ANNOTATION")
    }
    return _Clock(times, guessed, ends, refers)


def _placed(slots: Mapping[str, int | None]) -> dict[str, int]:
    """The milliseconds of each slot; slots without a time are placed between their neighbours."""
    times: dict[str, int] = {}
    waiting: list[str] = []
    before: int | None = None
    for slot, time in slots.items():
        if time is None:
            waiting.append(slot)
            continue
        times |= _between(waiting, time if before is None else before, time)
        times[slot] = before = time
        waiting = []
    if before is not None:
        times |= _between(waiting, before, before)
    return times


def _between(slots: Sequence[str], before: int, after: int) -> dict[str, int]:
    step = (after - before) / (len(slots) + 1)
    return {slot: round(before + step * at) for at, slot in enumerate(slots, 1)}


def _said(tier: _Tier, clock: _Clock) -> Iterator[Utterance]:
    for one in tier.element.iterfind("ANNOTATION/*"):
        words = one_line(clean(one.findtext("ANNOTATION_VALUE") or ""))
        yield Utterance(tier.speaker, words, *clock.of(one), one.get("ANNOTATION_ID", ""))


def _on(tier: _Tier, slots: Collection[str]) -> int:
    """How many annotations of *tier* begin or end at one of *slots*."""
    return sum(any(end in slots for end in _ends(one)) for one in tier.element.iterfind("ANNOTATION/*"))


def _merged(tracks: Iterable[Sequence[Utterance]]) -> list[Utterance]:
    """What is said in all *tracks* as it follows each other; what has no time stays behind what its speaker said before."""
    placed: list[tuple[int, Utterance]] = []
    for track in tracks:
        now = next((one.start_ms for one in track if one.start_ms is not None), 0)
        for one in track:
            now = now if one.start_ms is None else one.start_ms
            placed.append((now, one))
    return [one for _, one in sorted(placed, key=lambda pair: pair[0])]


def _metadata(root: "etree._Element") -> Iterator[tuple[str, str]]:
    """Who annotated, and what the recordings are called; never where they lie, which tells names of people."""
    if author := one_line(clean(root.get("AUTHOR", ""))):
        yield "Author", author
    for media in root.iterfind("HEADER/MEDIA_DESCRIPTOR"):
        path = unquote(media.get("MEDIA_URL") or media.get("RELATIVE_MEDIA_URL") or "")
        if name := one_line(clean(re.split(r"[/\\]", path)[-1])):
            yield "Media", name


FORMAT = Format("elan", (".eaf",), _holds, _parse, takes_speakers=True)
