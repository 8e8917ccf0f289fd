"""Ratings from a table."""

import pytest

from casekit.errors import TableError
from casekit.exchange.ratings import read_ratings


def test_values_as_people_write_them(tmp_path):
    file = tmp_path / "vurderinger.csv"
    said = ["−2", "+1", "0*", "mixed", "", "missing", "1.0"]
    file.write_text(
        "\n".join(["case,code,value,passages", *(f"a,b,{one},x · 1; y · 2" for one in said)]),
        "utf-8",
    )
    rows = read_ratings(file)
    assert [(row.value, row.mixed) for row in rows] == [(-2, False), (1, False), (0, True), (0, True), (None, False), (None, False), (1, False)]  # fmt: skip
    assert rows[0].passages == ("x · 1", "y · 2")


@pytest.mark.parametrize("said", ["much", "1.5", "--1"])
def test_what_is_no_number_is_refused_with_its_line(tmp_path, said):
    file = tmp_path / "vurderinger.csv"
    file.write_text(f"case,code,value\na,b,{said}\n", "utf-8")
    with pytest.raises(TableError, match="2"):
        read_ratings(file)


def test_a_table_without_values_is_refused(tmp_path):
    file = tmp_path / "vurderinger.csv"
    file.write_text("case,code\na,b\n", "utf-8")
    with pytest.raises(TableError):
        read_ratings(file)
