from casekit.exchange.codebook_assembling import codebook_in
from casekit.exchange.codebook_input import Sheet, csv_sheet

HEAD = ["id", "parent", "label (en)"]
INCLUDE = [["code", "text (en)"], ["rent", "price"], ["rent", "cost"], ["waiting", "queue"]]


def found(*codes, include=INCLUDE):
    sheets = {"codes": [HEAD, *codes], "include": include}
    made = [Sheet(name, "b.xlsx", tuple(enumerate(rows, 1))) for name, rows in sheets.items()]
    return [
        (one.kind, one.severity, one.where, dict(one.data)) for one in codebook_in(made, file="b.xlsx")[1]
    ]


def test_a_blank_id_is_told_with_the_id_that_belongs_there_and_nothing_else():
    assert found(["home", "", "Home"], ["", "home", "Costs"], ["waiting", "home", "Time"]) == [
        ("codebook_id_blank", "error", "b.xlsx, codes!A3", {"code": "rent", "n": 2, "cell": "codes!A3"})
    ]


def test_a_theme_whose_id_is_blank_is_named_by_its_codes():
    ((kind, _, where, data),) = found(["", "", "X"], ["rent", "home", "R"], ["waiting", "home", "W"])
    assert (kind, where, data["code"], data["n"]) == ("codebook_id_blank", "b.xlsx, codes!A2", "home", 2)


def test_of_several_each_gets_the_id_that_looks_like_it_and_else_all_are_told_together():
    told = found(["", "", "Rents"], ["", "", "Waitings"])
    assert [(one[2], one[3]["code"]) for one in told] == [
        ("b.xlsx, codes!A3", "waiting"),
        ("b.xlsx, codes!A2", "rent"),
    ]
    ((kind, _, where, data),) = found(["", "", "Q"], ["", "", "Z"])
    assert (kind, where) == ("codebook_ids_blank", "b.xlsx, codes!A2")
    assert (data["cells"], data["codes"]) == ("codes!A2, codes!A3", "rent, waiting")


def test_the_last_of_several_gets_the_id_that_is_left():
    told = found(["", "", "Waitings"], ["", "", "Q"])
    assert [(one[2], one[3]["code"]) for one in told] == [
        ("b.xlsx, codes!A2", "waiting"),
        ("b.xlsx, codes!A3", "rent"),
    ]


def test_a_slip_elsewhere_is_not_taken_for_the_id_of_a_blank_cell():
    include = [["code", "text (en)"], ["waitin", "queue"], ["RENT", "price"]]
    kinds = [
        one[0] for one in found(["waiting", "", "W"], ["", "", "Rooms"], ["rent", "", "R"], include=include)
    ]
    assert sorted(kinds) == ["codebook_id_blank", "codebook_rows_lost_near"]


def test_a_blank_id_that_nobody_names_is_made():
    told = found(["rent", "", "R"], ["waiting", "", "W"], ["", "", "Rooms"])
    assert [(one[0], one[1], one[2]) for one in told] == [
        ("codebook_ids_made", "warning", "b.xlsx, codes!A4")
    ]


def test_in_a_csv_table_redirects_name_it():
    table = "id;label (en);exclude (en)\nhome;Home;costs → rent\n;Costs;\n"
    sheet, _ = csv_sheet(table.encode(), file="b.csv")
    (one,) = codebook_in([sheet], file="b.csv")[1]
    assert (one.kind, one.data["code"], one.data["cell"]) == (
        "codebook_id_blank",
        "rent",
        "line 3, column “id”",
    )
