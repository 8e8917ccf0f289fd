"""docs/concepts.md says which concept is which code: no id, number or link on it is wrong, and none is missing.

Each check says what the page should have; correct the page by that. The last ones are about docs/codebooks.md.
"""

import re
from collections.abc import Iterator
from dataclasses import fields
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest

import casekit as ck
from casekit.codebook import check, json_schema, read_codebook
from casekit.files.yaml import load_yaml
from casekit.model.codebook import Code, Codebook

pytestmark = pytest.mark.slow


DOCS = Path(__file__).parents[2] / "docs"
PAGE = (DOCS / "concepts.md").read_text("utf-8")
CODEBOOKS = (DOCS / "codebooks.md").read_text("utf-8")
BOOKS = ("housing_first_barriers", "hf_fidelity", "housing_corporations", "kreis_network", "cfir_2022")
MAIN, FIDELITY, CFIR = "housing_first_barriers", "hf_fidelity", "cfir_2022"
IN_BACKTICKS = re.compile(r"`([^`]+)`")
BOOK_AND_CODE = re.compile(rf"`({'|'.join(BOOKS)}): ([^`]+)`")


class Table(NamedTuple):
    """A table below its heading: its columns by their head without the backticks."""

    section: str
    rows: list[dict[str, str]]


def tables() -> Iterator[Table]:
    for part in re.split(r"^##+ ", PAGE, flags=re.MULTILINE):
        section = part.partition("\n")[0]
        for block in re.findall(r"(?:^\|.*\n)+", part, flags=re.MULTILINE):
            head, _, *rows = (
                [cell.strip() for cell in line.strip("|").split("|")] for line in block.splitlines()
            )
            names = [name.replace("`", "") for name in head]
            yield Table(section, [dict(zip(names, row, strict=True)) for row in rows])


TABLES = list(tables())


def ids(cell: str) -> list[str]:
    return [found for found in IN_BACKTICKS.findall(cell) if ":" not in found]


def table(section: str) -> list[dict[str, str]]:
    return next(one.rows for one in TABLES if one.section == section)


def column(section: str, name: str) -> dict[str, list[str]]:
    """The ids in a column, by the id in the first column that has one."""
    return {
        next(code for cell in row.values() for code in ids(cell)): ids(row[name]) for row in table(section)
    }


@cache
def book(name: str) -> Codebook:
    return ck.load_codebook(name)


def of_book(head: str) -> str | None:
    return next((name for name in BOOKS if re.search(rf"\b{name}$", head)), None)


def named() -> set[tuple[str, str]]:
    """Every codebook and code that the page names."""
    in_columns = {
        (name, code)
        for one in TABLES
        for row in one.rows
        for head, cell in row.items()
        if (name := of_book(head))
        for code in ids(cell)
    }
    return in_columns | set(BOOK_AND_CODE.findall(PAGE))


def below(found: Codebook, theme: str) -> list[str]:
    return [code.id for code in found if code.parent is not None and found.theme_of(code.id) == theme]


def test_every_code_named_is_there() -> None:
    assert sorted((name, code) for name, code in named() if code not in book(name).by_id) == []


@pytest.mark.parametrize("name", BOOKS)
def test_every_code_is_named(name: str) -> None:
    assert [code.id for code in book(name) if (name, code.id) not in named()] == []


def test_the_numbers_of_themes_and_codes() -> None:
    told = {ids(row["codebook"])[0]: (int(row["themes"]), int(row["codes"])) for row in TABLES[0].rows}
    assert told == {
        name: (len(book(name).themes), len(book(name)) - len(book(name).themes)) for name in BOOKS
    }


def test_the_research_questions_and_the_codes_that_answer_them() -> None:
    main, section = book(MAIN), "Research questions"
    themes = {one.id: [code.id for code in main.themes if one.id in code.questions] for one in main.questions}
    codes = {
        one.id: [code.id for code in main if code.parent and one.id in code.questions]
        for one in main.questions
    }
    assert [row["no."] for row in table(section)] == [one.number for one in main.questions]
    assert column(section, f"themes in {MAIN}") == themes
    assert column(section, f"codes in {MAIN}") == codes


def test_the_prerequisites_and_the_themes_outside_of_them() -> None:
    main = book(MAIN)
    grouped = [(group.id, theme) for group in main.groups for theme in group.themes]
    rest = [theme.id for theme in main.themes if theme.id not in {theme for _, theme in grouped}]
    told = [
        (ids(row["group"]), ids(row[f"theme in {MAIN}"]), ids(row[f"codes in {MAIN}"]))
        for row in table("Prerequisites")
    ]
    assert told == [([group], [theme], below(main, theme)) for group, theme in grouped] + [
        ([], [theme], below(main, theme)) for theme in rest
    ]


