from casekit.codebook.texts import book_texts, code_texts, place

BOOK = """
id: small
title: {en: Small}
coding_rules: [{en: One}, {en: Two}]
rating: {scale: ['1'], rules: [{en: When}]}
questions: [{id: q, text: {en: Why?}}]
groups: [{id: g, label: {en: Group}}]
changes: [{version: '1', what: {en: New}}]
codes:
  - id: a
    label: {en: A}
    include: [{en: in one}, {en: in two}]
    exclude: [{en: out}]
    examples: [{en: said}]
    counterexamples: [{en: not said}]
    polarity: {barrier: {en: bad}}
"""


def told(texts):
    return [(one.field, one.number, one.text.get("en")) for one in texts]


def test_every_text_of_a_code_stands_with_its_field_and_number(book_of):
    assert told(code_texts(book_of(BOOK)["a"])) == [
        ("label", 0, "A"),
        ("include", 1, "in one"),
        ("include", 2, "in two"),
        ("exclude", 1, "out"),
        ("examples", 1, "said"),
        ("counterexamples", 1, "not said"),
        ("polarity: barrier", 0, "bad"),
    ]


def test_every_text_of_a_codebook_stands_with_its_field(book_of):
    assert told(book_texts(book_of(BOOK))) == [
        ("title", 0, "Small"),
        ("coding_rules", 1, "One"),
        ("coding_rules", 2, "Two"),
        ("rating: rules", 1, "When"),
        ("questions: q", 0, "Why?"),
        ("groups: g", 0, "Group"),
        ("changes: 1", 0, "New"),
    ]


def test_a_place_names_what_there_is():
    assert place("a") == "a"
    assert place("a", language="da") == "a (da)"
    assert place("a", "label", language="da") == "a: label (da)"
    assert place("", "title") == "title"
