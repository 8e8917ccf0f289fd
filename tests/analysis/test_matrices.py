import pytest

from casekit.analysis.comparing import compare
from casekit.analysis.matrices import MATRIX_COLUMNS, matrix
from casekit.analysis.queries import query
from casekit.errors import LookupFailedError
from casekit.model.facts import Asked, Topic, key_of

pytestmark = pytest.mark.slow


@pytest.fixture
def coded(small):
    small.coding("SOE-01", "shortage", "Der er for få boliger.", "Ja, for få boliger.", polarity="barrier")
    small.coding("SOE-01", "rent", "Huslejen er for høj.")
    small.coding("SOE-02", "shortage", "Vi har boliger nok.", coder="mb")
    small.coding("SOE-01", "act", "ACT virker her.")
    small.coding("BAK-01", "shortage", "Hvad fylder?")
    return small


def guide(maker, *, codes='["shortage"]', roles="[]"):
    maker.facts.append(Topic(key_of("topic", "Bolig"), "Bolig", 1, "{}", roles, codes))
    return maker


def found(maker, document, asked):
    about, topic = key_of("document", document), key_of("topic", "Bolig")
    maker.facts.append(Asked(key_of("asked", about, topic), about, topic, asked, key_of("coder", "ah")))
    return maker


def cell(table, row, column):
    names = list(table.columns)
    return table[(table[names[0]] == row) & (table[names[names.index("row") - 1]] == column)].iloc[0]


@pytest.mark.parametrize("by", ["theme", "code"])
def test_case_by_theme_counts_as_the_comparison_does(coded, by):
    study = coded.study()
    table, other = matrix(study, columns=by), compare(study, by=by)
    assert list(table["n"]) == list(other["interviews"])
    assert list(table["of"]) == list(other["of"])
    people = matrix(study, columns=by, values="speakers")
    assert [list(people["n"]), list(people["of"])] == [list(other["people"]), list(other["of_people"])]
    assert list(matrix(study, columns=by, values="passages")["n"]) == list(other["passages"])
    assert list(matrix(study, columns=by, values="words")["n"]) == list(other["words"])


def test_passages_and_words_are_of_all_that_there_is_in_the_row(coded):
    study = coded.study()
    assert cell(matrix(study, columns="code", values="passages"), "soelev", "rent")["of"] == 4
    assert cell(matrix(study, values="words"), "soelev", "housing")["of"] == 9 + 10 + 3 + 4


@pytest.mark.parametrize(("rows", "columns"), [("document", "code"), ("speaker", "code"), ("code", "sector"), ("role", "theme"), ("language", "theme"), ("theme", "kind")])  # fmt: skip
def test_every_layout_has_its_cells_zeros_included(coded, rows, columns):
    table = matrix(coded.study(), rows, columns)
    assert list(table.columns) == [rows, columns, *MATRIX_COLUMNS]
    assert not table.isna().any().any()
    assert len(table) == table[rows].nunique() * table[columns].nunique()
    assert (table["n"] <= table["of"]).all()
    assert (
        table["n"] + table["not_mentioned"] + table["not_asked"] + table["not_known"] == table["of"]
    ).all()


@pytest.mark.slow
@pytest.mark.parametrize(("rows", "columns", "by"), [("case", "code", None), ("case", "code", "sector"), ("code", "role", None), ("speaker", "code", None), ("document", "code", None)])  # fmt: skip
def test_every_number_leads_to_its_passages(coded, rows, columns, by):
    study = coded.study()
    table = matrix(study, rows, columns, by=by, values="passages")
    assert table["n"].sum() > 0
    assert [len(query(study, asked)) for asked in table["query"]] == list(table["n"])


def test_rows_can_be_parted(coded):
    table = matrix(coded.study(), by="role")
    said = table[(table["theme"] == "housing") & (table["n"] > 0)]
    assert list(said["role"]) == ["support_worker", "team_leader"]
    assert said["row"].iloc[0] == "Sølev · support_worker"


def test_without_a_guide_nobody_knows_whether_it_was_asked(coded):
    found = cell(matrix(coded.study(), columns="code"), "bakke", "shortage")
    assert (found["not_mentioned"], found["not_asked"], found["not_known"]) == (0, 0, 1)


@pytest.mark.parametrize(("asked", "counts"), [(1, (1, 0, 0)), (0, (0, 1, 0))])
def test_what_a_person_found_tells_silence_from_no_question(coded, asked, counts):
    study = found(guide(coded), "BAK-01", asked).study()
    told = cell(matrix(study, columns="code"), "bakke", "shortage")
    assert (told["n"], told["of"]) == (0, 1)
    assert (told["not_mentioned"], told["not_asked"], told["not_known"]) == counts


def test_what_is_mentioned_is_mentioned_whether_asked_or_not(coded):
    told = cell(matrix(found(guide(coded), "SOE-02", 0).study(), columns="code"), "soelev", "shortage")
    assert (told["n"], told["not_asked"]) == (2, 0)


def test_a_role_that_the_guide_does_not_ask_was_not_asked(coded):
    study = guide(coded, codes='["rent"]', roles='["team_leader"]').study()
    people = matrix(study, columns="code", values="speakers")
    told = cell(people, "soelev", "rent")
    assert (told["n"], told["not_asked"], told["not_known"]) == (1, 1, 1)
    assert cell(people, "bakke", "rent")["not_asked"] == 1


def test_a_topic_about_a_theme_is_about_its_codes_and_the_other_way_round(coded):
    study = found(guide(coded, codes='["support"]'), "BAK-01", 1).study()
    assert cell(matrix(study, columns="code"), "bakke", "act")["not_mentioned"] == 1
    small = found(guide(coded, codes='["act"]'), "BAK-01", 1).study()
    assert cell(matrix(small), "bakke", "support")["not_mentioned"] == 1


def test_suggestions_count_in_one_language_only(small):
    small.case("auen", "Auen")
    small.interview("AUE-01", "auen", [("B", "Es fehlt Wohnraum.")], language="de")
    small.suggestion("AUE-01", "shortage", "Es fehlt Wohnraum.")
    with pytest.raises(LookupFailedError):
        matrix(small.study(), suggestions=True)
    assert cell(matrix(small.study(), suggestions=True, language="de"), "auen", "housing")["n"] == 1


def test_an_empty_study_has_the_columns(maker):
    assert list(matrix(maker.study()).columns) == ["case", "theme", *MATRIX_COLUMNS]
    assert matrix(maker.study(), values="words").empty


@pytest.mark.parametrize(
    ("rows", "columns", "by", "problem"),
    [("code", "theme", None, "matrix_of_codes"), ("case", "sector", None, "matrix_without_codes"), ("case", "theme", "case", "matrix_twice"),
     ("case", "theme", "code", "matrix_twice"), ("weather", "theme", None, "unknown_dimension")],
)  # fmt: skip
def test_what_cannot_be_laid_out_is_refused(small, rows, columns, by, problem):
    with pytest.raises(LookupFailedError) as caught:
        matrix(small.study(), rows, columns, by=by)
    assert caught.value.problem == problem


def test_an_unknown_unit_is_refused(small):
    with pytest.raises(LookupFailedError):
        matrix(small.study(), values="pages")
