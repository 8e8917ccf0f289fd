"""Suggestions are reviewed, transcripts corrected and coders compared in JupyterLab, by keyboard and by mouse."""

import math
import struct
import wave

import pytest
from playwright.sync_api import expect

from casekit.project import Project

START = """import casekit as ck
project = ck.Project.open(coder="ah")
ck.speak("en")"""
CODE = "from casekit.widget.faces import code\ncode(project, {document!r})"


def show(notebook, document, mode, **options):
    page = notebook(START, CODE.format(document=document), **options)
    page.run_all()
    desk = page.desk()
    desk.scroll_into_view_if_needed()
    desk.locator(f"[data-mode={mode}]").click()
    page.saved()
    return page, desk


def open_ones(page, document):
    mine = page.study().suggestions
    return mine[(mine["document"] == document) & (mine["status"] == "open")].sort_values(
        ["start", "end", "suggestion"]
    )


def turns(page, document):
    study = page.study()
    mine = study.turns[study.turns["document"] == document]
    return [(row.speaker, study.text(document, row.start, row.end)) for row in mine.itertuples(index=False)]


def focused(page):
    return page.page.evaluate("() => document.activeElement.dataset.turn ?? document.activeElement.className")


@pytest.fixture
def emoji(folder):
    """An interview of signs that browsers count twice, with suggestions."""
    said = "IP: 👩‍👩‍👧 Huslejen 🏠 er høj, så vi venter på en bolig. 🙂 Der mangler boliger.\nI: Hvorfor?\nIP: Fordi 🏚️ de ikke bygger. Naboerne klager."
    (folder / "EMO-01.txt").write_text(said, "utf-8")
    project = Project.open(folder, coder="ah")
    project.add(folder / "EMO-01.txt", case="havnstrup")
    project.suggest("housing_first_barriers")
    return "EMO-01"


@pytest.fixture
def sound(folder):
    """A minute of a hum."""
    path = folder / "recording.wav"
    with wave.open(str(path), "w") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(8000)
        file.writeframes(b"".join(struct.pack("<h", int(3000 * math.sin(at / 8))) for at in range(8000 * 60)))
    return path


# Review


def test_suggestions_are_decided_by_one_key_each(notebook):
    page, desk = show(notebook, "HAV-02", "review")
    rows = open_ones(page, "HAV-02")
    expect(desk.locator(".ck-progress-text")).to_contain_text(f"0 of {len(rows)}")
    expect(desk.locator(".ck-proposal mark").first).to_be_visible()
    press = page.page.keyboard.press
    press("a")
    page.saved()
    press("r")
    page.saved()
    press("x")
    press("a")
    page.saved()
    expect(desk.locator(".ck-progress-text")).to_contain_text(f"3 of {len(rows)}")
    study = page.study()
    decided = study.suggestions.set_index("suggestion").loc[rows["suggestion"].iloc[:3], "status"]
    assert decided.tolist() == ["accepted", "rejected", "changed"]
    made = study.codings[study.codings["suggestion"] == rows["suggestion"].iloc[2]].iloc[0]
    assert (made["polarity"], made["start"], made["end"]) == (
        "mixed",
        rows["start"].iloc[2],
        rows["end"].iloc[2],
    )
    press("Control+z")
    page.saved()
    expect(desk.locator(".ck-progress-text")).to_contain_text(f"2 of {len(rows)}")
    assert page.count() == 2, "no cell came or went"


def test_another_code_and_other_words_are_given_instead(notebook, emoji):
    page, desk = show(notebook, emoji, "review")
    first = open_ones(page, emoji).iloc[0]
    page.drag(desk.locator(".ck-text"), "Huslejen 🏠 er høj")
    expect(desk.locator(".ck-mode")).to_contain_text("Huslejen 🏠 er høj")
    page.page.keyboard.press("e")
    page.page.keyboard.type("affordability")
    page.page.keyboard.press("Enter")
    page.saved()
    assert [words for _, words in page.codings(emoji, "ah")] == ["Huslejen 🏠 er høj"]
    assert page.codings(emoji, "ah")[0][0] != first["code"]
    status = page.study().suggestions.set_index("suggestion")["status"]
    assert status[first["suggestion"]] == "changed"
    expect(desk.locator(".ck-status")).to_contain_text("Changed to")


