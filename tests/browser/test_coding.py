"""A document is coded in JupyterLab, by mouse and by keyboard; what is in the project's file afterwards is what was selected."""

import re

import pytest
from playwright.sync_api import expect

from casekit.project import Project

START = """import casekit as ck
project = ck.Project.open(coder="ah")
ck.speak("en")"""
CODE = "from casekit.widget.faces import code\ncode(project, {document!r})"
DOCUMENT = "HAV-02"


def show(notebook, document=DOCUMENT, *more, **options):
    page = notebook(START, CODE.format(document=document), *more, **options)
    page.run_all()
    desk = page.desk()
    desk.scroll_into_view_if_needed()
    return page, desk


@pytest.fixture
def emoji(folder):
    """A document of signs that browsers count twice, and of signs made of several."""
    said = "IP: 👩‍👩‍👧 Huslejen 🏠 er høj, så vi venter. E\u0301n gang til: ventetiden 🙂 er lang.\nI: Hvorfor?\nIP: Fordi 🏚️ der mangler boliger."
    (folder / "EMO-01.txt").write_text(said, "utf-8")
    Project.open(folder, coder="ah").add(folder / "EMO-01.txt", case="havnstrup")
    return "EMO-01"


def words_of(study, document, turn, count, start=0):
    """Some words of a turn, as they stand there."""
    row = study.turns[(study.turns["document"] == document)].iloc[turn]
    said = study.text(document, row["start"], row["end"])
    found = [one.span() for one in re.finditer(r"\S+", said)][start : start + count]
    return said[found[0][0] : found[-1][1]]


def test_words_are_selected_with_the_mouse_and_coded_by_key(notebook):
    page, desk = show(notebook)
    words = words_of(page.study(), DOCUMENT, 3, 4)
    before = len(page.codings(DOCUMENT, "ah"))
    page.drag(desk.locator(".ck-text"), words)
    page.page.keyboard.press("1")
    page.saved()
    page.page.keyboard.press("2")
    page.page.keyboard.press("d")
    page.page.keyboard.press("d")
    page.saved()
    told = page.codings(DOCUMENT, "ah")
    assert page.count() == 2, "no cell was deleted"
    assert len(told) >= before
    page.picture("coding")


def test_a_code_is_found_by_its_name_and_the_rule_is_shown(notebook):
    page, desk = show(notebook)
    words = words_of(page.study(), DOCUMENT, 5, 3, 1)
    page.drag(desk.locator(".ck-text"), words)
    page.page.keyboard.press("c")
    page.page.keyboard.type("waiting")
    expect(desk.locator(".ck-rule dl")).to_be_visible()
    page.page.keyboard.press("Enter")
    page.saved()
    assert page.codings(DOCUMENT, "ah")[-1] == ("waiting_time", words)


def test_emoji_and_combined_signs_do_not_move_what_is_coded(notebook, emoji):
    page, desk = show(notebook, emoji)
    text = desk.locator(".ck-text")
    for words in ("er høj", "Én gang", "🏚️ der mangler"):
        page.drag(text, words)
        page.page.keyboard.press("1")
        page.saved()
    page.drag(text, "ventetiden", "boliger.")
    page.page.keyboard.press("1")
    page.saved()
    told = [words for _, words in page.codings(emoji)]
    assert told[:3] == ["er høj", "Én gang", "🏚️ der mangler"]
    assert told[3].startswith("ventetiden 🙂")
    assert told[3].endswith("boliger.")


def test_all_of_it_goes_by_keyboard(notebook, emoji):
    page, desk = show(notebook, emoji)
    press = page.page.keyboard.press
    desk.locator("[data-turn='0']").focus()
    press("ArrowRight")
    press("Shift+ArrowRight")
    press("Shift+ArrowRight")
    press("1")
    page.saved()
    press("-")
    page.saved()
    press("m")
    page.page.keyboard.type("spørg igen")
    press("Control+Enter")
    page.saved()
    press("p")
    page.saved()
    study = page.study()
    assert page.codings(emoji)[-1][1] == "Huslejen 🏠 er høj"
    assert study.codings.set_index("document").loc[emoji, "polarity"] == "barrier"
    assert "spørg igen" in study.memos["text"].tolist()
    press("Control+z")
    page.saved()
    assert page.codings(emoji)[-1][1] == "Huslejen 🏠 er"
    press("Control+Shift+z")
    page.saved()
    press("d")
    page.saved()
    assert page.codings(emoji) == []
    press("Control+z")
    page.saved()
    assert page.codings(emoji)[-1][1] == "Huslejen 🏠 er høj"


def test_a_code_is_made_of_the_speakers_words_an_end_is_dragged_and_one_is_done(notebook, emoji):
    page, desk = show(notebook, emoji)
    page.drag(desk.locator(".ck-text"), "mangler boliger")
    page.page.keyboard.press("v")
    page.page.keyboard.press("Enter")
    page.saved()
    assert page.codings(emoji) == [("mangler_boliger", "mangler boliger")]
    expect(desk.locator(".ck-tag", has_text="mangler boliger")).to_be_visible()
    page.drag(desk.locator(".ck-text"), "Huslejen")
    page.page.keyboard.press("1")
    page.saved()
    desk.locator(".ck-tag").first.click()
    handle = desk.locator(".ck-handle-end")
    expect(handle).to_be_visible()
    box = handle.bounding_box()
    target = desk.locator(".ck-text").evaluate(
        """root => { const node = root.querySelector("[data-turn='0'] .ck-said").firstChild; const range = document.createRange();
        const at = node.data.indexOf("høj") + 3; range.setStart(node, at - 1); range.setEnd(node, at);
        const box = range.getBoundingClientRect(); return [box.right - 0.5, (box.top + box.bottom) / 2]; }"""
    )
    mouse = page.page.mouse
    mouse.move(box["x"] + 4, box["y"] + 6)
    mouse.down()
    mouse.move(*target, steps=6)
    mouse.up()
    page.saved()
    assert page.codings(emoji)[-1][1] == "Huslejen 🏠 er høj"
    done = desk.locator("[data-name=finish]")
    done.click()
    expect(done).to_have_attribute("aria-pressed", "true")
    page.saved()
    assert page.study().assignments[["document", "coder", "finished"]].to_numpy().tolist() == [
        [emoji, "ah", 1]
    ]


