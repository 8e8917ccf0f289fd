import pytest

from casekit.errors import ReadError
from casekit.readers import read_bytes, web
from casekit.readers.blocks import Request

NOSCRIBE = """<!DOCTYPE HTML PUBLIC "-//W3C//DTD HTML 4.0//EN" "http://www.w3.org/TR/REC-html40/strict.dtd">
<html><head><meta charset="UTF-8"/><style type="text/css">p { color: black }</style></head><body>
<p style="font-weight:600;">lyd.wav</p>
<p>Transskriberet af en maskine</p>
<p><a name="ts_12140_20000_S01">S01: Hvordan går det</a><a name="ts_20000_22800_S01"> med dig?</a></p>
<p><a name="ts_22800_30000_S02">S02: Det går //S01: Ja.// godt.</a></p>
<p><a name="ts_31000_32000_S01">Nå da.</a></p>
</body></html>"""


def page(body: str, head: str = "") -> bytes:
    return f"<!doctype html><html><head>{head}</head><body>{body}</body></html>".encode()


def test_noscribe_tells_who_speaks_and_when(spoken):
    document = read_bytes(NOSCRIBE.encode(), "a.html").document
    assert spoken(document) == [
        ("S01", "Hvordan går det med dig?"),
        ("S02", "Det går //S01: Ja.// godt."),
        ("S01", "Nå da."),
    ]
    assert [(turn.start_ms, turn.end_ms) for turn in document.turns] == [
        (12_140, 22_800),
        (22_800, 30_000),
        (31_000, 32_000),
    ]
    assert document.text.startswith("lyd.wav\nTransskriberet af en maskine\nS01: Hvordan")


def test_a_name_written_over_noscribes_label_counts(spoken):
    renamed = (
        NOSCRIBE.replace(">S01: ", ">Mette: ").replace(">Nå da", ">Mette: Nå da").replace(">S02: ", ">Bo: ")
    )
    renamed = renamed.replace("</body>", '<p><a name="ts_33000_34000_S02">Bo: Ja.</a></p></body>')
    document = read_bytes(renamed.encode(), "a.html").document
    assert [speaker for speaker, _ in spoken(document)] == ["Mette", "Bo", "Mette", "Bo"]
    assert document.turns[0].start_ms == 12_140


def test_a_saved_page_is_read_as_it_is_seen(spoken, kinds):
    data = page(
        "<nav>Forside</nav><h1>Samtale</h1><p><b>I:</b> Hvad  er\n det?</p><p>IP: Det <del>hem</del>er "
        "<span style='display: none'>skjult</span>godt.<br>Ja.</p><script>x</script><form><input value=x></form>"
        "<p>I: Nå?</p><p>IP: Jo.</p>",
        "<title>Side</title>",
    )
    reading = read_bytes(data, "a.html")
    assert (
        reading.document.text == "Forside\nSamtale\nI: Hvad er det?\nIP: Det er godt.\nJa.\nI: Nå?\nIP: Jo."
    )
    assert spoken(reading) == [
        ("I", "Hvad er det?"),
        ("IP", "Det er godt.\nJa."),
        ("I", "Nå?"),
        ("IP", "Jo."),
    ]
    assert {"left_deleted", "left_hidden", "form_fields_left"} <= set(kinds(reading))
    assert reading.document.metadata == ()


def test_the_title_is_metadata_where_the_page_has_no_heading():
    document = read_bytes(
        page("<p>I: Hej?</p><p>IP: Ja.</p>", "<title>Interview 3</title>"), "a.html"
    ).document
    assert ("title", "Interview 3") in document.metadata
    assert "Interview 3" not in document.text


def test_a_table_of_turns_is_speech_and_another_is_not(spoken, kinds):
    data = page(
        "<table><tr><th>Tid<th>Taler<th>Tekst<tr><td>00:01<td>I<td>Nå?<tr><td>00:02<td>IP<td>Jo da.</table>"
        "<table><tr><td>1<td>2<td>3<tr><td>4<td>5<td>6</table>"
    )
    reading = read_bytes(data, "a.html")
    assert spoken(reading) == [("I", "Nå?"), ("IP", "Jo da.")]
    assert [turn.start_ms for turn in reading.document.turns] == [1_000, 2_000]
    assert "table_not_speech" in kinds(reading)


