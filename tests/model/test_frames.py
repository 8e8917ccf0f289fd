import pandas as pd

from casekit.model.frames import counts_html, counts_text, html_table, records, told_of


def test_rows_come_by_name_and_without_the_index():
    frame = pd.DataFrame({"case": ["a", "b"], "n": [1, 2]}, index=[7, 9])
    assert [(row.case, row.n) for row in records(frame)] == [("a", 1), ("b", 2)]
    assert next(records(frame))._fields == ("case", "n")
    assert list(records(frame.iloc[:0])) == []


def test_each_value_is_asked_about_once_and_a_missing_one_as_no_text():
    asked = []

    def length(value):
        asked.append(value)
        return len(value)

    values = pd.Series(["to", None, "tre", "to", None], dtype="str")
    assert told_of(values, length).tolist() == [2, 0, 3, 2, 0]
    assert asked == ["to", "", "tre"]


def test_words_stand_to_the_left_and_numbers_to_the_right_and_nothing_is_run():
    table = html_table(pd.DataFrame({"text": ["<b>Hej</b>"], "n": [3]}))
    assert "<td style='text-align:left'>&lt;b&gt;Hej&lt;/b&gt;</td>" in table
    assert "<td style='text-align:right'>3</td>" in table
    assert "<th style='text-align:right'>n</th>" in table
    assert html_table(pd.DataFrame({"a": []})).count("<tr>") == 1


def test_counts_stand_below_each_other_and_nothing_is_run():
    assert counts_text("Hold", {"a": 12, "bbb": 3}) == "Hold\n  a    12\n  bbb   3"
    assert counts_text("Hold", {}) == "Hold"
    assert "<p>&lt;b&gt;</p>" in counts_html("<b>", {"<i>": 3})
    assert "&lt;i&gt;</td><td>3</td>" in counts_html("<b>", {"<i>": 3})