def test_the_steps_and_what_they_are_kept_apart_from() -> None:
    main = book(MAIN)
    told = column("The engine room", f"kept apart from, in {MAIN}")
    assert told.pop("process") == []
    assert told == {
        code.id: list(dict.fromkeys(one.see for one in code.exclude if one.see))
        for code in main
        if code.parent == "process"
    }


def test_links() -> None:
    """A column "links to B" tells all links of the code in the row to B, the nearest first."""
    checked = 0
    for one in TABLES:
        for row in one.rows:
            for head, cell in row.items():
                if head.startswith("links to"):
                    own = next(name for name in row if name in BOOKS)
                    to = of_book(head) or ""
                    code = book(own)[ids(row[own])[0]]
                    assert (code.id, ids(cell)) == (code.id, list(code.links_to(to)))
                    checked += 1
    assert checked > 100


def test_the_principles_and_their_counterparts() -> None:
    fidelity = book(FIDELITY)
    european, danish = (_below(theme) for theme in ("principles", "danish_principles"))
    items = [code for code in fidelity if (code.parent or "").startswith("fd")]
    assert (len(european), len(danish), len(items)) == (8, 8, 29)

    section = "The eight European principles"
    told = column(section, f"Danish counterpart in {FIDELITY}")
    assert told == {"principles": []} | {code.id: _links(code) for code in european}
    told = column(section, f"items that link here, in {FIDELITY}")
    assert told == {"principles": []} | {code.id: _linking(code, items) for code in european}

    section = "The eight Danish principles"
    told = column(section, f"European counterpart in {FIDELITY}")
    assert told == {"danish_principles": []} | {code.id: _linking(code, european) for code in danish}
    told = column(section, f"items it links to, in {FIDELITY}")
    assert told == {"danish_principles": []} | {code.id: _links(code) for code in danish}


def test_the_numbers_of_items_in_their_domains() -> None:
    told = {
        ids(row[FIDELITY])[0]: int(number[1])
        for row in table("The 29 items in their domains")
        if (number := re.search(r"\((\d+)\)", row["domain and item"]))
    }
    assert told == {
        theme.id: len(_below(theme.id)) for theme in book(FIDELITY).themes if theme.id.startswith("fd")
    }


@pytest.mark.parametrize(
    ("section", "source"),
    [("Housing First Nederland", "hfn"), ("Round table in North Rhine-Westphalia", "nrw")],
)
def test_what_a_source_gave_is_told(section: str, source: str) -> None:
    told = {code for row in table(section) for code in ids(row[MAIN])}
    assert [
        code.id for code in book(MAIN) if code.parent and source in code.sources and code.id not in told
    ] == []


def test_what_links_to_the_cfir() -> None:
    cfir = book(CFIR)
    linked = {code.id: code.links_to(CFIR) for code in book(MAIN) if code.links_to(CFIR)}

    def within(code: str, construct: str) -> bool:
        return code == construct or (cfir[construct].parent is None and cfir.theme_of(code) == construct)

    told = [
        (ids(row[CFIR]), int(row["nearest"]), int(row["in all"]), ids(row[f"nearest for, in {MAIN}"]))
        for row in table("CFIR 2022")
    ]
    assert told == [
        (
            [construct.id],
            sum(within(links[0], construct.id) for links in linked.values()),
            sum(any(within(link, construct.id) for link in links) for links in linked.values()),
            [code for code, links in linked.items() if links[0] == construct.id],
        )
        for construct in cfir
    ]


def test_the_example_of_a_codebook_has_no_findings() -> None:
    found, odd = read_codebook(_example().encode(), file="example.yaml")
    shelf = {MAIN: book(MAIN)}
    assert [str(one) for one in [*odd, *check(found, shelf=shelf)]] == []


def test_the_example_of_a_codebook_is_what_editors_take() -> None:
    plain, _ = load_yaml(_example().encode(), file="example.yaml")
    from jsonschema import Draft202012Validator  # takes three seconds, which the unit suite need not wait for

    Draft202012Validator(json_schema()).validate(plain)


def test_every_field_of_a_codebook_is_explained() -> None:
    told = {
        head: set(IN_BACKTICKS.findall(rows))
        for head, rows in re.findall(
            r"^\| of (a code|the codebook) \|.*\n((?:\|.*\n)+)", CODEBOOKS, flags=re.MULTILINE
        )
    }
    assert {one.name for one in fields(Codebook)} - told["the codebook"] == set()
    assert {one.name for one in fields(Code)} - told["a code"] == set()


def _example() -> str:
    return CODEBOOKS.partition("```yaml\n")[2].partition("```")[0]


def _below(theme: str) -> list[Code]:
    return [code for code in book(FIDELITY) if code.parent == theme]


def _links(code: Code) -> list[str]:
    return list(code.links_to(FIDELITY))


def _linking(code: Code, others: list[Code]) -> list[str]:
    return [other.id for other in others if code.id in other.links_to(FIDELITY)]
