from dataclasses import replace

import pytest

from casekit.analysis.queue import QUEUE_COLUMNS
from casekit.analysis.review import review
from casekit.errors import LookupFailedError, UnknownCodeError
from casekit.wording import speak

pytestmark = pytest.mark.slow


@pytest.fixture(autouse=True)
def _english():
    speak("en")
    yield
    speak("en")


HOMES, RENT, ENOUGH = "Der er for få boliger.", "Huslejen er for høj.", "Vi har boliger nok."
LONELY, VISITS = "Ikke boliger, men ensomhed.", "Men vi når at besøge dem."


def mark(text, found="boliger", *, document="SOE-01", code="shortage", **more):
    return {"document": document, "code": code, "text": text, "found": found, **more}


MARKS = (
    mark(HOMES),
    mark(RENT, "Huslejen", code="rent", flags="negated hedged", polarity="barrier"),
    mark(ENOUGH, document="SOE-02"),
    mark(LONELY, document="BAK-01", flags="negated"),
    mark(VISITS, "besøge", code="methods"),
)


@pytest.fixture
def study(small, suggesting):
    return suggesting(small.study(), *MARKS)


def texts(study, **chosen):
    return list(review(study, **chosen).frame["text"])


def test_a_queue_tells_where_who_what_and_why(study):
    speak("da")
    queue = review(study, code="rent")
    assert tuple(queue.frame.columns) == QUEUE_COLUMNS
    [row] = queue.frame.to_dict("records")
    assert row["text"] == RENT
    assert (row["case"], row["speaker"], row["turn"], row["language"]) == ("soelev", "Leder", 2, "da")
    assert (row["code"], row["label"], row["found"], row["indicators"]) == (
        "rent",
        "Husleje",
        "Huslejen",
        "Huslejen",
    )
    assert (row["flags"], row["cues"], row["polarity"]) == ("negated, hedged", "Hu", "barrier")
    assert row["reference"] == f"SOE-01, turn 2 · {row['suggestion'][:10]}"


def test_only_open_suggestions_with_codes_that_there_are_wait(small, suggesting):
    study = suggesting(
        small.study(), mark(HOMES, status="accepted"), mark(HOMES, code="gone"), mark(RENT, "høj")
    )
    assert texts(study) == [RENT]
    assert review(study).total == 1


@pytest.mark.parametrize(
    ("chosen", "n"),
    [
        ({}, 5),
        ({"code": "shortage"}, 3),
        ({"code": "housing"}, 4),
        ({"code": "support"}, 1),
        ({"case": "bakke"}, 1),
        ({"document": "SOE-02"}, 1),
        ({"language": "da"}, 5),
        ({"language": "nl"}, 0),
        ({"flag": "negated"}, 2),
        ({"flag": "hedged"}, 1),
        ({"flag": "none"}, 3),
        ({"indicator": "boliger"}, 3),
        ({"indicator": "bolig"}, 0),
        ({"code": "shortage", "case": "soelev", "flag": "none"}, 2),
    ],
)
def test_a_part_of_the_suggestions_is_chosen(study, chosen, n):
    queue = review(study, **chosen)
    assert (len(queue), queue.total) == (n, n)


def test_a_limit_cuts_off_and_the_total_stays(study):
    queue = review(study, limit=2, order="document")
    assert (len(queue), queue.total) == (2, 5)
    assert list(queue.frame["text"]) == texts(study, order="document")[:2]


@pytest.mark.parametrize(
    "chosen", [{"case": "x"}, {"document": "x"}, {"flag": "x"}, {"order": "x"}, {"codebook": "x"}]
)
def test_what_there_is_not_is_told(study, chosen):
    with pytest.raises(LookupFailedError):
        review(study, **chosen)


def test_a_code_that_there_is_not_is_told(study):
    with pytest.raises(UnknownCodeError):
        review(study, code="rnt")


def test_by_document_and_by_code(study):
    assert texts(study, order="document") == [LONELY, HOMES, RENT, VISITS, ENOUGH]
    assert texts(study, order="code") == [LONELY, HOMES, ENOUGH, RENT, VISITS]


def confidence(study, text):
    return review(study).frame.set_index("text")["confidence"][text]


def test_confidence_is_half_without_decisions_and_falls_with_each_kind_of_flag(study):
    assert confidence(study, HOMES) == 0.5
    assert confidence(study, LONELY) == pytest.approx(0.5 * 0.8)
    assert confidence(study, RENT) == pytest.approx(0.5 * 0.8 * 0.8)


