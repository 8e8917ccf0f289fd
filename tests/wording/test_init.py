import ast
import tomllib
from collections.abc import Iterator
from importlib.resources import files
from string import Formatter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casekit import errors
from casekit.errors import CasekitError, CodebookError
from casekit.readers.leaving_out import LEFT_OUT
from casekit.wording import (
    LANGUAGES,
    _beside,
    describe,
    explain,
    format_date,
    join,
    keys,
    language,
    say,
    say_in,
    speak,
    spoken,
)

pytestmark = pytest.mark.slow


WORDING = files("casekit.wording")
AREAS = sorted(file.name for file in WORDING.iterdir() if file.name.endswith(".toml"))
RAISED = {name for name in errors.__all__ if name.endswith("Error")}


@pytest.fixture(autouse=True)
def _in_english():
    speak("en")
    yield
    speak("en")


def entries(table: dict[str, object], prefix: str = "") -> Iterator[tuple[str, dict[str, str]]]:
    """Every table that holds texts, by its dotted key."""
    texts = {name: text for name, text in table.items() if isinstance(text, str)}
    if texts:
        yield prefix, texts
    for name, value in table.items():
        if isinstance(value, dict):
            yield from entries(value, f"{prefix}.{name}" if prefix else name)


def area(name: str) -> dict[str, dict[str, str]]:
    return dict(entries(tomllib.loads(WORDING.joinpath(name).read_text("utf-8"))))


