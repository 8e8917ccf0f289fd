from dataclasses import replace
from types import SimpleNamespace

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from casekit.errors import CodebookError, LookupFailedError, UnknownCodeError
from casekit.model.codebook import Change, Code, Codebook
from casekit.model.content import canonical
from casekit.model.drafts import DRAFTS, drafts_of
from casekit.model.facts import Coding, key_of
from casekit.model.words import LANGUAGES, Words
from casekit.project.deciding import (
    chosen,
    draft_fact,
    draft_of,
    newly_told,
    promoted,
    recoded,
    slug,
    words_of,
)

BOOK = Codebook(
    "b",
    "1.1",
    codes=(Code("housing"), Code("rent", parent="housing"), Code("support")),
    languages=("da", "en"),
    changes=(Change("1.0"), Change("1.1", replaced=(("flat", ("rent",)),))),
)
DRAFT = Code("keys", Words.of({"da": "Nøgler"}), definition=Words.of({"da": "Hvem der har dem."}))


def study(*drafts, language="da", codings=None):
    """What of a study is asked for here."""
    rows = [(fact.name, fact.content, fact.became) for fact in drafts]
    made = drafts_of(pd.DataFrame(rows, columns=["name", "content", "became"], dtype=object))
    return SimpleNamespace(codebooks={"b": BOOK} | made, language=language, codings=codings)


@pytest.mark.parametrize(
    ("label", "name"),
    [
        ("Nøgler", "noegler"),
        ("  Ærø, Ålborg & Öland ", "aeroe_aalborg_oeland"),
        ("Größe · überall", "groesse_ueberall"),
        ("één café", "een_cafe"),
        ("§ 85", "85"),
        ("…", ""),
        ("", ""),
    ],
)
def test_an_id_is_made_of_the_letters_of_a_label(label, name):
    assert slug(label) == name


@given(st.text())
def test_an_id_is_one_word_in_small_letters(label):
    name = slug(label)
    assert name == name.strip("_")
    assert not set(name) & set(" :,;/\\\n\t.")
    assert slug(name) == name or not name.isascii()


def test_a_draft_holds_its_words_in_the_language_that_is_meant():
    fact = draft_fact(study(), " Nøgler ", definition=" Hvem? ")
    assert (fact.name, fact.key, fact.became) == ("noegler", key_of("draft", "noegler"), "")
    assert fact.content == canonical(
        {"id": "noegler", "label": {"da": "Nøgler"}, "definition": {"da": "Hvem?"}, "origin": "inductive"}
    )
    assert '"nl"' in draft_fact(study(), "Sleutels", language="nl").content


def test_a_draft_has_an_id_that_no_codebook_has():
    known = draft_fact(study(), "Nøgler")
    for code, holder in (("rent", "b"), ("noegler", DRAFTS)):
        with pytest.raises(CodebookError) as caught:
            draft_fact(study(known), "Noget", code=code)
        assert (caught.value.problem, caught.value.data["codebook"]) == ("code_exists", holder)
    with pytest.raises(CodebookError):
        draft_fact(study(replace(known, became="b:keys")), "Nøgler")
    with pytest.raises(LookupFailedError):
        draft_fact(study(), "?!")
    with pytest.raises(LookupFailedError):
        draft_fact(study(), "Clés", language="fr")
    with pytest.raises(CodebookError) as unfit:
        draft_fact(study(), "Nøgler", code="De nøgler")
    assert unfit.value.data["near"] == "de_noegler"


def test_a_draft_is_found_by_its_id_or_those_there_are_are_named():
    known = study(draft_fact(study(), "Nøgler"))
    assert draft_of(known, "noegler").label == Words.of({"da": "Nøgler"})
    for one, names in ((known, "noegler"), (study(), "–")):
        with pytest.raises(LookupFailedError) as caught:
            draft_of(one, "findes_ikke")
        assert caught.value.data["known"] == names