def test_confidence_comes_from_decisions_on_the_same_term_code_and_language(small, suggesting):
    decided = [
        mark(ENOUGH, document="SOE-02", status=status) for status in ("accepted", "changed", "rejected")
    ]
    study = suggesting(small.study(), *MARKS, *decided)
    assert confidence(study, HOMES) == pytest.approx((2 + 1) / (3 + 2))
    assert confidence(study, VISITS) == 0.5  # another term
    assert texts(study, order="confidence")[0] == HOMES


def test_the_best_of_several_terms_counts(small, suggesting):
    sure = [mark(HOMES, "for få", status="accepted")] * 3
    study = suggesting(small.study(), *sure, mark(HOMES, "for få"), mark(RENT, "for høj", code="shortage", term="for få"), mark(RENT, "er"))  # fmt: skip
    found = study.suggestions.copy()
    found.loc[found.index[-1], "evidence"] = '[[53, 55, "ny"], [56, 59, "for få"]]'
    queue = review(replace(study, suggestions=found)).frame
    assert set(queue["confidence"]) == {0.8}


def test_who_coded_the_words_otherwise_and_rejections_of_equal_words_speak_against(small, suggesting):
    small.coding("SOE-01", "act", RENT, coder="ah")
    small.coding("SOE-01", "rent", RENT, polarity="facilitator", coder="mb")
    small.coding("SOE-01", "shortage", HOMES, coder="mb")
    speak("en")
    decided = [
        mark(ENOUGH, document="SOE-02", status=status) for status in ("accepted", "rejected", "rejected")
    ]
    study = suggesting(small.study(), *MARKS, *decided)
    table = review(study, order="disagreement").frame.set_index("text")
    assert list(table["disagreement"]) == [2, 2, 0, 0, 0]
    assert set(table.index[:2]) == {RENT, ENOUGH}
    assert table["others"][RENT] == "ah: ACT; mb: Rent"
    assert table["others"][ENOUGH] == "equal words: 1 accepted, 2 rejected"
    assert (table["others"][HOMES], table["others"][VISITS]) == ("mb: Housing shortage", "")


def test_what_teaches_most_comes_first_a_term_with_many_open_suggestions(study):
    assert set(texts(study)[:1]) <= {HOMES, LONELY, ENOUGH}
    # boliger: 3/12, then 2/16, which is more than the 1/12 of a term with one suggestion; then 1/20
    assert set(texts(study)[:2]) <= {HOMES, LONELY, ENOUGH}
    assert set(texts(study)[2:4]) == {RENT, VISITS}


def test_a_term_that_is_sure_teaches_little(small, suggesting):
    sure = [mark(HOMES, status="accepted")] * 30
    found = texts(suggesting(small.study(), *sure, *MARKS))
    assert set(found[:2]) == {RENT, VISITS}


def test_of_one_term_the_case_with_the_fewest_codings_goes_first(small, suggesting):
    small.coding("SOE-01", "shortage", "for få boliger. Huslejen")
    study = suggesting(small.study(), *MARKS[2:4], mark("få boliger. Men vi"))
    assert texts(study)[0] == LONELY


def test_what_somebody_has_coded_so_already_comes_last(small, suggesting):
    small.coding("BAK-01", "shortage", LONELY)
    assert texts(suggesting(small.study(), *MARKS))[-1] == LONELY


def test_without_suggestions_there_is_an_empty_queue(small):
    queue = review(small.study())
    assert (len(queue), queue.total, tuple(queue.frame.columns)) == (0, 0, QUEUE_COLUMNS)


def test_the_same_study_gives_the_same_queue(study):
    for order in ("help", "code", "document", "confidence", "disagreement"):
        first, again = review(study, order=order), review(study, order=order)
        assert first.frame.equals(again.frame)
        assert sorted(first.frame["text"]) == sorted([HOMES, RENT, ENOUGH, LONELY, VISITS])


def test_a_suggestion_without_evidence_and_a_document_without_turns_are_there_too(small, suggesting):
    small.interview("NOT-01", "bakke", [("B", "Huslejen steg.")])
    study = suggesting(small.study(), {"document": "NOT-01", "code": "rent", "text": "Huslejen"})
    bare = replace(study, turns=study.turns.iloc[:0], suggestions=study.suggestions.assign(turn=0))
    [row] = review(bare).frame.to_dict("records")
    assert (row["confidence"], row["speaker"], row["case"], row["found"]) == (0.5, "", "bakke", "")
