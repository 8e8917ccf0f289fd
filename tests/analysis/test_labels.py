"""Who speaks in each document, as a table."""

import pytest

from casekit.analysis.labels import LABEL_COLUMNS, labels
from casekit.errors import LookupFailedError
from casekit.model.facts import SpeakerFact, key_of


def test_a_label_has_its_role_its_reason_and_how_much_it_says(small):
    table = labels(small.study(), "SOE-01")
    assert tuple(table.columns) == LABEL_COLUMNS
    assert table.to_numpy().tolist() == [
        ["SOE-01", "I", "interviewer", "known_label", 2, 7, "Hvordan går det med boliger?", False],
        ["SOE-01", "Leder", "respondent", "known_label", 1, 9, "Der er for få boliger. Huslejen er for høj.", False],
        ["SOE-01", "Støtte", "respondent", "known_label", 1, 10, "Ja, for få boliger. Men vi når at besøge dem.", False],
        ["SOE-01", "Gæst", "respondent", "known_label", 1, 3, "ACT virker her.", False],
    ]  # fmt: skip


def test_all_documents_come_in_order_of_their_names(small):
    assert list(labels(small.study())["document"]) == ["BAK-01"] * 2 + ["SOE-01"] * 4 + ["SOE-02"] * 2


def test_a_role_that_a_person_set_is_confirmed(small):
    small.facts += [
        SpeakerFact(key_of("speaker", "SOE-02", "IP"), key_of("document", "SOE-02"), "IP", "respondent", "confirmed")
    ]  # fmt: skip
    table = labels(small.study(), "SOE-02").set_index("speaker")
    assert table["confirmed"].to_dict() == {"I": False, "IP": True}


def test_a_label_that_says_nothing_stands_there_too(small):
    key = key_of("document", "SOE-02")
    small.facts.append(SpeakerFact(key_of("speaker", "SOE-02", "Tolk"), key, "Tolk", "unknown", "too_little"))
    row = labels(small.study(), "SOE-02").set_index("speaker").loc["Tolk"]
    assert (row["turns"], row["words"], row["begins"]) == (0, 0, "")


def test_a_long_first_turn_is_shown_from_its_beginning(maker):
    maker.interview("A", None, [("I", "Nå?"), ("B", "ja " * 100)])
    begins = labels(maker.study(), "A")["begins"].iloc[1]
    assert begins == "ja " * 20 + "…"


def test_an_unknown_document_is_an_error_that_names_those_there_are(small):
    with pytest.raises(LookupFailedError) as caught:
        labels(small.study(), "SOE-09")
    assert caught.value.problem == "unknown_document"
    assert caught.value.data["known"] == "BAK-01, SOE-01, SOE-02"


def test_a_study_without_documents_has_no_labels(maker):
    assert labels(maker.study()).empty
