from casekit.codebook.search_terms import read_terms
from casekit.codebook.siblings import check_siblings
from casekit.codebook.trial import try_terms

LANGUAGES = "id: b\nlanguages: [da, de, nl, en]\n"


def found(book):
    trials = try_terms(book, read_terms(book)[0])
    return [(one.where, one.data["terms"], one.data["others"]) for one in check_siblings(book, trials)]


def book(book_of, moved="keys", brief="die Schlüsselübergabe", more="[]"):
    """Two codes; the German term of one idea of the first stands in the code *moved*."""
    german = {"homes": ["wohnung*"], "keys": ["einzug*"]}
    german[moved].append("schlüsselübergabe*")
    return book_of(f"""{LANGUAGES}codes:
  - id: homes
    label: {{da: Bolig, de: Wohnung}}
    include: [{{da: nøglemødet, de: {brief}}}]
    indicators: {{da: [bolig*, nøglemøde*], de: {german["homes"]}}}
  - id: keys
    label: {{da: Indflytning, de: Einzug}}
    examples: {more}
    indicators: {{da: [indflyt*], de: {german["keys"]}}}
""")


def test_a_term_whose_counterpart_stands_elsewhere_is_told_with_both(book_of):
    assert found(book(book_of)) == [("homes: indicators", "nøglemøde* (da)", "schlüsselübergabe* (de: keys)")]


def test_counterparts_in_one_code_are_well(book_of):
    assert found(book(book_of, moved="homes")) == []


def test_one_long_text_is_not_enough_and_two_are(book_of):
    brief = "und dann gibt es ja immer noch die Schlüsselübergabe mit allen zusammen"
    assert found(book(book_of, brief=brief)) == []
    more = "[{da: så holdt vi et nøglemøde, de: dann war die Schlüsselübergabe}]"
    assert len(found(book(book_of, brief=brief, more=more))) == 1


def test_one_that_is_caught_elsewhere_too_is_not_enough(book_of):
    assert found(book(book_of, more="[{da: så var det nok, de: die Schlüsselübergabe war gut}]")) == []


def test_a_term_with_another_counterpart_in_its_own_code_is_left_alone(book_of):
    one = book_of(f"""{LANGUAGES}codes:
  - {{id: a, include: [{{da: nøglemødet, de: die Schlüsselübergabe}}], indicators: {{da: [nøglemøde*], de: [=die]}}}}
  - {{id: b, indicators: {{de: [schlüsselübergabe*]}}}}
""")
    assert found(one) == []


def test_terms_of_one_spelling_are_counterparts(book_of):
    codes = "codes: [{id: a, indicators: {da: [WORD], de: [x]}}, {id: b, indicators: {de: [WORD]}}]"
    assert found(book_of(LANGUAGES + codes.replace("WORD", "peer*"))) == [
        ("a: indicators", "peer* (da)", "peer* (de: b)")
    ]
    assert found(book_of(LANGUAGES + codes.replace("WORD", "act*"))) == []
    assert (
        found(book_of(LANGUAGES + codes.replace("WORD", "peer*").replace("de: [x]", "de: ['peer*']"))) == []
    )


def test_one_idea_is_told_once_for_all_languages(book_of):
    one = book_of(f"""{LANGUAGES}codes:
  - id: a
    include: [{{da: flyttedagen, de: der Umzugstag, nl: de verhuisdag, en: the moving day}}]
    indicators: {{da: [flyttedag*], en: [moving day]}}
  - {{id: b, indicators: {{de: [umzugstag*], nl: [verhuisdag*]}}}}
""")
    assert found(one) == [
        ("a: indicators", "flyttedag* (da), moving day (en)", "umzugstag* (de: b), verhuisdag* (nl: b)")
    ]


def test_one_language_has_no_siblings(book_of):
    assert found(book_of("id: b\ncodes: [{id: a, indicators: {da: [bolig]}}]")) == []
