"""One place of a pattern: which words fit."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Literal, Protocol

from casekit.language.tokens import Word, form

if TYPE_CHECKING:
    import re2  # type: ignore[import-untyped]

    from casekit.model.study import Study

__all__ = ["ANY", "Compounds", "Element", "Kind", "LemmaSource", "Place", "compiled", "fits_glob"]

Kind = Literal["word", "form", "glob", "any", "compound", "regex"]
Place = Literal["anywhere", "first", "last"]
Compounds = Callable[[str, str, Place], bool]
ANY = ("", "")


class LemmaSource(Protocol):
    """Who knows the lemmas of forms, such as :class:`~casekit.language.lemmas.Lemmas`.

    ``version`` is what the lemmas depend on besides the form; ``known`` all that was looked up or learned.
    """

    def __hash__(self) -> int: ...

    @property
    def version(self) -> str:
        """Keep it with a cache of lemmas."""
        ...

    @property
    def known(self) -> Mapping[str, tuple[str, ...]]:
        """What a cache may keep."""
        ...

    def learn(self, known: Mapping[str, tuple[str, ...]]) -> None:
        """Take over what was looked up before."""
        ...

    def read(self, study: "Study") -> None:
        """Take note of where the words of a study stand, if that tells more than the words alone."""
        ...

    def of(self, form: str) -> tuple[str, ...]:
        """The lemmas of one form, at least the form itself."""
        ...

    def many(self, forms: Iterable[str]) -> Mapping[str, tuple[str, ...]]:
        """Those of many."""
        ...


@dataclass(frozen=True, slots=True)
class Element:
    """One place of a pattern.

    ``pieces`` is what stands between the stars of a key that fits (of a compound: its stem); ``source`` what the pattern says
    without its operators; ``runs`` are capitals that must stand in the word as they are written, ``exact`` means that
    all letters must.
    """

    pattern: str
    kind: Kind
    pieces: tuple[str, ...]
    source: str
    runs: tuple[str, ...] = ()
    exact: bool = False
    place: Place = "anywhere"

    @property
    def literal(self) -> str | None:
        """The only key that fits where no dictionary is asked, if there is just one."""
        return self.pieces[0] if len(self.pieces) == 1 else None

    @property
    def cased(self) -> bool:
        """Whether capitals count besides the key."""
        return self.exact or bool(self.runs)

    def matches(
        self, word: Word, lemmas: LemmaSource | None = None, compounds: Compounds | None = None
    ) -> bool:
        """Whether *word* fits. Without *lemmas* a word is its form only, without *compounds* a compound only its stem."""
        if not self.fits_case(word.text):
            return False
        return self.fits(word.key, lemmas, compounds) or any(
            self.fits(key, lemmas, compounds) for key in word.more
        )

    def fits(self, key: str, lemmas: LemmaSource | None = None, compounds: Compounds | None = None) -> bool:
        """Whether a key fits, whatever its capitals."""
        match self.kind:
            case "any":
                return True
            case "glob":
                return fits_glob(self.pieces, key)
            case "regex":
                return compiled(self.source).fullmatch(key) is not None
            case "form":
                return key == self.pieces[0]
            case "word":
                return key == self.pieces[0] or _shares_lemma(self.pieces[0], key, lemmas)
            case "compound":
                stem = self.pieces[0]
                if key == stem or _shares_lemma(stem, key, lemmas):
                    return True
                return compounds is not None and compounds(key, stem, self.place)

    def fits_case(self, text: str) -> bool:
        """Whether a word has the capitals that count."""
        if not self.cased:
            return True
        written = form(text)
        return written == self.source if self.exact else all(run in written for run in self.runs)


def _shares_lemma(wanted: str, key: str, lemmas: LemmaSource | None) -> bool:
    return lemmas is not None and not set(lemmas.of(wanted)).isdisjoint(lemmas.of(key))


def fits_glob(pieces: tuple[str, ...], key: str) -> bool:
    """Whether *key* is the pieces with anything between them; each piece at its first place, so in linear time.

    >>> fits_glob(("wohn", "amt"), "wohnungsamt"), fits_glob(("", "amt", ""), "amt"), fits_glob(("amt", "amt"), "amt")
    (True, True, False)
    """
    first, *middle, last = pieces
    if len(first) + len(last) > len(key) or not (key.startswith(first) and key.endswith(last)):
        return False
    at, end = len(first), len(key) - len(last)
    for piece in middle:
        found = key.find(piece, at, end)
        if found < 0:
            return False
        at = found + len(piece)
    return True


@lru_cache(maxsize=1 << 12)
def compiled(source: str) -> "re2._Regexp":
    """The regular expression of re2, which takes linear time and knows no case here.

    Raises:
        re2.error: it cannot be one.
    """
    import re2

    options = re2.Options()
    options.log_errors = False  # else they are printed
    options.case_sensitive = False
    options.never_nl = True  # [^a] is no line end, where many words stand in one text
    return re2.compile(source, options)
