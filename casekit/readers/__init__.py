"""Transcripts: bytes to a :class:`~casekit.model.document.Document`, with what was noticed on the way.

A reader knows nothing of the store, writes nothing and opens no network. Every format is one module with a
:class:`~casekit.readers.blocks.Format` in :data:`READERS`; other packages add theirs by the entry point group
``casekit.readers``. From there on all formats go the same way: blocks, lines, labels, turns, roles.
"""

from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path, PurePath

from casekit.errors import ReadError
from casekit.model.document import Reading
from casekit.readers import (
    elan,
    opendocument,
    otranscribe,
    pdf,
    plain,
    rtf,
    speech,
    spoken_tables,
    subtitles,
    web,
    word,
)
from casekit.readers.assembling import reading_of, readings_of
from casekit.readers.blocks import Format, Request, SpeakerMap, column_pairs, suffix_of
from casekit.readers.folder import MAP_SUFFIXES, files_of, old_word, read_each
from casekit.readers.readings import Readings
from casekit.readers.speaker_map import parse_speaker_map

__all__ = ["READERS", "parts_of", "read", "read_all", "read_bytes", "readable"]

READERS: tuple[Format, ...] = (
    word.FORMAT,
    opendocument.FORMAT,
    rtf.FORMAT,
    pdf.FORMAT,
    elan.FORMAT,
    otranscribe.FORMAT,
    speech.FORMAT,
    spoken_tables.FORMAT,
    web.FORMAT,
    subtitles.FORMAT,
    plain.FORMAT,
)
MAX_BYTES = 200_000_000


def read(
    path: str | Path,
    *,
    language: str | None = None,
    encoding: str | None = None,
    speakers: str | Path | None = None,
    interviewers: Sequence[str] = (),
    columns: Mapping[str, str | Sequence[str]] | None = None,
) -> Reading:
    """The transcript in the file at *path*: its document, and findings on what could not be understood.

    Args:
        path: a file of one of the formats in :data:`READERS`; what it holds decides, not its name alone.
        language: da, de, nl or en; else the head of the transcript tells, or its words.
        encoding: how the characters are stored, for text files that do not tell it themselves.
        speakers: a table that says who speaks: columns cue, time, turn or label, and speaker (and role); without it
            ``<name>.speakers.csv`` or ``.xlsx`` beside the file is used.
        interviewers: initials or names of those who ask.
        columns: for tables: which column (by its name) holds speaker, time, end and text; for surveys, which several hold text.

    Raises:
        ReadError: the file is missing, empty, damaged, protected, of a kind that cannot be read, or of several documents.
        TableError: the speaker map is broken.
    """
    path = Path(path)
    request = _request(path, encoding, speakers, columns)
    return reading_of(_bytes(path), request, _formats(), language=language, interviewers=interviewers)


def parts_of(
    path: str | Path,
    *,
    language: str | None = None,
    encoding: str | None = None,
    speakers: str | Path | None = None,
    interviewers: Sequence[str] = (),
    columns: Mapping[str, str | Sequence[str]] | None = None,
) -> tuple[Reading, ...]:
    """Every document in the file at *path*: mostly one; of a survey, one per respondent. Options and errors as :func:`read`."""
    path = Path(path)
    request = _request(path, encoding, speakers, columns)
    return readings_of(_bytes(path), request, _formats(), language=language, interviewers=interviewers)


def read_all(
    source: str | Path,
    *,
    language: str | None = None,
    encoding: str | None = None,
    interviewers: Sequence[str] = (),
    columns: Mapping[str, str | Sequence[str]] | None = None,
) -> Readings:
    """Every transcript in a folder, or every document of one file, with a report on all of them.

    A file that cannot be read stops none of the others: it stands in the report and in the findings. Options as :func:`read`.

    Raises:
        ReadError: there is no such file or folder, or the folder holds no transcripts.
    """
    files = files_of(Path(source))
    wanted = [path for path in files if path == Path(source) or readable(path) or old_word(path)]
    if not wanted:
        raise ReadError("folder_without_transcripts", file=str(source))
    return read_each(
        wanted,
        lambda path: parts_of(
            path, language=language, encoding=encoding, interviewers=interviewers, columns=columns
        ),
        left=[path for path in files if path not in wanted],
    )


def read_bytes(
    data: bytes,
    name: str,
    *,
    language: str | None = None,
    encoding: str | None = None,
    speakers: SpeakerMap | None = None,
    interviewers: Sequence[str] = (),
    columns: Mapping[str, str | Sequence[str]] | None = None,
) -> Reading:
    """The transcript in *data*, as a file called *name* would hold it; *speakers* says who speaks.

    Raises:
        ReadError: as :func:`read`.
        TableError: *speakers* names a cue that is not there.
    """
    told = column_pairs(columns)
    request = Request(PurePath(name).name, encoding, speakers or SpeakerMap(), told)
    return reading_of(data, request, _formats(), language=language, interviewers=interviewers)


def readable(path: str | Path) -> bool:
    """Whether a file with such a name can be read.

    >>> readable("Interview 3.docx"), readable("photo.jpg")
    (True, False)
    """
    return any(suffix_of(Path(path).name) in format.suffixes for format in _formats())


@cache
def _added() -> tuple[Format, ...]:
    """The formats that other packages bring along."""
    from importlib.metadata import entry_points

    found = []
    for entry in entry_points(group="casekit.readers"):
        try:
            format = entry.load()
        except Exception as error:
            raise ReadError("reader_broken", name=entry.name, reason=type(error).__name__) from error
        if isinstance(format, Format) and all(format.name != own.name for own in READERS):
            found.append(format)
    return tuple(found)


def _formats() -> tuple[Format, ...]:
    return READERS + _added()


def _request(
    path: Path,
    encoding: str | None,
    speakers: str | Path | None,
    columns: Mapping[str, str | Sequence[str]] | None,
) -> Request:
    beside = (path.with_name(path.stem + suffix) for suffix in MAP_SUFFIXES)
    table = Path(speakers) if speakers is not None else next((one for one in beside if one.is_file()), None)
    told = parse_speaker_map(_bytes(table), file=table.name) if table is not None else SpeakerMap()
    return Request(path.name, encoding, told, column_pairs(columns))


def _bytes(path: Path) -> bytes:
    try:
        if path.is_dir():
            raise ReadError("file_is_folder", file=str(path))
        if not path.exists():
            raise ReadError("file_missing", file=str(path))
        if path.stat().st_size > MAX_BYTES:
            raise ReadError("too_large", file=path.name, limit=MAX_BYTES // 1_000_000)
        return path.read_bytes()
    except OSError as error:
        raise ReadError(
            "file_unreadable", file=str(path), reason=error.strerror or type(error).__name__
        ) from None
