"""Words of two versions of one text, and passages carried from the one to the other."""

import time
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from casekit.analysis.alignment import Carried, align
from casekit.model.span import Span

pytestmark = pytest.mark.slow


BEFORE = "I: Hvad er svært?\nB: Huslejen er for høj. Så venter de på bolig.\n"

few = settings(max_examples=50, deadline=None)
said = st.lists(
    st.sampled_from(["ja", "nej", "huslejen", "er", "for", "høj", ",", ".", "🏠", "ä", "to3"]), max_size=30
)
other = st.lists(st.sampled_from(["ja", "nej", "nu", "men", "?", "dengang"]), max_size=12)


def carried(before, after, words):
    """The fate of some words of a text, and what they are in the other."""
    start = before.index(words)
    found = align(before, after).carry(Span(start, start + len(words)))
    return found.fate, found.span.of(after) if found.span else None


def test_what_went_and_what_came_is_counted_in_words_and_signs():
    found = align("Huslejen er for høj.", "Ja, huslejen er høj.")
    assert (found.removed, found.added) == (2, 3)
    assert (align("", "Ja.").removed, align("", "Ja.").added) == (0, 2)
    assert (align("Ja.", "").removed, align("Ja.", "").added) == (2, 0)


@pytest.mark.parametrize(
    ("after", "words", "fate", "now"),
    [
        (BEFORE, "Huslejen er for høj.", "same", "Huslejen er for høj."),
        ("Ny linje\n" + BEFORE, "Huslejen er for høj.", "same", "Huslejen er for høj."),
        (BEFORE.replace("\n", "\n\n"), "svært?\nB: Huslejen", "same", "svært?\n\nB: Huslejen"),
        (BEFORE.replace("er for", "er meget for"), "Huslejen er for høj.", "changed", "Huslejen er meget for høj."),
        (BEFORE.replace(" for høj", ""), "Huslejen er for høj.", "changed", "Huslejen er."),
        (BEFORE.replace("Huslejen er for høj. ", ""), "Huslejen er for høj.", "gone", None),
        ("Noget helt andet", "Huslejen er for høj.", "gone", None),
        ("", "Huslejen", "gone", None),
    ],
)  # fmt: skip
def test_a_passage_is_the_same_changed_or_gone(after, words, fate, now):
    assert carried(BEFORE, after, words) == (fate, now)


@pytest.mark.parametrize(
    ("old", "new", "words", "now"),
    [
        ("Huslejen", "Husleje", "Huslejen", "Husleje"),
        ("Huslejen", "Husleje", "Huslejen er for høj.", "Husleje er for høj."),
        ("høj.", "lav!", "Huslejen er for høj.", "Huslejen er for lav!"),
        ("Huslejen er for høj.", "Lejen!", "Huslejen er for høj.", "Lejen!"),
    ],
)
def test_a_corrected_word_at_the_end_of_a_passage_belongs_to_it(old, new, words, now):
    assert carried(BEFORE, BEFORE.replace(old, new), words) == ("changed", now)


def test_a_passage_that_was_written_anew_is_gone():
    new = "Det kan jeg ikke rigtig svare på i dag"
    assert carried(BEFORE, BEFORE.replace("Huslejen er for høj", new), "Huslejen er for høj") == (
        "gone",
        None,
    )


def test_what_was_put_in_front_of_a_passage_does_not_become_part_of_it():
    after = BEFORE.replace("Huslejen", "Ja. Huslejen")
    assert carried(BEFORE, after, "Huslejen er for høj.") == ("same", "Huslejen er for høj.")


def test_a_passage_that_begins_and_ends_inside_a_word_stays_there():
    assert carried(BEFORE, "Nu: " + BEFORE, "slejen er for h") == ("same", "slejen er for h")


def test_blanks_alone_are_no_words_to_be_found_again():
    assert align("Ja  nej", "Ja  nej").carry(Span(2, 4)) == Carried("gone")


@few
@given(st.data(), said, said, other)
def test_what_is_put_in_elsewhere_never_changes_the_words(data, head, passage, added):
    passage = ["START", *passage, "SLUT"]
    before = " ".join([*head, *passage, *head])
    after = " ".join([*added, *head, *passage, *head, *added])
    start = before.index("START")
    words = " ".join(passage)
    end = start + data.draw(st.integers(1, len(words)))
    found = align(before, after).carry(Span(start, end))
    assert found.fate == "same"
    assert found.span.of(after) == before[start:end].rstrip()


@few
@given(st.data(), said, said)
def test_a_passage_that_is_the_same_has_the_same_words_and_nothing_is_carried_outside(data, one, two):
    before, after = " ".join(one), " ".join(two)
    if not before:
        return
    start = data.draw(st.integers(0, len(before) - 1))
    end = data.draw(st.integers(start + 1, len(before)))
    found = align(before, after).carry(Span(start, end))
    if found.span is None:
        assert found.fate == "gone"
    else:
        assert 0 <= found.span.start < found.span.end <= len(after)
        assert (found.span.of(after) == before[start:end].strip()) or found.fate == "changed"


@few
@given(said, said)
def test_words_keep_their_order_and_are_counted_once(one, two):
    before, after = " ".join(one), " ".join(two)
    found = align(before, after)
    pairs = [(at, place) for at, place in enumerate(found.partner) if place >= 0]
    assert all(found.before[at].of(before) == found.after[place].of(after) for at, place in pairs)
    places = [place for _, place in pairs]
    assert places == sorted(set(places))
    assert len(found.after) - found.added == len(pairs) == len(found.before) - found.removed


@few
@given(said)
def test_a_text_and_itself_share_everything(words):
    found = align(" ".join(words), " ".join(words))
    assert (found.removed, found.added) == (0, 0)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("ja " * 20_000, "nej " + "ja " * 20_000 + "nej"),
        ("B: ja.\n" * 3_000, "Borger: ja.\n" * 3_000),
        (" ".join(map(str, range(10_000))), " ".join(map(str, range(10_000, 0, -1)))),
    ],
)
def test_texts_that_repeat_themselves_do_not_take_long(before, after):
    begun = time.perf_counter()
    align(before, after)
    assert time.perf_counter() - begun < 5


def test_an_interview_in_which_every_label_changed_is_aligned_quickly():
    chance = Random(3)
    turns = [" ".join(f"ord{chance.randint(1, 400)}" for _ in range(20)) for _ in range(600)]
    before, after = ("\n\n".join(f"{label}: {turn}" for turn in turns) for label in ("B", "Borger"))
    begun = time.perf_counter()
    found = align(before, after)
    assert time.perf_counter() - begun < 5
    assert (found.removed, found.added) == (600, 600)


def test_a_passage_of_which_less_than_half_is_left_is_gone():
    before = "Jeg har atten borgere, og det er alt for mange."
    found = align(before, "Han bor i et stort hus, og det er pænt.")
    assert found.carry(Span(0, len(before))) == Carried("gone")
    assert found.kept < 0.5
    assert align(before, before).kept == align("", "").kept == 1
