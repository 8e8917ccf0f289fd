"""Text corrections of seven kinds: nothing is placed wrongly without a person being told."""

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest

pytestmark = pytest.mark.slow  # a text of 65,000 characters with 200 codings for each kind of edit

KINDS = (
    "100 typing mistakes",
    "6 names pseudonymised",
    "420 time marks taken out",
    "speakers relabelled",
    "5 paragraphs deleted",
    "10 % transcribed anew",
    "LF to CRLF",
)


@pytest.fixture(scope="module")
def corrections() -> ModuleType:
    path = Path(__file__).parents[2] / "benchmarks" / "corrections.py"
    spec = importlib.util.spec_from_file_location("corrections", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["corrections"] = module
    spec.loader.exec_module(module)
    return module


def test_every_kind_is_measured(corrections: ModuleType) -> None:
    assert tuple(corrections.KINDS) == KINDS


@pytest.mark.parametrize("kind", KINDS)
def test_codings_are_placed_exactly_and_none_is_wrong_in_silence(
    corrections: ModuleType, kind: str, tmp_path: Path
) -> None:
    found = corrections.measure(kind, 1, tmp_path)
    assert (found.codings, found.wrong) == (200, 0)
    assert found.exact >= 0.955 * found.codings
    assert found.seconds < 2  # half a second on a machine that does nothing else


def test_the_truth_is_what_was_edited(corrections: ModuleType) -> None:
    edits = [
        corrections.Replacement(0, 2, "Nå"),
        corrections.Replacement(3, 6, ""),
        corrections.Replacement(9, 9, "!"),
    ]
    text = "Ja og så er"
    assert corrections.applied(text, edits) == "Nå så !er"
    assert corrections.truth(edits, 6, 9) == (3, 6)
    assert corrections.truth(edits, 3, 6) is None
    assert corrections.truth(edits, 0, 2) == (0, 2)
