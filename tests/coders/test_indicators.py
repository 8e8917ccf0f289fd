import json

from casekit.coders import CODER, suggest
from casekit.model.facts import key_of


def said(study, suggestions):
    return [(made.code, study.text("A", made.start, made.end)) for made in suggestions]


def test_a_code_is_suggested_for_the_sentence_of_a_respondent_in_which_its_term_stands(interview, book):
    made, findings = suggest(interview, book(shortage=["boligmangel"]), "A")
    assert said(interview, made) == [("shortage", "Ja, der er boligmangel.")]
    assert list(findings) == []


def test_what_the_interviewer_asks_is_never_suggested(interview, book):
    assert suggest(interview, book(support=["støtten"]), "A")[0] == []


def test_one_sentence_is_one_suggestion_of_a_code_with_all_its_evidence(interview, book):
    (made,), _ = suggest(interview, book(waiting=["ventetid", "atter *"]), "A")
    evidence = json.loads(made.evidence)
    assert [term for _, _, term in evidence] == ["ventetid", "ventetid", "atter *"]
    for start, end, _ in evidence:
        assert made.start <= start < end <= made.end
    assert [interview.text("A", start, end) for start, end, _ in evidence] == [
        "Ventetid",
        "ventetid",
        "atter ventetid",
    ]


def test_a_sentence_may_get_several_codes(interview, book):
    made, _ = suggest(interview, book(team=["ACT*"], help=["hjælper"]), "A")
    assert sorted(said(interview, made)) == [
        ("help", "Vores ACT-team hjælper."),
        ("team", "Vores ACT-team hjælper."),
    ]


def test_a_hit_that_runs_on_takes_the_next_sentence_with_it(interview, book):
    (made,), _ = suggest(interview, book(few=["for få små boliger"]), "A")
    assert made.start <= json.loads(made.evidence)[0][0]
    assert made.end == json.loads(made.evidence)[0][1]
    assert interview.text("A", made.start, made.end).split() == ["Vi", "har", "for", "få", "små", "boliger"]


def test_suggesting_again_brings_the_same_ids_whatever_the_version_of_the_codebook(interview, book):
    first, _ = suggest(interview, book(shortage=["boligmangel"]), "A")
    again, _ = suggest(interview, book("2", shortage=["boligmangel", "mangel"]), "A")
    assert [made.key for made in first] == [made.key for made in again]
    assert again[0].coder == key_of("coder", CODER)
    assert again[0].revision == interview.documents["revision"].iloc[0]
    assert again[0].polarity == ""


def test_another_code_in_the_same_place_has_another_id(interview, book):
    made, _ = suggest(interview, book(a=["boligmangel"], b=["boligmangel"]), "A")
    assert len({suggestion.key for suggestion in made}) == 2


def test_a_pattern_that_is_not_understood_is_a_finding_and_the_others_are_used(interview, book):
    made, findings = suggest(interview, book(shortage=["bolig &", "boligmangel"], b=["*"]), "A")
    assert len(made) == 1
    assert [(finding.kind, finding.where, finding.data["pattern"]) for finding in findings] == [
        ("pattern_skipped", "small: shortage (da)", "bolig &"),
        ("pattern_skipped", "small: b (da)", "*"),
    ]


def test_terms_of_another_language_are_not_used_and_that_is_said(interview, book):
    made, findings = suggest(interview, book(language="de", shortage=["boligmangel"]), "A")
    assert made == []
    assert [(finding.kind, finding.where, finding.data["language"]) for finding in findings] == [
        ("no_indicators", "small", "da")
    ]


def test_a_stem_between_signs_of_plus_is_found_in_compounds_and_not_in_other_words(interview, book):
    made, findings = suggest(interview, book(shortage=["+mangel+"], none=["+ngel+"]), "A")
    assert said(interview, made) == [("shortage", "Ja, der er boligmangel.")]
    assert list(findings) == []
