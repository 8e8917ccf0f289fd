"""Compounds: whether a word really holds a stem, or only its letters.

``boligmangel`` holds ``bolig``, ``pågældende`` does not hold ``gæld``. What stands left of the stem must be known words with
linking elements, never a bound prefix just before the stem; what stands right of it an ending or known words. Where only an
ending is left, the dictionary's lemma decides.
"""

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from casekit.language.dictionaries import forms_of
from casekit.language.lemmas import Lemmas

__all__ = ["KnownWords", "Place", "compounds_in", "holds"]

Place = Literal["anywhere", "first", "last"]

_LONGEST = 100  # letters; nothing longer is a word
_LONGEST_ENDING = 5
_SHORTEST_ELEMENT = 2  # letters
_KEPT = 1 << 16  # answers for a language and a codebook
_SHORTEST = 4  # letters of a word that counts because a dictionary or a codebook has it


@dataclass(frozen=True, slots=True)
class _Rules:
    """What a language's compounds are made of besides words from its dictionary."""

    links: frozenset[str]
    endings: frozenset[str]
    prefixes: frozenset[str]  # never an element
    no_words: frozenset[str]  # in the dictionary, but in compounds an ending or a piece
    short: frozenset[str]  # elements that the dictionary's words of four letters and more lack


def _rules(*, links: str, endings: str, prefixes: str, no_words: str, short: str) -> _Rules:
    return _Rules(*(frozenset(words.split()) for words in (links, endings, prefixes, no_words, short)))


_RULES = {
    "da": _rules(
        links="s e er",
        endings="e en ens er erne ernes ers es et ets n ne nes ns r rne rnes s t ts",
        prefixes="af an be bi bort efter er for fore forbi fra frem ge gen hen i ind imod med mellem mis mod ned om op over "
        "på sam til u ud uden und under ved vid å",
        no_words="anerne else elsen elser ende endes eren erens eres erne ernes heds lige ling ning ring sige",
        short="bad bil bo bog bro bus by båd dag el fag far fri gas hus høj it job kø køb lav leg liv lov lys lån løn løs mad "
        "mor mål mæssig mæssige mæssigt nat ny nød ord ret rum ryg råd sag små sol sum syg søgende søgendes tag tal tid tog træ "
        "tøj ude uge ung vej øl år",
    ),
    "de": _rules(
        links="s es n en er e ns ens",
        endings="e em en er ern es n ns s se sen",
        prefixes="ab an auf aus be bei da dar durch ein emp ent er fort ge gegen her heran heraus herbei herum hervor hin hinaus hinter in los miss mit nach ob "
        "um un unter ur über ver vor voraus weg wider wieder zer zu zurück zusammen",
        no_words="chen ende enden endes enst eren erin erst haft heit ichen igen innen innern ische keit lein lich liche ling "
        "linge rinnen schen ungs",
        short="akt alt amt arm art bad bar bau bio bus buß ehe einfamilien einpersonen einraum einzimmer eis fahr fress gas geh gut hof hör job kfz kur lern los lose "
        "losem losen loser loses losigkeit losigkeiten mut neu not ort ost pkw rad rat see seel seh süd tag tat tee tob tod tor tür "
        "typ uni wut zug öko öl",
    ),
    "nl": _rules(
        links="e en er n s",
        endings="e en er eren ers je jes n s t tje tjes",
        prefixes="aan achter af be bij bijeen binnen door er ge her in mede mee mis na om on onder ont op over samen te "
        "tegen terug toe uit ver voor voort wan weg weer",
        no_words="anten baar bare eerde eerden eert eind ende enden eren erij heid ingen lijk lijke ning ster sters zaam zame",
        short="bad bed bos bus dag dak een eis etje etjes gas ggz gok hbo je jes job kas lid lot mbo oud pan pgb rij rug sex tak "
        "tje tjes vak val vol wet wlz wmo zak zee zoekend zoekende zoekenden zon",
    ),
}
_NONE = _rules(links="", endings="", prefixes="", no_words="", short="")


