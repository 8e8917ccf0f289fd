import pytest

from casekit.codebook.roles import read_roles
from casekit.errors import CodebookError
from casekit.files.shipped import shipped
from casekit.wording import LANGUAGES

LEXICON = """
casekit: lexicon/1
sectors:
  - {id: municipal, side: municipality, label: {da: Kommunen}}
groups:
  - {id: leader, label: {da: Leder}}
roles:
  - {id: head, sector: municipal, group: leader, unique_risk: true, label: {da: Chef}}
  - {id: worker, sector: municipal, group: leader, unique_risk: false, label: {da: Medarbejder}}
"""


def test_the_shipped_lexicon_is_whole_in_every_language():
    file = shipped("codebooks") / "lexicons" / "actor_roles.yaml"
    roles = read_roles(file.read_bytes(), file=file.name)
    assert {role.sector for role in roles.roles.values()} <= set(roles.sectors)
    assert {role.group for role in roles.roles.values()} <= set(roles.groups)
    assert {sector.side for sector in roles.sectors.values()} == {"municipality", "partner"}
    labels = [
        *(role.label for role in roles.roles.values()),
        *(sector.label for sector in roles.sectors.values()),
    ]
    assert all(dict(label.texts).keys() == set(LANGUAGES) for label in labels)


def test_roles_know_their_sector_their_group_and_whether_they_name_a_person():
    roles = read_roles(LEXICON.encode(), file="roles.yaml")
    assert (roles.roles["head"].unique_risk, roles.roles["worker"].unique_risk) == (True, False)
    assert roles.group_label("head", "da") == "Leder"
    assert roles.side("municipal") == "municipality"


@pytest.mark.parametrize(
    ("old", "new"),
    [("sectors:", "sector:"), (", side: municipality", ""), (", group: leader", ""), ("{da: Chef}", "Chef"), (", unique_risk: true", "")],
)  # fmt: skip
def test_a_lexicon_that_lacks_something_is_refused(old, new):
    with pytest.raises(CodebookError) as caught:
        read_roles(LEXICON.replace(old, new, 1).encode(), file="roles.yaml")
    assert (caught.value.problem, caught.value.data["file"]) == ("lexicon_lacks", "roles.yaml")


@pytest.mark.parametrize("yaml", ["a: b", "[a]", "casekit: codebook/1"])
def test_another_file_is_no_lexicon(yaml):
    with pytest.raises(CodebookError) as caught:
        read_roles(yaml.encode(), file="roles.yaml")
    assert caught.value.data == {"file": "roles.yaml", "format": "lexicon/1"}
