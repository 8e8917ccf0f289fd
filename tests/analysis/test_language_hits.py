import pytest

from casekit.analysis.language_hits import LANGUAGE_COLUMNS, language_hits
from casekit.errors import LookupFailedError


def test_hits_and_codings_stand_beside_each_other_by_language(small, suggesting):
    small.case("auen", "Auen")
    small.interview("AUE-01", "auen", [("B", "Es fehlt Wohnraum.")], language="de")
    small.coding("BAK-01", "rent", "Ikke boliger, men ensomhed.")
    study = suggesting(small.study(), {"document": "SOE-02", "code": "rent", "text": "Vi har boliger nok."},
                       {"document": "SOE-02", "code": "rent", "text": "boliger", "status": "rejected"})  # fmt: skip
    table = language_hits(study).set_index(["code", "language"])
    assert table.loc[("rent", "da"), list(LANGUAGE_COLUMNS[1:])].tolist() == [2, 1, 0, 0, 1, 1, 1, 3]
    assert table.loc[("rent", "de"), ["suggestions", "codings", "of"]].tolist() == [0, 0, 1]
    assert (
        language_hits(study, by="theme")
        .set_index(["theme", "language"])
        .loc[("housing", "da"), "suggestions"]
        == 2
    )


def test_another_level_is_refused(small):
    with pytest.raises(LookupFailedError):
        language_hits(small.study(), by="word")


def test_an_empty_study_has_the_columns(maker):
    assert list(language_hits(maker.study()).columns) == ["code", *LANGUAGE_COLUMNS]
