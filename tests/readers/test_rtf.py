import time
from contextlib import suppress

import pytest

from casekit.errors import CasekitError, ReadError
from casekit.readers import read_bytes
from casekit.readers.blocks import Remark, Request, Source
from casekit.readers.rtf import FORMAT

pytestmark = pytest.mark.slow


HEAD = r"{\rtf1\ansi\ansicpg1252\uc1\deff0{\fonttbl{\f0\fswiss\fcharset0 Arial;}}"
F4 = (
    HEAD
    + r"\pard\f0\fs24 I: Hvordan g\'e5r det? #00:00:04-2#\par "
    + r"IP: Det g\'e5r \u8211? ja. #00:00:09-0#\par}"
)
NAMED = (
    r"I: Hej.\par IP: Det {\*\atrfstart 1}g\'e5r{\*\atrfend 1}{\*\atnid AB}{\*\atnauthor Anne B\'f8gh}\chatn "
    r"{\*\annotation{\*\atnref 1}{\*\atndate 1907}\pard\plain REAL NAME er bekymret.} fint.\par}"
)


def parse(body: str, **request: str) -> Source:
    return FORMAT.parse((HEAD + body).encode("latin-1"), Request("a.rtf", **request))


def lines(body: str) -> list[str]:
    return [block.text for block in parse(body).blocks]


def found(source: Source) -> dict[str, int | None]:
    return {finding.kind: finding.data.get("n") for finding in source.findings}


def test_an_f4_transcript_becomes_turns_with_the_times_at_their_ends(spoken):
    document = read_bytes(F4.encode(), "HAV-02.rtf").document
    assert spoken(document) == [("I", "Hvordan går det?"), ("IP", "Det går – ja.")]
    assert [turn.end_ms for turn in document.turns] == [4_200, 9_000]
    assert document.reader == "rtf"


@pytest.mark.parametrize("start", ["", "\ufeff", " \r\n"])
def test_the_first_bytes_say_that_it_is_rtf(start):
    assert FORMAT.holds((start + F4).encode())
    assert not FORMAT.holds(b"I: {\\rtf is a format")
    assert not FORMAT.holds(b"{\\rt")


def test_plain_text_that_is_called_rtf_is_read_as_text(spoken):
    assert spoken(b"I: Hej?\nIP: Ja.", "a.rtf") == [("I", "Hej?"), ("IP", "Ja.")]


def test_bold_questions_without_labels_are_the_interviewers(spoken):
    body = r"\pard{\b Hvordan g\'e5r det?}\par Fint.\par {\b Og nu}{\b ?}\par Tja.\par}"
    data = (HEAD + body).encode()
    assert spoken(data, "a.rtf") == [
        ("I", "Hvordan går det?"),
        ("R", "Fint."),
        ("I", "Og nu?"),
        ("R", "Tja."),
    ]


def test_an_interview_in_a_table_keeps_speakers_and_times(spoken):
    rows = "".join(
        rf"\trowd\cellx1\cellx2\cellx3\pard\intbl {time}\cell {who}\cell {words}\cell\row"
        for time, who, words in (("Tid", "Taler", "Tekst"), ("00:03", "JS", "Hej?"), ("00:09", "IP", "Ja."))
    )
    document = read_bytes((HEAD + rows + r"\pard\par}").encode(), "a.rtf").document
    assert spoken(document) == [("JS", "Hej?"), ("IP", "Ja.")]
    assert [turn.start_ms for turn in document.turns] == [3_000, 9_000]


def test_a_table_that_is_no_speech_is_told():
    source = parse(r"\trowd\intbl Uge\cell Vejr\cell Rum\cell\row\trowd\intbl 1\cell Sol\cell A\cell\row}")
    assert [finding.data["table"] for finding in source.findings] == [1]
    assert all(block.aside for block in source.blocks)


