"""Search terms ↔ the words of dictionaries, which know words, stars and phrases, and no capitals."""

from collections.abc import Collection, Iterator
from itertools import islice, product

from casekit.errors import PatternError
from casekit.language.indicators import Element, parse_indicator
from casekit.language.tokens import Word, key

__all__ = ["counts_case", "from_dictionary", "is_phrase", "liwc_terms", "plain_term", "raises"]

_MOST = 500
_DASHES = str.maketrans("–—−", "---")


def plain_term(term: str) -> str:
    """The term as quanteda has it: without ``=``. Case is up to whoever counts there.

    Raises:
        PatternError: what :func:`~casekit.language.indicators.parse_indicator` raises.

    >>> plain_term("=te  weinig woning*")
    'te weinig woning*'
    """
    return " ".join(element.pattern.removeprefix("=") for element in parse_indicator(term).elements)


def is_phrase(term: str) -> bool:
    """Whether a term is words and stars that directly follow each other, as dictionaries have them.

    >>> [is_phrase(term) for term in ("te weinig woning*", "te ..3 woning*", "te & woning", "+woning+", "/won(en|ing)/")]
    [True, False, False, False, False]
    """
    indicator = parse_indicator(term)
    return indicator.is_plain and not any(
        element.kind in ("compound", "regex") for element in indicator.elements
    )


def liwc_terms(term: str, forms: Collection[str] = ()) -> list[str]:
    """The term as LIWC has it, which knows a star at the very end only.

    One with another star becomes the phrases that the words in *forms* make of it; none at all where they make none, or
    more than 500.

    Raises:
        PatternError: what :func:`~casekit.language.indicators.parse_indicator` raises.

    >>> liwc_terms("te weinig woning*"), liwc_terms("*woning"), liwc_terms("*woning", ["huurwoning", "woningen"])
    (['te weinig woning*'], [], ['huurwoning'])
    """
    if not is_phrase(term):
        return []
    elements = parse_indicator(term).elements
    plain = plain_term(term)
    if "*" not in plain[:-1] and not plain.endswith(" *"):
        return [plain]
    last = len(elements) - 1
    choices = [list(_choices(element, place == last, forms)) for place, element in enumerate(elements)]
    made = list(islice(product(*choices), _MOST + 1))
    return [" ".join(words) for words in made] if len(made) <= _MOST else []


def _choices(element: Element, last: bool, forms: Collection[str]) -> Iterator[str]:
    pattern = element.pattern.removeprefix("=")
    if "*" not in pattern or (last and pattern != "*" and "*" not in pattern[:-1]):
        yield pattern
    elif pattern != "*":
        yield from sorted({key(form) for form in forms if element.matches(_as_word(form))})


def counts_case(term: str) -> bool:
    """Whether capitals count in a term.

    >>> [counts_case(term) for term in ("=Sucht", "=sucht", "Sucht", "ACT-team*", "peer-*")]
    [True, False, False, True, False]
    """
    return not all(map(_fits_small, parse_indicator(term).elements))


def _fits_small(element: Element) -> bool:
    small = key(element.pattern.removeprefix("=").replace("*", "x")).translate(_DASHES)
    return element.matches(_as_word(small.strip("-'")))


def _as_word(form: str) -> Word:
    return Word(form, key(form), 0, len(form))


def from_dictionary(word: str, *, capitals: bool = True) -> str:
    """The search term for an entry of a dictionary: words become this very form, since a dictionary knows no other.

    Runs of 2 to 4 capitals stay where *capitals* mean something; then they count, as they do in casekit.

    Raises:
        PatternError: what cannot be a search term.

    >>> from_dictionary("Te weinig woning*"), from_dictionary("WMO"), from_dictionary("WMO", capitals=False)
    ('=te =weinig woning*', 'WMO', '=wmo')
    """
    parts = word.split() if capitals else word.lower().split()
    term = " ".join(part if "*" in part or _is_acronym(part) else f"={part.lower()}" for part in parts)
    parse_indicator(term)
    return term


def raises(term: str) -> str:
    """Why a term cannot be understood; "" where it can."""
    try:
        parse_indicator(term)
    except PatternError as error:
        return str(error)
    return ""


def _is_acronym(part: str) -> bool:
    return not raises(part) and not part.startswith("=") and counts_case(part)
