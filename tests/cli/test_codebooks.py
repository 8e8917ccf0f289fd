from pathlib import Path

import pytest

from casekit.codebook import read_codebook
from casekit.model.codebook import Base
from casekit.model.words import Words
from casekit.project import Project
from casekit.project.places import load_codebook
from casekit.wording import LANGUAGES, keys, say, say_in, speak

HERE = ("--project", "project")
MINE = (*HERE, "--as", "ah")


def done(result):
    """What a command that worked said."""
    assert result.exit_code == 0, result.stderr
    assert "Traceback" not in result.output
    return result.stdout


def codes() -> dict[str, str]:
    rows = Project.open("project").study().codings
    return dict(zip(rows["document"], rows["code"], strict=True))


def book(name: str):
    return Project.open("project").study().codebooks[name]


# Seeing


def test_the_project_s_codebook_is_shown_as_a_tree_with_counts(place: Path, run) -> None:
    rows = [line.split() for line in done(run("codebook", "show", *HERE)).splitlines() if line.strip()]
    assert rows[0] == ["Code", "id", "Interviews", "Passages", "Suggestions"]
    assert rows[2:] == [
        ["Housing", "housing", "2", "2", "3"],
        ["Number", "of", "dwellings", "dwellings", "1", "1", "2"],
        ["Rent", "rent", "1", "1", "1"],
    ]


def test_codings_that_wait_have_a_column_where_there_are_some(waiting: Path, run) -> None:
    out = done(run("codebook", "show", *HERE))
    assert say("column.waiting") in out
    assert next(line for line in out.splitlines() if " rent " in line).split()[-1] == "1"


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_tree_is_shown_in_the_language_that_is_asked_for(place: Path, run, language: str) -> None:
    label = book("small")["rent"].label.shown(language)
    for named in ((), ("--codebook", "small.yaml")):
        assert f" {label} " in done(run("codebook", "show", "--language", language, *named, *HERE))


def test_a_codebook_without_a_project_is_shown_without_counts(place: Path, run) -> None:
    out = done(run("codebook", "show", "--codebook", "small.yaml"))
    assert "Small codebook · small 1.0.0" in out
    assert "dwellings" in out
    assert say("column.passages") not in out
    assert "housing_first_barriers" in done(run("codebook", "show"))


def test_a_code_is_shown_with_its_rules_in_a_language(place: Path, run) -> None:
    code = load_codebook("housing_first_barriers")["caseload"]
    for language in LANGUAGES:
        out = " ".join(done(run("codebook", "show", "caseload", "--language", language)).split())
        assert code.label.get(language) in out
        assert say_in(language, "codebook.definition") in out
        assert code.definition.get(language)[:40] in out


def test_a_code_is_that_of_the_project_before_a_shipped_one(place: Path, run) -> None:
    assert "Housing › Rent" in done(run("codebook", "show", "rent", *HERE))
    assert "Housing [en] › Rent [en]" in done(run("codebook", "show", "rent", "--language", "nl", *HERE))
    assert "caseload" in done(run("codebook", "show", "caseload", *HERE))


@pytest.mark.parametrize("name", ["rent", "RENT", "Rent", "husleje", " Husleje "])
def test_a_code_is_found_by_its_id_or_label_in_any_letters(place: Path, run, name: str) -> None:
    assert done(run("codebook", "show", name, *HERE)) == done(run("codebook", "show", "rent", *HERE))


def test_two_codes_of_one_label_are_both_shown(place: Path, run) -> None:
    text = Path("small.yaml").read_text("utf-8").replace("Antal boliger", "Husleje")
    Path("twice.yaml").write_text(text, "utf-8")
    out = done(run("codebook", "show", "husleje", "--codebook", "twice.yaml"))
    assert "Number of dwellings" in out
    assert "Housing › Rent" in out


def test_what_does_not_fit_on_a_line_keeps_its_place(
    place: Path, run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "60")
    tree = done(run("codebook", "show", "--codebook", "housing_first_barriers")).splitlines()
    at = next(n for n, line in enumerate(tree) if "allocation_rights" in line)
    assert tree[at].startswith("    Municipal allocation and")
    assert tree[at + 1].startswith("     nomination rights")
    assert max(map(len, tree)) <= 60
    monkeypatch.setenv("COLUMNS", "50")
    one, more, *rest = done(run("codebook", "show", "caseload")).splitlines()
    assert one.startswith("Social support")
    assert f"{one} {more.strip()}".endswith("› Support capacity and caseload")
    assert more.startswith("  ")
    heads = [line.split()[0] for line in rest if line.startswith("  ") and line[2:3].strip()]
    assert heads[0] == "caseload"
    assert heads.count(say("codebook.include")) == 1


