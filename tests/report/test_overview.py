import re
from dataclasses import replace

import pytest

from casekit.analysis.passages import find_reference
from casekit.analysis.selecting import at_top
from casekit.errors import CasekitError, LookupFailedError
from casekit.model.study import Study
from casekit.privacy import letters
from casekit.project import Project
from casekit.report.blocks import BulletList, Figure, Grid, Heading, PageBreak, Placeholder, Report, Title
from casekit.report.overview import overview
from casekit.wording import LANGUAGES, say_in

pytestmark = pytest.mark.slow  # each compares several studies

TITLES = {
    "da": "Tværgående analyse",
    "de": "Fallübergreifende Auswertung",
    "nl": "Vergelijkende analyse",
    "en": "Cross-case analysis",
}


@pytest.fixture(scope="module")
def report(study: Study) -> Report:
    return overview(study)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_title_is_the_word_that_people_use_for_it(study: Study, language: str) -> None:
    made = overview(study, language=language)
    assert made.title == TITLES[language]
    assert made.blocks[0] == Title(TITLES[language], say_in(language, "overview.subtitle", n=6))
    assert made.language == language


def test_the_parts_stand_in_the_order_of_a_reader(report: Report) -> None:
    keys = (
        "document.main_messages",
        *(f"overview.{part}" for part in ("basis", "map", "prerequisites", "themes")),
    )
    headings = [block.text for block in report.blocks if isinstance(block, Heading) and block.level == 1]
    assert headings == [*(say_in("da", key, n=2) for key in keys), say_in("da", "document.method")]


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_case_is_named_anywhere(study: Study, shown, labels: tuple[str, ...], language: str) -> None:
    words = shown.words(overview(study, language=language)).lower()
    assert [name for name in (*labels, *study.cases["case"]) if name.lower() in words] == []


def test_no_document_and_no_person_is_named(report: Report, study: Study, shown) -> None:
    words = shown.words(report)
    names = (*study.documents["document"], *study.documents["file"], *study.people["person"])
    assert [name for name in names if name in words] == []


def test_the_file_says_nothing_of_a_case_either(report: Report) -> None:
    assert report.case is None
    assert dict(report.properties)["audience"] == "across cases"


def test_cases_are_letters_that_tell_nothing(report: Report, study: Study, shown) -> None:
    rows = shown.grids(report)["Forudsætninger, kommune for kommune"].rows
    assert [row[0] for row in rows] == [f"Kommune {letter}" for letter in "ABCDEF"]
    lots = [replace(at_top(study), settings={"letters": str(lot)}) for lot in range(20)]
    orders = {tuple(sorted(named, key=named.__getitem__)) for named in map(letters, lots)}
    assert len(orders) > 10, "the order is drawn by lot, once for each project"


def test_a_member_counts_as_its_case(report: Report, shown) -> None:
    figure = next(block for block in report.blocks if isinstance(block, Figure))
    of = figure.frame.groupby("case")["of"].first()
    assert sorted(of) == [1, 1, 1, 1, 1, 3]


def test_the_map_has_words_for_it_and_its_numbers_in_a_table(report: Report) -> None:
    place = next(number for number, block in enumerate(report.blocks) if isinstance(block, Figure))
    figure, behind = report.blocks[place], report.blocks[place + 1]
    assert isinstance(figure, Figure)
    assert set(figure.frame["case"]) == {f"Kommune {letter}" for letter in "ABCDEF"}
    assert isinstance(behind, Grid)
    assert behind.columns == ("Tema", *(f"Kommune {letter}" for letter in "ABCDEF"))
    assert all(len(row) == 7 for row in behind.rows)


def test_the_prerequisites_have_a_page_of_their_own(report: Report, shown) -> None:
    place = next(
        n
        for n, block in enumerate(report.blocks)
        if getattr(block, "text", "") == "2 forudsætninger på én side"
    )
    assert isinstance(report.blocks[place - 1], PageBreak)
    assert isinstance(report.blocks[place + 3], PageBreak)
    grid = shown.grids(report)["Forudsætninger, kommune for kommune"]
    assert grid.columns == ("Kommune", "Bolig og hjælp", "Kultur")
    assert sum(grid.widths) == pytest.approx(1.0)


def test_a_group_names_its_themes_unless_it_has_only_one(report: Report, shown) -> None:
    grid = shown.grids(report)["Forudsætninger, kommune for kommune"]
    big = next(row for row in grid.rows if "(3/3)" in str(row[1]))
    assert big[1] == "Boliger: fremmende (3/3)\nStøtte: både og (1/3)"
    assert big[2] == "både og (2/3)"


def test_a_codebook_without_groups_has_no_such_page(study: Study) -> None:
    plain = replace(study, codebooks={"small": replace(study.codebook(), groups=())})
    assert not any(isinstance(block, PageBreak) for block in overview(plain).blocks)


