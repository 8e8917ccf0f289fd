from collections.abc import Callable
from dataclasses import replace
from functools import cache
from itertools import pairwise

import pytest

from casekit.errors import CasekitError, LookupFailedError
from casekit.model.study import Study
from casekit.project import Project
from casekit.report.blocks import (
    Block,
    BulletList,
    Callout,
    Figure,
    Grid,
    Heading,
    Paragraph,
    Placeholder,
    Quote,
    Report,
    Title,
)
from casekit.report.feedback import feedback, feedback_all
from casekit.wording import LANGUAGES, say_in

pytestmark = pytest.mark.slow  # each compares several studies

TITLES = {
    "da": "Foreløbige fund – oplæg til dialogmøde",
    "de": "Vorläufige Ergebnisse: Rückmeldung",
    "nl": "Voorlopige bevindingen: terugkoppeling",
    "en": "Interim findings",
}
BARRIERS = {
    "da": "Hæmmende og fremmende forhold",
    "de": "Hemmnisse und förderliche Faktoren",
    "nl": "Belemmerende en bevorderende factoren",
    "en": "Barriers and facilitators",
}


Of = Callable[..., Report]


@pytest.fixture(scope="module")
def of(study: Study) -> Of:
    """The document of a case, made once."""
    return cache(lambda case, language=None: feedback(study, case=case, language=language))


@pytest.fixture(scope="module")
def report(of: Of) -> Report:
    return of("albaek")


def _headings(report: Report) -> list[str]:
    return [block.text for block in report.blocks if isinstance(block, Heading)]


def _after(report: Report, heading: str) -> Block:
    place = next(
        number for number, block in enumerate(report.blocks) if getattr(block, "text", "") == heading
    )
    return report.blocks[place + 1]


def test_the_parts_stand_in_the_order_of_a_reader(report: Report) -> None:
    keys = (
        "document.main_messages", "feedback.basis", "feedback.directions", "feedback.themes", "feedback.others",
        "feedback.next", "document.method",
    )  # fmt: skip
    assert _headings(report) == [say_in("da", key) for key in keys]
    assert [type(block) for block in report.blocks[:3]] == [Title, Paragraph, Callout]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_title_is_the_word_that_people_use_for_it(of: Of, language: str) -> None:
    report = of("albaek", language)
    assert report.blocks[0] == Title(TITLES[language], "Albæk")
    assert report.title == f"{TITLES[language]} – Albæk"
    assert BARRIERS[language] in _headings(report)
    assert report.language == language


@pytest.mark.parametrize(("case", "language"), [("albaek", "da"), ("eichental", "de"), ("fennewijk", "nl")])
def test_it_speaks_the_language_of_its_case(of: Of, case: str, language: str) -> None:
    assert of(case).language == language


def test_a_case_without_a_language_is_spoken_to_as_its_interviews_were(project: Project, tmp_path) -> None:
    here = Project.create(tmp_path / "p", language="en", coder="ah")
    here.add(project.folder.parent / "EIC-01.txt", table=project.folder.parent / "interviews.csv")
    here.suggest(project.folder.parent / "small.yaml")
    assert feedback(here.study(), case="eichental").language == "de"


def test_with_codings_and_a_message_it_may_leave_the_house(report: Report) -> None:
    assert (report.internal, report.mark) == (False, "")
    assert (report.kind, report.case) == ("feedback", "albaek")
    assert _after(report, "Hovedbudskaber") == BulletList(("Boligerne er der; tiden mangler.",))


def test_without_a_message_it_is_a_working_paper_with_an_empty_place(coded: Study) -> None:
    report = feedback(coded, case="albaek")
    assert report.internal
    assert report.mark == "ARBEJDSPAPIR – må ikke sendes"
    assert isinstance(_after(report, "Hovedbudskaber"), Placeholder)
    assert Callout("Hovedbudskaberne er ikke skrevet endnu.") in report.blocks


def test_under_the_empty_place_stands_what_was_heard_most(coded: Study) -> None:
    report = feedback(coded, case="albaek", language="en")
    listed = _after(report, "What comes up most in the interviews:")
    assert isinstance(listed, BulletList)
    assert listed.items[0] == "Housing: 3 of 3 – facilitator"


def test_without_reviewed_codings_it_is_a_working_paper_from_suggestions(suggested: Study, shown) -> None:
    report = feedback(suggested, case="albaek")
    assert report.internal
    assert any(isinstance(block, Callout) and "ingen har gennemgået" in block.text for block in report.blocks)
    assert shown.quotes(report)
    assert "Set i forhold til de andre" not in _headings(report)


def test_a_theme_without_direction_says_so(suggested: Study, shown) -> None:
    undirected = replace(suggested, suggestions=suggested.suggestions.assign(polarity=""))
    report = feedback(undirected, case="albaek")
    cells = [row[1] for row in shown.grids(report)["Hvad vi har hørt"].rows]
    assert all(str(cell).startswith("Retning ikke angivet") for cell in cells)


