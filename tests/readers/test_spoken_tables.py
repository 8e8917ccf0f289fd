"""Transcripts in tables: as people type them, as Excel writes them, and as they should not be."""

import datetime
import io
import zipfile

import openpyxl
import pytest

from casekit.errors import CasekitError, ReadError, TableError
from casekit.readers import read_bytes, spoken_tables
from casekit.readers.blocks import Block, Request
from casekit.wording import LANGUAGES, describe, explain, speak

pytestmark = pytest.mark.slow

SPEECH = "Det er jo ikke sådan lige til at sige"
TALK = [("Tid", "Taler", "Tekst"), ("00:00:04", "I", "Hej."), ("00:00:11", "IP", "Ja, goddag.")]


def parsed(data, name="a.csv", **options):
    data = data.encode() if isinstance(data, str) else data
    return spoken_tables.FORMAT.parse(data, Request(name, **options))


def said(source):
    return [(block.speaker, block.start_ms, block.text) for block in source.blocks]


def told(source):
    """The findings with their data, each of which has a sentence in every language."""
    for finding in source.findings:
        for language in LANGUAGES:
            speak(language)
            assert "{" not in describe(finding.kind, finding.data)
            assert describe(finding.kind, finding.data) != finding.kind
    speak("en")
    return {finding.kind: dict(finding.data) for finding in source.findings}


def refused(problem, data, name="a.csv", **options):
    with pytest.raises(CasekitError) as caught:
        parsed(data, name, **options)
    assert caught.value.problem == problem
    for language in LANGUAGES:
        speak(language)
        assert "{" not in explain(caught.value)
    speak("en")
    return caught.value


def workbook(*rows, change=None, **sheets):
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    for name, more in sheets.items():
        sheet = book.create_sheet(name)
        for row in more:
            sheet.append(row)
    if change:
        change(book)
    memory = io.BytesIO()
    book.save(memory)
    return memory.getvalue()


