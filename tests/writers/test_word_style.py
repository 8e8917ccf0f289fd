"""Our own look, and house templates."""

import dataclasses
import io
from pathlib import Path
from zipfile import ZipFile

import docx
import pytest
from docx.enum.style import WD_STYLE_TYPE

from casekit.errors import TemplateError
from casekit.report.blocks import Figure, Report
from casekit.writers import word_style, write_word

pytestmark = pytest.mark.slow

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@pytest.fixture
def report(report: Report) -> Report:
    """The report without its figure: these tests do not look at it, and drawing takes time."""
    return dataclasses.replace(
        report, blocks=tuple(block for block in report.blocks if not isinstance(block, Figure))
    )


@pytest.fixture
def house(tmp_path: Path):
    """Saves python-docx's default document as a template, changed as the test says."""

    def save(change=lambda document: None, name: str = "house.docx") -> Path:
        document = docx.Document()
        document.add_paragraph("Eksempeltekst fra skabelonen")
        change(document)
        document.save(tmp_path / name)
        return tmp_path / name

    return save


def _open(data: bytes):
    return docx.Document(io.BytesIO(data))


def test_no_font_comes_from_a_theme(report: Report, part) -> None:
    data = write_word(report)
    used = {style.get(f"{W}val") for style in part(data, "word/document.xml").iter(f"{W}pStyle")} | {"Normal"}
    for style in part(data, "word/styles.xml").iter(f"{W}style"):
        if style.get(f"{W}styleId") in used:
            for fonts in style.iter(f"{W}rFonts"):
                assert {name.rpartition("}")[2] for name in fonts.attrib} == {
                    "ascii",
                    "hAnsi",
                    "eastAsia",
                    "cs",
                }
                assert set(fonts.attrib.values()) == {"Calibri"}


def test_the_page_is_a4(report: Report) -> None:
    section = _open(write_word(report)).sections[0]
    assert (round(section.page_width.cm, 1), round(section.page_height.cm, 1)) == (21.0, 29.7)


@pytest.mark.parametrize(
    ("language", "locale"), [("da", "da-DK"), ("de", "de-DE"), ("nl", "nl-NL"), ("en", "en-GB")]
)
def test_the_document_speaks_its_language(language: str, locale: str) -> None:
    document = word_style.opened(None, language=language)
    assert {tag.get(f"{W}val") for tag in document.styles.element.iter(f"{W}lang")} == {locale}


def test_a_template_lends_its_styles_and_not_its_text(report: Report, house) -> None:
    def green(document) -> None:
        document.styles["Heading 1"].font.name = "Georgia"
        document.sections[0].left_margin = docx.shared.Cm(4)
        document.sections[0].header.paragraphs[0].text = "Kommunens navn"

    document = _open(write_word(report, template=house(green)))
    assert document.styles["Heading 1"].font.name == "Georgia"
    assert document.sections[0].left_margin.cm == pytest.approx(4, abs=0.01)
    assert document.sections[0].header.paragraphs[0].text == "Kommunens navn"
    assert "Eksempeltekst" not in "".join(paragraph.text for paragraph in document.paragraphs)


def test_a_document_from_a_template_is_accessible_in_structure(report: Report, house, flaws) -> None:
    pale = [
        flaw for flaw in flaws(write_word(report, template=house())) if not flaw.startswith("pale letters")
    ]
    assert pale == []


def test_the_mark_stands_on_first_and_even_pages_of_a_template_too(report: Report, house) -> None:
    def letterhead(document) -> None:
        document.settings.odd_and_even_pages_header_footer = True
        document.sections[0].different_first_page_header_footer = True
        document.sections[0].first_page_header.paragraphs[0].text = "Logo"

    internal = Report("feedback", "T", "da", report.blocks, internal=True, mark="Internt")
    section = _open(write_word(internal, template=house(letterhead))).sections[0]
    for header in (section.header, section.first_page_header, section.even_page_header):
        assert header.paragraphs[0].text == "Internt"
    assert section.first_page_header.paragraphs[1].text == "Logo"
    for footer in (section.footer, section.first_page_footer, section.even_page_footer):
        assert footer.paragraphs[-1].text.endswith("1 / 1")


