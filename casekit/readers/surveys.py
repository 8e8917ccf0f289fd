"""Answers in people's own words, from a table with a row per respondent: each row becomes a document of its own."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import PurePath
from statistics import median

from casekit.model.finding import Finding
from casekit.readers.blocks import BLANK, NOBODY, Block, Source
from casekit.readers.labels import candidate
from casekit.readers.tables import Row, cell_of
from casekit.readers.word_lists import words

__all__ = ["FACTS", "listed", "survey_of", "told_survey"]

_FACTS = {
    "case": words("case kommune kommunen gemeente gemeinde kreis landkreis municipality sag fall casus"),
    "person": words("person respondent respondentid respondentnr respondentnummer deltager deltagerid deltagernr "
        "deltagernummer informant befragte befragter teilnehmer teilnehmende deelnemer participant participantid"),
    "role": words("role rolle rol funktion functie function stilling stelle position"),
    "sector": words("sector sektor"),
    "date": words("date dato datum"),
    "language": words("language sprog sprache taal userlanguage"),
    "kind": words("kind dokumenttype documenttype slags soort"),
    "wave": words("wave bølge welle golf runde ronde round meting måling messzeitpunkt"),
}  # fmt: skip
FACTS = tuple(_FACTS)  # what a caller may say that a column tells, beside the answers
_ID_WORDS = _FACTS["person"] | words(
    "id nr nummer number lfdnr lfdnummer laufendenummer løbenr løbenummer volgnummer responseid svarid antwortid case# "
    "interviewid besvarelse besvarelsesid fallnummer key nøgle code kode #"
)
_PERSONAL = words(
    "name names navn naam vorname nachname familienname fornavn efternavn voornaam achternaam firstname lastname fullname "
    "recipientfirstname recipientlastname email emails mail mailadresse emailadresse emailaddress recipientemail phone "
    "phonenumber telefon telefonnr telefonnummer telefoon telefoonnummer tlf mobil mobilnummer mobiel handy handynummer "
    "address adresse adres anschrift straße strasse street straat vej gade wohnort cpr cprnr cprnummer personnummer bsn "
    "burgerservicenummer sozialversicherungsnummer ip ipaddress ipadresse ipadres locationlatitude locationlongitude "
    "latitude longitude breddegrad længdegrad externalreference externaldatareference birthdate birthday dateofbirth "
    "geburtsdatum geburtstag fødselsdato fødselsdag geboortedatum kontakt kontaktoplysninger contact contactgegevens"
)
_POSTCODES = words("postnummer postnr postleitzahl plz postcode postalcode zip zipcode")
_TOWNS = words("stadt stad city town")
_WHOLE_POSTCODE = re.compile(r"\d{4}|\d[A-Z]{2}\b")
_PERSONAL_CELL = re.compile(
    r"[^@\s]{1,64}@[^@\s]{1,190}\.[^@\s]{1,20}|(?:0[1-9]|[12]\d|3[01])(?:0[1-9]|1[0-2])\d\d-?\d{4}|(?:\d{1,3}\.){3}\d{1,3}"
    r"|\+\d[\d ()/-]{6,20}|(?:\d\d ){3}\d\d"
)
_IMPORT = '{"ImportId"'
_OPEN_ANSWER = re.compile(
    r"(?:open[- ]ended response|response|åbent svar|svar|offene beantwortung|antwort|open antwoord|antwoord)",
    re.IGNORECASE,
)
# "In welcher Kommune", "Hvad er din nuværende", "Uw"; a survey tool may write a number in front
_ASKS = (
    r"(?:(?:\w{1,12}[.:)]|\d{1,3})\s{1,3})?(?:(?:\w{1,20} ){0,2}(?:hvilken|hvilket|welche[rmns]?|welke?|which|what)"
    r"|(?:(?:hvad er|hvad hedder|was ist|wie (?:lautet|heißt)|wat is|what is|what's) )?"
    r"(?:was sind sie|din|dit|jeres|ihre?|deine?|uw|jouw|je|jullie|your))(?: \w{1,20})? "
)
_PLACE = r"(?:kommune|stadt|gemeinde|kreis|landkreis|gemeente|stad|city|town|municipality)"
_WORK = (
    r"(?:stilling|stillingsbetegnelse|jobtitel|jobfunktion|arbejdstitel|funktion|beruf|berufsbezeichnung|functie|"
    r"functietitel|beroep|job title|position|profession|occupation)"
)
_THERE = (  # not what somebody thinks of it
    r"(?=\W*$|[/,(]| (?:i|in|im|ved|hos|på|bei|beim|bij|binnen|at)\b"
    r"| (?:har|bekleder|sind|haben|üben|bent|hebt|heeft|heb|do) (?:du|i|sie|u|je|you)\b)"
)
_ASKED = {
    key: re.compile(rf"(?:{_ASKS}|(?:\w{{1,20}} )?(?={what}\W*$)){what}\b{then}", re.IGNORECASE)
    for key, what, then in (("case", _PLACE, ""), ("role", _WORK, _THERE))
}
_COMMENTS = words(
    "kommentar kommentarer kommentare bemærkning bemærkninger bemerkung bemerkungen anmerkung anmerkungen opmerking "
    "opmerkingen toelichting comment comments remarks"
)
_OTHER = words("andet sonstiges overig overige other")
_TICKS = words("ja nej nein nee yes no x valgt gewählt gekozen selected checked true false") | _OTHER
_NOT_NAME = re.compile(r"[\s_/:*.-]+")
_LETTER = re.compile(r"[^\W\d_]")
_FREE = 20  # characters; half of the answers in people's own words are longer
_DISTINCT = 0.7
_HALF = 0.5
_NAME = 60  # characters; a longer cell above a column is a question, or no head at all
_BRIEF = 30  # characters; half of the names of places and jobs are shorter
_MANY = 4  # answers; of so many, two are from one place
_LISTED = 10


@dataclass(frozen=True, slots=True)
class _Column:
    """One column of a survey: its names (the question last), and what stands below."""

    at: int
    names: tuple[str, ...]
    cells: tuple[str, ...]

    @property
    def title(self) -> str:
        return next((name for name in reversed(self.names) if name), "")

    @property
    def filled(self) -> list[str]:
        return [cell for cell in self.cells if cell]

    def called(self, among: frozenset[str]) -> bool:
        """Whether one of its names is among some words."""
        return any(_bare(name) in among for name in self.names)


@dataclass(frozen=True, slots=True)
class _Plan:
    """Which columns are questions, which are facts under which key, and which says who answers."""

    questions: tuple[_Column, ...]
    facts: tuple[tuple[str, _Column], ...]
    id: _Column | None
    personal: tuple[_Column, ...] = ()
    left: tuple[_Column, ...] = ()


def survey_of(rows: Sequence[Row], file: str) -> Source | None:
    """The respondents of a survey, a part each; None where the table is none."""
    columns = _columns(rows)
    plan = _plan(columns)
    if not plan.questions or not _has_head(columns, plan):
        return None
    return _source(plan, file)


def told_survey(rows: Sequence[Row], told: Sequence[tuple[str, int]], file: str) -> Source | None:
    """The same by what the caller says of the columns: (role, place); None where that means a transcript.

    Several columns of text are a survey; one is, where nothing is told of speakers and times and the table says whose
    row it is.
    """
    columns = _columns(rows)
    texts = [place for role, place in told if role == "text"]
    roles = {role for role, _ in told}
    alone = len(texts) == 1 and not roles & {"speaker", "time", "end"}
    if len(texts) < 2 and not (alone and ("person" in roles or _id_of(columns) is not None)):
        return None
    return _source(_told_plan(columns, told, texts), file)


def listed(names: Sequence[str]) -> str:
    """The names of columns in one line, the first of them, none too long.

    >>> listed(["Nr", "Hvad er det vigtigste, som kommunen har gjort for jer i det sidste år?"])
    'Nr, Hvad er det vigtigste, som kommunen har…'
    """
    short = [name if len(name) <= 40 else f"{name[:40].rstrip()}…" for name in names if name]
    return ", ".join(short[:_LISTED]) + (" …" if len(short) > _LISTED else "")


def _columns(rows: Sequence[Row]) -> list[_Column]:
    """The columns with their names; one row of names, or two or three as survey tools write them."""
    deep = _head_rows(rows)
    heads, below = [list(row) for row in rows[:deep]], rows[deep:]
    if deep == 2 and not _is_import(rows[1]):
        heads = [_carried(heads)]
    names = [row for row in heads if not _is_import(row)]
    return [
        _Column(at, tuple(cell_of(row, at) for row in names), tuple(cell_of(row, at) for row in below))
        for at in range(max((len(row) for row in rows), default=0))
    ]


def _head_rows(rows: Sequence[Row]) -> int:
    """How many rows at the top name the columns: to Qualtrics' line of import ids, else one; SurveyMonkey has two."""
    for at, row in enumerate(rows[:3]):
        if _is_import(row):
            return at + 1
    if len(rows) < 3 or cell_of(rows[1], 0) or not cell_of(rows[0], 0) or not cell_of(rows[2], 0):
        return 1
    answers = sum(_OPEN_ANSWER.fullmatch(cell.strip()) is not None for cell in rows[1])
    return 2 if answers and all(cell_of(row, 0) for row in rows[2:]) else 1