def test_headings_are_nobodys_speech_unless_they_are_questions():
    body = r"{\stylesheet{\s1 Overskrift 1;}}\pard\s1 Baggrund\par\s1 Hvem er du?\par\pard Jeg.\par}"
    assert [(block.text, block.aside, block.bold) for block in parse(body).blocks] == [
        ("Baggrund", True, True),
        ("Hvem er du?", False, True),
        ("Jeg.", False, False),
    ]


def test_what_stands_beside_the_talk_is_counted_and_not_read():
    body = (
        r"{\info{\author REAL NAME}{\title REAL NAME}}{\header REAL NAME\par}{\footerf \par}"
        r"I: Hej{\footnote\pard REAL NAME}{\v REAL NAME}{\deleted REAL NAME}{\mvf REAL NAME}"
        r"{\*\annotation REAL NAME}{\object{\*\objdata 52}{\result hallo}}{\field{\*\fldinst REAL NAME}"
        r"{\fldrslt .}}{\pict 00}{\*\unknown REAL NAME}\par}"
    )
    source = parse(body)
    assert [block.text for block in source.blocks] == ["I: Hejhallo."]
    assert dict(source.left) == {
        "headers": 1,
        "footnotes": 1,
        "hidden": 9,
        "deleted": 18,
        "comments": 1,
        "embedded": 1,
    }
    assert found(source) == {f"left_{what}": n for what, n in source.left}


def test_a_remark_has_its_author_and_the_words_it_is_about():
    source = parse(NAMED.replace("1907", str((2023 - 1900 << 20) + (9 << 16) + (12 << 11) + (8 << 6) + 5)))
    assert source.remarks == (Remark("Anne Bøgh", "REAL NAME er bekymret.", "2023-09-12T08:05"),)
    block = source.blocks[1]
    assert block.text == "IP: Det går fint."
    assert [block.text[slice(*(at for _, at in block.anchors))]] == ["går"]


def test_a_remark_in_a_table_lies_on_the_words_of_its_cell():
    rows = r"\trowd\intbl I\cell Hvordan g\'e5r det nu med jer?\cell\row" * 2
    noted = (
        r"\trowd\intbl IP\cell Det {\*\atrfstart 7}g\'e5r{\*\atrfend 7}{\*\annotation{\*\atnref 7}Nej}"
        r" rigtig fint her.\cell\row\trowd\intbl IP\cell Ja, det er der ingen tvivl om.\cell\row}"
    )
    block = next(block for block in parse(rows + noted).blocks if block.anchors)
    assert block.text[block.anchors[0][1] : block.anchors[1][1]] == "går"
    assert block.speaker == "IP"


def test_a_file_that_stops_too_early_is_read_as_far_as_it_goes(spoken, kinds):
    reading = read_bytes(F4.encode()[:-30], "a.rtf")
    assert spoken(reading)[0] == ("I", "Hvordan går det?")
    assert "file_truncated" in kinds(reading)
    assert "file_truncated" not in kinds(read_bytes(F4.encode(), "a.rtf"))


def test_binary_data_beyond_the_end_is_a_file_that_stops_too_early():
    source = parse(r"I: Hej\par{\pict\bin999999 abc}}")
    assert [block.text for block in source.blocks] == ["I: Hej"]
    assert "file_truncated" in found(source)


def test_text_behind_a_brace_too_many_is_read_and_told():
    source = parse(r"I: Hej\par}IP: Ja\par}")
    assert [block.text for block in source.blocks] == ["I: Hej", "IP: Ja"]
    assert "text_after_end" in found(source)
    assert "text_after_end" not in found(parse(r"I: Hej\par}{\*\themedata 00}}"))


def test_rubbish_behind_the_end_is_no_text():
    assert lines("I: Hej\\par}\n\x00\x1a garbage") == ["I: Hej"]


