"""PDF through the process that reads it: made here, sign by sign."""

import json
import subprocess
import sys

import pytest

from casekit.errors import ReadError
from casekit.readers import pdf, pdf_process
from casekit.readers.blocks import Block, Request
from casekit.wording import LANGUAGES, describe, explain, speak

pytestmark = pytest.mark.slow


def make_pdf(*pages, extra=b"", annotations=b""):
    """A PDF of pages of lines; an empty line is a gap, None a page with a picture."""
    objects = [b"<< /Type /Catalog /Pages 2 0 R %s >>" % extra, b""]
    objects.append(b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>")
    kids = []
    for lines in pages:
        drawn = [b"10 10 50 50 re f"] if lines is None else []
        for at, line in enumerate(lines or []):
            said = line.encode("cp1252").replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")
            drawn += [b"BT /F1 11 Tf 60 %d Td (%s) Tj ET" % (780 - 14 * at, said)] if line else []
        stream = b"\n".join(drawn)
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream))
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> >> "
            b"/Contents %d 0 R %s >>" % (len(objects), annotations)
        )
        kids.append(b"%d 0 R" % len(objects))
    objects[1] = b"<< /Type /Pages /Kids [%s] /Count %d >>" % (b" ".join(kids), len(kids))
    out, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    head = b"xref\n0 %d\n0000000000 65535 f \n" % size
    return (
        out + head + table + b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % (size, len(out))
    )


def parsed(data, name="a.pdf"):
    return pdf.FORMAT.parse(data, Request(name))


def told(source):
    for finding in source.findings:
        for language in LANGUAGES:
            speak(language)
            assert "{" not in describe(finding.kind, finding.data)
            assert describe(finding.kind, finding.data) != finding.kind
    speak("en")
    return {finding.kind: dict(finding.data) for finding in source.findings}


def refused(problem, data=b"%PDF-1.4"):
    with pytest.raises(ReadError) as caught:
        parsed(data)
    assert caught.value.problem == problem
    for language in LANGUAGES:
        speak(language)
        assert "{" not in explain(caught.value)
    speak("en")
    return caught.value


def written(monkeypatch, *answers, raw=None):
    """Let the other process write so."""
    out = raw if raw is not None else "\n".join(json.dumps(answer) for answer in answers).encode()
    monkeypatch.setattr(pdf, "_run", lambda data, file: out)


DONE = {"done": 1, "broken": 0, "pictures": 0, "comments": 0, "fields": 0, "embedded": 0}


def test_talk_on_pages_becomes_paragraphs():
    pages = [
        [
            "Interview AHR-03",
            "",
            "I: Was machen Sie im Projekt-",
            "büro, für alle?",
            "B: Wohnungsnotfälle – (lacht)",
            "und so.",
            "1",
        ],
        ["Interview AHR-03", "I: Gut, und die Zusammen-", "arbeit mit den Sozial-", "und Jugendämtern?", "2"],
        ["Interview AHR-03", "B: Ja.", "3"],
    ]
    source = parsed(make_pdf(*pages))
    assert source.blocks == (
        Block("I: Was machen Sie im Projektbüro, für alle?"),
        Block("B: Wohnungsnotfälle – (lacht) und so."),
        Block("I: Gut, und die Zusammenarbeit mit den Sozial- und Jugendämtern?"),
        Block("B: Ja."),
    )
    assert source.left == (("headers", 6),)
    assert told(source) == {"pdf_read": {"n": 3}, "left_headers": {"n": 6}}


def test_turns_and_roles_come_of_it(spoken):
    data = make_pdf(["I: Hvad så?", "B: Det går,", "det går.", "", "I: Godt.", "B: Ja."])
    assert spoken(data, "a.pdf") == [
        ("I", "Hvad så?"),
        ("B", "Det går, det går."),
        ("I", "Godt."),
        ("B", "Ja."),
    ]


def test_pages_that_are_pictures_are_told():
    assert told(parsed(make_pdf(["B: Ja."], None, [])))["pdf_pages_without_text"] == {"n": 1}


def test_a_pdf_of_pictures_needs_a_person_who_reads_it():
    assert refused("pdf_without_text", make_pdf(None, None)).data["n"] == 2


def test_remarks_and_filled_fields_are_counted_and_not_read():
    annotations = (
        b"/Annots [<< /Type /Annot /Subtype /Text /Rect [0 0 9 9] /Contents (REAL NAME) >> "
        b"<< /Type /Annot /Subtype /Widget /FT /Tx /T (a) /Rect [0 0 9 9] /V (REAL NAME) >>]"
    )
    source = parsed(make_pdf(["B: Ja."], annotations=annotations))
    assert "REAL NAME" not in str(source)
    assert told(source) == {"pdf_read": {"n": 1}, "left_comments": {"n": 1}, "pdf_fields_left_out": {"n": 1}}


