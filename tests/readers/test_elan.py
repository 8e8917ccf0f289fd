import pytest

from casekit.errors import CasekitError
from casekit.model.document import Reading
from casekit.readers import read_bytes
from casekit.readers.blocks import Block, Request, SpeakerMap
from casekit.readers.elan import FORMAT

TYPES = "".join(
    f'<LINGUISTIC_TYPE LINGUISTIC_TYPE_ID="{name}" {f"CONSTRAINTS={kind!r}" if kind else ""}/>'
    for name, kind in {
        "speech": "",
        "words": "Time_Subdivision",
        "part": "Included_In",
        "gloss": "Symbolic_Association",
    }.items()
)


def eaf(*tiers: str, slots: str | None = None, head: str = "", author: str = "") -> bytes:
    """An .eaf whose slot ``ts5`` lies at five seconds, and so on up to ``ts29``, unless *slots* are given."""
    times = slots or "".join(slot(at, at * 1_000) for at in range(30))
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<ANNOTATION_DOCUMENT AUTHOR="{author}" FORMAT="3.0">'
        f'<HEADER MEDIA_FILE="" TIME_UNITS="milliseconds">{head}</HEADER><TIME_ORDER>{times}</TIME_ORDER>'
        f"{''.join(tiers)}{TYPES}</ANNOTATION_DOCUMENT>"
    ).encode()


def slot(at: int, time: int | str | None) -> str:
    value = "" if time is None else f'TIME_VALUE="{time}"'
    return f'<TIME_SLOT TIME_SLOT_ID="ts{at}" {value}/>'


def tier(name: str, *annotations: str, kind: str = "speech", parent: str = "", who: str = "") -> str:
    under = f'PARENT_REF="{parent}"' if parent else ""
    whose = f'PARTICIPANT="{who}"' if who else ""
    inside = "".join(f"<ANNOTATION>{one}</ANNOTATION>" for one in annotations)
    return f'<TIER TIER_ID="{name}" LINGUISTIC_TYPE_REF="{kind}" {under} {whose}>{inside}</TIER>'


def at(start: int, end: int, words: str, name: str = "") -> str:
    return (
        f'<ALIGNABLE_ANNOTATION ANNOTATION_ID="{name or f"a{start}"}" TIME_SLOT_REF1="ts{start}" '
        f'TIME_SLOT_REF2="ts{end}"><ANNOTATION_VALUE>{words}</ANNOTATION_VALUE></ALIGNABLE_ANNOTATION>'
    )


def to(name: str, words: str, own: str = "r") -> str:
    return (
        f'<REF_ANNOTATION ANNOTATION_ID="{own}" ANNOTATION_REF="{name}">'
        f"<ANNOTATION_VALUE>{words}</ANNOTATION_VALUE></REF_ANNOTATION>"
    )


def read(data: bytes, **options: SpeakerMap) -> Reading:
    return read_bytes(data, "a.eaf", language="da", **options)


def timed(data: bytes) -> list[tuple[str, str, int | None, int | None]]:
    document = read(data).document
    return [(turn.speaker, document.words_of(turn), turn.start_ms, turn.end_ms) for turn in document.turns]


def counts(data: bytes) -> dict[str, object]:
    return {finding.kind: finding.data.get("n") for finding in FORMAT.parse(data, Request("a.eaf")).findings}


TALK = (
    tier("K-Spch", at(1, 2, "Hvordan går det?"), at(5, 6, "Og nu?"), who="Interviewer"),
    tier("W-Spch", at(2, 3, "Det går."), at(3, 4, "Tak da."), at(7, 8, "Nu\n  også.")),
)


def test_tiers_become_turns_in_the_order_of_time():
    assert timed(eaf(*TALK)) == [
        ("Interviewer", "Hvordan går det?", 1_000, 2_000),
        ("W-Spch", "Det går. Tak da.", 2_000, 4_000),
        ("Interviewer", "Og nu?", 5_000, 6_000),
        ("W-Spch", "Nu også.", 7_000, 8_000),
    ]
    document = read(eaf(*TALK)).document
    assert document.reader == "elan"
    assert document.text.startswith("Interviewer: Hvordan går det?\n\nW-Spch: Det går. Tak da.\n\n")
    assert counts(eaf(*TALK)) == {}


