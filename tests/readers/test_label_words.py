import pytest

from casekit.readers.label_words import NOTE_WORDS, headed_role, known_role, role_in, role_told, stem
from casekit.wording import LANGUAGES, say_in


@pytest.mark.parametrize(
    "label",
    [
        "I",
        "I1",
        "INT",
        "Int",
        "Interviewer",
        "interviewer",
        "Interviewerin",
        "Interviewer 2",
        "Interviewer (JdB)",
        "Spørgsmål",
        "Frage",
        "Vraag",
        "Question",
        "Gespreksleider",
        "Moderatorin",
        "Y1",
    ],
)
def test_labels_of_those_who_ask(label):
    assert known_role(label) == "interviewer"


@pytest.mark.parametrize(
    "label",
    [
        "IP",
        "IP2",
        "B",
        "B1",
        "R",
        "TN1",
        "Informant",
        "Befragte",
        "Befragter",
        "Geïnterviewde",
        "Deltager 3",
        "Teilnehmerin 1",
        "Participant 12",
        "Svar",
        "Antwort",
        "Antwoord",
        "Forstander",
        "Leder (kommune A)",
        "Wijkbeheerder",
        "Teamleder",
        "Bostøttemedarbejder",
        "Sozialarbeiterin",
        "Begeleider 1",
    ],
)
def test_labels_of_those_who_answer(label):
    assert known_role(label) == "respondent"


@pytest.mark.parametrize(
    "label", ["Taler 1", "Spreker 2", "Sprecherin", "SPEAKER_00", "S01", "Am", "Bf", "?m", "Person 1"]
)
def test_labels_that_say_nothing_of_the_role(label):
    assert known_role(label) == "unknown"


@pytest.mark.parametrize("label", ["Birgitte", "Mette Kruse", "Resultat", "Han sagde", "Bolig"])
def test_strangers(label):
    assert known_role(label) is None


def test_the_stem_has_no_number_and_no_brackets():
    assert [stem(label) for label in ("Taler nr. 2", "Deltager_3", "Leder (A)", "IP")] == [
        "taler",
        "deltager",
        "leder",
        "ip",
    ]


@pytest.mark.parametrize(
    "line",
    [
        "Noter:",
        "Notities interviewer (hoort niet bij het gesprek)",
        "Feldnotizen: laut",
        "Memo",
        "Interviewers noter:",
        "Opmerkingen achteraf",
    ],
)
def test_lines_that_begin_notes(line):
    assert NOTE_WORDS.match(line)


@pytest.mark.parametrize(
    "line", ["Note that this is speech and goes on.", "Noterede du det? Ja.", "Memoiren. Was: nichts"]
)
def test_lines_that_do_not(line):
    assert not NOTE_WORDS.match(line)


def test_brackets_may_tell_the_role():
    assert [known_role(f"Mette ({word})") for word in ("interviewer", "teamleder", "EL", "V")] == [
        "interviewer",
        "respondent",
        None,
        None,
    ]


@pytest.mark.parametrize(
    ("label", "role"),
    [
        ("Interviewer/in", "interviewer"),
        ("Interviewer:in", "interviewer"),
        ("Interviewer*in", "interviewer"),
        ("Befragte/r", "respondent"),
        ("Befragte(r)", "respondent"),
        ("Teilnehmer*innen", "respondent"),
        ("Teilnehmer_in 3", "respondent"),
        ("Person A", "unknown"),
        ("Deltager B", "respondent"),
        ("Kommune A", None),
        ("Spm. 1", "interviewer"),
        ("Sv.", "respondent"),
    ],
)
def test_both_sexes_letters_and_abbreviations(label, role):
    assert known_role(label) == role


@pytest.mark.parametrize(
    ("key", "role"),
    [
        ("Deltagere", "respondent"),
        ("Deltagere i gruppen", "respondent"),
        ("Informanter", "respondent"),
        ("Teilnehmende", "respondent"),
        ("Deelnemers", "respondent"),
        ("Respondenten", "respondent"),
        ("Moderator", "interviewer"),
        ("Interviewers", "interviewer"),
        ("Taler", None),
        ("Kommune", None),
    ],
)
def test_the_key_of_a_line_in_the_head_tells_the_role_of_one_or_several(key, role):
    assert headed_role(key) == role


@pytest.mark.parametrize(
    ("meaning", "role"),
    [
        ("Anna, interviewer", "interviewer"),
        ("Karen Holm (ordstyrer)", "interviewer"),
        ("Frau Kruse, Gesprächsleitung", "interviewer"),
        ("gespreksleider, gemeente", "interviewer"),
        ("Karen, leder, interviewer", "interviewer"),
        ("Karen, forsker", "interviewer"),
        ("Bo, forsker og informant", "respondent"),
        ("Teamleder, tidligere forsker", "respondent"),
        ("Befragter 2", "respondent"),
        ("INT", "interviewer"),
        ("Per", None),
        ("I", None),
        ("", None),
    ],
)
def test_an_explanation_tells_the_role_wherever_the_word_stands(meaning, role):
    assert role_in(meaning) == role


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("role", ["interviewer", "respondent", "unknown"])
def test_whatever_casekit_calls_a_role_is_one(language, role):
    for word in (role, say_in(language, f"speaker_role.{role}"), say_in(language, f"role.{role}")):
        assert role_told(word) == role_told(f" {word.upper()} ") == role


def test_other_words_are_no_roles():
    assert [role_told(word) for word in ("boss", "", "Birgitte")] == [None, None, None]
    assert [role_told(word) for word in ("Befragte", "geïnterviewde", "spm.")] == [
        "respondent",
        "respondent",
        "interviewer",
    ]
