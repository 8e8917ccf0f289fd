from dataclasses import replace
from pathlib import Path
from time import perf_counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from casekit.codebook import read_codebook
from casekit.errors import CasekitError, CodebookError
from casekit.exchange.codebook_files import read_codebook_file, write_codebook_file
from casekit.exchange.qdc import qdc_of, read_qdc
from casekit.files.shipped import shipped
from casekit.model.codebook import Code, Codebook, Example, Exclusion, Group
from casekit.model.words import LANGUAGES, Words

pytestmark = pytest.mark.slow  # many codebooks, or many examples of each

SHIPPED = sorted(shipped("codebooks").glob("*.yaml"))
GUID = "0F0D5A61-9B1C-4F3A-8A6E-0D4A7F0C1E2B"


@pytest.fixture(scope="session")
def schema():
    """The standard's own schema (REFI, MIT licence: the notice stands in it)."""
    return etree.XMLSchema(etree.parse(Path(__file__).parent / "refi" / "Codebook.xsd"))


def again(book, language):
    data, _ = qdc_of(book, language=language)
    return read_qdc(data, file="x.qdc")


def in_one(words, language):
    """What a file in one language keeps of a text."""
    text = words.get(language)
    return Words.of({words.language(language): text} if text else {})


def kept(book, language):
    """The codebook without what the report says is lost."""
    codes = []
    for code in book:
        above = book.colour_of(code.parent) if code.parent else ""
        codes.append(
            replace(
                code,
                label=in_one(code.label, language),
                definition=in_one(code.definition, language),
                include=tuple(in_one(one, language) for one in code.include),
                exclude=tuple(replace(one, text=in_one(one.text, language)) for one in code.exclude),
                examples=tuple(replace(one, text=in_one(one.text, language)) for one in code.examples),
                counterexamples=tuple(
                    replace(one, text=in_one(one.text, language)) for one in code.counterexamples
                ),
                polarity=tuple((name, in_one(text, language)) for name, text in code.polarity),
                indicators=tuple((name, terms) for name, terms in code.indicators if name == language),
                colour="" if code.colour == above else code.colour,
                questions=(),
                links=tuple((name, codes) for name, codes in code.links if name == "refi"),
                origin="",
                sources=(),
            )
        )
    groups = tuple(replace(one, label=in_one(one.label, language)) for one in book.groups)
    title = Words.of({language: "x"})
    return Codebook(book.id, book.version, title, tuple(codes), (language,), groups=groups)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_a_shipped_codebook_comes_back(path, language, schema):
    book, _ = read_codebook(path.read_bytes(), file=path.name)
    begun = perf_counter()
    data, _ = qdc_of(book, language=language)
    assert perf_counter() - begun < 1
    assert schema.validate(etree.fromstring(data)), schema.error_log
    back, findings = read_qdc(data, file="x.qdc")
    assert back == kept(book, language)
    assert [one.kind for one in findings] in ([], ["qdc_same_names"])
    assert qdc_of(back, language=language)[0] == data


TEXTS = st.text(
    st.characters(exclude_categories=["Cs", "Cc"]) | st.sampled_from("\n\t"), min_size=1, max_size=12
)
WORDS = st.builds(Words.of, st.dictionaries(st.sampled_from(LANGUAGES), TEXTS, min_size=1, max_size=2))
NAMES = st.sampled_from(["a", "b", "rent", "to ord", "støtte", "x/y", "50%"])
EXAMPLES = st.builds(
    Example, WORDS, st.sampled_from(["", "mixed"]), st.just(()) | st.just(("a",)), st.none() | NAMES
)
COLOURS = st.sampled_from(["", "#1b6ca8", "#ffffff"])


@st.composite
def books(draw):
    names = draw(st.lists(NAMES, min_size=1, max_size=5, unique=True))
    codes = []
    for place, name in enumerate(names):
        above = draw(st.sampled_from([None, *(code.id for code in codes[-1:])])) if place else None
        links = draw(st.sampled_from([(), (("refi", (GUID,)),)])) if place == 0 else ()
        codes.append(
            Code(
                name,
                draw(st.just(Words()) | WORDS | st.just(Words.of({"da": name}))),
                above,
                definition=draw(st.just(Words()) | WORDS),
                kind=draw(st.sampled_from(["factor", "step"])),
                include=tuple(draw(st.lists(WORDS, max_size=1))),
                exclude=tuple(draw(st.lists(st.builds(Exclusion, WORDS, st.none() | NAMES), max_size=1))),
                examples=tuple(draw(st.lists(EXAMPLES, max_size=1))),
                polarity=tuple(draw(st.lists(st.tuples(st.just("barrier"), WORDS), max_size=1))),
                indicators=draw(st.just(()) | st.just((("da", ("bolig*", "=Sucht")), ("de", ("miete",))))),
                links=links,
                colour=draw(COLOURS),
            )
        )
    groups = draw(
        st.lists(
            st.builds(Group, NAMES, WORDS, st.just((names[0],))), max_size=2, unique_by=lambda one: one.id
        )
    )
    return Codebook(draw(NAMES), "1.0", codes=tuple(codes), groups=tuple(groups))


