"""A folder of transcripts: which files they are, and all of them read."""

from collections.abc import Callable, Sequence
from pathlib import Path

from casekit.analysis.likeness import alike
from casekit.errors import ReadError, TableError
from casekit.model.document import Reading
from casekit.readers.readings import Readings, Unread, called

__all__ = ["MAP_SUFFIXES", "OF_OURS", "files_of", "old_word", "read_each"]

OF_OURS = "table_of_ours"  # the problem of a table that the study keeps beside its transcripts
MAP_SUFFIXES = (".speakers.csv", ".speakers.xlsx")


def files_of(source: Path) -> list[Path]:
    """The files that *source* means: itself, or those of a folder by name; not hidden files, Word's locks or speaker maps.

    Raises:
        ReadError: there is no such file or folder.
    """
    try:
        if source.is_file():
            return [source]
        return sorted(path for path in source.iterdir() if _is_candidate(path))
    except FileNotFoundError:
        raise ReadError("file_missing", file=str(source)) from None
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise ReadError("file_unreadable", file=str(source), reason=reason) from None


def _is_candidate(path: Path) -> bool:
    return path.is_file() and not path.name.startswith((".", "~$")) and not path.name.endswith(MAP_SUFFIXES)


def old_word(path: Path) -> bool:
    """Whether a file is called like an old Word document: it is not read, but a transcript, and has to be told."""
    return path.suffix.lower() == ".doc"


def read_each(
    paths: Sequence[Path], read: Callable[[Path], Sequence[Reading]], *, left: Sequence[Path] = ()
) -> Readings:
    """The readings of *paths*; one that cannot be read stops none of the others."""
    readings: list[Reading] = []
    unread: list[Unread] = []
    ours: list[Path] = []
    for path in paths:
        try:
            readings += read(path)
        except (ReadError, TableError) as error:
            if error.problem == OF_OURS and len(paths) > 1:
                ours.append(path)
            else:
                unread.append(Unread(path.name, error))
    alone = (one.document for one in readings if not one.document.part)  # answers to one question are alike
    texts = {called(document): document.text for document in alone}
    return Readings(
        readings, unread, alike(texts), [path.name for path in left], [path.name for path in ours]
    )
