import gc
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

import pandas as pd
import pytest

from casekit.language import corpora as module
from casekit.language.corpora import corpora
from casekit.language.dictionaries import use
from casekit.language.indicators import parse_indicator

TALK = "I: Har I boliger?\nIP: Nej, ingen boliger.\nIP: En bolig til.\n"


class Known:
    """A dictionary of a few words."""

    version = "known/1"

    def __init__(self, lemmas: Mapping[str, tuple[str, ...]]) -> None:
        self.lemmas = dict(lemmas)
        self.learned: list[Mapping[str, tuple[str, ...]]] = []
        self.read_before = 0

    @property
    def known(self) -> Mapping[str, tuple[str, ...]]:
        return {}

    def learn(self, known: Mapping[str, tuple[str, ...]]) -> None:
        self.learned.append(known)
        self.lemmas |= known

    def read(self, study: Any) -> None:
        self.read_before += 1

    def of(self, form: str) -> tuple[str, ...]:
        return self.lemmas.get(form, (form,))

    def many(self, forms: Iterable[str]) -> Mapping[str, tuple[str, ...]]:
        return {form: self.of(form) for form in forms}


def _nothing(language: str, version: str) -> Mapping[str, tuple[str, ...]]:
    return {}


@dataclass(eq=False)
class Talks:
    """As much of a study as is searched: documents with their language and labelled lines, or whole."""

    told: Mapping[str, tuple[str, str, bool]]
    recall: Any = _nothing
    texts: dict[str, str] = field(init=False)

    def __post_init__(self) -> None:
        self.texts = {name: text for name, (_, text, _) in self.told.items()}
        languages = [(name, language) for name, (language, _, _) in self.told.items()]
        self.documents = pd.DataFrame(languages, columns=["document", "language"])
        rows = [
            row for name, (_, text, turns) in self.told.items() if turns for row in self._turns(name, text)
        ]
        self.turns = pd.DataFrame(rows, columns=["document", "turn", "role", "start", "end"])

    @staticmethod
    def _turns(name: str, text: str) -> Iterable[tuple[str, int, str, int, int]]:
        at = 0
        for number, line in enumerate(text.splitlines(), 1):
            label = line.split(":")[0]
            role = "interviewer" if label == "I" else "unknown" if label == "X" else "respondent"
            yield name, number, role, at + len(label) + 2, at + len(line)
            at += len(line) + 1


@pytest.fixture(autouse=True)
def danish():
    known = Known({"boliger": ("bolig",)})
    use({"da": known, "de": Known({}), "nl": Known({})})
    yield known
    use({"da": None, "de": None, "nl": None})


def found(
    study: Any, *patterns: str, language: str = "da", everyone: bool = False
) -> list[tuple[str, int, str]]:
    corpus = corpora(study, everyone=everyone)[language]
    hits = corpus.search({"c": map(parse_indicator, patterns)}).hits
    return [
        (str(hit.document), int(hit.turn), corpus.texts[hit.document][hit.start : hit.end])
        for hit in hits.itertuples()
    ]


def test_what_respondents_say_is_searched_with_the_dictionary_of_its_language():
    study = Talks({"A": ("da", TALK, True), "B": ("de", "IP: boliger", True)})
    assert found(study, "bolig") == [("A", 2, "boliger"), ("A", 3, "bolig")]
    assert found(study, "bolig", language="de") == []
    assert list(corpora(study)) == ["da", "de"]


def test_with_everyone_interviewers_are_searched_too():
    study = Talks({"A": ("da", TALK, True)})
    assert found(study, "boliger", everyone=True)[0] == ("A", 1, "boliger")
    assert found(study, "har") == []


def test_whose_role_is_unknown_counts_as_a_respondent():
    assert found(Talks({"A": ("da", "X: bolig", True)}), "bolig") == [("A", 1, "bolig")]


def test_a_document_without_turns_is_searched_whole_paragraph_by_paragraph():
    study = Talks(
        {
            "A": ("da", "IP: bolig", True),
            "B": ("da", "Ny bolig\n\nmangler her", False),
            "C": ("da", TALK, True),
        }
    )
    assert found(study, "bolig") == [
        ("A", 1, "bolig"),
        ("B", 0, "bolig"),
        ("C", 2, "boliger"),
        ("C", 3, "bolig"),
    ]
    assert found(study, "bolig mangler") == []
    corpus = corpora(study)["da"]
    assert corpus.turns.tolist() == [1, 0, 0, 2, 3]
    hits = corpus.search({"c": [parse_indicator("mangler")]}).hits
    assert [span.of(corpus.texts["B"]) for span in corpus.bounds_of(hits)] == ["mangler her"]


def test_documents_in_which_nobody_answers_or_nothing_is_said_leave_the_others_in_place():
    study = Talks({"A": ("da", "I: bolig", True), "B": ("da", "", False), "C": ("da", TALK, True)})
    assert found(study, "bolig") == [("C", 2, "boliger"), ("C", 3, "bolig")]


def test_a_study_without_documents_has_no_corpora():
    assert dict(corpora(Talks({}))) == {}


def test_nothing_is_read_twice(monkeypatch: pytest.MonkeyPatch):
    study = Talks({"A": ("da", TALK, True)})
    first = corpora(study)
    assert corpora(study) is first
    assert corpora(study, everyone=True) is not first
    again = Talks({"A": ("da", TALK, True)})
    assert corpora(again)["da"].index is first["da"].index


def test_a_study_that_is_gone_is_forgotten():
    study = Talks({"A": ("da", TALK, True)})
    corpora(study), corpora(study, everyone=True)
    asked = {(id(study), False), (id(study), True)}
    assert asked <= set(module._kept)
    del study
    gc.collect()
    assert not asked & set(module._kept)


def test_another_studys_words_are_not_found():
    both = Talks({"A": ("da", TALK, True)}), Talks({"A": ("da", "IP: husleje", True)})
    assert found(both[0], "husleje*") == found(both[1], "bolig") == []
    assert found(both[1], "husleje") == [("A", 1, "husleje")]
    assert found(both[0], "bolig")[0] == ("A", 2, "boliger")


def test_what_was_looked_up_before_is_learned_once(danish):
    asked = []

    def recall(language: str, version: str) -> Mapping[str, tuple[str, ...]]:
        asked.append((language, version))
        return {"hjem": ("bolig",)}

    study = Talks({"A": ("da", "IP: Et hjem.", True)}, recall)
    assert found(study, "bolig") == [("A", 1, "hjem")]
    corpora(Talks({"A": ("da", "IP: Hjem!", True)}, recall))
    assert asked == [("da", "known/1")]
    assert danish.learned == [{"hjem": ("bolig",)}]
    assert danish.read_before == 2, "each study is shown to the dictionary"


def test_those_that_bar_take_out_hits_of_their_code_only():
    study = Talks({"A": ("da", TALK, True)})
    corpus = corpora(study)["da"]
    terms = [parse_indicator("bolig"), parse_indicator("not: ingen boliger")]
    hits, removed = corpus.search({"a": terms, "b": terms[:1]})
    assert hits.groupby("code", observed=False).size().to_dict() == {"a": 1, "b": 2}
    assert removed.values.tolist() == [["a", "bolig", 1]]


def test_a_dictionary_chosen_later_counts_from_then_on():
    study = Talks({"A": ("da", "IP: Et hjem.", True)})
    assert found(study, "bolig") == []
    use({"da": Known({"hjem": ("bolig",)})})
    assert found(study, "bolig") == [("A", 1, "hjem")]