def test_page_numbers_of_a_template_are_not_doubled(report: Report, house) -> None:
    def numbered(document) -> None:
        word_style.xml.add_field(document.sections[0].footer.paragraphs[0], "PAGE", "7")

    footer = _open(write_word(report, template=house(numbered))).sections[0].footer
    assert [paragraph.text for paragraph in footer.paragraphs] == ["7"]


def test_headers_of_earlier_sections_of_a_template_stay(report: Report, house) -> None:
    def cover(document) -> None:
        document.sections[0].header.paragraphs[0].text = "Brevhoved"
        document.add_section()

    document = _open(write_word(report, template=house(cover)))
    assert len(document.sections) == 1
    assert document.sections[0].header.paragraphs[0].text == "Brevhoved"


def test_all_missing_styles_are_named_at_once(report: Report, house) -> None:
    def poor(document) -> None:
        for name in ("Quote", "List Bullet", "Table Grid"):
            document.styles[name].delete()

    with pytest.raises(TemplateError) as error:
        write_word(report, template=house(poor))
    assert error.value.problem == "styles_missing"
    assert error.value.data["names"] == ["Quote", "List Bullet", "Table Grid"]
    assert error.value.data["file"] == "house.docx"


def test_a_template_needs_no_table_grid_if_it_has_a_table_style_of_its_own(report: Report, house) -> None:
    def own(document) -> None:
        for style in document.styles.element.iter(f"{W}style"):
            if style.get(f"{W}type") == "table":
                style.attrib.pop(f"{W}default", None)
        document.styles["Table Grid"].delete()
        document.styles.add_style("Kommunens tabel", WD_STYLE_TYPE.TABLE).element.set(f"{W}default", "1")

    document = _open(write_word(report, template=house(own)))
    assert {table.style.name for table in document.tables} == {"Kommunens tabel"}


def test_a_template_without_a_subtitle_style_will_do(report: Report, house) -> None:
    data = write_word(report, template=house(lambda document: document.styles["Subtitle"].delete()))
    assert _open(data).paragraphs[1].style.name == "Normal"


def test_a_style_that_only_casekit_has_may_be_the_templates(report: Report, house) -> None:
    def own(document) -> None:
        style = document.styles.add_style("Casekit Callout", WD_STYLE_TYPE.PARAGRAPH)
        style.font.size = docx.shared.Pt(20)

    document = _open(write_word(report, template=house(own)))
    assert document.styles["Casekit Callout"].font.size.pt == 20


def test_a_dotx_is_a_template_as_well(report: Report, house, tmp_path: Path) -> None:
    path = tmp_path / "house.dotx"
    with ZipFile(house()) as source, ZipFile(path, "w") as target:
        for name in source.namelist():
            kind = source.read(name).replace(b"document.main+xml", b"template.main+xml")
            target.writestr(name, kind if name == "[Content_Types].xml" else source.read(name))
    assert _open(write_word(report, template=path)).paragraphs[0].text == "Foreløbige fund"


@pytest.mark.parametrize("content", [b"", b"not a zip", b"PK\x03\x04 cut", b"{\\rtf1}"])
def test_what_is_no_word_file_is_no_template(report: Report, tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "house.docx"
    path.write_bytes(content)
    with pytest.raises(TemplateError) as error:
        write_word(report, template=path)
    assert (error.value.problem, error.value.data["file"]) == ("not_a_template", "house.docx")


def test_a_template_that_is_not_there_is_named(report: Report, tmp_path: Path) -> None:
    with pytest.raises(TemplateError) as error:
        write_word(report, template=tmp_path / "nowhere.docx")
    assert error.value.problem == "template_missing"


def test_properties_of_a_template_stay_and_its_author_goes(report: Report, house, part) -> None:
    def signed(document) -> None:
        document.core_properties.author = "Karen Jensen"
        document.core_properties.last_modified_by = "Karen Jensen"
        word_style.xml.set_custom_properties(document, {"Journal": "24-1", "casekit": "gammel"})

    data = write_word(report, template=house(signed))
    custom = {entry.get("name"): entry[0].text for entry in part(data, "docProps/custom.xml")}
    assert custom == {"Journal": "24-1", "made_at": "2024-03-05T10:15:00+01:00", "casekit": "0.1.0"}
    assert "Karen" not in _open(data).core_properties.author + _open(data).core_properties.last_modified_by
