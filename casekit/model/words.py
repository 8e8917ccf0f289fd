"""A text in several languages."""

from collections.abc import Mapping
from dataclasses import dataclass

__all__ = ["LANGUAGES", "Words"]

LANGUAGES = ("da", "de", "nl", "en")


@dataclass(frozen=True, slots=True)
class Words:
    """One text in each of several languages.

    >>> label = Words.of({"da": "Boligmangel", "en": "Housing shortage"})
    >>> label.get("da")
    'Boligmangel'
    >>> label.get("nl")  # what is missing falls back to English, then to whatever there is
    'Housing shortage'
    >>> label.language("nl")
    'en'
    """

    texts: tuple[tuple[str, str], ...] = ()

    @classmethod
    def of(cls, texts: Mapping[str, str]) -> "Words":
        """Words from a mapping of language to text."""
        return cls(tuple(texts.items()))

    def __bool__(self) -> bool:
        return bool(self.texts)

    def language(self, wanted: str) -> str | None:
        """The language that :meth:`get` answers in: the wanted one, English, or the first there is."""
        have = [language for language, _ in self.texts]
        return next((language for language in (wanted, "en", *have) if language in have), None)

    def get(self, language: str) -> str:
        """The text in *language*, else in the language that stands in for it; "" when there is none."""
        return dict(self.texts).get(self.language(language) or "", "")

    def shown(self, language: str) -> str:
        """As :meth:`get`, with the language in brackets where another stands in.

        >>> Words.of({"en": "Housing shortage"}).shown("nl")
        'Housing shortage [en]'
        """
        found = self.language(language)
        return self.get(language) + (f" [{found}]" if found not in (None, language) else "")

    def over(self, others: "Words") -> "Words":
        """These texts, in the languages of *others* theirs.

        >>> Words.of({"da": "Hus", "en": "House"}).over(Words.of({"en": "Home"})).texts
        (('da', 'Hus'), ('en', 'Home'))
        """
        return Words.of(dict(sorted({**dict(self.texts), **dict(others.texts)}.items())))

    def has(self, language: str) -> bool:
        """Whether there is a text in this very language."""
        return any(known == language for known, _ in self.texts)
