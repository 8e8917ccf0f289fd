from dataclasses import replace

import pandas as pd

from casekit.model.codebook import Code, Codebook
from casekit.model.content import canonical, plain_code
from casekit.model.drafts import DRAFTS, drafts_of
from casekit.model.facts import Coding, Draft, key_of
from casekit.model.mapping import Current, current
from casekit.model.words import LANGUAGES, Words


def rows(*drafts):
    made = [(name, canonical({"id": name, "label": {"da": name.title()}}), became) for name, became in drafts]
    return pd.DataFrame(made, columns=["name", "content", "became"], dtype=object)


def test_without_drafts_there_is_no_codebook_of_them():
    assert drafts_of(rows()) == {}


def test_drafts_are_a_codebook_in_the_order_of_their_ids_with_a_title_in_every_language():
    book = drafts_of(rows(("noegler", ""), ("haab", "")))[DRAFTS]
    assert (book.id, [code.id for code in book]) == (DRAFTS, ["haab", "noegler"])
    assert all(book.title.has(language) for language in LANGUAGES)
    assert {code.origin for code in book} == {"inductive"}


def test_a_draft_has_its_label_and_definition_back():
    plain = {"id": "haab", "label": {"da": "Håb"}, "definition": {"da": "At tro på det."}}
    code = drafts_of(pd.DataFrame({"name": ["haab"], "content": [canonical(plain)], "became": [""]}))[DRAFTS][
        "haab"
    ]
    assert (code.label, code.definition) == (Words.of({"da": "Håb"}), Words.of({"da": "At tro på det."}))
    assert plain_code(code) == plain | {"origin": "inductive"}


def test_what_a_draft_became_is_no_draft_any_more_and_codings_follow():
    books = drafts_of(rows(("haab", "small:hope"), ("noegler", "")))
    assert list(books[DRAFTS].by_id) == ["noegler"]
    assert current(books, DRAFTS, "haab", "0").waits, "the codebook is not there"
    books["small"] = Codebook("small", codes=(Code("hope"),))
    assert current(books, DRAFTS, "haab", "0") == Current("small", "hope")
    assert current(books, DRAFTS, "noegler", "0") == Current(DRAFTS, "noegler")


def test_a_coding_made_with_a_draft_is_in_the_codebook_of_drafts(make, interview, coding):
    draft = Draft(key_of("draft", "haab"), "haab", canonical({"id": "haab", "label": {"da": "Håb"}}))
    made: Coding = replace(coding(24, 42, code="haab"), codebook=key_of("codebook", DRAFTS), version="0")
    study = make(*interview, draft, made)
    assert set(study.codebooks) == {"small", DRAFTS}
    (row,) = study.codings.to_dict("records")
    assert (row["codebook"], row["code"], row["made_as"], row["waits"]) == (DRAFTS, "haab", "haab", False)


def test_a_coding_whose_draft_is_gone_waits(make, interview, coding):
    made = replace(coding(24, 42, code="haab"), codebook=key_of("codebook", DRAFTS), version="0")
    study = make(*interview, made)
    assert list(study.codings["waits"]) == [True]