def test_all_of_a_search_term_are_decided_after_a_question(notebook):
    page, desk = show(notebook, "HAV-02", "review")
    before = int((page.study().suggestions["status"] == "open").sum())
    many = desk.locator(".ck-many")
    many.locator(".ck-button").first.click()
    many.locator("select").select_option("project")
    button = many.locator(".ck-ways .ck-button").first
    told = button.inner_text()
    n = int("".join(sign for sign in told if sign.isdigit()) or 1)
    button.click()
    page.saved()
    study = page.study()
    assert int((study.suggestions["status"] == "open").sum()) == before - n
    page.page.keyboard.press("Control+z")
    page.saved()
    assert int((page.study().suggestions["status"] == "open").sum()) == before


@pytest.mark.thorough
def test_decisions_wait_for_a_busy_kernel_and_none_is_lost(notebook):
    page, desk = show(notebook, "HAV-02", "review", threads=False)
    rows = open_ones(page, "HAV-02")["suggestion"].tolist()
    with page.busy():
        page.page.keyboard.press("a")
        page.page.keyboard.press("r")
        expect(desk).to_have_attribute("data-unsaved", "2")
        assert set(rows) <= set(open_ones(page, "HAV-02")["suggestion"])
    page.saved()
    status = page.study().suggestions.set_index("suggestion")["status"]
    assert status[rows[:2]].tolist() == ["accepted", "rejected"]


@pytest.mark.thorough
def test_when_all_is_decided_the_next_document_is_offered(notebook):
    page, desk = show(notebook, "ENG-03", "review")
    for _ in range(len(open_ones(page, "ENG-03"))):
        page.page.keyboard.press("r")
        page.saved()
    go = desk.locator(".ck-idle .ck-button")
    expect(go).to_contain_text("FJO-01")
    go.click()
    page.saved()
    expect(desk).to_have_attribute("data-document", "FJO-01")
    expect(desk.locator(".ck-proposal mark").first).to_be_visible()


# Correct


def test_words_are_corrected_and_the_reader_stays_where_they_were(notebook):
    page, desk = show(notebook, "HAV-02", "correct")
    row = desk.locator("[data-turn='20']")
    row.locator(".ck-said").click()
    row.get_by_role("button", name="Edit the words").click()
    page.page.keyboard.press("Control+End")
    page.page.keyboard.type(" Tja 🙂.")
    expect(desk).to_have_attribute("data-unsaved", "1")
    expect(row).to_contain_text("Not saved")
    top = row.bounding_box()["y"]
    page.page.keyboard.press("Control+Enter")
    page.saved()
    assert turns(page, "HAV-02")[20][1].endswith(" Tja 🙂.")
    expect(desk.locator("[data-turn='20']")).to_contain_text("Tja 🙂.")
    assert abs(desk.locator("[data-turn='20']").bounding_box()["y"] - top) < 30
    assert focused(page) == "20"
    page.page.keyboard.press("Control+z")
    page.saved()
    expect(desk.locator("[data-turn='20']")).not_to_contain_text("Tja")
    assert page.count() == 2


@pytest.mark.thorough
def test_escape_leaves_the_words_and_what_is_not_saved_is_not_lost(notebook, emoji):
    page, desk = show(notebook, emoji, "correct")
    before = turns(page, emoji)
    edit = desk.get_by_role("button", name="Edit the words")
    edit.click()
    page.page.keyboard.type("x")
    page.page.keyboard.press("Escape")
    expect(desk).to_have_attribute("data-unsaved", "0")
    edit.click()
    page.page.keyboard.press("Control+End")
    page.page.keyboard.type(" Nå.")
    desk.locator("[data-mode=code]").click()
    expect(desk.locator(".ck-error")).to_contain_text("not saved")
    assert turns(page, emoji) == before
    desk.locator("[data-mode=correct]").click()
    expect(desk.locator(".ck-edit")).to_have_value(before[0][1] + " Nå.")
    desk.locator(".ck-edit").press("Control+Enter")
    page.saved()
    assert turns(page, emoji)[0][1] == before[0][1] + " Nå."


