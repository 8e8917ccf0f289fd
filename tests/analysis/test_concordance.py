from dataclasses import replace

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from casekit.analysis.concordance import HIT_COLUMNS, Concordance, search
from casekit.errors import LookupFailedError, PatternError
from casekit.language.dictionaries import use
from casekit.language.lemmas import Lemmas
from casekit.wording import speak

pytestmark = pytest.mark.slow

BOLIG = dict.fromkeys(("boliger", "boligerne"), ("bolig",))
WOHNUNG = {"wohnungen": ("wohnung",)}


@pytest.fixture(autouse=True)
def _in_english_with_few_words_known():
    """Real dictionaries take time to load; a language that is none has no more words than these."""
    speak("en")
    use({"da": Lemmas("", known=BOLIG), "de": Lemmas("", known=WOHNUNG)})
    yield
    use({"da": None, "de": None})
    speak("en")


@pytest.fixture
def study(small):
    """Two cases; a member of one; a German interview; and minutes without turns."""
    small.case("holm", "Holm", parent="soelev")
    small.interview("HOL-01", "holm", [("IP", "Boligerne er små.")])
    small.interview(
        "DE-01", "bakke", [("IP", "Die Wohnungen sind klein. Eine Wohnung fehlt.")], language="de"
    )
    small.interview("MIN-01", "bakke", [])
    return small.study()


def told(found: Concordance) -> list[tuple[str, int, str]]:
    return list(zip(found.frame["document"], found.frame["turn"], found.frame["hit"], strict=True))


def test_a_hit_is_told_with_its_place_and_the_words_around_it_in_its_turn(study):
    row = search(study, "boliger", document="SOE-01").frame.iloc[0]
    assert row.drop(["time", "start", "end"]).to_dict() == {
        "document": "SOE-01", "turn": 2, "speaker": "Leder", "case": "soelev", "role": "respondent", "language": "da",
        "left": "Der er for få", "hit": "boliger", "right": ". Huslejen er for høj.", "pattern": "boliger",
    }  # fmt: skip
    assert row["time"] == 1000
    assert study.text(row["document"], row["start"], row["end"]) == "boliger"


def test_the_frame_has_its_columns_and_kinds_with_and_without_hits(study):
    some, none = search(study, "bolig").frame, search(study, "elefant").frame
    assert tuple(some.columns) == tuple(none.columns) == HIT_COLUMNS
    assert some.dtypes.equals(none.dtypes)
    assert not some[["speaker", "case", "role"]].isna().any().any()


def test_all_languages_are_searched_each_with_its_own_dictionary(study):
    found = search(study, "bolig", "wohnung")
    assert set(found.frame["language"]) == {"da", "de"}
    assert [hit for _, _, hit in told(search(study, "wohnung"))] == ["Wohnungen", "Wohnung"]
    assert told(search(study, "wohnung", language="da")) == []
    assert set(search(study, "bolig", "wohnung", language="de").frame["language"]) == {"de"}


def test_hits_stand_in_the_order_of_the_documents(study):
    places = [
        list(study.documents["document"]).index(document)
        for document, _, _ in told(search(study, "bolig", "wohnung"))
    ]
    assert places == sorted(places)
    assert len(places) > 5


def test_interviewers_are_searched_with_everyone_only(study):
    assert ("SOE-01", 1, "boliger") not in told(search(study, "bolig"))
    row = search(study, "bolig", everyone=True, document="SOE-01").frame.iloc[0]
    assert (row["turn"], row["role"]) == (1, "interviewer")


def test_a_case_takes_its_members_along_and_the_rest_is_counted(study):
    everything, found = search(study, "bolig"), search(study, "bolig", case="soelev")
    assert set(found.frame["case"]) == {"soelev", "holm"}
    assert len(found) + found.elsewhere == len(everything)
    assert f"{found.elsewhere} hit" in found.summary
    assert {document for document, _, _ in told(search(study, "bolig", document="HOL-01"))} == {"HOL-01"}


def test_of_overlapping_hits_the_longest_stays(study):
    found = search(study, "bolig", "for få boliger")
    assert ("SOE-01", 2, "for få boliger") in told(found)
    assert ("SOE-01", 2, "boliger") not in told(found)


def test_what_not_takes_out_is_counted(study):
    found = search(study, "bolig", "not: få *")
    assert found.removed == 2
    assert found.summary.endswith("2 hits were taken out by not:")
    assert len(found) == len(search(study, "bolig")) - 2


def test_the_summary_counts_hits_turns_and_documents(study):
    found = search(study, "er", document="SOE-01")
    assert found.summary.startswith("2 hits in 1 turn of 1 document")
    assert len(found) == 2


def test_by_case_counts_words_and_hits_of_cases_at_the_top(study):
    table = search(study, "bolig").by_case.set_index("case")
    assert list(table.index) == ["soelev", "bakke"]
    assert table.loc["soelev", ["label", "hits", "turns", "documents"]].tolist() == ["Sølev", 4, 4, 3]
    assert table.loc["bakke", "words"] == len(
        [
            "Ikke",
            "boliger",
            "men",
            "ensomhed",
            "Die",
            "Wohnungen",
            "sind",
            "klein",
            "Eine",
            "Wohnung",
            "fehlt",
        ]
    )
    assert table.loc["bakke", "per_1000"] == pytest.approx(1000 / 11)
    assert search(study, "elefant").by_case["hits"].tolist() == [0, 0]
    assert search(study, "bolig", case="bakke").by_case["case"].tolist() == ["bakke"]


