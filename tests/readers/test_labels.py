import pytest
from hypothesis import given
from hypothesis import strategies as st

from casekit.readers.labels import believed, candidate, initials_of, looks_like_name, together


def found(*lines: str, defined: tuple[str, ...] = ()) -> set[str]:
    return set(believed([one for line in lines if (one := candidate(line))], defined))


@pytest.mark.parametrize(
    ("line", "label", "words"),
    [
        ("I: Hej", "I", "Hej"),
        ("IP1:Hej", "IP1", "Hej"),
        ("  Interviewer (JdB):  Hoi", "Interviewer (JdB)", "Hoi"),
        ("I\tHej", "I", "Hej"),
        ("I:\tHej", "I", "Hej"),
        ("[SPEAKER_00]: Hej", "SPEAKER_00", "Hej"),
        ("[SPEAKER_00] Hej", "SPEAKER_00", "Hej"),
        ("#Mette: Hej", "Mette", "Hej"),
        ("@Mette: Hej", "Mette", "Hej"),
        ("{Mette} Hej", "Mette", "Hej"),
        ("**Interviewer:** Hallo", "Interviewer", "Hallo"),
        ("**Interviewer**: Hallo", "Interviewer", "Hallo"),
        ("**Interviewer:**{: .text-yellow-000}  ", "Interviewer", ""),
        ("Social- og boligministeren (Pernille Theil):", "Social- og boligministeren (Pernille Theil)", ""),
        ("Søren Egge Rasmussen (EL):Tak.", "Søren Egge Rasmussen (EL)", "Tak."),
        ("Petra Müller (Aachen) (FDP): ", "Petra Müller (Aachen) (FDP)", ""),
        ("Daniela Wagner (BÜNDNIS 90/DIE GRÜNEN):", "Daniela Wagner (BÜNDNIS 90/DIE GRÜNEN)", ""),
        ("     Kl. 15:18Katrine Daugaard (LA):", "Katrine Daugaard (LA)", ""),
        ("?m: was", "?m", "was"),
        ("Am: was", "Am", "was"),
    ],
)
def test_labels_of_many_houses(line, label, words):
    one = candidate(line)
    assert one is not None
    assert (one.label, line[one.words_at :]) == (label, words)
    assert one.alone == (words == "")


@pytest.mark.parametrize(
    "line",
    [
        "Resultat: godt",
        "Kl. 12:30 var vi der",
        "kl: 12",
        "Let op: nat",
        "Fazit: gut",
        "Note: well",
        "http://a.example",
        "https://a.example",
        "12:30 var vi der",
        "Ja: det gør vi",
        "Das heißt: nein",
        "Han sagde, at det: nej",
        "Jeg ved ikke hvad jeg skal sige til det: nej",
        "Det er slut. Ja: nej",
        "2) Punkt: ja",
        "[uhørligt] ja",
        "[pause]",
        "//S02: Ja.// og",
        "C:\\Users",
        "",
        "   ",
        "helt almindelig tale",
    ],
)
def test_false_friends(line):
    assert candidate(line) is None


def test_a_name_is_believed_when_it_recurs():
    assert found("Birgitte: Hej", "Karsten: Hej", "Birgitte: Ja", "Karsten: Nej") == {"birgitte", "karsten"}
    assert found("Birgitte: Hej", "Karsten: Hej") == set()


def test_a_known_word_is_believed_at_once_and_capitals_do_not_matter():
    assert found("Interviewer: Hej", "Forstander: Ja") == {"interviewer", "forstander"}
    assert found("Anna: a", "anna: b", "Bo: c", "BO: d") == {"anna", "bo"}


def test_a_label_of_the_head_is_believed_at_once():
    assert found("X: Hej", "Y: Ja", "X: Nå", defined=("Y",)) == {"x", "y"}


def test_a_lone_letter_beside_its_rival_begins_a_list():
    lines = ["I: a", "IP: b"] * 3
    assert found(*lines, "B: for det andet") == {"i", "ip"}
    assert found(*["I: a", "B1: b", "B2: c"] * 2, "B3: d") == {"i", "b1", "b2", "b3"}
    assert found(*["Interviewer: a", "Respondent: b"] * 2, "I: c", "R: d") == {
        "interviewer",
        "respondent",
        "i",
        "r",
    }


def test_question_and_answer_vouch_for_each_other():
    assert found("Q: a", "A: b") == {"q", "a"}
    assert found("Spørgsmål: a", "Svar: b") == {"spørgsmål", "svar"}
    assert found("Svar: b") == set()


def test_a_name_with_its_party_on_a_line_of_its_own_is_believed_at_once():
    assert found("Gero Storjohann (CDU/CSU):") == {"gero storjohann (cdu/csu)"}
    assert found("Gero Storjohann (CDU/CSU): er sagte") == set()


def test_stock_phrases_that_recur_are_no_speakers():
    assert found(*["Art. 1 unserer Verfassung legt fest: Würde"] * 3) == set()
    assert found(*["Vi aftalte det her med hinanden: nej"] * 3) == set()


@pytest.mark.parametrize(
    "name",
    [
        "Birgitte",
        "Marieke van der Velden",
        "Nanna W. Gotfredsen",
        "Anne-Grethe Toft",
        "Deltager 1",
        "Leder (kommune A)",
    ],
)
def test_names_begin_with_capitals(name):
    assert looks_like_name(name)


