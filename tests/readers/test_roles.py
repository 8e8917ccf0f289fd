import pytest
from hypothesis import given
from hypothesis import strategies as st

from casekit.analysis.labels import CONFIRMED
from casekit.readers.roles import REASONS, Said, speakers_of
from casekit.wording import keys


def roles(*said: tuple[str, int, bool], **options: object) -> dict[str, tuple[str, str]]:
    speakers, _ = speakers_of([Said(*one) for one in said], file="a.txt", **options)
    return {speaker.label: (speaker.role, speaker.reason) for speaker in speakers}


TWO = (("MK", 8, True), ("BH", 60, False), ("MK", 6, True), ("BH", 80, False))


def test_known_labels_tell_the_role():
    assert roles(("I", 5, True), ("IP", 50, False)) == {
        "I": ("interviewer", "known_label"),
        "IP": ("respondent", "known_label"),
    }


def test_the_table_of_interviews_wins():
    assert roles(*TWO, interviewers=["BH"])["BH"] == ("interviewer", "table")
    assert roles(*TWO, interviewers=["Mette Kruse"]) == {
        "MK": ("interviewer", "table"),
        "BH": ("respondent", "answers"),
    }
    assert (
        roles(("Mette Kruse", 5, False), ("Bo", 5, False), interviewers=["mk"])["Mette Kruse"][0]
        == "interviewer"
    )


def test_the_head_tells_by_definition_or_by_name():
    assert roles(*TWO, head=[("MK", "Interviewerin"), ("BH", "Sozialarbeiterin")]) == {
        "MK": ("interviewer", "header"),
        "BH": ("respondent", "header"),
    }
    assert roles(*TWO, head=[("Interviewer", "JdB, Mette Kruse (MK)")])["MK"] == ("interviewer", "header")
    assert roles(*TWO, head=[("Informant", "BH")])["BH"] == ("respondent", "header")
    assert roles(("Interviewer", 5, True), ("B", 5, False), head=[("Interviewer", "KL")])["Interviewer"] == (
        "interviewer",
        "header",
    )


def test_other_spellings_of_a_speaker_count_too():
    assert roles(*TWO, spellings={"MK": ("Interviewer (MK)",)})["MK"] == ("interviewer", "known_label")


def test_else_the_one_who_asks_most_and_says_less_is_the_interviewer():
    assert roles(*TWO) == {"MK": ("interviewer", "asks_most"), "BH": ("respondent", "answers")}
    _, findings = speakers_of([Said(*one) for one in TWO], file="a.txt")
    assert [(finding.kind, finding.data["label"]) for finding in findings] == [("roles_guessed", "MK")]


def test_where_all_talk_alike_nothing_is_guessed():
    said = [("A1x", 20, True), ("B1x", 20, True)] * 3
    assert set(roles(*said).values()) == {("unknown", "unclear")}
    _, findings = speakers_of([Said(*one) for one in said], file="a.txt")
    assert [finding.kind for finding in findings] == ["roles_unknown"]


def test_letters_mean_what_their_partner_makes_of_them():
    assert roles(("F", 5, True), ("A", 50, False)) == {
        "F": ("interviewer", "known_label"),
        "A": ("respondent", "known_label"),
    }
    assert roles(("INT", 5, True), ("I", 50, False)) == {
        "INT": ("interviewer", "known_label"),
        "I": ("respondent", "known_label"),
    }


def test_one_speaker_answers():
    assert roles(("Birgitte", 50, False)) == {"Birgitte": ("respondent", "only_speaker")}
    assert roles(("–", 50, False)) == {"–": ("respondent", "unlabelled")}


def test_speech_of_nobody_beside_others_stays_unclear():
    assert roles(("I", 5, True), ("–", 50, False), ("IP", 9, False))["–"] == ("unknown", "unclear")


def test_no_turns_no_speakers():
    assert speakers_of([], file="a.txt") == ((), ())


def test_several_may_ask():
    assert roles(("I1", 5, True), ("B", 50, False), ("I2", 6, True), ("B", 40, False)) == {
        "I1": ("interviewer", "known_label"),
        "B": ("respondent", "known_label"),
        "I2": ("interviewer", "known_label"),
    }
    assert roles(*TWO, ("JS", 9, True), interviewers=["MK", "JS"]) == {
        "MK": ("interviewer", "table"),
        "BH": ("respondent", "answers"),
        "JS": ("interviewer", "table"),
    }
    assert roles(*TWO, ("JS", 9, False), head=[("Interviewer", "MK og JS")])["JS"] == (
        "interviewer",
        "header",
    )


def test_two_who_ask_alike_are_not_told_apart():
    said = [("MK", 8, True), ("JS", 8, True), ("BH", 60, False)] * 3
    assert set(roles(*said).values()) == {("unknown", "unclear")}


def test_who_asks_most_but_says_more_than_anybody_is_not_guessed():
    said = [("MK", 90, True), ("BH", 9, False)] * 3
    assert roles(*said) == {"MK": ("unknown", "unclear"), "BH": ("unknown", "unclear")}