def fields(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


def bare(key: str) -> str:
    """Without the ending of a variant."""
    return key.removesuffix(".one").removesuffix(".far")


def calls() -> Iterator[tuple[str, ast.expr]]:
    """Each call in casekit by the last two parts of its name, with its first argument."""
    for file in sorted(files("casekit").rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.Call) and node.args:
                yield ".".join(ast.unparse(node.func).split(".")[-2:]), node.args[0]


def literals(expression: ast.expr) -> set[str]:
    either = [expression.body, expression.orelse] if isinstance(expression, ast.IfExp) else [expression]
    return {node.value for node in either if isinstance(node, ast.Constant) and isinstance(node.value, str)}


def raised() -> set[str]:
    return {word for name, first in calls() if name.rpartition(".")[2] in RAISED for word in literals(first)}


def found() -> set[str]:
    return {
        word for name, first in calls() if name in ("Finding.of", "self.found") for word in literals(first)
    }


@pytest.mark.parametrize("name", AREAS)
def test_every_sentence_is_there_in_all_languages_with_the_same_places(name):
    for key, texts in area(name).items():
        assert set(texts) == set(LANGUAGES), key
        assert all(text == text.strip() and text for text in texts.values()), key
        assert len({frozenset(fields(text)) for text in texts.values()}) == 1, key


def test_no_sentence_stands_in_two_places_and_every_one_is_known():
    everywhere = [key for name in AREAS for key in area(name)]
    assert len(everywhere) == len(set(everywhere))
    assert set(everywhere) == keys()


def test_every_sentence_is_found_without_reading_all_files():
    assert [key for key in keys() if key not in _beside(key)] == []


def test_every_problem_that_casekit_raises_has_a_sentence_and_a_hint():
    problems = raised()
    assert len(problems) > 50
    assert {f"error.{problem}" for problem in problems} <= keys()
    assert {f"hint.{problem}" for problem in problems} <= keys()


def test_every_error_has_a_hint_and_every_hint_an_error():
    said = {
        kind: {bare(key.partition(".")[2]) for key in keys() if key.startswith(f"{kind}.")}
        for kind in ("error", "hint")
    }
    assert said["error"] == said["hint"]


def test_every_finding_of_casekit_has_a_sentence():
    kinds = found()
    assert len(kinds) > 30
    assert {f"finding.{kind}" for kind in kinds} <= keys()
    assert {f"finding.left_{what}" for what in LEFT_OUT} == {
        key for key in keys() if key.startswith("finding.left_")
    }
    assert {f"ledger.{what}" for what in (*LEFT_OUT, "found", "added", "times", "kept")} == {
        key for key in keys() if key.startswith("ledger.")
    }


@pytest.mark.parametrize("kind", ["error", "finding"])
def test_no_sentence_is_kept_for_what_is_never_said(kind):
    source = "".join(file.read_text("utf-8") for file in files("casekit").rglob("*.py"))
    names = {key.partition(".")[2] for key in keys() if key.startswith(f"{kind}.")}
    unsaid = {name for name in names if f'"{bare(name)}"' not in source and not name.startswith("left_")}
    assert unsaid == set()


def test_the_hint_needs_no_more_facts_than_the_error_brings():
    for problem, data in (
        ("unknown_language", {"language": "sv", "known": "da"}),
        ("yaml_empty", {"file": "a.yaml"}),
    ):
        assert explain(CasekitError(problem, **data)).count("\n") == 1


@pytest.mark.parametrize("chosen", LANGUAGES)
def test_casekit_speaks_the_language_that_was_chosen(chosen):
    speak(chosen)
    assert language() == chosen
    assert say("findings.none") == say_in(chosen, "findings.none")


def test_an_unknown_language_is_refused_and_the_old_one_stays():
    speak("da")
    with pytest.raises(CasekitError) as caught:
        speak("sv")
    assert caught.value.data == {"language": "sv", "known": "da, de, nl, en"}
    assert language() == "da"
    assert str(caught.value) == "casekit taler ikke »sv«.\nVælg et af: da, de, nl, en."


def test_one_has_a_sentence_of_its_own():
    assert [say_in("nl", "unit.people", n=n) for n in (0, 1, 2)] == ["0 personen", "1 persoon", "2 personen"]
    assert say_in("en", "x_of_n", x=1, n=1) == "1 of 1"


@pytest.mark.parametrize("near", ["", "–"])
def test_where_nothing_is_near_no_sentence_asks_whether_it_was_meant(near):
    assert describe("codebook_unknown_field", {"name": "x", "near": near}) == "The field “x” is unknown."
    assert "Nearest" not in describe("points_nowhere", {"target": "x", "near": near})


def test_every_sentence_with_something_near_that_may_be_missing_has_one_without():
    far = {key for key in keys() if key.endswith(".far")}
    everything = {key: texts for name in AREAS for key, texts in area(name).items()}
    assert len(far) > 5
    assert all("near" not in fields(text) for key in far for text in everything[key].values())
    assert all(key.removesuffix(".far") in everything for key in far)


def test_a_reason_is_told_in_words_and_what_others_say_as_it_is():
    told = {reason: describe("pattern_skipped", {"pattern": "x", "reason": reason}) for reason in ("not_a_zip", "KeyError", "Permission denied", "Så er det.")}  # fmt: skip
    assert [text.rpartition(": ")[2] for text in told.values()] == [
        "its content is not what its suffix promises",
        "its content is not built as expected",
        "you have no access to it",
        "Så er det.",
    ]


def test_what_is_in_several_places_says_how_many():
    data = {"name": "x", "known": "id", "times": 3}
    assert describe("codebook_strange_field", data).endswith(
        "Fields still free here: id. It is the same in 3 places in all; this is the first."
    )


def test_what_is_put_into_a_sentence_is_not_read_as_a_pattern():
    assert describe("codebook_unknown_field", {"name": "{near}", "near": "{x}"}) == "The field “{near}” is unknown. Did you mean: {x}?"  # fmt: skip


def test_a_problem_that_casekit_does_not_know_is_its_own_words():
    assert explain(CodebookError("their reader says no", file="a")) == "their reader says no"


@pytest.mark.parametrize(
    ("chosen", "long"),
    [("da", "1. marts 2024"), ("de", "1. März 2024"), ("nl", "1 maart 2024"), ("en", "1 March 2024")],
)
def test_dates_are_written_as_people_do(chosen, long):
    assert format_date("2024-03-01", chosen) == long
    assert format_date("2024-03-01", chosen, style="y") == "2024"


@pytest.mark.parametrize("date", ["", "i går", "2024-02-30", "14.11.2023"])
def test_what_is_no_date_stays_as_it_is(date):
    assert format_date(date, "da") == date


@pytest.mark.parametrize(
    ("chosen", "phrase"),
    [("da", "a, b og c"), ("de", "a, b und c"), ("nl", "a, b en c"), ("en", "a, b and c")],
)
def test_items_become_a_phrase(chosen, phrase):
    assert join(["a", "b", "c"], chosen) == phrase
    assert (join(["a"], chosen), join([], chosen)) == ("a", "")


@given(st.lists(st.text(alphabet="abø", min_size=1, max_size=3), max_size=5), st.sampled_from(LANGUAGES))
def test_a_phrase_holds_every_item(items, chosen):
    assert all(item in join(iter(items), chosen) for item in items)


def test_documents_are_made_in_the_four_languages_and_no_other() -> None:
    assert [spoken(language) for language in LANGUAGES] == list(LANGUAGES)
    with pytest.raises(CasekitError) as caught:
        spoken("fr")
    assert caught.value.problem == "unknown_language"
