import json
import subprocess
import sys

import pytest
import spacy

from casekit.errors import CasekitError
from casekit.language.trained import Trained, open_pipelines, reader_of

pytestmark = pytest.mark.slow


@pytest.fixture
def folder(tmp_path):
    nlp = spacy.blank("nl", meta={"name": "klein", "version": "1.2.3"})
    nlp.add_pipe("sentencizer")
    nlp.to_disk(tmp_path / "klein")
    return tmp_path / "klein"


def problem(act):
    with pytest.raises(CasekitError) as caught:
        act()
    return caught.value


@pytest.mark.parametrize("name", ["da_core_news_sm_x", "json", "os.path", "no/such/folder", "", "é è"])
def test_what_is_not_installed_says_how_to_install_it(name):
    error = problem(lambda: Trained(name))
    assert (error.problem, error.data) == ("pipeline_not_installed", {"name": name})
    assert f"python -m spacy download {name}" in str(error)


def test_a_folder_tells_its_language_and_version_before_it_is_loaded(folder):
    trained = Trained(folder)
    assert (trained.name, trained.language) == (str(folder), "nl")
    assert trained.version.startswith("nl_klein 1.2.3 ")
    assert trained.parts == "sentencizer"
    assert trained.assigns("token.is_sent_start", "token.lemma")
    assert not trained.assigns("token.lemma")


def test_a_pipeline_in_hand_is_used_as_it_is():
    nlp = spacy.blank("de", meta={"name": "meins"})
    trained = Trained(nlp)
    assert trained.nlp is nlp
    assert (trained.name, trained.language, trained.parts) == ("meins", "de", "–")


def test_it_is_loaded_once_and_again_when_it_was_changed(folder):
    nlp = Trained(folder).nlp
    assert Trained(str(folder)).nlp is nlp
    meta = json.loads((folder / "meta.json").read_text())
    (folder / "meta.json").write_text(json.dumps(meta | {"description": "trained anew"}))
    assert Trained(folder).nlp is not nlp


def test_a_package_is_found_by_its_name(folder, monkeypatch):
    (folder / "__init__.py").write_text("")
    monkeypatch.syspath_prepend(str(folder.parent))
    assert Trained("klein").language == "nl"


def test_one_that_cannot_be_loaded_says_why(folder):
    config = (
        (folder / "config.cfg").read_text().replace('factory = "sentencizer"', 'factory = "nobodys_part"')
    )
    (folder / "config.cfg").write_text(config)
    error = problem(lambda: Trained(folder).nlp)
    assert error.problem == "pipeline_unreadable"
    assert "nobodys_part" in str(error.data["reason"])


@pytest.mark.parametrize("content", ["", "[]", "{}", "{"])
def test_a_broken_description_is_no_pipeline(folder, content):
    (folder / "meta.json").write_text(content)
    assert problem(lambda: Trained(folder)).problem == "pipeline_not_installed"


def test_pipelines_by_their_languages():
    danish, any_language = spacy.blank("da"), spacy.blank("xx")
    assert open_pipelines(None) == {}
    assert list(open_pipelines(danish)) == ["da"]
    opened = open_pipelines({"nl": any_language, "da": danish})
    assert list(opened) == ["nl", "da"]
    assert reader_of(opened, "de") is None
    assert reader_of(open_pipelines(any_language), "de").nlp is any_language
    error = problem(lambda: open_pipelines({"de": danish}))
    assert error.data == {"name": "pipeline", "found": "da", "wanted": "de"}


def test_spacy_is_not_loaded_before_it_is_needed(folder):
    code = (
        "import sys, casekit.language.spacy_docs, casekit.language.pipelines\n"
        "from casekit.language.pipeline_lemmas import PipelineLemmas\n"
        f"told = PipelineLemmas({str(folder)!r}, known={{'husen': ('huis',)}})\n"
        "print(told.version.startswith('spaCy nl_klein 1.2.3'), told.of('husen'), 'spacy' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split("\n")[0] == "True ('huis',) False"
