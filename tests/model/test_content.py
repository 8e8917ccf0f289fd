import pytest
from hypothesis import given
from hypothesis import strategies as st

from casekit.codebook import parse_codebook
from casekit.model.codebook import (
    POLARITIES,
    Base,
    Change,
    Code,
    Codebook,
    Example,
    Exclusion,
    Group,
    Question,
    RatingRules,
    in_tree_order,
    plain_codebook,
)
from casekit.model.content import canonical
from casekit.model.words import LANGUAGES, Words

pytestmark = pytest.mark.slow

names = st.text(alphabet="abæ_1", min_size=1, max_size=4)
texts = st.text(min_size=1, max_size=8)
maybe = st.text(max_size=4)
words = st.dictionaries(st.sampled_from(LANGUAGES), texts, max_size=3).map(
    lambda told: Words.of(dict(sorted(told.items())))
)
said = words.filter(bool)


def tuples(one, most=2):
    return st.lists(one, max_size=most).map(tuple)


def pairs(one):
    return st.dictionaries(names, one, max_size=2).map(lambda told: tuple(sorted(told.items())))


examples = tuples(
    st.builds(Example, words, st.sampled_from(("", *POLARITIES)), tuples(names), st.none() | names)
)
codes = st.builds(
    Code,
    id=names,
    label=words,
    parent=st.none() | names,
    definition=words,
    kind=st.sampled_from(("factor", "outcome", "step")),
    include=tuples(said),
    exclude=tuples(st.builds(Exclusion, words, st.none() | names)),
    examples=examples,
    counterexamples=examples,
    polarity=st.lists(st.sampled_from(POLARITIES), unique=True, max_size=2).flatmap(
        lambda told: st.tuples(*(st.tuples(st.just(one), said) for one in POLARITIES if one in told))
    ),
    indicators=st.dictionaries(
        st.sampled_from(LANGUAGES), st.lists(texts, min_size=1, max_size=2).map(tuple), max_size=2
    ).map(lambda told: tuple(sorted(told.items()))),
    questions=tuples(names),
    links=pairs(st.lists(names, min_size=1, max_size=2).map(tuple)),
    colour=maybe,
    origin=st.sampled_from(("", "deductive", "inductive")),
    sources=tuples(names),
)
bases = st.none() | st.builds(Base, names, maybe, tuples(names))


@st.composite
def codebooks(draw):
    found = draw(st.lists(codes, max_size=4, unique_by=lambda code: code.id))
    ordered = in_tree_order(found)
    return Codebook(
        id=draw(names),
        version=draw(texts),
        title=draw(words),
        codes=ordered,
        languages=tuple(draw(st.lists(st.sampled_from(LANGUAGES), unique=True))),
        description=draw(words),
        unit_of_analysis=draw(words),
        coding_rules=draw(tuples(said)),
        rating=RatingRules(draw(tuples(texts)), draw(tuples(said))),
        questions=draw(tuples(st.builds(Question, names, words, maybe))),
        groups=draw(tuples(st.builds(Group, names, words, tuples(names)))),
        licence=draw(maybe),
        authors=draw(tuples(texts)),
        sources=draw(pairs(texts)),
        changes=draw(tuples(st.builds(Change, maybe, maybe, words, pairs(tuples(names))))),
        extends=draw(bases),
        based_on=draw(bases),
    )


@given(codebooks())
def test_any_codebook_is_stored_and_read_again_as_it_was(book):
    assert parse_codebook.__wrapped__(book.content) == book


def test_empty_fields_are_left_out_and_codes_stand_inside_each_other():
    label = Words.of({"en": "Home", "da": "Hjem"})
    book = Codebook(
        "small", codes=(Code("home", label), Code("rent", parent="home"), Code("far", parent="gone"))
    )
    assert plain_codebook(book) == {
        "casekit": "codebook/1",
        "id": "small",
        "version": "0",
        "codes": [
            {"id": "home", "label": {"da": "Hjem", "en": "Home"}, "codes": [{"id": "rent"}]},
            {"id": "far", "parent": "gone"},
        ],
    }
    assert list(plain_codebook(book)["codes"][0]["label"]) == ["da", "en"], "languages in casekit's order"


def test_equal_content_is_spelled_alike_whatever_the_order_of_its_fields():
    assert canonical({"a": "å", "b": ["1"]}) == canonical({"b": ["1"], "a": "å"}) == '{"a":"å","b":["1"]}'
