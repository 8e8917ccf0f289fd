import numpy as np
import pytest

from casekit.analysis.agreement import agreement
from casekit.analysis.coefficient import coefficient
from casekit.errors import LookupFailedError
from casekit.model.facts import Assignment, Coding, key_of
from casekit.wording import LANGUAGES, speak

pytestmark = pytest.mark.slow


def interview(maker, name: str, given: dict[str, list[tuple[int, str]]], turns: int = 10) -> None:
    """An interview in which coders gave codes to whole turns; both are finished."""
    maker.interview(name, None, [("IP", f"Dette er tur nummer {number}.") for number in range(turns)])
    for coder in ("ah", "mb"):
        maker.facts.append(
            Assignment(key_of(name, coder), key_of("document", name), key_of("coder", coder), 1)
        )
    for coder, marks in given.items():
        for turn, code in marks:
            start, end = maker.span(name, f"Dette er tur nummer {turn}.")
            key = key_of("coding", name, str(turn), coder, code)
            maker.facts.append(Coding(key, key_of("revision", name), start, end, code, key_of("codebook", "small"), "", key_of("coder", coder), ""))  # fmt: skip


@pytest.fixture
def coded(maker):
    """Twelve interviews of ten turns: rent coded alike but for one turn each, act by one coder only."""
    for number in range(12):
        interview(maker, f"D{number:02}", {"ah": [(1, "rent"), (2, "rent"), (3, "act")], "mb": [(1, "rent")]})
    return maker


def test_a_code_is_measured_as_its_matrix_is(coded) -> None:
    found = agreement(coded.study(), measures=("alpha", "ac1", "cohen", "scott", "conger", "fleiss", "bp"))
    rent = found.frame.set_index("code").loc["rent"]
    matrix = 12 * ([[1, 1], [1, 0]] + 8 * [[0, 0]])
    for name in (*found.measures, "percent"):
        assert rent[name] == pytest.approx(coefficient(matrix, name, categories=[0, 1]).value)
    assert tuple(rent[["units", "by_ah", "by_mb", "given"]]) == (120, 24, 12, 24)


def test_a_document_that_nobody_coded_counts_once_both_are_finished(coded) -> None:
    before = agreement(coded.study()).frame.set_index("code").loc["rent"]
    interview(coded, "E", {})
    after = agreement(coded.study()).frame.set_index("code").loc["rent"]
    assert (before["units"], after["units"]) == (120, 130)
    assert after["alpha"] > before["alpha"]


def test_warnings_and_what_is_not_defined(maker) -> None:
    interview(maker, "D1", {"ah": [(turn, "rent") for turn in range(10)] + [(0, "act")], "mb": [(turn, "rent") for turn in range(10)]})  # fmt: skip
    found = agreement(maker.study())
    rows = found.frame.set_index("code")
    assert (rows.loc["rent", "undefined"], rows.loc["rent", "percent"]) == ("no_variation", 1)
    assert np.isnan(rows.loc["rent", "alpha"])
    assert np.isnan(rows.loc["act", "alpha_low"])
    assert list(rows["warnings"]) == ["few_documents", "rare, few_documents"]
    assert "undefined (no variation), 100%" in repr(found)
    assert "nan" not in repr(found)
    assert found.unused == ("housing", "shortage", "support", "methods", "steps", "intake")


def test_codes_of_one_theme_agree_on_the_theme(maker) -> None:
    for number in range(10):
        interview(maker, f"D{number}", {"ah": [(1, "rent"), (2, "act")], "mb": [(1, "shortage"), (2, "act")]})
    found = agreement(maker.study())
    together = found.together.set_index("level")["alpha"]
    assert together["theme"] == pytest.approx(1)
    assert together["code"] < 0.7
    assert dict(found.kinds) == {"other_code": 10, "other_theme": 0, "polarity": 0, "one_only": 0}
    assert list(agreement(maker.study(), by="theme").frame["theme"]) == ["housing", "support"]


