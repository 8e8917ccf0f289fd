import io

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from casekit.codebook.reading import codebook_of, read_codebook
from casekit.errors import CodebookError
from casekit.exchange.codebook_tables import (
    codebook_sheets,
    csv_of,
    read_codebook_csv,
    read_codebook_xlsx,
    xlsx_of,
)
from casekit.files.shipped import shipped
from casekit.model.codebook import (
    POLARITIES,
    Base,
    Change,
    Code,
    Codebook,
    Example,
    Exclusion,
    Group,
    Question,
    RatingRules,
    in_tree_order,
    plain_codebook,
)
from casekit.model.finding import Findings
from casekit.model.words import LANGUAGES, Words
from casekit.readers.workbooks import tidy
from casekit.writers.characters import writable

pytestmark = pytest.mark.slow  # many codebooks, or many examples of each

names = st.text(alphabet="abæ_:1", min_size=1, max_size=4)
texts = st.text(alphabet="aæ1 →–\\;,:'=-n\n\r\t\x00_x\U0001f3e0", min_size=1, max_size=6) | st.text(
    min_size=1, max_size=6
)
maybe = st.just("") | texts
words = st.dictionaries(st.sampled_from(LANGUAGES), texts, max_size=3).map(
    lambda told: Words.of(dict(sorted(told.items())))
)


def tuples(one, most=2):
    return st.lists(one, max_size=most).map(tuple)


def pairs(one):
    return st.dictionaries(names, one, max_size=2).map(lambda told: tuple(sorted(told.items())))


examples = tuples(
    st.builds(Example, words, st.sampled_from(("", *POLARITIES)), tuples(names), st.none() | names)
)
codes = st.builds(
    Code,
    id=names,
    label=words,
    parent=st.none() | names,
    definition=words,
    kind=st.sampled_from(("factor", "outcome", "step")),
    include=tuples(words, 3),
    exclude=tuples(st.builds(Exclusion, words, st.none() | names), 3),
    examples=examples,
    counterexamples=examples,
    polarity=st.lists(st.sampled_from(POLARITIES), unique=True, max_size=2).flatmap(
        lambda told: st.tuples(*(st.tuples(st.just(one), words) for one in POLARITIES if one in told))
    ),
    indicators=st.dictionaries(st.sampled_from(LANGUAGES), tuples(texts, 3), max_size=2).map(
        lambda told: tuple(sorted(told.items()))
    ),
    questions=tuples(texts),
    links=pairs(tuples(texts)),
    colour=maybe,
    origin=st.sampled_from(("", "deductive", "inductive")),
    sources=tuples(names),
)
bases = st.none() | st.builds(Base, names, maybe, tuples(names))


@st.composite
def codebooks(draw):
    found = draw(st.lists(codes, max_size=3, unique_by=lambda code: code.id))
    return Codebook(
        id=draw(names),
        version="1" + draw(texts),
        title=draw(words),
        codes=in_tree_order(found),
        languages=tuple(draw(st.lists(st.sampled_from(LANGUAGES), unique=True))),
        description=draw(words),
        unit_of_analysis=draw(words),
        coding_rules=draw(tuples(words)),
        rating=RatingRules(draw(tuples(texts)), draw(tuples(words))),
        questions=draw(tuples(st.builds(Question, names, words, maybe))),
        groups=draw(tuples(st.builds(Group, names, words, tuples(names)))),
        licence=draw(maybe),
        authors=draw(tuples(texts)),
        sources=draw(pairs(texts)),
        changes=draw(tuples(st.builds(Change, maybe, maybe, words, pairs(tuples(names))))),
        extends=draw(bases),
        based_on=draw(bases),
    )


def kept(value, *, within=""):
    """Plain content as cells can hold it: texts without blanks around them and control characters, nothing empty."""
    if isinstance(value, str):
        return tidy(writable(value))
    if isinstance(value, list):
        return [one for one in map(kept, value) if one]
    plain = {name: kept(one, within=name) for name, one in value.items()}
    return {name: one for name, one in plain.items() if one or within in ("sources", "replaced", "links")}


def as_held(book):
    return codebook_of(kept(plain_codebook(book)), lambda path: "")[0]


@settings(max_examples=20, deadline=None)
@given(codebooks())
def test_any_codebook_survives_a_workbook(book):
    again, findings = read_codebook_xlsx(xlsx_of(book), file="b.xlsx")
    assert again == as_held(book)
    assert {one.kind for one in findings} <= {"codebook_version_unfit"}  # of the book, not of the file


