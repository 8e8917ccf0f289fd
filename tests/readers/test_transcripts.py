"""Small transcripts as many houses write them, each with exactly what should be read from it."""

from collections.abc import Sequence
from dataclasses import dataclass

import pytest

from casekit.readers import read_bytes

pytestmark = pytest.mark.slow

Said = tuple[str, str] | tuple[str, str, int | None, int | None]
ASK, ANSWER, OPEN = "interviewer", "respondent", "unknown"


@dataclass(frozen=True)
class Case:
    """A transcript, its turns (speaker, words, perhaps start and end), and the roles and head if they matter."""

    name: str
    text: str
    turns: Sequence[Said]
    roles: str = ""
    metadata: Sequence[tuple[str, str]] = ()
    file: str = "a.txt"

    def __str__(self) -> str:
        return self.name


def check(case: Case) -> None:
    document = read_bytes(case.text.encode(), case.file).document
    read = [(turn.speaker, document.words_of(turn), turn.start_ms, turn.end_ms) for turn in document.turns]
    timed = bool(case.turns) and len(case.turns[0]) == 4
    assert [one if timed else one[:2] for one in read] == list(case.turns)
    if case.roles:
        letters = {ASK: "q", ANSWER: "a", OPEN: "?"}
        told = " ".join(f"{speaker.label}={letters[speaker.role]}" for speaker in document.speakers)
        assert told == case.roles
    assert document.metadata == tuple(case.metadata)


def talk(one: str, other: str, colon: str = ": ") -> tuple[str, list[Said]]:
    """Four turns of two speakers with these labels."""
    words = [
        (one, "Hvordan går det så?"),
        (other, "Det går da meget fint, tak."),
        (one, "Og nu?"),
        (other, "Jo, også fint."),
    ]
    return "\n".join(f"{label}{colon}{said}" for label, said in words), list(words)


LABELS = [
    ("I", "B1", "I=q B1=a"),
    ("I", "IP1", "I=q IP1=a"),
    ("INT", "R", "INT=q R=a"),
    ("I", "TN1", "I=q TN1=a"),
    ("Q", "A", "Q=q A=a"),
    ("F", "A", "F=q A=a"),
    ("V", "A", "V=q A=a"),
    ("S", "Sv", "S=q Sv=a"),
    ("Y1", "Am", "Y1=q Am=a"),
    ("Y1", "Bf", "Y1=q Bf=a"),
    ("Interviewer", "Informant", "Interviewer=q Informant=a"),
    ("Interviewer", "Deltager 3", "Interviewer=q Deltager 3=a"),
    ("Interviewer", "Geïnterviewde", "Interviewer=q Geïnterviewde=a"),
    ("Onderzoeker", "Deelnemer 2", "Onderzoeker=q Deelnemer 2=a"),
    ("Interviewerin", "Befragte", "Interviewerin=q Befragte=a"),
    ("Interviewerin", "Befragter", "Interviewerin=q Befragter=a"),
    ("Moderatorin", "Teilnehmer", "Moderatorin=q Teilnehmer=a"),
    ("Interviewer", "Participant", "Interviewer=q Participant=a"),
    ("Researcher", "Respondent", "Researcher=q Respondent=a"),
    ("Taler 1", "Taler 2", "Taler 1=q Taler 2=a"),
    ("Spreker 1", "Spreker 2", "Spreker 1=q Spreker 2=a"),
    ("Sprecherin", "Sprecher", "Sprecherin=q Sprecher=a"),
    ("Mette Krogh", "Bo Holm", "Mette Krogh=q Bo Holm=a"),
    ("Judith de Bruin", "Marieke van der Velden", "Judith de Bruin=q Marieke van der Velden=a"),
    ("Interviewer", "Leder (kommune A)", "Interviewer=q Leder (kommune A)=a"),
    ("Anne-Grethe Toft", "Dr. Karl Meyer-Lüdenscheid", "Anne-Grethe Toft=q Dr. Karl Meyer-Lüdenscheid=a"),
    ("Fru Jensen", "Hr. Holm", "Fru Jensen=q Hr. Holm=a"),
    ("Frau Müller", "Herr von der Heide", "Frau Müller=q Herr von der Heide=a"),
    ("Mevr. Jansen", "Dhr. De Vries", "Mevr. Jansen=q Dhr. De Vries=a"),
    (
        "Prof. Dr. Sabine Roth (Leitung)",
        "Ole Bang (bisidder)",
        "Prof. Dr. Sabine Roth (Leitung)=q Ole Bang (bisidder)=a",
    ),
    ("I 1", "IP 1", "I 1=q IP 1=a"),
    ("I-1", "B-1", "I-1=q B-1=a"),
    ("MK", "BH", "MK=q BH=a"),
    ("M.K.", "B.H.", "M.K.=q B.H.=a"),
    ("Interviewer/in", "Befragte/r", "Interviewer/in=q Befragte/r=a"),
    ("Interviewer*in", "Teilnehmer*in 1", "Interviewer*in=q Teilnehmer*in 1=a"),
    ("Interviewer:in", "Teilnehmer:in", "Interviewer:in=q Teilnehmer:in=a"),
]