def test_a_known_interviewer_may_say_more_than_the_respondent():
    assert roles(("I", 90, False), ("IP", 4, True)) == {
        "I": ("interviewer", "known_label"),
        "IP": ("respondent", "known_label"),
    }
    assert roles(("I", 90, False), ("BH", 4, True))["BH"] == ("respondent", "answers")


def test_labels_that_say_nothing_are_listened_to():
    said = [("Taler 1", 5, True), ("Taler 2", 50, False)] * 2
    assert roles(*said) == {"Taler 1": ("interviewer", "asks_most"), "Taler 2": ("respondent", "answers")}


@pytest.mark.parametrize("key", ["Interviewer", "Interviewerin", "Interviewer 1", "Onderzoeker", "Spørger"])
@pytest.mark.parametrize("value", ["MK", "Mette Krogh", "Mette Krogh (MK)", "JS, MK", "JS og MK", "JS & MK"])
def test_the_head_names_who_asks(key, value):
    assert roles(*TWO, head=[(key, value)])["MK"] == ("interviewer", "header")


@pytest.mark.parametrize("key", ["Informant", "Befragte", "Geïnterviewde", "Respondent", "Deltager"])
def test_the_head_names_who_answers(key):
    assert roles(*TWO, head=[(key, "Birgitte Holm")])["BH"] == ("respondent", "header")


def test_a_head_that_speaks_of_others_tells_nothing():
    assert roles(*TWO, head=[("Interviewer", "JS"), ("Informant", "Teamleder")])["MK"][1] == "asks_most"


def test_those_who_speak_at_once_have_the_role_that_they_share():
    said = [("I", 5, True), ("B1", 50, False), ("B2", 40, False), ("B1 & B2", 2, False), ("I/B1", 2, False)]
    assert roles(*said)["B1 & B2"] == ("respondent", "known_label")
    assert roles(*said)["I/B1"] == ("unknown", "unclear")
    _, findings = speakers_of([Said(*one) for one in said], file="a.txt")
    assert [(one.kind, one.data["labels"]) for one in findings] == [("roles_unknown", "I/B1")]


def test_what_a_table_tells_wins_over_everything():
    told = {"MK": "respondent", "BH": "unknown"}
    assert roles(*TWO, interviewers=["MK"], head=[("BH", "Interviewer")], told=told) == {
        "MK": ("respondent", "table"),
        "BH": ("unknown", "table"),
    }
    assert roles(("–", 50, False), told={"–": "interviewer"}) == {"–": ("interviewer", "table")}


def test_an_explanation_without_a_role_leaves_it_open_unless_another_one_asks():
    assert roles(*TWO, head=[("MK", "Mette"), ("BH", "Bo")]) == roles(*TWO)
    assert roles(*TWO, head=[("MK", "Mette, interviewer"), ("BH", "Bo")]) == {
        "MK": ("interviewer", "header"),
        "BH": ("respondent", "header"),
    }
    assert roles(*TWO, head=[("BH", "Bo, interviewer")])["MK"] == ("respondent", "answers")


@pytest.mark.parametrize(
    "value", ["Bo (BH), Ida (IX)", "BH = Bo, IX = Ida", "BH: Bo; IX: Ida", "Bo (BH) og Ida (IX)"]
)
def test_the_key_of_a_list_tells_the_role_of_all(value):
    found = roles(*TWO, ("IX", 9, True), head=[("Informanter", value), ("Moderator", "Mette (MK)")])
    assert found == {
        "MK": ("interviewer", "header"),
        "BH": ("respondent", "header"),
        "IX": ("respondent", "header"),
    }


def test_who_asks_among_those_present_asks():
    head = [("MK", "moderator"), ("Deltagere", "MK (moderator), BH (leder)")]
    assert roles(*TWO, head=head)["MK"] == ("interviewer", "header")


def test_where_the_head_lists_everybody_as_present_the_talk_tells_who_asks():
    assert roles(*TWO, head=[("Deltagere", "MK, BH")]) == roles(*TWO)


def test_every_reason_has_its_sentence():
    assert {key for key in keys() if key.startswith("reason.")} == {
        f"reason.{reason}" for reason in (*REASONS, CONFIRMED)
    }


LABELS = st.sampled_from(["I", "IP", "MK", "BH", "Taler 1", "–", "Q", "A", "I & IP", "Mette Krogh", "?m"])


@given(st.lists(st.tuples(LABELS, st.integers(0, 90), st.booleans()), min_size=1, max_size=12))
def test_every_speaker_has_a_role_for_one_of_the_reasons(said):
    found = roles(*said, head=[("Interviewer", "MK")], told={"BH": "unknown"})
    assert list(found) == list(dict.fromkeys(label for label, _, _ in said))
    for role, reason in found.values():
        assert reason in REASONS
        assert role in {"interviewer", "respondent"} or reason in {"unclear", "table"}
