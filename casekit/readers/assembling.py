"""From bytes and a list of formats to a reading: which format, then blocks, turns, roles and the document."""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import PurePath

from casekit.errors import ReadError
from casekit.model.document import Document, Reading, Remark, Speaker
from casekit.model.finding import Finding, Findings
from casekit.readers.anchors import remark_spans
from casekit.readers.blocks import Format, Request, Source, suffix_of
from casekit.readers.decoding import encoding_of
from casekit.readers.languages import guessed_language, told_language
from casekit.readers.ledger import ledger_of
from casekit.readers.mapped import Mapped, mapped
from casekit.readers.roles import Said, speakers_of
from casekit.readers.sniff import looks_like, refuse_foreign, refuse_suffix
from casekit.readers.turns import Talk, talk_of

__all__ = ["reading_of", "readings_of"]


def reading_of(
    data: bytes,
    request: Request,
    formats: Sequence[Format],
    *,
    language: str | None = None,
    interviewers: Sequence[str] = (),
) -> Reading:
    """The one document that *data* holds.

    Raises:
        ReadError: ``several_documents``, or what :func:`readings_of` raises.
    """
    readings = readings_of(data, request, formats, language=language, interviewers=interviewers)
    if len(readings) > 1:
        raise ReadError("several_documents", file=request.file, n=len(readings))
    return readings[0]


def readings_of(
    data: bytes,
    request: Request,
    formats: Sequence[Format],
    *,
    language: str | None = None,
    interviewers: Sequence[str] = (),
) -> tuple[Reading, ...]:
    """What is read from *data* with the one of *formats* that it is in: one document, or each of a file of several.

    Raises:
        ReadError: empty, of no known kind, without text, or what the format's own reader raises.
    """
    if not data:
        raise ReadError("file_empty", file=request.file)
    format = _format_of(data, request.file, formats)
    source = format.parse(data, request)
    if not source.parts and not _says_anything(source):
        raise ReadError("no_text", file=request.file)
    file = _File(
        request,
        format,
        sha256(data).hexdigest(),
        _encoding(data, source, request, format),
        language,
        interviewers,
    )
    if not source.parts:
        return (file.reading(source),)
    everything = "\n".join(block.text for _, part in source.parts for block in part.blocks if not block.aside)
    file = replace(file, guess=guessed_language(everything))
    first, *others = (file.reading(part, name, alone=not at) for at, (name, part) in enumerate(source.parts))
    return (replace(first, findings=Findings((*source.findings, *first.findings))), *others)


def _says_anything(source: Source) -> bool:
    return any(character.isalpha() for block in source.blocks for character in block.text)


def _encoding(data: bytes, source: Source, request: Request, format: Format) -> str:
    if source.encoding or not format.text or data.startswith(b"PK\x03\x04"):  # a workbook is no plain text
        return source.encoding
    return request.encoding or encoding_of(data, file=request.file)


_OF_TALK = frozenset(
    {"no_speakers", "asides_not_speech"}
)  # an answer in a survey has no speaker, and its question is aside


@dataclass(frozen=True, slots=True)
class _File:
    """What holds for all documents of a file."""

    request: Request
    format: Format
    digest: str
    encoding: str
    language: str | None
    interviewers: Sequence[str]
    guess: str | None = None

    def reading(self, source: Source, part: str = "", *, alone: bool = True) -> Reading:
        """One document of the file; what holds for all of it is told once, with the first."""
        spoken = mapped(
            talk_of(source.blocks, file=self.request.file),
            self.request.speakers,
            file=self.request.file,
            cues=self.format.takes_speakers,
        )
        talk = spoken.talk
        if not talk.turns:  # labels with nothing behind them, or a head alone
            raise ReadError("no_text", file=self.request.file)
        speakers, doubts = _speakers(spoken, source, self.request, self.interviewers)
        document = _document(talk, source, self.request.file, part)
        told = self.language or told_language(document.metadata)
        document = replace(
            document,
            speakers=speakers,
            source_sha=_own_digest(part, document.text) if part else self.digest,
            reader=self.format.name,
            language=told or (self.guess if part else guessed_language(document.text)),
        )
        noticed = _noticed(self.format, self.request, document, sure=told is not None) if alone else []
        ledger = ledger_of(source, talk)
        lost = (
            []
            if ledger.balanced
            else [Finding.of("characters_lost", "error", self.request.file, n=ledger.lost)]
        )
        heard = [one for one in talk.findings if not (part and one.kind in _OF_TALK)]
        findings = (*lost, *noticed, *spoken.findings, *source.findings, *heard, *doubts)
        return Reading(document, Findings(findings), self.encoding, ledger)


