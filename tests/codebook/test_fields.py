import pytest

from casekit.codebook.fields import Entry, Notes
from casekit.errors import CodebookError
from casekit.model.words import LANGUAGES, Words
from casekit.wording import speak


def entry(plain, *, language="en", path=("codes", 0)):
    return Entry(plain, path, Notes(lambda place: "/".join(map(str, place)), language))


def told(one):
    return [(finding.kind, finding.severity, finding.where) for finding in one.notes.findings]


def test_an_unknown_field_is_told_with_one_that_is_like_it_or_as_strange():
    one = entry({"defintion": "x", "zzz": "y", "id": "a"})
    one.know(frozenset({"id", "definition"}))
    assert told(one) == [
        ("codebook_unknown_field", "error", "codes/0/defintion"),
        ("codebook_strange_field", "warning", "codes/0/zzz"),
    ]
    assert one.notes.findings[1].data["known"] == "definition"
    assert [finding.data.get("near") for finding in one.notes.findings] == ["definition", None]


def test_a_field_that_is_there_is_not_what_another_may_have_meant():
    one = entry({"defintion": "x", "definition": "y"})
    one.know(frozenset({"id", "definition"}))
    assert told(one) == [("codebook_strange_field", "warning", "codes/0/defintion")]


def test_an_unknown_field_where_there_is_no_label_most_likely_holds_it():
    one = entry({"navn": "x"})
    one.know(frozenset({"id", "label"}))
    assert told(one) == [("codebook_strange_field", "error", "codes/0/navn")]


@pytest.mark.parametrize(
    ("name", "near"),
    [("dk", "da"), ("Dansk", "da"), ("English", "en"), ("de-AT", "de"), ("nl_BE", "nl"), ("NL", "nl")],
)
def test_another_name_for_a_language_is_told_with_the_one_that_is_meant(name, near):
    one = entry({name: "x", "en" if near != "en" else "da": "y"})
    one.know(frozenset({"see"}), languages=True)
    assert told(one) == [("codebook_language_near", "error", f"codes/0/{name}")]
    assert one.notes.findings[0].data["near"] == near


def test_fields_are_not_taken_over_from_elsewhere():
    one = entry({"<<": {"id": "a"}, "id": "b"})
    one.know(frozenset({"id", "label"}))
    assert told(one) == [("codebook_merge_key", "error", "codes/0/<<")]


@pytest.mark.parametrize(("value", "shown"), [(["a"], "a"), ({"a": "b"}, "a")])
def test_something_else_where_a_text_must_be_is_refused_with_its_place(value, shown):
    with pytest.raises(CodebookError) as caught:
        entry({"id": value}).required("id")
    assert (caught.value.problem, caught.value.data) == (
        "codebook_name_not_text",
        {"where": "codes/0/id", "name": "id", "found": shown},
    )


def test_beside_languages_what_is_like_no_field_is_a_language():
    one = entry({"sv": "x", "da": "y", "se": "z", "seee": "q"})
    one.know(frozenset({"see"}), languages=True)
    assert [(finding.kind, finding.data["name"]) for finding in one.notes.findings] == [
        ("codebook_unknown_field", "se"),
        ("codebook_unknown_field", "seee"),
        ("codebook_unknown_language", "sv"),
    ]


@pytest.mark.parametrize("value", [None, "", "  ", [], {}])
def test_a_text_that_must_be_there_is_refused_with_its_place(value):
    with pytest.raises(CodebookError) as caught:
        entry({"id": value} if value is not None else {}).required("id")
    assert (caught.value.problem, caught.value.data) == ("codebook_lacks", {"where": "codes/0", "name": "id"})


@pytest.mark.parametrize("value", ["", None, [], {}])
def test_a_field_with_nothing_in_it_is_as_if_it_were_not_there(value):
    one = entry({"x": value})
    assert (one.text("x"), one.texts("x"), one.words("x"), one.entry("x")) == ("", (), Words(), None)
    assert (list(one.entries("x")), one.sentences("x"), one.lists("x", "a"), one.told("x", "a")) == (
        [],
        (),
        (),
        (),
    )
    assert told(one) == []


