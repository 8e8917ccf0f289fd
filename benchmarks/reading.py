"""How long casekit takes to read one interview, beside the libraries that others read such files with.

Run: python benchmarks/reading.py [--runs 15] [--only vtt,srt] [--write]

All readers get the same bytes, in turns, so that a busy machine hits them alike. casekit's time is for the whole:
text, turns, speakers, roles, language; a line below it has the text alone, which is all that the others give. ``--write`` puts the table
into benchmarks/results.md.
"""

import argparse
import gc
import io
import platform
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from itertools import cycle
from pathlib import Path

from interview import FORMATS, Made, Said, make_interview

from casekit import __version__
from casekit.errors import CasekitError
from casekit.model.document import Document, Turn
from casekit.readers import READERS, read_bytes
from casekit.readers.blocks import Request

HEADING = "# Reading"
RESULTS = Path(__file__).with_name("results.md")
MIXED = 100
ALONE = "casekit, text alone"

Text = Callable[[bytes, str], str]


def _docx(data: bytes, _: str) -> str:
    import docx

    return "\n".join(paragraph.text for paragraph in docx.Document(io.BytesIO(data)).paragraphs)


def _mammoth(data: bytes, _: str) -> str:
    import mammoth

    return str(mammoth.extract_raw_text(io.BytesIO(data)).value)


def _markitdown(data: bytes, name: str) -> str:
    from markitdown import MarkItDown

    converter = _KEPT.setdefault("markitdown", MarkItDown())
    return str(converter.convert_stream(io.BytesIO(data), file_extension=Path(name).suffix).text_content)


def _webvtt(data: bytes, name: str) -> str:
    import webvtt

    captions = (
        webvtt.from_string(data.decode())
        if name.endswith(".vtt")
        else webvtt.from_buffer(io.BytesIO(data), "srt")
    )
    return " ".join(caption.text for caption in captions)


def _striprtf(data: bytes, _: str) -> str:
    from striprtf.striprtf import rtf_to_text

    return str(rtf_to_text(data.decode("cp1252")))


def _odfpy(data: bytes, _: str) -> str:
    from odf import teletype, text
    from odf.opendocument import load

    paragraphs = load(io.BytesIO(data)).getElementsByType(text.P)
    return "\n".join(teletype.extractText(paragraph) for paragraph in paragraphs)


def _pypdfium2(data: bytes, _: str) -> str:
    import pypdfium2

    with pypdfium2.PdfDocument(data) as document:
        return "\n".join(page.get_textpage().get_text_range() for page in document)


def _openpyxl(data: bytes, _: str) -> str:
    import openpyxl

    rows = openpyxl.load_workbook(io.BytesIO(data), read_only=True).worksheets[0].iter_rows(values_only=True)
    return "\n".join(" ".join(map(str, row)) for row in rows)


def _pandas(data: bytes, _: str) -> str:
    import pandas as pd

    return "\n".join(pd.read_csv(io.BytesIO(data), sep=";")["Tekst"])


def _text_alone(data: bytes, name: str) -> str:
    """What casekit's reader of the format makes before turns, speakers, roles and language are looked for."""
    format = next((one for one in READERS if one.holds(data)), None)
    format = format or next(one for one in READERS if Path(name).suffix in one.suffixes)
    return "\n".join(block.text for block in format.parse(data, Request(name)).blocks)


_KEPT: dict[str, object] = {}
# package → (module to import, what it reads, how)
OTHERS: Mapping[str, tuple[str, tuple[str, ...], Text]] = {
    "python-docx": ("docx", ("docx",), _docx),
    "mammoth": ("mammoth", ("docx",), _mammoth),
    "markitdown": ("markitdown", ("docx", "html", "xlsx", "csv", "pdf"), _markitdown),
    "odfpy": ("odf.opendocument", ("odt",), _odfpy),
    "striprtf": ("striprtf.striprtf", ("rtf",), _striprtf),
    "webvtt-py": ("webvtt", ("vtt", "srt"), _webvtt),
    "openpyxl": ("openpyxl", ("xlsx",), _openpyxl),
    "pandas": ("pandas", ("csv",), _pandas),
    "pypdfium2": ("pypdfium2", ("pdf",), _pypdfium2),
}


