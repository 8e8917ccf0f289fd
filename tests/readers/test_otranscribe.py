import json

import pytest

from casekit.errors import ReadError
from casekit.readers import otranscribe, read_bytes


def mark(seconds: float, shown: str) -> str:
    return f'<span class="timestamp" contenteditable="false" data-timestamp="{seconds}">{shown}</span>'


def otr(text: object, **more: object) -> bytes:
    return json.dumps({"text": text, "media": "a.mp3", "media-time": 12.2, **more}).encode()


TEXT = f"<p>{mark(12.3, '00:12')}&nbsp;I: Hvor bor du?<br />{mark(15, '00:15')} IP: Her.</p><p>I: Nå.</p><p>IP: Ja {mark(75, '01:15')} ja.</p>"


def test_time_marks_become_times(spoken, kinds):
    reading = read_bytes(otr(TEXT), "a.otr")
    assert spoken(reading) == [("I", "Hvor bor du?"), ("IP", "Her."), ("I", "Nå."), ("IP", "Ja ja.")]
    assert [turn.start_ms for turn in reading.document.turns] == [12_300, 15_000, None, None]
    assert reading.document.text == "I: Hvor bor du?\nIP: Her.\nI: Nå.\nIP: Ja ja."
    assert "time_marks_inside" in kinds(reading)
    assert reading.document.reader == "otranscribe"


@pytest.mark.parametrize(
    ("media", "metadata"),
    [
        ("lyd 3.mp3", (("media", "lyd 3.mp3"),)),
        ("/home/mk/lyd.mp3", (("media", "lyd.mp3"),)),
        ("C:\\Users\\mk\\lyd.mp3", (("media", "lyd.mp3"),)),
        ("https://example.org/watch?v=x", ()),
        ("blob:https://example.org/x", ()),
        ("", ()),
        (None, ()),
        (["a"], ()),
    ],
)
def test_of_the_sound_only_the_name_is_kept(media, metadata):
    assert read_bytes(otr(TEXT, media=media), "a.otr").document.metadata == metadata


def test_the_file_is_known_without_its_name(kinds):
    assert otranscribe.FORMAT.holds(otr(TEXT))
    assert "name_misleads" in kinds(read_bytes(otr(TEXT), "a.txt"))


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b'{"text": "x"}',
        b'{"media": "x"}',
        b'{"media": ',
        b'["media"]',
        otr(3),
        b'{"media":' + b"[" * 100_000,
    ],
)
def test_other_files_are_not_claimed(data):
    assert not otranscribe.FORMAT.holds(data)


def test_keys_that_stand_twice_are_told(kinds):
    data = b'{"text": "<p>I: Hej?</p><p>IP: Ja.</p>", "media": "", "media": "b.mp3"}'
    assert "json_keys_doubled" in kinds(read_bytes(data, "a.otr"))


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (otr(TEXT)[:60], "bad_json"),
        (b"I: Hej", "bad_json"),
        (otr(["x"]), "json_no_transcript"),
        (b"{}", "json_no_transcript"),
        (b"[" * 100_000, "json_too_deep"),
        (otr("<p></p>"), "no_text"),
        (otr(""), "no_text"),
    ],
)
def test_broken_files_are_read_errors(data, problem):
    with pytest.raises(ReadError) as caught:
        read_bytes(data, "a.otr")
    assert caught.value.problem == problem


def test_a_file_larger_than_any_transcript_is_refused(monkeypatch):
    monkeypatch.setattr(otranscribe, "MAX_BYTES", 10)
    with pytest.raises(ReadError) as caught:
        read_bytes(otr(TEXT), "a.otr")
    assert caught.value.problem == "too_large"
