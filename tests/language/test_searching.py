"""The engine finds what the slow and plain matcher finds."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from casekit.errors import PatternError
from casekit.language.index import Indexer, Source
from casekit.language.indicators import parse_indicator
from casekit.language.matching import candidates, find
from casekit.language.searching import search
from casekit.language.tokens import words
from casekit.model.span import Span

pytestmark = pytest.mark.slow  # many codebooks, or many examples of each

SAID = st.sampled_from(
    ["bo", "bolig", "Boligen", "BOLIG", "boliger", "almenbolig", "ACT", "act", "ACT-team", "act-teamet", "§ 85", "wmo-toegang",
     "o'er", "İs", "på", "a", "b", "c", "x", "Bolig- og", "Bürger*innen", "bürgerinnen", "beboer:in", "boli\u00adgen", "a\u030a", "å", "Wmo‑loket", "ΑΣ", "🏠"]
)  # fmt: skip
JOIN = st.sampled_from([" ", ", ", ". ", " – ", "\n", "  ", "\t", "\u00a0", "!"])
TURN = st.lists(st.tuples(SAID, JOIN), max_size=9).map(
    lambda said: "".join(word + sign for word, sign in said)
)
TURNS = st.lists(TURN, max_size=4)
WORD = st.sampled_from(
    ["bo", "bo*", "*bolig", "*oli*", "b*g", "a*a*", "*", "**", "ACT", "ACT*", "=act", "=ACT", "=Boligen", "act-*", "§", "8*", "o'*",
     "i*", "på", "a", "b", "c", "bürger", "bürgerinnen", "*innen", "+bolig+", "bolig+", "+bolig", "/bo(lig)?e?n?/", "/[a-c]/",
     "å", "wmo–*", "bolig", "*is", "*σ"]
)  # fmt: skip
STEP = st.sampled_from([" ", " ", " ", " ..1 ", " ..3 ", " & "])
PATTERN = st.lists(st.tuples(WORD, STEP), min_size=1, max_size=4).map(
    lambda parts: "".join(word + step for word, step in parts[:-1]) + parts[-1][0]
)
LIST = st.lists(PATTERN, max_size=4)

FEW_TURNS = st.lists(st.text("aabbcx", min_size=3, max_size=14).map(" ".join), min_size=1, max_size=3)
FEW_STEPS = st.sampled_from([" ", " ..1 ", " ..2 ", " ..10 ", " & "])
FEW_WORDS = st.sampled_from(["a", "a", "b", "c", "*", "/[ab]/"])
FEW = st.builds(
    lambda first, rest: first + "".join(step + word for step, word in rest),
    st.sampled_from("ab"),
    st.lists(st.tuples(FEW_STEPS, FEW_WORDS), max_size=3),
)


class Toy:
    """Forms share a lemma if they are of one family."""

    families = ({"bolig", "boligen", "boliger"}, {"a", "å", "act"}, {"bürgerinnen", "bürger", "bo"})

    def of(self, form):
        found = [f"L{number}" for number, family in enumerate(self.families) if form in family]
        return (form, *found)

    def many(self, forms):
        return {form: self.of(form) for form in forms}


def held(form, stem, place):
    return {"anywhere": stem in form, "first": form.startswith(stem), "last": form.endswith(stem)}[place]


def understood(patterns):
    for pattern in patterns:
        try:
            yield parse_indicator(pattern)
        except PatternError:
            continue


def as_source(name, turns):
    """The turns in one text, with the speaker before each, which nobody searches."""
    text, spans = "", []
    for turn in turns:
        text += "bolig: "
        if turn:
            spans.append(Span(len(text), len(text) + len(turn)))
        text += turn + "\n"
    return Source(name, text, spans)


def slowly(sources, codes, nots, **dictionary):
    for source in sources:
        for number, span in enumerate(source.segments):
            said = list(words(source.text, span))
            for code, indicators in codes.items():
                for hit in find(said, indicators, nots=nots.get(code, ()), **dictionary):
                    evidence = tuple((one.start, one.end) for one in hit.evidence)
                    yield (
                        source.document,
                        number,
                        hit.span.start,
                        hit.span.end,
                        code,
                        hit.indicator,
                        hit.also,
                        evidence,
                    )


def quickly(index, codes, nots, **dictionary):
    return list(search(index, codes, nots=nots, **dictionary).hits.itertuples(index=False, name=None))


@settings(max_examples=150, deadline=None)
@given(st.lists(TURNS, max_size=3), LIST, LIST, st.lists(PATTERN, max_size=1), st.booleans(), st.booleans())
def test_the_engine_finds_what_the_plain_matcher_finds(
    texts, one, other, barred, with_lemmas, with_compounds
):
    sources = [as_source(f"D{number}", turns) for number, turns in enumerate(texts)]
    codes = {"one": list(understood(one)), "other": list(understood(other))}
    nots = {"one": list(understood(barred))}
    dictionary = {"lemmas": Toy() if with_lemmas else None, "compounds": held if with_compounds else None}
    found = quickly(Indexer().index(sources), codes, nots, **dictionary)
    assert sorted(found) == sorted(slowly(sources, codes, nots, **dictionary))
    assert [row[:3] for row in found] == sorted(row[:3] for row in found)


@settings(max_examples=120, deadline=None)
@given(FEW_TURNS, st.lists(FEW, min_size=1, max_size=4), st.lists(FEW, max_size=1))
def test_so_it_does_where_nearly_everything_is_found_and_overlaps(turns, patterns, barred):
    sources = [as_source("D", turns), as_source("E", turns[:1])]
    codes, nots = {"one": list(understood(patterns))}, {"one": list(understood(barred))}
    found = quickly(Indexer().index(sources), codes, nots)
    assert sorted(found) == sorted(slowly(sources, codes, nots))


def brute_force(turn, indicator, place=0, left=()):
    """Every choice of words, one after the other."""
    [part] = indicator.parts
    if place == len(part.elements):
        yield left[0], left[-1]
        return
    nexts = range(left[-1] + 1, left[-1] + part.gaps[place] + 2) if left else range(len(turn))
    for at in nexts:
        if at < len(turn) and part.elements[place].matches(turn[at], Toy()):
            yield from brute_force(turn, indicator, place + 1, (*left, at))


@settings(max_examples=80, deadline=None)
@given(FEW_TURNS, FEW.filter(lambda pattern: "&" not in pattern))
def test_no_way_over_a_gap_is_missed(turns, pattern):
    indicator = parse_indicator(pattern)
    for turn in turns:
        said = list(words(turn))
        furthest = dict(sorted(brute_force(said, indicator)))
        every = {Span(said[first].start, said[last].end) for first, last in furthest.items()}
        assert {hit.span for hit in candidates(said, indicator, lemmas=Toy())} == every
        if every:
            hits = search(Indexer().index([Source("D", turn)]), {"c": [indicator]}, lemmas=Toy()).hits
            assert {Span(start, end) for start, end in zip(hits["start"], hits["end"], strict=True)} <= every
            assert hits["end"].sub(hits["start"]).max() == max(map(len, every))


def found(pattern, *turns, **dictionary):
    index = Indexer().index([as_source("D", turns)])
    hits = search(index, {"c": [parse_indicator(pattern)]}, **dictionary).hits
    text = as_source("D", turns).text
    return [text[start:end] for start, end in zip(hits["start"], hits["end"], strict=True)]


def test_all_ways_over_gaps_are_kept():
    assert found("a ..3 b ..3 c", "a b x x b x x c") == ["a b x x b x x c"]


@given(
    st.lists(st.sampled_from(["Bolig", "boligen", "a", "Å", "act", "ACT", "bürger", "andet"]), max_size=12)
)
def test_a_word_finds_what_shares_a_lemma_looked_up_one_by_one(said):
    for pattern in ("boligen", "a", "bürgerinnen", "andet"):
        shared = [word for word in said if set(Toy().of(word.lower())) & set(Toy().of(pattern))]
        assert found(pattern, " ".join(said), lemmas=Toy()) == shared


def test_what_a_not_takes_is_counted_and_what_it_leaves_may_win():
    index = Indexer().index([Source("D", "De huur van de auto is te hoog. Huur!")])
    codes = {
        "rent": [parse_indicator("huur ..3 auto"), parse_indicator("te hoog"), parse_indicator("huur")],
        "x": [],
    }
    hits, removed = search(
        index, codes, nots={"rent": [parse_indicator("auto")], "other": [parse_indicator("te")]}
    )
    assert hits["indicator"].tolist() == ["huur", "te hoog", "huur"]
    assert removed.values.tolist() == [["rent", "huur ..3 auto", 1]]


def test_the_loser_of_a_place_stays_on_the_hit():
    index = Indexer().index([Source("D", "mangel på boliger")])
    codes = {"c": [parse_indicator(one) for one in ("boliger", "bolig*", "mangel på *", "bolig*")], "d": [parse_indicator("mangel")]}  # fmt: skip
    hits = search(index, codes).hits
    assert hits[["code", "indicator", "also"]].values.tolist() == [
        ["c", "mangel på *", ("boliger", "bolig*")],
        ["d", "mangel", ()],
    ]


def test_both_parts_must_stand_in_one_turn_and_the_nearest_is_the_evidence():
    index = Indexer().index([as_source("D", ["husleje x bolig x x husleje", "bolig", "husleje"])])
    hits = search(index, {"c": [parse_indicator("bolig & husleje")]}).hits
    assert hits[["segment", "start", "end", "evidence"]].values.tolist() == [[0, 17, 22, ((7, 14),)]]


@pytest.mark.parametrize("texts", [[], [""], ["…"], ["", "\n\n", "!"]])
def test_nothing_is_found_in_nothing(texts):
    index = Indexer().index([Source(str(number), text) for number, text in enumerate(texts)])
    asked = [
        parse_indicator(one)
        for one in ("bolig", "* bolig", "a ..3 *", "a & b", "=X", "*x*", "/x/", "+bolig+")
    ]
    hits, removed = search(index, {"c": asked}, nots={"c": asked})
    assert (len(hits), len(removed)) == (0, 0)
    assert len(search(index, {}).hits) == 0


def test_hits_are_small_numbers_and_names():
    index = Indexer().index([Source("D", "bolig")])
    hits = search(index, {"c": [parse_indicator("bolig")]}).hits
    assert list(hits.columns) == [
        "document",
        "segment",
        "start",
        "end",
        "code",
        "indicator",
        "also",
        "evidence",
    ]
    assert hits["start"].dtype == hits["end"].dtype == "int32"
    assert hits["code"].dtype == "category"
