import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from casekit.codebook import check, parse_codebook, read_codebook, yaml_of
from casekit.errors import CodebookError
from casekit.files.shipped import shipped
from casekit.language.indicators import parse_indicator
from casekit.wording import LANGUAGES, speak

SHIPPED = sorted(shipped("codebooks").glob("*.yaml"))
HEAD = "casekit: codebook/1\nid: small\n"


def read(yaml, file="small.yaml"):
    return read_codebook(yaml.encode(), file=file)


def kinds(findings):
    return [(finding.kind, finding.where) for finding in findings]


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_every_shipped_codebook_reads_without_findings(path: Path):
    book, findings = read_codebook(path.read_bytes(), file=path.name)
    assert list(findings) == []
    assert book.id == path.stem
    assert set(book.languages) == set(LANGUAGES)
    assert all(code.label.get(language) for code in book for language in LANGUAGES)


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_every_indicator_of_a_shipped_codebook_is_understood(path: Path):
    book, _ = read_codebook(path.read_bytes(), file=path.name)
    for code in book:
        for language, patterns in code.indicators:
            assert language in LANGUAGES
            assert all(parse_indicator(pattern).elements for pattern in patterns)


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_what_a_project_stores_of_a_codebook_is_the_whole_codebook(path: Path):
    book, _ = read_codebook(path.read_bytes(), file=path.name)
    stored = parse_codebook(book.content)
    assert stored == book
    assert stored.digest == book.digest


def test_all_that_a_code_may_hold_is_read():
    book, findings = read("""
casekit: codebook/1
id: small
version: 1.10
languages: [da, en]
title: {da: Lille, en: Small}
questions:
  - {id: RQ1, number: '1', text: {da: Hvad?, en: What?}}
groups:
  - {id: bolig, label: {da: Bolig}, themes: [home]}
codes:
  - id: home
    label: {da: Hjem, en: Home}
    codes:
      - id: rent
        kind: outcome
        label: {da: Husleje}
        definition: {da: Hvad det koster.}
        include: [{da: depositum}]
        exclude: [{da: gæld, see: home}, {da: andet}]
        examples: [{direction: barrier, da: For dyrt.}]
        polarity: {barrier: {da: for dyrt}}
        indicators: {da: [husleje*, no], en: ['1:30']}
        questions: [RQ1]
        links: {cfir_2022: [cost]}
        colour: '#1b6ca8'
        sources: [vive]
""")
    assert list(findings) == []
    rent = book["rent"]
    assert (book.version, rent.parent, rent.kind, rent.colour) == ("1.10", "home", "outcome", "#1b6ca8")
    assert [(entry.text.get("da"), entry.see) for entry in rent.exclude] == [
        ("gæld", "home"),
        ("andet", None),
    ]
    assert (rent.examples[0].direction, rent.examples[0].text.get("da")) == ("barrier", "For dyrt.")
    assert (rent.indicators_in("da"), rent.indicators_in("en")) == (("husleje*", "no"), ("1:30",))
    assert (rent.questions, rent.links, rent.sources) == (("RQ1",), (("cfir_2022", ("cost",)),), ("vive",))
    assert (book.questions[0].number, book.groups[0].themes) == ("1", ("home",))
    assert dict(rent.polarity)["barrier"].get("da") == "for dyrt"
    assert rent.include[0].get("da") == "depositum"


def test_the_least_codebook_has_an_id_and_no_codes():
    book, findings = read(HEAD)
    assert (book.id, book.version, len(book), list(findings)) == ("small", "0", 0, [])


def test_a_plain_label_is_english_and_an_empty_field_is_no_field():
    book, findings = read(
        HEAD + "title: Small\ncodes:\n  - id: a\n    label:\n    include:\n    examples: []\n"
    )
    assert book.title.get("da") == "Small"
    assert not book["a"].label
    assert list(findings) == []


def test_an_unknown_field_is_a_finding_with_its_line_and_a_near_name():
    _, findings = read(HEAD + "codes:\n  - id: a\n  - id: b\n    defintion: x\n    zzz: y\nautor: me\n")
    assert [(finding.where, finding.data["name"], finding.data.get("near")) for finding in findings] == [
        ("small.yaml:6:5", "defintion", "definition"),
        ("small.yaml:7:5", "zzz", None),
        ("small.yaml:8:1", "autor", "authors"),
    ]


