from collections import Counter

import pytest

from casekit.codebook.cue_lists import read_cues
from casekit.errors import CodebookError
from casekit.files.shipped import shipped
from casekit.language.cues import KINDS, Cues
from casekit.wording import LANGUAGES

FILE = shipped("codebooks") / "lexicons" / "polarity_cues.yaml"
SMALL = """casekit: lexicon/1
id: polarity_cues
negation:
  da: [ikke, =ingen]
  en: ["*n't", no]
hedge:
  da: [jeg tror, "not: ikke kun"]
"""


def test_the_shipped_lists_are_whole_in_every_language():
    lists, findings = read_cues(FILE.read_bytes(), file=FILE.name)
    assert not findings
    assert all(set(lists.of(language).lists) == set(KINDS) for language in LANGUAGES)


def test_no_shipped_cue_says_two_things_at_once():
    for cues in read_cues(FILE.read_bytes(), file=FILE.name)[0].by_language.values():
        told = Counter(
            one.pattern for kind in ("barrier", "facilitator", "negation") for one in getattr(cues, kind)
        )
        assert [pattern for pattern, count in told.items() if count > 1] == []


def test_cues_are_read_by_language_and_kind():
    lists, findings = read_cues(SMALL.encode(), file="cues.yaml")
    assert not findings
    danish = lists.of("da")
    assert [one.pattern for one in danish.negation] == ["ikke", "=ingen"]
    assert [one.bars for one in danish.hedge] == [False, True]
    assert [one.pattern for one in lists.of("en").negation] == ["*n't", "no"]
    assert lists.of("nl") == Cues("nl")


@pytest.mark.parametrize(
    ("old", "new", "kind", "where"),
    [
        ("=ingen", "=ing*n", "cue_skipped", "cues.yaml:4:14"),
        ("=ingen", "ikke", "cue_twice", "cues.yaml:4:14"),
        ("=ingen", "[ej]", "codebook_text_not_list", "cues.yaml:4:14"),
        ("hedge:", "hedges:", "codebook_unknown_field", "cues.yaml:6:1"),
        ("  en:", "  sv:", "codebook_unknown_language", "cues.yaml:5:3"),
        ("[ikke, =ingen]", "ikke", "codebook_list_not_text", "cues.yaml:4:3"),
    ],
)  # fmt: skip
def test_what_is_odd_is_told_with_its_place_and_the_rest_is_read(old, new, kind, where):
    lists, findings = read_cues(SMALL.replace(old, new, 1).encode(), file="cues.yaml")
    assert [(one.kind, one.where) for one in findings] == [(kind, where)]
    assert str(findings[0])
    assert lists.of("da").lists


@pytest.mark.parametrize(
    ("yaml", "problem"),
    [("a: b", "not_a_codebook"), ("[a]", "not_a_codebook"), ("casekit: lexicon/1\nroles: []", "lexicon_lacks"), ("casekit: [", "yaml_open_bracket"),
     ("", "yaml_empty")],
)  # fmt: skip
def test_another_file_is_no_list_of_cues(yaml, problem):
    with pytest.raises(CodebookError) as caught:
        read_cues(yaml.encode(), file="cues.yaml")
    assert caught.value.problem == problem
