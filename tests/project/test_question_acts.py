import pytest

from casekit.analysis.guide_coverage import asked
from casekit.analysis.queries import query
from casekit.errors import LookupFailedError, PatternError, PersonNeededError

pytestmark = pytest.mark.slow


@pytest.fixture
def guided(suggested, table):
    suggested.import_guide(
        table("topic;question;codes", "Leje;Hvad koster det?;", "Andet;Hvad ellers?;", name="guide.csv")
    )
    return suggested


def test_a_guide_is_taken_in_as_one_act_and_can_be_undone(suggested, table):
    before = suggested.study().n
    taken = suggested.import_guide(table("topic;question;codes", "Leje;Hvad koster det?;", name="guide.csv"))
    assert list(taken.topics["topic"]) == ["Leje"]
    assert [finding.kind for finding in taken.findings] == ["guide_without_codes"]
    assert "Hvad koster det?" in repr(taken)
    assert "Hvad koster det?" in taken._repr_html_()
    assert suggested.study().n == before + 1
    suggested.undo()
    assert suggested.study().topics.empty


def test_the_same_guide_again_is_no_act(guided, table):
    before = guided.study().n
    guided.import_guide(
        table("topic;question;codes", "Leje;Hvad koster det?;", "Andet;Hvad ellers?;", name="guide.csv")
    )
    assert guided.study().n == before


def test_a_topic_that_is_gone_goes_unless_it_is_in_use(guided, table):
    name = guided.study().documents["document"].iloc[0]
    guided.confirm_asked(name, "Leje")
    taken = guided.import_guide(table("topic;question;codes", "Nyt;Hvad er nyt?;", name="ny.csv"))
    assert list(taken.topics["topic"]) == ["Nyt", "Leje"]
    assert ("topic_stays", "Leje") in [(finding.kind, finding.data["topic"]) for finding in taken.findings]


def test_a_person_says_what_was_asked_and_says_it_anew(guided):
    name = guided.study().documents["document"].iloc[0]
    assert guided.confirm_asked(name, "Leje", why="side 2") == 1
    assert guided.confirm_asked(name, "Leje", why="side 2") == 0
    assert guided.confirm_asked(name, "Leje", asked=False, why="nej") == 1
    told = guided.study().asked
    assert told[["document", "topic", "asked", "coder", "why"]].to_numpy().tolist() == [
        [name, "Leje", 0, "ah", "nej"]
    ]


def test_rows_can_be_confirmed_together(guided):
    assert guided.confirm_asked(asked(guided.study())) == 2 * len(guided.study().documents)
    assert set(asked(guided.study())["state"]) == {"asked"}


@pytest.mark.parametrize(("document", "topic", "problem"), [("nowhere", "Leje", "unknown_document"), (None, "Vejr", "unknown_topic"), (None, None, "unknown_topic")])  # fmt: skip
def test_what_is_not_there_cannot_be_confirmed(guided, document, topic, problem):
    name = document or guided.study().documents["document"].iloc[0]
    with pytest.raises(LookupFailedError) as caught:
        guided.confirm_asked(name, topic)
    assert caught.value.problem == problem


def test_another_table_is_refused(guided):
    with pytest.raises(LookupFailedError) as caught:
        guided.confirm_asked(guided.study().cases)
    assert caught.value.problem == "frame_not_asked"


def test_a_query_is_kept_by_name_and_replaced(suggested):
    suggested.save_query("alt", "not polarity=mixed", suggestions=True)
    found = len(query(suggested.study(), "alt"))
    assert found == len(query(suggested.study(), "not polarity=mixed", suggestions=True)) > 0
    suggested.save_query("alt", "polarity=mixed", suggestions=True)
    assert len(suggested.study().queries) == 1
    assert len(query(suggested.study(), "alt")) != found


@pytest.mark.parametrize("name", ["", "  "])
def test_a_query_needs_a_name(suggested, name):
    with pytest.raises(LookupFailedError):
        suggested.save_query(name, "not polarity=mixed")


def test_a_query_is_not_called_as_a_code(suggested):
    code = next(iter(suggested.study().codebook())).id
    with pytest.raises(LookupFailedError) as caught:
        suggested.save_query(code, "not polarity=mixed")
    assert caught.value.problem == "query_name"


def test_what_is_saved_can_be_run(suggested):
    with pytest.raises(PatternError):
        suggested.save_query("alt", "rent and")
    suggested.save_query("alt", "not polarity=mixed")
    with pytest.raises(LookupFailedError):
        suggested.save_query("mere", "alt")


def test_nobody_may_ask_without_a_name(suggested, table):
    suggested.coder = None
    for act in (lambda: suggested.import_guide(table("topic", "A")), lambda: suggested.save_query("alt", "rent"), lambda: suggested.confirm_asked("x", "A")):  # fmt: skip
        with pytest.raises(PersonNeededError):
            act()
