import pytest
from hypothesis import given
from hypothesis import strategies as st

from casekit.analysis.comparing import DIRECTIONS, compare, direction_of
from casekit.analysis.crosstabs import crosstab
from casekit.errors import LookupFailedError

pytestmark = pytest.mark.slow


few = st.integers(0, 12)


def cell(table, case, item, *, by="theme"):
    return table[(table["case"] == case) & (table[by] == item)].iloc[0]


def test_every_pair_of_case_and_theme_has_a_row_zeros_included(small):
    small.coding("SOE-01", "shortage", "Der er for få boliger.", polarity="barrier")
    table = compare(small.study())
    assert list(zip(table["case"], table["theme"], strict=True)) == [
        (case, theme) for case in ("soelev", "bakke") for theme in ("housing", "support", "steps")
    ]
    assert (
        cell(table, "bakke", "housing")[["interviews", "people", "passages", "words", *DIRECTIONS]]
        .eq(0)
        .all()
    )
    assert not table.isna().any().any()


def test_counts_are_x_of_n_interviews_and_people(small):
    small.coding("SOE-01", "shortage", "Der er for få boliger.", "Ja, for få boliger.", polarity="barrier")
    small.coding("SOE-02", "shortage", "Vi har boliger nok.", polarity="facilitator")
    found = cell(compare(small.study()), "soelev", "housing")
    assert (found["interviews"], found["of"]) == (2, 2)
    assert (found["people"], found["of_people"]) == (2, 3)
    assert found["passages"] == 2
    assert found["words"] == 9 + 4 + 4
    assert (found["barrier"], found["facilitator"], found["mixed"]) == (1, 1, 0)


def test_the_words_of_a_question_inside_a_coding_are_not_counted(small):
    small.coding("SOE-01", "methods", "Men vi når at besøge dem.", "ACT virker her.")
    assert cell(compare(small.study()), "soelev", "support")["words"] == 6 + 3


def test_an_interview_points_one_way_by_its_passages(small):
    small.coding("SOE-01", "shortage", "Der er for få boliger.", polarity="barrier")
    small.coding("SOE-01", "rent", "Huslejen er for høj.", polarity="barrier")
    small.coding("SOE-01", "shortage", "Men vi når at besøge dem.", polarity="facilitator")
    found = cell(compare(small.study()), "soelev", "housing")
    assert (found["barrier"], found["mixed"], found["passages"]) == (1, 0, 3)


def test_an_interview_without_direction_is_mentioned_and_in_no_column_of_directions(small):
    small.coding("SOE-02", "shortage", "Vi har boliger nok.")
    found = cell(compare(small.study()), "soelev", "housing")
    assert (found["interviews"], found[list(DIRECTIONS)].sum()) == (1, 0)


def test_by_code_themes_have_no_row_and_sub_codes_have(small):
    small.coding("SOE-01", "act", "ACT virker her.")
    table = compare(small.study(), by="code")
    assert list(table["code"].unique()) == ["shortage", "rent", "methods", "act", "intake"]
    assert cell(table, "soelev", "act", by="code")["interviews"] == 1
    assert cell(table, "soelev", "methods", by="code")["interviews"] == 0


def test_a_coding_of_the_interviewer_counts_nothing(small):
    small.coding("BAK-01", "shortage", "Hvad fylder?")
    assert cell(compare(small.study()), "bakke", "housing")["passages"] == 0


@pytest.mark.parametrize(
    ("split", "bases"),
    [
        ("sector", {("bakke", "ngo"): 1, ("soelev", ""): 1, ("soelev", "municipal"): 2}),
        ("role", {("bakke", "ngo_leader"): 1, ("soelev", ""): 1, ("soelev", "team_leader"): 1, ("soelev", "support_worker"): 2}),
        ("language", {("bakke", "da"): 1, ("soelev", "da"): 2}),
    ],
)  # fmt: skip
def test_a_split_has_its_own_bases(small, split, bases):
    small.coding("SOE-01", "shortage", "Der er for få boliger.")
    table = compare(small.study(), split=split)
    assert {(row.case, getattr(row, split)): row.of for row in table.itertuples()} == bases


def test_only_the_group_that_said_it_mentions_it(small):
    small.coding("SOE-01", "shortage", "Der er for få boliger.")
    table = compare(small.study(), split="role")
    said = table[(table["theme"] == "housing") & (table["interviews"] > 0)]
    assert list(said["role"]) == ["team_leader"]


