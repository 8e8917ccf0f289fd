"""Search terms ↔ the words of dictionaries, which know words, stars and phrases, and no capitals."""

from collections.abc import Collection, Iterator
from itertools import islice, product

from casekit.errors import PatternError
from casekit.language.compounds import compounds_in
from casekit.language.dictionaries import dictionary
from casekit.language.indicators import Element, parse_indicator
from casekit.language.tokens import Word, key

__all__ = [
    "bars",
    "counts_case",
    "from_dictionary",
    "liwc_terms",
    "means_more",
    "plain_term",
    "quanteda_terms",
    "raises",
]

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


def bars(term: str) -> bool:
    """Whether a term takes out what others find; no dictionary can do that."""
    return parse_indicator(term).bars


def means_more(term: str) -> bool:
    """Whether a term has compounds, regular expressions or words in all their forms, which dictionaries lack.

    >>> [means_more(term) for term in ("woning", "=woning", "woning*", "te +woning+")]
    [True, False, False, True]
    """
    return any(element.kind in ("compound", "regex", "word") for element in parse_indicator(term).elements)


def _is_run(term: str) -> bool:
    indicator = parse_indicator(term)
    return indicator.is_plain and not indicator.bars


def quanteda_terms(term: str, language: str, forms: Collection[str] = ()) -> list[str]:
    """The term as quanteda has it, which knows stars, but neither inflection nor compounds.

    Words and compounds become those of *forms* that they fit; without any a word is its form only, and a compound nothing.
    None at all where there would be more than 500.

    Raises:
        PatternError: what :func:`~casekit.language.indicators.parse_indicator` raises.

    >>> quanteda_terms("te weinig woning", "nl"), quanteda_terms("woning", "nl", ["woningen", "tuin"])
    (['te weinig woning'], ['woning', 'woningen'])
    """
    return _made(term, language, forms, stars=True)


def liwc_terms(term: str, language: str, forms: Collection[str] = ()) -> list[str]:
    """The term as LIWC has it: as :func:`quanteda_terms`, but with a star at the very end only.

    One with another star becomes the phrases that the words in *forms* make of it.

    Raises:
        PatternError: what :func:`~casekit.language.indicators.parse_indicator` raises.

    >>> liwc_terms("=te =weinig woning*", "nl"), liwc_terms("*woning", "nl"), liwc_terms("*woning", "nl", ["huurwoning", "huur"])
    (['te weinig woning*'], [], ['huurwoning'])
    """
    return _made(term, language, forms, stars=False)


def _made(term: str, language: str, forms: Collection[str], *, stars: bool) -> list[str]:
    if not _is_run(term):
        return []
    elements = parse_indicator(term).elements
    last = len(elements) - 1
    choices = [
        list(_choices(element, language, forms, stars=stars, ends=place == last))
        for place, element in enumerate(elements)
    ]
    made = list(islice(product(*choices), _MOST + 1))
    return [" ".join(words) for words in made] if len(made) <= _MOST else []


def _choices(
    element: Element, language: str, forms: Collection[str], *, stars: bool, ends: bool
) -> Iterator[str]:
    pattern = element.pattern.removeprefix("=")
    held = stars or "*" not in pattern or (ends and pattern != "*" and "*" not in pattern[:-1])
    if element.kind in ("compound", "regex") or (element.kind == "word" and forms):
        plain = {element.source} if element.kind == "word" else set()
        yield from sorted(plain | _fitting(element, language, forms))
    elif held:
        yield pattern
    elif pattern != "*":
        yield from sorted(_fitting(element, language, forms))


def _fitting(element: Element, language: str, forms: Collection[str]) -> set[str]:
    lemmas, compounds = dictionary(language), compounds_in(language)
    return {key(form) for form in forms if element.matches(_as_word(form), lemmas, compounds)}


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
