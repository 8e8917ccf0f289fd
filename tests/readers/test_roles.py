from casekit.readers.roles import Said, speakers_of


def roles(*said: tuple[str, int, bool], **options: object) -> dict[str, tuple[str, str]]:
    speakers, _ = speakers_of([Said(*one) for one in said], file="a.txt", **options)
    return {speaker.label: (speaker.role, speaker.reason) for speaker in speakers}


TWO = (("MK", 8, True), ("BH", 60, False), ("MK", 6, True), ("BH", 80, False))


def test_known_labels_tell_the_role():
    assert roles(("I", 5, True), ("IP", 50, False)) == {
        "I": ("interviewer", "known_label"),
        "IP": ("respondent", "known_label"),
    }


def test_the_table_of_interviews_wins():
    assert roles(*TWO, interviewers=["BH"])["BH"] == ("interviewer", "table")
    assert roles(*TWO, interviewers=["Mette Kruse"]) == {
        "MK": ("interviewer", "table"),
        "BH": ("respondent", "answers"),
    }
    assert (
        roles(("Mette Kruse", 5, False), ("Bo", 5, False), interviewers=["mk"])["Mette Kruse"][0]
        == "interviewer"
    )


def test_the_head_tells_by_definition_or_by_name():
    assert roles(*TWO, head=[("MK", "Interviewerin"), ("BH", "Sozialarbeiterin")]) == {
        "MK": ("interviewer", "header"),
        "BH": ("respondent", "header"),
    }
    assert roles(*TWO, head=[("Interviewer", "JdB, Mette Kruse (MK)")])["MK"] == ("interviewer", "header")
    assert roles(*TWO, head=[("Informant", "BH")])["BH"] == ("respondent", "header")
    assert roles(("Interviewer", 5, True), ("B", 5, False), head=[("Interviewer", "KL")])["Interviewer"] == (
        "interviewer",
        "header",
    )


def test_other_spellings_of_a_speaker_count_too():
    assert roles(*TWO, spellings={"MK": ("Interviewer (MK)",)})["MK"] == ("interviewer", "known_label")


def test_else_the_one_who_asks_most_and_says_less_is_the_interviewer():
    assert roles(*TWO) == {"MK": ("interviewer", "asks_most"), "BH": ("respondent", "answers")}
    _, findings = speakers_of([Said(*one) for one in TWO], file="a.txt")
    assert [(finding.kind, finding.data["label"]) for finding in findings] == [("roles_guessed", "MK")]


def test_where_all_talk_alike_nothing_is_guessed():
    said = [("A1x", 20, True), ("B1x", 20, True)] * 3
    assert set(roles(*said).values()) == {("unknown", "unclear")}
    _, findings = speakers_of([Said(*one) for one in said], file="a.txt")
    assert [finding.kind for finding in findings] == ["roles_unknown"]


def test_letters_mean_what_their_partner_makes_of_them():
    assert roles(("F", 5, True), ("A", 50, False)) == {
        "F": ("interviewer", "known_label"),
        "A": ("respondent", "known_label"),
    }
    assert roles(("INT", 5, True), ("I", 50, False)) == {
        "INT": ("interviewer", "known_label"),
        "I": ("respondent", "known_label"),
    }


def test_one_speaker_answers():
    assert roles(("Birgitte", 50, False)) == {"Birgitte": ("respondent", "only_speaker")}
    assert roles(("–", 50, False)) == {"–": ("respondent", "unlabelled")}


def test_speech_of_nobody_beside_others_stays_unclear():
    assert roles(("I", 5, True), ("–", 50, False), ("IP", 9, False))["–"] == ("unknown", "unclear")


def test_no_turns_no_speakers():
    assert speakers_of([], file="a.txt") == ((), ())
