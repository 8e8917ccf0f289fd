import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from casekit.exchange.qdc_text import heard, id_line, read_rule, rule_text, speaker, spoken_in, told_language
from casekit.model.codebook import KINDS, POLARITIES, Code, Example, Exclusion
from casekit.model.words import LANGUAGES, Words

pytestmark = pytest.mark.slow  # many codebooks, or many examples of each

TRICKS = st.sampled_from(
    [
        "Eksempler:",
        "Hører med:",
        "[id: other]",
        "\\Eksempler:",
        "- dash",
        "  inside",
        "[hæmmende] seems",
        "[–] seems",
        "seems → rent",
        "seems (+ a, b)",
        "seems (+ a) → –",
        "seems [en]",
        "",
        "a\r",
    ]
)
TEXTS = (
    st.lists(TRICKS | st.text("aæ :→–-[]\\", max_size=6), min_size=1, max_size=3).map("\n".join).filter(bool)
)
WORDS = st.builds(lambda language, text: Words.of({language: text}), st.sampled_from(LANGUAGES), TEXTS)
IDS = st.sampled_from(["rent", "waiting-time", "a, b", "to ord", "–", "50%", "støtte"])
EXAMPLES = st.builds(
    Example, WORDS, st.sampled_from(["", *POLARITIES]), st.lists(IDS, max_size=2).map(tuple), st.none() | IDS
)
CODES = st.builds(
    Code,
    IDS,
    definition=st.just(Words()) | WORDS,
    kind=st.sampled_from(KINDS),
    include=st.lists(WORDS, max_size=2).map(tuple),
    exclude=st.lists(st.builds(Exclusion, WORDS, st.none() | IDS), max_size=2).map(tuple),
    examples=st.lists(EXAMPLES, max_size=2).map(tuple),
    counterexamples=st.lists(EXAMPLES, max_size=2).map(tuple),
    polarity=st.lists(
        st.tuples(st.sampled_from(POLARITIES), WORDS), max_size=2, unique_by=lambda one: one[0]
    ).map(tuple),
)


@given(CODES, st.sampled_from(LANGUAGES), st.lists(TEXTS, max_size=2).map(tuple))
@settings(max_examples=120)
def test_whatever_a_rule_says_comes_back(code, language, terms):
    code = Code(
        **{name: getattr(code, name) for name in code.__dataclass_fields__}
        | {"indicators": ((language, terms),) if terms else ()}
    )
    told = heard(rule_text(code, language))
    assert told is not None
    assert told.id == code.id
    assert read_rule(Code(code.id), told, language) == code


@given(CODES)
def test_other_programs_may_change_line_ends_and_blanks_at_the_end(code):
    text = rule_text(code, "da")
    if "\r" not in text:
        assert heard(text.replace("\n", "\r\n")) == heard(text)
    assert heard(text + "\n \n") == heard(text)


def test_a_rule_is_text_that_people_read():
    code = Code(
        "rent",
        definition=Words.of({"da": "Boligen er for dyr."}),
        kind="outcome",
        include=(Words.of({"da": "depositum"}),),
        exclude=(Exclusion(Words.of({"en": "queues"}), "waiting"),),
        examples=(Example(Words.of({"da": "Der er ikke råd."}), "barrier", ("debt",)),),
        polarity=(("barrier", Words.of({"da": "for dyrt"})),),
        indicators=(("da", ("husleje*",)), ("de", ("miete*",))),
    )
    assert (
        rule_text(code, "da")
        == """\
Boligen er for dyr.

Art:
- resultat

Hører med:
- depositum

Hører ikke med:
- queues [en] → waiting

Eksempler:
- [hæmmende] Der er ikke råd. (+ debt)

Retning:
- hæmmende: for dyrt

Søgeord:
- husleje*

[id: rent]"""
    )


def test_a_text_without_an_id_is_somebody_else_s():
    assert heard("Hører med:\n- depositum") is None
    assert heard("") is None


def test_what_people_change_is_read():
    told = heard("Ny tekst\n\nHører med:\ndepositum\n-  gæld\nmed mere\n\n[id: rent]\n\nTilføjet.")
    assert told is not None
    assert told.definition == "Ny tekst\nTilføjet."
    assert told.lists == {"include": ("depositum", " gæld\nmed mere")}


def test_every_language_has_headings_of_its_own():
    for language in LANGUAGES:
        code = Code("a", include=(Words.of({language: "x"}),), examples=(Example(Words.of({language: "y"})),))
        assert told_language(rule_text(code, language)) == language
    assert told_language("nothing") is None


def test_a_text_that_seems_to_name_a_language_comes_back():
    words = Words.of({"da": "Leje [en]"})
    assert spoken_in(words, "da") == "Leje [en] [da]"
    assert speaker("da")("Leje [en] [da]") == words
    assert spoken_in(Words(), "da") == ""
    assert id_line("two words") == "[id: two%20words]"