def test_a_hit_of_a_speaker_belongs_to_the_case_of_the_speaker(small):
    small.interview("GRP-01", "soelev", [("IP", "Ingen boliger.")], people={"IP": "P3"})
    found = search(small.study(), "bolig", document="GRP-01")
    assert found.frame["case"].tolist() == ["bakke"]
    assert found.by_case["case"].tolist() == ["bakke"]


def test_a_document_without_a_case_counts_under_none(small):
    small.interview("X-01", None, [("IP", "Ingen boliger her.")])
    found = search(small.study(), "bolig", document="X-01")
    assert found.frame["case"].tolist() == [""]
    assert found.by_case[["case", "label", "hits", "words"]].values.tolist() == [["", "", 1, 3]]


def test_a_document_without_turns_is_searched_by_its_paragraphs(build):
    maker = build()
    maker.interview("MIN-01", None, [])
    fact = next(fact for fact in maker.facts if type(fact).__name__ == "Revision")
    text = "Boligerne mangler.\nEn bolig til."
    maker.facts[maker.facts.index(fact)] = replace(fact, text=text)
    found = search(maker.study(), "bolig")
    assert told(found) == [("MIN-01", 0, "Boligerne"), ("MIN-01", 0, "bolig")]
    assert found.turns == 2
    assert found.frame["right"].tolist() == ["mangler.", "til."]
    assert found.frame["time"].isna().all()


def test_words_around_are_whole_and_no_more_than_asked_for(study):
    found = search(study, "boliger", document="SOE-01", context=8).frame.iloc[0]
    assert (found["left"], found["right"]) == ("for få", ".")
    nothing = search(study, "boliger", document="SOE-01", context=0).frame.iloc[0]
    assert (nothing["left"], nothing["right"]) == ("", "")


@settings(max_examples=30)
@given(st.integers(0, 60))
def test_words_around_are_those_of_the_text(context):
    from casekit.analysis.concordance import _around

    text = "Et og to – tre: fire, fem. Seks syv otte"
    row = pd.Series({"start": 15, "end": 20, "begins": 3, "ends": len(text)})
    left, hit, right = _around(text, row, context)
    assert hit == " ".join(text[15:20].split())
    assert len(left) <= context >= len(right)
    assert " ".join(text[3:15].split()).endswith(left)
    assert " ".join(text[20:].split()).startswith(right)
    assert not left or left in text
    assert set(left.split()) | set(right.split()) <= {*text[3:15].split(), *text[20:].split()}


def test_nobody_says_it_but_something_like_it(study):
    found = search(study, "boilger")
    assert len(found) == 0
    assert [str(one) for one in found.missing] == [
        "Nobody says “boilger”. What is like it: boliger 4, boligerne 1."
    ]
    assert found.summary.splitlines()[0] == "No hits."
    assert search(study, "zzzz").summary == "No hits.\nNobody says “zzzz”."


def test_each_word_is_said_but_not_together(study):
    missing = search(study, "nok boliger").missing
    assert [(one.part, one.apart) for one in missing] == [("nok boliger", True)]


def test_when_there_are_hits_elsewhere_no_word_is_missing(study):
    found = search(study, "ACT", case="bakke")
    assert (len(found), found.elsewhere, found.missing) == (0, 1, ())


@pytest.mark.parametrize(("patterns", "problem"), [
    (("bolig", "a ..0 b"), "pattern_gap"), (("not: bolig",), "pattern_only_bars"), ((), "pattern_empty"), (("",), "pattern_empty"),
])  # fmt: skip
def test_what_is_no_search_says_why(study, patterns, problem):
    with pytest.raises(PatternError) as caught:
        search(study, *patterns)
    assert caught.value.problem == problem
    assert caught.value.caret.endswith("^")


@pytest.mark.parametrize(
    ("asked", "problem"),
    [({"language": "nl"}, "language_not_here"), ({"case": "x"}, "unknown_case"), ({"document": "x"}, "unknown_document")],
)  # fmt: skip
def test_what_the_study_has_not_is_said(study, asked, problem):
    with pytest.raises(LookupFailedError) as caught:
        search(study, "bolig", **asked)
    assert caught.value.problem == problem


def test_an_empty_study_has_no_hits(build):
    found = search(build().study(), "bolig")
    assert (len(found), found.by_case.empty, found.summary.splitlines()[0]) == (0, True, "No hits.")
    assert "No hits" in found._repr_html_()


def test_a_notebook_shows_the_hits_below_each_other_and_escapes_them(small):
    small.interview("ZZ-01", "bakke", [("IP", "<b>boliger</b> & mere")])
    shown = search(small.study(), "bolig", document="ZZ-01")._repr_html_()
    assert "&lt;b&gt;" in shown
    assert "font-weight:bold'>boliger" in shown
    assert "1 hit in 1 turn of 1 document" in shown


def test_a_long_list_is_cut_and_says_so(small):
    small.interview("ZZ-01", "bakke", [("IP", "bolig " * 230)])
    found = search(small.study(), "bolig", document="ZZ-01")
    assert found._repr_html_().count("<tr>") == 200
    assert "30 more" in found._repr_html_()
    assert "30 more" in repr(found)  # a notebook keeps it beside what it shows
    assert (
        len(repr(found).splitlines()) == 204
    )  # with a head, that line, and how many there are and elsewhere


def test_as_text_the_hits_stand_below_each_other(study):
    *lines, last = repr(search(study, "=boliger")).splitlines()
    assert lines[0] == "BAK-01 · bakke"
    assert len({line.index("boliger") for line in lines if " · " not in line}) == 1
    assert last == "4 hits in 4 turns of 3 documents"
