from pathlib import Path

import pytest

from casekit.codebook.writing import yaml_of
from casekit.model.drafts import DRAFTS
from casekit.project import Project
from casekit.project.places import load_codebook
from casekit.wording import say

HERE = ("--project", "project")
MINE = (*HERE, "--as", "ah")


def book(name: str):
    return Project.open("project").study().codebooks[name]


def done(result):
    """What a command that worked said."""
    assert result.exit_code == 0, result.stderr
    assert "Traceback" not in result.output
    return result.stdout


def codes() -> dict[str, str]:
    rows = Project.open("project").study().codings
    return dict(zip(rows["document"], rows["code"], strict=True))


def test_a_new_version_is_adopted_and_says_what_is_otherwise(split: Path, run) -> None:
    out = done(run("codebook", "adopt", "small2.yaml", *MINE))
    told = {"codebook": "small", "version": "2.0.0", "before": "1.0.0", "n": 1}
    assert out.splitlines()[-2:] == [say("out.adopted", **told), say("out.adopted_waiting", n=1)]
    assert "casekit codebook review" in out
    assert "deposit" in out
    assert book("small").version == "2.0.0"
    done(run("undo", *MINE))
    assert book("small").version == "1.0.0"


def test_a_first_codebook_is_adopted_and_an_odd_one_says_what_is_odd(place: Path, run, write) -> None:
    write("ny.yaml", "casekit: codebook/1", "id: ny", "title: Ny", "noter: egne")
    result = run("codebook", "adopt", "ny.yaml", *MINE)
    assert done(result) == say("out.adopted_new", codebook="ny", version="0") + "\n"
    assert "noter" in result.stderr
    assert set(Project.open("project").study().codebooks) == {"small", "ny"}


@pytest.mark.parametrize(
    "words", [("adopt", *MINE), ("convert", "out.xlsx"), ("new", "x", "-o", "out.yaml", "--from")]
)
def test_a_codebook_with_errors_is_refused_and_nothing_is_written(
    place: Path, write, refused, words: tuple[str, ...]
) -> None:
    write("ny.yaml", "casekit: codebook/1", "id: ny", "titel: Ny", "description: [x]")
    before = len(Project.open("project").log())
    verb, *rest = words
    after = (*rest, "ny.yaml") if verb == "new" else ("ny.yaml", *rest)
    refused(
        "codebook",
        verb,
        *after,
        says="ny.yaml cannot be used yet: it has 2 errors|ny.yaml:3:1|Mend them first",
    )
    assert len(Project.open("project").log()) == before
    assert not list(Path().glob("out.*"))


def test_codings_in_doubt_are_listed_and_given_a_code(waiting: Path, run) -> None:
    out = done(run("codebook", "review", *HERE))
    assert "Huslejen kan de fleste betale." in out
    reference = Project.open("project").study().codings.query("waits")["coding"].iloc[0][:10]
    assert reference in out
    out = done(run("codebook", "recode", "deposit", reference, "--why", "Depositum", *MINE))
    assert out == say("out.recoded", n=1, code="deposit") + "\n"
    assert codes() == {"ALB-01": "dwellings", "BRE-01": "deposit"}
    assert Project.open("project").log()["why"].iloc[-1] == "rent → deposit: Depositum"
    assert done(run("codebook", "review", *HERE)) == say("out.nothing_waits") + "\n"


def test_where_no_code_took_the_place_of_one_that_is_gone_the_ways_are_told(
    waiting: Path, run, write
) -> None:
    assert say("out.how_without_successor") not in done(run("codebook", "review", *HERE))
    gone = Path("small2.yaml").read_text("utf-8").replace("2.0.0", "3.0.0").replace("[rent, deposit]", "[]")
    write("small3.yaml", gone)
    done(run("codebook", "adopt", "small3.yaml", *MINE))
    out = done(run("codebook", "review", *HERE))
    assert next(line for line in out.splitlines() if "BRE-01" in line).count(say("out.no_successor")) == 1
    assert [say(f"out.{key}") for key in ("how_to_recode", "how_without_successor")] == out.splitlines()[-2:]
    reference = Project.open("project").study().codings.query("waits")["coding"].iloc[0][:10]
    done(run("withdraw", reference, *MINE))
    assert done(run("codebook", "review", *HERE)) == say("out.nothing_waits") + "\n"


def test_all_codings_that_wait_are_given_a_code(waiting: Path, run) -> None:
    done(run("codebook", "recode", "rent", "--made-as", "rent", "--codebook", "small", *MINE))
    assert codes()["BRE-01"] == "rent"
    assert not Project.open("project").study().codings["waits"].any()


def test_what_cannot_be_recoded_is_a_sentence(refused, coding: str) -> None:
    refused("codebook", "recode", "rant", coding, *MINE, says="unknown_code|rent")
    refused("codebook", "recode", "rent", "ffffffffff", *MINE, says="ffffffffff")
    refused("codebook", "recode", "rent", *MINE, says="nothing_to_recode")
    refused("codebook", "recode", "rent", "--made-as", "housing", *MINE, says="nothing_to_recode|housing")


# Codes made while coding