def test_numbers_that_are_no_characters_are_counted_as_lost():
    source = parse(r"a\u99999999?b\u-99999?c\u-10179?d\'zz" + r"\u" + "9" * 6_000 + "?}")
    assert source.blocks[0].text == "a\ufffdb\ufffdc\ufffdd\ufffdzz\ufffd"
    assert found(source) == {"lost_characters": 5}


def test_raw_letters_are_those_of_the_fonts_code_page():
    assert lines("Sm\xf8rrebr\xf8d\\par}") == ["Smørrebrød"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_letters_written_as_unicode_are_read_as_such(encoding):
    text = r"{\rtf1\ansi I: Smørrebrød – 😀\par}"
    source = FORMAT.parse(text.encode(encoding), Request("a.rtf"))
    assert [block.text for block in source.blocks] == ["I: Smørrebrød – 😀"]
    assert ("encoding_guessed" in found(source)) == (encoding == "utf-8")


def test_an_encoding_that_is_told_wins():
    assert [block.text for block in parse(r"\'be}", encoding="mac-roman").blocks] == ["æ"]


@pytest.mark.parametrize(("encoding", "problem"), [("klingon", "encoding_unknown"), ("idna", "undecodable")])
def test_an_encoding_that_does_not_fit_is_a_read_error(encoding, problem):
    with pytest.raises(ReadError) as caught:
        parse(r"\'e6\par}", encoding=encoding)
    assert caught.value.problem == problem


def test_an_unknown_code_page_is_told():
    assert "encoding_guessed" in found(parse(r"\ansicpg4711 I: Hej\par}"))


@pytest.mark.parametrize("body", ["}", r"\par}", r"{\v I: Hej}}", "12 34}", r"{\pict 00}}", ""])
def test_a_file_without_visible_words_is_a_read_error(body):
    with pytest.raises(ReadError) as caught:
        read_bytes((HEAD + body).encode(), "a.rtf")
    assert caught.value.problem == "no_text"


def test_groups_nested_too_deep_are_a_read_error():
    with pytest.raises(ReadError) as caught:
        parse("{" * 100_000)
    assert (caught.value.problem, caught.value.data["reason"]) == ("bad_rtf", "too_deep")


@pytest.mark.parametrize(
    "body",
    [
        r"\'e6" * 50_000,
        r"\u230?" * 30_000,
        r"\bin1 x" * 30_000,
        r"{\pict" + r"\bin0 x" * 30_000 + "}",
        r"{\pict" + "{" * 100_000,
        "}" * 100_000 + r"\par x",
        r"\upr{" * 900 + "a" * 50_000,
        r"\trowd\intbl\itap1000000 a\nestcell\nestrow" * 5_000,
        r"{\*\atrfstart 1}x{\*\annotation{\*\atnref 1}y}" * 5_000,
        r"{\footnote " * 900,
        r"{\shptxt a" * 900,
        r"\*" * 50_000,
        r"{\stylesheet{\s1 " + r"\u5?" * 50_000,
        r"\b" + "9" * 200_000,
        "\\" + "b" * 200_000,
    ],
    ids=lambda body: body[:12],
)
def test_a_bomb_takes_time_in_proportion_to_its_size(body):
    start = time.process_time()
    with suppress(CasekitError):
        parse(body + r" I: Hej\par}")
    assert time.process_time() - start < 2


def test_every_damage_to_a_file_ends_in_a_document_or_one_casekit_error():
    data = (HEAD + r"\trowd\intbl Tid\cell a\cell\row\pard " + NAMED).encode()
    for at in range(0, len(data), 2):
        for damaged in (data[:at], data[:at] + b"\\{}*"[at % 4 : at % 4 + 1] + data[at + 1 :]):
            with suppress(CasekitError):
                read_bytes(damaged, "a.rtf")


def test_a_hundred_thousand_braces_are_one_read_error(spoken):
    with pytest.raises(ReadError):
        read_bytes(HEAD.encode() + b"{" * 100_000 + b"I: Hej", "a.rtf")