@pytest.mark.parametrize("name", ["Han sagde", "mette", "Van der", ""])
def test_phrases_do_not(name):
    assert not looks_like_name(name)


@given(st.text(max_size=200))
def test_words_begin_inside_the_line(line):
    one = candidate(line)
    assert one is None or (0 < one.words_at <= len(line) and one.label)


@pytest.mark.parametrize("line", ["12 I: Hej", "12. I: Hej", "• I: Hej", "- I: Hej", "I： Hej"])
def test_numbers_and_bullets_may_stand_before_a_known_label(line):
    one = candidate(line)
    assert one is not None
    assert (one.label, line[one.words_at :]) == ("I", "Hej")


@pytest.mark.parametrize("line", ["12 Bolig: nej", "• Bolig: nej", "- 12: nej"])
def test_but_not_before_any_word(line):
    assert candidate(line) is None


def test_a_label_recurs_also_when_only_once_with_brackets():
    assert found("MK (interviewer): a", "BH (teamleder): b", "MK: c", "BH: d") == {
        "mk (interviewer)",
        "bh (teamleder)",
        "mk",
        "bh",
    }


def test_somebody_unknown_is_believed_at_once():
    assert found("Am: a", "Am: b", "?m: (lacht)") == {"am", "?m"}


@pytest.mark.parametrize(
    ("line", "label"),
    [
        ("Mevr. Jansen: Ja", "Mevr. Jansen"),
        ("Prof. Dr. Roth: Ja", "Prof. Dr. Roth"),
        ("Interviewer/in: Ja", "Interviewer/in"),
        ("Interviewer:in: Ja", "Interviewer:in"),
        ("Teilnehmer*in 2: Ja", "Teilnehmer*in 2"),
        ("Befragte(r): Ja", "Befragte(r)"),
        ("(Interviewer): Ja", "Interviewer"),
        ("I & IP: Ja", "I & IP"),
        ("I/IP: Ja", "I/IP"),
        ("I:in der Kommune: ja", "I"),
    ],
)
def test_titles_both_sexes_and_several_at_once(line, label):
    one = candidate(line)
    assert one is not None
    assert one.label == label


@pytest.mark.parametrize(
    "line",
    [
        "(griner): ja",
        "Ja/nej: begge",
        "Bijvoorbeeld: ja",
        "Zum Beispiel: ja",
        "Achtung: Hund",
        "A & B & C & D: ja",
        "Kommunen & staten, altså: ja",
    ],
)
def test_more_false_friends(line):
    assert candidate(line) is None


def test_those_who_speak_at_once_are_believed_when_each_of_them_is():
    lines = ["I: a", "IP: b"] * 2
    assert found(*lines, "I & IP: c", "I/IP: d") == {"i", "ip", "i & ip", "i/ip"}
    assert found(*lines, "IP/kommune: c", "IP/kommune: d", "I & Bo: e") == {"i", "ip"}
    assert found(*["B: a", "I: b"] * 2, "B&B: et hotel") == {"b", "i"}


def test_a_full_name_and_its_initials_vouch_for_each_other():
    assert found("Mette Krogh: a", "Bo Holm: b", "MK: c", "BH: d") == {"mette krogh", "bo holm", "mk", "bh"}
    assert found("Mette Krogh: a", "Bo Holm: b", "XY: c", "BH: d") == {"bo holm", "bh"}


def test_numbered_questions_have_their_answers():
    assert found("Spørgsmål 1: a", "Svar 1: b") == {"spørgsmål 1", "svar 1"}
    assert found("Spørgsmål 1: a", "Bemærk: b") == set()


def test_one_of_a_kind_that_speaks_is_believed_though_it_speaks_once():
    assert found("Person A: a", "Person A: b", "Person B: c") == {"person a", "person b"}
    assert found("IP: a", "IP: b", "Person: c", "I: d") == {"ip", "i"}
    assert found(*["Y1: a", "Am: b"] * 2, "Cw: c") == {"y1", "am", "cw"}


def test_names_in_capitals_vouch_for_each_other_but_codes_do_not():
    assert found("MOD: a", "ANNA: b", "BO: c", "MOD: d", "ANNA: e") == {"mod", "anna", "bo"}
    assert found(*["I: a", "IP: b"] * 2, "HUSK DET: c") == {"i", "ip"}
    assert found(*["Anna: a", "Bo: b"] * 2, "KARL: c") == {"anna", "bo"}


@pytest.mark.parametrize(
    ("name", "initials"),
    [("Judith de Bruin", {"jdb", "jb"}), ("Bo", set()), ("Anne-Grethe Toft (AGT)", {"agt"})],
)
def test_initials(name, initials):
    assert initials_of(name) == initials


@pytest.mark.parametrize(
    ("label", "parts"),
    [
        ("I & IP", ("I", "IP")),
        ("I+IP", ("I", "IP")),
        ("Mette og Bo", ("Mette", "Bo")),
        ("Anna und Karl", ("Anna", "Karl")),
        ("Jan en Piet", ("Jan", "Piet")),
        ("Ann and Bob", ("Ann", "Bob")),
        ("Interviewer/in", ()),
        ("Mette", ()),
        ("B&B", ()),
    ],
)
def test_labels_that_join_several(label, parts):
    assert together(label) == parts