def test_what_overlaps_stays_apart_in_the_order_in_which_it_begins():
    data = eaf(
        tier("A", at(1, 9, "Langt."), at(10, 11, "Mere.")), tier("B", at(1, 2, "Mhm."), at(3, 4, "Ja."))
    )
    assert [(who, words) for who, words, _, _ in timed(data)] == [
        ("A", "Langt."),
        ("B", "Mhm. Ja."),
        ("A", "Mere."),
    ]


def test_tiers_that_depend_on_others_are_counted_and_no_speech():
    gloss = tier("K-en", to("a1", "How are you?"), kind="gloss", parent="K-Spch")
    words = tier("K-w", at(1, 2, "Hvordan"), kind="words", parent="K-Spch")
    deeper = tier("K-pos", to("r", "ADV"), kind="gloss", parent="K-en")
    empty = tier("W-en", kind="gloss", parent="W-Spch")
    data = eaf(*TALK, gloss, words, deeper, empty)
    assert timed(data) == timed(eaf(*TALK))
    assert counts(data) == {"left_tiers": 3}
    assert FORMAT.parse(data, Request("a.eaf")).left == (("tiers", 3),)


@pytest.mark.parametrize("kind", ["words", "part"])
def test_words_that_cut_an_empty_tier_are_the_speech(kind):
    over = tier("K", at(1, 4, ""), who="Kim"), tier("W", at(4, 6, " "))
    words = tier("K-w", at(1, 2, "Hvordan"), at(2, 4, "nu?"), kind=kind, parent="K")
    other = tier("W-w", at(4, 6, "Fint."), kind=kind, parent="W")
    gloss = tier("K-g", to("a1", "how"), kind="gloss", parent="K-w")
    data = eaf(*over, words, other, gloss)
    assert timed(data) == [("Kim", "Hvordan nu?", 1_000, 4_000), ("W", "Fint.", 4_000, 6_000)]
    assert counts(data) == {"left_tiers": 1}


def test_where_nothing_else_holds_words_the_first_tier_below_is_the_speech():
    over = tier("K", at(1, 2, "", "x"), at(3, 4, "", "y"), who="Kim")
    said = tier("tx", to("x", "Hej."), to("y", "Farvel.", "q"), kind="gloss", parent="K")
    data = eaf(over, said, tier("en", to("x", "Hello."), kind="gloss", parent="K"))
    assert timed(data) == [("Kim", "Hej. Farvel.", 1_000, 4_000)]
    assert counts(data) == {"left_tiers": 1}


def test_missing_times_lie_between_their_neighbours():
    slots = slot(1, 1_000) + slot(2, None) + slot(3, "x") + slot(4, 4_000) + slot(5, None)
    data = eaf(tier("A", at(1, 2, "a"), at(3, 5, "c")), tier("B", at(2, 3, "b")), slots=slots)
    assert timed(data) == [("A", "a", 1_000, 2_000), ("B", "b", 2_000, 3_000), ("A", "c", 3_000, 4_000)]
    assert counts(data) == {"times_estimated": 3}


def test_words_whose_times_are_not_there_stay_behind_what_was_said_before():
    lost = "<ALIGNABLE_ANNOTATION><ANNOTATION_VALUE>midt</ANNOTATION_VALUE></ALIGNABLE_ANNOTATION>"
    data = eaf(
        tier("A", at(1, 2, "før"), lost, at(99, 98, "i"), at(5, 6, "efter")), tier("B", at(3, 4, "ja"))
    )
    assert [(who, words) for who, words, _, _ in timed(data)] == [
        ("A", "før midt i"),
        ("B", "ja"),
        ("A", "efter"),
    ]
    assert counts(data) == {"annotations_untimed": 2}


def test_tiers_that_hang_on_nothing_or_in_a_circle_are_read_and_told():
    data = eaf(
        tier("A", at(1, 2, "a")),
        tier("B", to("nothing", "b"), parent="X"),
        tier("C", at(3, 4, "c"), parent="D"),
        tier("D", at(5, 6, "d"), parent="C"),
    )
    assert {words for _, words, _, _ in timed(data)} == {"a", "b", "c", "d"}
    assert counts(data) == {"tiers_unattached": 3, "annotations_untimed": 1}


def test_annotations_that_refer_in_a_circle_have_no_time():
    said = tier("tx", to("q", "Hej."), to("r", "Du.", "q"), kind="gloss", parent="K")
    assert timed(eaf(tier("K", at(1, 2, "")), said)) == [("K", "Hej. Du.", None, None)]