@pytest.mark.parametrize(
    ("one", "other", "roles"), LABELS, ids=[f"{one} & {other}" for one, other, _ in LABELS]
)
def test_labels_of_the_field_are_speakers(one, other, roles):
    text, turns = talk(one, other)
    check(Case("", text, turns, roles))


@pytest.mark.parametrize("colon", [":", ":\u00a0", " : ", "：", ":\t", "\t", ": \t ", "\u00a0: "], ids=ascii)
def test_whatever_stands_between_label_and_words(colon):
    text, turns = talk("I", "IP", colon)
    check(Case("", text, turns, "I=q IP=a"))


@pytest.mark.parametrize(
    ("before", "behind"),
    [
        ("[", "]:"),
        ("#", ":"),
        ("@", ":"),
        ("{", "}"),
        ("**", ":**"),
        ("**", "**:"),
        ("<", ">:"),
        ("(", "):"),
        ("- ", ":"),
        ("– ", ":"),
        ("• ", ":"),
        ("* ", ":"),
        ("__", ":__"),
    ],
)
@pytest.mark.parametrize(("one", "other"), [("SPEAKER_00", "SPEAKER_01"), ("Interviewer", "Informant")])
def test_signs_around_a_label(before, behind, one, other):
    text = f"{before}{one}{behind} Hvad så?\n{before}{other}{behind} Jo.\n{before}{one}{behind} Og?\n{before}{other}{behind} Nå."
    check(Case("", text, [(one, "Hvad så?"), (other, "Jo."), (one, "Og?"), (other, "Nå.")]))


FRIENDS = [
    "Resultat: godt", "Kl. 12:30 kom hun", "Kl.: 12", "Let op: nat", "Fazit: gut", "Note: well", "http://a.example", "https://a.example/b: c",
    "Eksempel: en borger", "Bijvoorbeeld: de buurman", "Zum Beispiel: der Nachbar", "For eksempel: naboen", "For example: the neighbour",
    "Han sagde: nej", "Sie sagte: nein", "Hij zei: nee", "She said: no", "Og så sagde jeg: nej", "Hun spurgte mig: hvorfor", "Ich dachte: nein", "Ik dacht: nee", "I said: no", "Dann sagt er: nein",
    "Altså: nej", "Ja: nej", "Nou: nee", "Also: nein", "Well: no", "Og: nej", "Kort sagt: nej", "Kurz gesagt: nein", "Kortom: nee", "In short: no",
    "Til gengæld: nej", "Zweitens: nein", "Ten eerste: nee", "Punkt 1: nej", "Vores mål: bolig", "Unser Ziel: Wohnung", "Ons doel: wonen",
    "Spørgsmålet er: hvorfor", "Die Frage ist: warum", "De vraag is: waarom", "The question is: why", "Det betyder: nej", "Das heißt: nein", "Dat betekent: nee", "That means: no",
    "2024: et godt år", "1: bolig", "a) bolig: nej", "12:30 kom hun", "Forholdet 2:1 holder", "Problemet: penge", "Das Problem: Geld", "Het probleem: geld",
    "Bemærk: nat", "Achtung: Hund", "Vorsicht: nass", "Pas op: nat", "OBS: vigtigt", "PS: hej", "NB: nat", "Email: a@b.example", "Tlf.: 12", "Tel: 12", "Kilde: avisen", "Quelle: Zeitung", "Bron: krant",
    "Mein Fazit: gut", "Konklusion: godt", "Konkret: nej", "Konkreet: nee", "Vigtigst: bolig", "Wichtig: Wohnung", "Belangrijk: huis", "Important: home",
]  # fmt: skip


@pytest.mark.parametrize("times", [1, 3])
@pytest.mark.parametrize("line", FRIENDS)
def test_false_friends_are_speech(line, times):
    said = "\n".join([line] * times)
    check(
        Case(
            "",
            f"I: Hvad så?\nIP: Jo.\n{said}\nI: Og?\nIP: Nå.",
            [("I", "Hvad så?"), ("IP", f"Jo.\n{said}"), ("I", "Og?"), ("IP", "Nå.")],
        )
    )


