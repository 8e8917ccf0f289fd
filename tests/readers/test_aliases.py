from casekit.readers.aliases import one_label_each


def kept(*labels: str) -> list[str]:
    found = one_label_each(labels)
    return [found[label] for label in labels]


def test_a_full_name_and_later_initials_are_one_speaker_with_the_shorter_label():
    assert kept("Mette Krogh", "Anne-Grethe Toft", "MK", "AGT", "MK") == ["MK", "AGT", "MK", "AGT", "MK"]
    assert kept("Marieke van der Velden", "I", "MvdV") == ["MvdV", "I", "MvdV"]
    assert kept("Birgitte Holm", "I", "Birgitte") == ["Birgitte", "I", "Birgitte"]


def test_brackets_say_what_the_later_label_is():
    assert kept("Interviewer (JdB)", "Respondent", "I", "R") == ["I", "R", "I", "R"]
    assert kept("Interviewer (JdB)", "Respondent", "JdB") == ["JdB", "Respondent", "JdB"]
    assert kept("Interviewer (I)", "IP", "I", "IP") == ["I", "IP", "I", "IP"]
    assert kept("Interviewer (JdB)", "IP", "Interviewer") == ["Interviewer", "IP", "Interviewer"]


def test_role_words_and_letters_that_alternate_are_two_speakers():
    labels = ["Interviewer", "I", "Interviewer", "I"]
    assert kept(*labels) == labels


def test_initials_that_fit_two_names_are_left_alone():
    labels = ["Mette Krogh", "Martin Kjær", "MK"]
    assert kept(*labels) == labels


def test_groups_keep_their_numbers():
    labels = ["Deltager 1", "Deltager 2", "B1", "B2", "Leder (kommune A)", "Leder (kommune B)"]
    assert kept(*labels) == labels


def test_capitals_make_no_second_speaker():
    assert kept("Interviewer", "interviewer") == ["Interviewer", "Interviewer"]


def test_hundreds_of_labels_are_left_as_they_are():
    labels = [f"Name {n}" for n in range(300)]
    assert kept(*labels) == labels
