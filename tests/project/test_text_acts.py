"""Texts edited in casekit, corrections settled, and codings made on a text that somebody else corrected."""

import shutil
from dataclasses import replace

import pytest

from casekit.analysis.carried import carried
from casekit.analysis.passages import find_reference
from casekit.errors import LookupFailedError, PersonNeededError, RestsOnError, SpanError
from casekit.model.facts import Coding
from casekit.project.carrying import values_in
from casekit.wording import LANGUAGES, explain, speak

pytestmark = pytest.mark.slow  # each goes through many acts on a project's file

RENT, WAITS, EVENING = "Huslejen er for høj.", "Så venter de på bolig.", "om aftenen"


@pytest.fixture
def coded(project, coding):
    """LIN-01 with three codings."""
    text = project.study().texts["LIN-01"]
    places = [(text.index(words), text.index(words) + len(words)) for words in (RENT, WAITS, EVENING)]
    project.record(*(coding(project.study(), start=start, end=end) for start, end in places))
    return project


def words(project):
    """The words under each coding, in order of their places."""
    study = project.study()
    return [
        study.text(row["document"], row["start"], row["end"])
        for _, row in study.codings.sort_values(["document", "start"]).iterrows()
    ]


def turns(project, document="LIN-01"):
    """Speaker and words of each turn."""
    study = project.study()
    mine = study.turns[study.turns["document"] == document]
    return [(row["speaker"], study.text(document, row["start"], row["end"])) for _, row in mine.iterrows()]


def key_of_words(project, said):
    study = project.study()
    [key] = [row["coding"] for _, row in study.codings.iterrows() if study.text("LIN-01", row["start"], row["end"]) == said]  # fmt: skip
    return key


@pytest.fixture
def copied(reopened, tmp_path):
    """A copy of a project, in which somebody else works."""

    def made(project, coder="bk", name="copy"):
        shutil.copytree(project.folder, tmp_path / name)
        return reopened(tmp_path / name, coder)

    return made


# Turns


def test_other_words_in_a_turn_leave_all_others_exactly_where_they_are(coded):
    before = coded.study().texts["LIN-01"]
    done = coded.edit_turn("LIN-01", 2, "Huslejen er for høj, synes vi. Så venter de på bolig.")
    assert coded.study().texts["LIN-01"] == before.replace("for høj.", "for høj, synes vi.")
    assert words(coded) == ["Huslejen er for høj, synes vi.", WAITS, EVENING]
    assert (done.exact, done.moved, done.changed, done.gone) == (0, 2, 1, 0)
    assert [speaker for speaker, _ in turns(coded)] == ["I", "B", "I", "B"]
    assert coded.undo()["verb"].tolist() == ["edit"]
    assert (coded.study().texts["LIN-01"], words(coded)) == (before, [RENT, WAITS, EVENING])


def test_a_split_turn_is_two_over_the_same_text_and_may_be_somebody_elses(coded):
    before = coded.study().texts["LIN-01"]
    done = coded.split_turn("LIN-01", 2, WAITS[:9], speaker="C")
    assert turns(coded)[1:3] == [("B", RENT), ("C", WAITS)]
    assert coded.study().texts["LIN-01"] == before
    assert (words(coded), done.exact) == ([RENT, WAITS, EVENING], 3)
    assert [(one.kind, one.where) for one in done.findings] == [("speaker_without_role", "C")]
    row = coded.study().speakers.set_index(["document", "speaker"]).loc[("LIN-01", "C")]
    assert tuple(row[["role", "reason"]]) == ("unknown", "unclear")
    coded.undo()
    assert len(turns(coded)) == 4
    assert "C" not in set(coded.study().speakers["speaker"])


def test_what_was_split_is_joined_again_without_a_new_text(coded):
    before, revision = turns(coded), coded.study().documents["revision"].tolist()
    coded.split_turn("LIN-01", 2, before[1][1].index("Så") + coded.study().texts["LIN-01"].index(RENT))
    coded.join_turns("LIN-01", 2, 3)
    assert (turns(coded), coded.study().documents["revision"].tolist()) == (before, revision)


def test_turns_with_a_label_between_them_are_joined_without_it(coded):
    coded.join_turns("LIN-01", 1, 2)
    assert turns(coded)[0] == ("I", f"Hvad er svært? {RENT} {WAITS}")
    assert coded.study().texts["LIN-01"].startswith(f"I: Hvad er svært? {RENT}")
    assert words(coded) == [RENT, WAITS, EVENING]
    assert coded.study().carried.empty


