from importlib import import_module

import pytest

from casekit import codebook


def test_every_public_name_is_the_one_of_its_home():
    for name, home in codebook._HOMES.items():
        assert getattr(codebook, name) is getattr(import_module(f"casekit.codebook.{home}"), name)
    assert sorted({*codebook._HOMES, "parse_codebook", "read_codebook"}) == codebook.__all__


def test_a_name_that_is_not_there_is_told():
    with pytest.raises(AttributeError, match="nowhere"):
        codebook.nowhere  # noqa: B018
