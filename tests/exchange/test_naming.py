import re

from hypothesis import given
from hypothesis import strategies as st

from casekit.exchange.naming import Ids, slug


@given(st.text(max_size=100))
def test_an_id_has_small_letters_digits_and_lines(name):
    made = slug(name)
    assert re.fullmatch(r"(?:[a-z0-9](?:[a-z0-9_]*[a-z0-9])?)?", made)
    assert slug(made) == made
    assert len(made) <= 60


@given(
    st.lists(
        st.tuples(st.sampled_from(["A", "a", "Ä", "", "a b", "a_b", "b"]), st.sampled_from([None, "a", "x"]))
    )
)
def test_no_id_is_given_twice(names):
    ids = Ids(["a_2"])
    made = [ids.new(name, parent) for name, parent in names]
    assert len({*made, "a_2"}) == len(made) + 1


def test_equal_names_are_told_apart_by_what_stands_above_them():
    ids = Ids()
    assert [ids.new("Kvalitet", "bolig"), ids.new("Kvalitet", "støtte"), ids.new("Kvalitet", "bolig")] == [
        "kvalitet",
        "støtte_kvalitet",
        "bolig_kvalitet",
    ]
