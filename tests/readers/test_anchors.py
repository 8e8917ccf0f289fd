import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casekit.readers.anchors import cleaned, mark, placed, remark_spans, take, unmarked, with_anchors
from casekit.readers.blocks import Block
from casekit.readers.clean import clean
from casekit.readers.lines import lines_of
from casekit.readers.tables import table_blocks

TEXTS = st.text(alphabet="ab \n\r\u0301\u00ad\ufdd0\ufdd1e9:æ", max_size=12)


@given(st.lists(st.tuples(TEXTS, st.integers(0, 999_999)), max_size=6), TEXTS)
def test_what_is_marked_is_taken_out_again(parts, last):
    marked = "".join(unmarked(text) + mark(number) for text, number in parts) + unmarked(last)
    text, places = take(marked)
    assert text == "".join(unmarked(one) for one, _ in parts) + unmarked(last)
    assert [number for number, _ in places] == [number for _, number in parts]
    before = ["".join(unmarked(one) for one, _ in parts[: at + 1]) for at in range(len(parts))]
    assert [text[:at] for _, at in places] == before


@given(st.lists(TEXTS, min_size=1, max_size=5))
def test_marks_do_not_change_what_cleaning_makes_of_a_text(parts):
    real = [unmarked(part) for part in parts]
    text, places = cleaned(mark(1).join(real))
    assert text == clean("".join(real))
    assert all(0 <= at <= len(text) for _, at in places)
    assert sorted(at for _, at in places) == [at for _, at in places]


def test_a_mark_inside_of_a_letter_stands_behind_a_whole_one():
    assert cleaned(f"fe{mark(3)}\u0301e{mark(3)} so\u00ad") == ("fée so", ((3, 2), (3, 3)))


def test_without_a_mark_nothing_is_taken():
    assert take("\ufdd0 1 \ufdd1") == ("\ufdd0 1 \ufdd1", ())
    assert unmarked("a\ufdd0b\ufdd1c") == "abc"


@pytest.mark.parametrize(
    ("text", "shown", "words"),
    [
        ("Det går godt.", "Det går godt.", "går"),
        ("Det går godt.", "IP: Det går godt.", "går"),
        ("[00:05] IP: Det går 5.", "IP: Det går 5.", "5."),
        ("IP: Det går #00:00:05-3#", "IP: Det går", "går"),
        ("IP: Det [00:05] går [00:10] godt", "IP: Det går godt", "går"),
        ("IP: Det [00:05] går [00:10] godt", "IP: Det går godt", "godt"),
        ("IP [00:00:05]: Det går.", "IP: Det går.", "Det"),
        ("Mette Kruse   0:03", "Mette Kruse", "Kruse"),
    ],
)
def test_a_place_is_found_again_where_the_document_shows_a_block_differently(text, shown, words):
    at = text.rindex(words)
    (_, start), (_, end) = placed(((1, at), (1, at + len(words))), text, shown, 1_000)
    assert shown[start - 1_000 : end - 1_000].strip() == words


@given(st.text("ab 1", max_size=30), st.text("ab 1", max_size=30), st.integers(0, 30))
def test_a_place_is_always_inside_of_what_is_shown(text, shown, at):
    ((_, place),) = placed(((1, min(at, len(text))),), text, shown, 10)
    assert 10 <= place <= 10 + len(shown)


def spans(*blocks: Block) -> dict[int, str]:
    """What each remark is about, in words."""
    lines = lines_of(blocks)
    text = "\n".join(line.text for line in lines)
    return {number: span.of(text) for number, span in remark_spans(blocks, lines, text).items()}


def marked(text: str, **options: object) -> Block:
    """A block with ``<`` and ``>`` for the beginning and end of remark 0."""
    plain, places = take(text.replace("<", mark(0)).replace(">", mark(0)))
    return Block(plain, anchors=places, **options)


WORDS = st.lists(st.sampled_from(["en", "bolig", "12:30", "[00:05]", "og", "så.", "IP:", "#1#"]), min_size=1)


