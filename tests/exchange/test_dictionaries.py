import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from casekit.codebook import read_codebook
from casekit.errors import CasekitError, CodebookError
from casekit.exchange.codebook_files import read_codebook_file, write_codebook_file
from casekit.exchange.dictionaries import is_dictionary, liwc_of, quanteda_of, read_dictionary
from casekit.exchange.terms import counts_case, from_dictionary, plain_term
from casekit.files.shipped import shipped
from casekit.language.indicators import parse_indicator
from casekit.model.codebook import Code, Codebook
from casekit.model.words import Words
from casekit.wording import LANGUAGES, explain, speak

pytestmark = pytest.mark.slow  # many codebooks, or many examples of each

TERMS = st.sampled_from(
    ["bolig", "=sucht", "wohn*", "*woning", "te weinig *", "WMO-*", "no", "2024", "yes", "=y", "§ 110"]
)
NAMES = st.sampled_from(["a", "b", "no", "rent_2", "c-d", "1", "null"])


@st.composite
def books(draw):
    codes = []
    for name in draw(st.lists(NAMES, min_size=1, max_size=5, unique=True)):
        above = draw(st.sampled_from([None, *(code.id for code in codes[-1:])]))
        terms = tuple(
            draw(st.lists(TERMS, min_size=1, max_size=4, unique_by=lambda term: plain_term(term).lower()))
        )
        codes.append(
            Code(
                name,
                Words.of({"da": draw(st.sampled_from(["Leje", "A (b)", "x"]))}),
                above,
                indicators=(("da", terms),),
            )
        )
    return Codebook("book", "1.2", codes=tuple(codes))


def tree(book):
    return [(code.id, code.parent) for code in book]


@given(books())
@settings(deadline=None)
def test_a_quanteda_dictionary_comes_back(book):
    back, findings = read_dictionary(quanteda_of(book, language="da")[0], file="x.yml", language="da")
    assert (back.id, back.version) == ("book", "1.2")
    assert tree(back) == tree(book)
    for code in book:
        assert back[code.id].indicators_in("da") == tuple(
            from_dictionary(plain_term(term)) for term in code.indicators_in("da")
        )
    assert {one.kind for one in findings} <= {"dictionary_capitals"}


@given(books())
@settings(deadline=None)
def test_a_liwc_dictionary_comes_back_but_for_the_stars_that_were_told(book):
    def held(term):
        return "*" not in term[:-1] and not term.endswith(" *")

    if not any(held(term) for code in book for term in code.indicators_in("da")):
        return
    data, findings = liwc_of(book, language="da")
    back, _ = read_dictionary(data, file="book.dic", language="da")
    left_out = {one.where: one.data["n"] for one in findings if one.kind == "exchange_terms_left_out"}
    for code in back:
        told = book[code.id]
        kept = [term for term in told.indicators_in("da") if held(term)]
        assert code.parent == told.parent
        assert code.label == told.label
        assert set(code.indicators_in("da")) == {from_dictionary(plain_term(term)) for term in kept}
        assert left_out.get(code.id, 0) == len(told.indicators_in("da")) - len(kept)
    needed = {one for code in book if any(map(held, code.indicators_in("da"))) for one in book.path(code.id)}
    assert {code.id for code in back} == needed


def _held(term):
    """Words and stars that follow each other: what a dictionary holds where no study is at hand."""
    asked = parse_indicator(term)
    kinds = {element.kind for element in asked.elements}
    return asked.is_plain and not asked.bars and kinds <= {"word", "form", "glob", "any"}


@pytest.mark.parametrize("path", sorted(shipped("codebooks").glob("h*.yaml")), ids=lambda path: path.stem)
def test_search_terms_of_the_shipped_codebooks_come_back(path):
    book, _ = read_codebook(path.read_bytes(), file=path.name)
    for language in LANGUAGES:
        data, _ = quanteda_of(book, language=language)
        assert all(isinstance(key, str) for key in yaml.safe_load(data))
        back, _ = read_dictionary(data, file="x.yml", language=language)
        for code in back:
            own = filter(_held, book[code.id].indicators_in(language))
            assert [plain_term(term).lower() for term in code.indicators_in(language)] == [
                one.lower() for one in dict.fromkeys(map(plain_term, own))
            ]
        assert read_dictionary(liwc_of(book, language=language)[0], file="x.dic", language=language)[0].codes


