from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from casekit.codebook.deriving import derive
from casekit.codebook.differing import diff
from casekit.codebook.merging import merge
from casekit.codebook.reading import codebook_of, parse_codebook
from casekit.errors import CodebookError
from casekit.model.codebook import Change, Code, Codebook
from casekit.model.words import Words

pytestmark = pytest.mark.slow  # many codebooks, or many examples of each

BASE = """
id: small
version: 1.0.0
title: {da: Lille, en: Small}
authors: [Ida]
codes:
  - id: home
    label: {da: Hjem, en: Home}
    codes:
      - id: rent
        label: {da: Husleje, en: Rent}
        include: [{da: depositum, en: deposits}, {da: varme, en: heating}]
        indicators: {da: [husleje*, leje, depositum]}
      - {id: debt, label: {da: Gæld}}
  - {id: help, label: {da: Støtte, en: Support}}
"""


@pytest.fixture
def base(book_of):
    return book_of(BASE)


def with_code(book, code, **fields):
    return replace(book, codes=tuple(replace(one, **fields) if one.id == code else one for one in book))


def without(book, *gone):
    return replace(book, codes=tuple(code for code in book if code.id not in gone))


def kinds(findings):
    return [(finding.kind, finding.where) for finding in findings]


def test_each_side_changes_another_language_or_field_and_both_count(base):
    ours = with_code(base, "rent", label=Words.of({"da": "Leje", "en": "Rent"}), colour="#112233")
    theirs = with_code(base, "rent", label=Words.of({"da": "Husleje", "en": "Rents", "nl": "Huur"}))
    book, findings = merge(ours, theirs, base)
    assert dict(book["rent"].label.texts) == {"da": "Leje", "en": "Rents", "nl": "Huur"}
    assert book["rent"].colour == "#112233"
    assert list(findings) == []


def test_the_same_text_changed_differently_is_told_and_ours_stays(base):
    ours, theirs = (with_code(base, "debt", label=Words.of({"da": text})) for text in ("Lån", "Skyld"))
    book, findings = merge(ours, theirs, base)
    assert book == ours
    assert kinds(findings) == [("merge_differs", "small: debt")]
    assert dict(findings[0].data) == {"field": "label.da", "ours": "Lån", "theirs": "Skyld", "first": "small 1.0.0 (1)", "second": "small 1.0.0 (2)"}  # fmt: skip
    assert "“Lån”" in str(findings[0])
    named = merge(ours, theirs, base, names=("mine.yaml", "hers.yaml"))[1]
    assert (
        str(named[0]) == "label.da: mine.yaml says “Lån”, hers.yaml “Skyld”. The text of mine.yaml was kept."
    )


def test_lists_are_united_by_what_went_and_what_came(base):
    ours = with_code(base, "rent", indicators=(("da", ("husleje*", "ny", "depositum")),))
    theirs = with_code(base, "rent", indicators=(("da", ("husleje*", "leje", "fjern")),))
    assert merge(ours, theirs, base)[0]["rent"].indicators_in("da") == ("husleje*", "fjern", "ny")
    assert merge(ours, theirs)[0]["rent"].indicators_in("da") == ("husleje*", "leje", "fjern", "ny", "depositum")  # fmt: skip


def test_an_entry_changed_in_one_language_is_still_the_same_entry(base):
    one, two = base["rent"].include
    ours = with_code(base, "rent", include=(Words.of({"da": "indskud", "en": "deposits"}), two))
    theirs = with_code(base, "rent", include=(two, Words.of({"da": "depositum", "en": "a deposit"})))
    book, findings = merge(ours, theirs, base)
    assert book["rent"].include == (Words.of({"da": "indskud", "en": "a deposit"}), two)
    assert list(findings) == []
    assert one.get("da") == "depositum"


def test_what_one_deleted_goes_unless_the_other_changed_it(base):
    assert merge(without(base, "help"), base, base)[0] == without(base, "help")
    assert merge(base, without(base, "help"), base)[0] == without(base, "help")
    changed = with_code(base, "help", kind="outcome")
    for ours, theirs, gone in ((without(base, "help"), changed, "a"), (changed, without(base, "help"), "b")):
        book, findings = merge(ours, theirs, base, names=("a", "b"))
        assert book["help"].kind == "outcome"
        assert kinds(findings) == [("merge_kept", "small: help")]
        assert findings[0].data["gone"] == gone


