from dataclasses import replace

import pytest

from casekit.analysis.basis import basis
from casekit.analysis.counting import respondents
from casekit.model.study import Study
from casekit.report.blocks import BulletList, Callout, Heading, Paragraph, Placeholder
from casekit.report.parts import (
    about,
    basis_rows,
    leaning_word,
    messages,
    period,
    properties,
    status,
    texts,
    unfinished,
)
from casekit.wording import LANGUAGES, say_in


def test_messages_are_those_that_people_wrote_about_the_case(study: Study) -> None:
    heading, written = messages(study, "albaek", "da")
    assert heading == Heading("Hovedbudskaber")
    assert written == BulletList(("Boligerne er der; tiden mangler.",))


def test_a_message_across_cases_is_none_about_a_case(study: Study) -> None:
    assert texts(study, None) == ["Boliger skiller kommunerne."]
    assert texts(study, "bredsund") == []
    assert texts(study, "albaek", "housing") == ["Udlejerne er med."]


@pytest.mark.parametrize("language", LANGUAGES)
def test_without_a_message_there_is_an_empty_place(coded: Study, language: str) -> None:
    _, place = messages(coded, "albaek", language)
    assert place == Placeholder(say_in(language, "document.write_messages"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_document_says_that_its_quotes_are_not_released(study: Study, language: str) -> None:
    blocks = status(study, language, internal=False, reasons=[])
    assert Callout(say_in(language, "document.not_released")) in blocks
    assert len(blocks) == 2


def test_the_status_tells_the_date_and_why_it_is_a_working_paper(study: Study) -> None:
    dated = replace(study, at="2024-03-01T10:00:00+00:00", n=7, state="cafe00112233")
    first, _, why = status(dated, "da", internal=True, reasons=["unreviewed", "no_message"])
    assert first == Paragraph("Foreløbigt dokument, 1. marts 2024")
    assert isinstance(why, Callout)
    assert "ingen har gennemgået" in why.text
    assert "ikke skrevet" in why.text


def test_the_period_runs_from_the_first_month_to_the_last(study: Study) -> None:
    assert period(study, "da") == " (januar 2024 – marts 2024)"
    assert period(study, "de") == " (Januar 2024 – März 2024)"


def test_one_month_is_named_once_and_no_date_not_at_all(study: Study) -> None:
    january = replace(study, documents=study.documents[study.documents["document"] == "ALB-01"])
    assert period(january, "en") == " (January 2024)"
    assert period(replace(study, documents=study.documents.assign(date="")), "en") == ""


def test_the_basis_has_a_row_per_sector_with_roles_in_groups(study: Study) -> None:
    who = respondents(study)
    rows = basis_rows(study, who[who["case"] == "albaek"], "en")
    assert [row[0] for row in rows] == ["Municipality", "Housing associations and landlords"]
    assert [row[2:] for row in rows] == [("1", "1"), ("1", "1")]
    assert "support_worker" not in str(rows)


def test_a_sector_that_nobody_gave_is_said_so(study: Study) -> None:
    who = respondents(study).assign(sector="", role_held="")
    assert basis_rows(study, who, "nl")[0][:2] == ("Niet opgegeven", "")


def test_a_leaning_is_a_word_and_silence_is_one_too() -> None:
    assert leaning_word("barrier", "da") == "hæmmende"
    assert leaning_word("", "de") == "nicht erwähnt"


def test_about_counts_the_people_who_coded_and_not_the_machine(study: Study) -> None:
    heading, made, counting = about(study, "en")
    assert isinstance(heading, Heading)
    assert isinstance(made, Paragraph)
    assert "“Small codebook” (version 2.1.0) by 1 person." in made.text
    assert study.state[:8] in made.text
    assert isinstance(counting, Paragraph)


def test_properties_name_audience_event_and_codebook(study: Study) -> None:
    digest = study.codebook().digest[:16]
    assert properties(study, "team") == (
        ("audience", "team"),
        ("event", "8"),
        ("state", study.state),
        ("codebook small", f"2.1.0 {digest}"),
    )


@pytest.mark.parametrize(
    ("text", "reasons"), [("…", ["no_message"]), ("Som i Brekøb mangler der boliger.", ["names_a_case"])]
)
def test_a_message_must_have_words_and_name_no_other_case(
    study: Study, text: str, reasons: list[str]
) -> None:
    other = str(study.cases.loc[study.cases["case"] != "albaek", "label"].iloc[0])
    row = study.messages.iloc[[0]].assign(
        case="albaek", theme="", text=text.replace("Brekøb", other), basis=basis(study, case="albaek")
    )
    assert unfinished(replace(study, messages=row), "albaek") == reasons