@pytest.mark.parametrize(
    ("read", "value", "kind", "found"),
    [
        ("text", ["a", "b"], "codebook_text_not_list", "a, b"),
        ("text", {"k": "v"}, "codebook_text_not_fields", "k"),
        ("texts", "a", "codebook_list_not_text", "a"),
        ("texts", {"k": "v", "l": "w"}, "codebook_list_not_fields", "k, l"),
        ("entry", "a", "codebook_fields_not_text", "a"),
        ("entry", ["a"], "codebook_fields_not_list", "a"),
        ("words", ["a"], "codebook_text_not_list", "a"),
        ("sentences", "long " * 20, "codebook_list_not_text", "long long long long long long long …"),
        ("lists", ["a"], "codebook_fields_not_list", "a"),
        ("told", [["a"]], "codebook_fields_not_list", "…"),
    ],
)
def test_a_value_of_another_shape_is_told_with_what_belongs_there_and_read_as_empty(read, value, kind, found):
    one = entry({"x": value})
    assert not getattr(one, read)("x", *(["field"] if read in ("entry", "lists", "told") else []))
    assert told(one) == [(kind, "error", "codes/0/x")]
    [finding] = one.notes.findings
    assert finding.data["found"] == found
    assert finding.data.get("fields") == ("field" if "fields_not" in kind else None)
    for language in LANGUAGES:
        speak(language)
        assert found in str(finding)
    speak("en")


def test_what_is_odd_in_many_places_is_told_once_with_the_first_and_how_many_there_are():
    notes = Notes(lambda path: f"b.yaml:{path[0]}:{path[1]}")
    for line, name in ((12, "zzz"), (9, "zzz"), (9, "sv"), (100, "zzz")):
        Entry({name: "x"}, (), notes)
        notes.found("codebook_strange_field", (line, 3), name=name, known=f"id {line}")
    first, second = notes.told()
    assert (first.where, first.data["name"], first.data["times"]) == ("b.yaml:9:3", "zzz", 3)
    assert (second.where, dict(second.data)) == ("b.yaml:9:3", {"name": "sv", "known": "id 9"})
    for language in LANGUAGES:
        speak(language)
        assert ("3" in str(first), "3" in str(second)) == (True, False)
    speak("en")


def test_entries_of_a_list_that_are_wrong_are_told_by_their_number_and_the_others_read():
    one = entry({"x": ["a", ["b"], "c"], "y": [{"id": "a"}, "b", {"id": "c"}], "z": ["a", [], {"da": "b"}]})
    assert one.texts("x") == ("a", "c")
    assert [(item.plain, item.path) for item in one.entries("y")] == [
        ({"id": "a"}, ("codes", 0, "y", 0)),
        ({"id": "c"}, ("codes", 0, "y", 2)),
    ]
    assert one.sentences("z") == (Words.of({"en": "a"}), Words.of({"da": "b"}))
    assert [where for _, _, where in told(one)] == ["codes/0/x/1", "codes/0/y/1", "codes/0/z/1"]


def test_a_choice_is_one_of_those_there_are_else_the_default_with_a_finding():
    one = entry({"kind": "steps", "right": "step"})
    assert one.choice("right", ("factor", "step")) == "step"
    assert one.choice("missing", ("factor", "step"), "factor") == "factor"
    assert told(one) == []
    assert one.choice("kind", ("factor", "step"), "factor") == "factor"
    assert [(one.kind, one.data["value"], one.data["allowed"]) for one in one.notes.findings] == [
        ("codebook_not_allowed", "steps", "factor, step")
    ]


def test_a_plain_text_is_in_the_first_language_and_empty_ones_are_none():
    one = entry({"label": "Bolig", "both": {"da": "Bolig", "en": ""}, "none": {"da": ""}}, language="da")
    assert one.words("label") == Words.of({"da": "Bolig"})
    assert one.words("both") == Words.of({"da": "Bolig"})
    assert not one.words("none")
    assert told(one) == []


def test_texts_beside_fields_are_only_those_of_languages():
    one = entry({"see": "b", "nl": "schuld", "da": "gæld"})
    assert one.spoken(beside=frozenset({"see"})) == Words.of({"da": "gæld", "nl": "schuld"})
    assert told(one) == []


def test_lists_and_texts_by_name_are_sorted_by_name():
    one = entry({"links": {"z": ["b", "a"], "a": []}, "sources": {"z": "1", "a": "2"}})
    assert one.lists("links", "z") == (("a", ()), ("z", ("b", "a")))
    assert one.told("sources", "z") == (("a", "2"), ("z", "1"))
