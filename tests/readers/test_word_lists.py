from casekit.readers.word_lists import words


def test_words_are_parted_by_blanks_and_line_breaks():
    assert words(" ja\n jo  nej ") == {"ja", "jo", "nej"}