def _is_import(row: Row) -> bool:
    return any(cell.lstrip().startswith(_IMPORT) for cell in row)


def _carried(heads: Sequence[Row]) -> list[str]:
    """Two rows of names as one: a question goes for the columns to its right, which name its parts."""
    names, question = [], ""
    for at in range(max(map(len, heads))):
        above, part = cell_of(heads[0], at), cell_of(heads[1], at)
        question = above or question
        names.append(question if not part or _OPEN_ANSWER.fullmatch(part) else f"{question} – {part}")
    return names


def _plan(columns: Sequence[_Column]) -> _Plan:
    """What the columns are, by their names and by what stands in them."""
    filled = [column for column in columns if column.filled]
    personal = tuple(column for column in filled if _is_personal(column))
    rest = [column for column in filled if column not in personal]
    id = _id_of(rest)
    others = [column for column in rest if column is not id and not _key(column)]
    questions = tuple(column for column in others if _is_free(column))
    facts = [column for column in rest if column not in questions]
    return _Plan(questions, _keyed((_fact(column), column) for column in facts), id, personal)


def _told_plan(columns: Sequence[_Column], told: Sequence[tuple[str, int]], texts: Sequence[int]) -> _Plan:
    """What the columns are where the caller says it; of the others those that are short are facts."""
    said = [(role, columns[place]) for role, place in told if role not in {"text", "speaker", "time", "end"}]
    questions = tuple(columns[place] for place in dict.fromkeys(texts))
    rest = [column for column in columns if column.filled and column.at not in {place for _, place in told}]
    personal = tuple(column for column in rest if _is_personal(column))
    left = tuple(
        column for column in rest if column not in personal and not _key(column) and _is_free(column)
    )
    short = [column for column in rest if column not in personal and column not in left]
    person = next((column for role, column in said if role == "person"), None)
    facts = _keyed([*said, *((_fact(column), column) for column in short)])
    return _Plan(questions, facts, person or _id_of(short), personal, left)