@pytest.mark.parametrize(
    ("head", "encoding", "told"),
    [
        ("<meta charset=iso-8859-1>", "cp1252", "cp1252"),
        ("<meta http-equiv=content-type content='text/html; charset=windows-1252'>", "cp1252", "cp1252"),
        ("<meta charset=macintosh>", "mac-roman", "mac-roman"),
        ("<meta charset=windows-1252>", "utf-8", ""),
        ("<meta charset=hex>", "utf-8", ""),
        ("<meta charset=utf-8>", "cp1252", ""),
        ("<meta charset=shift_jis>", "cp1252", ""),
        ("", "utf-16", ""),
        ("", "utf-8-sig", ""),
    ],
)
def test_the_encoding_is_what_makes_sense(spoken, head, encoding, told):
    data = page("<p>I: Får I så “færre”?</p><p>IP: Ja, på øen.</p>", head).decode().encode(encoding)
    assert spoken(data, "a.html")[0] == ("I", "Får I så “færre”?")
    assert web.FORMAT.parse(data, Request("a.html")).encoding == told


def test_plain_text_that_is_called_html_keeps_its_lines(spoken):
    assert spoken(b"I: Hej?\nIP: Ja.\n", "a.html") == [("I", "Hej?"), ("IP", "Ja.")]


@pytest.mark.parametrize(
    "data",
    [
        page("x"),
        b"\xef\xbb\xbf \n<HTML>",
        b"<?xml version='1.0'?>\n<!DOCTYPE html>",
        b"<!-- a --><!-- b --><html >",
        page("x").decode().encode("utf-16"),
    ],
)
def test_pages_are_known_by_how_they_begin(data):
    assert web.FORMAT.holds(data)


@pytest.mark.parametrize(
    "data", [b"", b"I: <html>", b"<?xml version='1.0'?><a/>", b"<p>Hej", b"<!---->" * 1_100]
)
def test_other_files_are_not_claimed(data):
    assert not web.FORMAT.holds(data)


@pytest.mark.parametrize(
    "data", [b"<html>", b"<html><script>var a</script>", page("<p hidden>Hej</p>"), b"<!-- Hej -->", b"<"]
)
def test_a_page_that_shows_nothing_is_a_read_error(data):
    with pytest.raises(ReadError) as caught:
        read_bytes(data, "a.html")
    assert caught.value.problem == "no_text"


def test_a_page_without_speech_is_a_document_with_a_warning(kinds):
    reading = read_bytes(page("<h1>Om os</h1><p>Vi er en kommune.</p>"), "a.html")
    assert reading.document.text == "Om os\nVi er en kommune."
    assert "no_speakers" in kinds(reading)


def test_entities_of_a_document_type_are_not_looked_up(tmp_path):
    secret = tmp_path / "secret.txt"
    secret.write_text("HEMMELIGT")
    data = (
        f'<!DOCTYPE html [<!ENTITY x SYSTEM "file://{secret}">]><html><p>I: Hej &x;?</p><p>IP: Ja.</p></html>'
    )
    assert "HEMMELIGT" not in read_bytes(data.encode(), "a.html").document.text


def problem(data: bytes) -> str:
    try:
        return "" if read_bytes(data, "a.html").document.text else "no document"
    except ReadError as error:
        return error.problem


def test_every_piece_of_a_page_ends_in_a_document_or_a_read_error():
    data = NOSCRIBE.encode()
    for end in range(1, len(data), 41):
        assert problem(data[:end]) in {"", "no_text"}


def test_a_file_larger_than_any_transcript_is_refused(monkeypatch):
    monkeypatch.setattr(web, "MAX_BYTES", 10)
    with pytest.raises(ReadError) as caught:
        read_bytes(page("Hej"), "a.html")
    assert caught.value.problem == "too_large"


def test_what_the_pages_own_style_sheet_hides_stays_out_and_is_counted(kinds):
    style = "<style>/* .talk{display:none} */ @media print {.talk{display:none}} .secret, p.gone { display : none }</style>"
    page = f"<html><head>{style}</head><body><p class='talk'>I: Hej</p><p class='a secret'>REAL NAME</p>"
    reading = read_bytes(f"{page}<p class='gone'>REAL NAME</p><p>B: Ja</p></body></html>".encode(), "a.html")
    assert reading.document.text.split() == ["I:", "Hej", "B:", "Ja"]
    assert dict(reading.ledger.beside) == {"hidden": 16}
    assert "left_hidden" in kinds(reading)