@settings(max_examples=40, deadline=None)
@given(codebooks(), st.sampled_from(";,\t"))
def test_the_codes_of_any_codebook_survive_csv(book, delimiter):
    again, findings = read_codebook_csv(csv_of(book, delimiter=delimiter), file="b.csv")
    assert again.codes == as_held(book).codes
    assert list(findings) == []


def test_a_codebook_of_ours_comes_back_whole():
    book, _ = read_codebook(
        (shipped("codebooks") / "kreis_network.yaml").read_bytes(), file="kreis_network.yaml"
    )
    assert read_codebook_xlsx(xlsx_of(book), file="x.xlsx") == (book, Findings())
    assert read_codebook_csv(csv_of(book), file="x.csv")[0].codes == book.codes


HOME = Code(
    "home",
    Words.of({"da": "Bolig", "en": "Home"}),
    exclude=(Exclusion(Words.of({"da": "husleje"}), "rent"),),
    indicators=(("da", ("=bolig", "hjem*")),),
)
SMALL = Codebook(
    "small", "1.10", codes=(HOME, Code("rent", Words.of({"da": "Husleje"}), parent="home")), languages=("da",)
)


def test_languages_that_nobody_uses_make_no_columns():
    frames = codebook_sheets(SMALL)
    assert list(frames["codes"].columns)[:6] == [
        "id",
        "parent",
        "label (da)",
        "label (en)",
        "definition (da)",
        "definition (en)",
    ]
    assert list(frames["exclude"].iloc[0]) == ["home", "husleje", "", "rent"]
    assert not any("(nl)" in column for frame in frames.values() for column in frame.columns)


def test_equal_codebooks_give_equal_bytes():
    assert xlsx_of(SMALL) == xlsx_of(SMALL)


def test_the_workbook_is_text_with_frozen_headings_and_choices():
    sheet = openpyxl.load_workbook(io.BytesIO(xlsx_of(SMALL)))["codes"]
    assert sheet.freeze_panes == "B2"
    assert {cell.number_format for cell in sheet[2] if cell.value} == {"@"}
    assert next(rule.formula1 for rule in sheet.data_validations.dataValidation) == '"factor,outcome,step"'


def test_csv_for_excel_has_semicolons_and_no_formulas():
    text = csv_of(SMALL).decode("utf-8-sig")
    assert text.startswith('"id";"parent";')
    assert '"\'=bolig\nhjem*"' in text
    assert '"husleje → rent"' in text


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("sign", [";", ",", "\t"])
def test_a_table_from_any_spreadsheet_is_read(encoding, sign):
    rows = [["code", "label", "definition"], ["k1", "Støtte", "Om den støtte, der gives, og ikke andet."]]
    data = "\r\n".join(sign.join(f'"{cell}"' for cell in row) for row in rows).encode(encoding)
    book, findings = read_codebook_csv(data, file="Min kodebog.csv")
    assert (book.id, book.languages) == ("min_kodebog", ("da",))
    assert book["k1"].label.get("da") == "Støtte"
    assert "codebook_language_taken" in {finding.kind for finding in findings}


def test_the_language_told_counts_where_the_texts_do_not_say():
    book, _ = read_codebook_csv(b"label\nHuur\n", file="a.csv", language="nl")
    assert book.languages == ("nl",)


@pytest.mark.parametrize(
    ("data", "problem"),
    [(b" \n", "codebook_csv_empty"), (b"label;b\x00\xff\xfe;c", "codebook_no_table"), (b"a;b\n1;2\n", "codebook_csv_without_codes"),
     (b'id;label\nx;"open\n', "codebook_csv_broken"), (b"id\nx\nx\n", "code_twice"), (b"id;parent\na;b\nb;a\n", "codes_in_a_circle")],
)  # fmt: skip
def test_what_is_no_codebook_is_one_clear_error(data, problem):
    with pytest.raises(CodebookError) as caught:
        read_codebook_csv(data, file="book.csv")
    assert caught.value.problem == problem
    assert "book.csv" in str(caught.value)


def test_errors_say_where():
    with pytest.raises(CodebookError) as caught:
        read_codebook_csv(b"label (en);id\nA;x\nB;y\nC;x\n", file="book.csv")
    assert caught.value.data["where"] == "book.csv, line 4, column “id”"
