"""What a file's name tells."""

import time
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from casekit.errors import TableError
from casekit.exchange.patterns import FIELDS, parse_pattern
from casekit.wording import LANGUAGES, explain, speak

word = st.text(st.characters(categories=["Ll", "Lu", "Nd"]), min_size=1, max_size=12).map(
    lambda text: unicodedata.normalize("NFC", text)
)


def told(pattern, file):
    """Case, person, role and date that the name tells."""
    found = parse_pattern(pattern).interview(file)
    if found is None:
        return None
    person, role, *_ = found.people[0] if found.people else ("", "")
    return found.case, person, role, found.date


@pytest.mark.parametrize(
    ("pattern", "file", "found"),
    [
        ("{case}-{person}", "havnstrup-P1.docx", ("havnstrup", "P1", "", "")),
        ("{case}-{person}", "havnstrup-P1.v2.docx", ("havnstrup", "P1.v2", "", "")),
        ("{case}-{person}", "havnstrup-P1-2.docx", ("havnstrup", "P1-2", "", "")),
        ("{}-{case}", "2023-11-havnstrup.txt", ("11-havnstrup", "", "", "")),
        ("{case} {}", "havnstrup .txt", ("havnstrup", "", "", "")),
        ("Interview {case} ({date})", "Interview Sankt Ib (14.11.2023).vtt", ("Sankt Ib", "", "", "2023-11-14")),
        ("{date}_{case}_{role}", "20231114_hav_leader.txt", ("hav", "20231114_hav_leader", "leader", "2023-11-14")),
        ("{case}.docx", "hav.docx", ("hav", "", "", "")),
        ("{case}.docx", "hav.txt", None),
        ("{case}.{person}", "hav.docx", None),
        ("{case}-{date}", "hav-igår.txt", None),
        ("{case}-{person}", "hav.txt", None),
        ("{case}-{person}", "-P1.txt", None),
        ("{case}-{person}", "hav-.txt", None),
        ("{case}-{language}", "hav-sv.txt", None),
        ("{case}.*", "havnstrup.txt", None),
    ],
)  # fmt: skip
def test_a_name_tells_what_the_pattern_says_or_nothing(pattern, file, found):
    assert told(pattern, file) == found


def test_language_kind_wave_and_sector_are_told():
    found = parse_pattern("{case}_{language}_{kind}_{wave}_{sector}").interview("hav_DE_Group_2_ngo.txt")
    assert (found.language, found.kind, found.wave) == ("de", "group", "2")
    assert found.people == (("hav_DE_Group_2_ngo", "", "ngo", ""),)


def test_blanks_around_what_is_told_do_not_count():
    assert told("{case}-{person}", "hav - P1.txt") == ("hav", "P1", "", "")


def test_a_name_from_a_mac_tells_the_same():
    file = unicodedata.normalize("NFD", "Köln-Åse.txt")
    assert told("{case}-{person}", file) == ("Köln", "Åse", "", "")
    assert told(unicodedata.normalize("NFD", "ö{case}"), "öst.txt") == ("st", "", "", "")


@pytest.mark.parametrize(
    "pattern", ["", "hav", "{}", "{kommune}", "{case}-{case}", "{case}{person}", "{case}{}", "{case}{}-", "{ case }", "{case"]
)  # fmt: skip
def test_a_pattern_that_tells_nothing_sure_is_refused_in_every_language(pattern):
    with pytest.raises(TableError) as caught:
        parse_pattern(pattern)
    assert caught.value.problem == "bad_pattern"
    for language in LANGUAGES:
        speak(language)
        assert "{}" in explain(caught.value)
    speak("en")


@settings(max_examples=50, deadline=None)
@given(st.permutations(["case", "person", "role", "sector", "wave"]), st.data())
def test_what_is_put_into_a_name_comes_out(fields, data):
    sign = data.draw(st.sampled_from(["-", "_", " ", " - ", "(.*)", "[a-z]", "__"]))
    values = {name: data.draw(word) for name in fields}
    pattern = parse_pattern(sign.join(f"{{{name}}}" for name in fields))
    found = pattern.interview(sign.join(values.values()) + ".docx")
    assert (found.case, found.wave) == (values["case"], values["wave"])
    assert found.people == ((values["person"], values["role"], values["sector"], ""),)


@pytest.mark.parametrize(
    "pattern", ["{case}-{}-{person}-{}-{date}", "{}a{case}a{}", "{case}ab{person}ab{}ab"]
)
@pytest.mark.parametrize("name", ["a" * 100_000, "-a" * 50_000, "ab" * 50_000, "-" * 100_000])
def test_a_hostile_name_does_not_take_long(pattern, name):
    begun = time.perf_counter()
    parse_pattern(pattern).interview(name + ".txt")
    assert time.perf_counter() - begun < 2


def test_every_field_can_be_asked_for():
    parse_pattern("_".join(f"{{{name}}}" for name in FIELDS))
