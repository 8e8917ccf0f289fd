from pathlib import Path

import pytest

pytestmark = pytest.mark.slow

HERE = ("--project", "project", "--as", "ah")


@pytest.fixture
def guided(place: Path, run) -> Path:
    (place / "guide.csv").write_text(
        "topic;question;roles;codes\nLeje;Hvad siger du til huslejen?;;rent\nRo;Er der ro?;;\n", "utf-8"
    )
    result = run("guide", "guide.csv", *HERE)
    assert result.exit_code == 0, result.output
    return place


def test_a_matrix_is_printed_in_words_as_x_of_n(place: Path, run) -> None:
    out = run("matrix", *HERE).stdout
    assert "Albæk" in out
    assert "1/1" in out
    assert "%" not in out


@pytest.mark.parametrize("options", [("--values", "words"), ("--by", "side"), ("--shares", "row"), ("--rows", "speaker", "--columns", "code"), ("--sides",), ("--sides", "--rows", "case", "--columns", "code")])  # fmt: skip
def test_a_matrix_has_other_layouts(place: Path, run, options: tuple[str, ...]) -> None:
    result = run("matrix", *options, *HERE)
    assert result.exit_code == 0, result.output


@pytest.mark.parametrize(("command", "name"), [(("matrix",), "m.xlsx"), (("matrix", "--sides"), "s.csv"), (("cooccurrence",), "c.xlsx"), (("query", "rent"), "q.csv")])  # fmt: skip
def test_a_table_is_written_whole(place: Path, run, command: tuple[str, ...], name: str) -> None:
    result = run(*command, "-o", name, *HERE)
    assert result.exit_code == 0, result.output
    assert list(place.rglob(name))


@pytest.mark.parametrize("options", [("matrix", "--values", "pages"), ("matrix", "--shares", "percent"), ("cooccurrence", "--how", "far"), ("asked", "--yes"), ("asked", "ALB-01", "--yes", "--no")])  # fmt: skip
def test_what_an_option_cannot_be_is_refused(place: Path, run, options: tuple[str, ...]) -> None:
    assert run(*options, *HERE).exit_code == 2


def test_codes_that_come_up_together_are_listed_with_their_query(place: Path, run) -> None:
    (place / "more.csv").write_text(
        'file,quote,code,polarity,coder\nBRE-01.txt,"Boligerne er små, men gode.",dwellings,,ah\n', "utf-8"
    )
    assert run("import-codings", "more.csv", *HERE).exit_code == 0
    out = run("cooccurrence", "--how", "turn", *HERE).stdout
    assert "1/1" in out
    assert "Shown: 1 of 1" in out
    assert "Shown: 0 of 0" in run("cooccurrence", *HERE).stdout


def test_a_query_is_run_saved_and_run_again(place: Path, run) -> None:
    assert "No queries" in run("query", *HERE).stdout
    first = run("query", "rent and case=bredsund", "--save", "leje", *HERE)
    assert "1 passage in 1 document and 1 case" in first.stdout
    assert 'casekit query "leje"' in first.stdout
    assert "Huslejen kan" in run("query", "leje", *HERE).stdout
    assert "rent and case=bredsund" in run("query", *HERE).stdout


def test_a_mistake_in_a_query_is_pointed_at(place: Path, run) -> None:
    result = run("query", "rent and rolle=x", *HERE)
    assert result.exit_code == 1
    lines = result.stderr.splitlines()
    assert lines[1].index("^") == len("rent and ")
    assert "rolle" in lines[2]


def test_the_guide_is_shown_and_what_was_asked(guided: Path, run) -> None:
    assert "Hvad siger du til huslejen?" in run("guide", *HERE).stdout
    assert "maybe asked" in run("asked", *HERE).stdout
    assert "Hvad siger du til huslejen?" in run("asked", "BRE-01", *HERE).stdout
    assert run("asked", "-o", "asked.csv", *HERE).exit_code == 0


def test_what_is_proposed_is_confirmed_together_and_one_by_one(guided: Path, run) -> None:
    assert "Confirmed: 1." in run("asked", "BRE-01", "--yes", *HERE).stdout
    assert "Confirmed: 1." in run("asked", "ALB-01", "Leje", "--no", "--why", "tid", *HERE).stdout
    assert "not asked" in run("matrix", "--rows", "code", "--values", "speakers", *HERE).stdout
    assert run("asked", "ALB-01", "Vejr", "--yes", *HERE).exit_code == 1


@pytest.mark.parametrize("command", ["guide", "asked"])
def test_without_a_guide_it_says_how_to_get_one(place: Path, run, command: str) -> None:
    assert "casekit guide FILE" in run(command, *HERE).stdout
