import pytest

from casekit.language.cautions import cautions
from casekit.language.indicators import parse_indicator


@pytest.mark.parametrize(
    ("pattern", "language", "kinds"),
    [
        ("bolig", "da", []),
        ("boli*", "da", []),
        ("bo*", "da", ["short"]),
        ("*zorg*", "nl", ["inside"]),
        ("ACT*", "da", []),
        ("ggz-*", "nl", []),
        ("+rent+", "en", ["compound_english"]),
        ("+bolig+", "da", []),
        ("bo* ..2 +rent+", "en", ["compound_english"]),
        ("§*", "da", []),
    ],
)
def test_what_to_beware_of(pattern, language, kinds):
    assert [caution.kind for caution in cautions(parse_indicator(pattern), language)] == kinds