def test_a_turn_given_to_somebody_else_keeps_the_text_and_a_label_without_turns_goes(coded):
    before = coded.study().texts["LIN-01"]
    coded.change_speaker("LIN-01", [2, 4], "I")
    assert [speaker for speaker, _ in turns(coded)] == ["I"] * 4
    study = coded.study()
    assert (study.texts["LIN-01"], words(coded)) == (before, [RENT, WAITS, EVENING])
    assert list(study.speakers.loc[study.speakers["document"] == "LIN-01", "speaker"]) == ["I"]
    coded.undo()
    assert [speaker for speaker, _ in turns(coded)] == ["I", "B", "I", "B"]


def test_a_corrected_file_over_turns_changed_here_tells_that_they_are_as_in_the_file(coded, transcripts):
    coded.change_speaker("LIN-01", 2, "I")
    path = transcripts / "LIN-01.txt"
    path.write_text(path.read_text("utf-8").replace("aftenen", "aftenerne"), "utf-8")
    assert "turns_as_in_file" in {finding.kind for finding in coded.correct(path).findings}


@pytest.mark.parametrize(
    ("act", "given", "problem"),
    [
        ("edit_turn", (9, "Ja"), "unknown_turn"),
        ("edit_turn", (2, " \n"), "turn_without_words"),
        ("edit_turn", (1, "Hvad er svært?"), "nothing_edited"),
        ("split_turn", (2, "findes ikke"), "words_not_once"),
        ("split_turn", (2, "Huslejen"), "splits_nothing"),
        ("split_turn", (2, 0), "splits_nothing"),
        ("join_turns", (1, 3), "turns_apart"),
        ("join_turns", (4, 5), "unknown_turn"),
        ("change_speaker", (0, "B"), "unknown_turn"),
        ("change_speaker", (2, " "), "speaker_without_name"),
        ("change_speaker", (2, "B"), "nothing_edited"),
    ],
)
def test_what_cannot_be_edited_is_said_in_every_language_and_nothing_is_written(coded, act, given, problem):
    n = coded.study().n
    with pytest.raises(LookupFailedError) as caught:
        getattr(coded, act)("LIN-01", *given)
    assert (caught.value.problem, coded.study().n) == (problem, n)
    for language in LANGUAGES:
        speak(language)
        assert len(explain(caught.value).splitlines()) == 2
    speak("en")


def test_words_between_two_turns_do_not_go_with_the_label(project, transcripts):
    path = transcripts / "LIN-01.txt"
    path.write_text(path.read_text("utf-8").replace("\n\nI: Og", "\n\n(telefonen ringer)\n\nI: Og"), "utf-8")
    project.correct(path)
    if "(telefonen" in turns(project)[1][1]:
        pytest.skip("the remark is part of the turn")
    with pytest.raises(LookupFailedError) as caught:
        project.join_turns("LIN-01", 2, 3)
    assert caught.value.problem == "words_between"


def test_editing_needs_a_person(coded, reopened):
    with pytest.raises(PersonNeededError):
        reopened(coded.folder, None).edit_turn("LIN-01", 1, "Ja?")


# Settling


@pytest.fixture
def waiting(coded):
    """One coding whose words changed, and one whose words are gone."""
    coded.edit_turn("LIN-01", 2, "Huslejen er alt for høj.")
    return coded


def test_what_changed_and_what_is_gone_waits_with_its_words_before_and_now(waiting):
    table = carried(waiting.study())
    rows = table[["document", "turn", "coder", "code", "before", "after", "fate"]].values.tolist()
    assert rows == [
        ["LIN-01", 2, "ah", "rent", RENT, "Huslejen er alt for høj.", "changed"],
        ["LIN-01", 2, "ah", "rent", WAITS, "", "gone"],
    ] or rows[::-1] == [
        ["LIN-01", 2, "ah", "rent", RENT, "Huslejen er alt for høj.", "changed"],
        ["LIN-01", 2, "ah", "rent", WAITS, "", "gone"],
    ]
    assert [finding.data["n"] for finding in waiting.study().findings if finding.kind == "codings_to_settle"] == [2]  # fmt: skip
    assert carried(waiting.study(), "HAV-01").empty


