"""The case explorer and the codebook editor in JupyterLab: each thing that can be done there, by mouse and by keyboard."""

import re

import pytest
from playwright.sync_api import Locator, expect

from casekit.codebook.editing import Edit
from casekit.project import Project

HEAD = """
import casekit as ck
from casekit.wording import speak
from casekit.widget.desk import Desk
from casekit.widget.exploring_face import ExploringFace
from casekit.widget.codebook_face import CodebookFace
speak("da")
project = ck.Project.open(".", coder="ah")
"""
EXPLORER = HEAD + "Desk(ExploringFace(project))"
EDITOR = HEAD + "Desk(CodebookFace(project))"
expect.set_options(timeout=60_000)
MARKED = """() => [...(CSS.highlights.get("ck-passage") ?? [])].map(range => range.toString()).join(" ")"""


@pytest.fixture
def explorer(notebook):
    page = notebook(EXPLORER)
    page.run_all()
    return page


@pytest.fixture
def editor(notebook):
    page = notebook(EDITOR)
    page.run_all()
    return page


def focused(page) -> str:
    return str(page.page.evaluate("document.activeElement.textContent"))


def passages_shown(desk: Locator) -> Locator:
    return desk.locator(".ck-ex-panel li")


def test_a_number_leads_to_its_passages_and_a_passage_to_its_document(explorer) -> None:
    desk = explorer.desk()
    desk.locator("td.ck-ex-some").first.click()
    expect(passages_shown(desk).first).to_be_visible()
    study = explorer.study()
    words = desk.locator(".ck-ex-panel blockquote").first.inner_text()
    reference = desk.locator(".ck-ex-panel .ck-ex-place span:last-child").first.inner_text()
    desk.get_by_role("button", name="Vis i dokumentet").first.click()
    expect(desk.get_by_text("Uddraget står her")).to_be_visible()
    marked = explorer.page.evaluate(MARKED)
    assert marked == words
    assert marked in study.texts[reference.partition(",")[0]]
    explorer.picture("explorer-document")
    assert explorer.serious(".ck-desk") == []
    explorer.page.keyboard.press("Escape")
    expect(desk.locator(".ck-ex-panel")).to_be_visible()
    assert focused(explorer) == "Vis i dokumentet"
    assert explorer.page.evaluate(MARKED) == ""
    explorer.page.keyboard.press("Escape")
    expect(desk.locator(".ck-ex-panel")).to_be_hidden()
    assert desk.locator("td.ck-ex-some").first.evaluate("cell => cell === document.activeElement")


def test_the_same_by_keyboard_alone(explorer) -> None:
    desk, keys = explorer.desk(), explorer.page.keyboard
    desk.locator('[tabindex="0"]').first.focus()
    rows = desk.locator("tbody tr").count()
    keys.press("Enter")
    expect(desk.locator("tbody tr").first).to_have_attribute("aria-expanded", "true")
    assert desk.locator("tbody tr").count() > rows
    keys.press("ArrowLeft")
    expect(desk.locator("tbody tr")).to_have_count(rows)
    keys.press("ArrowRight")
    keys.press("End")
    keys.press("Home")
    keys.press("ArrowRight")
    keys.press("ArrowRight")
    keys.press("Enter")
    expect(desk.locator(".ck-ex-panel h4")).to_be_focused()
    keys.press("Tab")
    keys.press("Tab")
    keys.press("Enter")
    expect(desk.locator(".ck-ex-reader h3")).to_be_visible()
    keys.press("Escape")
    for key in ("x", "x", "d", "d", "Escape", "d", "d"):
        keys.press(key)
    assert explorer.count() == 1


@pytest.mark.thorough
def test_a_part_is_shown_and_what_is_coded_elsewhere_appears(explorer) -> None:
    desk = explorer.desk()
    before = desk.locator("tbody").inner_text()
    desk.get_by_role("combobox", name="Retning").select_option("barrier")
    expect(desk.locator("tbody")).not_to_have_text(before)
    expect(desk.locator(".ck-ex-way").filter(has_text="fremmende")).to_have_count(0)
    desk.get_by_role("combobox", name="Retning").select_option("")
    expect(desk.locator(".ck-ex-way").filter(has_text="fremmende").first).to_be_visible()
    now = desk.locator("tbody").inner_text()
    other = Project.open(explorer.folder, coder="ah")
    other.undo()
    expect(desk.locator("tbody")).not_to_have_text(now)


def test_the_explorer_can_be_read_in_both_themes_and_in_a_narrow_pane(explorer) -> None:
    desk = explorer.desk()
    for theme in ("Light", "Dark"):
        explorer.theme(theme)
        desk.locator("td.ck-ex-some").first.click()
        expect(passages_shown(desk).first).to_be_visible()
        assert explorer.serious(".ck-desk") == []
        explorer.picture(f"explorer-{theme}")
    explorer.narrow(600)
    assert desk.evaluate("desk => desk.scrollWidth <= desk.clientWidth")
    explorer.picture("explorer-narrow")


def choose(desk: Locator, label: str) -> None:
    desk.get_by_role("treeitem").filter(has_text=label).click()
    expect(desk.locator(".ck-cb-sheet h4")).to_have_text(label)