@pytest.mark.parametrize(
    ("yaml", "name", "kind"),
    [
        ("codes: {a: b}\n", "codes", "list_not_fields"),
        ("codes: [a]\n", "codes", "fields_not_text"),
        ("languages: da\n", "languages", "list_not_text"),
        ("version: [1]\n", "version", "text_not_list"),
        ("questions: [RQ1]\n", "questions", "fields_not_text"),
        ("codes: [{id: a, indicators: [x]}]\n", "indicators", "fields_not_list"),
        ("codes: [{id: a, indicators: {da: bolig}}]\n", "da", "list_not_text"),
        ("codes: [{id: a, indicators: {da: [[bolig]]}}]\n", "da", "text_not_list"),
        ("codes: [{id: a, label: [x]}]\n", "label", "text_not_list"),
        ("codes: [{id: a, label: {da: [x]}}]\n", "da", "text_not_list"),
        ("codes: [{id: a, exclude: [{da: x, see: [b]}]}]\n", "see", "text_not_list"),
        ("codes: [{id: a, links: {cfir: x}}]\n", "cfir", "list_not_text"),
    ],
)
def test_a_field_of_another_shape_is_a_finding_and_read_as_empty(yaml, name, kind):
    book, findings = read(HEAD + yaml)
    assert [(finding.kind, finding.data["name"]) for finding in findings] == [(f"codebook_{kind}", name)]
    assert parse_codebook(book.content) == book


@pytest.mark.parametrize(
    "place", ["label: {sv: Hem}", "indicators: {sv: [hem]}", "definition: {da: x, sv: y}"]
)
def test_a_language_that_casekit_does_not_know_is_a_finding_with_its_line(place):
    _, findings = read(HEAD + f"codes:\n  - id: a\n  - id: b\n    {place}\n")
    column = 5 + place.find("sv")
    assert kinds(findings) == [("codebook_unknown_language", f"small.yaml:6:{column}")]


def test_a_value_that_is_not_allowed_is_a_finding_with_those_that_are():
    book, findings = read(HEAD + "codes:\n  - {id: a, kind: barrier, examples: [{direction: good, da: x}]}\n")
    assert [finding.kind for finding in findings] == ["codebook_not_allowed"] * 2
    assert findings[0].data["allowed"] == "factor, outcome, step"
    assert (book["a"].kind, book["a"].examples[0].direction) == ("factor", "")


def test_a_code_given_twice_is_refused_also_below_another():
    with pytest.raises(CodebookError) as caught:
        read(HEAD + "codes:\n  - {id: a, codes: [{id: b}]}\n  - {id: b}\n")
    assert (caught.value.problem, caught.value.data) == (
        "code_twice",
        {"where": "small.yaml:5:5", "code": "b"},
    )


@pytest.mark.parametrize("entry", ["label: {da: x}", "{id: ''}", "id: []"])
def test_a_code_without_id_is_refused_with_its_line(entry):
    with pytest.raises(CodebookError) as caught:
        read(HEAD + f"codes:\n  - id: a\n  - {entry}\n")
    assert (caught.value.problem, caught.value.data) == (
        "codebook_lacks",
        {"where": "small.yaml:5:5", "name": "id"},
    )


def test_a_field_that_stands_for_the_id_of_all_codes_is_told_once():
    codes = "codes:\n  - {kode: a, label: A, codes: [{kode: b, label: B}]}\n  - {kode: c}\n"
    with pytest.raises(CodebookError) as caught:
        read(HEAD + codes)
    assert (caught.value.problem, caught.value.data) == (
        "codes_renamed_id",
        {"where": "small.yaml:4:5", "other": "kode", "n": 3},
    )
    assert "3 codes" in str(caught.value)


@pytest.mark.parametrize(
    "codes", ["[{label: A}, {id: b, codes: [{label: B}]}]", "[{defintion: One two}, {defintion: Two}]", "[{x: a}, {x: a}]"]
)  # fmt: skip
def test_codes_without_id_are_told_once_with_their_number(codes):
    with pytest.raises(CodebookError) as caught:
        read(HEAD + f"codes: {codes}\n")
    assert (caught.value.problem, caught.value.data["n"]) == ("codes_lack_id", 2)


