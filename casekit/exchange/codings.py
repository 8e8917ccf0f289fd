"""Codings from a table: file, quote, code, polarity, coder, and codebook where there are several."""

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from casekit.coders import CODER as MACHINE
from casekit.model.codebook import POLARITIES, Codebook
from casekit.model.facts import Coder, Coding, Key, key_of, sha
from casekit.model.finding import Finding, Findings
from casekit.model.frames import records
from casekit.model.mapping import current
from casekit.model.span import Span
from casekit.model.study import Study
from casekit.readers.clean import clean
from casekit.readers.spreadsheets import Row, read_rows

__all__ = ["CodingTable", "listed", "read_codings"]

COLUMNS = ("file", "quote", "code", "polarity", "coder")
_LONGEST = 40  # characters of a quote that a message shows


@dataclass(frozen=True, slots=True)
class CodingTable:
    """What a table of codings brings: codings, their coders, and what is wrong with the other rows."""

    codings: tuple[Coding, ...]
    coders: tuple[Coder, ...]
    findings: Findings
    left_out: int = 0


def read_codings(path: str | Path, study: Study, codebook: Codebook) -> CodingTable:
    """The codings of a table, each found in its document by its quote.

    A row is about *codebook*, unless its column ``codebook`` names another one of the study.

    Blanks and line ends in a quote match any blanks. A row is left out, with a finding, when its document is not in the
    study (warning), when its code is unknown, or when its quote does not occur or occurs more than once (errors).

    Raises:
        TableError: what :func:`~casekit.readers.spreadsheets.read_rows` raises.
    """
    rows = read_rows(path, required=COLUMNS, known=(*COLUMNS, "codebook"))
    documents = _Documents(study)
    books = {**study.codebooks, codebook.id: codebook, "": codebook}
    read = [_coding(row, documents, books) for row in rows]
    codings = {coding.key: coding for coding in read if isinstance(coding, Coding)}
    coders = {
        row["coder"]: Coder(key_of("coder", row["coder"]), row["coder"]) for row in rows if row["coder"]
    }
    used = {coding.coder for coding in codings.values()}
    findings = [finding for finding in read if isinstance(finding, Finding)] + _absent(rows, read)
    return CodingTable(
        tuple(codings.values()),
        tuple(coder for coder in coders.values() if coder.key in used),
        Findings(findings),
        sum(not isinstance(result, Coding) for result in read),
    )


def listed(findings: Findings) -> str:
    """The errors with their places, a line each; of many the first ten."""
    wrong = [f"{finding.where}: {finding}" for finding in findings if finding.severity == "error"]
    return "\n".join(f"  {line}" for line in wrong[:10]) + ("\n  …" if len(wrong) > 10 else "")


def _absent(rows: list[Row], read: list[Coding | Finding | None]) -> list[Finding]:
    """One finding for each document that is not in the study, however many rows name it."""
    lost = Counter(row["file"] for row, result in zip(rows, read, strict=True) if result is None)
    return [
        Finding.of("coding_without_document", "warning", file, file=file, n=n) for file, n in lost.items()
    ]


class _Documents:
    """Texts by the names that a table may use for a document: its file or its name."""

    def __init__(self, study: Study) -> None:
        self.texts = study.texts
        self.by_name: dict[str, dict[str, Key]] = {}  # a survey's file has a document per respondent
        for row in records(study.documents):
            for name in filter(None, (row.file, row.document)):
                self.by_name.setdefault(clean(str(name)), {})[str(row.document)] = Key(row.revision)

    def find(self, name: str) -> dict[str, Key]:
        """The documents that are called so, each with its revision."""
        return self.by_name.get(name) or self.by_name.get(Path(name).stem, {})


def _coding(row: Row, documents: _Documents, books: Mapping[str, Codebook]) -> Coding | Finding | None:
    """The coding of a row, or what is wrong with it; None where its document is not in the study."""
    found = documents.find(row["file"])
    codebook = books.get(row["codebook"])
    if codebook is None:
        known = ", ".join(filter(None, books))
        return Finding.of(
            "coding_unknown_codebook", "error", row.where, codebook=row["codebook"], known=known
        )
    now = current(books, codebook.id, row["code"])
    code = row["code"] if row["code"] in codebook.by_id else now.code if now.codebook == codebook.id else ""
    flaw = _flaw(row, codebook, code)
    if flaw is not None:
        return flaw
    if not found:
        return None
    places = _places(row["quote"], {document: documents.texts[document] for document in found})
    if len(places) != 1:
        kind = "quote_twice" if places else "quote_missing"
        start = _start(row["quote"])
        return Finding.of(kind, "error", row.where, file=row["file"], n=len(places), start=start)
    document, span = places[0]
    return _made(row, code, span, found[document], codebook, documents.texts[document])


def _start(quote: str) -> str:
    """A quote, of a long one its beginning."""
    return quote if len(quote) <= _LONGEST else f"{quote[: _LONGEST - 1].rstrip()}…"


def _flaw(row: Row, codebook: Codebook, code: str) -> Finding | None:
    from difflib import get_close_matches

    if code not in codebook.by_id:
        near = get_close_matches(row["code"], codebook.by_id, n=2)
        return Finding.of(
            "coding_unknown_code", "error", row.where, code=row["code"], near=", ".join(near) or "–"
        )
    if row["polarity"] not in ("", *POLARITIES):
        allowed = ", ".join(POLARITIES)
        return Finding.of(
            "coding_unknown_polarity", "error", row.where, value=row["polarity"], allowed=allowed
        )
    if row["coder"] == MACHINE:
        return Finding.of("coding_by_machine", "error", row.where, coder=row["coder"])
    if not row["coder"] or not row["quote"]:
        return Finding.of(
            "coding_incomplete", "error", row.where, column="coder" if row["quote"] else "quote"
        )
    return None


def _places(quote: str, texts: Mapping[str, str]) -> list[tuple[str, Span]]:
    """Where the quote stands, cleaned as texts are when they are read: the documents, and the places in them.

    It is looked for from each start anew, so that overlapping repeats are seen.
    """
    pattern = re.compile(r"(?=(" + r"\s+".join(map(re.escape, clean(quote).split())) + "))")
    return [(name, Span(*match.span(1))) for name, text in texts.items() for match in pattern.finditer(text)]


def _made(row: Row, code: str, span: Span, revision: Key, codebook: Codebook, text: str) -> Coding:
    """A code that has another id now is given as that; the coding's id stays, so that the same row means the same coding."""
    parts = (
        revision,
        str(span.start),
        str(span.end),
        codebook.id,
        row["code"],
        row["coder"],
    )
    return Coding(
        key=key_of("coding", *parts),
        revision=revision,
        start=span.start,
        end=span.end,
        code=code,
        codebook=key_of("codebook", codebook.id),
        polarity=row["polarity"],
        coder=key_of("coder", row["coder"]),
        quote_sha=sha(span.of(text)),
        version=codebook.version,
    )
