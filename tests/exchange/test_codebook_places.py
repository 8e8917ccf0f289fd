from pathlib import Path

import pytest

from casekit.codebook.checking import check
from casekit.exchange.codebook_files import read_codebook_file, write_codebook_file
from casekit.exchange.codebook_places import located
from casekit.model.codebook import Code, Codebook, Example
from casekit.model.words import Words

BOTH = Words.of({"da": "Bolig", "en": "Home"})
BOOK = Codebook(
    "small",
    "1",
    BOTH,
    (
        Code("home", BOTH, definition=BOTH),
        Code(
            "rent",
            BOTH,
            parent="home",
            definition=Words.of({"da": "Om leje"}),
            examples=(Example(BOTH), Example(Words.of({"da": "Dyrt"}))),
            sources=("gone",),
        ),
    ),
    languages=("da", "en"),
)


def places(path: Path) -> dict[str, str]:
    """Where in the file each finding of a check is, by what it is about."""
    write_codebook_file(BOOK, path)
    book, _ = read_codebook_file(path)
    found = check(book)
    after = located(found, path)
    if path.suffix != ".csv":
        assert [(one.kind, one.data) for one in after] == [(one.kind, one.data) for one in found]
    return {about: place for place, _, about in (one.where.rpartition(" · ") for one in after)}


@pytest.mark.parametrize(
    ("suffix", "definition", "examples"),
    [("xlsx", "b.xlsx, codes!F3", "b.xlsx, examples!C3"),
     ("csv", "b.csv, line 3, column “definition (en)”", "b.csv, line 3, column “examples (en)”")],
)  # fmt: skip
def test_what_a_check_finds_names_the_cell_to_be_filled(tmp_path, suffix, definition, examples):
    told = places(tmp_path / f"b.{suffix}")
    assert (told["rent: definition"], told["rent: examples"]) == (definition, examples)
    assert told.get("rent: sources") == ("b.xlsx, codes!K3" if suffix == "xlsx" else None)


def test_what_a_csv_table_cannot_hold_is_one_note(tmp_path):
    path = tmp_path / "b.csv"
    write_codebook_file(BOOK, path)
    found = check(read_codebook_file(path)[0])
    after = located(found, path)
    gone = [one for one in found if one.kind == "book_without" or one.where == "rent: sources"]
    assert len(gone) == 2
    assert [(one.kind, one.severity) for one in after][-1] == ("codebook_csv_codes_only", "note")
    assert len(after) == len(found) - len(gone) + 1


def test_yaml_has_lines(tmp_path):
    told = places(tmp_path / "b.yaml")
    lines = (tmp_path / "b.yaml").read_text("utf-8").splitlines()
    name, line, _ = told["rent: sources"].split(":")
    assert (name, "sources" in lines[int(line) - 1]) == ("b.yaml", True)


def test_what_is_not_in_the_file_or_no_file_at_all_stays_as_it_is(tmp_path):
    found = check(BOOK)
    assert located(found, tmp_path / "gone.xlsx") == found
    write_codebook_file(Codebook("other", codes=(Code("x", BOTH),)), tmp_path / "b.yaml")
    kept = located(found, tmp_path / "b.yaml")
    assert [one.where for one in kept if one.where.endswith("rent: sources")] == ["rent: sources"]
