"""Turns edited, split, joined and given to another speaker: a new text where words change, else only other turns."""

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace

from casekit.analysis.edits import Edit, Edits
from casekit.errors import LookupFailedError
from casekit.model.document import Turn
from casekit.model.facts import Fact, Key, SpeakerFact, key_of
from casekit.model.finding import Finding
from casekit.model.frames import records, whole
from casekit.model.span import Span
from casekit.model.study import Study
from casekit.project.carrying import Live, moves
from casekit.project.correcting import Correction, rows_of, stored_document, told_of, words_meant
from casekit.project.texts import layout, revision
from casekit.readers.clean import clean

__all__ = ["Page", "edited", "given", "joined", "page_of", "split"]

NEW_ROLE = ("unknown", "unclear")  # of a label that a person brings in, until somebody confirms what it is


@dataclass(frozen=True, slots=True)
class Page:
    """A document open for editing: its text and its turns as they are."""

    study: Study
    live: Live
    document: str
    turns: tuple[Turn, ...]

    @property
    def text(self) -> str:
        """All that a reader sees."""
        return self.study.texts[self.document]

    def at(self, number: int) -> Turn:
        """The turn with this number, from 1.

        Raises:
            LookupFailedError: there is none.
        """
        if not 1 <= number <= len(self.turns):
            raise LookupFailedError("unknown_turn", document=self.document, turn=number, n=len(self.turns))
        return self.turns[number - 1]


def page_of(study: Study, live: Live, document: str) -> Page:
    """A document (by name), opened.

    Raises:
        LookupFailedError: no such document.
    """
    mine = study.turns[study.turns["document"] == study.known(document)]
    turns = tuple(
        Turn(Span(int(row.start), int(row.end)), str(row.speaker), whole(row.start_ms), whole(row.end_ms))
        for row in records(mine)
    )
    return Page(study, live, document, turns)


def edited(page: Page, number: int, words: str) -> Correction:
    """Other words in a turn; its label stays in front of it.

    Raises:
        LookupFailedError: no such turn, no words, or the same words.
    """
    turn, said = page.at(number), clean(words).strip()
    if not said:
        raise LookupFailedError("turn_without_words", document=page.document, turn=number)
    if said == turn.span.of(page.text):
        raise LookupFailedError("nothing_edited", document=page.document)
    return _changed(page, Edits(page.text, [Edit(turn.span.start, turn.span.end, said)]), page.turns)


def split(page: Page, number: int, at: int | str, speaker: str | None) -> Correction:
    """A turn in two: the second begins *at* an offset of the text, or with words that stand just once in it.

    The second is *speaker*'s, by default the same one's. Nothing is printed in front of it: the text stays as it is.

    Raises:
        LookupFailedError: no such turn; one of the two would be empty; words that do not stand just once.
    """
    turn = page.at(number)
    place = _once(page.text, turn.span, at) if isinstance(at, str) else at
    if not turn.span.start < place < turn.span.end:
        raise LookupFailedError("splits_nothing", document=page.document, turn=number)
    first, second = _stripped(page.text, turn.span.start, place), _stripped(page.text, place, turn.span.end)
    if first is None or second is None:
        raise LookupFailedError("splits_nothing", document=page.document, turn=number)
    who = turn.speaker if speaker is None else _label(speaker)
    halves = (replace(turn, span=first, end_ms=None), Turn(second, who, None, turn.end_ms))
    return _laid_out(page, (*page.turns[: number - 1], *halves, *page.turns[number:]))


def joined(page: Page, number: int, following: int) -> Correction:
    """A turn and the one after it as one, of the first's speaker; the label printed between them goes out of the text.

    Raises:
        LookupFailedError: no such turns, they do not follow each other, or something else than a label stands between them.
    """
    one, other = page.at(number), page.at(following)
    if following != number + 1:
        raise LookupFailedError("turns_apart", document=page.document, turn=number, following=following)
    between = page.text[one.span.end : other.span.start]
    _only_a_label(page, between)
    whole = replace(one, span=Span(one.span.start, other.span.end), end_ms=other.end_ms)
    turns = (*page.turns[: number - 1], whole, *page.turns[following:])
    if not between.strip():
        return _laid_out(page, turns)
    return _changed(page, Edits(page.text, [Edit(one.span.end, other.span.start, " ")]), turns)


