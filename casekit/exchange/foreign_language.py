"""Which language a codebook of another program is in, which such files do not say."""

from casekit.model.finding import Finding
from casekit.readers.languages import guessed_language
from casekit.wording import spoken

__all__ = ["foreign_language"]


def foreign_language(text: str, *, told: str | None, file: str) -> tuple[str, list[Finding]]:
    """The language that is *told*, else that of the small words in *text*, else English; the last two with a warning.

    >>> foreign_language("Rent", told="nl", file="a.qdc")
    ('nl', [])

    Raises:
        CasekitError: an unknown language is told.
    """
    if told:
        return spoken(told), []
    guess = guessed_language(text)
    if guess:
        return guess, [Finding.of("qdc_language_guessed", "warning", file, language=guess)]
    return "en", [Finding.of("qdc_language_unknown", "warning", file, language="en")]
