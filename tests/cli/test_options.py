from pathlib import Path

import pytest
import typer

from casekit.cli.options import in_language, one_of, open_project, pairs_of, suffixed
from casekit.errors import CasekitError, NotAProjectError
from casekit.wording import language


def test_a_value_that_is_not_one_of_those_allowed_is_refused() -> None:
    one_of("theme", ("theme", "code"), "--by")
    one_of(None, ("theme", "code"), "--by")
    with pytest.raises(typer.BadParameter, match="theme, code"):
        one_of("colour", ("theme", "code"), "--by")


def test_a_language_that_casekit_does_not_speak_is_refused() -> None:
    in_language(None)
    in_language("nl")
    with pytest.raises(typer.BadParameter):
        in_language("fr")


def test_a_suffix_counts_without_regard_to_case() -> None:
    suffixed(None, ".docx")
    suffixed(Path("A.DOCX"), ".docx")
    with pytest.raises(CasekitError, match=r"Use: \.docx, \.csv"):
        suffixed(Path("a.pdf"), ".docx", ".csv")
    with pytest.raises(CasekitError):
        suffixed(Path("a"), ".docx")


def test_casekit_speaks_the_language_of_the_project(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CASEKIT_LANGUAGE")
    open_project(place / "project")
    assert language() == "da"


def test_unless_another_one_was_asked_for(place: Path) -> None:
    open_project(place / "project")
    assert language() == "en"


def test_the_coder_is_the_one_who_was_named(place: Path) -> None:
    assert open_project(place / "project", "ah").coder == "ah"
    assert open_project(place / "project", person=True).coder is None


def test_no_project_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(NotAProjectError):
        open_project(tmp_path / "nowhere")


def test_pairs_are_given_with_an_equals_sign_of_which_the_last_counts() -> None:
    assert pairs_of(["I=interviewer", " B = 2 = respondent "], "LABEL=ROLE") == {
        "I": "interviewer",
        "B = 2": "respondent",
    }
    assert pairs_of(None, "LABEL=ROLE") == pairs_of([], "LABEL=ROLE") == {}
    for given in ("I", "=x", "I=", " = "):
        with pytest.raises(typer.BadParameter):
            pairs_of([given], "LABEL=ROLE")