def _own_digest(part: str, text: str) -> str:
    """What one respondent's answers are known by: a survey that goes on is another file every week, with the same answers."""
    return sha256(f"{part}\n{text}".encode()).hexdigest()


def _document(talk: Talk, source: Source, file: str, part: str) -> Document:
    """What the file alone tells."""
    return Document(
        name=unicodedata.normalize("NFC", part or PurePath(_writable(file)).stem),
        text=talk.text,
        turns=talk.turns,
        speakers=(),
        source_sha="",
        file=_writable(file),
        metadata=(*source.metadata, *talk.head.metadata),
        remarks=_remarks(talk, source),
        part=part,
    )


def _writable(name: str) -> str:
    """A file's name without what cannot be written: a name in another encoding comes in halves of characters."""
    return name.encode("utf-8", "replace").decode()


def _remarks(talk: Talk, source: Source) -> tuple[Remark, ...]:
    """What stands in the margin, each with the words that it is about."""
    if not source.remarks:
        return ()
    spans = remark_spans(source.blocks, talk.lines, talk.text)
    return tuple(replace(remark, span=spans.get(number)) for number, remark in enumerate(source.remarks))


def _speakers(
    spoken: Mapped, source: Source, request: Request, interviewers: Sequence[str]
) -> tuple[tuple[Speaker, ...], tuple[Finding, ...]]:
    talk = spoken.talk
    return speakers_of(
        _said(talk),
        file=request.file,
        head=(*talk.head.defined, *source.metadata, *talk.head.metadata),
        interviewers=interviewers,
        spellings=talk.spellings,
        told=spoken.roles,
    )


def _format_of(data: bytes, file: str, formats: Sequence[Format]) -> Format:
    """The format that is sure of the bytes, else the one that the suffix tells; a text called .docx is a text."""
    suffix = suffix_of(file)
    named = next((format for format in formats if suffix in format.suffixes), None)
    for format in formats:
        if format.holds(data):
            return format
    if named is not None and looks_like(data, suffix, file=file):
        return named
    refuse_foreign(data, file=file)
    if named is None:
        refuse_suffix(suffix, file=file)
    if named is not None and named.text:
        return named
    return next(format for format in formats if ".txt" in format.suffixes)


def _said(talk: Talk) -> list[Said]:
    said = []
    for turn in talk.turns:
        words = turn.span.of(talk.text)
        said.append(Said(turn.speaker, 1 + words.count(" ") + words.count("\n"), "?" in words))
    return said


def _noticed(format: Format, request: Request, document: Document, *, sure: bool) -> list[Finding]:
    """A name that does not fit what the file holds, a language that nobody knows."""
    findings = []
    if suffix_of(request.file) not in format.suffixes:
        suffix = suffix_of(request.file) or "–"
        findings.append(
            Finding.of("name_misleads", "warning", request.file, suffix=suffix, format=format.name)
        )
    if document.language is None:
        findings.append(Finding.of("language_unknown", "warning", request.file))
    elif not sure:
        findings.append(Finding.of("language_guessed", "warning", request.file, language=document.language))
    return findings
