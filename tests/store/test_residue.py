"""What can be read in bytes: whole words, parts of words, in three encodings."""

import pytest

from casekit.store.residue import ENCODINGS, pieces_of, read_in, runs_of, words_of


@pytest.mark.parametrize("encoding", ENCODINGS)
@pytest.mark.parametrize("offset", [0, 1])
@pytest.mark.parametrize("word", ["Kvistlejlighed", "Дом на горе", "blåbærgrød"])
def test_a_word_is_read_wherever_it_stands_and_however_it_is_written(encoding, offset, word):
    data = b"\x00\xff\x81" + b"\x07" * offset + word.encode(encoding) + b"\x01\x02"
    assert read_in(data, pieces_of([word]) or [word])


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_a_piece_of_a_word_is_enough(encoding):
    assert read_in("jlighe".encode(encoding), pieces_of(["Kvistlejlighed"])) == {"jlighe"}


def test_nothing_is_read_where_nothing_is():
    assert read_in(b"SQLite format 3\x00" * 50, pieces_of(["Kvistlejlighed og blåbærgrød"])) == set()


def test_runs_find_what_common_words_say_together():
    said = "der er ikke nok til at vi kan gå ud nu, og det er som det er"
    assert pieces_of(["er det så"]) == frozenset()
    assert read_in(said.encode(), [], runs_of([said]))
    assert not read_in(b"der er ikke nok", [], runs_of([said]))


def test_short_strings_are_not_looked_for():
    assert pieces_of(["B", "I:", "ja."]) == frozenset()


def test_words_stand_once_and_digests_last():
    digest = "0123456789abcdef" * 2
    assert words_of([f"{digest} huset", "huset"]).split("\n") == ["huset", digest]
