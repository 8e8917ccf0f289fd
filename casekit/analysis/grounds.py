"""What the cells of a framework matrix rest on: the passages about a case or an interview and a code or a topic."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from casekit.analysis.basis import digest_of
from casekit.analysis.counting import spoken
from casekit.analysis.floor import floor_of
from casekit.analysis.guide import below, known_topic, topic_codes
from casekit.analysis.selecting import members
from casekit.errors import LookupFailedError
from casekit.model.codebook import Codebook
from casekit.model.frames import records
from casekit.model.keys import key_of
from casekit.model.study import Study

__all__ = [
    "Cell",
    "Grounds",
    "address_case",
    "address_of",
    "codes_under",
    "column_id",
    "pairs_of_cases",
    "row_id",
]

_SIGNS = 10


class Cell(NamedTuple):
    """Where a summary stands: a case, or an interview in it (*document*), and a code of a codebook or a *topic* of the guide."""

    case: str
    document: str = ""
    codebook: str = ""
    code: str = ""
    topic: str = ""

    @property
    def id(self) -> str:
        """Twenty signs, the same whatever the matrix that it is shown in."""
        return row_id(self.case, self.document) + column_id(self.codebook, self.code, self.topic)


def row_id(case: str, document: str = "") -> str:
    """The ten signs by which a row is known in files."""
    return key_of("row of summaries", case, document)[:_SIGNS]


def column_id(codebook: str, code: str, topic: str = "") -> str:
    """The ten signs by which a column is known in files."""
    told = ("topic", topic) if topic else ("code", codebook, code)
    return key_of("column of summaries", *told)[:_SIGNS]


def address_of(
    study: Study,
    *,
    case: str | None,
    document: str | None,
    code: str | None,
    topic: str | None,
    codebook: str | None = None,
) -> Cell:
    """The cell that these name; the case of an interview need not be told.

    Raises:
        LookupFailedError: neither case nor document, or neither or both of code and topic; there is no such thing; nobody of the case
            answers in the document.
        UnknownCodeError: the codebook has no such code.
    """
    if not (case or document) or bool(code) == bool(topic):
        raise LookupFailedError("summary_of_what")
    if case:
        study.label(case)
    if document:
        study.known(document)
        case = address_case(study, document, case)
    if topic:
        return Cell(str(case), document or "", topic=known_topic(study, topic))
    book = study.codebook(codebook)
    return Cell(str(case), document or "", book.id, book[code or ""].id)


def address_case(study: Study, document: str, case: str | None = None) -> str:
    """The case in whose row an interview stands: *case*, if it is one of those that it is about, else the document's own.

    Raises:
        LookupFailedError: it belongs to no case, or not to this one.
    """
    here = [one for one, name in pairs_of_cases(study) if name == document]
    if not here:
        raise LookupFailedError("summary_without_case", document=document)
    if case and case not in here:
        raise LookupFailedError("summary_of_other_case", document=document, case=case, known=", ".join(here))
    own = study.documents.set_index("document").loc[document, "case"]
    return case or (str(own) if own in here else here[0])


def pairs_of_cases(study: Study) -> list[tuple[str, str]]:
    """Which interviews are about which case: where somebody of the case answers, else as the document says.

    In the order of cases and documents; what belongs to no case is left out.
    """
    who = floor_of(study).respondents
    pairs = {
        (row.case, row.document) for row in records(who[["case", "document"]].drop_duplicates()) if row.case
    }
    heard = {document for _, document in pairs}
    pairs |= {
        (row.case, row.document)
        for row in records(study.documents)
        if row.document not in heard and isinstance(row.case, str)
    }
    order = {case: place for place, case in enumerate(study.cases["case"])}
    return sorted(pairs, key=lambda pair: (order.get(pair[0], len(order)), pair[1]))


def codes_under(study: Study, cell: Cell) -> list[tuple[str, str]]:
    """The codes, each with its codebook, whose passages a cell is about: its own and those below, or those of its topic."""
    if not cell.topic:
        book = study.codebooks.get(cell.codebook)
        return [(cell.codebook, one) for one in _below(book, cell.code)]
    wanted = topic_codes(study).get(cell.topic, ())
    return [
        (name, one) for name, book in study.codebooks.items() for code in wanted for one in _below(book, code)
    ]


def _below(book: Codebook | None, code: str) -> list[str]:
    return sorted(below(book, code)) if book is not None and code in book.by_id else []


@dataclass(frozen=True, eq=False)
class Grounds:
    """The passages of a study that count, found by document and code."""

    study: Study

    @cached_property
    def speech(self) -> pd.DataFrame:
        """Who says which passage, of all codebooks; ``passage`` is told apart by codebook."""
        books = [name for name in self.study.codebooks if name not in self.study.read_through]
        parts = [
            spoken(self.study, self.study.codebook(name), by="code").assign(codebook=name) for name in books
        ]
        if not parts:
            columns = [
                "passage",
                "coding",
                "document",
                "code",
                "start",
                "end",
                "polarity",
                "case",
                "turn",
                "codebook",
            ]
            return pd.DataFrame({name: pd.Series(dtype="int64" if name in ("passage", "start", "end", "turn") else "str") for name in columns})  # fmt: skip
        return pd.concat(parts, ignore_index=True)

    @cached_property
    def _places(self) -> Mapping[Any, Any]:
        return self.speech.groupby(["document", "codebook", "code"], sort=False).indices

    @cached_property
    def _documents(self) -> Mapping[str, list[str]]:
        pairs = self.speech[["case", "document"]].drop_duplicates()
        return {str(case): list(rows) for case, rows in pairs.groupby("case")["document"]}

    def under(self, cell: Cell) -> pd.DataFrame:
        """The rows of speech that a cell is about; in a case also what its members say."""
        inside = [cell.case] if cell.document else members(self.study, cell.case)
        there = (
            [cell.document]
            if cell.document
            else sorted({name for one in inside for name in self._documents.get(one, ())})
        )
        keys = [(document, *code) for document in there for code in codes_under(self.study, cell)]
        places = [self._places[key] for key in keys if key in self._places]
        found = self.speech.iloc[np.sort(np.concatenate(places))] if places else self.speech.iloc[:0]
        return found[found["case"].isin(inside)]

    def basis(self, cell: Cell) -> str:
        """The digest of the passages that a cell is about now."""
        return digest_of(self.under(cell))

    def seen(self, cell: Cell) -> str:
        """The same for files: of no passages nothing."""
        under = self.under(cell)
        return digest_of(under) if len(under) else ""

    def _once(self) -> pd.DataFrame:
        """Each passage once in each case that says it; by numbers, since comparing texts takes long."""
        passage = self.speech["passage"].to_numpy("int64")
        told = passage * 1000 + pd.factorize(self.speech["codebook"])[0]
        cases, names = pd.factorize(self.speech["case"])
        _, first = np.unique(told * (len(names) + 1) + cases, return_index=True)
        columns = ["passage", "codebook", "code", "document", "case"]
        return self.speech[columns].iloc[np.sort(first)].astype(dict.fromkeys(columns[1:4], "category"))

    def counts(self, columns: Mapping[str, list[tuple[str, str]]]) -> pd.DataFrame:
        """How many passages there are under each column (its codes with their codebooks), by case and document; document "": in the case.

        Columns: case, document, item, n.
        """
        told = [(item, *code) for item, codes in columns.items() for code in dict.fromkeys(codes)]
        items = pd.DataFrame(told, columns=["item", "codebook", "code"], dtype="str")
        holders = [(case, one) for case in self.study.cases["case"] for one in members(self.study, case)]
        above = pd.DataFrame(holders, columns=["holder", "case"], dtype="str")
        once = self._once()
        within = (
            once.groupby(["case", "document", "codebook", "code"], observed=True)
            .size()
            .rename("n")
            .reset_index()
        )
        raised = once.merge(above, on="case").drop_duplicates(["codebook", "passage", "holder"])
        cases = raised.groupby(["holder", "codebook", "code"], observed=True).size().rename("n").reset_index()
        both = pd.concat(
            [within, cases.rename(columns={"holder": "case"}).assign(document="")], ignore_index=True
        )
        both = both.astype({"codebook": "str", "code": "str", "document": "str"})
        found = both.merge(items, on=["codebook", "code"])
        return found.groupby(["case", "document", "item"])["n"].sum().reset_index()