def test_what_is_coded_is_there_after_reloading_and_in_a_second_view(notebook, emoji):
    page, desk = show(notebook, emoji)
    page.drag(desk.locator(".ck-text"), "er lang")
    page.page.keyboard.press("1")
    page.saved()
    other = page.second_view(1)
    expect(other.locator(".ck-tag")).to_have_count(1)
    page.drag(desk.locator(".ck-text").first, "Fordi")
    page.page.keyboard.press("2")
    page.saved()
    expect(other.locator(".ck-tag")).to_have_count(2)
    page.save()
    page.reload()
    expect(page.desk().locator(".ck-tag").first).to_be_visible()


def test_while_the_kernel_is_busy_a_coding_waits_and_is_kept(notebook, emoji):
    page, desk = show(notebook, emoji, threads=False)
    with page.busy():
        page.drag(desk.locator(".ck-text"), "er lang")
        page.page.keyboard.press("1")
        expect(desk).to_have_attribute("data-unsaved", "1")
        expect(desk.locator(".ck-status")).to_contain_text("not saved yet")
        expect(desk.locator(".ck-tag.ck-pending")).to_be_visible()
        assert page.codings(emoji) == []
    page.saved()
    assert page.codings(emoji)[-1][1] == "er lang"
    expect(desk.locator(".ck-tag.ck-coding")).to_be_visible()


@pytest.mark.thorough
def test_with_threads_a_busy_kernel_saves_at_once_and_in_the_language_spoken(notebook, emoji):
    page, desk = show(notebook, emoji)
    text = desk.locator(".ck-text")
    for words in (
        "er høj",
        "venter",
    ):  # JupyterLab asks the kernel for a thread with the first, and has it for what comes then
        page.drag(text, words)
        page.page.keyboard.press("1")
        page.saved()
    with page.busy():
        page.drag(text, "er lang")
        page.page.keyboard.press("1")
        page.saved()
        assert page.codings(emoji)[-1][1] == "er lang"
        expect(desk.locator(".ck-status")).to_contain_text("Saved")


def test_a_kernel_that_was_restarted_is_told(notebook, emoji):
    page, desk = show(notebook, emoji)
    page.restart()
    expect(desk.locator(".ck-status")).to_contain_text("Run the cell again")
    page.run_all()
    page.desk()
    expect(page.page.locator(".ck-desk .ck-status").last).not_to_contain_text("Run the cell again")


def test_what_another_program_does_appears(notebook, emoji):
    page, desk = show(notebook, emoji)
    other = Project.open(page.folder, coder="ah")
    start = other.study().texts[emoji].index("ventetiden")
    other.code(emoji, (start, start + 10), "waiting_time")
    expect(desk.locator(".ck-tag", has_text="Waiting time")).to_be_visible()


@pytest.mark.thorough
def test_nothing_that_was_said_gets_into_the_notebook(notebook, emoji):
    page, desk = show(notebook, emoji)
    page.drag(desk.locator(".ck-text"), "er lang")
    page.page.keyboard.press("1")
    page.saved()
    assert "Huslejen" in desk.inner_text()
    assert "Huslejen" not in str(page.save())


def test_axe_finds_nothing_serious(notebook):
    page, desk = show(notebook)
    desk.locator(".ck-tag").first.click()
    for theme in ("Light", "Dark"):
        page.theme(theme)
        assert page.serious(".ck-desk") == []
        page.picture(f"coding-{theme.lower()}")


def test_it_works_in_a_narrow_pane_at_200_percent(notebook, emoji):
    page, desk = show(notebook, emoji)
    page.zoom(200)
    page.narrow(600)
    page.drag(desk.locator(".ck-text"), "er lang")
    page.page.keyboard.press("1")
    page.saved()
    assert page.codings(emoji)[-1][1] == "er lang"
    page.picture("coding-narrow")


def test_hostile_text_is_text(notebook, folder):
    said = "IP: <script>window.hurt = 1</script><img src=x onerror='window.hurt=2'><style>body{display:none}</style> \u202eog\u202c \u2067x\u2069 {{7*7}} ${1}"
    (folder / "BAD-01.txt").write_text(said + "\nIP: " + "lang " * 20000, "utf-8")
    Project.open(folder, coder="ah").add(folder / "BAD-01.txt", case="havnstrup")
    page, desk = show(notebook, "BAD-01")
    page.drag(desk.locator(".ck-text"), "window.hurt = 1")
    page.page.keyboard.press("1")
    page.saved()
    assert page.codings("BAD-01")[-1][1] == "window.hurt = 1"
    assert page.page.evaluate("() => window.hurt") is None
    assert "<script>" in desk.inner_text()


@pytest.mark.thorough
def test_nothing_is_asked_of_a_kernel_that_was_shut_down_from_elsewhere(notebook):
    page, desk = show(notebook)
    page.page.evaluate("""async () => {
        await window.jupyterapp.serviceManager.sessions.shutdownAll();
        window.jupyterapp.shell.currentWidget.dispose();
    }""")
    expect(desk).to_have_count(0)
    page.page.wait_for_timeout(3500)  # longer than the widget waits before it looks for what is new