def test_a_person_says_that_it_is_right_what_it_covers_or_takes_it_back(waiting):
    by_fate = waiting.study().carried.set_index("fate")["coding"]
    assert waiting.settle([by_fate["changed"][:10]]) == 1
    assert waiting.study().carried["fate"].tolist() == ["gone"]
    assert waiting.settle([by_fate["gone"]], span="Og støtten?") == 1
    assert waiting.study().carried.empty
    assert words(waiting) == ["Huslejen er alt for høj.", "Og støtten?", EVENING]
    waiting.undo()
    assert waiting.settle(carried(waiting.study()), keep=False) == 1
    assert (waiting.study().carried.empty, words(waiting)) == (True, ["Huslejen er alt for høj.", EVENING])
    for _ in range(2):
        waiting.undo()
    assert len(waiting.study().carried) == 2


def test_words_are_looked_for_in_the_turn_first(waiting):
    [changed] = waiting.study().carried.query("fate == 'changed'")["coding"]
    waiting.settle([changed], span="for høj")
    assert words(waiting)[0] == "for høj"


@pytest.mark.parametrize(
    ("which", "options", "problem"),
    [
        (["gone"], {}, "words_are_gone"),
        (["gone"], {"span": "findes ikke"}, "words_not_once_there"),
        (["gone", "changed"], {"span": "Og"}, "span_of_codings"),
        ([], {}, "nothing_to_settle"),
    ],
)
def test_what_cannot_be_settled_stays(waiting, which, options, problem):
    table = waiting.study().carried.set_index("fate")["coding"]
    n = waiting.study().n
    with pytest.raises(LookupFailedError) as caught:
        waiting.settle([table[fate] for fate in which] or ["deadbeef00"], **options)
    assert (caught.value.problem, waiting.study().n) == (problem, n)
    with pytest.raises(SpanError):
        waiting.settle([table["changed"]], span=(3, 10_000))


def test_words_that_come_back_need_nobody_to_look(waiting):
    waiting.edit_turn("LIN-01", 2, f"{RENT} Nå.")
    assert waiting.study().carried["fate"].tolist() == ["gone"]
    waiting.edit_turn("LIN-01", 2, f"{RENT} {WAITS}")
    assert waiting.study().carried.empty
    assert words(waiting) == [RENT, WAITS, EVENING]


def test_a_correction_is_not_undone_under_later_codings(waiting, coding):
    waiting.record(coding(waiting.study(), start=3, end=16, code="waiting", coder="ah"))
    waiting.edit_turn("HAV-01", 1, "Hvordan går det så?")
    waiting.undo()
    reference = key_of_words(waiting, "Hvad er svært")[:10]
    with pytest.raises(RestsOnError) as caught:
        waiting.undo(waiting.log().query("verb == 'edit'")["n"].iloc[0])
    assert reference in str(caught.value)


def test_a_correction_is_not_undone_under_a_later_one_of_somebody_else(project, reopened):
    project.edit_turn("LIN-01", 1, "Hvad er så svært?")
    n = project.log()["n"].max()
    other = reopened(project.folder, "bk")
    other.edit_turn("LIN-01", 3, "Og hvad med støtten?")
    with pytest.raises(RestsOnError):
        project.undo(n)
    other.undo()
    project.undo(n)
    assert "så svært" not in project.study().texts["LIN-01"]


# References


def test_a_printed_reference_leads_to_the_passage_after_any_number_of_changes(coded, copied, transcripts):
    wanted = f"LIN-01, turn 4 · {key_of_words(coded, EVENING)[:10]}"
    lost = f"LIN-01, turn 2 · {key_of_words(coded, WAITS)[:10]}"
    other = copied(coded)
    coded.split_turn("LIN-01", 2, "Så venter")
    coded.join_turns("LIN-01", 1, 2)
    coded.edit_turn("LIN-01", 1, "Hvad er det svære? Huslejen.")
    path = transcripts / "LIN-01.txt"
    path.write_text(path.read_text("utf-8").replace(f" {WAITS}", "").replace("Og støtten", "Hvad med støtten"), "utf-8")  # fmt: skip
    coded.correct(path)
    coded.change_speaker("LIN-01", 4, "Beboer")
    for _ in range(2):
        coded.merge(other.folder)
        other.merge(coded.folder)
    for project in (coded, other):
        row = find_reference(project.study(), wanted)
        assert project.study().text("LIN-01", row["start"], row["end"]) == EVENING
        with pytest.raises(LookupFailedError) as caught:
            find_reference(project.study(), lost)
        assert (caught.value.problem, caught.value.data["words"]) == ("reference_gone", WAITS)


# Two copies


