"""What leaves the project: where to, and its bytes."""

import re
from collections.abc import Iterator, Mapping, Set
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias, Union

import pandas as pd

from casekit import writers
from casekit.analysis.framework import Framework
from casekit.charts import draw
from casekit.errors import CasekitError, StoreError, WriteError
from casekit.exchange.framework_workbook import framework_workbook
from casekit.exchange.interviews import case_key
from casekit.files.atomic import write_atomically
from casekit.model.facts import Export, Key, sha
from casekit.model.study import Study
from casekit.report.blocks import Report

if TYPE_CHECKING:
    from matplotlib.figure import Figure

__all__ = ["Leaving", "bytes_of", "export_fact", "file_name", "make_folder", "spare", "target_of", "written"]


Leaving: TypeAlias = Union[Report, pd.DataFrame, "Figure"]


def target_of(what: Leaving, path: Path) -> Path:
    """A working paper says so in its name."""
    match what:
        case Report():
            wanted = {".docx"}
        case pd.DataFrame():
            wanted = {".xlsx", ".csv"}
        case _:
            wanted = {".png"}
    if path.suffix.lower() not in wanted:
        raise CasekitError("wrong_suffix", file=path.name, wanted=", ".join(sorted(wanted)))
    if isinstance(what, Report) and what.internal and not path.stem.endswith("_internal"):
        return path.with_name(f"{path.stem}_internal{path.suffix}")
    return path


def make_folder(folder: Path) -> None:
    """Make the folder that a file goes to.

    Raises:
        WriteError: it cannot be made.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise WriteError("cannot_write", file=str(folder), reason=error.strerror or str(error)) from None


def export_fact(key: Key, what: Leaving, target: Path, data: bytes, *, state: str, recipe: str) -> Export:
    """That a document left the project, made at this state and in this way."""
    told = (target.name, sha(data))
    if isinstance(what, Report):
        return Export(key, what.kind, case_key(what.case or ""), *told, int(what.internal), state, recipe)
    kinds = {Framework: "framework", pd.DataFrame: "table"}
    kind = next((kind for made, kind in kinds.items() if isinstance(what, made)), "chart")
    return Export(key, kind, None, *told, 0, state, recipe)


def bytes_of(
    what: Leaving, study: Study, target: Path, *, template: str | Path | None, made: Mapping[str, str]
) -> bytes:
    """The file's bytes. *made* says when and from which state, which is *study*'s, it was made, and is kept in the file."""
    match what, target.suffix.lower():
        case Report(), _:
            dated = replace(what, properties=(*what.properties, *made.items()))
            return writers.write_word(dated, template=Path(template) if template else None)
        case pd.DataFrame(), ".csv":
            return writers.write_csv(what)
        case Framework(), _:
            return framework_workbook(study, what, about=made)
        case pd.DataFrame(), _:
            return writers.write_excel({"casekit": what}, about=made)
        case _:
            return draw(what)


def spare(target: Path, *, made_before: Set[str]) -> None:
    """Keep what somebody has worked on since it was made: only a file that was written from this project is replaced.

    Raises:
        WriteError: there is another file.
    """
    if target.is_file() and sha(target.read_bytes()) not in made_before:
        raise WriteError("not_ours", file=str(target))


@contextmanager
def written(target: Path, data: bytes) -> Iterator[None]:
    """The file as written while the project remembers it; put back as it was if the project cannot."""
    make_folder(target.parent)
    before = target.read_bytes() if target.is_file() else None
    write_atomically(target, data)
    try:
        yield
    except StoreError:
        _put_back(target, before)
        raise


def _put_back(target: Path, before: bytes | None) -> None:
    if before is None:
        target.unlink(missing_ok=True)
    else:
        write_atomically(target, before)


def file_name(name: str) -> str:
    """A case's name as a file name on any system.

    >>> file_name("Frankfurt/Oder")
    'Frankfurt-Oder'
    """
    return re.sub(r'[\\/:*?"<>|]', "-", name).strip(". ") or "-"
