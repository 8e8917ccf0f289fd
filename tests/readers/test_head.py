import pytest

from casekit.readers.head import Head, HeadLine, is_metadata, read_head
from casekit.readers.labels import candidate


def head(text: str) -> Head:
    lines = text.split("\n")
    return read_head(map(HeadLine, lines), [one for line in lines if (one := candidate(line))])


HAV = """Projekt: Housing First i fire kommuner (opdigtet)
Kommune: Havnstrup
Interview: HAV-02
Interviewer: MK
Informant: Teamleder i bostøtten
Varighed: 54 min.

I: Tak, fordi du ville være med.

IP: Jo, altså.

I: Ja."""


def test_key_and_value_lines_are_metadata_as_they_stand():
    found = head(HAV)
    assert dict(found.metadata)["Informant"] == "Teamleder i bostøtten"
    assert [key for key, _ in found.metadata] == [
        "Projekt",
        "Kommune",
        "Interview",
        "Interviewer",
        "Informant",
        "Varighed",
    ]
    assert found.lines == 6


def test_an_interviewer_in_the_head_is_metadata_although_the_label_recurs_below():
    found = head(
        "Gemeente: Waterveen\nInterviewer: JdB\n\nInterviewer: Goedemiddag, fijn.\nRespondent: Ja.\nInterviewer: En?"
    )
    assert found.metadata == (("Gemeente", "Waterveen"), ("Interviewer", "JdB"))
    assert found.lines == 2


def test_a_turn_right_below_the_head_is_no_metadata():
    found = head("Kommune: Engbæk\nInterviewer: Tak fordi du ville være med.\nInformant: Selv tak.")
    assert found.metadata == (("Kommune", "Engbæk"),)
    assert head("Interviewer: Hallo\nBefragte: Hallo\nInterviewer: Ja\nBefragte: Nein").lines == 0


def test_a_head_may_define_labels():
    found = head('Datum: 1.2.2024\nI = Interviewerin, B = Sozialarbeiterin ("Kümmerin")\n\nI: Wie?\nB: So.')
    assert found.defined == (("I", "Interviewerin"), ("B", 'Sozialarbeiterin ("Kümmerin")'))
    assert found.lines == 2


def test_definitions_of_other_signs_are_no_labels():
    found = head("Regeln: / = Abbruch, (..) = Pause, (unv.) = unverständlich\n\nI: Wie?\nB: So.")
    assert found.defined == ()
    assert found.metadata[0][0] == "Regeln"


def test_definitions_may_have_a_colon():
    assert head("Kommune: X\nI: Interviewer\nB: Befragte, Teamleitung\n\nI: Wie?\nB: So.").defined == (
        ("I", "Interviewer"),
        ("B", "Befragte, Teamleitung"),
    )


def test_a_title_with_the_number_of_the_interview_is_metadata():
    found = head("Interview WAT-03 (verzonnen)\nGemeente: Waterveen\nOpgenomen door: JS\n")
    assert found.metadata == (
        ("Interview", "WAT-03 (verzonnen)"),
        ("Gemeente", "Waterveen"),
        ("Opgenomen door", "JS"),
    )


def test_lists_and_bold_keys_are_read_too():
    assert head("- Kommune: Engbæk\n- **Dato:** 5. marts 2024").metadata == (
        ("Kommune", "Engbæk"),
        ("Dato", "5. marts 2024"),
    )


def test_an_unknown_key_counts_only_right_under_a_known_one():
    assert head("Kommune: X\nMødeleder for dagen: JS").lines == 2
    assert head("Kommune: X\n\nOg jeg sagde: nej").lines == 1
    assert head("Kommune: X\nPeter: Det går da meget godt her.").lines == 1


def test_spoken_lines_end_the_head():
    lines = [HeadLine("Kommune: X"), HeadLine("Interviewer: Ja", spoken=True), HeadLine("Dato: i dag")]
    assert read_head(lines).lines == 1


@pytest.mark.parametrize(
    "line", ["Kommune: X", "Dato: 14. november 2023", "Functie respondent: wethouder", "Sprog: da"]
)
def test_words_of_heads(line):
    assert is_metadata(line)


@pytest.mark.parametrize("line", ["Interviewer: Hej", "I: Hej", "Hej: med dig", "Kommune", ""])
def test_words_that_may_be_speech(line):
    assert not is_metadata(line)


def test_speech_at_the_very_top_defines_nothing():
    assert head("I: b,a\nI: a\nIP: b\nIP: a").lines == 0
    assert head("I: Er A = B, I = nej?\nIP: Ja.\nI: c\nIP: d").lines == 0


