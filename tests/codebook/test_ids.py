import pytest
from hypothesis import given
from hypothesis import strategies as st

from casekit.codebook.ids import fit_id, slug
from casekit.errors import CodebookError


@pytest.mark.parametrize("id", ["rent", "f52_caseload", "inner.available_resources", "a-b", "1"])
def test_an_id_that_can_be_typed_everywhere_stays(id):
    assert fit_id(id) == id


@pytest.mark.parametrize(
    ("id", "near"),
    [("a b", "a_b"), ("Rent", "rent"), ("é/x", "e_x"), ("_x", "x"), ("", "code_1"), ("x\n", "x"), ("家", "code_1")],
)  # fmt: skip
def test_another_is_refused_with_one_that_would_do(id, near):
    with pytest.raises(CodebookError) as caught:
        fit_id(id)
    assert (caught.value.problem, dict(caught.value.data)) == ("id_unfit", {"name": id, "near": near})


@given(st.text())
def test_what_is_made_from_a_name_can_always_be_an_id(name):
    made = slug(name) or "code_1"
    assert fit_id(made) == made
