import pytest

from casekit.analysis.choices import allow
from casekit.errors import LookupFailedError


def test_what_is_a_choice_passes_and_what_is_none_is_told_with_the_choices():
    allow("theme", ("theme", "code"))
    with pytest.raises(LookupFailedError) as caught:
        allow("case", ("theme", "code"))
    assert (caught.value.problem, caught.value.data) == (
        "not_one_of",
        {"value": "case", "allowed": "theme, code"},
    )
