"""How an act becomes an event."""

import pytest

from casekit.errors import PersonNeededError
from casekit.language.dictionaries import dictionary, use
from casekit.language.pipeline_lemmas import mark_of
from casekit.model.facts import Coder, Memo, key_of
from casekit.project import Project
from casekit.project.acts import Acts

pytestmark = pytest.mark.slow


def memo(text="Se her", name="m"):
    return Memo(key_of(name), key_of("about"), text, key_of("coder", "ah"))


@pytest.fixture
def acts(project):
    """The same file, without the verbs."""
    ticks = iter(range(100))
    return Acts(
        project.file,
        project._store,
        coder=" ah ",
        clock=lambda: f"2099-02-01T10:00:{next(ticks):02}.000+00:00",
        draw=lambda: key_of("event", str(next(ticks))),
    )


def test_the_clock_and_the_chance_may_be_replaced(acts):
    acts._keep([memo()], "record", "Fordi")
    event = acts._store.events().iloc[-1]
    assert tuple(event[["id", "at", "by", "verb", "why", "in_force"]]) == (
        key_of("event", "0"),
        "2099-02-01T10:00:01.000+00:00",
        "ah",
        "record",
        "Fordi",
        True,
    )


def test_who_acts_is_named_without_blanks_and_is_no_machine(acts):
    assert acts.person() == "ah"
    for name in (None, "", "  ", "indicators"):
        with pytest.raises(PersonNeededError):
            Acts(acts.file, acts._store, coder=name).person()


def test_what_is_new_is_one_event_and_nothing_new_is_none(acts):
    n = acts.study().n
    assert acts._keep([memo(), memo("Og her", "m2")], "record") == n + 1
    assert acts._keep([memo()], "record") == acts._keep([], "record") == n + 1


def test_what_is_replaced_ends_and_what_is_asked_to_end_too(acts):
    acts._keep([memo(), memo("Og her", "m2")], "record")
    acts._keep([memo("Anderledes")], "record", ended=acts._store.live_ids(Memo, [key_of("m2")]))
    assert list(acts.study().memos["text"]) == ["Anderledes"]


def test_the_study_is_made_once_and_anew_after_an_act(acts):
    first = acts.study()
    assert acts.study() is first
    acts._keep([memo()], "record")
    assert len(acts.study().memos) == len(first.memos) + 1
    assert len(acts.study(at=first.n).memos) == 0


def test_who_acts_is_stored_with_the_act(acts):
    acts.coder = "ny"
    acts._keep([memo()], "record")
    acts._keep([memo("Mere")], "record")
    assert len(acts._store.live_ids(Coder, [key_of("coder", "ny")])) == 1


def test_the_folder_is_that_of_the_file(acts):
    assert acts.folder == acts.file.parent


def test_lemmas_are_kept_for_the_words_of_this_study_and_of_no_other_project(tmp_path, codebook):
    studies = {"one": "B: Huslejerne stiger.\n", "other": "B: Ventelisterne vokser.\n"}
    for name, said in studies.items():
        (tmp_path / f"{name}.txt").write_text(f"I: Nå?\n\n{said}", "utf-8")
        project = Project.create(tmp_path / name, language="da")
        project.add(tmp_path / f"{name}.txt", case="by")
        project.suggest(codebook(tmp_path, rent="husleje"))
    kept = project.study().recall("da", dictionary("da").version)
    assert "ventelisterne" in kept
    assert "husleje" in kept  # a search term
    assert "huslejerne" not in kept


class Chosen:
    """What a trained pipeline would have told so far, also for another project."""

    version = "chosen/1"

    def __init__(self, known):
        self.known = known

    def learn(self, known):
        """Nothing."""

    def read(self, study):
        """Nothing."""

    def of(self, form):
        return (form,)

    def many(self, forms):
        return {form: (form,) for form in forms}


@pytest.fixture
def chosen():
    yield lambda known: use({"da": Chosen(dict.fromkeys(known, ("x",)))})
    use({"da": None})


def test_of_what_a_pipeline_told_only_what_is_about_this_study_is_kept(tmp_path, codebook, chosen):
    project = Project.create(tmp_path / "one", language="da")
    (tmp_path / "one.txt").write_text("I: Nå?\n\nB: Text, more, alone.\n", "utf-8")
    project.add(tmp_path / "one.txt", case="by")
    mine = ["alone", "nå", "more text husleje", f"text {mark_of(project.study().texts['one'])}"]
    chosen([*mine, "alone ventelister", "more ventelister text", f"text {mark_of('Andet')}"])
    project.suggest(codebook(tmp_path, rent="husleje"))
    assert sorted(project.study().recall("da", "chosen/1")) == sorted(mine)
