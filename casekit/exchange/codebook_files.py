"""Codebooks in files of every kind, read and written."""

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from casekit.codebook.reading import read_codebook
from casekit.errors import CasekitError, CodebookError, WriteError
from casekit.exchange.losses import folded, losses
from casekit.files.atomic import write_atomically
from casekit.model.codebook import Code, Codebook
from casekit.model.finding import Finding, Findings
from casekit.wording import language as spoken_now
from casekit.wording import spoken

__all__ = ["FORMATS", "Format", "read_codebook_file", "write_codebook_file"]

Read = tuple[Codebook, Findings]
Written = tuple[bytes, Findings]


class Format(NamedTuple):
    """A kind of file: its suffixes, how it is known by its content, how it is read, and how it is written.

    ``read`` gets the bytes, the file's name and the language of texts that do not say theirs; ``write`` gets the codebook,
    the file's name and the language of formats that hold one, and gives what the format could not hold, too.
    """

    suffixes: tuple[str, ...]
    known: Callable[[bytes], bool]
    read: Callable[[bytes, str, str | None], Read] | None = None
    write: Callable[[Codebook, str, str], Written] | None = None


def read_codebook_file(path: Path, *, language: str | None = None) -> tuple[Codebook, Findings]:
    """The codebook in a file of any kind in :data:`FORMATS`, and what is odd about it.

    What a file is, its content says where it can, else its suffix. *language* is that of texts which do not say theirs.

    Raises:
        CodebookError: no such file, a kind that is not known, or no codebook in it; with its place.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        reason = error.strerror or str(error)
        raise CodebookError("codebook_unreadable", file=str(path), reason=reason) from None
    readable = [one for one in FORMATS if one.read is not None]
    by_content = (one for one in readable if one.known(data))
    found = next(by_content, _by_suffix(path, readable))
    if found is None or found.read is None:
        known = ", ".join(suffix for one in readable for suffix in one.suffixes)
        raise CodebookError("codebook_unknown_kind", file=path.name, known=known)
    return found.read(data, path.name, language)


def write_codebook_file(
    book: Codebook, path: Path, *, language: str | None = None, overwrite: bool = False
) -> Findings:
    """Write a codebook into a file of the kind that its suffix says, whole or not at all.

    What that kind cannot hold is told, one finding for each kind of loss.

    *language* is that of kinds that hold one; by default the one that casekit speaks, if the codebook has it, else the
    codebook's first.

    Raises:
        CasekitError: ``wrong_suffix``, or an unknown language.
        WriteError: there is a file of that name and *overwrite* is not said; it cannot be written; or the kind cannot hold
            this codebook at all.
    """
    here = spoken_now()
    fitting = here if here in book.languages or not book.languages else book.languages[0]
    words = spoken(language or fitting)
    found = _by_suffix(path, [one for one in FORMATS if one.write is not None])
    if found is None or found.write is None:
        wanted = ", ".join(suffix for one in FORMATS if one.write for suffix in one.suffixes)
        raise CasekitError("wrong_suffix", file=path.name, wanted=wanted)
    if path.exists() and not overwrite:
        raise WriteError("file_exists", file=path)
    data, lost = found.write(book, path.name, words)
    write_atomically(path, data)
    return folded(lost)


def _by_suffix(path: Path, formats: Iterable[Format]) -> Format | None:
    """The format whose suffix ends the file's name; of several the longest."""
    name = path.name.lower()
    ends = [(len(suffix), one) for one in formats for suffix in one.suffixes if name.endswith(suffix)]
    return max(ends, key=lambda end: end[0])[1] if ends else None


def _read_yaml(data: bytes, file: str, language: str | None) -> Read:
    return read_codebook(data, file=file)


def _write_yaml(book: Codebook, file: str, language: str) -> Written:
    from casekit.codebook.writing import yaml_of

    return yaml_of(book).encode(), Findings()


def _read_xlsx(data: bytes, file: str, language: str | None) -> Read:
    from casekit.exchange.codebook_tables import read_codebook_xlsx

    return read_codebook_xlsx(data, file=file, language=language)


def _write_xlsx(book: Codebook, file: str, language: str) -> Written:
    from casekit.exchange.codebook_tables import xlsx_of

    return _compared(book, xlsx_of(book, language=language), file, _read_xlsx)


def _read_csv(data: bytes, file: str, language: str | None) -> Read:
    from casekit.exchange.codebook_tables import read_codebook_csv

    return read_codebook_csv(data, file=file, language=language)


