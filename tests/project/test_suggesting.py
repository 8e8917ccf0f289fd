from casekit.codebook import read_codebook
from casekit.coders import suggest
from casekit.model.facts import key_of
from casekit.project.suggesting import codebook_fact, machine, outdated, propose


def test_a_codebook_is_kept_whole(project, codebook):
    book, _ = read_codebook(codebook(project.folder).read_bytes(), file="x")
    fact = codebook_fact(book)
    assert (fact.key, fact.name, fact.version, fact.digest) == (
        key_of("codebook", "barrierer"),
        "barrierer",
        "1.0.0",
        book.digest,
    )
    assert fact.content == book.content


def test_the_coder_that_suggests_is_a_machine():
    assert machine().kind == "machine"


def test_outdated_is_what_is_no_longer_proposed_and_not_decided_on(suggested):
    study = suggested.study()
    book = study.codebooks["barrierer"]
    first, second, *rest = study.suggestions["suggestion"]
    suggested.decide([first], "rejected")
    live = suggested._store.live()
    proposed = {made.key: made for name in study.texts for made in suggest(study, book, name)[0]}
    assert outdated(live, book, proposed).empty
    assert set(outdated(live, book, {})["key"]) == {second, *rest}
    del proposed[second]
    assert set(outdated(live, book, proposed)["key"]) == {second}


def test_what_is_proposed_is_told_by_key_with_what_is_odd_once(project, codebook):
    book, _ = read_codebook(codebook(project.folder, rent="'[', husleje*").read_bytes(), file="x")
    proposed, noticed = propose(project.study(), book)
    assert {made.code for made in proposed.values()} == {"rent", "waiting"}
    assert all(key == made.key for key, made in proposed.items())
    assert len(noticed) == len(set(map(str, noticed)))