@dataclass(slots=True)
class Result:
    """What one reader did with one file: times in ms, or why it could not, and what came back."""

    format: str
    reader: str
    taken: list[float] = field(default_factory=list)
    failed: str = ""
    words: float = 0.0
    placed: float | None = None
    size: int = 0


def share_of_words(text: str, said: Sequence[Said]) -> float:
    """The share of turns whose words stand in *text* exactly and in order; line breaks count as blanks."""
    text, at, found = " ".join(text.split()), 0, 0
    for one in said:
        place = text.find(one.words, at)
        if place >= 0:
            found, at = found + 1, place + len(one.words)
    return found / len(said)


def share_placed(document: Document, said: Sequence[Said], made: Made) -> float:
    """The share of turns that come back with the same words, the right speaker and the right time."""
    turns: dict[str, list[Turn]] = {}
    for turn in document.turns:
        turns.setdefault(" ".join(document.words_of(turn).split()), []).append(turn)
    right = 0
    for one in said:
        if same := turns.get(one.words):
            turn = same.pop(0)
            timed = turn.start_ms == one.start_ms if made.starts else turn.end_ms == one.end_ms
            right += timed and turn.speaker == made.labels[one.who]
    return right / len(said)


def contestants(format: str) -> Iterator[tuple[str, Text | None]]:
    """casekit (no function of its own: it gives more than text), then those of the others that are installed."""
    yield "casekit", None
    yield ALONE, _text_alone
    for name, (module, formats, read) in OTHERS.items():
        if format in formats and find_spec(module.split(".")[0]):
            yield name, read


def first_look(
    format: str, made: Made, said: Sequence[Said]
) -> Iterator[tuple[Result, Callable[[], object]]]:
    """Each reader once, for what comes back and to warm up."""
    for name, read in contestants(format):
        result = Result(format, name, size=len(made.data))
        try:
            if read is None:
                document = read_bytes(made.data, made.name).document
                result.words = share_of_words("\n".join(map(document.words_of, document.turns)), said)
                result.placed = share_placed(document, said, made)
            else:
                result.words = share_of_words(read(made.data, made.name), said)
        except CasekitError as error:
            result.failed = f"not read: {error.problem}"
        except Exception as error:
            lacking = "MissingDependency" in str(error)
            result.failed = (
                "left out: its extra is not installed" if lacking else f"not read: {type(error).__name__}"
            )
        yield result, _call(read, made)


def _call(read: Text | None, made: Made) -> Callable[[], object]:
    if read is None:
        return lambda: read_bytes(made.data, made.name)
    return lambda: read(made.data, made.name)


def race(entries: Iterable[tuple[Result, Callable[[], object]]], runs: int) -> list[Result]:
    """All readers of all formats, one after the other, *runs* times over."""
    entries = list(entries)
    for _ in range(runs):
        for result, call in entries:
            if result.failed:
                continue
            gc.collect()  # nobody pays for what another left behind
            start = time.perf_counter()
            call()
            result.taken.append((time.perf_counter() - start) * 1000)
    return [result for result, _ in entries]


def mixed(formats: Sequence[str]) -> tuple[float, int]:
    """Seconds for a hundred different interviews, each in the next of *formats*, and how many were read."""
    kinds = cycle(formats)
    files = [FORMATS[next(kinds)](make_interview(seed)) for seed in range(MIXED)]
    read, start = 0, time.perf_counter()
    for made in files:
        try:
            read += len(read_bytes(made.data, made.name).document.turns) > 0
        except CasekitError:
            continue
    return time.perf_counter() - start, read