def _keyed(
    facts: "Sequence[tuple[str, _Column]] | Iterator[tuple[str, _Column]]",
) -> tuple[tuple[str, _Column], ...]:
    """The facts with a key each: where two columns would have the same, the second keeps its own name."""
    taken: dict[str, _Column] = {}
    for key, column in facts:
        taken.setdefault(key if key not in taken else column.title or str(column.at + 1), column)
    return tuple(taken.items())


def _fact(column: _Column) -> str:
    """The key that casekit has for such a column, else its own name."""
    return _key(column) or column.title


def _key(column: _Column) -> str:
    """The key that casekit has for such a column, by its name or by what it asks for."""
    named = next((key for key, among in _FACTS.items() if column.called(among)), "")
    asked = next((key for key, asks in _ASKED.items() if _brief(column) and asks.match(column.title)), "")
    if named or asked != "case":
        return named or asked
    return "case" if _repeats(column) else ""


def _brief(column: _Column) -> bool:
    """Whether what stands in a column is as short as the names of places and jobs are."""
    cells = column.filled
    return bool(cells) and median(map(len, cells)) <= _BRIEF and max(map(len, cells)) <= _NAME


def _repeats(column: _Column) -> bool:
    return len(column.filled) < _MANY or len(set(column.filled)) < len(column.filled)


def _bare(name: str) -> str:
    """A name as it is looked for: ``Lfd. Nr.`` is ``lfdnr``."""
    return _NOT_NAME.sub("", name).lower() if len(name) <= _NAME else ""


def _id_of(columns: Sequence[_Column]) -> _Column | None:
    """The column that numbers or names the rows: called so, and nothing in it twice."""
    named = (
        column for column in columns if column.called(_ID_WORDS) and len(column.filled) == len(column.cells)
    )
    return next((column for column in named if len(set(column.cells)) == len(column.cells)), None)


def _is_personal(column: _Column) -> bool:
    """Whether a column tells who somebody is: by its name, a short question for it, or what stands in it."""
    cells = column.filled
    asked = _words(column.title)
    if len(asked) <= 6 and not _POSTCODES.isdisjoint(asked):  # its first two digits alone are nobody's
        return sum(_WHOLE_POSTCODE.search(cell) is not None for cell in cells) > _HALF * len(cells)
    if column.called(_PERSONAL):
        return True
    if sum(_PERSONAL_CELL.fullmatch(cell) is not None for cell in cells) > _HALF * len(cells):
        return True
    known = frozenset().union(*_FACTS.values(), _TOWNS)
    return len(asked) <= 6 and any(word in _PERSONAL for word in asked) and not known & set(asked)