def test_times_in_frames_are_told_in_milliseconds():
    data = eaf(tier("A", at(1, 2, "a"))).replace(b'"milliseconds"', b'"PAL-frames"')
    assert timed(data) == [("A", "a", 40_000, 80_000)]


def test_the_head_tells_who_annotated_and_what_the_recording_is_called():
    head = (
        '<MEDIA_DESCRIPTOR MEDIA_URL="file:///C:/Users/REAL%20NAME/lyd%201.wav"/>'
        '<MEDIA_DESCRIPTOR MEDIA_URL="" RELATIVE_MEDIA_URL="..\\REAL NAME\\b.mp4"/><MEDIA_DESCRIPTOR/>'
    )
    metadata = read(eaf(*TALK, head=head, author="MK")).document.metadata
    assert metadata == (("Author", "MK"), ("Media", "lyd 1.wav"), ("Media", "b.mp4"))


def test_a_map_may_say_who_speaks_when():
    data = eaf(tier("default", at(1, 2, "Hvad nu?"), at(3, 4, "Ja.")))
    told = SpeakerMap("time", (("0:00", "I", ""), ("0:03", "IP", "")), "map.csv")
    document = read(data, speakers=told).document
    assert [(turn.speaker, document.words_of(turn)) for turn in document.turns] == [
        ("I", "Hvad nu?"),
        ("IP", "Ja."),
    ]


def test_a_tier_without_a_name_is_nobodys():
    assert timed(eaf(tier("", at(1, 2, "Hej.")))) == [("–", "Hej.", 1_000, 2_000)]


def test_strange_characters_are_cleaned_and_told():
    source = FORMAT.parse(eaf(tier("A", at(1, 2, "so\u00adcial fe\u0301"))), Request("a.eaf"))
    assert source.blocks == (Block("social fé", "A", 1_000, 2_000),)
    assert [finding.kind for finding in source.findings] == ["invisible_characters"]


def test_the_root_decides_whatever_the_encoding():
    data = eaf(*TALK)
    wide = data.decode().replace("UTF-8", "UTF-16").encode("utf-16")
    assert FORMAT.holds(data)
    assert FORMAT.holds(b"\xef\xbb\xbf<!-- made by ELAN -->" + data.split(b"?>\n")[1])
    assert timed(wide) == timed(data)
    assert not FORMAT.holds(b"")
    assert not FORMAT.holds(b"I: <ANNOTATION_DOCUMENT>")
    assert not FORMAT.holds(b"<html>ANNOTATION_DOCUMENT</html>")
    assert not FORMAT.holds(b"<x>" + b" " * 5_000 + b"<ANNOTATION_DOCUMENT>")


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (eaf(), "no_text"),
        (eaf(tier("A", at(1, 2, ""))), "no_text"),
        (eaf(tier("A"), tier("B", parent="A")), "no_text"),
        (b"<ANNOTATION_DOCUMENT/>", "no_text"),
        (eaf(*TALK)[:-40], "bad_xml"),
        (eaf(*TALK)[:60], "bad_xml"),
        (eaf(*TALK).replace("å".encode(), b"\xe5"), "bad_xml"),
        (eaf(*TALK).replace(b"<ANNOTATION_DOCUMENT", b"<!DOCTYPE a><ANNOTATION_DOCUMENT", 1), "xml_doctype"),
        (eaf("<x>" * 300 + "</x>" * 300), "bad_xml"),
    ],
)
def test_bad_files_end_in_one_error(data, problem):
    with pytest.raises(CasekitError) as caught:
        read(data)
    assert caught.value.problem == problem


def test_huge_numbers_and_long_chains_do_no_harm():
    slots = slot(1, "9" * 5_000) + slot(2, 7) + slot(3, "-1") + slot(4, "٣")
    assert timed(eaf(tier("A", at(1, 2, "a")), slots=slots)) == [("A", "a", 7, 7)]
    chain = [tier(f"T{n}", parent=f"T{n - 1}" if n else "", kind="words") for n in range(3_000)]
    last = tier("T3000", at(1, 2, "sidst"), parent="T2999", kind="words")
    assert timed(eaf(*chain, last)) == [("T0", "sidst", 1_000, 2_000)]
