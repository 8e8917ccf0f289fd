"""Dictionary forms: from a form of a word to its lemmas."""

from collections.abc import Iterable, Mapping
from functools import cached_property
from importlib.metadata import version
from typing import TYPE_CHECKING, NamedTuple

from casekit.model.words import LANGUAGES

if TYPE_CHECKING:
    from simplemma.strategies import LemmatizationStrategy

    from casekit.model.study import Study

__all__ = ["Lemmas", "LookedUp"]

_LONGEST = 100  # letters; nothing longer is a word


class LookedUp(NamedTuple):
    """What was looked up of forms: their lemmas, whether the dictionary has them, and which others share a lemma with them."""

    lemmas: Mapping[str, tuple[str, ...]]
    lists: Mapping[str, bool]
    sharing: Mapping[str, tuple[str, ...]]


class Lemmas:
    """The lemmas of one language's words, in lower case.

    German nouns and verbs differ by their capital, and a key has none: there, the lemmas of both readings count.
    ``known`` is all that was looked up, now or before. The dictionary is loaded when a word is first looked
    up (0.2 to 0.9 s; 20 to 101 MB, or 2 to 15 MB and six to nine times slower with *low_memory*), never before. A language
    without a dictionary has every form as its own lemma.

    >>> Lemmas("de").of("mieten")
    ('mieten', 'miete')
    >>> seen = Lemmas("da", known={"boligerne": ("bolig",)})
    >>> seen.many(["boligerne", "§", "lejemålet"])
    {'boligerne': ('bolig',), '§': ('§',), 'lejemålet': ('lejemål',)}
    >>> seen.known
    {'boligerne': ('bolig',), 'lejemålet': ('lejemål',)}
    """

    def __init__(
        self, language: str, known: Mapping[str, tuple[str, ...]] | None = None, *, low_memory: bool = False
    ) -> None:
        self.language = language
        self._low_memory = low_memory
        self.known = dict(known or {})
        self._listed: dict[str, bool] = {}
        self._sharing: dict[str, tuple[str, ...]] = {}

    @property
    def version(self) -> str:
        """What the lemmas depend on besides the form: keep it with a cache, and drop the cache when it differs."""
        return f"simplemma {version('simplemma')}/1"

    def learn(self, known: Mapping[str, tuple[str, ...]]) -> None:
        """Take over what was looked up before."""
        self.known.update(known)

    def read(self, study: "Study") -> None:
        """Nothing: a dictionary knows words, not where they stand."""

    @property
    def looked_up(self) -> LookedUp:
        """All that was looked up or learned."""
        return LookedUp(dict(self.known), dict(self._listed), dict(self._sharing))

    def recall(self, before: LookedUp) -> None:
        """Take over all that was looked up before."""
        self.learn(before.lemmas)
        self._listed.update(before.lists)
        self._sharing.update(before.sharing)

    def of(self, form: str) -> tuple[str, ...]:
        """The lemmas of a form in lower case, at least the form itself, the likeliest first.

        Numbers, single signs and what is too long for a word are their own lemmas.
        """
        found = self.known.get(form)
        if found is not None:
            return found
        if not self._is_word(form):
            return (form,)
        found = self.known[form] = self._look_up(form)
        return found

    def many(self, forms: Iterable[str]) -> dict[str, tuple[str, ...]]:
        """Form → lemmas, for each of *forms*."""
        return {form: self.of(form) for form in forms}

    def lists(self, form: str) -> bool:
        """Whether the dictionary itself has this form, with or without a capital."""
        listed = self._listed.get(form)
        if listed is None:
            listed = self._listed[form] = self._is_word(form) and self._is_listed(form)
        return listed

    def sharing(self, forms: Iterable[str]) -> dict[str, tuple[str, ...]]:
        """Form → the dictionary's forms that share a lemma with it, in lower case and in alphabetical order, with the form itself.

        The dictionary is gone through once for all *forms* that were not asked for before; of a form it gives those that begin
        with the same letter as the form or one of its lemmas.

        >>> Lemmas("nl").sharing(["woning"])
        {'woning': ('woning', 'woningen', 'woningske', 'woninkje', 'woninkjes')}
        """
        asked = list(forms)
        lacking = [form for form in dict.fromkeys(asked) if form not in self._sharing]
        if lacking:
            self._sharing |= self._gathered(lacking)
        return {form: self._sharing[form] for form in asked}

    def _gathered(self, forms: Iterable[str]) -> dict[str, tuple[str, ...]]:
        wanted = {form: set(self.of(form)) for form in forms if self._is_word(form)}
        lemmas = set().union(*wanted.values())
        heads = {told[0] for told in (*wanted, *lemmas)}
        heads |= {head.upper() for head in heads}
        by_lemma: dict[str, list[str]] = {}
        for listed in self._forms if heads else ():
            if listed[0] in heads and (lemma := self._forms[listed].lower()) in lemmas:
                by_lemma.setdefault(lemma, []).append(listed.lower())
        return {
            form: tuple(sorted({form}.union(*(by_lemma.get(lemma, ()) for lemma in wanted.get(form, ())))))
            for form in forms
        }

    def _is_word(self, form: str) -> bool:
        return (
            self.language in LANGUAGES
            and 1 < len(form) <= _LONGEST
            and any(letter.isalpha() for letter in form)
        )

    def _is_listed(self, form: str) -> bool:
        return self._forms.get(form) is not None or self._forms.get(form.capitalize()) is not None

    def _look_up(self, form: str) -> tuple[str, ...]:
        readings = (form, form.capitalize()) if self.language == "de" else (form,)
        found = (self._strategy.get_lemma(reading, self.language) or reading for reading in readings)
        return tuple(dict.fromkeys(lemma.lower() for lemma in found))

    @cached_property
    def _strategy(self) -> "LemmatizationStrategy":
        from simplemma.strategies import DefaultStrategy

        return DefaultStrategy(low_memory=self._low_memory)

    @cached_property
    def _forms(self) -> Mapping[str, str]:
        """The dictionary as it is, without the rules for what it lacks."""
        from simplemma.strategies.dictionaries import (
            DEFAULT_DICTIONARY_FACTORY,
            LOW_MEMORY_DICTIONARY_FACTORY,
        )

        factory = LOW_MEMORY_DICTIONARY_FACTORY if self._low_memory else DEFAULT_DICTIONARY_FACTORY
        return factory.get_dictionary(self.language)