def test_a_code_or_codebook_that_is_not_there_is_a_sentence(refused) -> None:
    refused("codebook", "show", "rant", *HERE, says="“rant”|rent (small)")
    refused(
        "codebook",
        "show",
        "rant",
        "--codebook",
        "small",
        *HERE,
        says="“rant” (looked in small)|Nearest: rent.",
    )
    refused("codebook", "show", "dwell", "--codebook", "small", *HERE, says="Nearest: dwellings.")
    refused("codebook", "show", "§§§", *HERE, says="“§§§”|--codebook")
    refused("codebook", "show", "--codebook", "nowhere", *HERE, says="unknown_codebook|small")
    refused("codebook", "show", *HERE[:1], "nowhere", says="no_project_file")
    refused("codebook", "show", "--language", "sv", says="one_of", code=2)


# Checking and comparing


def test_a_codebook_without_flaws_checks_as_well(place: Path, run) -> None:
    out = done(run("codebook", "check", "kreis_network"))
    assert out.split()[0] == "kreis_network"


def test_a_codebook_with_flaws_ends_with_one_and_says_which(place: Path, run) -> None:
    result = run("codebook", "check", "small.yaml")
    assert result.exit_code == 1
    assert (
        say("out.checked", codebook="small", version="1.0.0", codes=say("out.codes", n=3), n=2).split(",")[0]
        in result.stdout
    )
    assert "definition" in result.stderr
    assert "Traceback" not in result.output


def test_with_a_project_search_terms_are_tried_there(place: Path, run, write) -> None:
    text = (place / "small.yaml").read_text("utf-8").replace("[husleje*]", "[husleje*, aldrigsagt]")
    (place / "small.yaml").write_text(text, "utf-8")
    assert "aldrigsagt" not in run("codebook", "check", "small.yaml").output
    tried = run("codebook", "check", "small.yaml", "--terms", *HERE)
    assert "said by no respondent" in " ".join(tried.stderr.split())
    assert "aldrigsagt" in tried.stdout


@pytest.mark.parametrize("command", ["check", "adopt", "convert", "diff", "crosswalk", "merge", "new"])
def test_what_is_no_codebook_is_a_sentence_everywhere(refused, write, command: str) -> None:
    write("odd.yaml", "casekit: codebook/1", "id: [", "")
    write("list.yaml", "- a")
    rest = {
        "adopt": MINE, "convert": ("x.yaml",), "diff": ("small.yaml",), "crosswalk": ("small.yaml",),
        "merge": ("small.yaml", "-o", "x.yaml"), "new": ("--from",),
    }.get(command, ())  # fmt: skip
    for name, says in (("odd.yaml", "odd.yaml"), ("list.yaml", "list.yaml"), ("nowhere", "nowhere")):
        words = ("ours", "-o", "x.yaml", "--from", name) if command == "new" else (name, *rest)
        refused("codebook", command, *words, says=says)


def test_a_difference_is_told_in_sentences(split: Path, run) -> None:
    out = done(run("codebook", "diff", "small.yaml", "small2.yaml")).splitlines()
    assert out == [say("diff.split", label="Rent", code="rent", into="rent and deposit"), say("out.differences", n=1)]  # fmt: skip
    assert done(run("codebook", "diff", "small.yaml", "small.yaml")) == say("out.differences", n=0) + "\n"


def test_with_a_project_a_difference_says_which_passages_need_another_look(split: Path, run) -> None:
    out = done(run("codebook", "diff", "small", "small2.yaml", *HERE))
    assert "Huslejen kan de fleste betale." in out
    assert "deposit" in out
    assert "husleje*" in out


# A new version in a project


def test_a_codebook_is_begun_empty(place: Path, run) -> None:
    out = done(run("codebook", "new", "ours", "-o", "ours.yaml", "--title", "Vores", "--language", "da", "--language", "nl"))  # fmt: skip
    told = (
        say("out.titled", language="da", title="Vores"),
        say("out.schema_beside", file="codebook.schema.json"),
    )
    assert out.splitlines() == [say("out.written", file="ours.yaml"), *told]
    assert Path("codebook.schema.json").is_file()
    made = load_codebook("ours.yaml")
    assert (made.id, len(made), made.languages, made.title.get("da")) == ("ours", 0, ("da", "nl"), "Vores")


def test_a_title_may_be_given_in_several_languages(place: Path, run) -> None:
    words = ("--language", "nl", "--language", "en", "--title", "nl=Van ons", "--title", "Ours")
    out = done(run("codebook", "new", "ours", "-o", "ours.yaml", *words))
    assert load_codebook("ours.yaml").title == Words.of({"en": "Ours", "nl": "Van ons"})
    assert say("out.titled", language="en", title="Ours") in out
    again = done(run("codebook", "new", "more", "-o", "more.yaml"))
    assert again == say("out.written", file="more.yaml") + "\n"