@given(books(), st.sampled_from(LANGUAGES))
@settings(max_examples=40, deadline=None)
def test_any_codebook_comes_back_and_is_valid(schema, book, language):
    data, _ = qdc_of(book, language=language)
    assert schema.validate(etree.fromstring(data)), schema.error_log
    assert read_qdc(data, file="x.qdc")[0] == kept(book, language)


def test_the_report_tells_what_is_lost():
    both = Words.of({"da": "Leje", "de": "Miete"})
    code = Code(
        "rent",
        both,
        indicators=(("de", ("miete*", "mieten")),),
        questions=("q1",),
        links=(("cfir", ("x", "y")), ("refi", ("no guid",))),
        colour="red",
        origin="inductive",
    )
    group = Group("g", Words.of({"en": "Group"}), ("rent", "gone"))
    book = Codebook("b", title=both, codes=(code, Code("bare")), authors=("A", "B"), groups=(group,))
    _, findings = qdc_of(book, language="da")
    lost = {
        (one.where, one.data["field"]): one.data["n"] for one in findings if one.kind == "exchange_no_place"
    }
    assert lost == {
        ("b", "title"): 1,
        ("b", "authors"): 2,
        ("b: codes", "questions"): 1,
        ("b: codes", "links"): 3,
        ("b: codes", "origin"): 1,
    }
    others = {one.kind: dict(one.data) for one in findings if one.kind != "exchange_no_place"}
    assert others == {
        "exchange_other_languages": {"target": "REFI-QDA", "language": "da", "n": 3, "languages": "de"},
        "exchange_stands_in": {"language": "da", "n": 1},
        "exchange_colour": {"colour": "red"},
        "exchange_unnamed": {"code": "bare"},
        "exchange_group_member": {"code": "gone"},
    }
    assert all(str(one) for one in findings)


def test_colours_of_themes_are_written_for_the_codes_below():
    book = Codebook("b", codes=(Code("a", colour="#abc"), Code("x", parent="a")))
    root = etree.fromstring(qdc_of(book, language="da")[0])
    assert root.xpath("//@color") == ["#AABBCC", "#AABBCC"]
    assert root.get("origin").startswith("casekit ")


def test_a_guid_is_used_once():
    book = Codebook(
        "b", codes=(Code("a", links=(("refi", (GUID,)),)), Code("x", links=(("refi", (GUID.lower(),)),)))
    )
    data, findings = qdc_of(book, language="da")
    guids = etree.fromstring(data).xpath("//@guid")
    assert guids[0] == GUID
    assert len(set(guids)) == 2
    assert [one.data["n"] for one in findings if one.data.get("field") == "links"] == [1]


def test_control_characters_are_replaced_and_told():
    book = Codebook("b", codes=(Code("a", Words.of({"da": "A\x00"})),))
    data, findings = qdc_of(book, language="da")
    assert "A\ufffd".encode() in data
    assert [one.kind for one in findings] == ["exchange_control_characters"]


def test_a_codebook_that_another_program_wrote_on_keeps_its_ids():
    book = Codebook(
        "b", codes=(Code("rent", Words.of({"da": "Leje"}), definition=Words.of({"da": "Om leje"})),)
    )
    data = qdc_of(book, language="da")[0]
    root = etree.fromstring(data)
    root.set("origin", "Other program")
    root[0][0].set("guid", GUID)
    root[0][0].set("name", "Husleje")
    back, _ = read_qdc(etree.tostring(root), file="b.qdc", language="da")
    assert back["rent"].label == Words.of({"da": "Husleje"})
    assert back["rent"].definition == Words.of({"da": "Om leje"})
    assert back["rent"].links_to("refi") == (GUID,)


def test_no_codes_no_file():
    with pytest.raises(CodebookError) as caught:
        qdc_of(Codebook("b"), language="da")
    assert caught.value.problem == "qdc_empty"
    with pytest.raises(CasekitError):
        qdc_of(Codebook("b", codes=(Code("a"),)), language="sv")


def test_files_are_known_by_what_they_hold(tmp_path):
    book = Codebook("b", "1", codes=(Code("rent", Words.of({"da": "Leje"})),))
    path = tmp_path / "b.qdc"
    assert list(write_codebook_file(book, path, language="da")) == []
    for name in ("b.qdc", "b.xml"):
        back, _ = read_codebook_file(path.rename(tmp_path / name))
        path = tmp_path / name
        assert back.codes == book.codes
