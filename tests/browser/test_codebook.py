"""The codebook editor in JupyterLab: what was typed and could not be kept is not lost."""

import pytest
from playwright.sync_api import expect

CELLS = (
    """import casekit as ck
ck.speak("en")
project = ck.Project.open(coder="ah")""",
    "ck.desk.codebook(project)",
)


@pytest.mark.thorough
def test_what_was_typed_is_kept_or_goes_on_being_told_as_typed(notebook):
    page = notebook(*CELLS)
    page.run_all()
    desk = page.desk()
    label = desk.locator("[data-key$='/label']")
    expect(label).to_be_visible()
    label.fill("Other words")
    expect(desk).to_have_attribute("data-unsaved", "1")
    label.press("Enter")
    page.saved()
    expect(desk.locator(".ck-cb-dirty")).to_be_visible()
    page.ask("from casekit.widget import codebook_face as f; f.Edit.said = lambda *_: 1 / 0")
    label.fill("Words that nobody takes")
    label.press("Enter")
    expect(desk.locator(".ck-error")).not_to_be_empty()
    expect(label).to_have_value("Words that nobody takes")
    expect(desk).to_have_attribute("data-unsaved", "1")
    expect(desk.locator(".ck-cb-typed:visible")).to_have_count(1)
