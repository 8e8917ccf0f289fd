"""Where people write, in a real JupyterLab: the framework matrix, ratings and main messages, by mouse and by keyboard."""

import json

import pytest
from playwright.sync_api import expect

from casekit import Project, passages

START = """import casekit as ck
from casekit.widget.desk import Desk
from casekit.widget.{module} import {face}
from casekit.wording import speak
speak("en")
desk = Desk({face}(ck.Project.open(coder="ah")))
desk"""


@pytest.fixture
def desk_of(notebook):
    """A notebook with one face open, and the face."""

    def shown(module: str, face: str):
        page = notebook(START.format(module=module, face=face))
        page.run_all()
        return page, page.desk()

    return shown


def cell(desk, row: str, column: int = 0):
    line = desk.locator("tr").filter(has=desk.page.get_by_role("rowheader", name=row, exact=True))
    return line.locator("td").nth(column)


def summaries(page) -> list[tuple[str, str]]:
    return [(row.coder, row.text) for row in page.study().summaries.itertuples(index=False)]


# The framework matrix


def test_a_summary_is_written_with_a_quote_by_mouse(desk_of) -> None:
    page, desk = desk_of("framework_face", "FrameworkFace")
    cell(desk, "HAV-02").click()
    text = desk.get_by_label("Your summary")
    expect(text).to_be_focused()
    text.type("Det siges her: . Slut 🏠.")
    for _ in range(len(". Slut 🏠.")):
        text.press("ArrowLeft")
    first = desk.locator(".ck-passage").first
    words, reference = (
        first.locator(".ck-words").inner_text(),
        first.locator(".ck-reference span").inner_text(),
    )
    first.get_by_role("button", name="Insert quote").click()
    told = f"Det siges her: “{words}” ({reference}). Slut 🏠."
    expect(text).to_have_value(told)
    expect(first.get_by_role("checkbox")).to_be_checked()
    assert desk.get_attribute("data-unsaved") == "1"
    desk.get_by_role("button", name="Save (Ctrl+Enter)").click()
    page.saved()
    expect(desk.get_by_role("status")).to_contain_text("Saved: Havnstrup › HAV-02")
    row = page.study().summaries.iloc[0]
    assert (row.text, row.document, row.coder) == (told, "HAV-02", "ah")
    assert [one[:10] for one in json.loads(row.links)] == [reference.split(" · ")[1]]
    expect(cell(desk, "HAV-02")).to_contain_text("Det siges her")
    page.picture("framework")


@pytest.mark.thorough
def test_only_the_words_that_are_selected_are_quoted(desk_of) -> None:
    page, desk = desk_of("framework_face", "FrameworkFace")
    cell(desk, "HAV-02").click()
    first = desk.locator(".ck-passage").first
    words = " ".join(first.locator(".ck-words").inner_text().split()[:2])
    page.drag(first.locator(".ck-words"), words)
    first.get_by_role("button", name="Insert quote").click()
    assert desk.get_by_label("Your summary").input_value().startswith(f"“{words}” (HAV-02, turn ")


def test_the_matrix_is_gone_through_and_written_in_by_keyboard(desk_of) -> None:
    page, desk = desk_of("framework_face", "FrameworkFace")
    keys = page.page.keyboard
    desk.get_by_role("button", name="Redo").focus()
    keys.press("Tab")
    for key in ("ArrowDown", "ArrowDown", "End", "Home", "ArrowRight", "ArrowLeft"):
        keys.press(key)
    here = desk.locator("td:focus")
    assert here.evaluate("node => [node.parentElement.rowIndex, node.cellIndex]") == [3, 1]
    keys.press("Enter")
    text = desk.get_by_label("Your summary")
    expect(text).to_be_focused()
    keys.type("xxdd")
    keys.press("Escape")
    expect(text).to_have_value("")
    keys.type("Å, det er dyrt é🏠")
    keys.press("Control+Enter")
    page.saved()
    assert summaries(page) == [("ah", "Å, det er dyrt é🏠")]
    keys.press("Escape")
    expect(desk.locator(".ck-cells-editor")).to_be_hidden()
    expect(desk.locator("td:focus")).to_contain_text("Å, det er dyrt")
    keys.press("Control+z")
    page.saved()
    expect(desk.locator("td:focus")).not_to_contain_text("Å, det er dyrt")
    keys.press("Control+Shift+z")
    expect(desk.locator("td:focus")).to_contain_text("Å, det er dyrt")
    assert page.count() == 1


