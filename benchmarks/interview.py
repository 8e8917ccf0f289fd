"""One made-up interview in every format that casekit reads: 600 turns, about 11,000 words, nobody's words."""

import csv
import io
import json
import random
import textwrap
import zipfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape

__all__ = ["FORMATS", "Made", "Said", "make_interview"]

NAMES = ("Mette Kruse", "Ole Storm")
_WHO = (
    "vi",
    "jeg",
    "kommunen",
    "borgerne",
    "teamet",
    "naboen",
    "de unge",
    "hun",
    "en kollega",
    "boligforeningen",
)
_DOES = (
    "mangler",
    "kender",
    "venter på",
    "taler om",
    "bruger",
    "får",
    "savner",
    "spørger efter",
    "ønsker",
    "låner",
)
_WHAT = (
    "en lejlighed", "støtten", "huslejen", "den nye aftale", "møderne", "nøglen til opgangen", "en ældre cykel",
    "kaffe & brød", "et værelse på Søvej 7", "papirerne", "Jürgens gamle sofa", "noget ro", "en café",
)  # fmt: skip
_HOW = (
    "hver uge", "kl. 12:30", "uden at spørge", "før sommer", "i hverdagen", "om ikke så længe", "på 3. sal",
    "for 4.500 kr om måneden", "når det er koldt", "sammen med de andre",
)  # fmt: skip
_LINKS = ("og", "men", "fordi", "så", "selv om")
_SPICE = (
    "»det går nok«",
    "„lad os se“",
    "“jo, tak”",
    "(griner)",
    "øh …",
    "ikke – altså",
    "[uhørligt]",
    "//mhm//",
)
_ASKED = ("Hvordan går det, når", "Hvad sker der, hvis", "Kan du sige mere om, at", "Og hvorfor tror du, at")
_MS_A_WORD = 400


@dataclass(frozen=True, slots=True)
class Said:
    """One turn: who of the two speaks, in which sentences, and from when to when in milliseconds."""

    who: int
    sentences: tuple[str, ...]
    start_ms: int
    end_ms: int

    @property
    def words(self) -> str:
        """All that is said."""
        return " ".join(self.sentences)

    def pieces(self) -> Iterator[tuple[str, int, int]]:
        """The turn as a program would cut it: two sentences at a time, with whole seconds."""
        start, pairs = self.start_ms, range(0, len(self.sentences), 2)
        for at in pairs:
            words = " ".join(self.sentences[at : at + 2])
            end = self.end_ms if at == pairs[-1] else start + 1000
            yield words, start, end
            start = end


@dataclass(frozen=True, slots=True)
class Made:
    """A file: its name, its bytes, what the two speakers are called in it, and whether it tells when a turn begins."""

    name: str
    data: bytes
    labels: tuple[str, str] = NAMES
    starts: bool = True


