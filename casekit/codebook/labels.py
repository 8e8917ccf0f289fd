"""Labels that cannot be told apart."""

from collections.abc import Iterator

from casekit.codebook.texts import place
from casekit.model.codebook import Codebook
from casekit.model.finding import Finding

__all__ = ["check_labels"]


def check_labels(book: Codebook) -> Iterator[Finding]:
    """A finding for each label that a code before has in the same language; capitals and blanks make no difference."""
    seen: dict[tuple[str, str], str] = {}
    for code in book:
        for language, label in code.label.texts:
            first = seen.setdefault((language, " ".join(label.lower().split())), code.id)
            if first != code.id:
                where = place(code.id, "label", language=language)
                yield Finding.of("label_twice", "warning", where, label=label, other=first)
