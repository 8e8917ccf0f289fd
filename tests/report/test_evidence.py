import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from casekit.analysis.passages import passages
from casekit.model.study import Study
from casekit.report.evidence import choose, codes_heard, naming, quote, shorten, sides

pytestmark = pytest.mark.slow


def _passages(*rows: tuple[str, int, str, str]) -> pd.DataFrame:
    """Passages of (document, start, code, text)."""
    return pd.DataFrame(
        [
            {
                "document": document,
                "start": start,
                "end": start + len(text),
                "code": code,
                "text": text,
                "reference": f"{document}, turn 1 · {number:010}",
                "language": "da",
            }
            for number, (document, start, code, text) in enumerate(rows)
        ]
    )


READABLE = "Vi får næsten altid en bolig i løbet af nogle uger, og det er vi glade for."


def test_a_quote_of_readable_length_is_chosen_before_a_scrap() -> None:
    best = choose(_passages(("A", 0, "rent", "Ja, det er dyrt."), ("A", 50, "rent", READABLE)), [])
    assert best is not None
    assert best["text"] == READABLE


def test_a_quote_that_begins_a_sentence_is_chosen_before_one_that_is_cut() -> None:
    cut = "og så får vi næsten altid en bolig i løbet af nogle uger, det er vi glade for."
    best = choose(_passages(("A", 0, "rent", cut), ("A", 200, "rent", READABLE)), [])
    assert best is not None
    assert best["text"] == READABLE


def test_a_code_that_many_mention_is_quoted_before_one_that_few_do() -> None:
    rows = (("A", 0, "rent", READABLE), ("A", 200, "dwellings", READABLE), ("B", 0, "dwellings", READABLE))
    best = choose(_passages(*rows), [])
    assert best is not None
    assert best["code"] == "dwellings"


@pytest.mark.parametrize(
    "risk",
    [
        "Skriv til mig på ida@kommune.example, så finder vi en løsning på det sammen.",
        "Ring på 40 12 34 56 om aftenen, så kommer der en og hjælper borgeren hjem.",
        "Han blev født den 3.4.1961, og siden har han boet på gaden det meste af tiden.",
        "Hun bor på Nørrevej 14 nu, og det går meget bedre, end vi havde turdet håbe på.",
        "Er wohnt jetzt in der Lange Straße 7 und kommt dort wirklich sehr gut zurecht.",
    ],
)
def test_a_quote_with_a_number_or_an_address_is_never_chosen(risk: str) -> None:
    assert choose(_passages(("A", 0, "rent", risk)), []) is None


def test_nothing_is_chosen_from_nothing() -> None:
    assert choose(_passages(("A", 0, "rent", READABLE)).iloc[:0], []) is None


def test_the_same_words_are_not_chosen_twice() -> None:
    used: list[pd.Series] = []
    said = _passages(("A", 0, "rent", READABLE))
    assert choose(said, used) is not None
    assert len(used) == 1
    assert choose(said, used) is None


def test_words_that_overlap_are_the_same_and_words_that_touch_are_not() -> None:
    used: list[pd.Series] = []
    choose(_passages(("A", 0, "rent", READABLE)), used)
    assert choose(_passages(("A", len(READABLE) - 1, "rent", READABLE)), used) is None
    assert choose(_passages(("A", len(READABLE), "rent", READABLE)), used) is not None
    assert choose(_passages(("B", 0, "rent", READABLE)), used) is not None


def test_a_short_text_stays_and_its_blanks_become_one() -> None:
    assert shorten("Vi får\n en  bolig.") == "Vi får en bolig."


def test_a_long_text_ends_with_a_sentence_and_a_mark() -> None:
    short = shorten("Det er svært at få en bolig her i byen. " * 30)
    assert short.endswith("byen. […]")
    assert len(short) <= 430


def test_a_long_text_without_sentences_ends_with_a_word() -> None:
    short = shorten("bolig " * 200)
    assert short.startswith("… bolig")
    assert short.endswith("bolig […]")


@settings(max_examples=60)
@given(st.text(max_size=900))
def test_a_shortened_text_is_never_long_and_adds_no_words(text: str) -> None:
    short = shorten(text)
    assert len(short) <= 420 + len(" […]")
    assert short.removeprefix("… ").removesuffix(" […]") in " ".join(text.split()) or not text.strip()


def test_a_quote_carries_language_side_and_reference(study: Study) -> None:
    said = passages(study, case="eichental").iloc[0]
    made = quote(said, "kommunen")
    assert (made.language, made.who) == ("de", "kommunen")
    assert made.reference.startswith("EIC-01, turn 2 · ")
    assert quote(said, "kommunen", reference="12ab").reference == "12ab"


@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("da", "kommunen og samarbejdspartner"),
        ("en", "municipality and partner"),
    ],
)
def test_who_says_so_is_a_side(study: Study, language: str, told: str) -> None:
    assert sides(study, passages(study, case="albaek"), language) == told


def test_nobody_says_so_where_no_sector_is_known(study: Study) -> None:
    assert sides(study, passages(study).assign(sector=""), "da") == ""


def test_a_sector_that_no_lexicon_knows_is_a_partner(study: Study) -> None:
    assert sides(study, passages(study).assign(sector="kirken"), "en") == "partner"


def test_codes_are_told_with_interviews_commonest_first(study: Study) -> None:
    said = passages(study, code="housing")
    assert codes_heard(study, said, 8, "en") == ["Number of dwellings (7 of 8)", "Rent (2 of 8)"]


def test_codes_beyond_the_most_are_counted(study: Study) -> None:
    said = passages(study, code="housing")
    assert codes_heard(study, said, 8, "da", most=1) == ["Antal boliger (7 af 8)", "og 1 mere"]


def test_a_passage_that_names_another_case_is_known(study: Study, said: dict[str, str]) -> None:
    table = passages(study, case="albaek")
    named = dict(zip(table["text"], naming(study, table, own=["albaek", "solgaard"]), strict=True))
    assert named[said["other"]]
    assert not named[said["member"]]
    assert not named[said["shared"]]


def test_without_own_cases_every_case_counts(study: Study, said: dict[str, str]) -> None:
    table = passages(study, case="albaek")
    named = dict(zip(table["text"], naming(study, table), strict=True))
    assert named[said["member"]]
    assert naming(study, table.iloc[:0]).empty
