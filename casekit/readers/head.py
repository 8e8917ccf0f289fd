"""The head of a transcript: what stands before the first word is spoken.

``key: value`` lines become metadata, ``I = Interviewerin`` defines a label, and so does ``Deltagere: Per (P), Lis (L)``.
``Interviewer: MK`` in the head is metadata although ``Interviewer: Tak …`` further down is a turn.
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import islice

from casekit.readers.label_words import headed_role, known_role, role_in, stem
from casekit.readers.labels import Candidate, candidate, looks_like_name, same_label
from casekit.readers.word_lists import words

__all__ = ["Head", "HeadLine", "is_metadata", "read_head"]

_DEEPEST = 80  # lines; a head is never longer
_KEYS = words("""
    projekt project studie study undersøgelse untersuchung onderzoek kommune kreis landkreis gemeente gemeinde stadt
    municipality case sag fall casus interview interviewnr interviewnummer nr nummer number id kode code pseudonym
    dato datum date dag tid tidspunkt zeit uhrzeit tijd time varighed dauer duur duration længde länge lengte optaget
    aufgenommen opgenomen recorded sprog sprache taal language sted ort plaats locatie location place region regio
    funktion functie function stilling stelle position rolle rol role beruf beroep profession titel title emne thema
    onderwerp topic regeln regler regels rules transskription transkription transcriptie transcription transkript
    transskriberet transkribiert getranscribeerd transcribed transcriber transkribent transskribent fil datei
    bestand file lydfil audiodatei audio optagelse aufnahme opname recording metode methode method form vorm setting
    deltagere teilnehmende deelnemers participants til stede anwesend aanwezig present version versie bemærkning
    bemerkung anmerkung opmerking note noter hinweis notat kontakt contact organisation organisatie organization träger
    aanbieder anstalt boligform kategori type art soort udfører status kilde quelle bron source layout parent nav_order
    guide leitfaden spørgeguide interviewguide samtykke einwilligung toestemming consent alder alter leeftijd age
    køn geschlecht geslacht gender navn name naam udskrevet afskrift respondentnummer corporatie corporation instelling afdeling
    """)
_FUNCTION = re.compile(
    r"(?:functie|funktion|rolle|rol|role|stilling|navn|name|naam|id|nr|code) ", re.IGNORECASE
)
_PAIR = re.compile(
    r"[ \t]*(?:[-*•#][ \t]{0,3})?\*{0,2}(?P<key>[^:\t\n]{1,40}?)\*{0,2}[ \t]{0,4}[:\t]\*{0,2}[ \t]*(?P<value>.*)"
)
_ENTITLED = re.compile(
    r"[ \t]*(Interview|Gruppeinterview|Gruppeninterview|Groepsgesprek|Groepsinterview|Gruppengespräch|Fokusgruppe|"
    r"Focusgroep|Transkript|Transskription|Transcript|Transcriptie)[ \t]+(\S*\d\S*.*)"
)
_LONGEST = 1_000  # characters; a line that explains labels is never longer
_PRESENT = words("""
    deltagere deltager teilnehmende teilnehmer teilnehmerinnen deelnemers deelnemer participants present stede mødte
    tilstedeværende anwesend anwesende aanwezig aanwezigen talere taler sprecher sprechende sprecherinnen sprekers spreker
    speakers speaker personer personen persons forkortelser abkürzungen afkortingen kürzel labels label legende legend
    """)
_AND = r"\s(?:og|und|en|and|&)\s{1,3}"
_LABEL = r"(?P<label>[^\W_][\w.-]{0,11})"


def _explaining(signs: str) -> re.Pattern[str]:
    """``X = Name, Y = Name``; a meaning goes on to the next label."""
    end = rf"(?=\s{{0,3}}[,;]\s{{0,3}}[^\W_][\w.-]{{0,11}}\s?{signs}|{_AND}[^\W_][\w.-]{{0,11}}\s?{signs}|$)"
    return re.compile(rf"(?:^|[,;(:]\s{{0,3}}|{_AND}){_LABEL}\s?{signs}\s?(?P<meaning>[^\s=].*?){end}")


_DEFINITION, _LISTED = _explaining("="), _explaining("[=:]")
_PERSON = re.compile(r"(?P<label>\b[^\W\d_a-zæøåäöüß]{1,4}\d?) \((?P<meaning>[^()\d]{3,60})\)")
_NAMED = re.compile(
    r"(?P<meaning>[^\W_][^();:=]{0,80}?) ?\((?P<label>[^\W_][\w.-]{0,11})(?P<more>, [^()]{1,60})?\)"
)
_PARTING = re.compile(rf"[,;/]|{_AND}")
_JOINING = re.compile(r"(?:og|und|en|and)\s+")
_INITIALS = re.compile(r"[A-ZÆØÅÄÖÜ](?:[a-zæøåäöü]{0,2}[A-ZÆØÅÄÖÜ.]){1,3}")
_GREETING = re.compile(
    r"(?:hallo|hej|hi|hello|ja|jo|nej|nein|nee|goddag|god(?:e)?|goedemorgen|goedemiddag|guten|tak|danke|dank|thanks|"
    r"velkommen|willkommen|welkom|welcome|okay|ok|so|så|nå|mhm|øh|äh|eh)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class HeadLine:
    """One line as the head is looked for: its text, and whether the format or a time mark says that it is speech."""

    text: str
    spoken: bool = False


@dataclass(frozen=True, slots=True)
class Head:
    """What the head says, how many lines it takes, and the labels it defines with their meaning."""

    metadata: tuple[tuple[str, str], ...] = ()
    lines: int = 0
    defined: tuple[tuple[str, str], ...] = ()


def is_metadata(line: str) -> bool:
    """Whether *line* is a ``key: value`` line that cannot be speech.

    >>> is_metadata("Kommune: Havnstrup"), is_metadata("Interviewer: Tak for det.")
    (True, False)
    """
    pair = _pair(line)
    return pair is not None and _sure(pair[0])


def read_head(lines: Iterable[HeadLine], labels: Iterable[Candidate] = ()) -> Head:
    """The head of a transcript that begins with *lines*; *labels* are what may be labels in all of it."""
    counts = Counter(same_label(one.label) for one in labels)
    used, recurring = frozenset(counts), frozenset(label for label, n in counts.items() if n > 1)
    metadata: list[tuple[str, str]] = []
    defined: list[tuple[str, str]] = []
    taken = 0
    for at, line in enumerate(islice(lines, _DEEPEST)):
        if not line.text.strip():
            continue
        if line.spoken:
            break
        pair = _roster(line.text, used, recurring)
        explained = [] if pair else _explained(line.text, used, recurring, below=taken > 0)
        if not pair and not explained:
            pair = _entry(line.text, metadata, recurring, adjoining=bool(at) and taken == at)
        if pair or explained:
            metadata += [pair] if pair else []
            defined += _people(*pair, used) if pair else explained
            taken = at + 1
        elif _begins_speech(line.text, recurring):
            break
    return Head(tuple(metadata), taken, tuple(defined))


def _pair(line: str) -> tuple[str, str] | None:
    match = _PAIR.fullmatch(line)
    if match is None or not match["key"].strip():
        return None
    return match["key"].strip(), match["value"].strip().strip("*").strip()


def _sure(key: str) -> bool:
    """Whether *key* is a word of heads and never a speaker: Kommune, Datum, ``Functie respondent``."""
    if _FUNCTION.match(key):
        return True
    words = [word.strip(".-()") for word in key.lower().split()]
    return known_role(key) is None and any(word in _KEYS for word in words[:3]) and len(words) <= 4


def _entry(
    line: str, so_far: Sequence[tuple[str, str]], recurring: frozenset[str], *, adjoining: bool
) -> tuple[str, str] | None:
    entitled = _ENTITLED.fullmatch(line)
    if entitled and ":" not in line.split("(")[0]:
        return entitled[1], entitled[2]
    pair = _pair(line)
    if pair is None or not pair[1]:
        return None
    if _sure(pair[0]) or _role_entry(pair, so_far, recurring, adjoining=adjoining):
        return pair
    return pair if adjoining and _stray_entry(pair, recurring) else None


def _role_entry(
    pair: tuple[str, str], so_far: Sequence[tuple[str, str]], recurring: frozenset[str], *, adjoining: bool
) -> bool:
    """``Interviewer: MK``: a role, and a value that is no sentence."""
    key, value = pair
    if known_role(key) is None or len(stem(key)) < 3 or any(key == known for known, _ in so_far):
        return False
    if len(value) > 80 or value.endswith((".", "?", "!", "…")) or _GREETING.match(value):
        return False
    if same_label(key) in recurring and not adjoining:  # it may be the first turn
        return _INITIALS.fullmatch(value) is not None
    return True


def _stray_entry(pair: tuple[str, str], recurring: frozenset[str]) -> bool:
    """An unknown key right under a known one: ``Optaget af: JS``."""
    key, value = pair
    speaker = known_role(key) is not None or same_label(key) in recurring
    sentence = value.endswith((".", "?", "!", "…")) and " " in value
    return not speaker and not sentence and key[0].isupper() and len(key.split()) < 4 and len(value) <= 120


def _roster(line: str, used: frozenset[str], recurring: frozenset[str]) -> tuple[str, str] | None:
    """``Deltagere: Per (P), Lis (L)``: a line that names people with their labels."""
    pair = _pair(line) if len(line) <= _LONGEST else None
    if pair is None or not _names_people(pair[0]) or not (people := _people(*pair, used)):
        return None
    if _sure(pair[0]) or known_role(pair[0]) is None:
        return pair
    speech = _GREETING.match(pair[1]) or pair[1].endswith((".", "?", "!", "…"))
    if same_label(pair[0]) in recurring:  # it may be a turn
        speech = speech or not all(_introduces(meaning) for _, meaning in people)
    return None if speech else pair


def _names_people(key: str) -> bool:
    words = [word.strip(".-()") for word in key.lower().split()]
    role = headed_role(key) if len(stem(key)) > 2 else None
    return len(words) <= 4 and (role is not None or any(word in _PRESENT for word in words))


def _introduces(meaning: str) -> bool:
    """``Mette Krogh, leder``"""
    name = meaning.partition(",")[0]
    return bool(name) and (looks_like_name(name) or role_in(name) is not None)


def _people(key: str, value: str, used: frozenset[str]) -> list[tuple[str, str]]:
    """``MK (interviewer), BH (leder)``, and where the *key* stands before people ``Per (P)``, ``P = Per``, ``P: Per`` and ``P``.

    Only labels that are used count.
    """
    if len(value) > _LONGEST:
        return []
    several = _names_people(key)
    found = [one.group("label", "meaning") for one in _PERSON.finditer(value)]
    found = [(label, meaning) for label, meaning in found if several or len(label) > 1]
    if several:
        for one in _NAMED.finditer(value):
            found.append((one["label"], _JOINING.sub("", one["meaning"], count=1) + (one["more"] or "")))
        found += _pairs(_LISTED, value)
        found += [(one.strip(), "") for one in _PARTING.split(value)]
    return _once((label, meaning) for label, meaning in found if same_label(label) in used)


def _once(found: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    """The first explanation of each label."""
    first: dict[str, tuple[str, str]] = {}
    for label, meaning in found:
        first.setdefault(same_label(label), (label, meaning))
    return list(first.values())


def _pairs(pattern: re.Pattern[str], text: str) -> list[tuple[str, str]]:
    found = [(one["label"], one["meaning"].strip(" \t,;")) for one in pattern.finditer(text)]
    return [(label, meaning if "(" in meaning else meaning.rstrip(")")) for label, meaning in found]


def _explained(
    line: str, used: frozenset[str], recurring: frozenset[str], *, below: bool
) -> list[tuple[str, str]]:
    """The labels that a line without a key explains."""
    if len(line) > _LONGEST:
        return []
    return (
        _definitions(line, used, recurring)
        or _legend(line, used, recurring)
        or _explanation(line, recurring, below=below)
    )


def _definitions(line: str, used: frozenset[str], recurring: frozenset[str]) -> list[tuple[str, str]]:
    """``I = Interviewerin, B = Sozialarbeiterin``; only labels that are used count."""
    if "=" not in line or _begins_speech(line, recurring):
        return []
    return _once(pair for pair in _pairs(_DEFINITION, line) if same_label(pair[0]) in used)


def _legend(line: str, used: frozenset[str], recurring: frozenset[str]) -> list[tuple[str, str]]:
    """``I: Interviewer, B: Befragte``: several labels on one line, all of them used, with a role for one at least."""
    found = _pairs(_LISTED, line.strip())
    labels = {same_label(label) for label, _ in found}
    if not 1 < len(found) == len(labels) or not labels <= used or same_label(found[0][0]) not in recurring:
        return []
    if line.rstrip().endswith((".", "?", "!", "…")) or not any(role_in(meaning) for _, meaning in found):
        return []
    return found if all(len(meaning) < 60 and _introduces(meaning) for _, meaning in found) else []


def _explanation(line: str, recurring: frozenset[str], *, below: bool) -> list[tuple[str, str]]:
    """``B: Befragte, Teamleitung`` *below* other lines of the head; at the very top the role alone: ``I: Interviewer``."""
    label, meaning = _pair(line) or ("", "")
    role = meaning.split(",")[0].split(" (")[0]
    short = len(label) < 5 and len(meaning) < 60 and not meaning.endswith((".", "?", "!"))
    explains = short and len(role) > 4 and known_role(role) is not None
    if not explains or not (below or (role == meaning and len(role.split()) == 1)):
        return []
    return [(label, meaning)] if same_label(label) in recurring else []


def _begins_speech(line: str, recurring: frozenset[str]) -> bool:
    one = candidate(line)
    if one is None:
        return False
    return same_label(one.label) in recurring or known_role(one.label) is not None