def test_what_cannot_be_held_is_told():
    codes = (
        Code("a", Words.of({"da": "A"}), definition=Words.of({"da": "B"})),
        Code(
            "b",
            parent="a",
            indicators=(("da", ("=Sucht", "ACT-*", "*bolig", "50%", "peer-*")), ("de", ("x",))),
        ),
        Code("c"),
    )
    book = Codebook("b", codes=codes)
    data, findings = quanteda_of(book, language="da")
    assert yaml.safe_load(data) == {"a": {"b": ["Sucht", "ACT-*", "*bolig", "peer-*"]}}
    told = {one.kind: one for one in findings}
    assert told["exchange_case"].data["terms"] == "=Sucht, ACT-*"
    assert told["pattern_skipped"].data["pattern"] == "50%"
    assert told["exchange_no_terms"].data["n"] == 1
    assert told["exchange_other_languages"].data["n"] == 1
    assert {one.data["field"] for one in findings if one.kind == "exchange_no_place"} == {
        "label",
        "definition",
    }
    data, findings = liwc_of(book, language="da", forms=["almenbolig", "Bolig", "hus"])
    assert data.decode() == "%\n1\ta (A)\n\t2\tb\n%\nSucht\t2\nACT-*\t2\nalmenbolig\t2\nbolig\t2\npeer-*\t2\n"
    assert {one.data["term"]: one.data["n"] for one in findings if one.kind == "exchange_forms"} == {
        "*bolig": 2
    }
    _, findings = liwc_of(book, language="da")
    assert [one.data["terms"] for one in findings if one.kind == "exchange_terms_left_out"] == ["*bolig"]
    assert all(str(one) for one in findings)


def test_what_takes_out_and_words_in_all_their_forms_are_told():
    terms = ("woning", "=huur", "+huur+", "not: huurauto")
    book = Codebook("b", codes=(Code("a", Words.of({"nl": "A"}), indicators=(("nl", terms),)),))
    data, findings = quanteda_of(book, language="nl")
    assert yaml.safe_load(data) == {"a": ["woning", "huur"]}
    told = {one.kind: one.data.get("terms") for one in findings}
    assert told["exchange_bars"] == "not: huurauto"
    assert told["exchange_one_form"] == "woning"
    assert told["exchange_terms_left_out"] == "+huur+"
    data, findings = quanteda_of(book, language="nl", forms=["woningen", "huurprijs", "tuin"])
    assert yaml.safe_load(data) == {"a": ["woning", "woningen", "huur", "huurprijs"]}
    told = {one.data["term"]: one.data["n"] for one in findings if one.kind == "exchange_word_forms"}
    assert told == {"woning": 2, "+huur+": 1}
    assert "exchange_one_form" not in {one.kind for one in findings}
    assert all(str(one) for one in findings)


def test_own_words_of_a_code_stand_beside_those_below():
    book = Codebook(
        "b",
        codes=(Code("a", indicators=(("da", ("x",)),)), Code("c", parent="a", indicators=(("da", ("y",)),))),
    )
    assert yaml.safe_load(quanteda_of(book, language="da")[0]) == {"a": {"__": ["x"], "c": ["y"]}}


FOREIGN = """
Positive Emotion: [good, GREAT*, "so so"]
ECONOMY:
  +STATE+:
    - budget
    - "?udget"
    - {deeper: [word]}
  -STATE-: tax*
  __: Own
  empty:
Positive emotion: [":-)", no]
"""


