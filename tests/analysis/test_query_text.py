import pytest
from hypothesis import given
from hypothesis import strategies as st

from casekit.analysis.query_text import Beside, Both, Either, Field, Not, Term, Words, parse_query
from casekit.errors import PatternError


def test_and_binds_before_or_and_brackets_before_both():
    found = parse_query("a or b and (c or d)")
    assert found == Either((Term("a", 0), Both((Term("b", 5), Either((Term("c", 12), Term("d", 17)))))))


def test_what_stands_beside_binds_first_and_from_the_right():
    found = parse_query("a and not b before c near 5 words d")
    assert found == Both((Term("a", 0), Not(Beside(Term("b", 10), "before", 2, "turns", Beside(Term("c", 19), "near", 5, "words", Term("d", 34))))))  # fmt: skip


def test_values_may_be_several_and_quoted():
    assert parse_query('role=a,"b ""c""" AND "hus*"') == Both(
        (Field("role", "=", ("a", 'b "c"'), 0), Words("hus*", 21))
    )


@pytest.mark.parametrize("sign", ["=", "!=", ">", ">=", "<", "<="])
def test_signs_need_no_blanks(sign):
    assert (
        parse_query(f"date{sign}2024")
        == parse_query(f"date {sign} 2024")
        == Field("date", sign, ("2024",), 0)
    )


@pytest.mark.parametrize(
    ("text", "problem", "at"),
    [("", "query_empty", 0), ("  ", "query_empty", 0), ("a and", "query_expected", 5), ("or a", "query_expected", 0), ("a b", "query_between", 2),
     ("(a", "query_unclosed", 0), ("(a b)", "query_between", 3), ("a)", "query_bracket", 1), ("role=", "query_value", 5), ("role=,a", "query_value", 5),
     ('a and "b', "query_quote", 6), ("a near 5 b", "query_distance", 9), ("a near 5", "query_distance", 8), ("a near 9999999 turns b", "query_distance", 7),
     ("a !", "query_sign", 2), ("not", "query_expected", 3), ("=a", "query_expected", 0)],
)  # fmt: skip
def test_what_is_no_query_says_where(text, problem, at):
    with pytest.raises(PatternError) as caught:
        parse_query(text)
    assert (caught.value.problem, caught.value.data["at"]) == (problem, at)
    assert caught.value.caret.endswith("^")
    assert str(caught.value)


@given(st.text(alphabet='ab ()"=!<>,&|~ andornotwith5turnear\n', max_size=40))
def test_any_text_is_a_query_or_says_what_is_wrong(text):
    assert 0 <= _wrong_at(text) <= len(text)


def _wrong_at(text):
    """Where a query goes wrong; 0 if it does not."""
    try:
        parse_query(text)
    except PatternError as error:
        return int(str(error.data["at"]))
    return 0