@pytest.mark.thorough
def test_leaving_a_cell_saves_it(desk_of) -> None:
    page, desk = desk_of("framework_face", "FrameworkFace")
    cell(desk, "HAV-01").click()
    desk.get_by_label("Your summary").type("Først.")
    cell(desk, "HAV-02").click()
    expect(cell(desk, "HAV-01")).to_contain_text("Først.")
    desk.get_by_label("Your summary").type("Så.")
    desk.get_by_role("button", name="Close (Esc)").click()
    page.saved()
    assert sorted(summaries(page)) == [("ah", "Først."), ("ah", "Så.")]


@pytest.mark.thorough
def test_what_is_typed_stays_while_others_write(desk_of) -> None:
    page, desk = desk_of("framework_face", "FrameworkFace")
    cell(desk, "HAV-02").click()
    text = desk.get_by_label("Your summary")
    text.type("Jeg skriver")
    Project.open(page.folder, coder="mk").summarize(
        "En anden mener noget.", document="HAV-02", code="housing_access"
    )
    expect(desk.get_by_text("En anden mener noget.").first).to_be_visible()
    expect(text).to_be_focused()
    text.type(" videre.")
    expect(text).to_have_value("Jeg skriver videre.")
    Project.open(page.folder, coder="ah").summarize(
        "Fra et andet vindue.", document="HAV-02", code="housing_access"
    )
    desk.get_by_role("button", name="Save what I wrote here").click()
    page.saved()
    assert ("ah", "Jeg skriver videre.") in summaries(page)
    assert ("ah", "Fra et andet vindue.") not in summaries(page)


def test_a_stale_summary_is_marked_until_it_is_said_to_hold(desk_of, folder) -> None:
    other = Project.open(folder, coder="ah")
    found = passages(other.study(), case="havnstrup", code="housing_access")
    other.summarize("Dyrt.", case="havnstrup", code="housing_access")
    other.withdraw([found["coding"].iloc[0]])
    page, desk = desk_of("framework_face", "FrameworkFace")
    here = cell(desk, "Havnstrup")
    expect(here).to_contain_text("▲ passages changed since")
    here.click()
    desk.get_by_role("button", name="Still holds").click()
    page.saved()
    expect(here).not_to_contain_text("▲")
    expect(desk.get_by_label("Your summary")).to_be_focused()


def test_a_busy_kernel_is_waited_for_and_a_reload_shows_what_was_saved(desk_of) -> None:
    page, desk = desk_of("framework_face", "FrameworkFace")
    cell(desk, "HAV-02").click()
    with page.busy():
        desk.get_by_label("Your summary").type("Ventet.")
        page.page.keyboard.press("Control+Enter")
        expect(desk.locator(".ck-cells-said")).to_have_text("Saving …")
        assert desk.get_attribute("data-unsaved") == "1"
    page.saved()
    expect(desk.locator(".ck-cells-said")).to_contain_text("Saved ")
    assert "Ventet." not in json.dumps(page.save())
    page.reload()
    expect(cell(page.desk(), "HAV-02")).to_contain_text("Ventet.")


@pytest.mark.thorough
def test_two_views_agree_and_text_is_never_markup(desk_of) -> None:
    page, desk = desk_of("framework_face", "FrameworkFace")
    beside = page.second_view(0)
    cell(beside, "HAV-02").click()
    beside.get_by_label("Your summary").fill("<img src=x onerror=alert(1)> \u202e x")
    beside.get_by_role("button", name="Save (Ctrl+Enter)").click()
    expect(cell(desk, "HAV-02")).to_contain_text("<img src=x onerror=alert(1)>")
    page.saved()
    assert desk.locator("img").count() == 0


# Ratings


