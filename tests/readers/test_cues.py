import pytest
from hypothesis import given
from hypothesis import strategies as st

from casekit.readers.cues import Subtitles, has_timings, parse_cues

TIMES = "00:01.000 --> 00:02.000"


def words(found: Subtitles) -> list[str]:
    return [text for cue in found.cues for _, text in cue.lines]


def voices(text: str) -> list[tuple[str | None, str]]:
    return [line for cue in parse_cues(f"WEBVTT\n\n{TIMES}\n{text}\n").cues for line in cue.lines]


@pytest.mark.parametrize(
    ("times", "start", "end"),
    [
        ("00:00:01.500 --> 00:00:02.000", 1_500, 2_000),
        ("00:01.500 --> 00:02.000", 1_500, 2_000),
        ("00:00:01,500 --> 00:00:02,000", 1_500, 2_000),
        ("100:00:01.500 --> 100:00:02.000", 360_001_500, 360_002_000),
        ("00:01.500 --> 00:02.000 align:start position:0%", 1_500, 2_000),
        ("\t00:01.500\t-->\t00:02.000", 1_500, 2_000),
        ("00:01.500-->00:02.000", 1_500, 2_000),
        ("0:0:1.5 -> 0:0:2", 1_500, 2_000),
        ("00:00:01:500 --> 00:00:02:000", 1_500, 2_000),
    ],
)
def test_times_of_many_programs(times, start, end):
    (cue,) = parse_cues(f"WEBVTT\n\n{times}\nHej").cues
    assert (cue.start_ms, cue.end_ms, words(parse_cues(f"{times}\nHej"))) == (start, end, ["Hej"])


def test_strict_times_are_not_called_lax_and_lax_times_drop_nothing():
    assert parse_cues(f"WEBVTT\n\n{TIMES}\nHej").lax == []
    found = parse_cues("1\n0:0:1 -> 0:0:2\nHej\n\n2\n00:00:05,000 --> 00:00:03,000\nIgen\n")
    assert (found.lax, words(found)) == ([2, 6], ["Hej", "Igen"])


def test_times_that_cannot_be_read_cost_no_words():
    found = parse_cues(f"WEBVTT\n\nfoo --> bar\nHej\n\n{TIMES}\nIgen")
    assert (words(found), found.unclear, found.cues[0].start_ms) == (["Hej", "Igen"], [3], None)


def test_a_cue_ends_where_the_next_one_begins_even_without_a_blank_line():
    found = parse_cues(f"1\n{TIMES}\nHej\n2\n{TIMES}\nIgen\n{TIMES}\nSidst")
    assert words(found) == ["Hej", "Igen", "Sidst"]
    assert [cue.number for cue in found.cues] == ["1", "2", "3"]


def test_a_number_that_is_said_stays():
    assert words(parse_cues(f"1\n{TIMES}\nHvor mange?\n7\n\n2\n{TIMES}\nJa")) == ["Hvor mange?", "7", "Ja"]


def test_words_behind_a_blank_line_go_to_the_cue_above_and_are_told():
    found = parse_cues(f"1\n{TIMES}\nHej\n\nmed dig\n\n2\n{TIMES}\nIgen")
    assert [[text for _, text in cue.lines] for cue in found.cues] == [["Hej", "med dig"], ["Igen"]]
    assert found.outside == [5]


def test_a_cue_without_times_is_a_cue():
    found = parse_cues(f"1\n{TIMES}\nHej\n\n2\nmed dig\n\n3\n{TIMES}\nIgen")
    assert (words(found), found.unclear) == (["Hej", "med dig", "Igen"], [5])


def test_notes_above_the_cues_are_kept_and_those_below_counted():
    found = parse_cues(
        f"\ufeffWEBVTT - Titel\nKind: captions\n\nNOTE\nKommune: X\nDato: Y\n\nNOTE en til\n\n{TIMES}\nHej\n\nNOTE Confidence: 0.9\n"
    )
    assert found.notes == ["Titel", "Kind: captions", "Kommune: X", "Dato: Y", "en til"]
    assert (found.comments, words(found)) == (1, ["Hej"])


def test_styles_and_regions_are_no_words():
    text = f"WEBVTT\n\nSTYLE\n::cue {{ color: red }}\n\nREGION\nid:a\n\n{TIMES}\nHej\n\nSTYLE\n::cue(b) {{}}\n\n{TIMES}\nIgen"
    found = parse_cues(text)
    assert (words(found), found.outside) == (["Hej", "Igen"], [])


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("<v Mette>Hej</v>", [("Mette", "Hej")]),
        ("<v.loud.first Mette Kruse>Hej", [("Mette Kruse", "Hej")]),
        ("<v Mette>Hej\ndu", [("Mette", "Hej"), ("Mette", "du")]),
        ("<v Mette>Hej <v Bo>Ja", [("Mette", "Hej"), ("Bo", "Ja")]),
        ("<v Mette>Hej</v> uden", [("Mette", "Hej"), (None, "uden")]),
        ("<v Søren &amp; Ida>Tak &lt;3", [("Søren & Ida", "Tak <3")]),
        ("<i>Hej</i> <c.yellow>du</c> <00:00:01.500>der", [(None, "Hej du der")]),
        ("{\\an8}<font color='red'>Hej</font>", [(None, "Hej")]),
        ("<b", [(None, "<b")]),
        ("2 < 3 og 4 > 3", [(None, "2 < 3 og 4 > 3")]),
        ("<v>Hej", [(None, "<v>Hej")]),
    ],
)
def test_voices_and_tags(text, lines):
    assert voices(text) == lines


def test_empty_cues_are_counted():
    assert parse_cues(f"1\n{TIMES}\n\n2\n{TIMES}\nHej").empty == 1


def test_timings_are_looked_for():
    assert has_timings(f"x\n{TIMES}")
    assert not has_timings("I: a --> b")


@given(st.text(alphabet="01:.,->\n <v/>abNOTEWBV", max_size=150))
def test_no_letter_of_a_body_is_lost(text):
    found = parse_cues(text)
    assert all(cue.lines or found.empty for cue in found.cues)


def test_words_beside_the_times_are_words():
    assert words(parse_cues("00:00:01.000 --> 00:00:02.000 [S1]: Hej\ndu")) == ["[S1]: Hej", "du"]
    assert not has_timings("00:00:01.000 --> 00:00:02.000 [S1]: Hej")


def test_no_break_spaces_stay_and_entities_are_cleaned():
    assert voices("8\u00a0000 kr.&nbsp;om&shy;regnet  nu") == [(None, "8\u00a0000 kr.\u00a0omregnet nu")]
