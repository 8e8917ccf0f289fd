import pandas as pd
import pytest

from casekit.model.facts import Decision
from casekit.model.finding import Findings
from casekit.project.anchoring import Reanchored
from casekit.project.conflicting import Conflict, Side, conflict_frame
from casekit.project.merged import Merged, coding_counts, shown_conflicts
from casekit.wording import LANGUAGES, say, speak

SIDES = (
    Side(Decision, "k", "1", "aaaa111111", "<b>", "ah", "2024-01-02T10:00:00.000+00:00"),
    Side(Decision, "k", "2", "bbbb222222", "y", "bk", "2024-01-03T10:00:00.000+00:00"),
)
CODERS = pd.DataFrame({"coder": ["ah"], "before": [1], "after": [3]})


@pytest.fixture(autouse=True)
def _in_english():
    yield
    speak("en")


def merged(conflicts=()):
    return Merged(4, {"codings": 2}, CODERS, conflict_frame(conflicts), Reanchored(exact=2), Findings())


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_report_tells_everything_in_every_language_and_is_safe_in_a_notebook(language):
    speak(language)
    told = merged([Conflict("7f3c09a1b2", "decisions", "LIN-01", SIDES)])
    for part in (
        say("out.merged", count=4),
        say("facts.codings"),
        "7f3c09a1b2",
        say("conflict.counts"),
        str(told.carried),
    ):
        assert part in repr(told)
        assert part in told._repr_html_()
    assert "<b>" not in told._repr_html_()


def test_what_there_is_none_of_is_not_told():
    told = Merged(0, {}, CODERS.iloc[:0], conflict_frame([]), Reanchored(), Findings())
    assert str(told) == say("out.merged", count=0)
    assert told.also() == []
    assert shown_conflicts(told.conflicts).empty


def test_codings_are_counted_per_coder(project):
    study = project.study()
    assert coding_counts(study, study).empty
