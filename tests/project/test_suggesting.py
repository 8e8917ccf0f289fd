import pytest

from casekit.codebook import read_codebook
from casekit.coders import suggest
from casekit.model.facts import key_of
from casekit.model.finding import Finding, Findings
from casekit.project.suggesting import Suggested, codebook_fact, machine, outdated, propose


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
    proposed = {made.key: made for made in suggest(study, book)[0]}
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


@pytest.mark.slow
def test_a_code_with_a_new_id_keeps_what_was_decided_on_its_suggestions(suggested, codebook):
    rows = suggested.study().suggestions
    rejected = rows.loc[rows["code"] == "waiting", "suggestion"].iloc[0]
    suggested.decide([rejected], "rejected")
    file = codebook(suggested.folder, version="2.0.0")
    renamed = file.read_text("utf-8").replace("id: waiting", "id: queue")
    file.write_text(f"{renamed}changes:\n  - {{version: 2.0.0, replaced: {{waiting: [queue]}}}}\n", "utf-8")
    again = suggested.suggest("barrierer")
    assert (again.new, again.gone) == (0, 0)
    after = suggested.study().suggestions.set_index("suggestion")
    assert list(after.index.sort_values()) == sorted(rows["suggestion"])
    assert set(after["code"]) == {"rent", "queue"}
    assert after.loc[rejected, "status"] == "rejected"
    assert set(after["status"].drop(rejected)) == {"open"}
    n = suggested.study().n
    suggested.suggest("barrierer")
    assert suggested.study().n == n


@pytest.mark.slow
def test_a_new_code_at_the_place_of_another_is_another_suggestion(suggested, codebook):
    rows = suggested.study().suggestions
    rejected = rows.loc[rows["code"] == "waiting", "suggestion"].iloc[0]
    suggested.decide([rejected], "rejected")
    file = codebook(suggested.folder, version="2.0.0")
    file.write_text(file.read_text("utf-8").replace("id: waiting", "id: queue"), "utf-8")
    assert suggested.suggest("barrierer").new == (rows["code"] == "waiting").sum()
    assert suggested.study().suggestions.set_index("suggestion").loc[rejected, "status"] == "rejected"


def test_what_a_run_did_is_a_sentence_in_a_notebook():
    page = Suggested(2, 1, 7, Findings())._repr_html_()
    assert all(number in page for number in "217")
    odd = Finding.of("codebook_same_version", "warning", "b", version="1")
    assert "<table" in Suggested(2, 1, 7, Findings([odd]))._repr_html_()
