"""What leaves the project: where to, and its bytes."""

import re
from collections.abc import Iterator, Mapping, Set
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pandas as pd

from casekit import writers
from casekit.errors import CasekitError, StoreError, WriteError
from casekit.exchange.interviews import case_key
from casekit.files.atomic import write_atomically
from casekit.model.facts import Export, Key, sha
from casekit.report.blocks import Report

__all__ = ["bytes_of", "export_fact", "file_name", "make_folder", "spare", "target_of", "written"]


def target_of(what: Report | pd.DataFrame, path: Path) -> Path:
    """A working paper says so in its name."""
    wanted = {".docx"} if isinstance(what, Report) else {".xlsx", ".csv"}
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


def export_fact(
    key: Key, what: Report | pd.DataFrame, target: Path, data: bytes, *, state: str, recipe: str
) -> Export:
    """That a document left the project, made at this state and in this way."""
    told = (target.name, sha(data))
    if isinstance(what, Report):
        return Export(key, what.kind, case_key(what.case or ""), *told, int(what.internal), state, recipe)
    return Export(key, "table", None, *told, 0, state, recipe)


def bytes_of(
    what: Report | pd.DataFrame, target: Path, *, template: str | Path | None, made: Mapping[str, str]
) -> bytes:
    """The file's bytes. *made* says when and from which state it was made, and is kept in the file."""
    if isinstance(what, Report):
        dated = replace(what, properties=(*what.properties, *made.items()))
        return writers.write_word(dated, template=Path(template) if template else None)
    if target.suffix.lower() == ".csv":
        return writers.write_csv(what)
    return writers.write_excel({"casekit": what}, about=made)


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