def test_a_language_that_casekit_does_not_speak_is_told_once_and_asked_of_nothing():
    codes = "codes:\n  - {id: a, label: {da: x, fr: y}, definition: {da: x, fr: y}}\n"
    book, findings = read(HEAD + f"languages: [da, fr]\n{codes}")
    assert [(one.kind, one.where, dict(one.data)) for one in findings] == [
        ("codebook_unknown_language", "small.yaml:3:17", {"name": "fr", "times": 3})
    ]
    assert book.languages == ("da",)
    assert not any("fr" in str(one) for one in check(book))
    assert parse_codebook(book.content) == book


def test_plain_texts_are_in_the_first_language_that_casekit_speaks():
    assert read(HEAD + "languages: [fr, nl]\ntitle: Boek\n")[0].title.texts == (("nl", "Boek"),)


def test_an_unknown_field_in_many_codes_is_told_once():
    codes = "".join(f"  - id: c{number}\n    defintion: x\n" for number in range(30))
    _, findings = read(HEAD + f"codes:\n{codes}")
    [one] = findings
    assert (one.kind, one.where, one.data["times"]) == ("codebook_unknown_field", "small.yaml:5:5", 30)


@pytest.mark.parametrize(
    "yaml", ["id: small\n", "id: a\ncasekit: codebok/1\n", "[a, b]\n", "text\n", "casekit: [x]\n"]
)
def test_what_is_no_codebook_is_refused_in_every_language(yaml):
    for language in LANGUAGES:
        speak(language)
        try:
            with pytest.raises(CodebookError, match=r"small\.yaml:[12]:1") as caught:
                read(yaml)
            assert "codebook/1" in str(caught.value)
        finally:
            speak("en")
    assert caught.value.problem == "not_a_codebook"


def test_a_later_format_is_refused_with_its_place_as_one_of_a_newer_casekit():
    with pytest.raises(CodebookError, match="newer casekit") as caught:
        read("id: a\ncasekit: codebook/2\n")
    assert (caught.value.problem, caught.value.data["where"], caught.value.data["found"]) == (
        "codebook_of_another_format",
        "small.yaml:2:1",
        "codebook/2",
    )


@pytest.mark.parametrize(("version", "odd"), [("one", True), ("v1", False), ("0", False), ("0.0", False)])
def test_a_version_without_a_number_is_a_finding_with_its_place(version, odd):
    book, findings = read(HEAD.replace("version:", "x:") + f"version: {version}\n")
    found = [one for one in findings if one.kind == "codebook_version_unfit"]
    assert (book.version, bool(found)) == (version, odd)


@pytest.mark.parametrize("sign", ["\u202e", "\u2066", "\u200f"])
def test_a_sign_that_turns_the_direction_of_writing_is_an_error_with_its_place(sign):
    _, findings = read(HEAD + f"codes:\n  - id: a\n    label: {{en: Be{sign}ta, da: Håndværk}}\n")
    assert [(one.kind, one.severity, one.where, one.data["sign"]) for one in findings] == [
        ("codebook_turning_sign", "error", "small.yaml:5:13", f"U+{ord(sign):04X}")
    ]


def test_findings_are_the_same_each_time():
    yaml = HEAD + "".join(f"{name}: x\n" for name in ("zeta", "alfa", "midt"))
    assert [finding.data["name"] for finding in read(yaml)[1]] == ["zeta", "alfa", "midt"]


def test_codes_above_each_other_in_a_circle_are_refused():
    with pytest.raises(CodebookError) as caught:
        read(HEAD + "codes:\n  - {id: a}\n  - {id: b, parent: c}\n  - {id: c, parent: b}\n")
    assert (caught.value.problem, caught.value.data) == (
        "codes_in_a_circle",
        {"where": "small.yaml:5:5", "code": "b"},
    )


def test_a_code_may_name_the_code_above_it_instead_of_standing_inside():
    nested, _ = read(HEAD + "codes:\n  - {id: a, codes: [{id: b}]}\n")
    named, _ = read(HEAD + "codes:\n  - {id: b, parent: a}\n  - {id: a}\n")
    assert nested == named