class KnownWords:
    """The words that a compound may be made of: a dictionary's, and a codebook's *own*.

    Of both, only words of four letters and more count: what is shorter fits anywhere. What was found out is kept, so use
    one for all stems of a codebook and language.
    """

    def __init__(self, lemmas: Lemmas, own: Collection[str] = ()) -> None:
        self.lemmas = lemmas
        self._rules = _RULES.get(lemmas.language, _NONE)
        self._own = {
            word.lower() + ending
            for word in own
            if len(word) >= _SHORTEST
            for ending in ("", *self._rules.endings)
        }
        self._bound = tuple(self._rules.prefixes - self._rules.links)
        self._chains: dict[tuple[str, bool], bool] = {}
        self._heads: dict[str, bool] = {}

    def element(self, part: str) -> bool:
        """Whether *part* can be an element of a compound."""
        if part in self._rules.short:
            return True
        if len(part) < _SHORTEST or part in self._rules.prefixes or part in self._rules.no_words:
            return False
        return part in self._own or self.lemmas.lists(part)

    def chain(self, text: str, *, link_first: bool) -> bool:
        """Whether *text* is one element after the other, with or without linking elements between."""
        found = self._chains.get((text, link_first))
        if found is None:
            found = self._chains[text, link_first] = self._is_chain(text, link_first)
        return found

    def head(self, text: str) -> bool:
        """Whether *text* is what may stand left of a stem: elements with or without a link, no bound prefix at the end."""
        found = self._heads.get(text)
        if found is None:
            found = self._heads[text] = self._is_head(text)
        return found

    def _is_head(self, text: str) -> bool:
        left = text.rpartition("-")[2]
        if not left or self.element(left):
            return True
        return not self._is_bound(left) and any(
            self.chain(left.removesuffix(link), link_first=False)
            for link in ("", *self._rules.links)
            if left.endswith(link) and left != link
        )

    def _is_bound(self, left: str) -> bool:
        """Whether a bound prefix stands just before the stem: ``haus-ver|waltung``."""
        return left.endswith(self._bound) and any(
            left.endswith(prefix) and self.chain(left.removesuffix(prefix), link_first=False)
            for prefix in self._bound
        )

    def _is_chain(self, text: str, link_first: bool) -> bool:
        """By long elements first, and what is left looked up as one word before it is parted; nothing is a chain of none."""
        if not text:
            return True
        reached, ends = {0}, [0]
        while ends:
            end = ends.pop()
            for start in self._starts(text, end, linked=link_first or end > 0):
                if self.element(text[start:]):
                    return True
                new = [
                    stop
                    for stop in range(start + _SHORTEST_ELEMENT, len(text) - 1)
                    if stop not in reached and self.element(text[start:stop])
                ]
                reached.update(new)
                ends += new
        return False

    def _starts(self, text: str, end: int, *, linked: bool) -> Iterator[int]:
        """Where the next element can begin: here, or after a link."""
        yield end
        if linked:
            yield from (end + len(link) for link in self._rules.links if text.startswith(link, end))


@lru_cache(maxsize=32)
def compounds_in(language: str, own: tuple[str, ...] = ()) -> Callable[[str, str, Place], bool]:
    """:func:`holds` for one language and the words of a codebook; the dictionary is read when first asked.

    For the same words the same, so that what was found out is kept.

    >>> judge = compounds_in("da")
    >>> judge("boligmangel", "bolig", "first"), judge("boligmangel", "bolig", "last")
    (True, False)
    """
    words = KnownWords(forms_of(language), own)
    return lru_cache(maxsize=_KEPT)(
        lambda form, stem, place: holds(form, stem, place=place, words=words, language=language)
    )


def holds(form: str, stem: str, *, place: Place, words: KnownWords, language: str) -> bool:
    """Whether *form* (a key, in lower case) is the stem with an ending, or a compound that holds it.

    *place* says which element the stem must be. A hyphen parts elements as well: ``110-boform`` holds ``boform``, and
    ``wohnungs-`` (as in "Wohnungs- und Hilfesystem") holds ``wohnung`` as its first element. English compounds are written
    apart: there, only the stem with an ending counts.

    >>> known = KnownWords(Lemmas("da"), own=["medarbejder", "bostøtte"])
    >>> forms = ["boligmangel", "almenbolig", "boligerne", "medarbejderbolig"]
    >>> [form for form in forms if holds(form, "bolig", place="first", words=known, language="da")]
    ['boligmangel', 'boligerne']
    """
    if len(form) > _LONGEST or stem not in form:
        return False
    rules = _RULES.get(language)
    if rules is None:
        return form.startswith(stem) and _shares_lemma(form, stem, words.lemmas)
    return any(
        (words.head(before) if place != "first" else not before)
        and _is_right(stem, after, words, rules, place)
        for before, after in _around(stem, form)
    )


def _around(stem: str, form: str) -> Iterator[tuple[str, str]]:
    """What stands before and after the stem, wherever it stands."""
    at = form.find(stem)
    while at >= 0:
        yield form[:at], form[at + len(stem) :]
        at = form.find(stem, at + 1)


def _is_right(stem: str, after: str, words: KnownWords, rules: _Rules, place: Place) -> bool:
    right, hyphen, _ = after.partition("-")
    if place == "last" and hyphen:
        return False
    if _is_ending(stem, right, words.lemmas, rules) or (hyphen and right in rules.links):
        return True
    return place != "last" and any(
        words.chain(right.removesuffix(ending), link_first=True)
        for ending in ("", *rules.endings)
        if right.endswith(ending) and (not ending or len(right) - len(ending) >= _SHORTEST)
    )


def _is_ending(stem: str, right: str, lemmas: Lemmas, rules: _Rules) -> bool:
    """The dictionary's lemma decides; where it knows neither, the ending."""
    if not right:
        return True
    if len(right) > _LONGEST_ENDING:
        return False
    form = stem + right
    return _shares_lemma(form, stem, lemmas) or (right in rules.endings and not lemmas.lists(form))


def _shares_lemma(form: str, stem: str, lemmas: Lemmas) -> bool:
    """Who writes a stem means the dictionary form, even where the dictionary gives it another lemma."""
    return not {stem, *lemmas.of(stem)}.isdisjoint(lemmas.of(form))
