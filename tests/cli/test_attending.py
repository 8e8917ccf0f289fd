"""What every command tells about how a project is kept."""

import pytest

from casekit.cli.attending import attend
from casekit.project import Project

pytestmark = pytest.mark.slow


@pytest.fixture
def shared(tmp_path, monkeypatch):
    """A project in a folder that another program copies."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.delenv("CASEKIT_NO_CACHE", raising=False)
    monkeypatch.setenv("OneDrive", str(tmp_path / "OneDrive"))
    return Project.create(tmp_path / "OneDrive" / "undersøgelse", language="da", coder="ah")


def test_what_is_safe_in_a_shared_place_is_told_once(shared, capsys):
    attend(shared)
    assert "OneDrive" in capsys.readouterr().err
    attend(shared)
    assert capsys.readouterr().err == ""
    shared.close()


def test_who_knows_better_is_not_told(shared, capsys):
    shared.allow_sync()
    attend(shared)
    assert capsys.readouterr().err == ""
    shared.close()


def test_on_a_disk_of_one_s_own_nothing_is_told(tmp_path, capsys):
    with Project.create(tmp_path / "egen", coder="ah") as project:
        attend(project)
        assert capsys.readouterr() == ("", "")