def test_a_plain_text_is_in_the_first_language_of_the_codebook():
    book, findings = read(HEAD + "languages: [da]\ntitle: Lille\ncoding_rules: [Kod kun svar.]\n")
    assert (book.title.texts, book.coding_rules[0].texts) == ((("da", "Lille"),), (("da", "Kod kun svar."),))
    assert list(findings) == []


def test_all_that_a_codebook_may_say_about_itself_is_read():
    book, findings = read("""
casekit: codebook/1
id: small
version: '2'
languages: [en]
extends: {codebook: big, version: '1', without: [x]}
based_on: {codebook: older, version: '0.9'}
description: What it is for.
unit_of_analysis: A municipality.
licence: CC0
authors: [ah, mk]
sources: {talk: A talk.}
coding_rules: [Answers only.]
rating: {scale: ['-1', '1'], rules: [Give a reason.]}
changes:
  - {version: '2', date: '2026-01-02', what: Split., replaced: {home: [rent, repair], gone: []}}
codes:
  - id: rent
    origin: inductive
    examples: [{direction: barrier, also: [repair], en: Too dear.}]
    counterexamples: [{see: repair, en: The roof leaks.}]
  - id: repair
""")
    assert list(findings) == []
    assert (book.extends.without, book.based_on.version, dict(book.sources)) == (
        ("x",),
        "0.9",
        {"talk": "A talk."},
    )
    assert (book.rating.scale, len(book.rating.rules), book.authors) == (("-1", "1"), 1, ("ah", "mk"))
    assert book.changes[0].replaced == (("gone", ()), ("home", ("rent", "repair")))
    rent = book["rent"]
    assert (rent.origin, rent.examples[0].also, rent.counterexamples[0].see) == (
        "inductive",
        ("repair",),
        "repair",
    )


names = st.text(alphabet="abæ_1", min_size=1, max_size=4)
texts = st.dictionaries(
    st.sampled_from(LANGUAGES), st.text(alphabet="abø no:1{}#'\"", max_size=8), max_size=4
)
junk = st.recursive(st.text(alphabet="aø :{1'", max_size=4), lambda inner: st.lists(inner, max_size=2) | st.dictionaries(names, inner, max_size=2), max_leaves=4)  # fmt: skip
code = st.fixed_dictionaries(
    {"id": names},
    optional={"label": texts, "include": st.lists(texts, max_size=2), "indicators": junk, "exclude": junk, "polarity": junk, "kind": junk},
)  # fmt: skip


@settings(max_examples=40, deadline=None)
@given(st.lists(code, max_size=3, unique_by=lambda item: item["id"]), junk)
def test_any_content_is_read_and_stored_and_read_again(codes, title):
    plain = {"casekit": "codebook/1", "id": "x", "title": title, "codes": codes}
    book, _ = read(json.dumps(plain, ensure_ascii=True))
    assert [found.id for found in book] == [item["id"] for item in codes]
    assert parse_codebook(book.content) == book


def test_what_takes_out_is_a_text_or_a_field_with_one_or_several(book_of):
    written = "id: b\ncodes: [{id: a, indicators: {nl: [huur*, TERMS]}}]"
    wanted = ("huur*", "not: huurauto", "not: huur auto")
    for terms in (
        "'not: huurauto', 'not: huur auto'",
        "not: huurauto, not: huur auto",
        "{not: [huurauto, huur auto]}",
    ):
        book = book_of(written.replace("TERMS", terms))
        assert book["a"].indicators_in("nl") == wanted
        assert read_codebook(yaml_of(book).encode(), file="x.yaml")[0] == book


def test_what_cannot_take_out_is_told(book_of):
    yaml = "casekit: codebook/1\nid: b\ncodes: [{id: a, indicators: {nl: [huur, {not: {x: y}}, {no: z}]}}]"
    book, findings = read_codebook(yaml.encode(), file="x.yaml")
    assert book["a"].indicators_in("nl") == ("huur",)
    assert [one.kind for one in findings] == ["codebook_text_not_fields"] * 2