def test_search_terms_show_what_they_find_while_they_are_written(editor) -> None:
    desk, keys = editor.desk(), editor.page.keyboard
    choose(desk, "Kapacitet i bostøtten")
    expect(desk.locator(".ck-cb-sum")).to_be_visible()
    desk.get_by_label("Søgeord", exact=True).click()
    keys.press("Control+End")
    keys.type("\n+bolig+")
    expect(desk.locator(".ck-cb-sum")).to_contain_text(re.compile("Kommer til: [1-9]"))
    assert "bolig" in desk.locator(".ck-cb-found mark").first.inner_text().lower()
    expect(desk).to_have_attribute("data-unsaved", "1")
    keys.press("Escape")
    expect(desk).to_have_attribute("data-unsaved", "0")
    expect(desk.locator(".ck-cb-state")).to_contain_text("intet er ændret")
    assert editor.serious(".ck-desk") == []
    editor.picture("codebook")


def test_an_edit_becomes_a_version_and_is_undone(editor) -> None:
    desk, keys = editor.desk(), editor.page.keyboard
    before = editor.study().codebooks["housing_first_barriers"]
    choose(desk, "Kapacitet i bostøtten")
    desk.get_by_label("Betegnelse", exact=True).fill("Sagstal 🏠")
    desk.get_by_role("button", name="Gem som ny version").click()
    note = desk.get_by_label("Hvad er ændret, og hvorfor?")
    expect(note).to_be_visible()
    note.fill("Kortere")
    keys.press("Enter")
    expect(desk.locator(".ck-foot")).to_contain_text("er gemt i projektet")
    editor.saved()
    now = editor.study().codebooks["housing_first_barriers"]
    assert now["caseload"].label.get("da") == "Sagstal 🏠"
    assert (now.changes[-1].version, now.changes[-1].what.get("da")) == (now.version, "Kortere")
    desk.get_by_role("button", name="Fortryd").click()
    expect(desk.locator(".ck-cb-state")).to_contain_text(before.version)
    editor.saved()
    assert editor.study().codebooks["housing_first_barriers"] == before


def test_codes_are_made_moved_and_taken_away_by_keyboard(editor) -> None:
    desk, keys = editor.desk(), editor.page.keyboard
    desk.get_by_role("treeitem").first.focus()
    keys.press("ArrowDown")
    keys.press("Enter")
    first = desk.locator('[role="treeitem"][aria-selected="true"] .ck-cb-label').inner_text()
    expect(desk.locator(".ck-cb-sheet h4")).to_have_text(first)
    desk.get_by_role("button", name="Nyt tema").focus()
    keys.press("Enter")
    keys.type("Økonomi")
    keys.press("Enter")
    expect(desk.locator(".ck-cb-sheet h4")).to_have_text("Økonomi")
    desk.get_by_role("button", name="Del koden").focus()
    keys.press("Enter")
    keys.type("Restance")
    keys.press("Enter")
    expect(desk.locator(".ck-cb-sheet h4")).to_have_text("Restance")
    desk.get_by_role("button", name="Op", exact=True).focus()
    keys.press("Enter")
    expect(desk.get_by_role("treeitem").last).to_contain_text("Økonomi")
    desk.get_by_role("button", name="Fjern koden").focus()
    keys.press("Enter")
    desk.locator(".ck-cb-asking").get_by_role("button", name="Fjern").focus()
    keys.press("Enter")
    expect(desk.get_by_role("treeitem").filter(has_text="Restance")).to_have_count(0)
    desk.get_by_role("button", name="Fortryd").focus()
    keys.press("Enter")
    expect(desk.get_by_role("treeitem").filter(has_text="Restance")).to_have_count(1)
    assert "Økonomi" not in str(editor.study().codebooks["housing_first_barriers"])
    assert editor.count() == 1


@pytest.mark.thorough
def test_what_is_being_typed_stays_when_another_program_saves_a_version(editor) -> None:
    desk, keys = editor.desk(), editor.page.keyboard
    choose(desk, "Kapacitet i bostøtten")
    field = desk.get_by_label("Definition", exact=True)
    field.click()
    keys.press("Control+A")
    keys.type("Hvor mange borgere")
    other = Project.open(editor.folder, coder="mb")
    edit = Edit.of(other.study().codebooks["housing_first_barriers"])
    other.revise(edit.said("caseload", "label", {"da": "Sager"}), version="1.9.0", note="Andet navn")
    expect(desk.locator(".ck-cb-sheet h4")).to_have_text("Sager")
    expect(field).to_be_focused()
    keys.type(" og timer")
    keys.press("Control+Enter")
    expect(desk.locator(".ck-cb-state")).to_contain_text("1 ændring i forhold til 1.9.0")
    expect(field).to_have_value("Hvor mange borgere og timer")


def test_the_editor_can_be_read_in_both_themes_and_in_a_narrow_pane(editor) -> None:
    desk = editor.desk()
    choose(desk, "Kapacitet i bostøtten")
    expect(desk.locator(".ck-cb-sum")).to_be_visible()
    for theme in ("Light", "Dark"):
        editor.theme(theme)
        assert editor.serious(".ck-desk") == []
        editor.picture(f"codebook-{theme}")
    editor.narrow(600)
    assert desk.evaluate("desk => desk.scrollWidth <= desk.clientWidth")
    editor.picture("codebook-narrow")
