"""The process that reads a PDF, started as casekit starts it."""

import io
import json
import subprocess
import sys
from pathlib import Path

import pytest

from casekit.readers import pdf_process

pytestmark = pytest.mark.slow


PAGE = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> >> /Contents 4 0 R >>"
FONT = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"


def small_pdf(drawn, kids=b"5 0 R", count=1, trailer=b""):
    stream = b"<< /Length %d >>\nstream\n%s\nendstream" % (len(drawn), drawn)
    pages = b"<< /Type /Pages /Kids [%s] /Count %d >>" % (kids, count)
    bodies = [b"<< /Type /Catalog /Pages 2 0 R >>", pages, FONT, stream, PAGE]
    out = b"%PDF-1.4\n" + b"".join(b"%d 0 obj\n%s\nendobj\n" % (n, body) for n, body in enumerate(bodies, 1))
    return out + b"trailer << /Size 6 /Root 1 0 R %s >>\n%%%%EOF" % trailer


def ran(data, script=None):
    """What the process answers, and how it ended."""
    arguments = [sys.executable, "-P", *(["-c", script] if script else [str(Path(pdf_process.__file__))])]
    ended = subprocess.run(arguments, input=data, capture_output=True, timeout=60, check=False)
    return [json.loads(line) for line in ended.stdout.splitlines()], ended.returncode


def test_lines_come_with_their_heights_and_pages_are_counted():
    drawn = b"BT /F1 11 Tf 60 700 Td (I: Hej) Tj 0 -14 Td (B: \xc6ble) Tj 3 Tr 0 -14 Td (usynlig) Tj ET"
    answers, ended = ran(small_pdf(drawn))
    assert answers == [
        {"lines": [["I: Hej", 700.0, 700.0], ["B: Æble", 686.0, 686.0], ["usynlig", 672.0, 672.0]]},
        {"done": 1, "broken": 0, "pictures": 0, "comments": 0, "fields": 0, "embedded": 0},
    ]
    assert ended == 0


def test_a_line_that_goes_on_after_a_hyphen_ends_further_down():
    answers, _ = ran(small_pdf(b"BT /F1 11 Tf 60 700 Td (Zusammen-) Tj 0 -14 Td (arbeit hier) Tj ET"))
    assert answers[0] == {"lines": [["Zusammen\ufffearbeit hier", 700.0, 686.0]]}


def test_pages_that_are_not_there_are_counted_as_broken():
    answers, _ = ran(small_pdf(b"BT /F1 11 Tf 60 700 Td (Hej) Tj ET", kids=b"5 0 R 77 0 R", count=2))
    assert answers[-1]["done"] == 2
    assert answers[-1]["broken"] == 1


def test_a_password_is_told():
    lock = b"/Encrypt << /Filter /Standard /V 1 /R 2 /O <%s> /U <%s> /P -4 >> /ID [<00> <00>]" % (
        b"11" * 32,
        b"22" * 32,
    )
    assert ran(small_pdf(b"", trailer=lock)) == ([{"problem": "password_protected"}], 0)


@pytest.mark.parametrize("data", [b"", b"%PDF-1.4", b"\x00" * 1_000])
def test_what_is_no_pdf_is_damaged(data):
    assert ran(data) == ([{"problem": "damaged"}], 0)


def test_without_the_extra_it_says_so(monkeypatch):
    monkeypatch.setitem(sys.modules, "pypdfium2", None)
    assert list(pdf_process.answers(b"")) == [{"problem": "pdf_needs_extra"}]


SETTING = "import runpy, sys; sys.argv = ['x']; module = runpy.run_path({path!r}); g = module['answers'].__globals__; g.update({names}); module['main']()"


def test_endless_pages_end():
    script = SETTING.format(path=pdf_process.__file__, names="MAX_PAGES=2")
    answers, _ = ran(small_pdf(b"BT /F1 11 Tf 60 700 Td (Hej) Tj ET", kids=b"5 0 R " * 9, count=9), script)
    assert [set(answer) for answer in answers] == [{"lines"}, {"lines"}, {"problem"}]
    assert answers[-1] == {"problem": "too_many_pages"}


def test_endless_text_ends():
    script = SETTING.format(path=pdf_process.__file__, names="MAX_CHARACTERS=2")
    answers, _ = ran(small_pdf(b"BT /F1 11 Tf 60 700 Td (Hej) Tj ET"), script)
    assert answers == [{"problem": "text_too_long"}]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such limits")
def test_memory_and_time_are_limited_before_anything_is_read():
    script = (
        f"import runpy, json, resource as r; runpy.run_path({pdf_process.__file__!r})['_limit']();"
        "print(json.dumps([r.getrlimit(kind)[0] for kind in (r.RLIMIT_AS, r.RLIMIT_CPU, r.RLIMIT_CORE)]))"
    )
    [[memory, seconds, core]], _ = ran(b"", script)
    assert seconds == pdf_process.SECONDS
    assert core == 0
    assert memory in (pdf_process.MEMORY, -1)  # macOS does not limit it


def test_a_process_that_runs_out_of_memory_dies_and_tells_nothing_more(monkeypatch):
    def full(_):
        raise MemoryError

    monkeypatch.setattr(pdf_process, "answers", full)
    monkeypatch.setattr(pdf_process, "_limit", lambda: None)
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"")))
    with pytest.raises(MemoryError):
        pdf_process.main()