def same_in_both(one, other):
    for project, source in ((one, other), (other, one), (one, other), (other, one)):
        project.merge(source.folder)
    frames = [
        project.study().codings.drop(columns="event").sort_values("coding").to_json(orient="records")
        for project in (one, other)
    ]
    assert frames[0] == frames[1]
    assert one.study().carried.to_json() == other.study().carried.to_json()
    assert set(one.log()["id"]) == set(other.log()["id"])
    assert not one.study().codings["coding"].duplicated().any()


def test_codings_made_on_a_text_that_was_corrected_elsewhere_come_along(project, copied, coding):
    other = copied(project)
    text = project.study().texts["LIN-01"]
    places = [(text.index(said), text.index(said) + len(said)) for said in (RENT, WAITS, EVENING)]
    other.record(*(coding(other.study(), start=start, end=end, coder="bk") for start, end in places))
    project.edit_turn("LIN-01", 2, "Altså, huslejen er for høj.")
    told = project.merge(other.folder)
    assert "carry" in set(project.log()["verb"])
    assert words(project) == ["Altså, huslejen er for høj", EVENING]
    assert project.study().carried["fate"].tolist() == ["changed", "gone"]
    assert told is not None
    same_in_both(project, other)
    n = project.log()["n"].max()
    project.reanchor()
    assert project.log()["n"].max() == n


def test_what_was_taken_back_or_changed_elsewhere_stays_so(coded, copied):
    other = copied(coded)
    back, changed = key_of_words(other, RENT), key_of_words(other, WAITS)
    coded.edit_turn("LIN-01", 4, "Støtten kommer om aftenen.")
    coded.edit_turn("LIN-01", 1, "Hvad er det svære?")
    other.withdraw([back])
    live = other._store.live()[Coding]
    [row] = [row for _, row in live.iterrows() if row["key"] == changed]
    other.record(replace(Coding(**values_in(Coding, row)), code="waiting"))
    same_in_both(coded, other)
    study = coded.study()
    assert study.codings.set_index("coding")["code"].to_dict() == {changed: "waiting", key_of_words(coded, EVENING): "rent"}  # fmt: skip
    assert "conflict" not in {finding.kind for finding in study.findings}


def test_corrected_alike_and_settled_in_one_copy_is_settled_in_both(coded, copied):
    other = copied(coded)
    for project in (coded, other):
        project.edit_turn("LIN-01", 2, f"Huslejen er alt for høj. {WAITS}")
    [key] = coded.study().carried["coding"]
    coded.settle([key])
    same_in_both(coded, other)
    assert coded.study().carried.empty
    assert words(coded) == ["Huslejen er alt for høj.", WAITS, EVENING]


def test_two_corrections_made_apart_are_kept_until_a_person_chooses(coded, copied, coding):
    other = copied(coded)
    coded.edit_turn("LIN-01", 1, "Hvad er det svære?")
    other.edit_turn("LIN-01", 3, "Og hvad med støtten?")
    start = other.study().texts["LIN-01"].index("hvad med støtten")
    other.record(coding(other.study(), start=start, end=start + 8, coder="bk"))
    same_in_both(coded, other)
    [finding] = [one for one in coded.study().findings if one.kind == "two_texts"]
    texts = coded.texts("LIN-01")
    assert sorted(finding.data["revisions"].split(", ")) == sorted(key[:10] for key in texts["revision"])
    assert (len(texts), texts["current"].sum()) == (2, 1)
    with pytest.raises(LookupFailedError) as caught:
        coded.edit_turn("LIN-01", 1, "Nå?")
    assert caught.value.problem == "choose_first"
    for revision in texts["revision"]:
        coded.choose_text("LIN-01", revision[:10])
        study = coded.study()
        assert study.documents.set_index("document").loc["LIN-01", "revision"] == revision
        assert not study.codings["coding"].duplicated().any()
        assert set(words(coded)) | set(study.carried["before"]) >= {RENT, WAITS, EVENING, "hvad med"}
        assert {finding.kind for finding in study.findings}.isdisjoint({"two_texts", "conflict"})
        coded.undo()
    coded.choose_text("LIN-01", texts["revision"][0])
    same_in_both(coded, other)


def test_a_text_that_is_not_there_cannot_be_chosen(coded, copied):
    with pytest.raises(LookupFailedError) as caught:
        coded.choose_text("LIN-01", "abc")
    assert caught.value.problem == "one_text_only"
    other = copied(coded)
    coded.edit_turn("LIN-01", 1, "Hvad?")
    other.edit_turn("LIN-01", 1, "Hvad så?")
    coded.merge(other.folder)
    with pytest.raises(LookupFailedError) as caught:
        coded.choose_text("LIN-01", "zzz")
    assert caught.value.problem == "unknown_text"
