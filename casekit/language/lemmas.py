"""Dictionary forms: from a form of a word to its lemmas."""

from collections.abc import Iterable, Mapping
from functools import cached_property
from importlib.metadata import version
from typing import TYPE_CHECKING

from casekit.model.words import LANGUAGES

if TYPE_CHECKING:
    from simplemma.strategies import LemmatizationStrategy

__all__ = ["Lemmas"]

_LONGEST = 100  # letters; nothing longer is a word


class Lemmas:
    """The lemmas of one language's words, in lower case.

    German nouns and verbs differ by their capital, and a key has none: there, the lemmas of both readings count.
    *known* is what was looked up before, ``fresh`` what was not in it. The dictionary is loaded when a word is first looked
    up (0.2 to 0.9 s; 20 to 101 MB, or 2 to 15 MB and six to nine times slower with *low_memory*), never before. A language
    without a dictionary has every form as its own lemma.

    >>> Lemmas("de").of("mieten")
    ('mieten', 'miete')
    >>> seen = Lemmas("da", known={"boligerne": ("bolig",)})
    >>> seen.many(["boligerne", "§", "lejemålet"]), seen.fresh
    ({'boligerne': ('bolig',), '§': ('§',), 'lejemålet': ('lejemål',)}, {'lejemålet': ('lejemål',)})
    """

    def __init__(
        self, language: str, known: Mapping[str, tuple[str, ...]] | None = None, *, low_memory: bool = False
    ) -> None:
        self.language = language
        self._low_memory = low_memory
        self._known = {} if known is None else known
        self._fresh: dict[str, tuple[str, ...]] = {}
        self._listed: dict[str, bool] = {}

    @property
    def version(self) -> str:
        """What the lemmas depend on besides the form: keep it with a cache, and drop the cache when it differs."""
        return f"simplemma {version('simplemma')}/1"

    @property
    def fresh(self) -> dict[str, tuple[str, ...]]:
        """Form → lemmas of all that was looked up and is not in *known*, for a cache."""
        return dict(self._fresh)

    def of(self, form: str) -> tuple[str, ...]:
        """The lemmas of a form in lower case, at least the form itself, the likeliest first.

        Numbers, single signs and what is too long for a word are their own lemmas.
        """
        found = self._known.get(form) or self._fresh.get(form)
        if found is not None:
            return found
        if not self._is_word(form):
            return (form,)
        found = self._fresh[form] = self._look_up(form)
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
