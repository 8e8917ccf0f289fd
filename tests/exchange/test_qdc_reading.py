import pytest

from casekit.errors import CasekitError
from casekit.exchange.qdc_reading import read_qdc
from casekit.model.words import Words

GUIDS = [f"0000000{n}-0000-4000-8000-000000000000" for n in range(9)]


def read(codes, sets="", file="Kodebog 1.qdc", **options):
    xml = f"<CodeBook><Codes>{codes}</Codes>{sets}</CodeBook>"
    return read_qdc(xml.encode(), file=file, **options)


def code(name, n=None, inner="", **more):
    guid = f' guid="{GUIDS[n]}"' if n is not None else ""
    return f'<Code name="{name}"{guid}{"".join(f" {key}={value!r}" for key, value in more.items())}>{inner}</Code>'


def kinds(findings):
    return sorted(one.kind for one in findings)


def test_names_become_ids_and_guids_are_kept():
    book, findings = read(code("Økonomi &amp; gæld", 1, code("Indskud", 2)), language="da")
    assert (book.id, book.version, book.languages) == ("kodebog_1", "0", ("da",))
    assert [(one.id, one.parent, one.label, one.links) for one in book] == [
        ("oekonomi_gaeld", None, Words.of({"da": "Økonomi & gæld"}), (("refi", (GUIDS[1],)),)),
        ("indskud", "oekonomi_gaeld", Words.of({"da": "Indskud"}), (("refi", (GUIDS[2],)),)),
    ]
    assert kinds(findings) == []


def test_a_description_is_the_definition_whatever_it_looks_like():
    book, _ = read(code("A", 1, "<Description> Hører med:\n- x </Description>"), language="da")
    assert book["a"].definition == Words.of({"da": "Hører med:\n- x"})
    assert book["a"].include == ()


def test_equal_names_are_told_apart_and_told():
    book, findings = read(code("A", 1, code("X", 2)) + code("B", 3, code("x", 4)), language="da")
    assert list(book.by_id) == ["a", "x", "b", "b_x"]
    assert kinds(findings) == ["qdc_same_names"]


def test_seven_levels():
    inner = ""
    for n in range(7, 0, -1):
        inner = code(f"L{n}", n, inner)
    book, _ = read(inner, language="da")
    assert book.path("l7") == ("l1", "l2", "l3", "l4", "l5", "l6", "l7")


def test_a_second_import_finds_the_same_codes():
    first, _ = read(code("Leje", 1) + code("Leje", 2), language="da")
    again, _ = read(code("Husleje", 2) + code("Leje", 1) + code("Ny", 3), language="da", known=first)
    assert [(one.id, one.label.get("da")) for one in again] == [
        ("leje_2", "Husleje"),
        ("leje", "Leje"),
        ("ny", "Ny"),
    ]


def test_colours_are_read_and_not_repeated_below():
    book, findings = read(
        code("A", 1, code("B", 2, color="#1B6CA8") + code("C", 3, color="rgba(1,2,3,1)"), color="#1b6ca8")
        + code("D", 4, color="blue"),
        language="da",
    )
    assert [one.colour for one in book] == ["#1b6ca8", "", "#010203", ""]
    assert [(one.kind, one.where) for one in findings] == [("qdc_colour", "d")]


def test_sets_become_groups():
    sets = f"""<Sets><Set name="De fire" guid="{GUIDS[5]}"><Description>om dem</Description><MemberCode guid="{GUIDS[2]}"/>
      <MemberCode guid="{{{GUIDS[1]}}}"/><MemberCode guid="{GUIDS[1]}"/><MemberCode guid="{GUIDS[7]}"/></Set><Set name="Tomt"/></Sets>"""
    book, findings = read(code("A", 1) + code("B", 2), sets, language="da")
    assert [(one.id, one.label.get("da"), one.themes) for one in book.groups] == [
        ("de_fire", "De fire", ("b", "a")),
        ("tomt", "Tomt", ()),
    ]
    assert kinds(findings) == ["qdc_ignored", "qdc_set_members"]


def test_what_is_odd_is_told_once_with_its_number():
    book, findings = read(
        code("", 1) + code("A::B", 1) + code("C::D", isCodable="false") + code("E", isCodable="false"),
        language="da",
    )
    assert len(book) == 4
    assert {one.kind: one.data["n"] for one in findings} == {
        "qdc_unnamed": 1,
        "qdc_prefixed": 2,
        "qdc_guid_twice": 1,
        "qdc_no_guid": 2,
        "qdc_not_codable": 2,
    }
    assert [one.links for one in book] == [(("refi", (GUIDS[1],)),), (), (), ()]
    split, findings = read(code("A::B", 1) + code("A", 2), language="da", separator="::")
    assert [(one.id, one.parent) for one in split] == [("a", None), ("b", "a")]
    assert kinds(findings) == []


def test_a_copied_description_does_not_make_two_codes_one():
    text = "<Description>Om leje\n\n[id: rent]</Description>"
    book, findings = read(code("Leje", 1, text) + code("Kopi", 2, text), language="da")
    assert list(book.by_id) == ["rent", "kopi"]
    assert kinds(findings) == ["qdc_id_twice"]


def test_the_language_is_told_or_guessed_or_unknown():
    danish = code(
        "Det, vi ikke har aftalt, og som de ikke får at vide, når det er svært for dem på kontoret", 1
    )
    for codes, options, language, kind in (
        (danish, {}, "da", ["qdc_language_guessed"]),
        (danish, {"language": "nl"}, "nl", []),
        (code("Rent", 1), {}, "en", ["qdc_language_unknown"]),
        (code("Rent", 1, "<Description>Eksempler:\n- Dyrt\n\n[id: rent]</Description>"), {}, "da", []),
    ):
        book, findings = read(codes, **options)
        assert book.languages == (language,)
        assert kinds(findings) == kind


def test_an_unknown_language_is_refused():
    with pytest.raises(CasekitError):
        read(code("A", 1), language="sv")


def test_every_finding_has_words():
    _, findings = read(
        code("A", 1, "<Note/>", color="x", isCodable="false") + code("A"),
        "<Sets><Set><MemberCode/></Set></Sets>",
    )
    assert all(str(one) for one in findings)
    assert len(findings) >= 6
