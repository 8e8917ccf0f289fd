from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from casekit.codebook.differing import diff
from casekit.codebook.editing import FIELDS, Edit, followers
from casekit.codebook.reading import parse_codebook
from casekit.codebook.successors import successors
from casekit.errors import CasekitError, CodebookError, UnknownCodeError
from casekit.model.codebook import Change, Code, Codebook, Example, Exclusion, Group, in_tree_order
from casekit.model.words import Words

BOOK = Codebook(
    "small",
    "1.0.0",
    Words.of({"en": "Small"}),
    (
        Code("home", Words.of({"da": "Hjem", "en": "Home"})),
        Code("rent", Words.of({"en": "Rent"}), "home", exclude=(Exclusion(Words.of({"en": "debts"}), "debt"),)),
        Code("debt", Words.of({"en": "Debt"}), "home", examples=(Example(Words.of({"en": "I owe."}), also=("rent",)),)),
        Code("help", Words.of({"en": "Help"})),
        Code("night", Words.of({"en": "Night"}), "help", kind="step"),
    ),
    groups=(Group("g", themes=("home", "help")),),
    changes=(Change("1.0.0", replaced=(("flat", ("home",)),)),),
)  # fmt: skip
EDIT = Edit.of(BOOK)


def ids(edit):
    return [code.id for code in edit.book]


def saved(edit):
    return edit.as_version("1.1.0", date="2026-01-01", what=Words.of({"en": "x"}))


def test_what_nobody_changed_is_not_changed():
    assert not EDIT.changed
    same = EDIT.said("rent", "label", {"en": "Rent"}).moved("help", None, 1)
    assert not same.changed


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("label", {"da": "Leje", "en": "Rent"}),
        ("definition", {"en": "What it costs"}),
        ("include", [{"en": "deposits"}]),
        ("exclude", [{"en": "debts", "see": "debt"}, {"da": "gæld"}]),
        ("examples", [{"direction": "barrier", "en": "Too dear.", "also": ["debt"]}]),
        ("counterexamples", [{"en": "I owe.", "see": "debt"}]),
        ("polarity", {"barrier": {"en": "too dear"}}),
        ("indicators", {"da": ["leje", "not: lejer"]}),
        ("colour", "#112233"),
    ],
)
def test_a_field_says_what_it_is_told_and_nothing_else_changes(name, value):
    edit = EDIT.said("rent", name, value)
    assert name in FIELDS
    assert edit.changed
    assert parse_codebook(edit.book.content) == replace(
        edit.book, codes=parse_codebook(edit.book.content).codes
    )
    before, after = (replace(book["rent"], **{name: ()}) for book in (BOOK, edit.book))
    assert before == after
    assert [code for code in edit.book if code.id != "rent"] == [code for code in BOOK if code.id != "rent"]
    assert not edit.said("rent", name, _plain(name)).changed


def _plain(name):
    from casekit.model.content import plain_code

    return plain_code(BOOK["rent"]).get(name)


def test_an_entry_without_words_is_left_out_until_it_says_something():
    edit = EDIT.said("rent", "exclude", [{"en": "debts", "see": "debt"}, {"en": "", "see": "home"}, {}])
    assert not edit.changed


@pytest.mark.parametrize(
    ("name", "value"),
    [("label", ["x"]), ("include", "x"), ("indicators", {"xx": ["a"]}), ("examples", [{"direction": "up", "en": "x"}]), ("polarity", {"up": {"en": "x"}})],
)  # fmt: skip
def test_a_field_that_cannot_hold_it_is_refused(name, value):
    with pytest.raises(CodebookError) as caught:
        EDIT.said("rent", name, value)
    assert caught.value.problem == "edit_unfit"


def test_ids_and_parents_are_not_fields():
    for name in ("id", "parent", "codes"):
        with pytest.raises(CodebookError) as caught:
            EDIT.said("rent", name, "x")
        assert caught.value.problem == "edit_of_no_field"
    with pytest.raises(UnknownCodeError):
        EDIT.said("nothing", "label", {"en": "x"})


def test_a_new_code_is_the_last_below_its_parent_with_an_id_that_never_was_anothers():
    edit, code = EDIT.added(Words.of({"da": "Flat"}), "home")
    assert (code, edit.book["flat_2"].parent) == ("flat_2", "home")
    assert ids(edit) == ["home", "rent", "debt", "flat_2", "help", "night"]
    assert EDIT.added(Words.of({"en": "Day"}), "night")[0].book["day"].kind == "step"
    assert EDIT.added(Words.of({"en": "Æble"}))[1] == "aeble"
    for label in (Words(), Words.of({"en": "家"})):
        with pytest.raises(CodebookError) as caught:
            EDIT.added(label)
        assert caught.value.problem == "label_without_letters"


def test_a_split_code_waits_and_its_part_stands_behind_it():
    edit, part = EDIT.split("rent", Words.of({"en": "Deposit"}))
    assert ids(edit)[:4] == ["home", "rent", "deposit", "debt"]
    assert edit.replaced == {"rent": ("rent", "deposit")}
    assert successors(BOOK, saved(edit)).of["rent"] == ("rent", part)
    again, _ = edit.split("deposit", Words.of({"en": "Fee"}))
    assert again.replaced == {"rent": ("rent", "deposit", "fee")}
    assert edit.removed("deposit").changed is False


