import json

import pytest

from casekit.errors import TableError
from casekit.exchange.cases import read_cases
from casekit.model.facts import key_of
from casekit.wording import LANGUAGES, explain, speak


def test_a_case_has_its_name_its_label_and_a_key_from_its_name(table):
    [case] = read_cases(
        table(
            "Case; Label ;level;language;reason",
            "lindesø;Lindesø Kommune;kommune;da;Valgt, fordi byen vokser",
        )
    )
    assert (case.key, case.name, case.label) == (key_of("case", "lindesø"), "lindesø", "Lindesø Kommune")
    assert (case.level, case.language, case.parent, case.reason) == (
        "kommune",
        "da",
        None,
        "Valgt, fordi byen vokser",
    )


def test_a_case_without_a_label_is_called_by_its_name(table):
    [case] = read_cases(table("case", "fjordlev"))
    assert (case.label, case.language, case.attributes) == ("fjordlev", None, "[]")


def test_every_other_column_is_an_attribute_with_its_year_and_source(table):
    [case] = read_cases(
        table("case,population,population_year,population_source,tæthed,tom", "a,52000,2023,DST,høj,")
    )
    assert json.loads(case.attributes) == [["population", "52000", "2023", "DST"], ["tæthed", "høj", "", ""]]


def test_a_case_may_belong_to_another(table):
    cases = read_cases(table("case,parent", "moorbeck,kreis", "kreis,"))
    assert [case.parent for case in cases] == ["kreis", None]


def test_a_table_without_rows_holds_no_cases(table):
    assert read_cases(table("case,label")) == []


@pytest.mark.parametrize(
    ("lines", "problem", "line"),
    [
        (("case,label", "a,A", ",B"), "cell_empty", 3),
        (("case", "a", "b", "a"), "row_twice", 2),
        (("case,parent", "a,b"), "cell_not_allowed", 2),
        (("case,language", "a,sv"), "cell_not_allowed", 2),
    ],
)
def test_a_wrong_row_is_named(table, lines, problem, line):
    with pytest.raises(TableError) as caught:
        read_cases(table(*lines))
    assert (caught.value.problem, caught.value.data["line"]) == (problem, line)
    for language in LANGUAGES:
        speak(language)
        assert "tabel.csv" in explain(caught.value)
    speak("en")
