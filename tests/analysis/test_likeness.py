"""Documents that are nearly the same, found by the runs of words that they share."""

from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from casekit.analysis.likeness import Likeness, alike

few = settings(max_examples=25, deadline=None)
seeds = st.integers(0, 1_000_000)


def words(seed, n=400):
    chance = Random(seed)
    return [f"ord{chance.randint(1, 3000)}" for _ in range(n)]


def text(seed, n=400):
    return " ".join(words(seed, n))


@few
@given(seeds, st.integers(0, 50))
def test_a_text_and_itself_are_alike_in_full_wherever_it_stands(seed, more):
    texts = {"b": text(seed), **{f"c{number}": text(seed + number + 1, 40) for number in range(more % 4)}}
    assert alike({**texts, "a": text(seed)}) == (Likeness(("a", "b"), 1.0),)


@few
@given(seeds, st.permutations("abcd"))
def test_the_order_of_the_texts_does_not_matter(seed, names):
    texts = {"a": text(seed), "b": text(seed, 300), "c": text(seed + 1), "d": text(seed)[200:]}
    assert alike({name: texts[name] for name in names}) == alike(texts)


def test_a_draft_with_some_other_words_is_alike_and_its_share_is_told():
    final = words(1)
    draft = [*final]
    for place in range(0, 400, 40):
        draft[place] = "andet"
    [found] = alike({"kladde": " ".join(draft), "endelig": " ".join(final)})
    assert found.documents == ("endelig", "kladde")
    assert 0.7 < found.share < 1


def test_how_it_is_written_and_laid_out_does_not_matter():
    one = text(1)
    assert alike({"a": one, "b": one.upper().replace(" ", ",\n")}) == (Likeness(("a", "b"), 1.0),)


def test_an_excerpt_is_alike_by_what_it_has():
    assert alike({"a": text(1, 1000), "b": text(1, 300)})[0].share == 1.0


@pytest.mark.parametrize("other", [text(2), "", "ja " * 1000, text(1, 30)])
def test_other_texts_and_those_too_short_to_say_are_not_alike(other):
    assert alike({"a": text(1), "b": other}) == ()


def test_less_than_half_is_not_alike():
    assert alike({"a": text(1, 200) + " " + text(2), "b": text(1, 200) + " " + text(3)}) == ()


def test_only_pairs_with_one_of_those_asked_for_are_told():
    texts = {"a": text(1), "b": text(1), "c": text(1)}
    assert len(alike(texts)) == 3
    found = alike(texts, among=frozenset("c"))
    assert [pair.documents for pair in found] == [("a", "c"), ("b", "c")]
    assert alike(texts, among=frozenset()) == ()


def test_a_form_that_all_fill_in_makes_no_pairs():
    assert alike({str(number): text(1) for number in range(21)}) == ()


def test_of_a_pair_the_other_is_told():
    pair = Likeness(("a", "b"), 1.0)
    assert (pair.other_than("a"), pair.other_than("b")) == ("b", "a")
