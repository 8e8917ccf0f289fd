import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from casekit.model.document import Ledger
from casekit.readers import read_bytes
from casekit.readers.blocks import Block, Source
from casekit.readers.ledger import ledger_of
from casekit.readers.turns import talk_of

LINES = st.lists(
    st.one_of(
        st.sampled_from(
            ["I: ", "B: ", "[00:01:02] B: ", "", "#00:00:21-4#", "Anna  0:03", "Kommune: X", "(ler)"]
        ),
        st.text(st.characters(codec="utf-8", exclude_categories=["C"]), max_size=30),
    ),
    max_size=12,
)


def test_labels_that_the_format_tells_are_added_and_times_are_taken_off():
    reading = read_bytes(b"WEBVTT\n\n00:01.000 --> 00:02.000\n<v Ida>Ja da.\n", "a.vtt")
    assert reading.ledger == Ledger(found=5, added=4, times=0, kept=9)
    reading = read_bytes(b"I: Hej?\nB: Ja. #00:00:21-4#\n", "a.txt")
    assert reading.ledger == Ledger(found=23, added=0, times=12, kept=11)
    assert reading.document.text == "I: Hej?\nB: Ja.\n"


@pytest.mark.parametrize(
    "text",
    [
        "Anna Holm   0:03\nHej.\nBo Lind   0:09\nJa.\n",
        "Anna Holm\n0:03\nHej.\n\nBo Lind\n0:09\nJa.\n\nAnna Holm\n0:12\nNå.\n\nBo Lind\n0:15\nJo.\n",
        "I [00:00:05]: Hej?\nB: [00:00:09] Ja. [00:00:10] Og nej.\n",
    ],
)
def test_names_with_times_balance(text):
    ledger = read_bytes(text.encode(), "a.txt").ledger
    assert ledger.balanced
    assert ledger.times > 0


def test_a_line_that_is_lost_on_the_way_is_seen():
    source = Source((Block("I: Hej?"), Block("B: Ja.")))
    talk = talk_of((Block("I: Hej?"),), file="a.txt")
    ledger = ledger_of(source, talk)
    assert (ledger.lost, ledger.balanced) == (5, False)


def test_what_stands_beside_the_talk_is_told(docx, paragraph):
    body = paragraph("I: Hej") + "<w:p><w:del><w:r><w:delText>væk</w:delText></w:r></w:del></w:p>"
    assert read_bytes(docx(body), "a.docx").ledger.beside == (("deleted", 3),)


@settings(max_examples=150, deadline=None)
@given(LINES, st.lists(st.booleans(), min_size=12, max_size=12))
def test_every_character_is_accounted_for(lines, told):
    blocks = tuple(
        Block(line, speaker="Ida" if known and line.strip() else None)
        for line, known in zip(lines, told, strict=False)
    )
    talk = talk_of(blocks, file="a.txt")
    assert ledger_of(Source(blocks), talk).balanced
