from casekit.model.roles import RoleEntry, Roles, Sector
from casekit.model.words import Words

ROLES = Roles(
    {"head": RoleEntry("head", "municipal", "leader", True, Words.of({"da": "Chef"}))},
    {"municipal": Sector("municipal", Words.of({"da": "Kommunen", "en": "Municipality"}), "municipality")},
    {"leader": Words.of({"da": "Leder", "en": "Leader"})},
)


def test_a_sector_is_on_the_side_of_the_municipality_or_a_partner():
    assert (ROLES.side("municipal"), ROLES.side("ngo"), ROLES.side("")) == (
        "municipality",
        "partner",
        "partner",
    )


def test_sectors_and_groups_have_labels_in_each_language():
    assert ROLES.sector_label("municipal", "da") == "Kommunen"
    assert ROLES.sector_label("own word", "da") == "own word"
    assert ROLES.group_label("head", "en") == "Leader"
    assert (ROLES.group_label("nobody", "en"), Roles().group_label("head", "en")) == ("", "")