def test_a_code_that_new_ones_stand_below_is_kept(base):
    grown = replace(base, codes=(*base.codes, Code("staff", parent="help")))
    book, findings = merge(without(base, "help"), grown, base)
    assert book["staff"].parent == "help"
    assert kinds(findings) == [("merge_kept", "small: help")]


def test_new_codes_of_both_stand_where_they_stood(base):
    ours = replace(base, codes=(*base.codes, Code("a", parent="home")))
    theirs = replace(base, codes=(base["home"], Code("b", parent="home"), *base.codes[1:]))
    assert [code.id for code in merge(parse_codebook(ours.content), parse_codebook(theirs.content), base)[0]] == ["home", "b", "rent", "debt", "a", "help"]  # fmt: skip


def test_one_move_is_made_and_two_different_ones_are_told(base):
    moved = with_code(base, "debt", parent="help")
    assert merge(base, moved, base)[0]["debt"].parent == "help"
    book, findings = merge(moved, with_code(base, "debt", parent="rent"), base)
    assert book["debt"].parent == "help"
    assert kinds(findings) == [("merge_differs", "small: debt")]


def test_two_moves_that_make_a_circle_leave_ours(base):
    ours = parse_codebook(with_code(base, "help", parent="debt").content)
    theirs = parse_codebook(with_code(base, "home", parent="help").content)
    book, findings = merge(ours, theirs, base)
    assert (book["help"].parent, book["home"].parent) == ("debt", None)
    assert kinds(findings) == [("moved_in_a_circle", "small: home")]


def test_without_a_base_what_one_lacks_comes_from_the_other(base):
    ours = without(with_code(base, "debt", label=Words()), "help")
    theirs = with_code(base, "rent", colour="#112233", kind="outcome")
    book, findings = merge(ours, theirs)
    assert [code.id for code in book] == ["home", "rent", "debt", "help"]
    assert (book["debt"].label.get("da"), book["rent"].colour) == ("Gæld", "#112233")
    assert [finding.data["field"] for finding in findings] == ["kind"]


OTHER = """
id: other
version: 9
title: {da: Anden, nl: Ander}
questions: [{id: q, text: {da: Hvem?}}]
groups: [{id: g, themes: [help]}]
codes:
  - id: help
    label: {da: Hjælp}
    questions: [q]
    codes: [{id: home, label: {da: Hjem}}, {id: rent, label: {da: Leasing}, exclude: [{da: x, see: help}]}]
"""


def test_two_different_books_keep_both_their_codes(base, book_of):
    ours = replace(base, questions=book_of("id: x\nquestions: [{id: q, text: {da: Hvad?}}]").questions)
    book, findings = merge(ours, book_of(OTHER), id="both")
    assert (book.id, book.version, book.title) == ("both", "1.0.0", base.title)
    assert [(code.id, code.parent) for code in book] == [
        ("other.help", None),
        ("other.rent", "other.help"),
        ("home", None),
        ("rent", "home"),
        ("debt", "home"),
        ("help", None),
    ]
    assert book["other.rent"].exclude[0].see == "other.help"
    assert (book["other.help"].questions, book.groups[0].themes) == (("other.q",), ("other.help",))
    assert [(one.id, one.text.get("da")) for one in book.questions] == [("q", "Hvad?"), ("other.q", "Hvem?")]
    assert [finding.data.get("new") or finding.data["field"] for finding in findings] == ["parent", "other.help", "other.rent", "other.q"]  # fmt: skip


def test_of_two_different_books_ours_says_the_version_and_its_changes(base, book_of):
    other = replace(book_of(OTHER), changes=(Change("8"), Change("9", replaced=(("old", ("help",)),))))
    book, findings = merge(base, other)
    assert (book.version, book.changes) == ("1.0.0", ())
    assert [(one.where, one.data["n"]) for one in findings if one.kind == "merge_changes_left"] == [
        ("other", 2)
    ]


