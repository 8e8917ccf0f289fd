import json

import pytest

from casekit import Project
from casekit.codebook.cue_lists import CueLists
from casekit.coders import CODER, suggest
from casekit.language.cues import Cues
from casekit.language.indicators import parse_indicator
from casekit.model.facts import key_of

pytestmark = pytest.mark.slow


def said(study, suggestions):
    return [(made.code, study.text("A", made.start, made.end)) for made in suggestions]


def test_a_code_is_suggested_for_the_sentence_of_a_respondent_in_which_its_term_stands(interview, book):
    made, findings = suggest(interview, book(shortage=["boligmangel"]))
    assert said(interview, made) == [("shortage", "Ja, der er boligmangel.")]
    assert list(findings) == []


def test_what_the_interviewer_asks_is_never_suggested(interview, book):
    assert suggest(interview, book(support=["støtten"]))[0] == []


def test_one_sentence_is_one_suggestion_of_a_code_with_all_its_evidence(interview, book):
    (made,), _ = suggest(interview, book(waiting=["ventetid", "atter *"]))
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
    made, _ = suggest(interview, book(team=["ACT*"], help=["hjælper"]))
    assert sorted(said(interview, made)) == [
        ("help", "Vores ACT-team hjælper."),
        ("team", "Vores ACT-team hjælper."),
    ]


def test_a_hit_that_runs_on_takes_the_next_sentence_with_it(interview, book):
    (made,), _ = suggest(interview, book(few=["hjælper ventetid"]))
    assert made.start <= json.loads(made.evidence)[0][0]
    assert made.end == json.loads(made.evidence)[0][1]
    assert interview.text("A", made.start, made.end) == "Vores ACT-team hjælper. Ventetid"


def test_suggesting_again_brings_the_same_ids_whatever_the_version_of_the_codebook(interview, book):
    first, _ = suggest(interview, book(shortage=["boligmangel"]))
    again, _ = suggest(interview, book("2", shortage=["boligmangel", "mangel"]))
    assert [made.key for made in first] == [made.key for made in again]
    assert again[0].coder == key_of("coder", CODER)
    assert again[0].revision == interview.documents["revision"].iloc[0]
    assert again[0].polarity == ""


def test_another_code_in_the_same_place_has_another_id(interview, book):
    made, _ = suggest(interview, book(a=["boligmangel"], b=["boligmangel"]))
    assert len({suggestion.key for suggestion in made}) == 2


def test_a_pattern_that_is_not_understood_is_a_finding_and_the_others_are_used(interview, book):
    made, findings = suggest(interview, book(shortage=["bolig &", "boligmangel"], b=["*"]))
    assert len(made) == 1
    assert [(finding.kind, finding.where, finding.data["pattern"]) for finding in findings] == [
        ("pattern_skipped", "small: shortage (da)", "bolig &"),
        ("pattern_skipped", "small: b (da)", "*"),
    ]


def test_terms_of_another_language_are_not_used_and_that_is_said(interview, book):
    made, findings = suggest(interview, book(language="de", shortage=["boligmangel"]))
    assert made == []
    assert [(finding.kind, finding.where, finding.data["language"]) for finding in findings] == [
        ("no_indicators", "small", "da")
    ]


def test_a_stem_between_signs_of_plus_is_found_in_compounds_and_not_in_other_words(interview, book):
    made, findings = suggest(interview, book(shortage=["+mangel+"], none=["+ngel+"]))
    assert said(interview, made) == [("shortage", "Ja, der er boligmangel.")]
    assert list(findings) == []


def test_a_plain_word_means_every_form_of_its_dictionary_word_and_an_exact_one_only_itself(interview, book):
    made, _ = suggest(interview, book(homes=["bolig"], none=["=bolig"]))
    assert [(suggestion.code, json.loads(suggestion.evidence)[0][2]) for suggestion in made] == [
        ("homes", "bolig")
    ]
    assert "boliger" in interview.text("A", made[0].start, made[0].end)


def test_what_bars_takes_hits_of_its_own_code_and_of_no_other(interview, book):
    made, _ = suggest(
        interview,
        book(some=["ventetid", "not: atter ventetid"], all=["ventetid"], none=["ACT*", "not: ACT*"]),
    )
    evidence = {suggestion.code: json.loads(suggestion.evidence) for suggestion in made}
    assert {code: len(places) for code, places in evidence.items()} == {"some": 2, "all": 3}


def test_parts_joined_by_and_are_all_evidence(interview, book):
    (made,), _ = suggest(interview, book(both=["boligmangel & ACT*"]))
    assert said(interview, [made]) == [("both", "Ja, der er boligmangel.")]
    found = [interview.text("A", start, end) for start, end, _ in json.loads(made.evidence)]
    assert found == ["boligmangel", "ACT-team"]


def test_a_whole_turn_is_one_suggestion_where_turns_are_asked_for(interview, book):
    asked = book(shortage=["boligmangel", "boliger", "ventetid"])
    by_turn, by_sentence = suggest(interview, asked, passage="turn")[0], suggest(interview, asked)[0]
    assert len(by_sentence) == 3
    (made,) = by_turn
    assert interview.text("A", made.start, made.end).startswith("Ja, der er")
    assert interview.text("A", made.start, made.end).endswith("atter ventetid.")
    assert len(json.loads(made.evidence)) == 5


def test_a_document_without_turns_is_read_by_its_paragraphs(tmp_path, book):
    (tmp_path / "R.txt").write_text(
        "Referat.\n\nDer er boligmangel i byen. Alle ved det.\n\nSlut.\n", "utf-8"
    )
    project = Project.create(tmp_path / "p", language="da")
    project.add(tmp_path / "R.txt", case="by")
    study = project.study()
    (made,), _ = suggest(study, book(shortage=["boligmangel"]))
    assert study.text("R", made.start, made.end) == "Der er boligmangel i byen."


def test_cues_flag_a_suggestion_and_propose_its_direction(interview, book):
    lists = {
        "negation": ["=ingen", "=ikke"],
        "barrier": ["=få"],
        "facilitator": ["hjælpe"],
        "hedge": ["=der"],
    }
    cues = CueLists(
        {"da": Cues.of("da", {kind: [*map(parse_indicator, told)] for kind, told in lists.items()})}
    )
    asked = book(shortage=["boliger", "boligmangel"], team=["ACT*"], waiting=["ventetid"])
    made, _ = suggest(interview, asked, cues=cues)
    told = {
        " ".join(interview.text("A", one.start, one.start + 9).split()): (one.polarity, one.flags)
        for one in made
    }
    assert told["Vi har fo"] == ("barrier", "")
    assert told["Vores ACT"] == ("facilitator", "")
    assert told["Ventetid,"] == ("facilitator", "")  # no cue in its sentence, one in its turn
    ((flag, start, end),) = json.loads(told["Ja, der e"][1])
    assert (flag, interview.text("A", start, end)) == ("hedged", "der")
    assert {one.key for one in made} == {one.key for one in suggest(interview, asked)[0]}