def test_a_code_that_goes_is_told_and_named_no_longer():
    edit = EDIT.removed("debt")
    assert edit.replaced == {"debt": ()}
    assert edit.book["rent"].exclude == (Exclusion(Words.of({"en": "debts"}), None),)
    merged = EDIT.removed("debt", "rent")
    assert merged.replaced == {"debt": ("rent",)}
    assert list(diff(BOOK, saved(merged))["change"]).count("merged") == 1
    assert merged.removed("rent", "night").replaced == {"debt": ("night",), "rent": ("night",)}
    made, code = EDIT.added(Words.of({"en": "New"}))
    assert not made.removed(code).changed


def test_codes_with_others_below_stay_until_those_are_gone():
    with pytest.raises(CodebookError) as caught:
        EDIT.removed("home")
    assert caught.value.data["below"] == "rent, debt"
    with pytest.raises(CodebookError):
        EDIT.removed("rent", "rent")
    theme = EDIT.removed("night").removed("help")
    assert theme.book.groups[0].themes == ("home",)


def test_a_code_moves_with_those_below_it():
    assert ids(EDIT.moved("help", "home")) == ["home", "rent", "debt", "help", "night"]
    assert ids(EDIT.moved("help", None, 0)) == ["help", "night", "home", "rent", "debt"]
    assert ids(EDIT.moved("debt", "home", 0)) == ["home", "debt", "rent", "help", "night"]
    assert EDIT.moved("rent", None).book["rent"].parent is None
    for code, parent in (("home", "rent"), ("home", "home")):
        with pytest.raises(CodebookError) as caught:
            EDIT.moved(code, parent)
        assert caught.value.problem == "moved_below_itself"


def test_an_edit_stands_on_what_somebody_else_made_of_the_base():
    mine = EDIT.said("rent", "definition", {"en": "Mine"})
    theirs = replace(Edit.of(BOOK).said("help", "label", {"en": "Support"}).book, version="1.0.1", changes=(*BOOK.changes, Change("1.0.1")))  # fmt: skip
    edit, findings = mine.rebased(theirs, names=("mine", "theirs"))
    assert (edit.base, list(findings)) == (theirs, [])
    assert edit.book["help"].label.get("en") == "Support"
    assert edit.book["rent"].definition.get("en") == "Mine"
    assert (edit.book.version, edit.book.changes) == (theirs.version, theirs.changes)
    assert list(diff(theirs, edit.book)["field"]) == ["definition"]


def test_where_both_changed_one_thing_ours_stays_and_is_told():
    mine = EDIT.said("rent", "definition", {"en": "Mine"})
    theirs = EDIT.said("rent", "definition", {"en": "Theirs"}).book
    edit, findings = mine.rebased(theirs, names=("mine", "theirs"))
    assert edit.book["rent"].definition.get("en") == "Mine"
    assert [one.kind for one in findings] == ["merge_differs"]


def test_what_became_of_codes_follows_what_the_other_has():
    split, _ = EDIT.split("rent", Words.of({"en": "Deposit"}))
    gone = EDIT.removed("rent").book
    assert split.rebased(gone, names=("a", "b"))[0].replaced == {}
    same = split.rebased(EDIT.said("help", "label", {"en": "H"}).book, names=("a", "b"))[0]
    assert same.replaced == split.replaced
    assert EDIT.rebased(gone, names=("a", "b"))[0] == Edit.of(gone)


ACTS = st.lists(
    st.tuples(st.sampled_from(["add", "split", "move", "remove", "merge", "say"]), st.integers(0, 9), st.integers(0, 9)),
    max_size=12,
)  # fmt: skip


def act(edit, verb, one, other):
    codes = ids(edit)
    code, target = codes[one % len(codes)], codes[other % len(codes)]
    label = Words.of({"en": f"Code {one}"})
    match verb:
        case "add":
            return edit.added(label, target if one % 2 else None)[0]
        case "split":
            return edit.split(code, label)[0]
        case "move":
            return edit.moved(code, target if one % 2 else None, other)
        case "remove":
            return edit.removed(code)
        case "merge":
            return edit.removed(code, target)
    return edit.said(code, "label", {"en": f"Said {other}"})


@settings(deadline=None, max_examples=60)
@given(ACTS)
def test_whatever_is_done_the_version_can_be_read_again_and_every_old_code_is_accounted_for(acts):
    edit = EDIT
    for verb, one, other in acts:
        if not len(edit.book):
            break
        try:
            edit = act(edit, verb, one, other)
        except CasekitError:
            continue
    book = saved(edit)
    assert parse_codebook(book.content).content == book.content
    assert tuple(book.codes) == in_tree_order(book.codes)
    assert all(code.parent is None or code.parent in book.by_id for code in book)
    assert sum(len(followers(book, above)) for above in (None, *book.by_id)) == len(book)
    for code in BOOK:
        after = edit.replaced.get(code.id, (code.id,))
        assert all(one in book.by_id for one in after)
        assert code.id in book.by_id or code.id in edit.replaced
    assert set(edit.replaced) <= set(BOOK.by_id)
    assert not EDIT.changed
