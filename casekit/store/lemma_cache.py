"""What was looked up in dictionaries, kept in the project file: form → lemmas.

It is derived, so nothing depends on it: it is never merged, and what cannot be read or written is looked up again.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import delete, insert, select

from casekit.errors import StoreError
from casekit.store.opening import create_engine_for, reading, writing
from casekit.store.schema import lemmas

__all__ = ["LemmaCache"]

Known = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class LemmaCache:
    """The lemmas kept in a project file. Calling it with a language and a dictionary's version reads them."""

    path: Path

    def __call__(self, language: str, version: str) -> Known:
        """Form → lemmas, as this version of the language's dictionary gave them."""
        asked = select(lemmas.c.form, lemmas.c.lemmas).where(
            lemmas.c.language == language, lemmas.c.version == version
        )
        try:
            engine = create_engine_for(self.path)
            with reading(engine, self.path) as connection:
                return {row.form: tuple(row.lemmas.split("\n")) for row in connection.execute(asked)}
        except StoreError:
            return {}

    def keep(self, language: str, version: str, found: Known) -> None:
        """Add these; what another version of the dictionary gave goes."""
        rows = [
            {"language": language, "version": version, "form": form, "lemmas": "\n".join(told)}
            for form, told in found.items()
        ]
        old = (lemmas.c.language == language) & (lemmas.c.version != version)
        try:
            engine = create_engine_for(self.path)
            with writing(engine, self.path) as connection:
                connection.execute(delete(lemmas).where(old))
                connection.execute(insert(lemmas).prefix_with("OR IGNORE", dialect="sqlite"), rows)
        except StoreError:
            return
