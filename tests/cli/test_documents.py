from pathlib import Path

import docx
import pytest

from casekit.project import Project
from casekit.wording import say

HERE = ("--project", "project", "--as", "ah")
ONE = ("feedback", "--case", "albaek", "-o", "a.docx")


def _messages() -> int:
    return len(Project.open("project").study().messages)


def test_a_message_is_stored_with_its_case_and_theme(place: Path, run) -> None:
    assert (
        run("message", "Der mangler boliger.", "--case", "albaek", "--theme", "housing", *HERE).exit_code == 0
    )
    row = Project.open("project").study().messages.iloc[0]
    assert (row["text"], row["case"], row["theme"], row["coder"]) == (
        "Der mangler boliger.",
        "albaek",
        "housing",
        "ah",
    )


def test_a_table_of_messages_is_taken_in_once(place: Path, run) -> None:
    assert say("out.messages", count=2) in run("message", "--table", "messages.csv", *HERE).stdout
    assert say("out.messages", count=0) in run("message", "--table", "messages.csv", *HERE).stdout
    assert _messages() == 2


def test_a_line_that_stands_twice_is_one_message(place: Path, run, write) -> None:
    write("t.csv", "case,theme,message", "albaek,,Det samme.", "albaek,,Det samme.")
    run("message", "--table", "t.csv", *HERE)
    assert _messages() == 1


def test_without_a_message_the_document_is_internal_by_name(place: Path, run) -> None:
    assert "a_internal.docx" in run(*ONE, *HERE).stdout
    run("message", "Der mangler boliger.", "--case", "albaek", *HERE)
    assert "a.docx" in run(*ONE, *HERE).stdout
    assert docx.Document("a.docx").core_properties.language.startswith("da")


def test_a_document_in_another_language_and_dress(place: Path, run) -> None:
    house = docx.Document()
    house.save("house.docx")
    result = run(*ONE, "--language", "de", "--template", "house.docx", *HERE)
    if result.exit_code:  # Word's own template lacks a style that reports need: then that is the message
        assert "house.docx" in result.stderr
    assert run(*ONE, "--language", "de", *HERE).exit_code == 0
    assert docx.Document("a_internal.docx").core_properties.language.startswith("de")


def test_all_documents_go_into_a_folder(place: Path, run) -> None:
    result = run("feedback", "--all", "-o", "out/deep", *HERE)
    assert result.exit_code == 0
    assert sorted(path.name for path in Path("out/deep").iterdir()) == [
        "albaek_internal.docx",
        "bredsund_internal.docx",
    ]


def test_the_overview_is_written(place: Path, run) -> None:
    run("message", "Boliger skiller dem.", *HERE)
    assert run("overview", "-o", "b.docx", "--language", "nl", *HERE).exit_code == 0
    text = "\n".join(paragraph.text for paragraph in docx.Document("b.docx").paragraphs)
    assert "Albæk" not in text
    assert "Vergelijkende analyse" in text


def test_a_message_whose_passages_changed_is_told(place: Path, run, coding: str) -> None:
    run("message", "Alt er godt.", "--case", "albaek", *HERE)
    run("message", "Alt er godt.", "--case", "bredsund", *HERE)
    run("withdraw", coding, *HERE)
    assert say("out.stale", count=1) in run("feedback", "--all", "-o", "out", *HERE).stderr


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("  ", "--case", "albaek"), "message_empty"),
        (("x", "--case", "nowhere"), "unknown_case|albaek, bredsund"),
        (("x", "--theme", "nowhere"), "nowhere|small"),
        (("x", "--theme", "rent"), "not_a_theme|housing"),
    ],
)
def test_a_message_that_cannot_be_stored_is_said_so(refused, words: tuple[str, ...], says: str) -> None:
    refused("message", *words, *HERE, says=says)