@pytest.mark.thorough
def test_what_another_program_corrects_meanwhile_is_not_overwritten_unseen(notebook, emoji):
    page, desk = show(notebook, emoji, "correct")
    desk.get_by_role("button", name="Edit the words").click()
    page.page.keyboard.press("Control+End")
    page.page.keyboard.type(" Min egen.")
    Project.open(page.folder, coder="jv").edit_turn(emoji, 1, "Huslejen er lav.")
    expect(desk.locator(".ck-editor")).to_contain_text("It now says: Huslejen er lav.")
    expect(desk.locator(".ck-edit")).to_be_focused()
    assert desk.locator(".ck-edit").input_value().endswith("Min egen.")
    page.page.keyboard.press("Escape")
    page.saved()
    assert turns(page, emoji)[0][1] == "Huslejen er lav."


def test_turns_are_split_joined_and_given_to_another_by_keyboard(notebook, emoji):
    page, desk = show(notebook, emoji, "correct")
    press = page.page.keyboard.press
    text = turns(page, emoji)[0][1]
    for _ in range(4):
        press("ArrowRight")
    desk.get_by_role("button", name="Split here").press("Enter")
    page.page.keyboard.press("Tab")
    page.page.keyboard.press("Enter")
    page.saved()
    first, second = (words for _, words in turns(page, emoji)[:2])
    assert f"{first} {second}" == text
    assert first
    desk.get_by_role("button", name="Join with the next").press("Enter")
    page.saved()
    assert turns(page, emoji)[0][1] == text
    desk.get_by_role("button", name="Change the speaker").press("Enter")
    form = desk.locator(".ck-subform")
    form.locator("select").first.select_option(" ")
    page.page.keyboard.type("Mona")
    form.locator("select").last.select_option("all")
    form.get_by_role("button", name="Change the speaker").press("Enter")
    page.saved()
    assert [who for who, _ in turns(page, emoji)] == ["Mona", "I", "Mona"]
    expect(desk.locator(".ck-report")).to_contain_text("role")
    assert page.count() == 2


def test_a_recording_is_heard_from_a_time_and_never_leaves_the_page(notebook, sound):
    page, desk = show(notebook, "FJO-02", "correct")
    times = page.study().turns.query("document == 'FJO-02'")["start_ms"]
    at = int((times < 40_000).sum()) - 1
    desk.locator(f"[data-turn='{at}'] button.ck-time").click()
    expect(desk.locator(".ck-error")).to_contain_text("recording first")
    desk.locator("input[type=file]").set_input_files(sound)
    desk.locator(f"[data-turn='{at}'] button.ck-time").click()
    expect(desk.locator(f"[data-turn='{at}'].ck-heard")).to_contain_text("being heard")
    page.page.wait_for_function(
        "from => document.querySelector('audio').currentTime > from", arg=times.iloc[at] / 1000
    )
    desk.locator(f"[data-turn='{at}']").focus()
    page.page.keyboard.press(" ")
    audio = desk.locator("audio")
    assert audio.evaluate("one => one.paused")
    now = audio.evaluate("one => one.currentTime")
    page.page.keyboard.press(",")
    page.page.keyboard.press("Alt+ArrowLeft")
    assert audio.evaluate("one => one.currentTime") == pytest.approx(now - 6, abs=0.1)
    desk.get_by_role("button", name="Edit the words").click()
    page.page.keyboard.press("Alt+ArrowRight")
    assert audio.evaluate("one => one.currentTime") == pytest.approx(now - 3, abs=0.1)
    page.page.keyboard.press("Escape")
    address = audio.evaluate("one => one.src")
    desk.locator("[data-mode=code]").click()
    gone = page.page.evaluate("address => fetch(address).then(() => 'there', () => 'gone')", address)
    assert gone == "gone"
    page.complaints[:] = [one for one in page.complaints if "blob:" not in one and "ERR_FILE" not in one]


# Compare