def _write_csv(book: Codebook, file: str, language: str) -> Written:
    from casekit.exchange.codebook_tables import csv_of

    tabs = file.lower().endswith(".tsv")
    return _compared(book, csv_of(book, delimiter="\t" if tabs else ";"), file, _read_csv)


def _write_docx(book: Codebook, file: str, language: str) -> Written:
    from casekit.report.codebook_pages import codebook_report
    from casekit.writers import write_word

    fields, of_codes = set(Codebook.__dataclass_fields__), set(Code.__dataclass_fields__)
    lost = losses(book, language=language, target="Word", held=fields, held_of_codes=of_codes)
    return write_word(codebook_report(book, language=language)), Findings(lost)


def _read_qdc(data: bytes, file: str, language: str | None) -> Read:
    from casekit.exchange.qdc import read_qdc

    return read_qdc(data, file=file, language=language)


def _write_qdc(book: Codebook, file: str, language: str) -> Written:
    from casekit.exchange.qdc import qdc_of

    return qdc_of(book, language=language)


def _read_dictionary(data: bytes, file: str, language: str | None) -> Read:
    from casekit.exchange.dictionaries import read_dictionary

    return read_dictionary(data, file=file, language=language)


def _write_liwc(book: Codebook, file: str, language: str) -> Written:
    from casekit.exchange.dictionaries import liwc_of

    return liwc_of(book, language=language)


def _write_quanteda(book: Codebook, file: str, language: str) -> Written:
    from casekit.exchange.dictionaries import quanteda_of

    return quanteda_of(book, language=language)


def _compared(
    book: Codebook, data: bytes, file: str, read: Callable[[bytes, str, str | None], Read]
) -> Written:
    """What was written, read again: whatever differs is told.

    Raises:
        WriteError: it cannot be read again.
    """
    try:
        again, _ = read(data, file, None)
    except CodebookError as error:
        raise WriteError("codebook_not_writable", file=file, reason=str(error)) from None
    target = file.rpartition(".")[2].lower()
    return data, Findings([*_differing(book, again, target), *_differing_codes(book, again, target)])


def _differing(book: Codebook, again: Codebook, target: str) -> Iterator[Finding]:
    """Fields of the codebook as a whole; where nothing is left of one, the format has no place for it."""
    for field in Codebook.__dataclass_fields__:
        before, after = getattr(book, field), getattr(again, field)
        if field == "codes" or before == after:
            continue
        if after and after != "0" and field not in ("id", "languages"):
            yield Finding.of("codebook_not_kept", "warning", book.id, target=target, field=field, n=1)
        else:
            n = len(before) if isinstance(before, tuple) else 1
            yield Finding.of("exchange_no_place", "note", book.id, target=target, field=field, n=n)


def _differing_codes(book: Codebook, again: Codebook, target: str) -> Iterator[Finding]:
    for field in Code.__dataclass_fields__:
        pairs = zip(book, again, strict=False)
        n = sum(getattr(before, field) != getattr(after, field) for before, after in pairs)
        if n:
            where = f"{book.id}: codes"
            yield Finding.of("codebook_not_kept", "warning", where, target=target, field=field, n=n)


def _says_casekit(data: bytes) -> bool:
    return any(line.startswith(b"casekit:") for line in data[:2_000].splitlines())


def _is_workbook(data: bytes) -> bool:
    return data.startswith(b"PK") and b"xl/workbook" in data


def _is_refi(data: bytes) -> bool:
    """XML, or a zip with a REFI-QDA project."""
    return data.lstrip(b"\xef\xbb\xbf\xff\xfe\x00 \r\n\t").startswith(b"<") or (
        data.startswith(b"PK") and b".qde" in data
    )


def _is_dictionary(data: bytes) -> bool:
    from casekit.exchange.dictionaries import is_dictionary

    return is_dictionary(data)


def _never(data: bytes) -> bool:
    return False


FORMATS = (
    Format((".yaml", ".yml"), _says_casekit, _read_yaml, _write_yaml),
    Format((".xlsx",), _is_workbook, _read_xlsx, _write_xlsx),
    Format((".csv", ".tsv"), _never, _read_csv, _write_csv),
    Format((".docx",), _never, write=_write_docx),
    Format((".qdc",), _is_refi, _read_qdc, _write_qdc),
    Format((".qdpx", ".qde"), _never, _read_qdc),
    Format((".dic",), _is_dictionary, _read_dictionary, _write_liwc),
    Format((".quanteda.yml", ".quanteda.yaml"), _never, _read_dictionary, _write_quanteda),
)
"""All kinds of files that hold codebooks; a further one is a line here."""