Q, A = "Hvordan går det?", "Det går da meget godt, tak."
LAYOUTS = [
    Case(
        "Teams: name and time above the words",
        "Mette Krogh   0:03\nHvordan går det?\n\nBo Holm   0:05\nFint.\n\nMette Krogh   1:02:11\nTak.",
        [
            ("Mette Krogh", Q, 3_000, None),
            ("Bo Holm", "Fint.", 5_000, None),
            ("Mette Krogh", "Tak.", 3_731_000, None),
        ],
    ),
    Case(
        "Teams: started and stopped are nobody's words (en)",
        "Mette Krogh started transcription\n\nMette Krogh   0:03\nHi.\n\nBo Holm   0:05\nHello there.\n\nMette Krogh stopped transcription",
        [("Mette Krogh", "Hi."), ("Bo Holm", "Hello there.")],
    ),
    Case(
        "Teams: started and stopped (da)",
        "Mette Krogh startede transskription\n\nMette Krogh   0:03\nHej.\n\nBo Holm   0:05\nHej.\n\nMette Krogh stoppede transskription",
        [("Mette Krogh", "Hej."), ("Bo Holm", "Hej.")],
    ),
    Case(
        "Teams: started and stopped (de)",
        "Sabine Roth hat die Transkription gestartet\n\nSabine Roth   0:03\nHallo.\n\nUwe Groß   0:05\nHallo.\n\nSabine Roth hat die Transkription beendet",
        [("Sabine Roth", "Hallo."), ("Uwe Groß", "Hallo.")],
    ),
    Case(
        "Teams: started and stopped (nl)",
        "Judith de Bruin heeft de transcriptie gestart\n\nJudith de Bruin   0:03\nHoi.\n\nPiet Vos   0:05\nHoi.\n\nJudith de Bruin heeft de transcriptie gestopt",
        [("Judith de Bruin", "Hoi."), ("Piet Vos", "Hoi.")],
    ),
    Case(
        "Teams: a name with digits of its guest, one who speaks once",
        "Mette Krogh   0:03\nHej.\nBo Holm   0:05\nHej.\nGuest 1   0:09\nHej.\nMette Krogh   0:12\nNå?",
        [("Mette Krogh", "Hej."), ("Bo Holm", "Hej."), ("Guest 1", "Hej."), ("Mette Krogh", "Nå?")],
    ),
    Case(
        "Word: time and name above the words",
        "Audio file\ninterview.mp3\n\nTranscript\n00:00:03 Speaker 1\nHow are you?\n00:00:07 Speaker 2\nI am very well, thanks.\n",
        [("Speaker 1", "How are you?", 3_000, None), ("Speaker 2", "I am very well, thanks.", 7_000, None)],
        "Speaker 1=q Speaker 2=a",
    ),
    Case(
        "Otter: Speaker 1 and a time",
        "Speaker 1  0:03  \nHow are you?\n\nSpeaker 2  0:07  \nI am very well.\n\nUnknown Speaker  0:11  \nYes.\n\nTranscribed by https://otter.ai",
        [
            ("Speaker 1", "How are you?", 3_000, None),
            ("Speaker 2", "I am very well.", 7_000, None),
            ("Unknown Speaker", "Yes.", 11_000, None),
        ],
    ),
    Case(
        "Zoom: name in brackets, then the time",
        "[Mette Krogh] 10:00:05\nHvordan går det?\n\n[Bo Holm] 10:00:09\nFint.\n",
        [("Mette Krogh", Q, 36_005_000, None), ("Bo Holm", "Fint.", 36_009_000, None)],
    ),
    Case(
        "Sonix: time and name on one line, words below",
        "00:00:05 SPEAKER_00\nHvordan går det?\n\n00:00:09 SPEAKER_01\nFint.\n",
        [("SPEAKER_00", Q, 5_000, None), ("SPEAKER_01", "Fint.", 9_000, None)],
    ),
    Case(
        "Amberscript: time in brackets, name, colon",
        "[00:00:05] Speaker 1: Hoe gaat het?\n[00:00:09] Speaker 2: Goed, dank je wel hoor.\n",
        [("Speaker 1", "Hoe gaat het?", 5_000, None), ("Speaker 2", "Goed, dank je wel hoor.", 9_000, None)],
    ),
    Case(
        "Trint: name, then the time in brackets",
        "Speaker 1 (00:05): Hoe gaat het?\nSpeaker 2 (00:09): Goed.\n",
        [("Speaker 1", "Hoe gaat het?", 5_000, None), ("Speaker 2", "Goed.", 9_000, None)],
    ),
    Case(
        "Trint: name and time in brackets above the words",
        "Speaker 1 [00:00:05]\nHoe gaat het?\n\nSpeaker 2 [00:00:09]\nGoed.\n",
        [("Speaker 1", "Hoe gaat het?", 5_000, None), ("Speaker 2", "Goed.", 9_000, None)],
    ),
    Case(
        "Happy Scribe: name and time with a colon above the words",
        "Speaker 1 (00:00:05):\nHoe gaat het?\n\nSpeaker 2 (00:00:09):\nGoed.\n",
        [("Speaker 1", "Hoe gaat het?", 5_000, None), ("Speaker 2", "Goed.", 9_000, None)],
    ),
    Case(
        "Sonix: [00:00:05] and the name above the words",
        "[00:00:05] Mette Krogh\nHej.\n\n[00:00:09] Bo Holm\nHej.\n\n[00:00:12] Else Bang\nHej.",
        [
            ("Mette Krogh", "Hej.", 5_000, None),
            ("Bo Holm", "Hej.", 9_000, None),
            ("Else Bang", "Hej.", 12_000, None),
        ],
    ),
    Case(
        "Good Tape: times from and to above every paragraph, no names",
        "[00:00 - 00:05]\nHvordan går det?\n\n[00:05 - 00:09]\nFint.\n",
        [("–", Q, 0, 5_000), ("–", "Fint.", 5_000, 9_000)],
    ),
    Case(
        "f4: the time ends the turn",
        "I: Wie geht es? #00:00:21-4#\n\nB: Gut. (lacht) #00:00:25-0#\n\nI: Und? #00:01:02-9#",
        [
            ("I", "Wie geht es?", None, 21_400),
            ("B", "Gut. (lacht)", None, 25_000),
            ("I", "Und?", None, 62_900),
        ],
    ),
    Case(
        "f4: marks at both ends and inside",
        "#00:00:00-0# I: Wie geht es? #00:00:21-4#\n#00:00:21-4# B: Gut. #00:00:30-0# Ja. #00:00:35-0#",
        [("I", "Wie geht es?", 0, 21_400), ("B", "Gut. Ja.", 21_400, 35_000)],
    ),
    Case(
        "MAXQDA: numbers of paragraphs in front",
        "1 I: Wie geht es?\n2 B: Gut.\n3 I: Und sonst?\n4 B: Auch.",
        [("I", "Wie geht es?"), ("B", "Gut."), ("I", "Und sonst?"), ("B", "Auch.")],
    ),
    Case(
        "noScribe: S01 and overlap",
        "Transcribed with noScribe vers. 0.6\nAudio source: a.mp3\n\nS01: Hvordan går det? //S02: Ja.// Altså nu.\n\nS02: Det går da meget godt, tak.\n\nS01: Godt.",
        [("S01", "Hvordan går det? //S02: Ja.// Altså nu."), ("S02", A), ("S01", "Godt.")],
        metadata=[("Audio source", "a.mp3")],
    ),
    Case(
        "noScribe: pauses and times inside",
        "S00: Ja (..) altså [00:01:00] vi (3) kom. (...) //Mhm.//\nS01: Ja.\nS00: Nå.",
        [("S00", "Ja (..) altså vi (3) kom. (...) //Mhm.//"), ("S01", "Ja."), ("S00", "Nå.")],
    ),
    Case(
        "aTrain: speaker, then words below with times",
        "SPEAKER_00\n[00:00:01] - Hvordan går det?\n\nSPEAKER_01\n[00:00:05] - Fint.\n\nSPEAKER_00\n[00:00:07] - Godt.",
        [("SPEAKER_00", "- Hvordan går det?"), ("SPEAKER_01", "- Fint."), ("SPEAKER_00", "- Godt.")],
    ),
    Case(
        "speakers who speak once still count when times stand in front",
        "[00:00:05] Anna: Hej.\n[00:00:07] Birgit: Hej hej.\n[00:00:09] Carl: Ja.",
        [("Anna", "Hej.", 5_000, None), ("Birgit", "Hej hej.", 7_000, None), ("Carl", "Ja.", 9_000, None)],
    ),
    Case(
        "labels that are explained by their own first use",
        "Interviewer (I): Hvordan går det?\nInformant (IP): Fint.\nI: Og nu?\nIP: Også.",
        [("I", Q), ("IP", "Fint."), ("I", "Og nu?"), ("IP", "Også.")],
        "I=q IP=a",
    ),
    Case(
        "two who speak at once",
        "I: Hvordan går det?\nIP: Fint.\nI & IP: (griner)\nI + IP: Ja.\nI/IP: Nej.\nI: Godt.\nIP: Jo.",
        [
            ("I", Q),
            ("IP", "Fint."),
            ("I & IP", "(griner)"),
            ("I + IP", "Ja."),
            ("I/IP", "Nej."),
            ("I", "Godt."),
            ("IP", "Jo."),
        ],
        "I=q IP=a I & IP=? I + IP=? I/IP=?",
    ),
    Case(
        "initials after full names",
        "Mette Krogh: Hvordan går det?\nBo Holm: Det går da meget godt, tak.\nMK: Og nu?\nBH: Jo, også fint.",
        [("MK", Q), ("BH", A), ("MK", "Og nu?"), ("BH", "Jo, også fint.")],
        "MK=q BH=a",
    ),
    Case(
        "two interviewers",
        "I1: Hvordan går det?\nB: Fint.\nI2: Og nu?\nB: Også.",
        [("I1", Q), ("B", "Fint."), ("I2", "Og nu?"), ("B", "Også.")],
        "I1=q B=a I2=q",
    ),
    Case(
        "a group, two of which speak once",
        "Moderator: Hvem vil begynde?\nDeltager 1: Jeg.\nDeltager 2: Og jeg.\nDeltager 6: Hmm.\nModerator: Godt.\nDeltager 1: Ja.",
        [
            ("Moderator", "Hvem vil begynde?"),
            ("Deltager 1", "Jeg."),
            ("Deltager 2", "Og jeg."),
            ("Deltager 6", "Hmm."),
            ("Moderator", "Godt."),
            ("Deltager 1", "Ja."),
        ],
        "Moderator=q Deltager 1=a Deltager 2=a Deltager 6=a",
    ),
    Case(
        "TiQ with line numbers",
        "1 Y1: Wie war das so (.) am Anfang?\n2 Am: °na ja° (3) das war @schwer@\n3    und dann ging's\n4 Bf: └mhm┘\n5 ?m: (     )\n6 Y1: Und dann?\n7 Am: Ja.\n8 Bf: Nee.",
        [
            ("Y1", "Wie war das so (.) am Anfang?"),
            ("Am", "°na ja° (3) das war @schwer@\n3    und dann ging's"),
            ("Bf", "└mhm┘"),
            ("?m", "(     )"),
            ("Y1", "Und dann?"),
            ("Am", "Ja."),
            ("Bf", "Nee."),
        ],
    ),
    Case(
        "line numbers in the margin, every fifth",
        "I: Wie geht es?\nB: Gut, aber es war\nlang und\n5 schwer für uns\nalle.\nI: Und?\nB: So.",
        [
            ("I", "Wie geht es?"),
            ("B", "Gut, aber es war\nlang und\n5 schwer für uns\nalle."),
            ("I", "Und?"),
            ("B", "So."),
        ],
    ),
    Case(
        "stage directions alone on a line",
        "I: Hvad så?\n\nIP: Jo.\n\n(pause)\n\nOg så gik jeg.\n\n[båndet stopper]\n\nI: Godt.\n\nIP: (…)",
        [
            ("I", "Hvad så?"),
            ("IP", "Jo.\n\n(pause)\n\nOg så gik jeg.\n\n[båndet stopper]"),
            ("I", "Godt."),
            ("IP", "(…)"),
        ],
    ),
    Case(
        "page numbers in the middle",
        "I: Hvad så?\nIP: Jo, altså det\n\n2\n\nvar svært.\nSide 3 af 9\nI: Godt.\n- 4 -\nIP: Ja.",
        [
            ("I", "Hvad så?"),
            ("IP", "Jo, altså det\n\n2\n\nvar svært.\nSide 3 af 9"),
            ("I", "Godt.\n- 4 -"),
            ("IP", "Ja."),
        ],
    ),
    Case(
        "a name and a colon at the end of a line are the next one's label",
        "Interviewer:\nHvad så?\nBirgitte Holm:\nJo.\nInterviewer:\nGodt.\nBirgitte Holm:\nJa.",
        [
            ("Interviewer", "Hvad så?"),
            ("Birgitte Holm", "Jo."),
            ("Interviewer", "Godt."),
            ("Birgitte Holm", "Ja."),
        ],
        "Interviewer=q Birgitte Holm=a",
    ),
    Case(
        "labels on their own line with a blank line below",
        "Interviewerin:\n\nWie geht es?\n\nBefragte:\n\nGut.\n\nUnd schlecht.\n\nInterviewerin:\n\nJa?",
        [("Interviewerin", "Wie geht es?"), ("Befragte", "Gut.\n\nUnd schlecht."), ("Interviewerin", "Ja?")],
    ),
    Case(
        "what somebody else said is no label",
        "I: Hvad sagde han?\nIP: Han sagde: »Gå hjem.«\nOg jeg sagde:\nNej.\nMin chef: »Jo.«\nI: Nå?\nIP: Ja.",
        [
            ("I", "Hvad sagde han?"),
            ("IP", "Han sagde: »Gå hjem.«\nOg jeg sagde:\nNej.\nMin chef: »Jo.«"),
            ("I", "Nå?"),
            ("IP", "Ja."),
        ],
    ),
    Case(
        "marks of transcription are content",
        "I: Ja (..) //mhm// (lacht) (unv.) [uhørligt] (.) (3)\nB: [anonymised] und Betreuer*innen […] (…) ((hustet)) @ja@ °leise° [Name 1] <schnell> =und",
        [
            ("I", "Ja (..) //mhm// (lacht) (unv.) [uhørligt] (.) (3)"),
            ("B", "[anonymised] und Betreuer*innen […] (…) ((hustet)) @ja@ °leise° [Name 1] <schnell> =und"),
        ],
    ),
    Case(
        "marks begin a turn and fill it",
        "I: (lacht)\nB: //mhm//\nI: [uhørligt]\nB: (3)\nI: […]\nB: *innen",
        [
            ("I", "(lacht)"),
            ("B", "//mhm//"),
            ("I", "[uhørligt]"),
            ("B", "(3)"),
            ("I", "[…]"),
            ("B", "*innen"),
        ],
    ),
    Case(
        "clock times inside what is said stay",
        "I: Hvornår?\nIP: Klokken 12:30, eller 13:15.\nI: Altså 12:30?\nIP: Ja, fra 8:00-16:00.",
        [
            ("I", "Hvornår?"),
            ("IP", "Klokken 12:30, eller 13:15."),
            ("I", "Altså 12:30?"),
            ("IP", "Ja, fra 8:00-16:00."),
        ],
    ),
    Case(
        "a head, then turns",
        "Projekt: Bolig\nKommune: Havnstrup\nDato: 14. november 2023\nInterviewer: MK\nInformant: Teamleder\nVarighed: 54 min.\nSprog: dansk\n\nI: Hej.\nIP: Hej.",
        [("I", "Hej."), ("IP", "Hej.")],
        metadata=[
            ("Projekt", "Bolig"),
            ("Kommune", "Havnstrup"),
            ("Dato", "14. november 2023"),
            ("Interviewer", "MK"),
            ("Informant", "Teamleder"),
            ("Varighed", "54 min."),
            ("Sprog", "dansk"),
        ],
    ),
    Case(
        "a German head",
        "Kreis: Ahrenbruch\nGemeinde: Altenried\nDatum: 23.01.2024\nInterview: AHR-01\nInterviewerin: Sabine Roth (SR)\nDauer: 00:49:10\nSprache: Deutsch\nI = Interviewerin, B = Sozialarbeiterin\n\nI: Hallo.\nB: Hallo.",
        [("I", "Hallo."), ("B", "Hallo.")],
        metadata=[
            ("Kreis", "Ahrenbruch"),
            ("Gemeinde", "Altenried"),
            ("Datum", "23.01.2024"),
            ("Interview", "AHR-01"),
            ("Interviewerin", "Sabine Roth (SR)"),
            ("Dauer", "00:49:10"),
            ("Sprache", "Deutsch"),
        ],
    ),
    Case(
        "a Dutch head",
        "Gemeente: Waterveen\nDatum: 6 februari 2024\nFunctie: wijkregisseur\nDuur: 1 uur\nTaal: Nederlands\n\nInterviewer: Goedemiddag.\nGeïnterviewde: Hallo.\nInterviewer: Ja?",
        [("Interviewer", "Goedemiddag."), ("Geïnterviewde", "Hallo."), ("Interviewer", "Ja?")],
        metadata=[
            ("Gemeente", "Waterveen"),
            ("Datum", "6 februari 2024"),
            ("Functie", "wijkregisseur"),
            ("Duur", "1 uur"),
            ("Taal", "Nederlands"),
        ],
    ),
    Case(
        "an English head, the interviewer by initials",
        "Municipality: Havnstrup\nDate: 6 February 2024\nInterviewer: MK\nRespondent: team leader\nDuration: 50 min\nLanguage: English\n\nMK: How are you?\nBH: Fine, thanks.\nMK: Yes?\nBH: Yes.",
        [("MK", "How are you?"), ("BH", "Fine, thanks."), ("MK", "Yes?"), ("BH", "Yes.")],
        "MK=q BH=a",
        metadata=[
            ("Municipality", "Havnstrup"),
            ("Date", "6 February 2024"),
            ("Interviewer", "MK"),
            ("Respondent", "team leader"),
            ("Duration", "50 min"),
            ("Language", "English"),
        ],
    ),
    Case(
        "a record: own lines, parties and chairs",
        "Formanden (Karen Bo):\nTak.\n\nHr. Ole Ek (S):\nTak, formand.\n\nFormanden (Karen Bo):\nVærsgo.\n\nEls Vang (V):\nTak.",
        [
            ("Formanden (Karen Bo)", "Tak."),
            ("Hr. Ole Ek (S)", "Tak, formand."),
            ("Formanden (Karen Bo)", "Værsgo."),
            ("Els Vang (V)", "Tak."),
        ],
    ),
    Case(
        "a long answer of many paragraphs",
        "I: Hvad så?\n\nIP: En.\n\nTo.\n\nTre: fire.\n\nFem.\n\nI: Nå?\n\nIP: Ja.",
        [("I", "Hvad så?"), ("IP", "En.\n\nTo.\n\nTre: fire.\n\nFem."), ("I", "Nå?"), ("IP", "Ja.")],
    ),
    Case(
        "capitals, and a colon in the middle of the words",
        "INTERVIEWER: Sig: hvad så?\nINFORMANT: Jo: det går.\nINTERVIEWER: Ja.\nINFORMANT: Nej.",
        [
            ("INTERVIEWER", "Sig: hvad så?"),
            ("INFORMANT", "Jo: det går."),
            ("INTERVIEWER", "Ja."),
            ("INFORMANT", "Nej."),
        ],
        "INTERVIEWER=q INFORMANT=a",
    ),
    Case(
        "questions numbered by the guide",
        "Spørgsmål 1: Hvordan går det?\nSvar: Fint.\nSpørgsmål 2: Og nu?\nSvar: Også.",
        [("Spørgsmål 1", Q), ("Svar", "Fint."), ("Spørgsmål 2", "Og nu?"), ("Svar", "Også.")],
        "Spørgsmål 1=q Svar=a Spørgsmål 2=q",
    ),
    Case(
        "times alone on their lines",
        "00:00:05\nI: Hvad så?\n00:00:09\nIP: Jo.\n00:00:12\nI: Godt.",
        [("I", "Hvad så?", 5_000, None), ("IP", "Jo.", 9_000, None), ("I", "Godt.", 12_000, None)],
    ),
    Case(
        "bold in Markdown asks where nobody is named",
        "**Hvordan går det?**\n\nFint.\n\n**Og nu?**\n\nOgså fint.\n\nMen koldt.\n",
        [("I", Q), ("R", "Fint."), ("I", "Og nu?"), ("R", "Også fint."), ("R", "Men koldt.")],
        "I=q R=a",
        file="a.md",
    ),
    Case(
        "Teams: what is no name is one where names stand so",
        "Mette Krogh   0:03\nHej.\n\nBo Holm (Guest)   0:05\nHej.\n\n+45 12 34 56 78   0:09\nHallo.\n\nLokale 3.14   0:12\nHej.\n\nukendt bruger   0:15\nHej, 12:30.",
        [
            ("Mette Krogh", "Hej.", 3_000, None),
            ("Bo Holm (Guest)", "Hej.", 5_000, None),
            ("+45 12 34 56 78", "Hallo.", 9_000, None),
            ("Lokale 3.14", "Hej.", 12_000, None),
            ("ukendt bruger", "Hej, 12:30.", 15_000, None),
        ],
    ),
    Case(
        "Whisper: times in front and nobody named",
        "[00:05] Genau\n[00:07] Ja, klar.\n[00:09] Genau\n[00:12] So war das.",
        [
            ("–", "Genau", 5_000, None),
            ("–", "Ja, klar.", 7_000, None),
            ("–", "Genau", 9_000, None),
            ("–", "So war das.", 12_000, None),
        ],
    ),
    Case(
        "WhisperX: times from and to, speaker in brackets",
        "00:00:05 --> 00:00:09 [SPEAKER_00] Hej\n00:00:09 --> 00:00:12 [SPEAKER_01] Hej du",
        [("SPEAKER_00", "Hej", 5_000, 9_000), ("SPEAKER_01", "Hej du", 9_000, 12_000)],
    ),
    Case(
        "answers without a full stop behind times and labels",
        "[00:00:05] I: Ja\n[00:00:07] IP: Nej\n[00:00:09] I: Nå",
        [("I", "Ja", 5_000, None), ("IP", "Nej", 7_000, None), ("I", "Nå", 9_000, None)],
    ),
    Case(
        "times between label and colon, without brackets",
        "I 00:00:05: Hvad?\nB 0:09: Jo.\nI 00:00:12: Nå?",
        [("I", "Hvad?", 5_000, None), ("B", "Jo.", 9_000, None), ("I", "Nå?", 12_000, None)],
    ),
    Case(
        "Amberscript: label, colon, time, words below",
        "Spreker 1: 00:00:05\nHoi.\n\nSpreker 2: 00:00:09\nHoi.",
        [("Spreker 1", "Hoi.", 5_000, None), ("Spreker 2", "Hoi.", 9_000, None)],
    ),
    Case(
        "name, time and words on three lines",
        "Speaker 1\n00:05\nHej.\n\nSpeaker 2\n00:09\nHej du.\n\nSpeaker 1\n00:12\nNå?",
        [
            ("Speaker 1", "Hej.", 5_000, None),
            ("Speaker 2", "Hej du.", 9_000, None),
            ("Speaker 1", "Nå?", 12_000, None),
        ],
    ),
    Case(
        "time, name and words on three lines",
        "00:00:05\nSpeaker 1\nHej.\n\n00:00:09\nSpeaker 2\nHej du.\n\n00:00:12\nSpeaker 1\nNå.",
        [
            ("Speaker 1", "Hej.", 5_000, None),
            ("Speaker 2", "Hej du.", 9_000, None),
            ("Speaker 1", "Nå.", 12_000, None),
        ],
    ),
    Case(
        "label, time and words on three lines",
        "I:\n[00:05]\nHej.\nB:\n[00:09]\nHej du.\nI:\nNå.",
        [("I", "Hej.", 5_000, None), ("B", "Hej du.", 9_000, None), ("I", "Nå.", None, None)],
    ),
    Case(
        "a label at the end of the line above its words",
        "I: Hvad så?\nIP: Og så gik jeg. I:\nNå, og så?\nIP: Ja. Han sagde:\nNej.",
        [("I", "Hvad så?"), ("IP", "Og så gik jeg."), ("I", "Nå, og så?"), ("IP", "Ja. Han sagde:\nNej.")],
    ),
    Case(
        "abbreviated role words",
        "Int.: Hvad?\nResp.: Jo.\nInt.: Nå?",
        [("Int.", "Hvad?"), ("Resp.", "Jo."), ("Int.", "Nå?")],
        "Int.=q Resp.=a",
    ),
    Case(
        "numbered questions, abbreviated",
        "Spm. 1: Hvad?\nSv.: Jo.\nSpm. 2: Nå?\nSv.: Ja.",
        [("Spm. 1", "Hvad?"), ("Sv.", "Jo."), ("Spm. 2", "Nå?"), ("Sv.", "Ja.")],
        "Spm. 1=q Sv.=a Spm. 2=q",
    ),
    Case(
        "numbered letters",
        "Q1: What?\nA1: This.\nQ2: And?\nA2: That.",
        [("Q1", "What?"), ("A1", "This."), ("Q2", "And?"), ("A2", "That.")],
        "Q1=q A1=a Q2=q A2=a",
    ),
    Case(
        "names in capitals, one speaks once",
        "MODERATOR: Hvem?\nANNA: Mig.\nBO: Og mig.\nMODERATOR: Nå?\nANNA: Ja.",
        [("MODERATOR", "Hvem?"), ("ANNA", "Mig."), ("BO", "Og mig."), ("MODERATOR", "Nå?"), ("ANNA", "Ja.")],
        "MODERATOR=q ANNA=a BO=a",
    ),
    Case(
        "persons by letter, one speaks once",
        "Person A: Hvad?\nPerson B: Jo.\nPerson A: Nå?",
        [("Person A", "Hvad?"), ("Person B", "Jo."), ("Person A", "Nå?")],
    ),
    Case(
        "TiQ: one speaks once",
        "Y1: Was?\nAm: ja\nCw: nee\nAm: doch",
        [("Y1", "Was?"), ("Am", "ja"), ("Cw", "nee"), ("Am", "doch")],
        "Y1=q Am=a Cw=a",
    ),
    Case(
        "somebody else's words in the middle of a paragraph",
        "I: Hvad?\n\nIP: Han sagde\nKarsten: nej\nKarsten: jo\n\nI: Nå?\n\nIP: Ja.",
        [("I", "Hvad?"), ("IP", "Han sagde\nKarsten: nej\nKarsten: jo"), ("I", "Nå?"), ("IP", "Ja.")],
    ),
    Case(
        "a head that names those present by their initials",
        "Deltagere: MK (interviewer), BH (leder), AS (medarbejder)\nDato: 1. marts 2024\n\nMK: Hvem?\nBH: Mig.\nAS: Også mig.\nMK: Nå?",
        [("MK", "Hvem?"), ("BH", "Mig."), ("AS", "Også mig."), ("MK", "Nå?")],
        "MK=q BH=a AS=a",
        metadata=[("Deltagere", "MK (interviewer), BH (leder), AS (medarbejder)"), ("Dato", "1. marts 2024")],
    ),
    Case(
        "labels explained at the very top",
        "I: Interviewer\nB: Befragte\n\nI: Wie?\nB: So.\nI: Und?\nB: Na ja.",
        [("I", "Wie?"), ("B", "So."), ("I", "Und?"), ("B", "Na ja.")],
        "I=q B=a",
    ),
    Case(
        "a head with full names, first names below",
        "Interviewer: Mette Krogh\nInformant: Bo Holm, teamleder i støtten\n\nMette: Hvad?\nBo: Jo, det går godt.\nMette: Nå?\nBo: Ja.",
        [("Mette", "Hvad?"), ("Bo", "Jo, det går godt."), ("Mette", "Nå?"), ("Bo", "Ja.")],
        "Mette=q Bo=a",
        metadata=[("Interviewer", "Mette Krogh"), ("Informant", "Bo Holm, teamleder i støtten")],
    ),
    Case(
        "a head whose words are letters that are labels, too",
        "Kommune: X\nInformant: Leder i B\n\nI: Hvad?\nB: Jo.\nI: Nå?\nB: Ja.",
        [("I", "Hvad?"), ("B", "Jo."), ("I", "Nå?"), ("B", "Ja.")],
        "I=q B=a",
        metadata=[("Kommune", "X"), ("Informant", "Leder i B")],
    ),
]