def test_a_codebook_is_begun_from_part_of_another_in_some_languages(place: Path, run) -> None:
    words = ("--from", "small.yaml", "--code", "rent", "--language", "da")
    done(run("codebook", "new", "part", "-o", "part.yaml", *words))
    made = load_codebook("part.yaml")
    assert (list(made.by_id), made.based_on) == (["housing", "rent"], Base("small", "1.0.0"))
    assert made["rent"].label.texts == (("da", "Husleje"),)
    done(run("codebook", "new", "whole", "-o", "whole.yaml", "--from", "small", *HERE))
    assert len(load_codebook("whole.yaml")) == 3


def test_a_codebook_is_begun_that_extends_another(place: Path, run) -> None:
    done(run("codebook", "new", "mine", "-o", "mine.yaml", "--from", "small.yaml", "--extend"))
    written, _ = read_codebook(Path("mine.yaml").read_bytes(), file="mine.yaml")
    assert (written.extends, len(written)) == (Base("small", "1.0.0"), 0)
    assert list(load_codebook("mine.yaml").by_id) == ["housing", "dwellings", "rent"]
    done(run("codebook", "adopt", "mine.yaml", *MINE))
    assert len(book("mine")) == 3


def test_what_cannot_be_begun_is_a_sentence(refused) -> None:
    new = ("codebook", "new", "ours", "-o", "ours.yaml")
    refused(*new, "--from", "small.yaml", "--code", "rant", says="unknown_code|rent")
    refused("codebook", "new", " ", "-o", "ours.yaml", says="codebook_without_id")
    refused("codebook", "new", "Our Study", "-o", "ours.yaml", says="id_unfit|our_study")
    refused(*new, "--title", "fr=Nous", says="text_in_unknown_language|fr=Nous")
    refused("codebook", "new", "ours", "-o", "ours.txt", says="wrong_suffix|.yaml")
    refused(*new, "--language", "sv", says="one_of", code=2)


def test_two_people_s_versions_are_united(split: Path, run) -> None:
    text = Path("small.yaml").read_text("utf-8").replace("{da: Husleje, en: Rent}", "{da: Leje, en: Rent}")
    Path("theirs.yaml").write_text(text, "utf-8")
    words = ("codebook", "merge", "small2.yaml", "theirs.yaml", "-o", "both.yaml", "--base", "small.yaml")
    out = done(run(*words, "--id", "both"))
    assert say("out.taken_over", other="theirs.yaml") in out
    assert "Rent” (rent), label (da): Husleje → Leje" in out
    assert out.splitlines()[-1].startswith(
        "both 2.0.0 has 4 codes: 3 from both, 1 only from small2.yaml, 0 only"
    )
    made = load_codebook("both.yaml")
    assert (made.id, made.version, made["rent"].label.get("da")) == ("both", "2.0.0", "Leje")
    assert "deposit" in made.by_id


def test_where_two_versions_disagree_it_is_told(split: Path, run) -> None:
    text = Path("small.yaml").read_text("utf-8").replace("{da: Husleje, en: Rent}", "{da: Leje, en: Rent}")
    Path("mine.yaml").write_text(text, "utf-8")
    result = run("codebook", "merge", "mine.yaml", "small2.yaml", "-o", "both.yaml")
    done(result)
    told = " ".join(result.stderr.split())
    assert "mine.yaml says “Leje”, small2.yaml “Husleje”." in told
    assert "Version 2.0.0 now says something else than in small2.yaml." in told
    assert load_codebook("both.yaml").version == "2.0.0"


def test_files_of_one_name_are_told_apart_by_their_folders(place: Path, run) -> None:
    Path("mine").mkdir()
    text = Path("small.yaml").read_text("utf-8").replace("{da: Husleje, en: Rent}", "{da: Leje, en: Rent}")
    Path("mine/small.yaml").write_text(text, "utf-8")
    result = run("codebook", "merge", "mine/small.yaml", "small.yaml", "-o", "both.yaml")
    done(result)
    assert "mine/small.yaml says “Leje”, small.yaml “Husleje”." in " ".join(result.stderr.split())


def test_two_different_codebooks_are_united_without_a_base_only(place: Path, run, refused) -> None:
    both = ("codebook", "merge", "housing_first_barriers", "kreis_network", "-o", "both.yaml")
    refused(*both, "--base", "hf_fidelity", says="merge_base_foreign|housing_first_barriers|hf_fidelity")
    refused(*both, "--base", "housing_first_barriers", says="merge_base_foreign|kreis_network")
    result = run(*both)
    one, other = load_codebook("housing_first_barriers"), load_codebook("kreis_network")
    made = load_codebook("both.yaml")
    assert (len(made), made.version, made.changes) == (len(one) + len(other), one.version, one.changes)
    assert done(result).splitlines()[-1] == say("out.merged_codebook", codebook=made.id, version=made.version, count=say("out.codes", n=len(made)), both=0, first=len(one), second=len(other), one=one.id, other=other.id)  # fmt: skip
    assert say("finding.merge_changes_left", n=len(other.changes), codebook=other.id) in " ".join(result.stderr.split())  # fmt: skip