def given(page: Page, numbers: Collection[int], speaker: str) -> Correction:
    """Turns given to another speaker; what the transcript prints in front of them stays as it is.

    Raises:
        LookupFailedError: no such turn, no label, or they are this speaker's already.
    """
    label = _label(speaker)
    for number in numbers:
        page.at(number)
    turns = (
        replace(turn, speaker=label) if number in numbers else turn
        for number, turn in enumerate(page.turns, 1)
    )
    return _laid_out(page, tuple(turns))


def _changed(page: Page, edits: Edits, turns: Sequence[Turn]) -> Correction:
    """A new text with these turns, which are told as places of the old one."""
    stored = stored_document(page.study, page.live, page.document)
    old, text = page.study.revision(page.document), revision(stored.key, edits.after)
    placed = [replace(turn, span=span) for turn in turns if (span := edits.place(turn.span))]
    meant = words_meant(page.study)
    carried = list(moves(page.live, old, text.key, edits, (page.text, edits.after), meant=meant))
    people, gone = _people(page, turns)
    facts: list[Fact] = [text, layout(text.key, _rows(placed)), *people]
    facts += [move.fact for move in carried if move.fact is not None]
    told = told_of(page.study, page.document, edits, carried, _noticed(people))
    return Correction(facts, (old,), gone, told, rows_of(carried))


def _laid_out(page: Page, turns: Sequence[Turn]) -> Correction:
    """The same text with other turns."""
    if tuple(turns) == page.turns:
        raise LookupFailedError("nothing_edited", document=page.document)
    old = page.study.revision(page.document)
    nothing = Edits(page.text, ())
    carried = moves(page.live, old, old, nothing, (page.text, page.text))
    people, gone = _people(page, turns)
    told = told_of(page.study, page.document, nothing, list(carried), _noticed(people))
    facts: list[Fact] = [layout(old, _rows(turns)), *people]
    return Correction(facts, (), gone, told)


def _rows(turns: Iterable[Turn]) -> list[tuple[object, ...]]:
    return [(turn.span.start, turn.span.end, turn.speaker, turn.start_ms, turn.end_ms) for turn in turns]


def _people(page: Page, turns: Sequence[Turn]) -> tuple[list[SpeakerFact], tuple[Key, ...]]:
    """Labels that are new, and the keys of those that nobody speaks under any more."""
    mine = page.study.speakers[page.study.speakers["document"] == page.document]
    document = Key(str(page.study.documents.set_index("document").loc[page.document, "key"]))
    spoken = {turn.speaker for turn in turns}
    silent = {turn.speaker for turn in page.turns} - spoken
    new = sorted(spoken - set(mine["speaker"]))
    facts = [SpeakerFact(key_of("speaker", document, label), document, label, *NEW_ROLE) for label in new]
    return facts, tuple(Key(row.key) for row in records(mine) if row.speaker in silent)


def _noticed(people: Iterable[SpeakerFact]) -> list[Finding]:
    return [Finding.of("speaker_without_role", "warning", fact.label) for fact in people]


def _label(speaker: str) -> str:
    label = " ".join(clean(speaker).split())
    if not label:
        raise LookupFailedError("speaker_without_name")
    return label


def _once(text: str, span: Span, words: str) -> int:
    """Where words begin that stand just once in a stretch; blanks are all the same."""
    pattern = re.compile(r"\s+".join(map(re.escape, clean(words).split())))
    places = (
        [match.start() for match in pattern.finditer(text, span.start, span.end)] if words.split() else []
    )
    if len(places) != 1:
        raise LookupFailedError("words_not_once", words=words, n=len(places))
    return places[0]


def _stripped(text: str, start: int, end: int) -> Span | None:
    said = text[start:end]
    start += len(said) - len(said.lstrip())
    return Span(start, start + len(said.strip())) if said.strip() else None


def _only_a_label(page: Page, between: str) -> None:
    """Nothing that somebody said or noted goes out of the text with a label."""
    line = between.strip()
    bare = line.strip(" \t\u00a0:：*_[](){}<>")
    known = set(page.study.speakers.loc[page.study.speakers["document"] == page.document, "speaker"])
    if line and ("\n" in line or not (bare in known or line.endswith((":", "：", ":**", ":*")))):
        raise LookupFailedError("words_between", document=page.document, words=line)
