"""Transcripts: bytes to a :class:`~casekit.model.document.Document`, with what was noticed on the way.

A reader knows nothing of the store, writes nothing and opens no network. Every format is one module with a
:class:`~casekit.readers.blocks.Format` in :data:`READERS`; other packages add theirs by the entry point group
``casekit.readers``. From there on all formats go the same way: blocks, lines, labels, turns, roles.
"""

from collections.abc import Sequence
from functools import cache
from pathlib import Path, PurePath

from casekit.errors import ReadError
from casekit.model.document import Reading
from casekit.readers import plain, subtitles, word
from casekit.readers.assembling import reading_of
from casekit.readers.blocks import Format, Request, SpeakerMap, suffix_of
from casekit.readers.speaker_map import parse_speaker_map

__all__ = ["READERS", "read", "read_bytes", "readable"]

READERS: tuple[Format, ...] = (word.FORMAT, subtitles.FORMAT, plain.FORMAT)
MAX_BYTES = 200_000_000
_MAP_SUFFIX = ".speakers.csv"


def read(
    path: str | Path,
    *,
    language: str | None = None,
    encoding: str | None = None,
    speakers: str | Path | None = None,
    interviewers: Sequence[str] = (),
) -> Reading:
    """The transcript in the file at *path*: its document, and findings on what could not be understood.

    Args:
        path: a file of one of the formats in :data:`READERS`; what it holds decides, not its name alone.
        language: da, de, nl or en; else the head of the transcript tells, or its words.
        encoding: how the characters are stored, for text files that do not tell it themselves.
        speakers: a table (columns cue, speaker) that names the speakers of subtitles without names; without it
            ``<name>.speakers.csv`` beside the file is used.
        interviewers: initials or names of those who ask.

    Raises:
        ReadError: the file is missing, empty, damaged, protected, or of a kind that cannot be read.
        TableError: the speaker map is broken.
    """
    path = Path(path)
    data = _bytes(path)
    beside = path.with_name(path.stem + _MAP_SUFFIX)
    table = Path(speakers) if speakers is not None else beside
    wanted = speakers is not None or (suffix_of(path.name) in _suffixes_with_maps() and beside.is_file())
    pairs = parse_speaker_map(_bytes(table), file=table.name) if wanted else ()
    request = Request(path.name, encoding, pairs, table.name if wanted else "")
    return reading_of(data, request, _formats(), language=language, interviewers=interviewers)


def read_bytes(
    data: bytes,
    name: str,
    *,
    language: str | None = None,
    encoding: str | None = None,
    speakers: SpeakerMap = (),
    interviewers: Sequence[str] = (),
) -> Reading:
    """The transcript in *data*, as a file called *name* would hold it; *speakers* are pairs of cue and speaker.

    Raises:
        ReadError: as :func:`read`.
        TableError: *speakers* names a cue that is not there.
    """
    request = Request(PurePath(name).name, encoding, tuple(speakers))
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


def _suffixes_with_maps() -> frozenset[str]:
    return frozenset(suffix for format in _formats() if format.takes_speakers for suffix in format.suffixes)


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
