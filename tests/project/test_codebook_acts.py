"""What people do with the codebooks of a project; first the laws, over random histories of two coders."""

import shutil
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from casekit.codebook import read_codebook
from casekit.codebook.waiting import to_review
from casekit.codebook.writing import yaml_of
from casekit.errors import (  # fmt: skip
    CasekitError,
    CodebookError,
    LookupFailedError,
    PersonNeededError,
    RestsOnError,
    UnknownCodeError,
)
from casekit.model.codebook import Change, Code, Codebook, in_tree_order
from casekit.model.drafts import DRAFTS
from casekit.model.facts import CodebookFact, Rating, Summary, key_of
from casekit.model.words import Words
from casekit.wording import LANGUAGES, explain, speak

pytestmark = pytest.mark.slow  # each goes through many acts on a project's file


def told(error):
    try:
        for language in LANGUAGES:
            speak(language)
            assert "{" not in explain(error)
    finally:
        speak("en")


FIRST = Codebook(
    "barrierer",
    "1.0.0",
    Words.of({"da": "Barrierer"}),
    (Code("housing"), Code("rent", parent="housing"), Code("waiting", parent="housing")),
    changes=(Change("1.0.0"),),
)


def version(number, *codes, book=FIRST, **replaced):
    """The version after *book*: with these codes more, those replaced gone unless they take their own place."""
    gone = {old for old, new in replaced.items() if old not in new}
    kept = [code for code in book if code.id not in gone]
    parents = {code: None if code == "dwelling" else "housing" for code in codes}
    made = [Code(code, parent=parent) for code, parent in parents.items()]
    moved = [replace(code, parent="dwelling") if code.parent in gone else code for code in (*kept, *made)]
    change = Change(number, replaced=tuple(sorted(replaced.items())))
    return replace(book, version=number, codes=in_tree_order(moved), changes=(*book.changes, change))


SPLIT = version("2.0.0", "deposit", "level", rent=("deposit", "level"))
KEPT = version("2.0.0", "deposit", rent=("rent", "deposit"))
RENAMED = version("2.0.0", "queue", waiting=("queue",))
REMOVED = version("2.0.0", waiting=())
MERGED = version("2.0.0", waiting=("rent",))
THEME = version("2.0.0", "dwelling", housing=("dwelling",))


@pytest.fixture
def coded(project, coding):
    """With the first version, ``rent`` and ``waiting`` coded."""
    project.adopt(FIRST)
    study = project.study()
    project.record(
        replace(coding(study), version="1.0.0"),
        replace(coding(study, start=44, end=63, code="waiting"), version="1.0.0"),
    )
    return project


@pytest.fixture
def copied(coded, reopened, tmp_path):
    """Another copy, of another person."""
    shutil.copytree(coded.folder, tmp_path / "copy")
    return reopened(tmp_path / "copy", "bk")


def codes(project):
    rows = project.study().codings.sort_values("start")
    return list(zip(rows["made_as"], rows["code"], rows["waits"], strict=True))


def reference(project, code):
    rows = project.study().codings
    return rows.loc[rows["code"] == code, "coding"].iloc[0][:10]


def same(values, project, before):
    """The study as it was, but for which event was the last."""
    after = values(project.study())
    return {**after, "n": 0, "state": "", "at": ""} == {**before, "n": 0, "state": "", "at": ""}


# The laws