def _words(title: str) -> list[str]:
    """The words above a column as they are looked for."""
    return [_bare(word.strip("?!,()„“”\"'")) for word in title.split()]


def _is_comment(column: _Column) -> bool:
    """Whether a column is called Kommentarer or Sonstiges, and holds words, not ticks."""
    asked = _words(column.title)
    first = _words(re.split(r"[,:;(–-]", column.title, maxsplit=1)[0])
    called = len(asked) <= 6 and any(word in _COMMENTS for word in asked)
    if not called and not (len(first) == 1 and first[0] in _OTHER):
        return False
    return any(_LETTER.search(cell) and _bare(cell) not in _TICKS for cell in column.filled)


def _is_free(column: _Column) -> bool:
    """Whether people wrote in their own words: long or asked for, and mostly different from each other."""
    cells = column.filled
    worded = [cell for cell in cells if _LETTER.search(cell)]
    if len(worded) <= _HALF * len(cells):
        return False
    if _is_comment(column):
        return True
    asks_where = _brief(column) and _ASKED["case"].match(column.title)
    if asks_where or len(set(cells)) < _DISTINCT * len(cells):
        return False
    if column.title.endswith("?"):
        return True
    spaced = sum(" " in cell for cell in cells)
    return median(map(len, cells)) >= _FREE and spaced > _HALF * len(cells)


def _has_head(columns: Sequence[_Column], plan: _Plan) -> bool:
    """Whether the first row is no answer yet: a known name, a question, or names shorter than what stands below."""
    if any(
        2 * sum(candidate(cell) is not None for cell in column.filled) >= len(column.filled)
        for column in plan.questions
    ):
        return False  # labelled talk
    if not all(column.title for column in plan.questions):
        return False
    if plan.id or plan.personal or any(_key(column) for column in columns):
        return True
    if any(column.title.endswith("?") or len(column.names) > 1 for column in columns):
        return True
    short = all(len(column.title) <= _NAME and not column.title.endswith(".") for column in columns)
    return short and all(len(column.title) < median(map(len, column.filled)) for column in plan.questions)


def _source(plan: _Plan, file: str) -> Source:
    rows = len(plan.questions[0].cells)
    answering = [row for row in range(rows) if any(column.cells[row] for column in plan.questions)]
    names = _names(plan, answering, rows)
    stem = PurePath(file).stem
    parts = tuple((f"{stem}-{names[row]}", _part(plan, row)) for row in answering)
    return Source((), (), tuple(_findings(plan, len(answering), rows, file)), parts=parts)


def _names(plan: _Plan, answering: Sequence[int], rows: int) -> dict[int, str]:
    """What each row is called: its id where all have one of their own, else its number."""
    if plan.id is not None:
        ids = {row: re.sub(r"[^\w.+-]+", "_", plan.id.cells[row]).strip("_") for row in answering}
        if all(ids.values()) and len({id.casefold() for id in ids.values()}) == len(ids):
            return ids
    width = max(2, len(str(rows)))
    return {row: f"{row + 1:0{width}}" for row in answering}


def _part(plan: _Plan, row: int) -> Source:
    """What one respondent wrote, below the questions; the rest of the row as facts."""
    blocks: list[Block] = []
    for column in plan.questions:
        if answer := column.cells[row]:
            blocks += [BLANK] if blocks else []
            blocks += [Block(column.title, aside=True)] if column.title else []
            blocks.append(Block(answer, NOBODY))
    return Source(
        tuple(blocks), tuple((key, column.cells[row]) for key, column in plan.facts if column.cells[row])
    )


def _findings(plan: _Plan, answering: int, rows: int, file: str) -> Iterator[Finding]:
    yield Finding.of("survey_read", "note", file, n=answering, questions=len(plan.questions))
    answers = listed([column.title or str(column.at + 1) for column in plan.questions])
    facts = listed([column.title for _, column in plan.facts]) or "–"
    yield Finding.of("survey_columns", "note", file, answers=answers, facts=facts)
    if rows > answering:
        yield Finding.of("survey_rows_empty", "note", file, n=rows - answering)
    if plan.personal:
        names = listed([column.title or column.names[0] for column in plan.personal])
        yield Finding.of("columns_personal", "warning", file, n=len(plan.personal), names=names)
    if plan.left:
        names = listed([column.title for column in plan.left])
        yield Finding.of("columns_left_out", "warning", file, n=len(plan.left), names=names)
