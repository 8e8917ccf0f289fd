import pytest

from casekit.analysis.counting import counted_codings, merge_passages, respondents, speech_of
from casekit.errors import LookupFailedError

pytestmark = pytest.mark.slow


def counted(study, *, by="code", **options):
    codings = counted_codings(study, study.codebook(), **options)
    return merge_passages(codings.assign(theme=codings["code"].map(study.codebook().theme_of)), by=by)


def test_interviewers_are_no_respondents(small):
    who = respondents(small.study())
    assert list(zip(who["document"], who["speaker"], strict=True)) == [
        ("SOE-01", "Leder"),
        ("SOE-01", "Støtte"),
        ("SOE-01", "Gæst"),
        ("SOE-02", "IP"),
        ("BAK-01", "IP"),
    ]


def test_who_stands_in_no_table_is_a_person_of_that_document(small):
    guest = respondents(small.study()).set_index("speaker").loc["Gæst"]
    assert (guest["person"], guest["case"], guest["sector"], guest["role_held"]) == (
        "SOE-01 Gæst",
        "soelev",
        "",
        "",
    )


def test_a_respondent_has_the_case_of_the_person_else_of_the_document(maker):
    maker.case("soelev", "Sølev")
    maker.case("bakke", "Bakkeby")
    maker.person("P3", "bakke", "", "")
    maker.interview("G-1", "soelev", [("A", "Ja."), ("B", "Nej.")], people={"B": "P3"})
    assert list(respondents(maker.study())["case"]) == ["soelev", "bakke"]


def test_a_question_of_the_interviewer_is_nobodys_speech(small):
    small.coding("SOE-01", "shortage", "Hvordan går det med boliger?")
    study = small.study()
    assert speech_of(study, counted(study)).empty


def test_a_coding_that_spans_two_respondents_belongs_to_both(small):
    small.coding("SOE-01", "shortage", "Der er for få boliger.", "Ja, for få boliger.")
    study = small.study()
    speech = speech_of(study, counted(study))
    assert list(speech["speaker"]) == ["Leder", "Støtte"]
    assert list(speech["person"]) == ["P1", "P2"]
    said = [study.text("SOE-01", row.said_from, row.said_to) for row in speech.itertuples()]
    assert said == ["Der er for få boliger. Huslejen er for høj.", "Ja, for få boliger."]


def test_a_coding_across_a_question_leaves_the_interviewer_out(small):
    small.coding("SOE-01", "methods", "Men vi når at besøge dem.", "ACT virker her.")
    study = small.study()
    assert list(speech_of(study, counted(study))["speaker"]) == ["Støtte", "Gæst"]


def test_overlapping_spans_of_one_code_are_one_passage(small):
    first = small.coding("SOE-01", "shortage", "Der er for få boliger.", polarity="barrier")
    small.coding("SOE-01", "shortage", "få boliger. Huslejen er for høj.", polarity="barrier", coder="mb")
    found = counted(small.study()).iloc[0]
    assert (found["coding"], found["polarity"], found["coders"]) == (first, "barrier", "ah, mb")
    assert (found["start"], found["end"]) == small.span(
        "SOE-01", "Der er for få boliger. Huslejen er for høj."
    )


def test_touching_spans_are_two_passages(small):
    small.coding("SOE-01", "shortage", "Der er for få boliger.")
    small.coding("SOE-01", "shortage", " Huslejen er for høj.")
    assert len(counted(small.study())) == 2


def test_a_long_passage_takes_in_every_later_one_that_begins_inside_it(small):
    small.coding("SOE-01", "shortage", "Der er for få boliger. Huslejen er for høj.")
    small.coding("SOE-01", "shortage", "er for få")
    small.coding("SOE-01", "shortage", "Huslejen er")
    assert len(counted(small.study())) == 1


def test_overlapping_spans_of_two_codes_are_two_passages_of_one_theme(small):
    small.coding("SOE-01", "shortage", "Der er for få boliger.")
    small.coding("SOE-01", "rent", "boliger. Huslejen er for høj.")
    study = small.study()
    assert (len(counted(study)), len(counted(study, by="theme"))) == (2, 1)


@pytest.mark.parametrize(
    ("said", "direction"),
    [
        (("barrier", "barrier"), "barrier"),
        (("barrier", ""), "barrier"),
        (("barrier", "neutral"), "barrier"),
        (("barrier", "facilitator"), "mixed"),
        (("neutral", "neutral"), "neutral"),
        (("", ""), ""),
    ],
)
def test_a_passage_points_where_its_coders_agree_that_it_does(small, said, direction):
    for coder, polarity in zip(("ah", "mb"), said, strict=True):
        small.coding("SOE-01", "rent", "Huslejen er for høj.", polarity=polarity, coder=coder)
    assert list(counted(small.study())["polarity"]) == [direction]


def test_what_coders_agreed_on_replaces_their_own_codings_in_that_document(small):
    small.coding("SOE-01", "shortage", "Der er for få boliger.")
    small.coding("SOE-02", "shortage", "Vi har boliger nok.")
    agreed = small.coding("SOE-01", "rent", "Huslejen er for høj.", coder="agreed")
    kept = counted_codings(small.study(), small.study().codebook())
    assert set(kept["document"]) == {"SOE-01", "SOE-02"}
    assert list(kept.loc[kept["document"] == "SOE-01", "coding"]) == [agreed]


def test_chosen_coders_count_even_where_there_is_an_agreed_set(small):
    mine = small.coding("SOE-01", "shortage", "Der er for få boliger.", coder="mb")
    small.coding("SOE-01", "rent", "Huslejen er for høj.", coder="agreed")
    study = small.study()
    assert list(counted_codings(study, study.codebook(), coders=["mb"])["coding"]) == [mine]


def test_an_unknown_coder_is_an_error_with_the_known_ones(small):
    study = small.study()
    with pytest.raises(LookupFailedError) as caught:
        counted_codings(study, study.codebook(), coders=["xx"])
    assert (caught.value.problem, caught.value.data["coder"]) == ("unknown_coder", "xx")
    assert "ah" in str(caught.value.data["known"])


def test_a_code_that_the_codebook_no_longer_has_does_not_count(small):
    small.coding("SOE-01", "gone", "Der er for få boliger.")
    small.suggestion("SOE-01", "gone", "Huslejen er for høj.")
    study = small.study()
    assert counted_codings(study, study.codebook()).empty
    assert counted_codings(study, study.codebook(), suggestions=True).empty


def test_suggestions_are_counted_only_when_asked_for(small):
    key = small.suggestion("SOE-01", "rent", "Huslejen er for høj.")
    study = small.study()
    assert counted_codings(study, study.codebook()).empty
    assert list(counted_codings(study, study.codebook(), suggestions=True)["coding"]) == [key]


def test_without_codings_there_are_no_passages_and_no_speech(small):
    study = small.study()
    assert counted(study).empty
    assert speech_of(study, counted(study)).empty


def test_a_study_without_documents_has_no_respondents(maker):
    study = maker.study()
    assert respondents(study).empty
    assert speech_of(study, counted(study)).empty
