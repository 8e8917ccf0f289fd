"""What a study notices in itself."""

from dataclasses import replace

import pytest

from casekit.model.facts import Revision, key_of

pytestmark = pytest.mark.slow


def test_two_texts_of_a_document_are_told_until_one_is_chosen(make, interview):
    text = next(fact for fact in interview if isinstance(fact, Revision))
    layout = next(fact for fact in interview if type(fact).__name__ == "Layout")
    other = Revision(key_of("revision", "2"), text.document, text.text + "Nå.\n", "y")
    study = make(*interview, other, replace(layout, key=key_of("layout", "2"), revision=other.key))
    [finding] = [one for one in study.findings if one.kind == "two_texts"]
    assert finding.where == "SOE-01"
    assert set(str(finding.data["revisions"]).split(", ")) == {text.key[:10], other.key[:10]}
    assert finding.data["current"] == other.key[:10]


def test_a_coding_on_both_texts_is_no_conflict_and_one_on_no_text_is_told(make, interview, coding):
    text = next(fact for fact in interview if isinstance(fact, Revision))
    layout = next(fact for fact in interview if type(fact).__name__ == "Layout")
    other = Revision(key_of("revision", "2"), text.document, text.text + "Nå.\n", "y")
    one = coding(24, 30)
    stray = coding(24, 30, name="stray", revision=key_of("another"))
    study = make(
        *interview, other, replace(layout, key=key_of("layout", "2"), revision=other.key),
        one, replace(one, revision=other.key, start=25), stray,
    )  # fmt: skip
    assert {finding.kind for finding in study.findings} == {"two_texts", "coding_without_text"}
    assert study.codings["coding"].tolist() == [one.key]


def test_codings_that_a_correction_changed_are_counted_per_document(make, interview, coding):
    study = make(*interview, replace(coding(24, 30), carried="changed"))
    assert [(one.kind, one.where, one.data["n"]) for one in study.findings] == [
        ("codings_to_settle", "SOE-01", 1)
    ]