def repacked(data, change):
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        parts = {name: packed.read(name) for name in packed.namelist()}
    memory = io.BytesIO()
    with zipfile.ZipFile(memory, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, part in change(parts).items():
            packed.writestr(name, part)
    return memory.getvalue()


# csv


@pytest.mark.parametrize("sign", [",", ";", "\t", "|"])
def test_four_signs_part_the_cells(sign):
    table = f"Zeit{sign}Sprecher{sign}Text\n00:00:04{sign}I{sign}Und?\n1:02{sign}B{sign}Na ja.\n"
    assert said(parsed(table)) == [("I", 4_000, "Und?"), ("B", 62_000, "Na ja.")]


@pytest.mark.parametrize(
    "header",
    [
        "Tid;Taler;Tekst",
        "Tijd;Spreker;Tekst",
        "Start time (s);Speaker name;Transcript",
        "Von;Wer;Äußerung;Bis",
    ],
)
def test_columns_have_names_in_four_languages(header):
    assert said(parsed(f"{header}\n0:05;B;Ja\n0:09;I;Nå")) == [("B", 5_000, "Ja"), ("I", 9_000, "Nå")]


def test_a_column_for_the_end_gives_ends():
    table = "Start;End;Speaker;Transcript\n62;64.5;A;Yes.\n70,4;71;B;No.\n"
    assert parsed(table).blocks == (Block("Yes.", "A", 62_000, 64_500), Block("No.", "B", 70_400, 71_000))


def test_times_that_are_much_too_large_are_milliseconds():
    table = "start\tend\ttext\n0\t4200\tHej og velkommen til.\n4200\t9100\tTak skal du have.\n"
    assert [(block.start_ms, block.end_ms) for block in parsed(table, "a.tsv").blocks] == [
        (0, 4_200),
        (4_200, 9_100),
    ]


def test_quoted_cells_may_hold_breaks_and_signs():
    table = 'Tid;Taler;Tekst\r\n0:01;IP;"Ja;\r\nog ""nej"""\r\n'
    assert said(parsed(table)) == [("IP", 1_000, 'Ja;\nog "nej"')]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le"])
def test_excel_writes_unicode_in_several_ways(encoding):
    source = parsed("Tid\tTaler\tTekst\r\n0:01\tIP\tÆblegrød\r\n".encode(encoding))
    assert said(source) == [("IP", 1_000, "Æblegrød")]
    assert told(source) == {}


def test_a_guessed_encoding_is_told_and_a_known_one_not():
    table = "Tid;Taler;Tekst\n0:01;IP;Så går vi hjem på gården, ikke?\n".encode("cp1252")
    assert told(parsed(table)) == {"encoding_guessed": {"encoding": "cp1252"}}
    assert told(parsed(table, encoding="cp1252")) == {}


def test_a_line_of_excel_names_the_sign():
    assert said(parsed("sep=;\r\nTid;Taler;Tekst\r\n0:01;I;a, b\r\n")) == [("I", 1_000, "a, b")]


def test_invisible_signs_are_taken_out_and_counted():
    source = parsed("Tid;Taler;Tekst\n0:01;I\u200b;so\u00adcial\n")
    assert said(source) == [("I", 1_000, "social")]
    assert told(source) == {"invisible_characters": {"n": 2}}


def test_columns_without_names_are_known_by_what_stands_in_them():
    table = "".join(f"{n};00:0{n};{who};{SPEECH}, {n}, ja\n" for n, who in enumerate(["I", "IP", "I", "IP"]))
    source = parsed(table)
    assert [(block.speaker, block.start_ms) for block in source.blocks] == [
        ("I", 0),
        ("IP", 1_000),
        ("I", 2_000),
        ("IP", 3_000),
    ]
    assert told(source) == {"columns_left_out": {"n": 1, "names": "A"}}


def test_unknown_names_of_columns_are_no_speech():
    talk = "0:01;Anna;Ja, also das war so.\n0:04;Bo;Nein, das war nicht so.\n"
    table = f"Wann;Wer war es;Und was\n{talk}{talk}"
    source = parsed(table)
    assert source.blocks[0] == Block("Wann Wer war es Und was", aside=True)
    assert said(source)[1] == ("Anna", 1_000, "Ja, also das war so.")


def test_cells_of_one_column_may_hold_labels():
    source = parsed("I: Ja, det er, altså godt, ikke?\nIP: Nej; og, ja\nI: Hvad?\n")
    assert [block.text for block in source.blocks] == [
        "I: Ja, det er, altså godt, ikke?",
        "IP: Nej; og, ja",
        "I: Hvad?",
    ]
    quoted = parsed('"I: Ja, det"\n"IP: Nej"\n')
    assert [block.text for block in quoted.blocks] == ["I: Ja, det", "IP: Nej"]


def test_one_column_without_labels_is_read_as_paragraphs():
    assert [block.text for block in parsed("Så gik vi.\nSå kom vi.\n").blocks] == ["Så gik vi.", "Så kom vi."]


def test_labels_may_stand_in_the_column_of_the_words():
    assert [block.text for block in parsed("Nr;Was\n1;I: Und?\n2;B: Na ja.\n").blocks] == [
        "I: Und?",
        "B: Na ja.",
    ]


def test_a_text_torn_at_its_commas_is_whole_again():
    table = "Tid,Taler,Tekst\n0:01,I,Hej\n0:02,IP,Ja, det er, det\n"
    source = parsed(table)
    assert said(source)[1] == ("IP", 2_000, "Ja, det er, det")
    assert told(source) == {}


def test_cells_beyond_the_names_are_counted_where_they_are_no_text():
    source = parsed("Tid;Tekst;Taler\n0:01;Hej;I;måske\n0:04;Ja;IP\n")
    assert told(source) == {"columns_left_out": {"n": 1, "names": "D"}}


def test_other_columns_are_left_out_and_told():
    source = parsed("Tid;Taler;Tekst;Code;Bemærkning;Tom\n0:01;I;Hej;x;;\n0:02;IP;Ja;;REAL NAME;\n")
    assert told(source) == {"columns_left_out": {"n": 2, "names": "Code, Bemærkning"}}
    assert "REAL NAME" not in str(source.blocks)


def test_times_that_are_none_are_told_with_their_line():
    source = parsed("Tid;Taler;Tekst\n0:01;I;Hej\n\nsenere;IP;Ja\n0:09;I;Nå\n")
    assert said(source)[1] == ("IP", None, "Ja")
    assert told(source) == {"table_times_unreadable": {"n": 1, "line": 4}}


# the head


def test_a_row_whose_speaker_is_kopf_is_the_head(spoken):
    head = "Interview: AHR-03 | Kreis: Ahrenbruch | Datum: 20.02.2024 | Interviewerin: KL | I = Interviewerin, B = Leitung"
    table = f'Zeit;Sprecher;Text\n0:00;Kopf;"{head} | (..) = Pause"\n0:04;I;Und?\n0:05;B;Na ja.\n0:09;I;Gut.\n0:11;B;Ja.\n'
    document = read_bytes(table.encode(), "AHR-03.csv").document
    assert document.metadata == (
        ("Interview", "AHR-03"),
        ("Kreis", "Ahrenbruch"),
        ("Datum", "20.02.2024"),
        ("Interviewerin", "KL"),
    )
    assert spoken(document) == [("I", "Und?"), ("B", "Na ja."), ("I", "Gut."), ("B", "Ja.")]
    assert [(speaker.label, speaker.role, speaker.reason) for speaker in document.speakers] == [
        ("I", "interviewer", "header"),
        ("B", "respondent", "header"),
    ]
    assert "(..) = Pause\nI: Und?" in document.text


@pytest.mark.parametrize("word", ["Kopf", "head", "Hoved", "Kop", "Meta:"])
def test_the_head_has_a_name_in_four_languages(word):
    blocks = parsed(f"Tid;Taler;Tekst\n;{word};Sprog: da | Titel\n0:01;I;Hej\n").blocks
    assert blocks == (Block("Sprog: da"), Block("Titel", aside=True), Block("Hej", "I", 1_000))


def test_rows_above_the_names_are_the_head():
    source = parsed("Interview med leder;;\nKommune;Havnstrup;\n;;\nTid;Taler;Tekst\n0:01;I;Hej\n")
    assert source.blocks == (
        Block("Interview med leder", aside=True),
        Block("Kommune: Havnstrup"),
        Block("Hej", "I", 1_000),
    )


# as told


def test_columns_are_read_as_told():
    told_columns = (("time", "hvornår"), ("speaker", "A"), ("text", "B"))
    source = parsed("B;A;Hvornår;C\nHej;Bo;5;x\nJa;Eva;9;\n", columns=told_columns)
    assert said(source) == [("Bo", 5_000, "Hej"), ("Eva", 9_000, "Ja")]
    assert told(source) == {"columns_left_out": {"n": 1, "names": "C"}}


def test_a_told_column_that_is_not_there_is_named_with_those_that_are():
    error = refused(
        "table_lacks", "Tid;Taler;Tekst\n0:01;I;Hej\n", columns=(("text", "Tekst"), ("speaker", "Hvem"))
    )
    assert isinstance(error, TableError)
    assert (error.data["missing"], error.data["known"]) == ("Hvem", "Tid, Taler, Tekst")


def test_without_a_column_for_the_text_there_is_nothing_to_read():
    assert refused("table_lacks", "a;b\n1;2\n", columns=(("speaker", "a"),)).data["missing"] == "text"


@pytest.mark.parametrize(
    "columns", [(), (("speaker", "B"), ("text", "C")), (("speaker", "wer"), ("text", "c"))]
)
def test_who_and_what_name_the_columns_and_letters_do_too(columns):
    source = parsed("Nr;Wer;Was;Anm\n1;I;Und?\n2;B;Na ja.;laut\n3;I;Gut.\n4;B;Ja.\n", columns=columns)
    assert [block.text for block in source.blocks] == ["Und?", "Na ja.", "Gut.", "Ja."]
    assert [block.speaker for block in source.blocks] == ["I", "B", "I", "B"]
    assert told(source) == {"columns_left_out": {"n": 2, "names": "Nr, Anm"}}


def test_a_letter_that_is_the_name_of_a_column_is_that_column():
    source = parsed("B;A\nHej;Bo\nJa;Eva\n", columns=(("speaker", "A"), ("text", "B")))
    assert said(source) == [("Bo", None, "Hej"), ("Eva", None, "Ja")]


@pytest.mark.parametrize("letters", [("A", "B"), ("a", "b")])
def test_speakers_who_are_called_like_columns_are_none(letters):
    source = parsed(
        "B;Und?\nA;Ja.\nB;Gut.\nA;Eben.\n", columns=tuple(zip(("speaker", "text"), letters, strict=True))
    )
    assert said(source) == [
        ("B", None, "Und?"),
        ("A", None, "Ja."),
        ("B", None, "Gut."),
        ("A", None, "Eben."),
    ]


def test_a_name_that_is_not_there_tells_the_names_and_nothing_that_was_said():
    table = "Taler;Tekst\nB;Hej REAL NAME\nI;Ja\n"
    error = refused("table_lacks", table, columns=(("speaker", "B"), ("text", "Tekts")))
    assert (error.data["missing"], error.data["known"]) == ("Tekts", "Taler, Tekst")


def test_names_that_nobody_knows_stay_in_sight_where_letters_are_told():
    source = parsed("Lb;X;Y\n1;I;Und?\n2;B;Ja.\n3;I;Gut.\n", columns=(("speaker", "B"), ("text", "C")))
    assert source.blocks[0] == Block("Lb X Y", aside=True)
    assert [block.text for block in source.blocks[1:]] == ["Und?", "Ja.", "Gut."]


def test_a_table_of_one_row_is_read_by_letters():
    assert said(parsed("Leder;Ja\n", columns=(("speaker", "A"), ("text", "B")))) == [("Leder", None, "Ja")]


def test_columns_beyond_z_have_two_letters():
    row = ["x"] * 26 + ["I", "Hej."]
    assert said(parsed(";".join(row), columns=(("speaker", "AA"), ("text", "AB")))) == [("I", None, "Hej.")]


@pytest.mark.parametrize("letter", ["D", "ZZ", "Æ", "ABC"])
def test_a_letter_beyond_the_table_is_refused(letter):
    error = refused("table_lacks", "Nr;Wer;Was\n1;I;Und?\n", columns=(("speaker", "B"), ("text", letter)))
    assert (error.data["missing"], error.data["known"]) == (letter, "Nr, Wer, Was")


def test_letters_tell_the_answers_of_a_survey():
    source = parsed("id;Hvad?;Og?\n1;ja;nej\n", columns=(("text", "B"), ("text", "C")))
    assert [block.text for block in source.parts[0][1].blocks if not block.aside] == ["ja", "", "nej"]


def test_what_no_column_can_hold_is_refused_with_what_one_can():
    error = refused("column_role_unknown", "Wer;Was\nI;Und?\n", columns=(("speeker", "Wer"), ("text", "Was")))
    assert isinstance(error, TableError)
    assert error.data["role"] == "speeker"
    assert str(error.data["known"]).startswith("text, speaker, time, end, case, person, role")
    for language in LANGUAGES:
        speak(language)
        assert "speeker" in explain(error)
        assert "wave" in explain(error)
    speak("en")


def test_several_columns_of_text_are_a_survey():
    source = parsed("Q1;Q2\nja;nej\n", columns=(("text", "Q1"), ("text", "Q2")))
    assert [name for name, _ in source.parts] == ["a-01"]


# xlsx


def test_a_workbook_is_read_with_its_times():
    data = workbook(
        ("Start", "Slut", "Taler", "Tekst"),
        (datetime.time(0, 1, 2), datetime.time(0, 1, 4, 500_000), "I", "Hej"),
        (datetime.timedelta(hours=25, seconds=3), None, "IP", "Ja_x000D_\nog nej"),
    )
    assert spoken_tables.FORMAT.holds(data)
    assert parsed(data, "a.xlsx").blocks == (
        Block("Hej", "I", 62_000, 64_500),
        Block("Ja\nog nej", "IP", 90_003_000, None),
    )


def test_times_that_lost_their_form_are_shares_of_a_day():
    rows = [(n / 86_400, who, SPEECH) for n, who in ((4, "I"), (9, "IP"), (16, "I"))]
    assert [
        block.start_ms for block in parsed(workbook(("Tid", "Taler", "Tekst"), *rows), "a.xlsx").blocks
    ] == [
        4_000,
        9_000,
        16_000,
    ]


def test_what_is_hidden_is_left_out_and_counted():
    def hide(book):
        sheet = book.active
        sheet.column_dimensions["D"].hidden = True
        sheet.row_dimensions[3].hidden = True
        book["Gemt"].sheet_state = "hidden"

    rows = [
        ("Tid", "Taler", "Tekst", ""),
        ("0:01", "I", "Hej", "REAL NAME"),
        ("0:02", "IP", "REAL NAME", ""),
        ("0:03", "IP", "Ja", ""),
    ]
    source = parsed(workbook(*rows, Gemt=[("REAL NAME",)], change=hide), "a.xlsx")
    assert said(source) == [("I", 1_000, "Hej"), ("IP", 3_000, "Ja")]
    assert source.left == (("hidden", 9 + 4 + 2 + 9 + 9),)
    assert told(source) == {"left_hidden": {"n": 33}}


def test_formulas_give_their_value_and_are_counted():
    data = repacked(
        workbook(*TALK),
        lambda parts: (
            parts
            | {
                "xl/worksheets/sheet1.xml": parts["xl/worksheets/sheet1.xml"].replace(
                    b'<c r="C2" t="inlineStr"><is><t>Hej.</t></is>',
                    b'<c r="C2" t="str"><f>B2&amp;"x"</f><v>Nej</v>',
                )
            }
        ),
    )
    source = parsed(data, "a.xlsx")
    assert said(source)[0][2] == "Nej"
    assert source.left == (("formulas", 1),)
    assert told(source) == {"left_formulas": {"n": 1}}


def test_the_first_sheet_with_rows_is_read_and_others_are_told():
    source = parsed(workbook(Samtale=TALK, Noter=[("REAL NAME",)], Tom=[]), "a.xlsx")
    assert [text for _, _, text in said(source)] == ["Hej.", "Ja, goddag."]
    assert told(source) == {"sheets_left_out": {"n": 1}}


def test_comments_and_text_boxes_are_counted():
    def comment(book):
        book.active["A1"].comment = openpyxl.comments.Comment("REAL NAME", "x")

    drawing = (
        b'<d:wsDr xmlns:d="d" xmlns:a="a"><d:sp><d:txBody><a:t>REAL NAME</a:t></d:txBody></d:sp></d:wsDr>'
    )
    data = repacked(
        workbook(*TALK, change=comment), lambda parts: parts | {"xl/drawings/drawing1.xml": drawing}
    )
    source = parsed(data, "a.xlsx")
    assert "REAL NAME" not in str(source)
    assert told(source) == {"left_comments": {"n": 1}, "drawings_left_out": {"n": 1}}


def test_a_workbook_called_csv_is_known_by_its_bytes():
    assert len(parsed(workbook(*TALK), "a.csv").blocks) == 2


# bad input


def test_what_is_no_talk_and_no_survey_asks_for_columns():
    error = refused("table_unclear", "file;place;wave\na.txt;x;1\nb.txt;y;2\n")
    assert isinstance(error, ReadError)
    assert (error.data["n"], error.data["known"]) == (3, "file, place, wave")


@pytest.mark.parametrize(
    "header", ["file,case,person", "file,quote,code", "case,label,level", "Case,theme,message", "cue,speaker"]
)
def test_tables_of_a_project_are_no_transcripts(header):
    refused("table_of_ours", "time,speaker,role\n0:01,I,x\n", "A-1.speakers.csv")
    refused("table_of_ours", f"{header}\na,{SPEECH},{SPEECH}\nb,{SPEECH} nu,{SPEECH}\n")


def test_speech_in_the_first_row_stays_out_of_the_message():
    for spoken in ("Det kan jeg ikke huske noget om, REAL NAME", "REAL NAME."):
        assert refused("table_unclear", f"{spoken};3;4\nx;5;6\n").data["known"] == "–"


@pytest.mark.parametrize(
    ("problem", "data", "name"),
    [
        ("table_broken", b'Tid;Taler;Tekst\n0:01;I;"Hej\n', "a.csv"),
        ("table_broken", b'Tid;Taler;Tekst\n0:01;I;"Hej" sagde han\n', "a.csv"),
        ("undecodable", "Время;Кто;Что\n0:01;Анна;Да, это было так, конечно\n".encode("cp1251"), "a.csv"),
        ("bad_archive", b"PK\x03\x04\x00\x00", "a.xlsx"),
    ],
)
def test_broken_tables_are_refused(problem, data, name):
    assert isinstance(refused(problem, data, name), ReadError)


@pytest.mark.parametrize("data", [b"\n\n", b";;\n;;\n", b"\xef\xbb\xbf", workbook()])
def test_an_empty_table_has_no_blocks(data):
    assert parsed(data).blocks == ()


def test_a_workbook_that_breaks_off_is_refused():
    whole = workbook(*TALK)
    refused("bad_archive", whole[: len(whole) // 2], "a.xlsx")
    broken = repacked(
        whole,
        lambda parts: parts | {"xl/worksheets/sheet1.xml": parts["xl/worksheets/sheet1.xml"][:-60]},
    )
    refused("table_unreadable", broken, "a.xlsx")


def test_too_many_cells_are_refused(monkeypatch):
    monkeypatch.setattr("casekit.readers.spreadsheets.MAX_CELLS", 5)
    monkeypatch.setattr("casekit.readers.workbooks.MAX_CELLS", 5)
    refused("table_unreadable", "a;b\n1;2\n3;4\n5;6\n")
    assert refused("table_unreadable", workbook(*TALK), "a.xlsx").data["reason"] == "> 5 cells"


def test_cells_far_out_on_the_right_do_not_swell(monkeypatch):
    monkeypatch.setattr(spoken_tables, "MAX_CELLS", 10)
    refused("table_unreadable", "sep=;\na" + ";" * 40 + "b\n1;2\n")


def test_only_workbooks_are_sure():
    assert not spoken_tables.FORMAT.holds(b"Tid;Taler;Tekst\n")
    assert not spoken_tables.FORMAT.holds(b"PK\x03\x04 broken")
    assert not spoken_tables.FORMAT.holds(repacked(workbook(), lambda parts: {"word/document.xml": b""}))


def test_many_rows_are_read_in_linear_time():
    rows = "".join(f"{n // 60}:{n % 60:02};{'I' if n % 2 else 'IP'};{SPEECH} {n}\n" for n in range(3_000))
    assert len(parsed("Tid;Taler;Tekst\n" + rows).blocks) == 3_000


def test_a_whole_interview_may_stand_in_one_cell():
    words = "Ja. " * 50_000
    reading = read_bytes(f"Tid;Taler;Tekst\n0:01;I;Nå?\n0:02;IP;{words}\n".encode(), "a.csv")
    assert reading.document.words_of(reading.document.turns[1]) == words.strip()
