from hypothesis import given
from hypothesis import strategies as st

from casekit.codebook.versions import latest, next_version, version_order


def test_versions_are_ordered_by_their_numbers():
    given = ["2", "1.10", "1.9.2", "1.9", "0.1.0", "spring"]
    assert sorted(given, key=version_order, reverse=True) == given
    assert version_order("1.0") == version_order("1") == version_order("v1.0.0")
    assert version_order("2026-05-01") > version_order("2026-04-30")
    assert latest(["1.0", "1.0.0", "0.9"]) == "1.0"


@given(st.text(max_size=12))
def test_the_next_version_is_later(version):
    assert version_order(next_version(version)) > version_order(version)


def test_a_number_that_never_ends_is_still_a_version():
    assert version_order("9" * 5000) > version_order("8")
