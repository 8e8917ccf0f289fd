"""The spaCy component "casekit": a codebook's search terms as a part of anybody's spaCy pipeline.

    nlp.add_pipe("casekit", config={"codebook": "housing_first_barriers"})

It is found by spaCy where casekit is installed. ``doc.spans["casekit"]`` then has a span for each hit: its label is the code, its
id the search term.
"""

import warnings
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc, Span

from casekit.codebook.extending import extended
from casekit.codebook.reading import parse_codebook, read_codebook
from casekit.codebook.search_terms import read_terms
from casekit.coders.marked_words import find
from casekit.errors import CasekitError, CodebookError
from casekit.files.paths import is_file
from casekit.files.shipped import shipped
from casekit.language.indicators import Indicator
from casekit.language.label_words import label_words
from casekit.language.spacy_text import TokenPlaces
from casekit.model.codebook import Codebook

__all__ = ["CodebookComponent", "make_component"]

_FILE = "codebook.json"


@Language.factory("casekit", default_config={"language": None, "spans_key": "casekit"}, assigns=["doc.spans"])
def make_component(
    nlp: Language, name: str, codebook: str, language: str | None, spans_key: str
) -> "CodebookComponent":
    """The component that a pipeline's config describes; without a language it is the pipeline's."""
    return CodebookComponent(codebook, language=language or str(nlp.lang), spans_key=spans_key)


class CodebookComponent:
    """Marks what a codebook's search terms find in a ``Doc``, as the span group *spans_key*.

    *codebook* is the name of one that casekit ships, a YAML file, or the ``content`` of a codebook in hand. Words are compared by
    the lemmas that the pipeline gave them before; where it gave none, by casekit's dictionary. A match ends with the turn where
    the Doc has a span group ``turns`` (then what an ``interviewer`` says is left out), else with the line.

    The codebook is saved with the pipeline: where that is loaded, the file need not be.

    Raises:
        CodebookError: there is no such codebook, or it cannot be read; for a file that is not there not before it is needed.
        CasekitError: the codebook has no search terms in the language.
    """

    def __init__(self, codebook: str, *, language: str, spans_key: str = "casekit") -> None:
        self.language = language
        self.spans_key = spans_key
        self._asked = codebook
        self._terms: dict[str, list[Indicator]] = {}
        self._own: tuple[str, ...] = ()
        self._book: Codebook | None = None
        if not _may_come_later(codebook):
            self._take(_codebook(codebook))

    @property
    def codebook(self) -> Codebook:
        """The codebook whose terms it finds."""
        return self._book if self._book is not None else self._take(_codebook(self._asked))

    def __call__(self, doc: Doc) -> Doc:
        """Mark what is found in a Doc."""
        self._mark([doc])
        return doc

    def pipe(self, stream: Iterable[Doc], *, batch_size: int = 1000) -> Iterator[Doc]:
        """Mark Docs, many at once: that is faster."""
        docs = iter(stream)
        while batch := list(islice(docs, batch_size)):
            self._mark(batch)
            yield from batch

    def to_bytes(self, *, exclude: Iterable[str] = ()) -> bytes:
        """The codebook, whole."""
        return self.codebook.content.encode()

    def from_bytes(self, data: bytes, *, exclude: Iterable[str] = ()) -> "CodebookComponent":
        """Take over a codebook that was saved."""
        self._take(parse_codebook(data.decode()))
        return self

    def to_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> None:
        """Save the codebook in a folder."""
        Path(path).mkdir(parents=True, exist_ok=True)
        (Path(path) / _FILE).write_bytes(self.to_bytes())

    def from_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> "CodebookComponent":
        """Take over a codebook that was saved in a folder."""
        return self.from_bytes((Path(path) / _FILE).read_bytes())

    def _take(self, book: Codebook) -> Codebook:
        terms, findings = read_terms(book)
        if self.language not in terms:
            known = ", ".join(terms) or "–"
            raise CasekitError(
                "component_without_terms", codebook=book.id, language=self.language, known=known
            )
        for finding in findings:
            warnings.warn(str(finding), stacklevel=3)
        listed: dict[str, list[Indicator]] = {}
        for term in terms[self.language]:
            listed.setdefault(term.code, []).append(term.indicator)
        self._book, self._terms, self._own = book, listed, label_words([book], self.language)
        return book

    def _mark(self, docs: list[Doc]) -> None:
        if self._book is None:
            self._take(_codebook(self._asked))
        hits = find(docs, self._terms, language=self.language, own=self._own)
        for doc, found in zip(docs, hits, strict=True):
            places = TokenPlaces(doc)
            doc.spans[self.spans_key] = [
                Span(doc, *tokens, label=hit.code, span_id=hit.indicator)
                for hit in found
                if (tokens := places.of(hit.start, hit.end)) is not None
            ]


def _may_come_later(codebook: str) -> bool:
    """Whether it is a file that is not there: a pipeline that is loaded brings its codebook itself, a moment later."""
    if codebook.lstrip().startswith("{"):
        return False
    place = Path(codebook)
    return not is_file(place) and (bool(place.suffix) or len(place.parts) > 1)


def _codebook(named: str, above: tuple[str, ...] = (), beside: Path = Path()) -> Codebook:
    if named.lstrip().startswith("{"):
        return parse_codebook(named)
    places = [beside / named, beside / f"{named}.yaml", shipped("codebooks") / f"{named}.yaml"]
    place = next(filter(is_file, places), None)
    if place is None:
        known = ", ".join(sorted(file.stem for file in shipped("codebooks").glob("*.yaml")))
        raise CodebookError("unknown_codebook", name=named, known=known)
    book, _ = read_codebook(place.read_bytes(), file=place.name)
    if book.id in above:
        raise CodebookError("codebook_extends_itself", codebook=book.id)
    if book.extends is None:
        return book
    return extended(book, _codebook(book.extends.codebook, (*above, book.id), place.parent))[0]
