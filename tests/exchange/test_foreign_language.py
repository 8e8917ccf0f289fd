import pytest

from casekit.errors import CasekitError
from casekit.exchange.foreign_language import foreign_language

DUTCH = (
    "Het is niet duidelijk wat de gemeente doet, maar wij hebben dat wel gevraagd en het antwoord is er niet."
)


@pytest.mark.parametrize(
    ("text", "told", "language", "kinds"),
    [
        (DUTCH, "da", "da", []),
        (DUTCH, None, "nl", ["qdc_language_guessed"]),
        ("Woning", None, "en", ["qdc_language_unknown"]),
        ("", "", "en", ["qdc_language_unknown"]),
    ],
)
def test_told_else_guessed_else_english(text, told, language, kinds):
    found, findings = foreign_language(text, told=told, file="a.qdc")
    assert found == language
    assert [one.kind for one in findings] == kinds
    assert all(str(one) and one.where == "a.qdc" for one in findings)


def test_an_unknown_language_is_refused():
    with pytest.raises(CasekitError):
        foreign_language("", told="sv", file="a.qdc")
