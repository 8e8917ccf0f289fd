"""What was removed is known again, by its file or by its text."""

from dataclasses import replace

import pytest

from casekit.model.document import Document
from casekit.model.facts import key_of, sha
from casekit.project.returning import fresh_key, has_removed_words, was_removed

READ = Document("HAV-01", "B: Huslejen.\n", (), (), "digest", "HAV-01.txt", "text", "da")
KEY = key_of("document", "digest")
MARKED = {(KEY, "document"), (key_of("revision", KEY, sha(READ.text)), "revision")}


@pytest.mark.parametrize(
    ("read", "gone"),
    [
        (READ, True),
        (replace(READ, source_sha="other"), True),
        (replace(READ, text="B: Andet.\n"), True),
        (replace(READ, source_sha="other", text="B: Andet.\n"), False),
    ],
)
def test_the_same_file_or_the_same_text_was_removed(read, gone):
    assert was_removed(MARKED, read) is gone
    assert not was_removed([], read)


def test_a_text_of_which_words_went_is_known_for_its_document_alone():
    marked = [(key_of("revision", KEY, sha(READ.text)), "revision 3-5 [fjernet]")]
    assert has_removed_words(marked, KEY, READ)
    assert not has_removed_words(marked, key_of("document", "x"), READ)
    assert not was_removed(marked, READ)


def test_each_time_it_comes_back_it_has_another_key():
    keys = []
    for _ in range(3):
        keys.append(fresh_key([(key, "document") for key in keys], READ))
    assert keys[0] == KEY
    assert len(set(keys)) == 3