@pytest.mark.parametrize(
    ("lines", "says"),
    [
        (["case,text", "albaek,x"], "table_lacks|t.csv"),
        (["case,theme,message", "albaek,,"], "cell_empty|line 2"),
        (["case,theme,message", "albaek,,godt", "nowhere,,x"], "unknown_case|nowhere"),
        (["case,theme,message", "albaek,,godt", "albaek,nowhere,x"], "nowhere|small"),
    ],
)
def test_a_table_of_messages_is_taken_in_whole_or_not_at_all(
    refused, write, lines: list[str], says: str
) -> None:
    write("t.csv", *lines)
    refused("message", "--table", "t.csv", *HERE, says=says)


def test_a_message_needs_a_person(refused) -> None:
    refused("message", "x", "--project", "project", says="person_needed|--as")
    refused(
        "message", "--table", "messages.csv", "--project", "project", "--as", " ", says="person_needed|--as"
    )


def test_a_message_with_a_theme_needs_a_codebook(refused, empty: Path) -> None:
    refused("message", "x", "--theme", "housing", "--project", empty, "--as", "ah", says="no_codebook")


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("message",), "text_or_table"),
        (("message", "x", "--table", "messages.csv"), "text_or_table"),
        (("message", "--table", "messages.csv", "--case", "albaek"), "table_alone"),
        (("message", "--table", "messages.csv", "--theme", "housing"), "table_alone"),
        (("feedback",), "Missing option"),
        (("feedback", "--case", "albaek"), "Missing option"),
        (("feedback", "-o", "a.docx"), "case_or_all"),
        (("feedback", "--all", "--case", "albaek", "-o", "out"), "case_or_all"),
        (("feedback", "--all", "-o", "a.docx"), "help.feedback.all"),
        (("feedback", "--all", "-o", "small.yaml"), "help.feedback.all"),
        (("feedback", "--all", "-o", "out", "--language", "fr"), "da, de, nl, en"),
        ((*ONE, "--language", "fr"), "da, de, nl, en"),
        (("overview",), "Missing option"),
        (("overview", "-o", "a.docx", "--language", "fr"), "da, de, nl, en"),
    ],
)
def test_words_that_do_not_go_together_are_said_so(refused, words: tuple[str, ...], says: str) -> None:
    refused(*words, *HERE, says=says, code=2)


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("feedback", "--case", "nowhere", "-o", "a.docx"), "unknown_case|albaek, bredsund"),
        (("feedback", "--case", "albaek", "-o", "a.pdf"), "wrong_suffix|.docx"),
        (("feedback", "--case", "albaek", "-o", "small.yaml/a.docx"), "small.yaml"),
        (("overview", "-o", "a.txt"), "wrong_suffix|.docx"),
        (("overview", "-o", "small.yaml/a.docx"), "small.yaml"),
        ((*ONE, "--template", "small.yaml"), "not_a_template|small.yaml"),
        ((*ONE, "--template", "nowhere.docx"), "template_missing|nowhere.docx"),
        (("feedback", "--all", "-o", "out", "--template", "small.yaml"), "not_a_template"),
    ],
)
def test_a_document_that_cannot_be_made_is_said_so(refused, words: tuple[str, ...], says: str) -> None:
    refused(*words, *HERE, says=says)


def test_a_template_without_styles_is_said_so_with_all_of_them(refused) -> None:
    house = docx.Document()
    for name in ("Quote", "Caption"):
        house.styles[name].delete()
    house.save("house.docx")
    refused(*ONE, "--template", "house.docx", *HERE, says="styles_missing|Quote, Caption")


def test_a_case_without_interviews_is_said_so(refused, write, run) -> None:
    write("t.csv", "case", "tomrup")
    run("add", "transcripts", "--cases", "t.csv", *HERE)
    refused("feedback", "--case", "tomrup", "-o", "a.docx", *HERE, says="case_without_interviews|tomrup")


def test_an_empty_project_gives_no_documents(refused, empty: Path) -> None:
    refused("feedback", "--all", "-o", "out", "--project", empty, says="no_interviews")
    refused("overview", "-o", "a.docx", "--project", empty, says="nothing_reviewed")
