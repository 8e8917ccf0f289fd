from pathlib import Path

import pytest

from casekit.files.paths import is_file


def test_a_file_is_one_and_a_folder_is_none(tmp_path):
    (tmp_path / "a.yaml").write_text("id: a", "utf-8")
    assert is_file(tmp_path / "a.yaml")
    assert not is_file(tmp_path)


@pytest.mark.parametrize("given", ["", "a" * 300, "a/" * 5000, "id: b\ncodes: []\n" * 500, "a\0b"])
def test_what_can_be_no_name_names_no_file(given):
    assert not is_file(Path(given))
