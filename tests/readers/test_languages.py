import pytest

from casekit.readers.languages import guessed_language, told_language


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Det er jo ikke det, vi har aftalt, og jeg ved ikke, hvad der sker så.", "da"),
        ("Wir haben das nicht gewusst, und dann ist die Wohnung weg, aber ich finde eine.", "de"),
        ("Het is niet zo dat we dat van tevoren weten, maar ik denk het wel.", "nl"),
        ("They have no idea of what it is that we do for them, but that was not the plan.", "en"),
        ("DET ER IKKE DET, VI HAR AFTALT, OG JEG VED DET IKKE.", "da"),
        ("Nå, av! Det gjorde ondt, og jeg kunne ikke gå, så vi blev der hele dagen på kontoret.", "da"),
    ],
)
def test_small_words_tell_the_language(text, language):
    assert guessed_language(text) == language


@pytest.mark.parametrize(
    "text",
    [
        "Jeg vet ikke hva vi skal gjøre, men det er noe av det vi har snakket mye om etter møtet.",
        "Jag vet inte vad vi ska göra, men det är något som vi har pratat mycket om på mötet.",
        "Ik wit it net, mar wy hawwe it dêr mei de gemeente oer hân en dat is foar ús net maklik.",
        "Ek weet nie wat ons moet doen nie, maar dit is iets wat ons baie met hulle bespreek het.",
        "Nie wiem, co my tu robimy, ale to jest tak, że się na to nie da nic poradzić, no i co.",
        "Je ne sais pas ce que nous allons faire, mais il faut une solution pour eux et pour nous.",
        "Ech weess net wat mir maache sollen, mee dat ass eppes wat mir vun der Gemeng héieren.",
    ],
    ids=["no", "sv", "fy", "af", "pl", "fr", "lb"],
)
def test_neighbours_and_strangers_are_not_taken_for_sure(text):
    assert guessed_language(text) is None


@pytest.mark.parametrize(
    "text", ["", "Ja.", "Det ved jeg ikke.", "en en en en en en en en", "1 2 3 ??", "Mhm. " * 50]
)
def test_too_little_is_no_guess(text):
    assert guessed_language(text) is None


def test_halves_of_two_languages_are_no_guess_but_a_quotation_does_no_harm():
    danish = "Det er ikke det, vi har aftalt, og jeg ved ikke, hvad der sker. "
    german = "Wir haben das nicht gewusst, und dann ist die Wohnung weg. "
    norwegian = "Hva er det de sier, jeg vet ikke noe om det. "
    assert guessed_language(danish + german) is None
    assert guessed_language(danish * 5 + german) == "da"
    assert guessed_language(danish * 9 + norwegian) == "da"


@pytest.mark.parametrize(
    ("key", "value", "language"),
    [
        ("Sprog", "da", "da"),
        ("Sprache", "Dänisch", "da"),
        ("Taal", "Nederlands (NL)", "nl"),
        ("language", "English", "en"),
        ("Sprog", "da-DK", "da"),
        ("SPRACHE ", " Deutsch und Englisch", "de"),
        ("Sprache", "Plattdeutsch?", None),
        ("Language", "", None),
        ("Kommune", "Dansk", None),
    ],
)
def test_the_head_tells_the_language(key, value, language):
    assert told_language([("Dato", "1. marts"), (key, value)]) == language


def test_of_two_lines_the_first_that_names_one_counts():
    assert told_language([("Sprog", "?"), ("Taal", "nl"), ("Language", "en")]) == "nl"
    assert told_language([]) is None
