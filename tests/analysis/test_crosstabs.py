import pytest

from casekit.analysis.comparing import compare
from casekit.analysis.cooccurrence import cooccurrence
from casekit.analysis.crosstabs import crosstab
from casekit.analysis.matrices import matrix
from casekit.errors import LookupFailedError
from casekit.model.facts import Topic, key_of
from casekit.wording import speak

pytestmark = pytest.mark.slow


@pytest.fixture
def coded(small):
    speak("en")
    small.coding("SOE-01", "shortage", "Der er for få boliger.", "Ja, for få boliger.")
    small.coding("SOE-01", "rent", "Huslejen er for høj.")
    small.coding("SOE-01", "act", "ACT virker her.")
    return small


def test_a_matrix_is_laid_out_as_it_was_asked_for_in_the_words_of_people(coded):
    wide = crosstab(matrix(coded.study(), "code", "case"))
    assert list(wide.columns) == ["Sølev", "Bakkeby Kommune"]
    assert wide.loc["Housing shortage"].tolist() == ["1/2", "0/1"]


def test_parted_rows_stand_below_each_other(coded):
    wide = crosstab(matrix(coded.study(), by="sector"))
    assert list(wide.index) == ["Sølev · municipal", "Sølev · –", "Bakkeby Kommune · ngo"]


@pytest.mark.parametrize(("shares", "said"), [("row", "1/3"), ("column", "1/1")])
def test_shares_are_x_of_the_sum(coded, shares, said):
    wide = crosstab(matrix(coded.study(), columns="code", values="passages"), shares=shares)
    assert wide.loc["Sølev", "Rent"] == said
    assert not wide.astype(str).apply(lambda column: column.str.contains("%")).any().any()


def test_a_comparison_has_shares_too(coded):
    wide = crosstab(compare(coded.study(), by="code"), show="passages", shares="row")
    assert wide.loc["soelev", "rent"] == "1/3"


def test_who_was_not_asked_is_told(coded):
    topic = Topic(key_of("topic", "Leje"), "Leje", 1, "{}", '["team_leader"]', '["intake"]')
    coded.facts.append(topic)
    wide = crosstab(matrix(coded.study(), columns="code", values="speakers"))
    assert wide.loc["Bakkeby Kommune", "Intake"] == "not asked"
    assert wide.loc["Sølev", "Intake"] == "0/3 (1 not asked)"


def test_codes_of_one_label_do_not_fall_together(maker):
    maker.book(
        "casekit: codebook/1\nid: small\nversion: 2.0.0\ntitle: {en: B}\ncodes:\n  - {id: a, label: {en: Same}}\n  - {id: b, label: {en: Same}}\n"
    )
    maker.case("soelev", "Sølev")
    maker.interview("S", "soelev", [("B", "Ja.")])
    assert list(crosstab(matrix(maker.study())).columns) == ["Same", "Same"]


def test_a_cooccurrence_is_code_by_code(coded):
    wide = crosstab(cooccurrence(coded.study(), how="near"))
    assert wide.loc["Rent", "Housing shortage"] == "1/1"


def test_an_empty_matrix_stays_empty(maker):
    assert crosstab(matrix(maker.study())).empty


@pytest.mark.parametrize("options", [{"show": "weather"}, {"shares": "percent"}])
def test_what_a_table_does_not_have_is_refused(coded, options):
    with pytest.raises(LookupFailedError):
        crosstab(matrix(coded.study()), **options)


def test_another_table_is_refused(coded):
    with pytest.raises(LookupFailedError) as caught:
        crosstab(coded.study().cases)
    assert caught.value.problem == "not_a_matrix"