@given(st.lists(WORDS, min_size=1, max_size=5), st.data())
def test_a_span_holds_the_words_that_were_remarked_on(paragraphs, data):
    block = data.draw(st.integers(0, len(paragraphs) - 1))
    first = data.draw(st.integers(0, len(paragraphs[block]) - 1))
    last = data.draw(st.integers(first + 1, len(paragraphs[block])))
    texts = [" ".join(words) for words in paragraphs]
    start = len(" ".join([*paragraphs[block][:first], ""]))
    end = len(" ".join(paragraphs[block][:last]))
    blocks = [Block(text, speaker="IP") for text in texts]
    blocks[block] = Block(texts[block], speaker="IP", anchors=((4, start), (4, end)))
    assert spans(*blocks) == {4: texts[block][start:end]}


def test_a_span_may_reach_over_several_paragraphs():
    assert spans(marked("IP: Det <går"), Block("IP: fint"), marked("IP: og> godt")) == {
        0: "går\nIP: fint\nIP: og"
    }


def test_a_range_that_takes_in_the_end_of_a_paragraph_stops_before_the_next_one():
    assert spans(marked("IP: <Det går"), Block(""), marked(">fint", speaker="I")) == {0: "Det går"}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Det går. Ikke?<> Jo da.", "Ikke?"),
        ("Det går. <>Ikke? Jo da.", "Ikke?"),
        ("<>Det går. Ikke?", "Det går."),
        ("Det går. Ikke <>helt", "Ikke helt"),
        ("Det går.  <>", "Det går."),
        ("Det går<> …  ", "Det går …"),
    ],
)
def test_a_remark_without_a_range_is_about_the_sentence_but_not_about_the_label(text, words):
    assert spans(Block("I: Hvad?"), marked(text, speaker="IP")) == {0: words}


def test_a_remark_on_nothing_is_about_what_is_written_nearby():
    assert spans(Block("Det går."), marked("<>")) == {0: "Det går."}
    assert spans(marked("<>"), Block("Det går.")) == {0: "Det går."}
    assert spans(marked("<>"), Block(" ")) == {}


def test_lines_are_found_one_by_one():
    block = marked("[00:05] IP: Ja <altså\n[00:09] det> var\nalt")
    assert spans(block) == {0: "altså\ndet"}


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ([["Tid", "Taler", "Tekst"], ["00:05", "I", "Går <det>?"], ["00:09", "IP", "Ja."]], "det"),
        ([["Tid", "Taler", "Tekst"], ["<00:05", "I", "Går det?>"], ["00:09", "IP", "Ja."]], "Går det?"),
        ([["Tid", "Taler", "Tekst"], ["00:05", "I", "Går"], ["00:09", "<IP>", "Ja. Nej."]], "Ja."),
        ([["Tid", "<Taler", "Tekst>"], ["00:05", "I", "Går det?"], ["00:09", "IP", "Ja."]], "Går det?"),
        ([["Kommune", "<Havnstrup>"], ["Dato", "1. maj"]], "Havnstrup"),
        ([["I: Går <det>?"], ["IP: Ja."]], "det"),
        ([["Indtryk", "Varm,  <taler  meget>"], ["Andet", "Ring"], ["x", "y"]], "taler meget"),
        ([["Tid", "Taler", "Tekst"], ["00:05", "I", "Ja"], ["00:09", "IP", "Ja."], ["<", ">", ""]], "Ja."),
    ],
)
def test_a_mark_in_a_table_stays_with_its_words_and_changes_nothing_else(rows, words):
    with_marks = [[cell.replace("<", mark(0)).replace(">", mark(0)) for cell in row] for row in rows]
    plain = [[take(cell)[0] for cell in row] for row in with_marks]
    blocks = with_anchors(table_blocks(plain), with_marks)
    assert [block.text for block in blocks] == [block.text for block in table_blocks(plain)]
    assert spans(*blocks) == {0: words}


def test_a_table_that_made_no_blocks_has_no_anchors():
    assert with_anchors((), [[mark(1)]]) == []


def test_many_marks_and_long_texts_take_no_long_time():
    begin = time.perf_counter()
    many = "".join(f"ord {mark(n)}" for n in range(20_000))
    cleaned(many + "e" + mark(1) + "\u0301")
    text = "a [00:05] " * 20_000
    placed(((1, 5), (2, len(text))), text, "IP: " + text.replace("[00:05]", ""), 0)
    rows = [[f"{mark(n)}ord{n}", "to tre fire fem seks syv"] for n in range(5_000)]
    plain = [[take(cell)[0] for cell in row] for row in rows]
    with_anchors(table_blocks(plain), rows)
    assert time.perf_counter() - begin < 5
