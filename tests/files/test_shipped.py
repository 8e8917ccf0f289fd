import pytest

from casekit.errors import ReadError
from casekit.files.shipped import shipped
from casekit.wording import LANGUAGES, speak


@pytest.mark.parametrize(
    "name", ["codebooks", "data_samples", "notebooks", "codebooks/lexicons/actor_roles.yaml"]
)
def test_what_comes_with_casekit_is_found(name):
    assert shipped(name).exists()


def test_what_does_not_come_with_it_is_refused_in_every_language():
    for language in LANGUAGES:
        speak(language)
        try:
            with pytest.raises(ReadError, match="codebookz") as caught:
                shipped("codebookz")
            assert "data_samples" in str(caught.value)
        finally:
            speak("en")
    assert caught.value.data == {"name": "codebookz"}