def test_a_first_turn_below_a_blank_line_is_no_metadata_even_without_a_full_stop():
    found = head("Kommune: X\nInterviewer: JS\n\nLeder: Sådan\nInterviewer: Ja\nLeder: Nej")
    assert found.metadata == (("Kommune", "X"), ("Interviewer", "JS"))
    assert head("Interviewer: øæ\nIP: a\nInterviewer: b").lines == 0
    assert head("Interviewer: JdB\n\nInterviewer: Ja\nIP: b").lines == 1


def test_those_present_are_defined_by_their_initials_if_these_are_used():
    found = head("Deltagere: MK (interviewer), BH (leder), XY (gæst)\n\nMK: Hej\nBH: Hej\nMK: Ja")
    assert found.defined == (("MK", "interviewer"), ("BH", "leder"))
    assert found.metadata == (("Deltagere", "MK (interviewer), BH (leder), XY (gæst)"),)


def test_a_role_alone_explains_a_label_at_the_very_top_but_a_sentence_does_not():
    assert head("I: Interviewer\nB: Befragte\n\nI: Wie?\nB: So.").defined == (
        ("I", "Interviewer"),
        ("B", "Befragte"),
    )
    assert head("I: Interviewer werden\nB: Ja\nI: Wie?\nB: So.").lines == 0


GROUP = "\n\nK: Hvad så?\nP: Vi startede.\nL: Ja.\nT: Nej.\nK: Og nu?\nT: Nu.\nK: Tak."


@pytest.mark.parametrize(
    "line",
    [
        "Deltagere: Per (P), Lis (L), Tom (T)",
        "Respondenter: Per (P), Lis (L) og Tom (T)",
        "Teilnehmende: Per (P); Lis (L) und Tom (T)",
        "Deelnemers: Per (P), Lis (L) en Tom (T)",
        "Informanter: Per (P) & Lis (L) & Tom (T)",
        "Deltagere: P = Per, L = Lis, T = Tom",
        "Deltagere: P: Per; L: Lis; T: Tom",
        "Til stede: P: Per, L: Lis og T: Tom",
        "Deltagere: P (Per), L (Lis), T (Tom)",
        "Deltager: Per (P)\nDeltager: Lis (L)\nDeltager: Tom (T)",
    ],
)
def test_those_who_take_part_are_explained_in_the_head(line):
    found = head(f"{line}\nModerator: Karen (K){GROUP}")
    assert found.defined == (("P", "Per"), ("L", "Lis"), ("T", "Tom"), ("K", "Karen"))
    assert found.metadata == (
        *(tuple(one.split(": ", 1)) for one in line.split("\n")),
        ("Moderator", "Karen (K)"),
    )
    assert found.lines == line.count("\n") + 2


def test_the_explanation_of_a_person_may_tell_more():
    found = head(f"Deltagere: Karen, moderator (K), Per Holm (P, leder) og Lis (L){GROUP}")
    assert found.defined == (("K", "Karen, moderator"), ("P", "Per Holm, leder"), ("L", "Lis"))
    assert head(f"Deltagere: P, L og T{GROUP}").defined == (("P", ""), ("L", ""), ("T", ""))


def test_an_explanation_goes_on_to_the_next_label():
    assert head(f"K = Karen, moderator\nP = Per{GROUP}").defined == (("K", "Karen, moderator"), ("P", "Per"))
    assert head(f"K = Karen, moderator, P = Per og L = Lis{GROUP}").defined == (
        ("K", "Karen, moderator"),
        ("P", "Per"),
        ("L", "Lis"),
    )
    assert head(f"Forkortelser: K = Karen, P = Per{GROUP}").defined == (("K", "Karen"), ("P", "Per"))


def test_labels_explained_on_one_line_are_no_turn():
    found = head("I: Interviewer, B: Befragte\n\nI: Was machen Sie?\nB: Ich leite das Amt.")
    assert (found.defined, found.lines) == ((("I", "Interviewer"), ("B", "Befragte")), 1)


@pytest.mark.parametrize(
    "text",
    [
        "Deltager: Det var mig og Per (P)\nP: Nej\nDeltager: Jo\nP: Nej",
        "Moderator: Velkommen til Per (P)\nP: Tak\nModerator: Ja\nP: Nej",
        "I: Jeg taler med B: Bo, sagde moderator.\nB: Ja\nI: Nej\nB: Jo",
        "I: ja, B: nej\nB: Ja\nI: Nej\nB: Jo",
    ],
)
def test_a_turn_that_names_a_label_is_no_head(text):
    assert head(text).lines == 0


def test_long_lines_explain_nothing_and_take_no_time():
    for text in (
        "Deltagere: " + "P = (" * 50_000,
        "P = " * 50_000,
        "P: Per, " * 50_000,
        "Deltagere: " + "a (" * 50_000,
    ):
        assert head(f"{text}{GROUP}").defined == ()
    line = "Deltagere: " + "Per, og " * 120
    assert head(f"{line}{GROUP}").defined == ()