def test_a_draft_becomes_a_code_of_a_new_version():
    code = replace(DRAFT, id="keyring", parent="housing")
    book, became = promoted(BOOK, DRAFT, code, version="1.2", date="2026-01-02")
    assert [one.id for one in book] == ["housing", "rent", "keyring", "support"]
    assert book.changes[:-1] == BOOK.changes
    assert book.changes[-1] == Change("1.2", "2026-01-02", Words.of({"da": "+ keyring", "en": "+ keyring"}))
    assert (became.name, became.key, became.became) == ("keys", key_of("draft", "keys"), "b:keyring")


def test_what_changed_is_told_in_every_language_where_the_codebook_names_none():
    book, _ = promoted(replace(BOOK, languages=()), DRAFT, DRAFT, version="2", date="")
    assert all(book.changes[-1].what.has(language) for language in LANGUAGES)


@pytest.mark.parametrize(
    ("code", "version", "problem"),
    [
        (replace(DRAFT, id="rent"), "2", "code_exists"),
        (replace(DRAFT, id="flat"), "2", "code_exists"),
        (replace(DRAFT, definition=Words()), "2", "draft_undefined"),
        (DRAFT, "1.0", "version_exists"),
        (DRAFT, "1.1", "version_exists"),
        (DRAFT, "0.9", "version_not_later"),
        (DRAFT, "", "version_not_later"),
        (replace(DRAFT, id="Key ring"), "2", "id_unfit"),
    ],
)
def test_what_cannot_become_a_code_is_refused(code, version, problem):
    with pytest.raises(CodebookError) as caught:
        promoted(BOOK, DRAFT, code, version=version, date="")
    assert caught.value.problem == problem


def test_a_code_below_one_that_is_not_there_is_refused():
    with pytest.raises(UnknownCodeError):
        promoted(BOOK, DRAFT, replace(DRAFT, parent="hous"), version="2", date="")


LIVE = [
    Coding(key_of(name), key_of("r"), 3, 9, "flat", key_of("codebook", "b"), "barrier", key_of("coder", "ah"), "q", None, "1.0")
    for name in ("one", "other")
]  # fmt: skip


def frame(*codings):
    names = Coding.__dataclass_fields__
    return pd.DataFrame([{name: getattr(one, name) for name in names} | {"event": 1, "sha": "x", "id": "y"} for one in codings])  # fmt: skip


def test_a_coding_that_is_given_another_code_stays_otherwise_as_it_was():
    made = recoded(study(), frame(*LIVE), [LIVE[1].key], "b", "rent")
    assert made == [replace(LIVE[1], code="rent", version="1.1")]
    with pytest.raises(UnknownCodeError):
        recoded(study(), frame(*LIVE), [LIVE[1].key], "b", "rant")


def test_those_named_are_meant_else_those_that_wait_and_were_made_as_the_code():
    rows = [("a", "b", "flat", True), ("c", "b", "flat", False), ("d", "b", "rent", True), ("e", "x", "flat", True)]  # fmt: skip
    known = study(codings=pd.DataFrame(rows, columns=["coding", "codebook", "made_as", "waits"]))
    assert chosen(known, ["z"], "flat", "") == ["z"]
    assert chosen(known, [], "flat", "") == ["a", "e"]
    assert chosen(known, [], "flat", "b") == ["a"]
    for made_as in ("", "housing"):
        with pytest.raises(LookupFailedError):
            chosen(known, [], made_as, "")


def test_words_are_a_text_or_a_mapping():
    assert words_of("Bolig", "da") == Words.of({"da": "Bolig"})
    assert words_of({"nl": "Woning"}, "da") == Words.of({"nl": "Woning"})
    assert words_of("", "da") == words_of({}, "da") == Words()


def test_a_coding_is_newly_told_where_more_than_the_version_is_another():
    one, other = LIVE
    later = [replace(one, version="1.1"), replace(other, version="1.1", polarity="mixed")]
    assert newly_told(later, frame(*LIVE)) == [replace(other, polarity="mixed")]
    assert newly_told(later, frame(*LIVE).head(0)) == later


def test_a_code_that_a_person_chose_since_stays_chosen():
    one, _ = LIVE
    chosen_since = replace(one, code="pace", version="2.0")
    assert newly_told([one], frame(chosen_since)) == []
    assert newly_told([replace(one, polarity="mixed")], frame(chosen_since)) == [
        replace(chosen_since, polarity="mixed")
    ]
