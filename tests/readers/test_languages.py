import pytest

from casekit.readers.languages import language_of


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Det er jo ikke det, vi har aftalt, og jeg ved ikke, hvad der sker så.", "da"),
        ("Wir haben das nicht gewusst, und dann ist die Wohnung weg, aber ich finde eine.", "de"),
        ("Het is niet zo dat we dat van tevoren weten, maar ik denk het wel.", "nl"),
        ("They have no idea of what it is that we do for them, but that was not the plan.", "en"),
        ("Je ne sais pas ce que nous allons faire, mais il faut une solution pour eux.", None),
        ("Ja.", None),
        ("", None),
    ],
)
def test_small_words_tell_the_language(text, language):
    assert language_of(text) == language


@pytest.mark.parametrize(
    ("key", "value", "language"),
    [
        ("Sprog", "da", "da"),
        ("Sprache", "Dänisch", "da"),
        ("Taal", "Nederlands (NL)", "nl"),
        ("language", "English", "en"),
    ],
)
def test_the_head_is_asked_first(key, value, language):
    assert language_of("Das ist nicht wahr und das ist es", [(key, value)]) == language


def test_a_language_that_the_head_calls_by_an_unknown_name_is_left_to_the_words():
    assert language_of("Das ist nicht wahr und das ist es", [("Sprache", "Plattdeutsch?")]) == "de"
