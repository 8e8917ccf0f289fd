"""From bytes and a list of formats to a reading: which format, then blocks, turns, roles and the document."""

import unicodedata
from collections.abc import Sequence
from dataclasses import replace
from hashlib import sha256
from pathlib import PurePath

from casekit.errors import ReadError
from casekit.model.document import Document, Reading, Speaker
from casekit.model.finding import Finding, Findings
from casekit.readers.blocks import Format, Request, Source, suffix_of
from casekit.readers.languages import language_of
from casekit.readers.roles import Said, speakers_of
from casekit.readers.sniff import refuse_foreign, refuse_suffix
from casekit.readers.turns import Talk, talk_of

__all__ = ["reading_of"]


def reading_of(
    data: bytes,
    request: Request,
    formats: Sequence[Format],
    *,
    language: str | None = None,
    interviewers: Sequence[str] = (),
) -> Reading:
    """What is read from *data* with the one of *formats* that it is in.

    Raises:
        ReadError: empty, of no known kind, without text, or what the format's own reader raises.
    """
    if not data:
        raise ReadError("file_empty", file=request.file)
    format = _format_of(data, request.file, formats)
    source = format.parse(data, request)
    if not any(character.isalpha() for block in source.blocks for character in block.text):
        raise ReadError("no_text", file=request.file)
    talk = talk_of(source.blocks, file=request.file)
    speakers, doubts = _speakers(talk, source, request, interviewers)
    document = _document(talk, source, request)
    document = replace(
        document,
        speakers=speakers,
        source_sha=sha256(data).hexdigest(),
        reader=format.name,
        language=language or language_of(document.text, document.metadata),
    )
    noticed = _noticed(format, request, document)
    return Reading(document, Findings((*noticed, *source.findings, *talk.findings, *doubts)))


def _document(talk: Talk, source: Source, request: Request) -> Document:
    """What the file alone tells."""
    return Document(
        name=unicodedata.normalize("NFC", PurePath(request.file).stem),
        text=talk.text,
        turns=talk.turns,
        speakers=(),
        source_sha="",
        file=request.file,
        metadata=(*source.metadata, *talk.head.metadata),
    )


def _speakers(
    talk: Talk, source: Source, request: Request, interviewers: Sequence[str]
) -> tuple[tuple[Speaker, ...], tuple[Finding, ...]]:
    head = (*talk.head.defined, *source.metadata, *talk.head.metadata)
    return speakers_of(
        _said(talk), file=request.file, head=head, interviewers=interviewers, spellings=talk.spellings
    )


def _format_of(data: bytes, file: str, formats: Sequence[Format]) -> Format:
    """The format that is sure of the bytes, else the one that the suffix tells; a text called .docx is a text."""
    for format in formats:
        if format.holds(data):
            return format
    refuse_foreign(data, file=file)
    suffix = suffix_of(file)
    named = next((format for format in formats if suffix in format.suffixes), None)
    if named is None:
        refuse_suffix(suffix, file=file)
    if named is not None and named.text:
        return named
    return next(format for format in formats if ".txt" in format.suffixes)


def _said(talk: Talk) -> list[Said]:
    said = []
    for turn in talk.turns:
        words = turn.span.of(talk.text)
        said.append(Said(turn.speaker, len(words.split()), "?" in words))
    return said


def _noticed(format: Format, request: Request, document: Document) -> list[Finding]:
    """A name that does not fit what the file holds, a map that was not needed, a language that nobody knows."""
    findings = []
    if suffix_of(request.file) not in format.suffixes:
        suffix = suffix_of(request.file) or "–"
        findings.append(
            Finding.of("name_misleads", "warning", request.file, suffix=suffix, format=format.name)
        )
    if request.speakers and not format.takes_speakers:
        findings.append(Finding.of("speaker_map_unused", "warning", request.file, map=request.speakers_file))
    if document.language is None:
        findings.append(Finding.of("language_unknown", "warning", request.file))
    return findings