def test_differences_are_settled_with_a_reason(notebook):
    page, desk = show(notebook, "HAV-02", "compare")
    expect(desk.locator(".ck-figures")).to_contain_text("alpha")
    text = desk.locator(".ck-progress-text")
    expect(text).to_contain_text("0 of")
    page.page.keyboard.press("n")
    page.page.keyboard.press("p")
    settle = desk.get_by_role("button", name="Settle (Ctrl+Enter)")
    settle.click()
    expect(desk.locator(".ck-error")).to_contain_text("Choose first")
    desk.locator(".ck-result button").first.click()
    settle.click()
    expect(desk.locator(".ck-error")).to_contain_text("reason")
    page.page.keyboard.type("Talked about it 🙂")
    page.page.keyboard.press("Control+Enter")
    page.saved()
    expect(text).to_contain_text("1 of")
    study = page.study()
    assert "Talked about it 🙂" in study.memos["text"].tolist()
    assert "consensus" in set(study.codings["coder"])
    expect(desk.locator(".ck-differences")).to_contain_text("settled")
    page.page.keyboard.press("Control+z")
    page.saved()
    expect(text).to_contain_text("0 of")


@pytest.mark.thorough
def test_a_code_from_the_list_and_none_can_be_agreed_and_anew(notebook):
    page, desk = show(notebook, "HAV-02", "compare")
    expect(desk.locator(".ck-difference table")).to_be_visible()
    desk.locator(".ck-codes .ck-code", has_text="Waiting time").first.click()
    ticked = desk.locator(".ck-result input:checked")
    expect(ticked).to_have_count(1)
    reason = desk.get_by_label("Reason (needed)")
    reason.fill("Another one.")
    reason.press("Control+Enter")
    page.saved()
    expect(desk.locator(".ck-progress-text")).to_contain_text("1 of")
    desk.locator(".ck-differences .ck-button", has_text="settled").first.click()
    expect(desk.locator(".ck-difference")).to_contain_text("Another one.")
    desk.get_by_role("button", name="None of them").click()
    desk.get_by_role("button", name="Settle anew").click()
    page.saved()
    expect(desk.locator(".ck-progress-text")).to_contain_text("1 of")
    desk.locator(".ck-differences .ck-button", has_text="settled").first.click()
    expect(desk.locator(".ck-difference")).to_contain_text("Settled by ah: –")


@pytest.mark.thorough
def test_another_programs_coding_is_seen_and_leaving_hides_others_again(notebook):
    page, desk = show(notebook, "HAV-02", "compare")
    text = desk.locator(".ck-progress-text")
    before = text.inner_text()
    other = Project.open(page.folder, coder="jv")
    turn = other.study().turns.query("document == 'HAV-02' and role == 'respondent'").iloc[-1]
    other.code("HAV-02", (int(turn["start"]), int(turn["end"])), "waiting_time")
    expect(text).not_to_have_text(before)
    desk.locator("[data-mode=code]").click()
    expect(desk.get_by_label("Everyone’s codings")).not_to_be_checked()


# All three


def test_axe_finds_nothing_serious(notebook):
    page, desk = show(notebook, "HAV-02", "review")
    for mode in ("review", "correct", "compare"):
        desk.locator(f"[data-mode={mode}]").click()
        page.saved()
        if mode == "review":
            desk.locator(".ck-many .ck-button").first.click()
            expect(desk.locator(".ck-many select")).to_be_visible()
        if mode == "correct":
            desk.get_by_role("button", name="Edit the words").click()
            desk.get_by_role("button", name="Change the speaker").click()
        if mode == "compare":
            expect(desk.locator(".ck-gave")).to_be_visible()
        for theme in ("Light", "Dark"):
            page.theme(theme)
            assert page.serious(".ck-desk") == []
            page.picture(f"{mode}-{theme.lower()}")


@pytest.mark.thorough
def test_it_works_in_a_narrow_pane_at_200_percent(notebook):
    page, desk = show(notebook, "HAV-02", "review")
    page.zoom(200)
    page.narrow(600)
    first = open_ones(page, "HAV-02")["suggestion"].iloc[0]
    desk.get_by_role("button", name="Accept (a)").click()
    page.saved()
    assert page.study().suggestions.set_index("suggestion")["status"][first] == "accepted"
    page.picture("review-narrow")
