import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from casekit.analysis.kwic import MOST, kwic_html, kwic_lines


def frame(*rows: tuple[str, str, str], **told: object) -> pd.DataFrame:
    about = {"document": "A-01", "case": "by", "turn": 7, "role": "respondent", **told}
    return pd.DataFrame([{**about, "left": left, "hit": hit, "right": right} for left, hit, right in rows])


def test_hits_stand_below_each_other_whatever_is_before_them():
    lines = list(
        kwic_lines(frame(("Der er for få", "boliger", "her."), ("", "bolig", "og"), ("En", "bolig", "")))
    )
    assert [line.left for line in lines] == ["Der er for få", " " * 13, " " * 11 + "En"]
    assert [line.right for line in lines] == ["  her.", "  og", ""]


def test_punctuation_stays_where_it_belongs():
    (line,) = kwic_lines(frame(("for få", "boliger", ", siger han")))
    assert line.hit + line.right == "boliger, siger han"


def test_what_does_not_fit_is_cut_off_at_its_far_end():
    words = " ".join(["langt"] * 40)
    (line,) = kwic_lines(frame((words, "hit", words)), 60)
    assert (line.left[0], line.left[-5:], line.right[:7], line.right[-1]) == ("…", "langt", "  langt", "…")
    assert len(f"{line.turn} {line.left}  {line.hit}{line.right}") <= 60


@given(
    st.lists(
        st.tuples(*[st.text(st.sampled_from("ab 漢字é🙂\u0301,.\t\n\x1b\u202e"), max_size=60)] * 3),
        max_size=4,
    ),
    st.integers(30, 100),
)
def test_no_line_is_wider_than_the_terminal_and_the_hits_are_aligned(rows, width):
    lines = list(kwic_lines(frame(*rows), width)) if rows else []
    assert [
        line for line in lines if cell_len(f"{line.turn} {line.left}  {line.hit}{line.right}") > width
    ] == []
    assert len({cell_len(line.left) for line in lines}) <= 1
    assert not {"\n", "\t", "\x1b", "\u202e"} & set("".join("".join(line) for line in lines))


def test_turns_are_numbers_paragraphs_a_sign_and_interviewers_have_a_question_mark():
    turns = [
        next(kwic_lines(frame(("", "a", ""), **told))).turn.strip()
        for told in ({"turn": 12}, {"turn": 0, "role": ""}, {"role": "interviewer"})
    ]
    assert turns == ["12", "¶", "7?"]


@pytest.mark.parametrize(("case", "head"), [("by", "A-01 · by"), ("", "A-01")])
def test_the_head_names_document_and_case(case, head):
    assert next(kwic_lines(frame(("", "a", ""), case=case))).head == head


def test_nothing_has_no_lines():
    assert list(kwic_lines(frame(("", "a", "")).iloc[:0], 80)) == []


def test_a_notebook_gets_a_table_in_which_nothing_is_run():
    shown = kwic_html(frame(("<script>", "a&b", "\u202etxet")))
    assert "<script>" not in shown
    assert "a&amp;b" in shown
    assert "\u202e" not in shown
    assert kwic_html(frame(*[("", "a", "")] * (MOST + 5))).count("<tr>") == MOST
