import json

import pytest

from casekit.errors import TableError
from casekit.exchange.guides import read_guide


def taken(tmp_path, *lines):
    path = tmp_path / "guide.csv"
    path.write_text("\n".join(lines), "utf-8")
    return read_guide(path, language="da", codes=["rent", "shortage"], roles=["leader"])


def test_a_row_is_a_topic(tmp_path):
    table = taken(
        tmp_path,
        "topic;question;question_de;roles;codes",
        "Leje;Hvad koster det?;Was kostet es?;leader;rent, shortage",
        "Andet;;;;",
    )
    first, second = table.topics
    assert (first.name, first.position, second.position) == ("Leje", 1, 2)
    assert json.loads(first.text) == {"de": "Was kostet es?", "da": "Hvad koster det?"}
    assert (json.loads(first.roles), json.loads(first.codes)) == (["leader"], ["rent", "shortage"])
    assert [(finding.kind, finding.data["topic"]) for finding in table.findings] == [
        ("guide_without_codes", "Andet")
    ]


def test_an_unknown_role_is_noticed(tmp_path):
    (finding,) = taken(tmp_path, "topic;roles;codes", "Leje;mayor;rent").findings
    assert (finding.kind, finding.where, finding.data["role"]) == (
        "guide_role_unknown",
        "guide.csv:2",
        "mayor",
    )


@pytest.mark.parametrize(
    ("lines", "problem"),
    [(("question", "Hvad?"), "table_lacks"), (("topic;codes", ";rent"), "cell_empty"), (("topic;codes", "A;rent", "A;rent"), "row_twice"),
     (("topic;codes", "A;weather"), "cell_not_allowed"), ((), "table_empty")],
)  # fmt: skip
def test_what_is_no_guide_is_refused(tmp_path, lines, problem):
    with pytest.raises(TableError) as caught:
        taken(tmp_path, *lines)
    assert caught.value.problem == problem
