"""What casekit says, in Danish, German, Dutch and English.

The sentences are data: one TOML file per area beside this module, each entry in all four languages. Faces choose the
language once with :func:`speak`; documents and charts ask for theirs with :func:`say_in`.
"""

import re
import tomllib
from collections.abc import Iterable, Mapping
from contextvars import ContextVar
from functools import cache
from importlib.resources import files

from casekit.errors import CasekitError

__all__ = [
    "LANGUAGES",
    "describe",
    "explain",
    "format_date",
    "format_number",
    "join",
    "keys",
    "language",
    "language_name",
    "say",
    "say_in",
    "section",
    "speak",
    "spoken",
]

LANGUAGES = ("da", "de", "nl", "en")
_INSIDE = re.compile(r"[A-Z]\w*(?:Error|Exception|File)")
_FIRST_WORDS = re.compile(r"^\[*(\w+)", re.MULTILINE).findall
_speaking: ContextVar[str] = ContextVar("casekit_language", default="en")


def speak(language: str) -> None:
    """Let casekit speak *language* from now on: da, de, nl or en.

    Raises:
        CasekitError: for any other language.
    """
    _speaking.set(spoken(language))


def spoken(language: str) -> str:
    """*language*, if casekit speaks it.

    Raises:
        CasekitError: it does not.
    """
    if language not in LANGUAGES:
        raise CasekitError("unknown_language", language=language, known=", ".join(LANGUAGES))
    return language


def language() -> str:
    """The language that casekit speaks now."""
    return _speaking.get()


def say(key: str, /, **data: object) -> str:
    """The sentence *key* in the language spoken now, with *data* put in.

    With ``n=1`` the entry ``key.one`` is used where there is one, with ``near=""`` (or a dash) ``key.far``: nothing is near.
    """
    return say_in(language(), key, **data)


def say_in(language: str, key: str, /, **data: object) -> str:
    """The sentence *key* in *language*, with *data* put in.

    >>> say_in("da", "unit.interviews", n=1), say_in("de", "unit.interviews", n=3)
    ('1 interview', '3 Interviews')
    """
    texts = _beside(key)
    variant = "one" if data.get("n") == 1 else "far" if data.get("near") in ("", "–") else ""
    return texts.get(f"{key}.{variant}", texts[key])[spoken(language)].format(**data)


def section(name: str) -> dict[str, str]:
    """All sentences under *name* in the language spoken now, by the rest of their key, their places still open.

    >>> section("unit")["interviews.one"]
    '1 interview'
    """
    head = f"{name}."
    return {
        key.removeprefix(head): texts[language()]
        for key, texts in _beside(head).items()
        if key.startswith(head)
    }


def describe(kind: str, data: Mapping[str, object]) -> str:
    """The sentence of a finding; of one that is told for several places with how many ``times`` it is there."""
    told = say(f"finding.{kind}", **_worded(data))
    return f"{told} {say('findings.repeated', n=data['times'])}" if "times" in data else told


def explain(error: CasekitError) -> str:
    """What went wrong, and on the next line what to do; a problem that casekit does not know is its own words."""
    key, hint = f"error.{error.problem}", f"hint.{error.problem}"
    if key not in _beside(key):
        return error.problem
    data = _worded(error.data)
    message = say(key, **data)
    return f"{message}\n{say(hint, **data)}" if hint in _beside(hint) else message


def _worded(data: Mapping[str, object]) -> dict[str, object]:
    """The data with the word for a *reason* in the language spoken now; names of Python's errors tell people nothing."""
    reason = str(data.get("reason", ""))
    key = f"because.{reason.lower().replace(' ', '_')}"
    if key in _beside(key):
        return {**data, "reason": say(key)}
    return {**data, "reason": say("because.inside")} if _INSIDE.fullmatch(reason) else dict(data)


def keys() -> frozenset[str]:
    """Every sentence that casekit has."""
    return frozenset(key for source in _sources() for key in _entries(source))


def format_date(date: str, language: str, *, style: str = "long") -> str:
    """An ISO date as people write it; what is no ISO date stays as it is.

    *style* is Babel's: long, or a pattern such as ``MMMM y``.

    >>> format_date("2023-11-14", "da"), format_date("2024-01-23", "de", style="MMMM y")
    ('14. november 2023', 'Januar 2024')
    """
    from datetime import date as calendar

    from babel.dates import format_date as localise

    try:
        day = calendar.fromisoformat(date)
    except ValueError:
        return date
    return str(localise(day, style, locale=_locale(language)))


def format_number(value: float, places: int, language: str | None = None) -> str:
    """A number with so many decimals, as people write it; *language* is the one spoken if not given.

    >>> format_number(-0.5, 2, "da"), format_number(0.667, 3, "de"), format_number(0.8, 1, "en")
    ('−0,50', '0,667', '0.8')
    """
    from babel.numbers import format_decimal

    told = str(format_decimal(value, format=f"0.{'0' * places}", locale=_locale(language or _speaking.get())))
    return told.replace("-", "\u2212")


def language_name(code: str, language: str) -> str:
    """What a language is called in another; a code that nobody knows stays as it is.

    >>> language_name("da", "de"), language_name("nl", "da"), language_name("xx", "en")
    ('Dänisch', 'nederlandsk', 'xx')
    """
    from babel import Locale, UnknownLocaleError

    try:
        return Locale.parse(code).get_language_name(_locale(language)) or code
    except (UnknownLocaleError, ValueError):
        return code


def join(items: Iterable[str], language: str) -> str:
    """Items as a phrase.

    >>> join(["Bo", "Ida", "Per"], "da")
    'Bo, Ida og Per'
    """
    from babel.lists import format_list

    return str(format_list(list(items), locale=_locale(language)))


def _locale(language: str) -> str:
    """English is written as in Britain: 14 November 2023."""
    return "en_GB" if language == "en" else language


def _beside(key: str) -> dict[str, dict[str, str]]:
    """The entries whose keys begin as this one does; only files that have such are parsed, for all of them take a tenth of a second."""
    return _area(key.partition(".")[0])


@cache
def _area(name: str) -> dict[str, dict[str, str]]:
    found = (_entries(source) for source, names in _sources().items() if name in names)
    return {
        key: texts for entries in found for key, texts in entries.items() if key.partition(".")[0] == name
    }


@cache
def _sources() -> dict[str, frozenset[str]]:
    """What the files say, each with the words that its lines begin with: among them are the first words of its keys."""
    there = (file.read_text("utf-8") for file in files(__package__).iterdir() if file.name.endswith(".toml"))
    return {source: frozenset(_FIRST_WORDS(source)) for source in there}


@cache
def _entries(source: str) -> dict[str, dict[str, str]]:
    return _flat(tomllib.loads(source))


def _flat(table: Mapping[str, object], prefix: str = "") -> dict[str, dict[str, str]]:
    """Dotted keys to their texts; a table with a text in English is an entry, whatever else it holds is deeper."""
    flat: dict[str, dict[str, str]] = {}
    here = {name: text for name, text in table.items() if isinstance(text, str)}
    if here:
        flat[prefix] = here
    for name, value in table.items():
        if isinstance(value, dict):
            flat.update(_flat(value, f"{prefix}.{name}" if prefix else name))
    return flat