def test_a_rating_is_given_by_keyboard_and_then_others_are_seen(desk_of, folder) -> None:
    Project.open(folder, coder="mk").rate("havnstrup", "housing_access", 2, reason="Hemmelig mening.")
    page, desk = desk_of("ratings_face", "RatingsFace")
    keys = page.page.keyboard
    here = cell(desk, "Havnstrup")
    expect(here).to_contain_text("1 other has rated")
    here.focus()
    keys.press("Enter")
    expect(desk.get_by_role("radio", name="−2 hinders much").first).to_be_focused()
    expect(desk.get_by_text("Hemmelig mening.")).to_have_count(0)
    keys.press("ArrowDown")
    keys.press("Control+Enter")
    expect(desk.get_by_role("alert")).to_contain_text("Write a reason")
    desk.get_by_label("Reason (required)").type("Flere venter.")
    desk.locator(".ck-passage").first.get_by_role("checkbox").check()
    keys.press("Control+Enter")
    page.saved()
    expect(here).to_contain_text("mk +2")
    expect(desk.get_by_text("Hemmelig mening.")).to_be_visible()
    row = page.study().ratings.set_index("coder").loc["ah"]
    assert (row["value"], row["reason"], len(json.loads(row["links"]))) == (-1, "Flere venter.", 1)
    desk.get_by_text("Put down what you agreed on").click()
    agreed = desk.locator(".ck-rating-agree")
    agreed.get_by_role("radio", name="+1 helps").check()
    agreed.get_by_label("Reason for what was agreed (required)").type("Enige nu.")
    agreed.get_by_role("button", name="Save what was agreed").click()
    expect(here).to_contain_text("agreed on +1")
    page.saved()
    page.picture("ratings")


# Messages


def test_messages_are_written_changed_confirmed_and_withdrawn(desk_of, folder) -> None:
    page, desk = desk_of("messages_face", "MessagesFace")
    form = desk.get_by_label("New message")
    form.get_by_label("Case").select_option("havnstrup")
    form.get_by_label("Theme").select_option("housing_access")
    expect(desk.locator(".ck-beside-head")).to_contain_text("Havnstrup")
    form.get_by_label("Words of the message").type("Boligerne mangler 🏠.")
    assert desk.get_attribute("data-unsaved") == "1"
    page.page.keyboard.press("Control+Enter")
    page.saved()
    card = desk.locator(".ck-message")
    expect(card).to_have_count(1)
    card.get_by_role("button", name="Change").click()
    text = card.get_by_label("Words of the message")
    expect(text).to_be_focused()
    text.press("End")
    text.type(" Meget.")
    page.page.keyboard.press("Control+Enter")
    expect(card.locator(".ck-message-text")).to_have_text("Boligerne mangler 🏠. Meget.")
    card.get_by_label("Status").select_option("discussed")
    page.saved()
    row = page.study().messages.iloc[0]
    assert (row.text, row.status, row.theme) == (
        "Boligerne mangler 🏠. Meget.",
        "discussed",
        "housing_access",
    )
    other = Project.open(page.folder, coder="ah")
    other.withdraw([passages(other.study(), case="havnstrup", code="housing_access")["coding"].iloc[0]])
    card.get_by_role("button", name="Still holds").click()
    expect(card.get_by_role("button", name="Still holds")).to_have_count(0)
    page.picture("messages")
    card.get_by_role("button", name="Withdraw").click()
    card.get_by_role("button", name="Yes, withdraw").click()
    expect(card).to_have_count(0)
    desk.get_by_role("button", name="Undo").click()
    expect(card).to_have_count(1)
    page.saved()
    assert page.study().messages.iloc[0].status == "discussed"


@pytest.mark.thorough
def test_a_message_that_is_left_while_it_is_changed_is_saved(desk_of, folder) -> None:
    Project.open(folder, coder="ah").message("Først.", case="havnstrup")
    page, desk = desk_of("messages_face", "MessagesFace")
    card = desk.locator(".ck-message")
    card.get_by_role("button", name="Change").click()
    card.get_by_label("Words of the message").fill("Siden.")
    desk.get_by_label("New message").get_by_label("Words of the message").focus()
    expect(card.locator(".ck-message-text")).to_have_text("Siden.")
    page.saved()
    assert list(page.study().messages["text"]) == ["Siden."]


# All of them


@pytest.mark.parametrize(
    ("module", "face"),
    [("framework_face", "FrameworkFace"), ("ratings_face", "RatingsFace"), ("messages_face", "MessagesFace")],
)
def test_all_can_use_it_light_and_dark_narrow_and_large(desk_of, folder, module, face) -> None:
    Project.open(folder, coder="ah").message("Et budskab.", case="havnstrup")
    page, desk = desk_of(module, face)
    if face != "MessagesFace":
        cell(desk, "Havnstrup").click()
    expect(desk.locator(".ck-passage").first).to_be_visible()
    assert page.serious(".ck-desk") == []
    page.theme("Dark")
    assert page.serious(".ck-desk") == []
    page.zoom(200)
    page.narrow(420)
    assert desk.evaluate("node => node.scrollWidth <= node.clientWidth + 1")
    assert page.serious(".ck-desk") == []
    page.theme("Light")