def test_a_theme_that_nobody_mentions_has_no_heading(report: Report) -> None:
    themes = [block.text for block in report.blocks if isinstance(block, Heading) and block.level == 2]
    assert themes[:3] == ["Boliger", "Støtte", "Kultur"]
    assert "Der er" not in themes


def test_a_theme_lists_which_way_the_cases_point(report: Report, study: Study) -> None:
    place = next(n for n, b in enumerate(report.blocks) if isinstance(b, Heading) and b.text == "Boliger")
    lines = next(block for block in report.blocks[place:] if isinstance(block, BulletList))
    named = letters(at_top(study))
    helped = sorted(named[case] for case in ("albaek", "dalum", "fennewijk"))
    assert lines.items[0] == "Fremmende: Kommune {}, Kommune {} og Kommune {}".format(*helped)


def test_quotes_are_in_languages_that_three_cases_speak(report: Report, shown) -> None:
    assert {quote.language for quote in shown.quotes(report)} == {"da"}


def test_a_quote_names_no_case_and_no_member_of_one(report: Report, shown, said) -> None:
    quotes = [quote.text for quote in shown.quotes(report)]
    assert quotes
    assert said["member"] not in quotes
    assert said["other"] not in quotes
    assert not any("Bredsundmodellen" in quote for quote in quotes)


def test_quotes_are_safe_and_none_stands_twice(report: Report, shown) -> None:
    quotes = [quote.text for quote in shown.quotes(report)]
    assert len(quotes) == len(set(quotes))
    assert not any("@" in quote or re.search(r"\d{2} \d{2}", quote) for quote in quotes)


def test_barrier_and_facilitator_are_quoted_from_two_cases_where_that_can_be(report: Report) -> None:
    place = next(n for n, b in enumerate(report.blocks) if isinstance(b, Heading) and b.text == "Boliger")
    first, second = [block for block in report.blocks[place:] if hasattr(block, "who")][:2]
    assert first.who.split(",")[0] != second.who.split(",")[0]


def test_who_says_so_is_a_letter_and_nothing_more(report: Report, shown) -> None:
    assert all(re.fullmatch(r"Kommune [A-F]", quote.who) for quote in shown.quotes(report))


def test_a_reference_leads_back_only_for_those_who_have_the_project(
    report: Report, study: Study, shown
) -> None:
    quoted = [quote.reference for quote in shown.quotes(report)]
    assert quoted
    assert not set(quoted) & set(study.codings["coding"].str[:10]), "another reference than in feedback"
    for quote in shown.quotes(report):
        row = find_reference(study, quote.reference)
        assert study.text(row["document"], row["start"], row["end"])[:20] in quote.text


def test_with_a_message_across_cases_it_may_leave_the_house(report: Report) -> None:
    assert (report.internal, report.mark) == (False, "")
    assert BulletList(("Boliger skiller kommunerne.",)) in report.blocks


def test_without_one_it_is_a_working_paper(coded: Study) -> None:
    made = overview(coded, language="de")
    assert made.internal
    assert made.mark == "ARBEITSPAPIER – nicht zum Versand"
    assert any(isinstance(block, Placeholder) for block in made.blocks)


def test_what_was_said_for_no_case_is_left_out(project: Project, tmp_path, shown) -> None:
    here = _copy(project, tmp_path)
    (tmp_path / "X.txt").write_text(
        "I: Nå?\n\nIP: Der er ingen bolig at få her, og sådan har det altid været.\n", "utf-8"
    )
    here.add(tmp_path / "X.txt")
    here.suggest(project.folder.parent / "small.yaml")
    new = here.study().suggestions.query("document == 'X'")["suggestion"].str[:10]
    assert here.decide(new, "accepted", polarity="barrier") == 1
    made = overview(here.study())
    assert len(shown.grids(made)["Forudsætninger, kommune for kommune"].rows) == 6
    assert "nan" not in shown.words(made)


def test_without_any_case_there_is_nothing_to_compare(project: Project, tmp_path) -> None:
    here = Project.create(tmp_path / "p", language="da", coder="ah")
    here.add(project.folder.parent / "ALB-01.txt")
    here.suggest(project.folder.parent / "small.yaml")
    here.decide(here.study().suggestions["suggestion"].str[:10], "accepted")
    with pytest.raises(LookupFailedError) as caught:
        overview(here.study())
    assert caught.value.problem == "nothing_reviewed"


def test_without_reviewed_codings_there_is_no_overview(suggested: Study) -> None:
    with pytest.raises(LookupFailedError) as caught:
        overview(suggested)
    assert caught.value.problem == "nothing_reviewed"


def test_an_unknown_language_is_an_error(study: Study) -> None:
    with pytest.raises(CasekitError) as caught:
        overview(study, language="fr")
    assert caught.value.problem == "unknown_language"


def _copy(project: Project, folder) -> Project:
    (folder / "p").mkdir()
    (folder / "p" / "study.casekit").write_bytes(project.file.read_bytes())
    return Project.open(folder / "p", coder="ah")