def test_a_draft_is_made_and_promoted(drafted: Path, run) -> None:
    assert list(book(DRAFTS).by_id) == ["noegler"]
    words = ("--definition", "en=Who has them.", "--definition", "Hvem der har dem.", "--label", "en=Keys")
    out = done(run("codebook", "promote", "noegler", "--into", "small", "--version", "1.1.0", "--parent", "housing", "--id", "keys", *words, *MINE))  # fmt: skip
    assert "1.1.0" in out
    code = book("small")["keys"]
    assert dict(code.definition.texts) == {"da": "Hvem der har dem.", "en": "Who has them."}
    assert (dict(code.label.texts), code.parent) == ({"da": "Nøgler", "en": "Keys"}, "housing")
    assert not len(book(DRAFTS))


def test_a_definition_with_a_sign_of_equality_is_a_text(drafted: Path, run) -> None:
    done(run("codebook", "promote", "noegler", "--into", "small", "--version", "2", "--definition", "x = y", *MINE))  # fmt: skip
    assert dict(book("small")["noegler"].definition.texts) == {"da": "x = y"}


def test_a_draft_may_have_an_id_and_a_definition(place: Path, run) -> None:
    out = done(run("codebook", "draft", "Nøgler", "--id", "keys", "--definition", "Hvem?", *MINE))
    assert out == say("out.drafted", code="keys") + "\n"
    assert book(DRAFTS)["keys"].definition.get("da") == "Hvem?"


def test_what_cannot_be_drafted_or_promoted_is_a_sentence(drafted: Path, refused) -> None:
    to = ("--into", "small", "--version", "1.1.0")
    refused("codebook", "draft", "Nøgler", *MINE, says="code_exists|noegler")
    refused("codebook", "draft", "…", *MINE, says="draft_without_name")
    refused("codebook", "promote", "nothing", *to, *MINE, says="no_such_draft|noegler")
    refused("codebook", "promote", "noegler", *to, *MINE, says="draft_undefined")
    known = ("--definition", "x", "--id", "rent")
    refused("codebook", "promote", "noegler", *to, *known, *MINE, says="code_exists")
    refused("codebook", "promote", "noegler", "--into", "small", "--version", "1.0.0", "--definition", "x", *MINE, says="version_exists")  # fmt: skip
    refused("codebook", "promote", "noegler", *to, "--definition", "x", "--parent", "nowhere", *MINE, says="nowhere")  # fmt: skip
    refused("codebook", "promote", "noegler", *to, "--definition", "fr=Clés", *MINE, says="text_in_unknown_language|fr=Clés|da, de, nl, en")  # fmt: skip
    refused("codebook", "promote", "noegler", *to, "--definition", "x", "--label", "fr=x", *MINE, says="fr=x")
    for old in ("0.9", "0.10.4", "spring", " "):
        refused("codebook", "promote", "noegler", "--into", "small", "--version", old, "--definition", "x", *MINE, says="version_not_later|1.1.0")  # fmt: skip
    for odd, near in (("a b", "a_b"), ("Keys", "keys"), ("nøgle/1", "noegle_1"), ("家", "code_1")):
        refused("codebook", "draft", "Lejere", "--id", odd, *MINE, says=f"id_unfit|{near}")
        refused("codebook", "promote", "noegler", *to, "--definition", "x", "--id", odd, *MINE, says=f"id_unfit|{near}")  # fmt: skip


# Making codebooks


def test_own_words_say_what_can_be_done_and_what_they_change(place: Path, run) -> None:
    assert done(run("codebook", "words", *HERE)) == say("out.no_own_words") + "\n"
    out = done(run("codebook", "words", "husleje=leje", "Rent=Cost", *MINE))
    counts = {line.split()[1]: line.split()[-1] for line in out.splitlines() if line.startswith("  da ")}
    assert counts == {"husleje": "1", "Rent": "0"}
    assert out.splitlines()[-1] == say("out.own_word_nowhere", word="Rent", language="da")
    assert Project.open("project").log()["why"].iloc[-1] == "husleje → leje, Rent → Cost"
    assert say("out.own_word_nowhere", word="Rent", language="da") not in done(
        run("codebook", "words", *HERE)
    )
    done(run("codebook", "words", "Rent=", *MINE))
    assert Project.open("project").log()["why"].iloc[-1] == "Rent → –"
    done(run("undo", *MINE))
    done(run("undo", *MINE))
    assert not Project.open("project").study().own_words


def test_own_words_are_set_seen_and_taken_back(place: Path, run) -> None:
    done(run("codebook", "words", "husleje=leje", "boliger = hjem", *MINE))
    done(run("codebook", "words", "Rent=Cost", "--language", "en", "--gender", "*innen", *MINE))
    out = done(run("codebook", "words", *HERE))
    assert [words for words in ("husleje", "leje", "hjem", "Cost", "Klient*innen") if words not in out] == []
    assert " Leje " in done(run("codebook", "show", "--language", "da", *HERE))
    assert "Cost" in done(run("codebook", "show", "rent", *HERE))
    assert yaml_of(book("small")) == yaml_of(load_codebook("small.yaml"))
    done(run("codebook", "words", "husleje=", "boliger=", *MINE))
    done(run("codebook", "words", "Rent=", "--language", "en", "--gender", "", *MINE))
    assert not Project.open("project").study().own_words


def test_words_that_cannot_be_set_are_a_sentence(refused) -> None:
    refused("codebook", "words", "husleje", *MINE, says="husleje=…", code=2)
    refused("codebook", "words", "--gender", "innen", *MINE, says="not_one_of|*innen")
    refused("codebook", "words", "a=b", "--language", "sv", *MINE, says="one_of", code=2)


# For all of them