@pytest.mark.parametrize("case", LAYOUTS, ids=str)
def test_layouts_of_many_houses(case):
    check(case)


@pytest.mark.parametrize("parted", ["one paragraph", "two paragraphs"])
def test_teams_writes_name_and_words_in_one_paragraph_of_word_or_in_two(parted, docx, paragraph, spoken):
    said = [
        ("Mette Krogh", "0:03", "Hvordan går det?"),
        ("Bo Holm", "1:02:11", "Det går da meget godt, tak."),
    ]
    between = "</w:t><w:br/><w:t>" if parted == "one paragraph" else "</w:t></w:r></w:p><w:p><w:r><w:t>"
    body = paragraph("Mette Krogh startede transskription")
    body += "".join(paragraph(f"{name}   {time}{between}{words}") for name, time, words in said)
    reading = read_bytes(docx(body + paragraph("Bo Holm stoppede transskription")), "a.docx")
    assert spoken(reading) == [(name, words) for name, _, words in said]
    assert [turn.start_ms for turn in reading.document.turns] == [3_000, 3_731_000]


def test_service_lines_are_seen_and_told(kinds):
    text = "Speaker 1  0:03\nHi.\n\nSpeaker 2  0:05\nHi.\n\nTranscribed by https://otter.ai"
    reading = read_bytes(text.encode(), "a.txt")
    assert reading.document.text.endswith("Transcribed by https://otter.ai")
    assert "notes_not_speech" in kinds(reading)


@pytest.mark.parametrize(
    "line",
    [
        "Og så stoppede transskriptionen.",
        "Jeg transkriberer selv",
        "He said: stopped transcription",
        "Die Transkription war lang",
    ],
)
def test_speech_about_transcription_is_speech(line):
    check(
        Case("", f"I: Hvad?\nIP: Jo.\n{line}\nI: Nå?", [("I", "Hvad?"), ("IP", f"Jo.\n{line}"), ("I", "Nå?")])
    )