ACTS = ("split", "kept", "renamed", "removed", "theme", "first", "draft", "promote", "recode", "code", "undo", "redo")  # fmt: skip
BOOKS = {"split": SPLIT, "kept": KEPT, "renamed": RENAMED, "removed": REMOVED, "theme": THEME, "first": FIRST}  # fmt: skip
LAW = settings(
    phases=(Phase.explicit, Phase.reuse, Phase.generate),
    max_examples=3,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
histories = st.lists(st.sampled_from(ACTS), min_size=2, max_size=6)


def act(project, name, number, coding):
    """One act; where it cannot be done, nothing, and a sentence why."""
    study = project.study()
    try:
        if name in BOOKS:
            project.adopt(BOOKS[name])
        elif name == "draft":
            project.draft(f"Kode {number}", definition="Hvad den er.")
        elif name == "promote":
            project.promote(f"kode_{number - 1}", into="barrierer", version=f"3.{number}.0")
        elif name == "recode":
            waits = study.codings[study.codings["waits"]]
            options = to_review(study)["options"].str.split(", ").str[0]
            if len(waits) and options.iloc[0]:
                project.recode(options.iloc[0], [to_review(study)["reference"].iloc[0]])
        elif name == "code":
            book = study.codebooks[DRAFTS if DRAFTS in study.codebooks and number % 2 else "barrierer"]
            if len(book):
                made = coding(study, code=book.codes[-1].id, coder=project.coder, start=22 + number)
                project.record(replace(made, codebook=key_of("codebook", book.id), version=book.version))
        else:
            getattr(project, name)()
    except CasekitError as error:
        told(error)


def check(study):
    """Every coding has a code that there is, or waits with options that there are."""
    for row in study.codings.to_dict("records"):
        assert row["waits"] or row["code"] in study.codebooks[row["codebook"]].by_id
    for row in to_review(study).to_dict("records"):
        assert not row["options"] or set(row["options"].split(", ")) <= study.codebooks[row["codebook"]].by_id.keys()  # fmt: skip


@LAW
@given(histories, histories)
def test_after_any_history_of_two_copies_each_coding_has_a_code_or_waits_and_both_say_the_same(
    coded, reopened, coding, ours, theirs
):
    with TemporaryDirectory() as folder:
        projects = []
        for coder, history in (("ah", ours), ("bk", theirs)):
            shutil.copytree(coded.folder, Path(folder) / coder)
            projects.append(reopened(Path(folder) / coder, coder))
            for number, name in enumerate(history):
                act(projects[-1], name, number, coding)
                check(projects[-1].study())
        one, other = projects
        one.merge(other.folder)
        other.merge(one.folder)
        columns = ["coding", "codebook", "code", "made_as", "waits"]
        frames = [each.study().codings[columns].sort_values("coding", ignore_index=True) for each in projects]
        assert frames[0].equals(frames[1])
        assert one.study().state == other.study().state
        check(one.study())


@LAW
@given(histories, st.sampled_from(["adopt", "draft", "promote", "recode", "use_words"]))
def test_taking_an_act_back_brings_the_study_back_and_doing_it_again_too(
    coded, reopened, coding, values, history, last
):
    with TemporaryDirectory() as folder:
        shutil.copytree(coded.folder, Path(folder) / "a")
        project = reopened(Path(folder) / "a")
        for number, name in enumerate(["draft", *history]):
            act(project, name, number, coding)
        before = values(project.study())
        do = {
            "adopt": lambda: project.adopt(version("9.0.0", "x", "y", rent=("x", "y"), waiting=())),
            "draft": lambda: project.draft("Noget helt nyt"),
            "promote": lambda: project.promote("kode_0", into="barrierer", version="9.0.0"),
            "recode": lambda: project.recode("housing", project.study().codings["coding"].str[:10][:1], codebook="barrierer"),
            "use_words": lambda: project.use_words({"da": {"borger": "deltager"}}, gender="*innen"),
        }[last]  # fmt: skip
        try:
            do()
        except CasekitError:
            return
        if project.study().n == before["n"]:
            return
        after = values(project.study())
        project.undo()
        assert same(values, project, before)
        project.redo()
        assert same(values, project, after)


# Adopting


def test_a_codebook_comes_in_once(project):
    came = project.adopt(FIRST)
    assert (came.before, came.version, came.waiting, len(came.changes)) == (None, "1.0.0", 0, 0)
    assert project.study().codebooks["barrierer"] == FIRST
    assert project.log()["verb"].iloc[-1] == "adopt"
    n = project.study().n
    assert project.adopt(FIRST).before == "1.0.0"
    assert project.study().n == n


def test_a_codebook_may_be_a_file_or_a_name(project, codebook):
    assert project.adopt(codebook(project.folder)).version == "1.0.0"
    assert project.adopt("barrierer").before == "1.0.0"
    assert project.adopt("kreis_network").before is None
    assert set(project.study().codebooks) == {"barrierer", "kreis_network"}
    with pytest.raises(CodebookError) as caught:
        project.adopt("findes_ikke")
    told(caught.value)


def test_a_file_with_errors_is_not_taken_in_by_any_act(project, codebook):
    file = codebook(project.folder)
    file.write_text(file.read_text("utf-8").replace("label:", "labl:", 1), "utf-8")
    n = project.study().n
    for act in (project.adopt, project.suggest):
        with pytest.raises(CodebookError) as caught:
            act(file)
        assert (caught.value.problem, caught.value.data["n"]) == ("codebook_has_errors", 1)
        told(caught.value)
    assert (project.study().n, project.study().codebooks) == (n, {})


@pytest.mark.parametrize(
    ("book", "became", "waiting"),
    [
        (SPLIT, [("rent", "rent", True), ("waiting", "waiting", False)], 1),
        pytest.param(
            KEPT, [("rent", "rent", True), ("waiting", "waiting", False)], 1, marks=pytest.mark.thorough
        ),
        (RENAMED, [("rent", "rent", False), ("waiting", "queue", False)], 0),
        pytest.param(
            REMOVED, [("rent", "rent", False), ("waiting", "waiting", True)], 1, marks=pytest.mark.thorough
        ),
        pytest.param(
            MERGED, [("rent", "rent", False), ("waiting", "rent", False)], 0, marks=pytest.mark.thorough
        ),
    ],
)
def test_codings_are_mapped_by_a_new_version_and_never_rewritten(coded, values, book, became, waiting):
    before, stored = values(coded.study()), coded._store.live()
    came = coded.adopt(book)
    assert (came.before, came.waiting) == ("1.0.0", waiting)
    assert codes(coded) == became
    for fact, frame in stored.items():
        if fact is not CodebookFact:
            assert coded._store.live()[fact].equals(frame)
    coded.undo()
    assert same(values, coded, before)


def test_a_coding_made_after_a_split_with_the_new_version_does_not_wait(coded, coding):
    coded.adopt(KEPT)
    coded.record(replace(coding(coded.study(), start=100, end=110), version="2.0.0"))
    assert codes(coded)[-1] == ("rent", "rent", False)
    assert list(to_review(coded.study())["made_as"]) == ["rent"]
    assert to_review(coded.study())["options"].iloc[0] == "rent, deposit"


def test_a_removed_code_waits_without_options_and_is_a_finding(coded):
    coded.adopt(REMOVED)
    (row,) = to_review(coded.study()).to_dict("records")
    assert (row["made_as"], row["options"]) == ("waiting", "")
    assert row["text"] == coded.study().texts["LIN-01"][44:63]
    assert [(one.kind, one.data["code"]) for one in coded.study().findings] == [("codings_wait", "waiting")]


def test_messages_ratings_and_summaries_stay_with_a_renamed_theme(coded):
    case, book, ah = (key_of(*parts) for parts in (("case", "lindesø"), ("codebook", "barrierer"), ("coder", "ah")))  # fmt: skip
    coded.message("Boliger skiller kommunerne.", theme="housing")
    coded.record(
        Rating(key_of("r"), case, "housing", book, -1, 0, "", ah),
        Summary(key_of("z"), case, "housing", book, "Boliger.", ah, ""),
    )
    coded.adopt(THEME)
    study = coded.study()
    assert list(study.messages["theme"]) == ["dwelling"]
    assert list(study.ratings["code"]) == list(study.summaries["code"]) == ["dwelling"]
    assert codes(coded) == [("rent", "rent", False), ("waiting", "waiting", False)]


def test_a_codebook_that_was_empty_before_was_there_before(project):
    empty = replace(FIRST, version="0.1.0", codes=(), changes=())
    assert project.adopt(empty).before is None
    came = project.adopt(FIRST)
    assert (came.before, len(came.changes) > 0) == ("0.1.0", True)


def test_the_same_version_with_another_content_is_taken_in_with_a_finding(coded):
    came = coded.adopt(replace(FIRST, licence="CC0"))
    assert [finding.kind for finding in came.findings] == ["codebook_same_version"]
    assert coded.study().codebooks["barrierer"].licence == "CC0"


def test_a_codebook_is_not_pulled_away_under_codings_made_with_it_since(coded, coding):
    coded.adopt(SPLIT)
    coded.record(replace(coding(coded.study(), start=100, end=110, code="deposit"), version="2.0.0"))
    (n, before) = coded.study().n, codes(coded)
    last = coded.log().set_index("n").loc[n - 1]
    assert last["verb"] == "adopt"
    with pytest.raises(RestsOnError) as caught:
        coded.undo(n - 1)
    told(caught.value)
    assert codes(coded) == before


def test_another_person_s_coding_keeps_a_new_version_from_being_undone(coded, copied, coding):
    coded.adopt(SPLIT)
    copied.merge(coded.folder)
    copied.record(replace(coding(copied.study(), start=100, end=110, code="deposit", coder="bk"), version="2.0.0"))  # fmt: skip
    coded.merge(copied.folder)
    n = coded.study().n
    with pytest.raises(RestsOnError) as caught:
        coded.undo()
    told(caught.value)
    assert coded.study().n == n
    assert "1" in str(caught.value.data["what"])


def test_a_coding_of_the_old_version_that_comes_from_another_copy_is_mapped(coded, copied, coding):
    coded.adopt(RENAMED)
    copied.record(replace(coding(copied.study(), start=100, end=110, code="waiting", coder="bk"), version="1.0.0"))  # fmt: skip
    for one, other in ((coded, copied), (copied, coded)):
        one.merge(other.folder)
        assert codes(one)[-1] == ("waiting", "queue", False)
        assert list(one.study().findings) == []


def test_a_new_version_by_suggest_needs_a_person_only_where_codings_would_wait(
    coded, reopened, codebook, tmp_path
):
    folder = coded.folder
    (folder / "codebooks" / "barrierer.yaml").unlink()
    nobody = reopened(folder, None)
    file = tmp_path / "ny.yaml"
    file.write_text(yaml_of(RENAMED), "utf-8")
    nobody.suggest(file)
    assert codes(nobody)[-1] == ("waiting", "queue", False)
    file.write_text(yaml_of(version("3.0.0", "a", "b", book=RENAMED, rent=("a", "b"))), "utf-8")
    with pytest.raises(PersonNeededError):
        nobody.suggest(file)
    assert nobody.study().codebooks["barrierer"].version == "2.0.0"


def test_what_waits_in_one_codebook_does_not_hide_what_would_wait_in_another(coded, coding, reopened):
    other = replace(FIRST, id="andre")
    coded.adopt(other)
    coded.record(replace(coding(coded.study(), start=100, end=110), key=key_of("o"), codebook=key_of("codebook", "andre"), version="1.0.0"))  # fmt: skip
    coded.adopt(version("2.0.0", rent=(), waiting=()))
    nobody = reopened(coded.folder, None)
    with pytest.raises(PersonNeededError):
        nobody._take_in(version("2.0.0", rent=(), book=other))


# Choosing codes anew


def test_a_coding_that_waits_is_given_a_code_by_its_reference(coded, values):
    coded.adopt(SPLIT)
    before = values(coded.study())
    assert coded.recode("deposit", [reference(coded, "rent")], why="Handler om depositum") == 1
    assert codes(coded)[0] == ("deposit", "deposit", False)
    assert to_review(coded.study()).empty
    last = coded.log().iloc[-1]
    assert (last["verb"], last["why"]) == ("recode", "rent → deposit: Handler om depositum")
    row = coded.study().codings.sort_values("start").iloc[0]
    assert (row["version"], row["polarity"], row["start"], row["end"]) == ("2.0.0", "barrier", 22, 43)
    coded.undo()
    assert same(values, coded, before)


def test_all_that_wait_and_were_made_as_a_code_are_given_one(coded, coding):
    coded.record(replace(coding(coded.study(), start=100, end=110), version="1.0.0"))
    coded.adopt(KEPT)
    assert coded.recode("rent", made_as="rent") == 2
    assert [code for code in codes(coded) if code[2]] == []
    assert coded.log()["why"].iloc[-1] == "rent → rent"
    with pytest.raises(LookupFailedError) as caught:
        coded.recode("rent", made_as="rent")
    told(caught.value)


def test_a_removed_code_s_codings_can_be_given_any_code(coded):
    coded.adopt(REMOVED)
    coded.recode("rent", made_as="waiting")
    assert codes(coded)[1] == ("rent", "rent", False)


@pytest.mark.parametrize(
    ("code", "references", "rest", "error"),
    [
        ("rent", (), {}, LookupFailedError),
        ("rent", ("ffffffffff",), {}, LookupFailedError),
        ("rent", (), {"made_as": "waiting"}, LookupFailedError),
        ("findes_ikke", None, {}, UnknownCodeError),
        ("rent", None, {"codebook": "findes_ikke"}, LookupFailedError),
    ],
)
def test_what_cannot_be_recoded_is_refused_and_nothing_is_changed(coded, code, references, rest, error):
    n = coded.study().n
    wanted = references if references is not None else [reference(coded, "rent")]
    with pytest.raises(error) as caught:
        coded.recode(code, wanted, **rest)
    told(caught.value)
    assert coded.study().n == n


def test_recoding_to_the_code_that_it_has_writes_nothing(coded):
    n = coded.study().n
    coded.recode("rent", [reference(coded, "rent")])
    assert coded.study().n == n


def test_a_new_version_is_not_undone_under_a_choice(coded):
    coded.adopt(SPLIT)
    coded.recode("deposit", made_as="rent")
    event = coded.log().iloc[-2]
    assert event["verb"] == "adopt"
    with pytest.raises(RestsOnError):
        coded.undo(int(event["n"]))


# Codes made while coding


def test_a_draft_is_a_code_of_its_own_codebook_and_can_be_coded_with(coded, coding):
    assert coded.draft("Nøgler", definition="Hvem der har dem.") == "noegler"
    study = coded.study()
    draft = study.codebooks[DRAFTS]["noegler"]
    assert (draft.label, draft.definition) == (Words.of({"da": "Nøgler"}), Words.of({"da": "Hvem der har dem."}))  # fmt: skip
    made = replace(coding(study, start=100, end=110, code="noegler"), codebook=key_of("codebook", DRAFTS), version="0")  # fmt: skip
    coded.record(made)
    row = coded.study().codings.sort_values("start").iloc[-1]
    assert (row["codebook"], row["code"], row["made_as"], row["waits"]) == (DRAFTS, "noegler", "noegler", False)  # fmt: skip
    assert coded.study().codebook(DRAFTS).id == DRAFTS


def test_a_draft_under_codings_is_not_undone(coded, coding):
    coded.draft("Nøgler")
    made = replace(coding(coded.study(), start=100, end=110, code="noegler"), codebook=key_of("codebook", DRAFTS))  # fmt: skip
    coded.record(made)
    with pytest.raises(RestsOnError):
        coded.undo(coded.study().n - 1)


def test_codings_with_drafts_come_from_a_table_and_drafts_are_no_codebook_of_the_project(coded, table):
    coded.draft("Nøgler")
    path = table("file,quote,code,polarity,coder", "LIN-01.txt,Den kommer om aftenen,noegler,,ah")
    assert coded.import_codings(path, codebook=DRAFTS)[0] == 1
    assert coded.study().codings.sort_values("start")["codebook"].iloc[-1] == DRAFTS
    coded.adopt(DRAFTS)
    assert set(coded._store.live()[CodebookFact]["name"]) == {"barrierer"}


@pytest.mark.parametrize(
    ("label", "code", "error"),
    [
        ("Husleje", "rent", CodebookError),
        ("Nøgler", "", CodebookError),
        ("…", "", LookupFailedError),
        ("", "", LookupFailedError),
    ],
)
def test_a_draft_needs_a_name_of_its_own(coded, label, code, error):
    coded.draft("Nøgler")
    n = coded.study().n
    with pytest.raises(error) as caught:
        coded.draft(label, code=code)
    told(caught.value)
    assert coded.study().n == n


def test_codings_of_a_draft_follow_it_into_the_codebook_and_undo_brings_the_draft_back(coded, coding, values):
    coded.draft("Nøgler", definition="Hvem der har dem.")
    made = replace(coding(coded.study(), start=100, end=110, code="noegler"), codebook=key_of("codebook", DRAFTS), version="0")  # fmt: skip
    coded.record(made)
    before = values(coded.study())
    came = coded.promote("noegler", into="barrierer", version="1.1.0", code="keys", parent="housing", label={"en": "Keys"})  # fmt: skip
    assert (came.version, came.before, came.waiting) == ("1.1.0", "1.0.0", 0)
    book = coded.study().codebooks["barrierer"]
    assert book.path("keys") == ("housing", "keys")
    assert (dict(book["keys"].label.texts), book["keys"].origin) == (
        {"da": "Nøgler", "en": "Keys"},
        "inductive",
    )
    assert book["keys"].definition == Words.of({"da": "Hvem der har dem."})
    assert (book.version, book.changes[-1].version, book.changes[-1].date[:4]) == ("1.1.0", "1.1.0", "2099")
    row = coded.study().codings.sort_values("start").iloc[-1]
    assert (row["codebook"], row["code"], row["made_as"], row["waits"]) == ("barrierer", "keys", f"{DRAFTS}:noegler", False)  # fmt: skip
    assert not len(coded.study().codebooks[DRAFTS])
    coded.undo()
    assert same(values, coded, before)


def test_a_draft_that_one_promoted_and_another_coded_with_comes_together(coded, reopened, coding, tmp_path):
    coded.draft("Nøgler", definition="Hvem der har dem.")
    shutil.copytree(coded.folder, tmp_path / "copy")
    other = reopened(tmp_path / "copy", "bk")
    coded.promote("noegler", into="barrierer", version="1.1.0")
    made = replace(coding(other.study(), start=100, end=110, code="noegler", coder="bk"), codebook=key_of("codebook", DRAFTS), version="0")  # fmt: skip
    other.record(made)
    for one, two in ((coded, other), (other, coded)):
        one.merge(two.folder)
        row = one.study().codings.sort_values("start").iloc[-1]
        assert (row["codebook"], row["code"], row["waits"]) == ("barrierer", "noegler", False)
        assert list(one.study().findings) == []


def test_a_promoted_code_that_is_split_later_puts_the_draft_s_codings_in_the_queue(coded, coding):
    coded.draft("Nøgler", definition="Hvem der har dem.")
    made = replace(coding(coded.study(), start=100, end=110, code="noegler"), codebook=key_of("codebook", DRAFTS), version="0")  # fmt: skip
    coded.record(made)
    coded.promote("noegler", into="barrierer", version="1.1.0")
    book = coded.study().codebooks["barrierer"]
    assert coded.adopt(version("2.0.0", "a", "b", book=book, noegler=("a", "b"))).waiting == 1
    (row,) = to_review(coded.study()).to_dict("records")
    assert (row["codebook"], row["made_as"], row["options"]) == ("barrierer", f"{DRAFTS}:noegler", "a, b")
    coded.recode("b", [row["reference"]])
    assert to_review(coded.study()).empty


@pytest.mark.parametrize(
    ("draft", "rest", "error"),
    [
        ("findes_ikke", {}, LookupFailedError),
        ("noegler", {"into": "findes_ikke"}, LookupFailedError),
        ("noegler", {}, CodebookError),
        ("noegler", {"definition": "x", "code": "rent"}, CodebookError),
        ("noegler", {"definition": "x", "version": "1.0.0"}, CodebookError),
        ("noegler", {"definition": "x", "parent": "findes_ikke"}, UnknownCodeError),
    ],
)
def test_what_cannot_be_promoted_is_refused_and_nothing_is_changed(coded, draft, rest, error):
    coded.draft("Nøgler")
    n = coded.study().n
    with pytest.raises(error) as caught:
        coded.promote(draft, **{"into": "barrierer", "version": "1.1.0", **rest})
    told(caught.value)
    assert coded.study().n == n


def test_an_id_that_was_used_before_is_not_used_again(coded):
    coded.adopt(RENAMED)
    coded.draft("Ventetid", code="waiting", definition="At vente.")
    with pytest.raises(CodebookError) as caught:
        coded.promote("waiting", into="barrierer", version="3.0.0")
    assert caught.value.problem == "code_exists"
    coded.promote("waiting", into="barrierer", version="3.0.0", code="wait")
    with pytest.raises(CodebookError) as caught:
        coded.draft("Ventetid igen", code="waiting")
    assert caught.value.data["codebook"] == DRAFTS


def test_two_copies_may_draft_different_codes(coded, copied):
    coded.draft("Nøgler")
    copied.draft("Håb")
    coded.merge(copied.folder)
    assert list(coded.study().codebooks[DRAFTS].by_id) == ["haab", "noegler"]
    assert list(coded.study().findings) == []


def test_two_copies_that_draft_one_code_have_it_once_with_a_finding_where_they_differ(coded, copied):
    coded.draft("Nøgler", definition="Hvem der har dem.")
    copied.draft("Nøgler", definition="Hvad de åbner.")
    for one, other in ((coded, copied), (copied, coded)):
        one.merge(other.folder)
        assert list(one.study().codebooks[DRAFTS].by_id) == ["noegler"]
        assert [finding.kind for finding in one.study().findings] == ["conflict"]


def test_two_copies_that_draft_the_same_have_nothing_to_settle(coded, copied):
    for one in (coded, copied):
        one.draft("Nøgler")
    coded.merge(copied.folder)
    assert list(coded.study().codebooks[DRAFTS].by_id) == ["noegler"]
    assert list(coded.study().findings) == []


# Own words


def test_a_study_s_own_words_are_in_its_codebook_and_not_in_what_is_stored(coded):
    book = version("1.1.0", book=FIRST)
    said = replace(book.codes[1], label=Words.of({"da": "Borgers husleje", "de": "Klient:innen"}), indicators=(("da", ("borger*",)),))  # fmt: skip
    coded.adopt(replace(book, codes=(book.codes[0], said, book.codes[2])))
    own = coded.use_words({"da": {"borgers": "deltagers", "borger": "deltager"}}, gender="*innen")
    study = coded.study()
    assert own == study.own_words
    assert study.codebook()["rent"].label.texts == (("da", "Deltagers husleje"), ("de", "Klient*innen"))
    assert study.codebook()["rent"].indicators == (("da", ("borger*",)),)
    assert study.codebooks["barrierer"]["rent"] == said
    n = study.n
    coded.use_words({"da": {"borger": "deltager"}})
    assert coded.study().n == n
    coded.use_words({"da": {"borgers": "", "borger": ""}}, gender="")
    assert coded.study().codebook() == coded.study().codebooks["barrierer"]


# Out


def test_a_codebook_leaves_the_project_as_it_was_written(coded, tmp_path):
    coded.use_words({"da": {"barrierer": "forhindringer"}})
    assert list(coded.export_codebook("barrierer", tmp_path / "ud.yaml")) == []
    assert read_codebook((tmp_path / "ud.yaml").read_bytes(), file="ud.yaml")[0] == FIRST
    with pytest.raises(LookupFailedError):
        coded.export_codebook("findes_ikke", tmp_path / "x.yaml")
    assert not (tmp_path / "x.yaml").exists()


# Who


@pytest.mark.parametrize(
    "do",
    [
        lambda project: project.adopt("barrierer"),
        lambda project: project.draft("Nøgler"),
        lambda project: project.promote("x", into="barrierer", version="2"),
        lambda project: project.recode("rent", ["aaaaaaaaaa"]),
        lambda project: project.use_words({"da": {"a": "b"}}),
    ],
)
def test_what_a_person_must_decide_is_nobody_s_act(coded, reopened, do):
    nobody = reopened(coded.folder, None)
    n = nobody.study().n
    with pytest.raises(PersonNeededError):
        do(nobody)
    assert nobody.study().n == n


def test_an_edit_becomes_a_version_with_its_note_and_undo_brings_the_old_one_back(project):
    from casekit.codebook.editing import Edit

    project.suggest("barrierer")
    edit, _ = Edit.of(project.study().codebooks["barrierer"]).split("rent", Words.of({"da": "Depositum"}))
    came = project.revise(edit, version="1.1.0", note="Delt")
    book = project.study().codebooks["barrierer"]
    assert (came.before, came.version, book.version) == ("1.0.0", "1.1.0", "1.1.0")
    assert (book.changes[-1].what.get("da"), book.changes[-1].date) == ("Delt", "2099-01-24")
    assert project.log().iloc[-1]["verb"] == "adopt"
    for version, note, problem in (("1.2.0", "x", "edited_meanwhile"),):
        with pytest.raises(CodebookError) as caught:
            project.revise(edit, version=version, note=note)
        assert caught.value.problem == problem
        told(caught.value)
    project.undo()
    for one, version, note, problem in (
        (Edit.of(edit.base), "2", "x", "codebook_unedited"),
        (edit, "2", {"da": " "}, "revision_without_note"),
        (edit, "1.0.0", "x", "version_exists"),
        (edit, "0.1", "x", "version_not_later"),
    ):
        with pytest.raises(CodebookError) as caught:
            project.revise(one, version=version, note=note)
        assert caught.value.problem == problem
        told(caught.value)
    project.coder = None
    with pytest.raises(PersonNeededError):
        project.revise(edit, version="2", note="x")
