"""What is counted and told, and never read into what was said."""

import pytest

from casekit.readers.leaving_out import LEFT_OUT, left_out
from casekit.wording import LANGUAGES, say_in


@pytest.mark.parametrize("what", LEFT_OUT)
def test_each_kind_of_thing_is_told_with_how_many_there_were_in_every_language(what):
    for n in (1, 7):
        [finding] = left_out({what: n}, file="a.docx")
        assert (finding.kind, finding.severity, finding.where) == (f"left_{what}", LEFT_OUT[what], "a.docx")
        assert finding.data["n"] == n
        told = {say_in(language, f"finding.left_{what}", file="a.docx", n=n) for language in LANGUAGES}
        assert len(told) == len(LANGUAGES)
        assert str(finding) in told


def test_what_is_not_there_is_not_told():
    assert list(left_out({"deleted": 0, "hidden": 2}, file="a")) == list(left_out({"hidden": 2}, file="a"))
    assert list(left_out({}, file="a")) == []


def test_what_nobody_has_a_word_for_is_passed_over():
    assert list(left_out({"pictures": 3}, file="a")) == []


def test_they_come_in_one_order_whatever_the_order_of_the_counts():
    one = left_out({"headers": 1, "deleted": 2}, file="a")
    assert [finding.kind for finding in one] == ["left_deleted", "left_headers"]
