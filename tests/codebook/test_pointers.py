import pytest

from casekit.codebook.pointers import FEW, check_pointers
from casekit.wording import LANGUAGES, speak

HEAD = "id: b\nquestions: [{id: q1}]\nsources: {hfn: Project}\n"
CODES = "codes:\n  - {id: homes}\n  - {id: rent, TOLD}\n"


def found(book, shelf=None):
    return [
        (one.kind, one.where, one.data.get("target", one.data.get("code")))
        for one in check_pointers(book, shelf or {})
    ]


@pytest.mark.parametrize(
    ("told", "where", "target"),
    [
        ("parent: theme", "rent: parent", "theme"),
        ("exclude: [{en: x}, {en: y, see: home}]", "rent: exclude 2", "home"),
        ("examples: [{en: x, also: [homes, home]}]", "rent: examples 1", "home"),
        ("counterexamples: [{en: x, see: home}]", "rent: counterexamples 1", "home"),
    ],
)
def test_a_pointer_to_nothing_is_told_with_what_comes_nearest(book_of, told, where, target):
    book = book_of(HEAD + CODES.replace("TOLD", told))
    assert found(book) == [("points_nowhere", where, target)]
    [finding] = check_pointers(book, {})
    assert finding.data["near"] == "homes"


@pytest.mark.parametrize(
    ("told", "where", "target", "known"),
    [
        ("questions: [xx]", "rent: questions", "xx", "q1"),
        ("sources: [vive]", "rent: sources", "vive", "hfn"),
        ("parent: zzz", "rent: parent", "zzz", "homes, rent"),
    ],
)
def test_where_nothing_is_near_the_few_that_there_are_are_told(book_of, told, where, target, known):
    book = book_of(HEAD + CODES.replace("TOLD", told))
    assert found(book) == [("points_nowhere_among", where, target)]
    [finding] = check_pointers(book, {})
    assert finding.data["known"] == known


@pytest.mark.parametrize("language", LANGUAGES)
def test_where_nothing_is_near_and_there_are_many_the_sentence_ends(book_of, language):
    many = "".join(f"  - id: m{number}\n" for number in range(FEW + 1))
    book = book_of(f"id: b\ncodes:\n{many}  - {{id: rent, parent: zzz, links: {{other: [zzz]}}}}\n")
    findings = list(check_pointers(book, {"other": book}))
    assert [one.kind for one in findings] == ["points_nowhere", "link_nowhere"]
    speak(language)
    assert [str(one).count("–") + str(one).count(":") for one in findings] == [0, 0]
    speak("en")


def test_pointers_that_lead_somewhere_are_well(book_of):
    told = "questions: [q1], sources: [hfn], parent: homes, exclude: [{en: x, see: homes}], examples: [{en: y, also: [homes]}]"
    assert found(book_of(HEAD + CODES.replace("TOLD", told))) == []


def test_a_code_does_not_point_to_itself(book_of):
    book = book_of(HEAD + CODES.replace("TOLD", "exclude: [{en: x, see: rent}]"))
    assert found(book) == [("points_to_itself", "rent: exclude 1", None)]


def test_groups_name_themes_that_are_there(book_of):
    book = book_of(HEAD + "groups: [{id: g, themes: [homes, hoes]}]\n" + CODES.replace(", TOLD", ""))
    assert found(book) == [("points_nowhere", "groups: g", "hoes")]


def test_links_are_looked_up_in_the_codebooks_of_the_shelf_only(book_of):
    book = book_of(HEAD + CODES.replace("TOLD", "links: {other: [here, gone], unknown: [x]}"))
    other = book_of("id: other\ncodes: [{id: here}]")
    assert found(book) == []
    assert found(book, {"other": other}) == [("link_nowhere_among", "rent: links", "gone")]


@pytest.mark.parametrize(
    ("replaced", "expected"),
    [
        ("{old: [homes]}", []),
        ("{old: []}", []),
        ("{rent: [homes, rent]}", []),
        ("{rent: [homes]}", [("replaced_is_there", "changes: 2", "rent")]),
        ("{old: [gone]}", [("points_nowhere_among", "changes: 2", "gone")]),
        ("{old: ['other:here', 'unknown:x']}", []),
        ("{old: ['other:gone']}", [("link_nowhere_among", "changes: 2", "gone")]),
    ],
)
def test_what_was_replaced_is_gone_and_what_took_its_place_is_there(book_of, replaced, expected):
    changes = f"changes: [{{version: '2', replaced: {replaced}}}]\n"
    other = book_of("id: other\ncodes: [{id: here}]")
    assert found(book_of(HEAD + changes + CODES.replace(", TOLD", "")), {"other": other}) == expected


def test_what_took_a_place_may_have_been_replaced_later_but_not_before(book_of):
    changes = (
        "changes: [{version: '2', replaced: {old: [middle]}}, {version: '3', replaced: {middle: [rent]}}]\n"
    )
    assert found(book_of(HEAD + changes + CODES.replace(", TOLD", ""))) == []
    turned = (
        "changes: [{version: '2', replaced: {middle: [rent]}}, {version: '3', replaced: {old: [middle]}}]\n"
    )
    assert found(book_of(HEAD + turned + CODES.replace(", TOLD", ""))) == [
        ("points_nowhere_among", "changes: 3", "middle")
    ]


def test_a_codebook_that_extends_another_points_to_its_codes_too(book_of):
    book = book_of(
        "id: b\nextends: {codebook: base, version: '1', without: [left]}\n"
        "codes: [{id: x, exclude: [{en: a, see: based}, {en: b, see: left}]}]"
    )
    base = book_of("id: base\ncodes: [{id: based}, {id: left}]")
    assert found(book) == []
    assert found(book, {"base": base}) == [("points_nowhere_among", "x: exclude 2", "left")]


@pytest.mark.parametrize(
    ("id", "odd"), [("f1.2-a_B", False), ("to ord", True), ("boligø", True), ("a:b", True)]
)
def test_ids_are_made_of_plain_signs(book_of, id, odd):
    assert found(book_of(f"id: b\ncodes: [{{id: '{id}'}}]")) == ([("odd_id", id, None)] if odd else [])