def test_different_books_have_no_base_unless_both_were_made_from_it(base, book_of):
    other = book_of(OTHER)
    for ours, theirs, side in ((base, other, "b"), (other, base, "a")):
        with pytest.raises(CodebookError) as caught:
            merge(ours, theirs, base, names=("a", "b"))
        assert (caught.value.problem, caught.value.data["name"]) == ("merge_base_foreign", side)
    one, two = (derive(base, name)[0] for name in ("one", "two"))
    book, findings = merge(with_code(one, "debt", colour="#112233"), without(two, "help"), base)
    assert (book.id, list(book.by_id), book["debt"].colour) == ("one", ["home", "rent", "debt"], "#112233")
    assert list(findings) == []


def test_a_new_id_has_no_blanks(base):
    with pytest.raises(CodebookError):
        merge(base, base, id="Our book")


@pytest.mark.parametrize(("ours", "theirs"), [("1.2.0", "1.10.0"), ("1.10.0", "1.2.0")])
@pytest.mark.parametrize("based", [True, False])
def test_the_result_has_the_latest_version_and_its_changes_in_their_order(base, ours, theirs, based):
    one, other = (
        replace(
            with_code(base, "debt", label=Words.of({"da": number})),
            version=number,
            changes=(Change("1.0.0"), Change(number, replaced=(("x", ("debt",)),))),
        )
        for number in (ours, theirs)
    )
    book, findings = merge(one, other, replace(base, changes=(Change("1.0.0"),)) if based else None)
    assert book.version == "1.10.0"
    assert [change.version for change in book.changes] == ["1.0.0", "1.2.0", "1.10.0"]
    told = [one.data for one in findings if one.kind == "merge_version"]
    assert [(one["name"], one["near"]) for one in told] == [("small 1.10.0", "1.11.0")]
    assert not [one for one in findings if one.data.get("field") == "version"]


def test_a_version_that_only_one_side_brings_is_no_doubt(base):
    newer = replace(with_code(base, "debt", kind="outcome"), version="2.0.0")
    assert merge(base, newer, base) == (newer, merge(newer, base, base)[1])
    assert list(merge(newer, base, base)[1]) == []


def test_a_code_below_one_that_is_nowhere_stands_on_top():
    ours, theirs = Codebook("b", codes=(Code("a", parent="gone"),)), Codebook("b", codes=(Code("c"),))
    assert [(code.id, code.parent) for code in merge(ours, theirs)[0]] == [("a", None), ("c", None)]


ids = st.sampled_from("abcd")
letters = st.sampled_from("xy")
label = st.fixed_dictionaries({}, optional={"da": letters, "en": letters})
entries = st.lists(label, max_size=2)
terms = st.fixed_dictionaries({"da": st.lists(st.sampled_from("pqrs"), max_size=3)})
code = st.fixed_dictionaries({"label": label, "include": entries, "indicators": terms, "kind": st.sampled_from(["factor", "step"]), "parent": st.sampled_from(["", *"abcd"])})  # fmt: skip


@st.composite
def books(draw):
    """Books of a few codes, none below itself."""
    codes = draw(st.dictionaries(ids, code, max_size=4))
    plain = [
        {"id": name} | one | ({} if one["parent"] in codes and one["parent"] < name else {"parent": ""})
        for name, one in codes.items()
    ]
    return codebook_of({"id": "b", "title": draw(label), "codes": plain}, str)[0]


@settings(max_examples=60, deadline=None)
@given(books(), books())
def test_merging_with_itself_or_the_base_changes_nothing(book, base):
    assert merge(book, book) == (book, merge(book, book)[1])
    for whole, findings in (merge(book, base, base), merge(base, book, base)):
        assert diff(book, whole).empty
        assert list(findings) == []
    assert merge(book, base, base)[0] == book


@settings(max_examples=60, deadline=None)
@given(books(), books(), st.none() | books())
def test_where_nothing_is_told_it_does_not_matter_who_is_who(ours, theirs, base):
    one, findings = merge(ours, theirs, base)
    other, told = merge(theirs, ours, base)
    if not findings and not told:
        assert diff(one, other).empty
        assert {code.id for code in one} == {code.id for code in other}
    again, _ = merge(one, theirs, theirs)
    assert again == one
    assert all(one.path(code.id) for code in one)