def test_a_dictionary_of_others_becomes_codes():
    book, findings = read_dictionary(FOREIGN.encode(), file="My Words.yml", language="en")
    assert (book.id, book.languages) == ("my_words", ("en",))
    assert [(one.id, one.parent, one.label.get("en"), one.indicators_in("en")) for one in book] == [
        ("positive_emotion", None, "Positive Emotion", ("=good", "GREAT*", "=so =so")),
        ("economy", None, "ECONOMY", ("=own",)),
        ("state", "economy", "+STATE+", ("=budget",)),
        ("deeper", "state", "deeper", ("=word",)),
        ("economy_state", "economy", "-STATE-", ("tax*",)),
        ("empty", "economy", "empty", ()),
        ("positive_emotion_2", None, "Positive emotion", ("=no",)),
    ]
    assert sorted((one.kind, one.where) for one in findings) == [
        ("dictionary_one_letter", "state"),
        ("pattern_skipped", "positive_emotion_2"),
    ]


def test_a_dictionary_all_in_capitals_shouts_no_acronyms():
    book, _ = read_dictionary(b"A: [TAX, STATE*]", file="a.yml", language="en")
    assert book["a"].indicators_in("en") == ("=tax", "state*")
    book, findings = read_dictionary(b"A: [EU, tax]", file="a.yml", language="en")
    assert book["a"].indicators_in("en") == ("EU", "=tax")
    assert counts_case("EU")
    assert [one.kind for one in findings] == ["dictionary_capitals"]


def test_liwc_in_an_old_encoding_is_read_and_told():
    data = "%\n1\tbolig\n%\nstøtte på vej\t1\nhjælp*\t1\n".encode("cp1252")
    book, findings = read_dictionary(data, file="a.dic", language="da")
    assert book["bolig"].indicators_in("da") == ("=støtte =på =vej", "hjælp*")
    assert [one.kind for one in findings] == ["encoding_guessed"]


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (b"casekit: codebook/1\nid: x\ncodes: []", "dictionary_none"),
        (b"- a\n- b", "dictionary_none"),
        (b"{}", "dictionary_none"),
        (b"words", "dictionary_none"),
        (b"", "yaml_empty"),
        (b"a: [", "yaml_open_bracket"),
        (b"a: &x [b]\nc: *x", "yaml_alias"),
        (b"a: !!python/object:x {}", "yaml_tag"),
        (b"a: [b]\na: [c]", "yaml_twice"),
        (b"%\n", "liwc_no_head"),
        (b"\x81\x8d\x00\xff\xfe", "undecodable"),
    ],
)
def test_what_is_no_dictionary_is_one_error(data, problem):
    with pytest.raises(CodebookError) as caught:
        read_dictionary(data, file="a.x", language="da")
    assert caught.value.problem == problem
    for language in LANGUAGES:
        speak(language)
        assert "a.x" in explain(caught.value)
    speak("en")


@pytest.mark.parametrize("write", [quanteda_of, liwc_of])
def test_without_search_terms_there_is_no_dictionary(write):
    book = Codebook("b", codes=(Code("a", indicators=(("da", ("x",)),)),))
    with pytest.raises(CodebookError) as caught:
        write(book, language="de")
    assert caught.value.problem == "dictionary_no_terms"
    with pytest.raises(CasekitError):
        write(book, language="sv")


def test_what_looks_like_a_dictionary():
    assert all(map(is_dictionary, (b"\xef\xbb\xbf%\n1\ta\n%\n", b"a: [b]", b"a:\n  b: [c, d]\n")))
    others = (
        b"",
        b"a;b\nc;d",
        b"a: b",
        b"casekit: codebook/1\nx: [y]",
        b"codes: [x]",
        b"%YAML 1.2\n---\na: b",
        b"\x00PK",
        b"a: [",
    )
    assert not any(map(is_dictionary, others))


@pytest.mark.parametrize(
    ("name", "terms"),
    [
        ("b.dic", ("=husleje", "leje*")),
        ("b.quanteda.yml", ("=husleje", "leje*")),
        ("b.yml", ("husleje", "leje*")),
    ],
)
def test_files_are_known_by_what_they_hold(tmp_path, name, terms):
    book = Codebook("b", codes=(Code("rent", indicators=(("da", ("husleje", "leje*")),)),))
    path = tmp_path / name
    write_codebook_file(book, path, language="da")
    back, _ = read_codebook_file(path, language="da")
    assert back["rent"].indicators_in("da") == terms
    moved = path.rename(tmp_path / "x.yml")
    assert read_codebook_file(moved, language="da")[0]["rent"].indicators_in("da") == terms