@pytest.mark.parametrize("data", [b"%PDF-1.4\n", make_pdf(["B: Ja."])[:200], b"no pdf at all"])
def test_broken_files_are_refused(data):
    assert refused("pdf_unreadable", data).data["reason"] == "damaged"


def test_only_its_sign_near_the_beginning_makes_a_pdf():
    assert pdf.FORMAT.holds(b"\xef\xbb\xbf junk %PDF-1.7")
    assert not pdf.FORMAT.holds(b" " * 1_024 + b"%PDF-1.7")


def test_pdfium_is_loaded_by_the_other_process_only():
    script = (
        "import sys\n"
        "from casekit.readers import read_bytes\n"
        "try: read_bytes(b'%PDF-1.4', 'a.pdf')\n"
        "except ValueError: pass\n"
        "print([name for name in sys.modules if name.startswith('pypdfium2')])"
    )
    ended = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, timeout=60, check=True
    )
    assert ended.stdout.strip() == "[]"


# what the other process may tell


def test_a_process_that_takes_too_long_is_ended(monkeypatch):
    monkeypatch.setattr(pdf, "SECONDS", 0.01)
    assert refused("pdf_unreadable").data["reason"] == "> 0.01 s"


def test_a_python_that_cannot_be_started_is_told(monkeypatch):
    monkeypatch.setattr(sys, "executable", "/nowhere/python")
    assert refused("pdf_unreadable").data["reason"] == "FileNotFoundError"


def test_a_process_that_dies_is_told(monkeypatch, tmp_path):
    script = tmp_path / "dies.py"
    script.write_text("import os; print('{\"lines\": []}', flush=True); os.abort()")
    monkeypatch.setattr(pdf_process, "__file__", str(script))
    assert refused("pdf_unreadable").data["reason"] == "damaged"


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        (b"", "incomplete"),
        (b'{"lines": []}\n', "incomplete"),
        (b"no json", "garbled"),
        (b"[1]", "garbled"),
        (b'{"lines": [["a"]]}', "garbled"),
        (b'{"lines": 3}', "garbled"),
        (b'{"done": "x"}', "garbled"),
        (b"[" * 100_000, "garbled"),
        (b"\xff\xfe", "garbled"),
    ],
)
def test_rubbish_is_told(monkeypatch, raw, reason):
    written(monkeypatch, raw=raw)
    assert refused("pdf_unreadable").data["reason"] == reason


@pytest.mark.parametrize(
    ("problem", "wanted"),
    [
        ("pdf_needs_extra", "pdf_needs_extra"),
        ("password_protected", "password_protected"),
        ("text_too_long", "text_too_long"),
        ("damaged", "pdf_unreadable"),
        ("too_many_pages", "pdf_unreadable"),
        ("anything", "pdf_unreadable"),
    ],
)
def test_problems_come_with_their_names(monkeypatch, problem, wanted):
    written(monkeypatch, {"problem": problem})
    refused(wanted)


def test_the_missing_extra_is_told_with_what_to_install(monkeypatch):
    written(monkeypatch, {"problem": "pdf_needs_extra"})
    assert 'pip install "casekit[pdf]"' in explain(refused("pdf_needs_extra"))


def test_broken_pages_are_counted(monkeypatch):
    written(
        monkeypatch,
        {"lines": [["B: Ja.", 700, 700]]},
        {"lines": []},
        {**DONE, "done": 2, "broken": 1, "embedded": 1},
    )
    source = parsed(b"")
    assert told(source) == {"pdf_read": {"n": 2}, "pdf_pages_broken": {"n": 1}, "left_embedded": {"n": 1}}


def test_a_pdf_whose_pages_are_all_broken_is_not_one_of_pictures(monkeypatch):
    written(monkeypatch, {"lines": []}, {**DONE, "broken": 1})
    refused("pdf_unreadable")


def test_a_pdf_without_pages_has_no_text(monkeypatch):
    written(monkeypatch, {**DONE, "done": 0})
    assert refused("pdf_unreadable").data["reason"] == "damaged"


def test_signs_that_mean_nothing_are_taken_out(monkeypatch):
    written(monkeypatch, {"lines": [["B: so\u200bcial \x02", 700, 700]]}, DONE)
    source = parsed(b"")
    assert source.blocks == (Block("B: social "),)
    assert set(told(source)) == {"pdf_read", "invisible_characters", "control_characters"}


def test_a_giant_is_refused_before_it_is_opened(monkeypatch):
    monkeypatch.setattr(pdf, "MAX_BYTES", 4)
    refused("too_large")