def test_suggestions_count_inside_one_language(small):
    small.suggestion("SOE-01", "rent", "Huslejen er for høj.")
    assert cell(compare(small.study(), suggestions=True), "soelev", "housing")["interviews"] == 1


def test_suggestions_across_languages_are_refused_and_one_language_can_be_chosen(small):
    small.case("auen", "Auen")
    small.interview("AUE-01", "auen", [("B", "Es fehlt Wohnraum.")], language="de")
    small.suggestion("AUE-01", "shortage", "Es fehlt Wohnraum.")
    with pytest.raises(LookupFailedError) as caught:
        compare(small.study(), suggestions=True)
    assert (caught.value.problem, caught.value.data["languages"]) == (
        "suggestions_across_languages",
        "da, de",
    )
    table = compare(small.study(), suggestions=True, language="de")
    assert set(table["case"]) == {"auen"}
    assert cell(table, "auen", "housing")["interviews"] == 1


def test_a_document_without_case_is_not_compared(small):
    small.interview("X-1", None, [("IP", "Her er boliger.")])
    small.coding("X-1", "shortage", "Her er boliger.")
    assert set(compare(small.study())["case"]) == {"soelev", "bakke"}


def test_a_language_that_nobody_speaks_leaves_an_empty_table(small):
    assert compare(small.study(), language="nl").empty


def test_a_study_without_documents_or_codings_compares_to_nothing(maker, small):
    assert compare(maker.study())["interviews"].sum() == 0
    maker.facts = [fact for fact in maker.facts if type(fact).table in ("settings", "codebooks", "coders")]
    table = compare(maker.study())
    assert table.empty
    assert {"case", "theme", "of", "barrier"} <= set(table.columns)


@pytest.mark.parametrize("options", [{"by": "topic"}, {"split": "age"}])
def test_another_way_to_compare_is_refused_with_the_ways_there_are(small, options):
    with pytest.raises(LookupFailedError) as caught:
        compare(small.study(), **options)
    assert caught.value.problem == "not_one_of"
    assert caught.value.data["value"] in options.values()


def test_an_unknown_codebook_is_refused(small):
    with pytest.raises(LookupFailedError, match="nope"):
        compare(small.study(), codebook="nope")


def test_comparing_changes_nothing_in_the_study(small):
    small.coding("SOE-01", "shortage", "Der er for få boliger.")
    study = small.study()
    before = study.codings.copy()
    compare(study, split="role")
    assert study.codings.equals(before)
    assert "role" in study.speakers


@pytest.mark.parametrize(
    ("votes", "direction"),
    [
        ((2, 1, 0, 0), "barrier"),
        ((1, 2, 0, 0), "facilitator"),
        ((3, 2, 0, 9), "mixed"),
        ((2, 0, 1, 0), "barrier"),
        ((1, 0, 1, 0), "mixed"),
        ((0, 0, 3, 0), "mixed"),
        ((0, 0, 0, 1), "neutral"),
        ((0, 0, 0, 0), ""),
    ],
)
def test_two_of_three_point_the_way(votes, direction):
    assert direction_of(*votes) == direction


@given(few, few, few, few)
def test_direction_is_symmetric_and_neutral_has_no_voice(barrier, facilitator, mixed, neutral):
    mirror = {"barrier": "facilitator", "facilitator": "barrier"}
    found = direction_of(barrier, facilitator, mixed, neutral)
    assert direction_of(facilitator, barrier, mixed, neutral) == mirror.get(found, found)
    if barrier + facilitator + mixed:
        assert found == direction_of(barrier, facilitator, mixed, 0)


def test_a_crosstab_has_cases_in_rows_and_x_of_n_in_its_cells(small):
    small.coding("SOE-01", "shortage", "Der er for få boliger.")
    wide = crosstab(compare(small.study()))
    assert list(wide.index) == ["soelev", "bakke"]
    assert list(wide.columns) == ["housing", "support", "steps"]
    assert wide.loc["soelev", "housing"] == "1/2"
    assert crosstab(compare(small.study()), show="passages").loc["soelev", "housing"] == "1"


def test_a_crosstab_of_a_split_has_both_in_its_rows(small):
    wide = crosstab(compare(small.study(), split="sector"), show="people")
    assert wide.index.names == ["case", "sector"]
    assert wide.loc[("soelev", "municipal"), "support"] == "0/2"
