"""Which of the four languages a transcript is in: what its head says, or what its small words say."""

import re
from collections import Counter
from collections.abc import Sequence

from casekit.readers.word_lists import words

__all__ = ["guessed_language", "told_language"]

_KEYS = frozenset({"sprog", "sprache", "taal", "language", "lang", "interviewsprog", "interviewsprache"})
_NAMES = {
    "da": words("da dan dansk dänisch deens danish"),
    "de": words("de deu ger tysk deutsch duits german"),
    "nl": words("nl nld dut hollandsk nederlandsk holländisch niederländisch nederlands dutch"),
    "en": words("en eng engelsk englisch engels english"),
}
# frequent short words that the other three do not have, or have far more seldom
_COMMON = {
    "da": words("og ikke jeg det at der på så men hvad vi har som til af en et også være meget nej"),
    "de": words("und ich nicht das ist der die ein auch wir aber mit auf sich dann haben wie für eine nein"),
    "nl": words("en het niet ik dat een van is voor maar ook wij we met dan hebben zijn naar wel nee"),
    "en": words("and the not that is of to it they but with have was for you this what are we no"),
}
# frequent short words of neighbours that share many of those: where they stand, it is not what it looks like
_NEIGHBOURS = {
    "da": words("hva noe av etter mye meg deg seg opp uten vært nei gjøre kanskje oss dere mellom "  # Norwegian
                "och inte jag är att för ett vad något mycket från till "  # Swedish
                "ikki eg tað hvat ekki það"),  # Faroese, Icelandic
    "de": words("ech ass gëtt vun fir och"),  # Luxembourgish
    "nl": words("it fan foar ek wy hat dy dêr ús moat "  # Frisian
                "vir hulle baie hierdie jy nie"),  # Afrikaans
    "en": words("się że jest nie na do jak tak co ale czy"),  # Polish
}  # fmt: skip
_SAMPLE = 20_000
_FEWEST = 6  # words; below that everything is a guess
_LEAST = 0.08  # of all words; in interviews it is 0.15 and more, in a language that is none of these 0.05
_LEAD = 1.3  # as often as in the next language
_STRANGE = 0.1  # of the words that speak for a language
_WORD = re.compile(r"[^\W\d_]+")


def told_language(metadata: Sequence[tuple[str, str]]) -> str | None:
    """The language that the head of a transcript names, if it is one of the four.

    >>> told_language([("Kommune", "Havnstrup"), ("Sprog", "dansk")])
    'da'
    """
    told = (_named(value) for key, value in metadata if key.strip().lower() in _KEYS)
    return next(filter(None, told), None)


def guessed_language(text: str) -> str | None:
    """The language that the small words of *text* are of; nothing where they are few, mixed or a neighbour's.

    >>> guessed_language("Det er jo ikke det, vi har aftalt, og jeg ved ikke hvad der sker så.")
    'da'
    """
    used = Counter(_WORD.findall(text[:_SAMPLE].lower()))
    counts = sorted(
        ((sum(used[word] for word in some), code) for code, some in _COMMON.items()), reverse=True
    )
    (best, code), (second, _) = counts[:2]
    if used.total() < _FEWEST or best < max(3, _LEAD * second, _LEAST * used.total()):
        return None
    different = sum(word in used for word in _COMMON[code])
    strange = sum(used[word] for word in _NEIGHBOURS[code])
    return code if different > 1 and strange < max(2, _STRANGE * best) else None


def _named(value: str) -> str | None:
    """``Nederlands (NL)``, ``da-DK``; of "Deutsch und Englisch" the first."""
    first = (_WORD.findall(value.lower()) or [""])[0]
    return next((code for code, names in _NAMES.items() if first in names), None)
