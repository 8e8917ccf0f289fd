"""Codebooks as tables: a workbook that a team writes in, and a single csv table of codes.

A workbook holds all of a codebook; :mod:`~casekit.exchange.codebook_layout` says which sheets and columns there are. A
csv table holds the codes with all that is said of them, and nothing about the codebook as a whole. In its cells stands
one thing per line, the lines of all languages side by side: ``–`` says that an entry lacks this language, ``→ code`` at
the end of a line which code it belongs to instead. A backslash before ``\\``, ``→``, ``;`` or ``,`` means the sign
itself, ``\\n`` a line end within an entry.
"""

from typing import TYPE_CHECKING

from casekit.exchange.codebook_assembling import codebook_in
from casekit.exchange.codebook_frames import book_frames, codes_frame
from casekit.exchange.codebook_guide import book_title, guide_to
from casekit.exchange.codebook_input import csv_sheet, xlsx_sheets
from casekit.model.codebook import KINDS, ORIGINS, POLARITIES, Codebook
from casekit.model.finding import Findings
from casekit.writers.delimited import write_csv
from casekit.writers.excel_form import write_form

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["codebook_sheets", "csv_of", "read_codebook_csv", "read_codebook_xlsx", "xlsx_of"]

_CHOICES = {"kind": KINDS, "origin": ORIGINS, "direction": POLARITIES}


def read_codebook_xlsx(data: bytes, *, file: str, language: str | None = None) -> tuple[Codebook, Findings]:
    """The codebook in a workbook, and what is odd about it; a single sheet with the column ``label`` is enough.

    Codes without id get one made of their label. Columns that do not say their language are in the one that they seem to
    be in, else in *language*. Places are ``book.xlsx, codes!C7``.

    Raises:
        CodebookError: no workbook, or none that can be trusted; no sheet with codes; a code given twice; codes above each
            other in a circle.
    """
    sheets, odd = xlsx_sheets(data, file=file)
    book, findings = codebook_in(sheets, file=file, language=language)
    return book, Findings([*odd, *findings])


def read_codebook_csv(data: bytes, *, file: str, language: str | None = None) -> tuple[Codebook, Findings]:
    """The codes of a csv or tsv table as a codebook that is called like the file, and what is odd about it.

    Commas, semicolons and tabs are told apart, as are encodings. Places are ``book.csv, line 7, column “label (da)”``.

    Raises:
        CodebookError: no text, no table; no column of codes; a code given twice; codes above each other in a circle.
    """
    sheet, odd = csv_sheet(data, file=file)
    book, findings = codebook_in([sheet], file=file, language=language)
    return book, Findings([*odd, *findings])


def codebook_sheets(book: Codebook) -> "dict[str, pd.DataFrame]":
    """All of a codebook as frames of text, by the names of the sheets that :func:`xlsx_of` writes."""
    return book_frames(book)


def xlsx_of(book: Codebook, *, language: str | None = None) -> bytes:
    """The codebook as a workbook to write in; equal codebooks give equal bytes.

    Its first sheet explains the others in *language*, by default the codebook's first; it is not read again.
    Cells are text, so that Excel makes no dates of versions and no formulas of search terms.
    """
    return write_form(
        codebook_sheets(book),
        choices=_CHOICES,
        guide=guide_to(book, language=language),
        title=book_title(book, language=language),
    )


def csv_of(book: Codebook, *, delimiter: str = ";") -> bytes:
    """The codes as a csv table, in UTF-8 with a byte order mark and semicolons, as Excel expects here.

    Texts that a spreadsheet would run, such as the search term ``=anvise``, stand behind a ``'``.
    """
    return write_csv(codes_frame(book), delimiter=delimiter)