def test_intervals_are_of_documents_and_the_same_for_a_seed(coded) -> None:
    interview(coded, "E", {"ah": [(4, "rent"), (5, "rent")], "mb": [(6, "rent"), (7, "rent")]})
    study = coded.study()
    one, again, other = (
        agreement(study, seed=seed).frame.set_index("code").loc["rent"] for seed in (1, 1, 2)
    )
    assert one.equals(again)
    assert one["alpha"] == other["alpha"]
    assert one["alpha_low"] < one["alpha"] <= one["alpha_high"]
    without = agreement(study, resamples=0)
    assert without.frame["alpha_low"].isna().all()
    assert without.resamples == 0


@pytest.mark.parametrize("measure", ["cohen", "alpha"])
def test_characters_of_a_text_are_right_where_a_peer_is_wrong(maker, measure: str) -> None:
    """1,000 characters of 10,000 by each coder, 800 by both: .778, not .660."""
    maker.interview("X", None, [("I", "Hvad?"), ("IP", "a" * 10_000)])
    start, _ = maker.span("X", "a" * 10_000)
    for coder, at in (("ah", start), ("mb", start + 200)):
        maker.facts.append(Coding(key_of(coder), key_of("revision", "X"), at, at + 1000, "rent", key_of("codebook", "small"), "", key_of("coder", coder), ""))  # fmt: skip
    found = agreement(maker.study(), unit="character", measures=(measure,))
    assert found.frame[measure].iloc[0] == pytest.approx(0.778, abs=5e-4)


def test_suggestions_and_the_agreed_set_are_not_compared(coded) -> None:
    before = agreement(coded.study()).frame
    coded.coding("D00", "intake", "Dette er tur nummer 5.", coder="agreed")
    coded.suggestion("D00", "intake", "Dette er tur nummer 6.")
    after = agreement(coded.study())
    assert after.frame.equals(before)
    assert after.coders == ("ah", "mb")


def test_chance_is_nought_and_coders_may_change_places(maker) -> None:
    draw = np.random.default_rng(3)
    for number in range(40):
        interview(maker, f"D{number:02}", {who: [(int(turn), "rent") for turn in np.flatnonzero(draw.random(60) < 0.3)] for who in ("ah", "mb")}, turns=60)  # fmt: skip
    study = maker.study()
    one, other = (agreement(study, coders=who).frame.iloc[0] for who in (["ah", "mb"], ["mb", "ah"]))
    assert abs(one["alpha"]) < 0.05
    assert one["alpha"] == pytest.approx(other["alpha"])
    assert one["alpha_low"] < 0 < one["alpha_high"]


@pytest.mark.parametrize("coders", [["ah"], None])
def test_one_coder_or_none_is_told_and_no_exception(small, coders: list[str] | None) -> None:
    if coders:
        small.coding("SOE-01", "act", "ACT virker")
    found = agreement(small.study(), coders=coders, codebook="small")
    assert len(found.frame) == 0
    assert [one.kind for one in found.findings][:1] == ["agreement_one_coder"]
    assert found.together["undefined"].ne("").all()
    assert "nan" not in found._repr_html_()


@pytest.mark.parametrize("options", [{"by": "case"}, {"unit": "word"}, {"measures": ("kappa",)}])
def test_what_there_is_not_is_refused(coded, options: dict) -> None:
    with pytest.raises(LookupFailedError) as caught:
        agreement(coded.study(), **options)
    assert caught.value.problem == "not_one_of"


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_tells_unit_category_set_and_seed_in_each_language(coded, language: str) -> None:
    speak(language)
    try:
        found = agreement(coded.study(), unit="passage", tolerance=3, resamples=10, seed=42)
        assert all(word in found.title for word in ("ah, mb", "12", "42", "small 1.0.0", "3"))
        assert found.title in repr(found)
        assert "<table>" in found._repr_html_()
    finally:
        speak("en")
