import io
from zipfile import ZipFile

import pytest

from casekit.errors import CasekitError, CodebookError, WriteError
from casekit.exchange.codebook_files import FORMATS, read_codebook_file, write_codebook_file
from casekit.model.codebook import Code, Codebook
from casekit.model.words import Words

pytestmark = pytest.mark.slow


BOOK = Codebook(
    "small",
    "1.10",
    Words.of({"da": "Lille", "en": "Small"}),
    (
        Code("home", Words.of({"da": "Bolig", "en": "Home"})),
        Code("rent", Words.of({"da": "Husleje"}), parent="home"),
    ),
    languages=("da", "en"),
    coding_rules=(Words.of({"da": "Kun svar."}),),
)


def told(findings):
    return {(one.kind, one.data.get("field")) for one in findings}


@pytest.mark.parametrize("suffix", [".yaml", ".yml", ".xlsx", ".XLSX"])
def test_what_holds_everything_gives_everything_back_and_tells_no_loss(tmp_path, suffix):
    path = tmp_path / f"other{suffix}"
    assert list(write_codebook_file(BOOK, path)) == []
    assert read_codebook_file(path)[0] == BOOK


@pytest.mark.parametrize("suffix", [".csv", ".tsv"])
def test_a_flat_table_tells_what_it_has_no_place_for(tmp_path, suffix):
    path = tmp_path / f"small{suffix}"
    lost = write_codebook_file(BOOK, path)
    (one,) = lost
    assert (one.kind, one.data["n"], one.data["fields"]) == (
        "exchange_no_places",
        3,
        "version, title, coding_rules",
    )
    again, _ = read_codebook_file(path)
    assert (again.id, again.codes, again.languages) == (BOOK.id, BOOK.codes, BOOK.languages)
    assert path.read_text("utf-8-sig").splitlines()[0].count("\t") == (6 if suffix == ".tsv" else 0)


def test_a_cell_that_is_too_small_is_told(tmp_path):
    book = Codebook(
        "b",
        codes=(
            Code("a", definition=Words.of({"en": "x" * 40_000})),
            Code("c", definition=Words.of({"en": " y\x00"})),
        ),
    )
    lost = write_codebook_file(book, tmp_path / "b.xlsx")
    assert [(one.kind, one.data["field"], one.data["n"]) for one in lost] == [
        ("codebook_not_kept", "definition", 2)
    ]
    assert len(read_codebook_file(tmp_path / "b.xlsx")[0]["a"].definition.get("en")) == 32_767


def test_a_codebook_that_cannot_be_held_at_all_is_not_written(tmp_path):
    book = Codebook("b", codes=(Code("a"), Code("a ")))
    with pytest.raises(WriteError) as caught:
        write_codebook_file(book, tmp_path / "b.xlsx")
    assert caught.value.problem == "codebook_not_writable"
    assert list(tmp_path.iterdir()) == []


def test_word_holds_one_language_and_says_so(tmp_path):
    lost = write_codebook_file(BOOK, tmp_path / "b.docx", language="en")
    assert told(lost) == {("exchange_other_languages", None), ("exchange_stands_in", None)}
    assert "word/document.xml" in ZipFile(io.BytesIO((tmp_path / "b.docx").read_bytes())).namelist()


@pytest.mark.parametrize(
    ("written", "called"), [(".xlsx", ".csv"), (".yaml", ".txt"), (".xlsx", ""), (".yaml", ".csv")]
)
def test_content_counts_before_the_suffix(tmp_path, written, called):
    write_codebook_file(BOOK, tmp_path / f"a{written}")
    path = (tmp_path / f"a{written}").rename(tmp_path / f"b{called}")
    assert read_codebook_file(path)[0] == BOOK


@pytest.mark.parametrize(
    ("name", "data", "problem"),
    [("a.docx", b"PK\x03\x04", "codebook_unknown_kind"), ("a", b"\xff", "codebook_unknown_kind"), ("a.xlsx", b"no", "codebook_no_workbook"),
     ("a.yaml", b"x: y", "not_a_codebook"), ("a.csv", b"x;y", "codebook_csv_without_codes"), ("gone.yaml", None, "codebook_unreadable")],
)  # fmt: skip
def test_what_is_no_codebook_is_one_error_with_its_file(tmp_path, name, data, problem):
    if data is not None:
        (tmp_path / name).write_bytes(data)
    with pytest.raises(CodebookError) as caught:
        read_codebook_file(tmp_path / name)
    assert caught.value.problem == problem
    assert name in str(caught.value)


def test_a_folder_is_no_codebook(tmp_path):
    with pytest.raises(CodebookError):
        read_codebook_file(tmp_path)


@pytest.mark.parametrize(
    ("name", "language", "problem"), [("a.pdf", "da", "wrong_suffix"), ("a.yaml", "sv", "unknown_language")]
)
def test_what_cannot_be_written_is_said_before_anything_is(tmp_path, name, language, problem):
    with pytest.raises(CasekitError) as caught:
        write_codebook_file(BOOK, tmp_path / name, language=language)
    assert (caught.value.problem, list(tmp_path.iterdir())) == (problem, [])


def test_no_two_formats_claim_one_suffix():
    suffixes = [suffix for one in FORMATS for suffix in one.suffixes]
    assert len(suffixes) == len(set(suffixes))
