import pytest
from hypothesis import given
from hypothesis import strategies as st

from casekit.codebook.extending import extended
from casekit.model.codebook import Base, Code, Codebook
from casekit.model.words import Words

BASE = """
id: base
version: 2.0.0
languages: [da, en]
title: {da: Grund, en: Base}
licence: CC-BY-4.0
sources: {s: Bog, t: Tale}
coding_rules: [{da: Kod kun svar}]
questions: [{id: q, text: {da: Hvad?}}, {id: r}]
groups: [{id: g, themes: [home]}, {id: h, themes: [help]}]
codes:
  - id: home
    label: {da: Hjem, en: Home}
    codes:
      - id: rent
        label: {da: Husleje, en: Rent}
        kind: outcome
        definition: {da: Hvad det koster}
        indicators: {da: [husleje*]}
        exclude: [{da: støtte, see: staff}]
        colour: '#112233'
  - id: help
    codes: [{id: staff}, {id: method}]
"""


@pytest.fixture
def base(book_of):
    return book_of(BASE)


def extend(book_of, base, yaml="", without="[]"):
    head = f"id: ours\nversion: 0.1\ntitle: {{da: Vores}}\nextends: {{codebook: base, version: 2.0.0, without: {without}}}\n"  # fmt: skip
    return extended(book_of(head + yaml), base)


def kinds(findings):
    return [(finding.kind, finding.where, *finding.data.values()) for finding in findings]


def test_all_of_the_base_is_taken_over_under_the_own_name(book_of, base):
    book, findings = extend(book_of, base)
    assert (book.id, book.version, book.title.get("da"), book.licence) == (
        "ours",
        "0.1",
        "Vores",
        "CC-BY-4.0",
    )
    assert (book.extends, book.based_on) == (None, Base("base", "2.0.0"))
    assert (book.codes, book.questions, book.languages) == (base.codes, base.questions, base.languages)
    assert (book.changes, list(findings)) == ((), [])


def test_a_code_given_again_overrides_the_fields_that_it_gives(book_of, base):
    book, findings = extend(book_of, base, "codes: [{id: rent, parent: home, label: {da: Leje}, indicators: {da: [leje*]}}]")  # fmt: skip
    rent = book["rent"]
    assert dict(rent.label.texts) == {"da": "Leje", "en": "Rent"}
    assert (rent.definition, rent.kind, rent.colour) == (base["rent"].definition, "outcome", "#112233")
    assert (rent.indicators, rent.exclude) == ((("da", ("leje*",)),), base["rent"].exclude)
    assert [code.id for code in book] == [code.id for code in base]
    assert list(findings) == []


def test_a_code_that_names_no_parent_stays_where_it_is_and_one_that_does_moves(book_of, base):
    book, _ = extend(book_of, base, "codes: [{id: rent}, {id: method, parent: home}]")
    assert (book["rent"].parent, book["method"].parent) == ("home", "home")


def test_new_codes_stand_below_their_parent_or_on_top(book_of, base):
    book, _ = extend(book_of, base, "codes: [{id: own, codes: [{id: part}]}, {id: deposit, parent: rent}]")
    assert [code.id for code in book] == ["home", "rent", "deposit", "help", "staff", "method", "own", "part"]
    lost, findings = extend(book_of, base, "codes: [{id: part, parent: gone}]")
    assert lost["part"].parent is None
    assert kinds(findings) == [("parent_not_there", "part: parent", "gone")]


def test_what_is_left_out_goes_with_those_below_and_what_named_it(book_of, base):
    book, findings = extend(book_of, base, without="[help, unknown]")
    assert [code.id for code in book] == ["home", "rent"]
    assert book["rent"].exclude[0].see is None
    assert [group.id for group in book.groups] == ["g"]
    assert kinds(findings) == [
        ("extends_without_unknown", "extends: without 2", "unknown", ""),
        ("reference_dropped", "ours: rent", "staff"),
        ("group_emptied", "ours: h"),
    ]


def test_a_code_left_out_and_given_anew_is_only_what_is_given(book_of, base):
    book, _ = extend(book_of, base, "codes: [{id: rent, label: {da: Ny}}]", without="[rent]")
    assert book["rent"] == Code("rent", Words.of({"da": "Ny"}))


def test_book_level_fields_are_added_to(book_of, base):
    book, _ = extend(book_of, base, "languages: [nl]\nsources: {s: Ny bog, u: Uge}\nquestions: [{id: q, number: '9'}, {id: z}]\ncoding_rules: [{da: Vores regel}]\ngroups: [{id: i, themes: [help]}]\n")  # fmt: skip
    assert book.languages == ("da", "en", "nl")
    assert dict(book.sources) == {"s": "Ny bog", "t": "Tale", "u": "Uge"}
    assert [(one.id, one.number) for one in book.questions] == [("q", "9"), ("r", ""), ("z", "")]
    assert [rule.get("da") for rule in book.coding_rules] == ["Kod kun svar", "Vores regel"]
    assert [group.id for group in book.groups] == ["g", "h", "i"]


def test_a_code_to_leave_out_that_is_not_there_brings_one_that_is_like_it(book_of, base):
    _, findings = extend(book_of, base, without="[stafff]")
    assert [finding.data["near"] for finding in findings] == ["staff"]
    assert "Did you mean: staff?" in str(findings[0])


@pytest.mark.parametrize(
    ("asked", "field"), [("{codebook: base, version: 1.0.0}", "version"), ("{codebook: other}", "codebook")]
)
def test_another_base_than_asked_for_is_a_finding(book_of, base, asked, field):
    _, findings = extended(book_of(f"id: ours\nextends: {asked}"), base)
    assert [finding.kind for finding in findings] == ["extends_another"]
    assert findings[0].where == f"extends: {field}"
    assert "base 2.0.0" in str(findings[0])


def test_any_version_will_do_where_none_is_named(book_of, base):
    assert list(extended(book_of("id: ours\nextends: {codebook: base}"), base)[1]) == []


def test_moves_in_a_circle_are_a_finding_and_no_code_is_lost(book_of, base):
    book, findings = extend(book_of, base, "codes: [{id: home, parent: rent}]")
    assert {code.id for code in book} == {code.id for code in base}
    assert (book["home"].parent, book["rent"].parent) == (None, "home")
    assert kinds(findings) == [("parent_below_itself", "home: parent", "rent")]


ids = st.sampled_from("abcd")


@given(st.dictionaries(ids, st.none() | ids, max_size=4), st.dictionaries(ids, st.none() | ids, max_size=4), st.sets(ids))  # fmt: skip
def test_every_code_is_there_once_and_reaches_a_theme(ours, theirs, without):
    def book(name, parents):
        return extended(Codebook(name, codes=tuple(Code(one, parent=above) for one, above in parents.items())), Codebook("x"))[0]  # fmt: skip

    base = book("base", theirs)
    whole, _ = extended(Codebook("o", codes=book("o", ours).codes, extends=Base("base", "", tuple(without))), base)  # fmt: skip
    ids = [code.id for code in whole]
    assert len(ids) == len(set(ids))
    assert set(ours) <= set(ids) <= set(ours) | set(theirs)
    assert all(whole.path(code) for code in ids)