@pytest.mark.parametrize("case", ["albaek", "bredsund", "cellerup", "dalum", "eichental", "fennewijk"])
def test_no_other_case_is_named_anywhere(
    study: Study, of: Of, shown, labels: tuple[str, ...], case: str
) -> None:
    words = shown.words(of(case)).lower()
    own = {"albaek": {"Albæk", "Solgården"}}.get(case, {study.label(case).split()[-1]})
    assert [name for name in labels if name not in own and name.lower() in words] == []
    assert [name for name in study.cases["case"] if name not in (case, "solgaard") and name in words] == []


def test_a_passage_that_names_another_case_is_counted_and_not_quoted(report: Report, shown) -> None:
    (row,) = [
        row
        for row in shown.grids(report)["Hvad vi har hørt"].rows
        if row[0] == "Kultur" and "Hæmmende" in row[1]
    ]
    assert "Tillid (1 af 3)" in row[1]
    assert row[3] == say_in("da", "feedback.no_quote")


def test_what_most_say_stands_first_and_the_counter_example_below(report: Report, shown, said) -> None:
    rows = [row for row in shown.grids(report)["Hvad vi har hørt"].rows if row[0] == "Boliger"]
    first, below = (str(row[1]).splitlines() for row in rows)
    assert first[-2:] == ["Fremmende:", "Antal boliger (3 af 3)"]
    assert below[-2:] == ["Hæmmende:", "Antal boliger (1 af 3)"]
    assert len(below) == 3, "the row says that it is a counter-example"
    counter = rows[1][3]
    assert isinstance(counter, Quote)
    assert counter.text == said["counter"]


def test_what_a_person_wrote_about_a_theme_stands_before_what_was_counted(report: Report, shown) -> None:
    first = next(row for row in shown.grids(report)["Hvad vi har hørt"].rows if row[0] == "Boliger")
    assert str(first[1]).splitlines()[0] == "Udlejerne er med."


def test_who_says_so_is_a_side_and_never_a_role(report: Report, study: Study, shown) -> None:
    told = {row[2] for row in shown.grids(report)["Hvad vi har hørt"].rows}
    assert {quote.who for quote in shown.quotes(report)} == {""}, (
        "a quote is not tied to a side of few people"
    )
    assert told <= {"kommunen", "samarbejdspartner", "kommunen og samarbejdspartner"}
    roles = [
        study.roles.roles[role].label.get("da") for role in study.people["role"] if role in study.roles.roles
    ]
    assert roles
    assert [role for role in roles if role.lower() in shown.words(report).lower()] == []


def test_no_person_is_named(report: Report, study: Study, shown) -> None:
    words = shown.words(report)
    assert [person for person in study.people["person"] if person in words] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_says_that_the_quotes_are_not_released(of: Of, language: str) -> None:
    report = of("albaek", language)
    assert Callout(say_in(language, "document.not_released")) in report.blocks


def test_the_same_words_are_not_quoted_twice(report: Report, shown) -> None:
    quotes = [quote.text for quote in shown.quotes(report)]
    assert len(quotes) == len(set(quotes)) > 2


def test_words_with_numbers_or_addresses_are_not_quoted(report: Report, shown, said) -> None:
    words = shown.words(report)
    assert "@" not in words
    assert said["numbered"] not in words


def test_a_quote_is_of_bearable_length(report: Report, shown) -> None:
    assert max(len(quote.text) for quote in shown.quotes(report)) <= 430
    assert any(quote.text.endswith("[…]") for quote in shown.quotes(report))


def test_a_quote_keeps_its_language_in_a_document_of_another(study: Study, shown) -> None:
    report = feedback(study, case="eichental", language="en")
    assert {quote.language for quote in shown.quotes(report)} == {"de"}


def test_the_figure_has_words_for_it_and_its_numbers_in_a_table(report: Report, shown) -> None:
    place = next(number for number, block in enumerate(report.blocks) if isinstance(block, Figure))
    figure, behind = report.blocks[place], report.blocks[place + 1]
    assert isinstance(figure, Figure)
    assert "Albæk" in figure.alt
    assert isinstance(behind, Grid)
    assert behind.rows[0] == ("Boliger", "3 af 3", "–", "2", "1")


def test_the_others_are_counted_where_there_are_enough(report: Report, shown) -> None:
    text = _after(report, "Set i forhold til de andre kommuner")
    assert isinstance(text, Paragraph)
    assert "5 andre kommuner" in text.text
    rows = {row[0]: row[1:] for row in shown.grids(report)["Her og i de andre kommuner"].rows}
    assert rows["Boliger"] == (
        "overvejende fremmende (nævnt i 3 af 3)",
        "nævnt i 5 af 5: 3 hæmmende, 2 fremmende",
    )
    assert rows["Kultur"] == ("både og (nævnt i 2 af 3)", "nævnt i 0 af 5")


