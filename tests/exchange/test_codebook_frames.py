from casekit.exchange.codebook_frames import book_frames, codes_frame
from casekit.exchange.codebook_layout import SHEETS, column_of
from casekit.model.codebook import Code, Codebook, Example, Exclusion
from casekit.model.words import Words

HOME = Code(
    "home",
    Words.of({"da": "Bolig"}),
    include=(Words.of({"da": "pris"}), Words.of({"en": "queue"})),
    exclude=(Exclusion(Words(), "rent"), Exclusion(Words.of({"en": "price"}), "rent")),
    examples=(Example(Words.of({"da": " Ja.\x00 "}), "barrier", ("rent",)),),
    polarity=(("barrier", Words.of({"da": "for få"})),),
)
BOOK = Codebook("small", codes=(HOME,), languages=("da",))


def test_a_flat_table_has_the_columns_that_something_stands_in():
    (row,) = codes_frame(BOOK).to_dict("records")
    assert row == {
        "id": "home", "parent": "", "label (da)": "Bolig", "label (en)": "", "definition (da)": "", "definition (en)": "",
        "include (da)": "pris\n–", "include (en)": "–\nqueue", "exclude (en)": "→ rent\nprice → rent",
        "examples (da)": "Ja.", "examples direction": "barrier", "examples also": "rent", "polarity barrier (da)": "for få", "kind": "factor",
    }  # fmt: skip


def test_every_sheet_is_there_with_headings_that_are_read():
    frames = book_frames(BOOK)
    assert set(frames) == set(SHEETS)
    assert next(iter(frames)) == "codes"
    for sheet, frame in frames.items():
        headings = frame["field"] if sheet == "codebook" else frame.columns
        assert all(column_of(heading, sheet) for heading in headings), sheet


def test_each_entry_has_a_row_with_its_code():
    assert book_frames(BOOK)["examples"].to_dict("records") == [
        {
            "code": "home",
            "text (da)": "Ja.",
            "text (en)": "",
            "direction": "barrier",
            "also": "rent",
            "see": "",
        }
    ]


def test_a_codebook_without_any_text_still_has_a_column_to_write_in():
    assert "label (en)" in codes_frame(Codebook("x", codes=(Code("a"),))).columns
