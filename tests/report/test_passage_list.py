import pytest

from casekit.errors import CasekitError, LookupFailedError, UnknownCodeError
from casekit.model.study import Study
from casekit.project import Project
from casekit.report.blocks import Callout, Heading, Paragraph, Quote, Title
from casekit.report.passage_list import passage_list
from casekit.wording import LANGUAGES, say_in

pytestmark = pytest.mark.slow


def test_a_code_is_listed_under_its_label_with_its_definition(study: Study) -> None:
    report = passage_list(study, code="housing")
    assert report.blocks[0] == Title("Boliger", "Om boliger.")
    assert (report.kind, report.title, report.language) == ("passages", "Boliger", "da")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_list_says_that_it_is_for_the_team(study: Study, language: str) -> None:
    report = passage_list(study, language=language)
    assert Callout(say_in(language, "passages.internal")) in report.blocks
    assert report.title == say_in(language, "passages.title")


def test_each_case_has_a_heading_with_the_number_of_passages(study: Study) -> None:
    headings = [block.text for block in passage_list(study).blocks if isinstance(block, Heading)]
    assert headings[0] == "Albæk (9 uddrag)"
    assert "Stadt Eichental (1 uddrag)" in headings


def test_a_case_brings_its_members_and_nobody_else(study: Study) -> None:
    report = passage_list(study, case="albaek")
    headings = [block.text for block in report.blocks if isinstance(block, Heading)]
    assert headings == ["Albæk (9 uddrag)", "Boligforeningen Solgården (1 uddrag)"]
    assert report.case == "albaek"


@pytest.mark.parametrize(("by", "first"), [("code", "Antal boliger"), ("document", "ALB-01")])
def test_headings_may_be_codes_or_documents(study: Study, by: str, first: str) -> None:
    headings = [
        block.text
        for block in passage_list(study, by=by).blocks  # type: ignore[arg-type]
        if isinstance(block, Heading)
    ]
    assert any(heading.startswith(f"{first} (") for heading in headings)


def test_before_the_words_stands_the_question_in_its_language(study: Study, said: dict[str, str]) -> None:
    blocks = passage_list(study, code="caseload", case="albaek", language="en").blocks
    place = next(number for number, block in enumerate(blocks) if isinstance(block, Quote))
    assert blocks[place - 1] == Paragraph("Question: Hvad kan du sige om det?", "da")


def test_a_quote_tells_role_direction_and_reference(study: Study) -> None:
    blocks = passage_list(study, code="caseload", case="bredsund").blocks
    (quote,) = [block for block in blocks if isinstance(block, Quote)]
    assert quote.who.endswith("fremmende")
    assert quote.reference.startswith("BRE-01, turn 4 · ")


def test_the_code_stands_with_the_quote_where_there_are_several(study: Study) -> None:
    several = [block.who for block in passage_list(study, code="housing").blocks if isinstance(block, Quote)]
    one = [block.who for block in passage_list(study, code="rent").blocks if isinstance(block, Quote)]
    assert all("Antal boliger" in who or "Husleje" in who for who in several)
    assert not any("Husleje" in who for who in one)


def test_nothing_is_said_to_be_nothing(suggested: Study) -> None:
    assert passage_list(suggested).blocks[-1] == Paragraph("Ingen uddrag.")


def test_what_was_said_for_no_case_has_a_heading_too(project: Project, tmp_path) -> None:
    here = Project.create(tmp_path / "p", language="en", coder="ah")
    (tmp_path / "X.txt").write_text("I: Well?\n\nIP: There is no dwelling to be had here.\n", "utf-8")
    here.add(tmp_path / "X.txt")
    here.suggest(project.folder.parent / "small.yaml")
    here.decide(here.study().suggestions["suggestion"].str[:10], "accepted")
    headings = [block.text for block in passage_list(here.study()).blocks if isinstance(block, Heading)]
    assert headings == ["Without a municipality (1 passage)"]


def test_an_unknown_code_case_language_or_order_is_an_error(study: Study) -> None:
    with pytest.raises(UnknownCodeError):
        passage_list(study, code="nope")
    with pytest.raises(LookupFailedError):
        passage_list(study, case="nope")
    with pytest.raises(CasekitError, match="fr"):
        passage_list(study, language="fr")
    with pytest.raises(LookupFailedError, match="colour"):
        passage_list(study, by="colour")  # type: ignore[arg-type]


def test_a_project_without_codebook_is_an_error(added: Study) -> None:
    with pytest.raises(LookupFailedError) as caught:
        passage_list(added)
    assert caught.value.problem == "no_codebook"