def test_codes_that_correspond_are_shown_or_written(place: Path, run) -> None:
    out = done(run("codebook", "crosswalk", "housing_first_barriers", "cfir_2022"))
    assert "caseload" in out
    assert "inner.available_resources" in out
    for name in ("to.csv", "to.xlsx"):
        assert name in done(run("codebook", "crosswalk", "housing_first_barriers", "cfir_2022", "-o", name))
        assert Path(name).stat().st_size > 100


def test_a_crosswalk_goes_into_tables_only(refused) -> None:
    refused("codebook", "crosswalk", "small.yaml", "cfir_2022", "-o", "x.docx", says="wrong_suffix|.csv")


@pytest.mark.parametrize("suffix", ["yaml", "xlsx", "csv", "qdc"])
def test_a_codebook_goes_into_another_format_and_back(place: Path, run, suffix: str) -> None:
    done(run("codebook", "convert", "small.yaml", f"out.{suffix}", "--language", "da"))
    done(run("codebook", "convert", f"out.{suffix}", "back.yaml", "--language", "da"))
    made = load_codebook("back.yaml")
    known = load_codebook("small.yaml")
    assert [code.label.get("da") for code in made] == [code.label.get("da") for code in known]
    assert len(made.themes) == 1


@pytest.mark.parametrize("name", ["out.docx", "out.dic", "out.quanteda.yml"])
def test_a_codebook_goes_out_of_a_project_and_losses_are_told(place: Path, run, name: str) -> None:
    result = run("codebook", "convert", "small", name, *HERE)
    assert done(result) == say("out.written", file=name) + "\n"
    assert result.stderr
    assert Path(name).stat().st_size > 50


def test_a_format_that_there_is_not_is_a_sentence(refused) -> None:
    refused("codebook", "convert", "small.yaml", "out.txt", says="wrong_suffix|.qdc")
    refused("codebook", "convert", "small", "out.txt", *HERE, says="wrong_suffix")
    refused("codebook", "convert", "small.yaml", "small.yaml/out.yaml", says="small.yaml")


# Own words


@pytest.mark.parametrize(
    "words",
    [
        ("adopt", "small.yaml"),
        ("draft", "Nøgler"),
        ("promote", "x", "--into", "small", "--version", "2"),
        ("recode", "rent", "aaaaaaaaaa"),
        ("words", "a=b"),
    ],
)
def test_what_a_person_decides_needs_a_person(refused, words: tuple[str, ...]) -> None:
    refused("codebook", *words, *HERE, says="person_needed")


@pytest.mark.parametrize(
    "words",
    [("adopt", "small.yaml"), ("review",), ("recode", "rent"), ("draft", "x"), ("words",), ("promote", "x", "--into", "small", "--version", "2")],
)  # fmt: skip
def test_what_is_about_a_project_needs_one(refused, words: tuple[str, ...]) -> None:
    refused("codebook", *words, says="no_project_here")


SENTENCES = (
    "adopted", "adopted_new", "checked", "differences", "drafted", "gender", "nothing_waits", "recoded", "written",
)  # fmt: skip


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_sentences_of_the_commands_are_in_every_language(
    split: Path, run, monkeypatch: pytest.MonkeyPatch, language: str
) -> None:
    monkeypatch.setenv("CASEKIT_LANGUAGE", language)
    speak(language)
    assert {f"out.{name}" for name in SENTENCES} <= set(keys())

    def said(*words: str) -> str:
        return run("codebook", *words).stdout.splitlines()[-1]

    assert said("check", "small.yaml").startswith("small 1.0.0: 3 ")
    assert say_in(language, "out.differences", n=1) == said("diff", "small.yaml", "small2.yaml")
    assert say_in(language, "out.adopted_waiting", n=1) == said("adopt", "small2.yaml", *MINE)
    assert say_in(language, "out.recoded", n=1, code="rent") == said("recode", "rent", "--made-as", "rent", *MINE)  # fmt: skip
    assert say_in(language, "out.nothing_waits") == said("review", *HERE)
    assert say_in(language, "out.drafted", code="noegler") == said("draft", "Nøgler", *MINE)
    assert say_in(language, "out.schema_beside", file="codebook.schema.json") == said(
        "new", "x", "-o", "x.yaml"
    )
    assert say_in(language, "out.written", file="y.yaml") == said("new", "y", "-o", "y.yaml")
    assert say_in(language, "out.gender", form="KlientInnen") == said("words", "--gender", "Innen", *MINE)
