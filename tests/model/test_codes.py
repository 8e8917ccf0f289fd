from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casekit.model.codes import Code, Example, Exclusion, code_html, code_lines, in_tree_order
from casekit.model.words import LANGUAGES, Words
from casekit.wording import say_in, speak


def both(da, en=""):
    return Words.of({"da": da} | ({"en": en} if en else {}))


RENT = Code(
    "rent",
    both("Husleje", "Rent"),
    definition=both("Hvad det koster.", "What it costs."),
    include=(both("depositum", "deposit"), both("varme")),
    exclude=(Exclusion(both("gæld", "debts"), "debts"), Exclusion(both("andet", "other"))),
    examples=(Example(both("For dyrt.", "Too dear."), "barrier", also=("debts", "keys")),),
    counterexamples=(Example(both("Jeg skylder.", "I owe."), see="debts"), Example(both("Nej.", "No."))),
    polarity=(("barrier", both("for dyrt", "too dear")),),
    indicators=(("da", ("husleje*", "leje")), ("en", ("rent",))),
    questions=("RQ1", "RQ2"),
    links=(("cfir_2022", ("cost", "funding")),),
)


def test_a_code_tells_all_it_says_in_one_language_and_where_another_stands_in():
    assert list(code_lines(RENT, "en")) == [
        ("Definition", "What it costs."),
        (say_in("en", "codebook.include"), "deposit"),
        (say_in("en", "codebook.include"), "varme [da]"),
        (say_in("en", "codebook.exclude"), "debts → debts"),
        (say_in("en", "codebook.exclude"), "other"),
        (
            say_in("en", "codebook.example"),
            f"Too dear. ({say_in('en', 'polarity.barrier')}; + debts, keys)",
        ),
        (say_in("en", "codebook.counterexample"), "I owe. (→ debts)"),
        (say_in("en", "codebook.counterexample"), "No."),
        (say_in("en", "polarity.barrier"), "too dear"),
        (say_in("en", "codebook.indicators"), "rent"),
        (say_in("en", "codebook.questions"), "RQ1, RQ2"),
        ("cfir_2022", "cost, funding"),
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_headings_are_in_the_language_that_is_asked_for_else_in_the_one_spoken(language):
    lines = list(code_lines(RENT, language))
    assert lines[0][0] == say_in(language, "codebook.definition")
    assert ("[en]" in lines[0][1]) == (language in ("de", "nl"))
    speak(language)
    assert list(code_lines(RENT)) == lines


def test_search_terms_of_other_languages_are_not_told():
    assert say_in("nl", "codebook.indicators") not in dict(code_lines(RENT, "nl"))


def test_a_bare_code_says_nothing():
    assert list(code_lines(Code("rent"))) == []
    assert "rent" in code_html(Code("rent"))


def test_in_a_notebook_a_code_is_a_table_whose_headings_stand_once():
    page = code_html(RENT)
    assert page == RENT._repr_html_()
    assert page.count(say_in("en", "codebook.include")) == 1
    assert page.count("<tr>") == len(list(code_lines(RENT)))
    assert "<b>Rent</b> <code>rent</code>" in page


def test_in_a_terminal_a_code_is_what_it_says_in_lines():
    lines = repr(replace(RENT, definition=both("", "word " * 60))).splitlines()
    assert lines[0] == "Rent · rent"
    assert lines[1].startswith("  Definition: word word")
    assert lines[2].startswith("    word")
    assert (
        f"  {say_in('en', 'codebook.example')}: Too dear. ({say_in('en', 'polarity.barrier')}; + debts, keys)"
        in lines
    )
    assert max(map(len, lines)) <= 100
    assert repr(Code("bare")) == "bare · bare"


def test_nothing_in_a_code_becomes_part_of_the_page():
    evil = "<script>&"
    words = Words.of({"en": evil})
    code = replace(
        RENT, id=evil, label=words, definition=words, include=(words,), links=((evil, (evil,)),),
        examples=(Example(words, also=(evil,)),), indicators=(("en", (evil,)),), exclude=(Exclusion(words, evil),),
    )  # fmt: skip
    assert "<script" not in code_html(code)


# The order of a tree


def ids(*pairs):
    return [code.id for code in in_tree_order(Code(name, parent=parent) for name, parent in pairs)]


def test_each_code_stands_before_those_below_it_and_siblings_stay_in_their_order():
    assert ids(("a1", "a"), ("b", None), ("a", None), ("a2", "a"), ("a1x", "a1"), ("b1", "b")) == [
        "b", "b1", "a", "a1", "a1x", "a2",
    ]  # fmt: skip


def test_a_code_whose_parent_is_not_there_stands_on_top():
    assert ids(("b", "gone"), ("a", None)) == ["b", "a"]


def test_codes_in_a_circle_are_left_out():
    assert ids(("a", "b"), ("b", "a"), ("c", "c"), ("d", None)) == ["d"]


def test_a_very_deep_tree_is_ordered_too():
    chain = [(str(number), str(number - 1) if number else None) for number in range(3000)]
    assert ids(*chain[::-1]) == [name for name, _ in chain]


@given(st.lists(st.integers(-1, 20), max_size=20), st.randoms())
def test_any_tree_is_ordered_once_and_again_the_same(parents, random):
    codes = [
        Code(str(number), parent=str(above) if 0 <= above < number else None)
        for number, above in enumerate(parents)
    ]
    random.shuffle(codes)
    ordered = in_tree_order(codes)
    assert sorted(code.id for code in ordered) == sorted(code.id for code in codes)
    place = {code.id: number for number, code in enumerate(ordered)}
    assert all(place[code.parent] < place[code.id] for code in codes if code.parent)
    assert in_tree_order(ordered) == ordered