def test_too_few_others_are_not_compared_with(project: Project, tmp_path) -> None:
    here = _project_of(project, tmp_path, "ALB-01.txt", "BRE-01.txt", "CEL-01.txt")
    report = feedback(here.study(), case="albaek")
    after = _after(report, "Set i forhold til de andre kommuner")
    assert after == Paragraph(say_in("da", "feedback.others_too_few"))


def test_nobody_who_speaks_for_no_case_is_one_of_the_others(project: Project, tmp_path) -> None:
    here = _project_of(project, tmp_path, "ALB-01.txt", "BRE-01.txt", "CEL-01.txt")
    here.add(project.folder.parent / "DAL-01.txt")
    report = feedback(here.study(), case="albaek")
    assert _after(report, "Set i forhold til de andre kommuner") == Paragraph(
        say_in("da", "feedback.others_too_few")
    )


def test_where_nothing_was_heard_it_says_so(project: Project, tmp_path) -> None:
    here = _project_of(project, tmp_path, "ALB-01.txt", "BRE-01.txt")
    (tmp_path / "TOM-01.txt").write_text("I: Hvad?\n\nIP: Det ved jeg ikke noget om.\n", "utf-8")
    here.add(tmp_path / "TOM-01.txt", case="tomrup")
    report = feedback(here.study(), case="tomrup")
    assert report.internal
    assert _after(report, "Figuren viser for hvert tema, i hvor mange interview det beskrives som noget, der hæmmer, fremmer eller begge dele.") == Paragraph("Der er endnu ingen uddrag at vise.")  # fmt: skip
    assert not any(isinstance(block, Figure) for block in report.blocks)


def test_a_member_case_has_a_document_of_its_own(study: Study, shown) -> None:
    report = feedback(study, case="solgaard")
    assert report.blocks[0] == Title(TITLES["da"], "Boligforeningen Solgården")
    codings = study.codings.assign(reference=study.codings["coding"].str[:10]).set_index("reference")
    quoted = {quote.reference for quote in shown.quotes(report)}
    assert set(codings.loc[list(quoted), "document"]) == {"SOL-01"}


def test_a_reference_does_not_show_which_interview_it_is(report: Report, shown) -> None:
    assert all(len(quote.reference) == 10 for quote in shown.quotes(report))


def test_the_file_remembers_for_whom_and_from_what_it_was_made(report: Report) -> None:
    properties = dict(report.properties)
    assert properties["audience"] == "case albaek"
    assert properties["event"] == "8"
    assert properties["codebook small"].startswith("2.1.0 ")


def test_heading_levels_do_not_jump(report: Report) -> None:
    levels = [block.level for block in report.blocks if isinstance(block, Heading)]
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_a_case_without_interviews_is_an_error(study: Study) -> None:
    with pytest.raises(LookupFailedError) as caught:
        feedback(study, case="tomrup")
    assert caught.value.problem == "case_without_interviews"


def test_an_unknown_case_or_language_is_an_error(study: Study) -> None:
    with pytest.raises(LookupFailedError) as caught:
        feedback(study, case="nowhere")
    assert caught.value.problem == "unknown_case"
    with pytest.raises(CasekitError) as spoken:
        feedback(study, case="albaek", language="fr")
    assert spoken.value.problem == "unknown_language"


def test_a_project_without_codebook_is_an_error(added: Study) -> None:
    with pytest.raises(LookupFailedError) as caught:
        feedback(added, case="albaek")
    assert caught.value.problem == "no_codebook"


def test_all_are_those_at_the_top_that_somebody_spoke_for(study: Study) -> None:
    reports = feedback_all(study)
    assert list(reports) == ["albaek", "bredsund", "cellerup", "dalum", "eichental", "fennewijk"]
    assert {name: report.case for name, report in reports.items()} == {name: name for name in reports}


def test_all_of_nothing_is_an_error(project: Project) -> None:
    with pytest.raises(LookupFailedError) as caught:
        feedback_all(project.study(at=1))
    assert caught.value.problem == "no_interviews"


def _project_of(project: Project, folder, *names: str) -> Project:
    """A project of some of the files, suggested and coded."""
    source = project.folder.parent
    lines = (source / "interviews.csv").read_text("utf-8").splitlines()
    kept = [lines[0], *(line for line in lines[1:] if line.split(",")[0] in names)]
    (folder / "some").mkdir()
    for name in names:
        (folder / "some" / name).write_bytes((source / name).read_bytes())
    (folder / "some.csv").write_text("\n".join(kept), "utf-8")
    here = Project.create(folder / "p", language="da", coder="ah")
    here.add(folder / "some", table=folder / "some.csv", cases=source / "cases.csv")
    here.suggest(source / "small.yaml")
    here.import_codings(source / "codings.csv")
    return here


def test_a_member_case_is_compared_with_the_others_but_not_with_the_one_it_belongs_to(
    study: Study, shown
) -> None:
    report = feedback(study, case="solgaard")
    text = _after(report, "Set i forhold til de andre kommuner")
    assert isinstance(text, Paragraph)
    assert "5 andre kommuner" in text.text
