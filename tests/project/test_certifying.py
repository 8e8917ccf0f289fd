"""What a removal is certified as, in words."""

from collections import Counter
from pathlib import Path

import pytest

from casekit.project.certifying import certificate, removed_by_merge
from casekit.store.mentions import Mention
from casekit.store.purging import Place, Purged
from casekit.store.removing import Gone
from casekit.wording import LANGUAGES, speak


@pytest.fixture(autouse=True)
def _english_again():
    yield
    speak("en")


def purged(*, found=0, fate="purged"):
    gone = Gone(Counter(documents=1, codings=3), 2, 1, frozenset({"hemmeligt"}), frozenset({"HAV-01"}))
    places = (Place(Path("study.casekit"), "purged"), Place(Path("backups/a.casekit"), fate, found))
    return Purged(gone, places, 17, (Mention("messages", "7f3c09a1b2", "quote"),))


def made(**options):
    return certificate(
        "document",
        purged(**options),
        by="ah",
        at="2026-01-02T03:04:05",
        exports=["a.docx", "a.docx"],
        done=True,
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_says_what_where_when_and_by_whom_and_never_what_it_said(language):
    speak(language)
    for told in (str(made()), made()._repr_html_()):
        for part in ("ah", "2026-01-02 03:04", "3", "backups/a.casekit", "17", "7f3c09a1b2", "a.docx"):
            assert part in told
        assert "hemmeligt" not in told
        assert "HAV-01" not in told


def test_it_is_clean_when_nothing_is_left_and_nothing_failed():
    assert made().clean
    assert not made(found=1).clean
    assert not made(fate="failed").clean
    assert not certificate("document", purged(), by="ah", at="", exports=[], done=False).clean


def test_what_can_still_be_read_is_said():
    assert "STILL" in str(made(found=4))


def test_files_that_were_written_are_told_once():
    assert made().elsewhere == ("a.docx",)


@pytest.mark.parametrize(("found", "severity"), [(0, "note"), (2, "warning")])
def test_a_merge_tells_how_much_it_removed(found, severity):
    (finding,) = removed_by_merge(purged(found=found))
    assert (finding.severity, finding.data["n"], finding.data["found"]) == (severity, 6, found)
    assert removed_by_merge(None) == []