def import_seconds(module: str, runs: int = 3) -> float:
    """What ``import module`` adds to the start of Python."""
    best = {code: min(_process(code) for _ in range(runs)) for code in ("pass", f"import {module}")}
    return max(best[f"import {module}"] - best["pass"], 0.0)


def _process(code: str) -> float:
    start = time.perf_counter()
    subprocess.run([sys.executable, "-c", code], check=True, capture_output=True)
    return time.perf_counter() - start


def table(results: Sequence[Result]) -> str:
    lines = [
        "| format | reader | best ms | median ms | times casekit’s text | words exact | speaker and time |",
        "|---|---|--:|--:|--:|--:|--:|",
    ]
    own = {result.format: min(result.taken) for result in results if result.reader == ALONE and result.taken}
    for result in results:
        first = f"{result.format} ({result.size // 1000} kB)" if result.reader == "casekit" else ""
        if result.failed:
            lines.append(f"| {first} | {result.reader} | – | – | – | {result.failed} | – |")
            continue
        best, median = min(result.taken), statistics.median(result.taken)
        ratio = (
            f"{best / own[result.format]:.1f}"
            if result.format in own and "casekit" not in result.reader
            else ""
        )
        placed = "–" if result.placed is None else f"{result.placed:.1%}"
        lines.append(
            f"| {first} | {result.reader} | {best:.1f} | {median:.1f} | {ratio} | {result.words:.1%} | {placed} |"
        )
    return "\n".join(lines)


def imports() -> str:
    """A sentence on what it costs to import each reader, which the table does not count."""
    told = [f"casekit.readers {__version__}: {import_seconds('casekit.readers'):.2f} s"]
    for name, (module, _, _) in OTHERS.items():
        try:
            told.append(f"{name} {version(name)}: {import_seconds(module):.2f} s")
        except PackageNotFoundError:
            told.append(f"{name}: not installed, left out")
    return "Not counted, the import of each: " + "; ".join(told) + "."


def report(formats: Sequence[str], runs: int) -> str:
    """The whole section, as Markdown."""
    said = make_interview()
    files = {format: FORMATS[format](said) for format in formats}
    entries = (entry for format, made in files.items() for entry in first_look(format, made, said))
    results = race(entries, runs)
    seconds, read = mixed(formats)
    words = sum(len(one.words.split()) for one in said)
    return "\n\n".join(
        (
            HEADING,
            f"`python benchmarks/reading.py`, one made-up interview of {len(said)} turns and {words:,} words in each format. "
            "The same bytes for all, one reader after the other, over and over. casekit's time is for text, turns, "
            "speakers, roles and language together; the others give text, and are set against casekit's text alone.",
            f"Python {platform.python_version()}, {platform.system()}, one process, {runs} runs after one to warm up",
            table(results),
            "The csv file has semicolons, as Excel writes them in Denmark, Germany and the Netherlands; markitdown parts "
            "at commas only. casekit reads PDF in a process of its own, which has to start each time.",
            f"{MIXED} interviews in {len(formats)} formats, one process: **{seconds:.1f} s** ({read} read).",
            imports(),
        )
    )


def write(section: str) -> None:
    """Put *section* where its predecessor stands in the results, else at their end."""
    before, _, rest = RESULTS.read_text("utf-8").partition(HEADING + "\n")
    after = rest[rest.find("\n# ") + 1 :] if "\n# " in rest else ""
    RESULTS.write_text("\n\n".join(filter(None, (before.rstrip(), section, after.rstrip()))) + "\n", "utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--runs", type=int, default=15)
    parser.add_argument("--only", default=",".join(FORMATS), help="formats, with commas between them")
    parser.add_argument("--write", action="store_true")
    given = parser.parse_args()
    section = report(given.only.split(","), given.runs)
    print(section)
    if given.write:
        write(section)


if __name__ == "__main__":
    main()
