"""Exact edits of a text, and what becomes of every place in it."""

from hypothesis import given, settings
from hypothesis import strategies as st

from casekit.analysis.edits import Edit, Edits
from casekit.model.span import Span

BEFORE = "I: Hvad er svært?\nB: Huslejen er for høj. Så venter de.\n"
said = st.text(alphabet="ab ,.\nø🏠", max_size=12)


def edits(text, cuts, words):
    """Edits between pairs of sorted places."""
    places = sorted({min(cut, len(text)) for cut in cuts})
    pairs = zip(places[::2], places[1::2], strict=False)
    return [Edit(start, end, word) for (start, end), word in zip(pairs, words, strict=False)]


def test_what_no_edit_touches_is_the_same_by_counting():
    start, end = BEFORE.index("Huslejen"), BEFORE.index(" Så")
    mended = Edits(BEFORE, [Edit(start, end, "Lejen.")])
    assert mended.after == BEFORE.replace("Huslejen er for høj.", "Lejen.")
    place = Span(BEFORE.index("Så"), BEFORE.index("de."))
    found = mended.carry(place)
    assert (found.fate, found.span.of(mended.after)) == ("same", place.of(BEFORE))
    assert (mended.removed, mended.added) == (4, 1)


def test_inside_an_edit_words_tell():
    start, end = BEFORE.index("Huslejen"), BEFORE.index("\n", 30)
    mended = Edits(BEFORE, [Edit(start, end, "Nå, huslejen er for høj. Nu venter de.")])
    found = mended.carry(Span(BEFORE.index("er for"), BEFORE.index("høj") + 3))
    assert (found.fate, found.span.of(mended.after)) == ("same", "er for høj")
    found = mended.carry(Span(BEFORE.index("Så"), BEFORE.index("de.") + 2))
    assert (found.fate, found.span.of(mended.after)) == ("changed", "Nu venter de")


def test_a_turn_grows_with_its_words_and_an_empty_one_is_none():
    start = BEFORE.index("Huslejen")
    mended = Edits(BEFORE, [Edit(start, start + 8, "Lejen"), Edit(len(BEFORE) - 4, len(BEFORE) - 2, "alle")])
    assert mended.place(Span(start, len(BEFORE) - 1)).of(mended.after) == "Lejen er for høj. Så venter alle."
    assert Edits("ab", [Edit(0, 2, "")]).place(Span(0, 2)) is None
    assert Edits("ab", [Edit(1, 1, "x")]).carry(Span(1, 2)).span == Span(2, 3)


@settings(max_examples=100, deadline=None)
@given(st.text(alphabet="ab ,.\nø🏠", min_size=1, max_size=40), st.lists(st.integers(0, 40), max_size=6), st.lists(said, max_size=3), st.data())  # fmt: skip
def test_outside_the_edits_every_place_is_exactly_the_same(text, cuts, words, data):
    made = Edits(text, edits(text, cuts, words))
    start = data.draw(st.integers(0, len(text) - 1))
    span = Span(start, data.draw(st.integers(start + 1, len(text))))
    free = all(edit.end <= span.start or edit.start >= span.end for edit in made.edits)
    found = made.carry(span)
    if free:
        grown = sum(len(edit.words) - edit.end + edit.start for edit in made.edits if edit.end <= span.start)
        assert (found.fate, found.span) == ("same", Span(span.start + grown, span.end + grown))
    if found.fate == "same":
        assert found.span.of(made.after).split() == span.of(text).split() or not free
