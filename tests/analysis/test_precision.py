from dataclasses import replace

import pytest

from casekit.analysis.precision import PRECISION_COLUMNS, cells_of, indicator_precision, judged, wilson
from casekit.errors import LookupFailedError
from casekit.wording import speak

pytestmark = pytest.mark.slow


@pytest.fixture(autouse=True)
def _english():
    speak("en")
    yield
    speak("en")


BOOK = """
casekit: codebook/1
id: small
version: 1.0.0
title: {en: Small}
codes:
  - id: housing
    label: {en: Housing}
    codes:
      - {id: shortage, label: {en: Shortage}, indicators: {da: [bolig*]}}
      - {id: rent, label: {en: Rent}, indicators: {da: [husleje*]}}
"""
SAID = "Der er for få boliger. Boligen er dyr. Boligsociale planer."


@pytest.fixture
def study(build, maker):
    made = build()
    made.facts = [fact for fact in maker.facts if fact.table != "codebooks"]
    made.book(BOOK)
    made.interview("A", None, [("I", "Og?"), ("B", SAID)])
    return made.study()


def row(found, status="open", **more):
    text = {
        "boliger": "Der er for få boliger.",
        "Boligen": "Boligen er dyr.",
        "Boligsociale": "Boligsociale planer.",
    }
    return {"document": "A", "code": "shortage", "term": "bolig*", "text": text[found], "found": found, "status": status, **more}  # fmt: skip


@pytest.mark.parametrize(
    ("right", "decided", "low", "high"),
    [(0, 0, 0, 1), (0, 10, 0, 0.2775), (10, 10, 0.7225, 1), (5, 10, 0.2366, 0.7634), (1, 1, 0.2065, 1)],
)
def test_the_interval_is_the_one_of_the_textbooks(right, decided, low, high):
    assert wilson(right, decided) == pytest.approx((low, high), abs=1e-4)


def test_a_term_s_decisions_are_counted_by_what_became_of_them(study, suggesting):
    table = indicator_precision(
        suggesting(
            study,
            row("boliger", "accepted"),
            row("boliger", "changed", became="shortage"),  # another direction or other words
            row("Boligen", "changed", became="rent"),
            row("Boligsociale", "rejected", why="andet"),
            row("boliger"),
        )
    )
    assert tuple(table.columns) == PRECISION_COLUMNS
    [found] = table.to_dict("records")
    counts = ("suggestions", "accepted", "changed", "recoded", "rejected", "open")
    assert [found[name] for name in counts] == [5, 1, 1, 1, 1, 1]
    assert (found["precision"], found["listed"], found["language"]) == (0.5, True, "da")
    assert (found["low"], found["high"]) == wilson(2, 4)
    assert (found["right_forms"], found["wrong_forms"]) == ("boliger 2", "boligen 1, boligsociale 1")
    assert (found["reasons"], found["hint"]) == ("andet 1", "")


def test_before_anybody_decides_there_is_no_precision(study, suggesting):
    table = indicator_precision(suggesting(study, row("boliger")))
    assert table["precision"].isna().all()
    assert list(table["open"]) == [1]
    assert indicator_precision(study).empty


def test_a_suggestion_counts_once_for_a_term_that_it_has_twice(study, suggesting):
    found = suggesting(study, row("boliger", "accepted"))
    twice = found.suggestions.assign(
        evidence='[[15, 22, "bolig*"], [18, 22, "bolig*"], [15, 22, "husleje*"]]'
    )
    table = indicator_precision(replace(found, suggestions=twice))
    assert dict(zip(table["indicator"], table["suggestions"], strict=True)) == {"bolig*": 1, "husleje*": 1}


def test_terms_that_the_codebook_no_longer_has_still_count_and_are_told(study, suggesting):
    table = indicator_precision(suggesting(study, *[row("boliger", "rejected", term="hjem*")] * 6))
    assert list(table[["indicator", "listed", "rejected", "hint"]].iloc[0]) == ["hjem*", False, 6, ""]


def test_what_a_person_noted_in_the_margin_is_no_search_term(study, suggesting):
    assert indicator_precision(suggesting(study, row("boliger", coder="ah"))).empty


def hint(study, suggesting, *rows):
    return indicator_precision(suggesting(study, *rows))["hint"].iloc[0]


def test_a_weak_term_is_to_be_sharpened_by_what_only_wrong_passages_have(study, suggesting):
    speak("en")
    told = hint(
        study, suggesting, row("boliger", "accepted"), *[row("Boligsociale", "rejected", why="om planer")] * 9
    )
    assert told == "Sharpen this search term. Rejected because: om planer 9. In rejected passages only: boligsociale 9. Exclude them, for example with “not: =boligsociale”."  # fmt: skip


def test_a_weak_term_without_such_words_needs_another_word(study, suggesting):
    speak("en")
    same = [row("boliger", "accepted"), *[row("boliger", "rejected")] * 9]
    assert hint(study, suggesting, *same).endswith("have the same word forms: add another word, for example with & or ..3.")  # fmt: skip
    assert "never right" in hint(study, suggesting, *same[1:])


def test_few_decisions_and_middling_terms_get_no_hint(study, suggesting):
    assert hint(study, suggesting, *[row("boliger", "rejected")] * 4) == ""
    assert hint(study, suggesting, *[row("boliger", "rejected"), row("boliger", "accepted")] * 4) == ""


def test_a_sure_term_says_that_the_rest_can_be_looked_at_together(study, suggesting):
    speak("en")
    sure = [row("boliger", "accepted")] * 12
    assert "7 open ones together" in hint(study, suggesting, *sure, *[row("Boligen")] * 7)
    assert hint(study, suggesting, *sure) == ""


def test_codes_stand_as_in_the_codebook(study, suggesting):
    found = suggesting(study, {**row("Boligen"), "code": "rent", "term": "dyr"}, row("boliger"))
    assert list(indicator_precision(found)["code"]) == ["shortage", "rent"]


def test_who_has_another_code_was_recoded_only_if_a_person_changed_it(study, suggesting):
    found = suggesting(study, row("boliger", "accepted", became="rent"), row("boliger", "changed"))
    marks = judged(found, found.codebook())
    assert list(marks["outcome"]) == ["accepted", "changed"]  # the coding was recoded later, or is gone
    assert list(cells_of(found, marks)["form"]) == ["boliger", "boliger"]


def test_an_unknown_codebook_is_told(study):
    with pytest.raises(LookupFailedError):
        indicator_precision(study, "nowhere")
