"""What each case has of the prerequisites."""

from dataclasses import replace

import pytest

from casekit.analysis.prerequisites import prerequisites
from casekit.errors import LookupFailedError
from casekit.model.codes import Group
from casekit.model.words import Words


def test_themes_stand_in_their_groups_and_the_rest_is_left_out(four):
    study = four.study()
    groups = (
        Group("aid", Words.of({"en": "Aid"}), ("support",)),
        Group("home", Words.of({"en": "Homes"}), ("housing",)),
    )
    grouped = replace(study, codebooks={"small": replace(study.codebooks["small"], groups=groups)})
    table = prerequisites(grouped)
    assert table.loc[table["case"] == "north", ["group_label", "theme", "value"]].to_numpy().tolist() == [
        ["Aid", "support", 1],
        ["Homes", "housing", 2],
    ]
    assert set(prerequisites(grouped, "west")["case"]) == {"west"}
    assert prerequisites(study).empty
    with pytest.raises(LookupFailedError):
        prerequisites(grouped, "nowhere")
