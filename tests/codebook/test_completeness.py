import pytest

from casekit.codebook.completeness import check_completeness
from casekit.model.codebook import Codebook
from casekit.model.words import Words

HEAD = """
id: b
languages: [da, en]
title: {da: Bog, en: Book}
codes:
  - id: theme
    label: {da: Tema, en: Theme}
    definition: {da: Om, en: About}
    codes:
"""
CODE = {
    "label": "{da: Kode, en: Code}",
    "definition": "{da: Om, en: About}",
    "include": "[{da: ind, en: in}]",
    "exclude": "[{da: ud, en: out}]",
    "examples": "[{da: sagt, en: said}]",
    "polarity": "{barrier: {da: dårligt, en: bad}, facilitator: {da: godt, en: good}}",
    "indicators": "{da: [sagt], en: [said]}",
}


def book(book_of, **changed):
    """One whole code, and one with these fields changed or (None) left out."""
    codes = ""
    for name, fields in (("whole", CODE), ("other", CODE | changed)):
        told = "".join(f"        {field}: {text}\n" for field, text in fields.items() if text is not None)
        codes += f"      - id: {name}\n{told}"
    return book_of(HEAD + codes)


def found(book):
    return [(one.kind, one.where) for one in check_completeness(book)]


def test_a_whole_codebook_lacks_nothing(book_of):
    assert found(book(book_of)) == []


@pytest.mark.parametrize(
    ("field", "kind", "where"),
    [
        ("label", "code_without", "other: label"),
        ("definition", "code_without", "other: definition"),
        ("include", "code_without", "other: include"),
        ("exclude", "code_without_delimitation", "other: exclude"),
        ("examples", "code_without", "other: examples"),
        ("indicators", "code_without_terms", "other: indicators"),
    ],
)
def test_what_a_code_lacks_is_told_with_its_field(book_of, field, kind, where):
    assert found(book(book_of, **{field: None})) == [(kind, where)]


def test_both_directions_of_a_factor_are_asked_for(book_of):
    one = "{barrier: {da: dårligt, en: bad}}"
    assert found(book(book_of, polarity=one)) == [("code_without", "other: polarity: facilitator")]
    assert [where for _, where in found(book(book_of, polarity=None))] == [
        "other: polarity: barrier",
        "other: polarity: facilitator",
    ]
    assert found(book(book_of, polarity=None, kind="outcome")) == []


def test_a_counterexample_delimits_too(book_of):
    shown = "[{da: noget andet, en: something else}]"
    assert found(book(book_of, exclude=None, counterexamples=shown)) == []


def test_a_missing_language_is_told_once_for_all_entries_of_a_field(book_of):
    texts = "[{da: a, en: a}, {en: b}, {da: c, en: c}, {en: d}, {da: ' ', en: e}]"
    [one] = check_completeness(book(book_of, include=texts))
    assert (one.kind, one.where) == ("entries_lack_language", "other: include")
    assert dict(one.data) == {"numbers": "2, 4, 5", "languages": "da", "instead": "en"}
    assert found(book(book_of, include="[{da: a, en: a}, {en: b}]")) == [
        ("entries_lack_language", "other: include")
    ]
    [one] = check_completeness(book(book_of, label="{da: Kode}"))
    assert (one.kind, one.where) == ("text_lacks_language", "other: label")
    assert dict(one.data) == {"languages": "en", "instead": "da"}


def test_search_terms_are_missed_in_the_languages_that_lack_them(book_of):
    [one] = check_completeness(book(book_of, indicators="{da: [sagt]}"))
    assert (one.kind, one.where, one.data["languages"]) == ("code_without_terms", "other: indicators", "en")


CODES = "[{id: x, label: {en: X}, definition: {en: about}}, {id: y, label: {en: Y}, definition: {en: about}}, {id: z, label: {en: Z}, definition: {en: about}}]"


def test_what_no_code_has_is_told_once(book_of):
    bare = book_of(f"id: b\nlanguages: [en]\ntitle: {{en: B}}\ncodes: {CODES}")
    assert found(bare) == [
        ("codes_without", "include"),
        ("codes_without_delimitation", "exclude"),
        ("codes_without", "examples"),
    ]


def test_a_codebook_without_title_and_languages_says_so(book_of):
    assert found(book_of(f"id: b\ncodes: {CODES}"))[:2] == [
        ("book_no_languages", "languages"),
        ("book_without", "title"),
    ]


def test_texts_of_the_codebook_itself_are_looked_at(book_of):
    one = book_of(
        f"id: b\nlanguages: [en, da]\ntitle: {{en: B}}\ncoding_rules: [{{en: x, da: x}}, {{da: y}}]\ncodes: {CODES}"
    )
    assert found(one)[:2] == [
        ("text_lacks_language", "title"),
        ("entries_lack_language", "coding_rules"),
    ]


def test_an_empty_codebook_is_no_crash(book_of):
    assert found(book_of("id: b\nlanguages: [en]\ntitle: {en: B}")) == []


def test_an_entry_without_any_text_lacks_no_translation(book_of):
    rules = "[{see: whole}, {da: ud, en: out}, {da: ud}]"
    empty, lacking = check_completeness(book(book_of, exclude=rules))
    assert (empty.kind, dict(empty.data)) == ("entries_empty", {"numbers": "1"})
    assert (lacking.kind, lacking.data["numbers"], lacking.data["instead"]) == (
        "entries_lack_language",
        "3",
        "da",
    )


def test_a_codebook_without_languages_or_labels_is_told_so_without_a_gap(book_of):
    assert ("book_without_languages", "languages") in found(book_of("id: b\ncodes: [{id: a}]"))
    assert ("book_no_languages", "languages") in found(book_of("id: b\ncodes: [{id: a, label: {nl: x}}]"))


def test_a_text_that_is_empty_and_the_only_one_of_its_field_has_no_number():
    blank = Words.of({"en": " "})
    [found] = [one for one in check_completeness(Codebook("b", description=blank, languages=("en",))) if one.where == "description"]  # fmt: skip
    assert (found.kind, str(found)) == ("text_empty", "The text is missing here in every language.")