def make_interview(seed: int = 2023, turns: int = 600) -> tuple[Said, ...]:
    """An interview of *turns* turns in which the first speaker asks and the second answers; the same for a *seed*."""
    chance = random.Random(seed)
    said, clock = [], 3_000
    for at in range(turns):
        who = at % 2
        sentences = (
            [_question(chance)] if who == 0 else [_sentence(chance) for _ in range(chance.randint(1, 2))]
        )
        seconds = max(sum(len(one.split()) for one in sentences) * _MS_A_WORD // 1000, len(sentences))
        said.append(Said(who, tuple(sentences), clock, clock + seconds * 1000))
        clock += (seconds + 1) * 1000
    return tuple(said)


def _clause(chance: random.Random) -> str:
    return " ".join(map(chance.choice, (_WHO, _DOES, _WHAT, _HOW)))


def _question(chance: random.Random) -> str:
    return f"{chance.choice(_ASKED)} {_clause(chance)}?"


def _sentence(chance: random.Random) -> str:
    first = _clause(chance)
    spice = f" {chance.choice(_SPICE)}," if chance.random() < 0.4 else ","
    return f"{first[0].upper()}{first[1:]}{spice} {chance.choice(_LINKS)} {_clause(chance)}."


def _clock(ms: int, point: str = ".", digits: int = 3) -> str:
    whole = f"{ms // 3_600_000:02}:{ms // 60_000 % 60:02}:{ms // 1000 % 60:02}"
    return f"{whole}{point}{ms % 1000:03}"[: len(whole) + (digits and digits + 1)]


def _stamp(ms: int) -> str:
    return f"[{_clock(ms, digits=0)}]"


def _zipped(parts: Mapping[str, str | bytes]) -> bytes:
    memory = io.BytesIO()
    with zipfile.ZipFile(memory, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return memory.getvalue()


def make_txt(said: Sequence[Said]) -> Made:
    lines = (f"{_stamp(one.start_ms)} {NAMES[one.who]}: {one.words}" for one in said)
    return Made("interview.txt", "\n\n".join(lines).encode())


def make_md(said: Sequence[Said]) -> Made:
    lines = (f"{_stamp(one.start_ms)} **{NAMES[one.who]}:** {one.words}" for one in said)
    return Made("interview.md", ("# Interview\n\n" + "\n\n".join(lines) + "\n").encode())


def make_docx(said: Sequence[Said]) -> Made:
    """Three runs a paragraph, as Word leaves them: the label, and the words in two halves."""
    import docx

    document, memory = docx.Document(), io.BytesIO()
    for one in said:
        paragraph = document.add_paragraph()
        paragraph.add_run(f"{_stamp(one.start_ms)} {NAMES[one.who]}: ")
        half = len(one.words) // 2
        paragraph.add_run(one.words[:half])
        paragraph.add_run(one.words[half:]).italic = False
    document.save(memory)
    return Made("interview.docx", memory.getvalue())


def make_odt(said: Sequence[Said]) -> Made:
    spaces = " ".join(
        f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{short}:1.0"'
        for short in ("office", "text", "style")
    )
    lines = (
        f'<text:p text:style-name="P1"><text:span text:style-name="T1">{_stamp(one.start_ms)} {NAMES[one.who]}:'
        f"</text:span><text:s/>{escape(one.words, quote=False)}</text:p>"
        for one in said
    )
    content = f"<office:document-content {spaces}><office:body><office:text>{''.join(lines)}</office:text></office:body>"
    manifest = (
        '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
        '<manifest:file-entry manifest:full-path="/" manifest:media-type="application/vnd.oasis.opendocument.text"/>'
        '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>'
    )
    parts = {
        "mimetype": "application/vnd.oasis.opendocument.text",
        "content.xml": f'<?xml version="1.0" encoding="UTF-8"?>{content}</office:document-content>',
        "META-INF/manifest.xml": manifest,
    }
    return Made("interview.odt", _zipped(parts))


def make_rtf(said: Sequence[Said]) -> Made:
    """As f4 and Word leave it: letters of cp1252 as hexadecimal codes, others as \\u, the time at the end of a turn."""
    lines = (
        rf"\pard\plain\sb120\f0\fs24 {{\b {NAMES[one.who]}: }}{{\lang1030 {_rtf(one.words)}}} "
        rf"#{_clock(one.end_ms, '-', 1)}#\par"
        "\n"
        for one in said
    )
    head = r"{\rtf1\ansi\ansicpg1252\deff0{\fonttbl{\f0\froman Times New Roman;}}{\*\generator f4;}" "\n"
    return Made("interview.rtf", (head + "".join(lines) + "}").encode("ascii"), starts=False)


def _rtf(text: str) -> str:
    return "".join(char if char.isascii() else _rtf_sign(char) for char in text)


def _rtf_sign(char: str) -> str:
    return rf"\'{char.encode('cp1252').hex()}" if char.isalpha() else rf"\u{ord(char)}?"


def make_vtt(said: Sequence[Said]) -> Made:
    cues = (
        f"{_clock(start)} --> {_clock(end)}\n<v {NAMES[one.who]}>{escape(words, quote=False)}</v>\n"
        for one in said
        for words, start, end in one.pieces()
    )
    return Made("interview.vtt", ("WEBVTT\n\n" + "\n".join(cues)).encode())


def make_srt(said: Sequence[Said]) -> Made:
    pieces = [(one.who, *piece) for one in said for piece in one.pieces()]
    cues = (
        f"{number}\n{_clock(start, ',')} --> {_clock(end, ',')}\n{NAMES[who]}: {words}\n"
        for number, (who, words, start, end) in enumerate(pieces, 1)
    )
    return Made("interview.srt", "\n".join(cues).encode())


def make_html(said: Sequence[Said]) -> Made:
    """As noScribe writes it: one paragraph a turn, its pieces as anchors that hold time and speaker."""
    labels = ("S00", "S01")
    lines = "\n".join(f"<p>{''.join(_anchors(one, labels[one.who]))}</p>" for one in said)
    head = '<!DOCTYPE HTML>\n<html><head><meta charset="UTF-8"><style>p { margin: 0; }</style></head><body>\n'
    return Made("interview.html", f"{head}{lines}\n</body></html>".encode(), labels)


def _anchors(one: Said, label: str) -> Iterator[str]:
    for at, (words, start, end) in enumerate(one.pieces()):
        before = " " if at else f"{label}: "
        yield f'<a name="ts_{start}_{end}_{label}">{before}{escape(words, quote=False)}</a>'


def make_otr(said: Sequence[Said]) -> Made:
    lines = (
        f'<p><span class="timestamp" contenteditable="false" data-timestamp="{one.start_ms / 1000:.3f}">'
        f"{_clock(one.start_ms, digits=0)}</span> {NAMES[one.who]}: {escape(one.words, quote=False)}</p>"
        for one in said
    )
    return Made("interview.otr", json.dumps({"text": "".join(lines), "media": "interview.mp3"}).encode())


def make_eaf(said: Sequence[Said]) -> Made:
    times = [time for one in said for time in (one.start_ms, one.end_ms)]
    slots = (f'<TIME_SLOT TIME_SLOT_ID="ts{at}" TIME_VALUE="{ms}"/>' for at, ms in enumerate(times))
    tiers = (
        f'<TIER LINGUISTIC_TYPE_REF="default" PARTICIPANT="{name}" TIER_ID="{name}">'
        + "".join(_annotation(at, one) for at, one in enumerate(said) if one.who == who)
        + "</TIER>"
        for who, name in enumerate(NAMES)
    )
    body = f'<HEADER TIME_UNITS="milliseconds"/><TIME_ORDER>{"".join(slots)}</TIME_ORDER>{"".join(tiers)}'
    text = f'<?xml version="1.0" encoding="UTF-8"?><ANNOTATION_DOCUMENT VERSION="3.0">{body}</ANNOTATION_DOCUMENT>'
    return Made("interview.eaf", text.encode())


def _annotation(at: int, one: Said) -> str:
    slots = f'TIME_SLOT_REF1="ts{2 * at}" TIME_SLOT_REF2="ts{2 * at + 1}"'
    value = f"<ANNOTATION_VALUE>{escape(one.words, quote=False)}</ANNOTATION_VALUE>"
    inner = f'<ALIGNABLE_ANNOTATION ANNOTATION_ID="a{at}" {slots}>{value}</ALIGNABLE_ANNOTATION>'
    return f"<ANNOTATION>{inner}</ANNOTATION>"


def make_json(said: Sequence[Said]) -> Made:
    """As WhisperX writes it: segments with a speaker, and every word with its own time."""
    labels = ("SPEAKER_00", "SPEAKER_01")
    segments = [
        {"start": start / 1000, "end": end / 1000, "text": f" {words}", "speaker": labels[one.who],
         "words": list(_spoken_words(words, start, labels[one.who]))}
        for one in said
        for words, start, end in one.pieces()
    ]  # fmt: skip
    text = json.dumps({"segments": segments, "language": "da"}, ensure_ascii=False)
    return Made("interview.json", text.encode(), labels)


def _spoken_words(words: str, start: int, label: str) -> Iterator[dict[str, object]]:
    for at, word in enumerate(words.split()):
        yield {"word": word, "start": start / 1000 + at * 0.1, "score": 0.9, "speaker": label}


def _rows(said: Sequence[Said]) -> Iterator[tuple[str, str, str]]:
    yield "Tid", "Taler", "Tekst"
    yield from ((_clock(one.start_ms, digits=0), NAMES[one.who], one.words) for one in said)


def make_csv(said: Sequence[Said]) -> Made:
    memory = io.StringIO(newline="")
    csv.writer(memory, delimiter=";").writerows(_rows(said))
    return Made("interview.csv", memory.getvalue().encode("utf-8-sig"))


def make_xlsx(said: Sequence[Said]) -> Made:
    import openpyxl

    book, memory = openpyxl.Workbook(), io.BytesIO()
    for row in _rows(said):
        book.worksheets[0].append(row)
    book.save(memory)
    return Made("interview.xlsx", memory.getvalue())


def make_pdf(said: Sequence[Said]) -> Made:
    """As a word processor prints it: lines of one width, a number at the foot of each page, no hyphenation."""
    lines = [
        line
        for one in said
        for line in (*textwrap.wrap(f"{_stamp(one.start_ms)} {NAMES[one.who]}: {one.words}", 85), "")
    ]
    pages = [lines[at : at + 48] for at in range(0, len(lines), 48)]
    kids = " ".join(f"{4 + 2 * at} 0 R" for at in range(len(pages)))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>".encode(),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    for number, page in enumerate(pages, 1):
        objects += _page(page, number, len(objects) + 2)
    return Made("interview.pdf", _pdf(objects))


def _page(lines: Sequence[str], number: int, stream: int) -> tuple[bytes, bytes]:
    shown = b" T* ".join(b"(%s) Tj" % _pdf_text(line) for line in lines)
    drawn = b"BT /F1 11 Tf 14 TL 72 770 Td %s ET BT /F1 9 Tf 300 40 Td (%d) Tj ET" % (shown, number)
    page = f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {stream} 0 R /Resources << /Font << /F1 3 0 R >> >> >>"
    return page.encode(), b"<< /Length %d >>\nstream\n%s\nendstream" % (len(drawn), drawn)


def _pdf_text(line: str) -> bytes:
    return line.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)").encode("cp1252")


def _pdf(objects: Sequence[bytes]) -> bytes:
    data, places = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    head = b"xref\n0 %d\n0000000000 65535 f \n%s" % (len(objects) + 1, table)
    tail = b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, len(data))
    return data + head + tail


FORMATS: Mapping[str, Callable[[Sequence[Said]], Made]] = {
    "txt": make_txt,
    "md": make_md,
    "docx": make_docx,
    "odt": make_odt,
    "rtf": make_rtf,
    "vtt": make_vtt,
    "srt": make_srt,
    "html": make_html,
    "otr": make_otr,
    "eaf": make_eaf,
    "json": make_json,
    "csv": make_csv,
    "xlsx": make_xlsx,
    "pdf": make_pdf,
}
