"""Memos in JupyterLab, and what is sent by a page that is behind: nothing that was typed is lost, nothing is done to other words."""

import pytest
from playwright.sync_api import expect

from casekit.project import Project

START = """import casekit as ck
ck.speak("en")
project = ck.Project.open(coder={coder!r})"""
SAID = "IP: 👩‍👩‍👧 Huslejen er høj.\nI: Hvorfor?\nIP: Fordi der mangler boliger.\n"
LIN, HAV = "EMO-01", "EMO-02"


@pytest.fixture
def show(notebook, folder):
    """A desk on a document of three turns; another one has other words at the same places."""
    project = Project.open(folder, coder="ah")
    for name, text in ((LIN, SAID), (HAV, SAID.replace("Huslejen er høj", "Naboerne er gode"))):
        (folder / f"{name}.txt").write_text(text, "utf-8")
        project.add(folder / f"{name}.txt", case="havnstrup")
    project.close()

    def opened(coder="ah", **options):
        page = notebook(START.format(coder=coder), f"ck.code(project, {LIN!r})", **options)
        page.run_all()
        desk = page.desk()
        desk.scroll_into_view_if_needed()
        return page, desk

    return opened


def noted(page):
    study = page.study()
    mine = study.memos[study.memos["document"] == LIN]
    return [(row.text, study.text(LIN, row.start, row.end)) for row in mine.itertuples()]


@pytest.mark.thorough
def test_a_memo_about_words_is_saved_on_leaving_it_and_goes_on_later(show):
    page, desk = show()
    text, press = desk.locator(".ck-text"), page.page.keyboard.press
    page.drag(text, "mangler boliger")
    press("m")
    page.page.keyboard.type("hvor mange?")
    expect(desk).to_have_attribute("data-unsaved", "1")
    page.drag(text, "Hvorfor")
    page.saved()
    assert noted(page) == [("hvor mange?", "mangler boliger")]
    page.drag(text, "mangler boliger")
    press("m")
    expect(desk.locator(".ck-card textarea")).to_have_value("hvor mange?")
    press("End")
    page.page.keyboard.type(" spørg")
    press("Control+Enter")
    page.saved()
    desk.locator(".ck-tag.ck-memo").click()
    expect(desk.locator(".ck-card textarea")).to_have_value("hvor mange? spørg")
    assert noted(page) == [("hvor mange? spørg", "mangler boliger")]


@pytest.mark.thorough
def test_a_memo_that_cannot_be_saved_is_still_there(show):
    page, desk = show(coder=None)
    text = desk.locator(".ck-text")
    page.drag(text, "mangler boliger")
    page.page.keyboard.press("m")
    page.page.keyboard.type("hvem er jeg?")
    page.drag(text, "Hvorfor")
    expect(desk.locator(".ck-error")).not_to_be_empty()
    expect(desk).to_have_attribute("data-unsaved", "1")
    page.drag(text, "mangler boliger")
    page.page.keyboard.press("m")
    expect(desk.locator(".ck-card textarea")).to_have_value("hvem er jeg?")


@pytest.mark.thorough
def test_words_of_a_document_that_is_about_to_change_are_not_coded_in_the_next(show):
    page, desk = show(threads=False)
    choice = desk.locator(".ck-documents")
    choice.focus()
    expect(choice.locator(f"option[value='{HAV}']")).to_be_attached()
    with page.busy():
        choice.select_option(HAV)
        page.drag(desk.locator(".ck-text"), "Huslejen er")
        page.page.keyboard.press("1")
        expect(desk).to_have_attribute("data-unsaved", "2")
    expect(desk.locator(".ck-error")).to_contain_text("another text")
    expect(desk.locator(".ck-text")).to_contain_text("Naboerne")
    expect(desk.locator(".ck-text")).to_have_attribute("aria-label", f"Text: {HAV}")
    assert page.codings(HAV) == page.codings(LIN) == []


@pytest.mark.thorough
def test_signs_are_chosen_whole_by_keyboard(show):
    page, desk = show()
    desk.locator("[data-turn='0']").focus()
    for key in ("Shift+Alt+ArrowRight", "1"):
        page.page.keyboard.press(key)
    page.saved()
    assert page.codings(LIN)[-1][1] == "👩‍👩‍👧"


@pytest.mark.thorough
def test_taking_a_decision_back_leads_to_its_suggestion(notebook):
    page = notebook(START.format(coder="ah"), "ck.code(project, 'HAV-02')")
    page.run_all()
    desk = page.desk()
    desk.locator("[data-mode=review]").click()
    first = desk.locator(".ck-proposal strong").inner_text()
    page.page.keyboard.press("a")
    page.saved()
    page.page.keyboard.press("s")
    expect(desk.locator(".ck-proposal strong")).not_to_have_text(first)
    page.page.keyboard.press("Control+z")
    page.saved()
    expect(desk.locator(".ck-proposal strong")).to_have_text(first)
