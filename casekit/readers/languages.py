"""Which of the four languages a transcript is in."""

import re
from collections import Counter
from collections.abc import Sequence

from casekit.readers.word_lists import words

__all__ = ["language_of"]

_KEYS = frozenset({"sprog", "sprache", "taal", "language"})
_NAMES = {
    "da": ("da", "dansk", "dänisch", "deens", "danish"),
    "de": ("de", "tysk", "deutsch", "duits", "german"),
    "nl": ("nl", "hollandsk", "nederlandsk", "niederländisch", "nederlands", "dutch"),
    "en": ("en", "engelsk", "englisch", "engels", "english"),
}
# frequent short words that the other three do not have, or have far more seldom
_COMMON = {
    "da": words("og ikke jeg det at der på så men hvad vi har som til af en et også være meget nej"),
    "de": words("und ich nicht das ist der die ein auch wir aber mit auf sich dann haben wie für eine nein"),
    "nl": words("en het niet ik dat een van is voor maar ook wij we met dan hebben zijn naar wel nee"),
    "en": words("and the not that is of to it they but with have was for you this what are we no"),
}
_SAMPLE = 20_000
_LEAST = 0.08  # of all words; in interviews it is 0.15 and more, in a language that is none of these 0.05
_WORD = re.compile(r"[^\W\d_]+")


def language_of(text: str, metadata: Sequence[tuple[str, str]] = ()) -> str | None:
    """The language of *text*: what its head says, else what its small words say, else nothing.

    >>> language_of("Det er jo ikke det, vi har aftalt, og jeg ved ikke hvad der sker så.")
    'da'
    """
    for key, value in metadata:
        if key.lower() in _KEYS and (named := _named(value)):
            return named
    used = Counter(word.lower() for word in _WORD.findall(text[:_SAMPLE]))
    counts = sorted(
        ((sum(used[word] for word in some), code) for code, some in _COMMON.items()), reverse=True
    )
    (best, code), (second, _) = counts[:2]
    clear = best >= 3 and best >= 1.3 * second and best >= _LEAST * used.total()
    return code if clear else None


def _named(value: str) -> str | None:
    first = (_WORD.findall(value.lower()) or [""])[0]
    return next((code for code, names in _NAMES.items() if first in names), None)
