from dataclasses import replace

import pytest

from casekit.analysis.comparing import compare
from casekit.analysis.selecting import with_codebook
from casekit.analysis.tree import tree
from casekit.codebook.crosswalks import crosswalk, through
from casekit.errors import CodebookError, LookupFailedError

pytestmark = pytest.mark.slow


OURS = """
id: ours
codes:
  - id: home
    label: {en: Home}
    codes:
      - {id: rent, links: {cfir: [outer.market, inner]}}
      - {id: flat, links: {cfir: [outer.market]}}
      - {id: own}
      - {id: odd, links: {cfir: [nowhere]}}
      - {id: back}
"""
CFIR = """
id: cfir
codes:
  - id: outer
    label: {en: Outer setting}
    codes: [{id: outer.market}, {id: outer.law, links: {ours: [back, rent]}}]
  - {id: inner}
  - {id: process}
"""
TURNS = [("I", "Og lejen?"), ("A", "Huslejen er høj. Boligen er lille. Andet fylder.")]


@pytest.fixture
def ours(book_of):
    return book_of(OURS)


@pytest.fixture
def cfir(book_of):
    return book_of(CFIR)


def study(study_of, ours, *others):
    codings = [("rent", "Huslejen er høj", "ah"), ("flat", "er høj", "ah"), ("flat", "Boligen er lille", "ah"), ("own", "Andet", "ah")]  # fmt: skip
    return study_of(ours, TURNS, codings, *others)


def test_a_crosswalk_lists_each_pair_the_nearest_first_and_what_has_none(ours, cfir):
    table = crosswalk(ours, cfir)
    cells = table[["code", "other", "rank"]].astype(object)
    pairs = [tuple(row) for row in cells.where(cells.notna(), None).itertuples(index=False)]
    assert pairs == [
        ("home", None, None),
        ("rent", "outer.market", 1),
        ("rent", "inner", 2),
        ("rent", "outer.law", 3),
        ("flat", "outer.market", 1),
        ("own", None, None),
        ("odd", None, None),
        ("back", "outer.law", 1),
        (None, "outer", None),
        (None, "process", None),
    ]
    assert table["label"][0] == "Home"
    assert table["other_label"].iloc[-2] == "Outer setting"


def test_the_links_of_one_book_serve_both_ways(ours, cfir):
    there = {(row.code, row.other) for row in crosswalk(ours, cfir).dropna().itertuples()}
    back = {(row.other, row.code) for row in crosswalk(cfir, ours).dropna().itertuples()}
    assert there == back
    assert len(there) == 5


def test_codings_are_read_through_a_crosswalk(study_of, ours, cfir):
    read = through(study(study_of, ours), cfir)
    codings = read.codings[["coding", "code", "codebook"]].to_numpy().tolist()
    assert [(int(key, 16), code) for key, code, _ in codings] == [
        (1, "outer.market"),
        (1, "inner"),
        (1, "outer.law"),
        (2, "outer.market"),
        (3, "outer.market"),
    ]
    assert {book for _, _, book in codings} == {"cfir"}
    assert read.codings["made_as"].to_list() == ["ours:rent"] * 3 + ["ours:flat"] * 2
    assert {(finding.kind, finding.where, finding.data.get("n")) for finding in read.findings} == {
        ("codings_without_link", "ours", 1),
        ("crosswalk_nowhere", "ours: odd", None),
    }
    assert "1 coding or suggestion is not included" in str(read.findings[0])
    assert read.codebooks["cfir"] is cfir


def test_only_the_nearest_is_taken_where_asked_and_one_passage_counts_once(study_of, ours, cfir):
    whole, nearest = through(study(study_of, ours), cfir), through(study(study_of, ours), cfir, primary=True)
    assert nearest.codings["code"].to_list() == ["outer.market"] * 3
    table = compare(whole, by="theme", codebook="cfir").set_index("theme")
    assert table["passages"].to_dict() == {"outer": 2, "inner": 1, "process": 0}
    assert table["interviews"].to_dict() == {"outer": 1, "inner": 1, "process": 0}
    table = compare(nearest, by="theme", codebook="cfir").set_index("theme")
    assert table["passages"].to_dict() == {"outer": 2, "inner": 0, "process": 0}


def test_codings_of_the_other_codebook_stay_and_reading_twice_changes_nothing(study_of, ours, cfir):
    once = through(study(study_of, ours, cfir), "cfir")
    twice = through(once, "cfir")
    assert twice.codings.equals(once.codings)
    assert once.codings.dtypes.to_dict() == study(study_of, ours).codings.dtypes.to_dict()


def test_a_codebook_that_was_read_through_says_so_instead_of_counting_nothing(study_of, ours, cfir):
    before = study(study_of, ours)
    read = through(before, cfir)
    asked = (lambda: compare(read, by="theme", codebook="ours"), lambda: tree(read, "ours"), lambda: with_codebook(read, "ours"), lambda: through(read, "ours"))  # fmt: skip
    for ask in asked:
        with pytest.raises(LookupFailedError) as caught:
            ask()
        assert dict(caught.value.data) == {"name": "ours", "other": "cfir"}
        assert "ck.through" in str(caught.value)
    assert (read.codebook().id, tree(read).index.name) == ("cfir", "cfir")
    assert tree(before, "ours")["passages"].sum() > 0
    empty = replace(read, codings=read.codings[:0])
    assert empty.codebook().id == "cfir"


def test_a_codebook_without_crosswalk_is_still_there_and_one_can_be_read_back(study_of, ours, cfir, book_of):
    apart = book_of("id: apart\ncodes: [{id: x}]")
    read = through(study(study_of, ours, apart), cfir)
    assert len(tree(read, "apart")) == 1
    back = through(read, ours)
    assert (dict(back.read_through), back.codebook("ours").id) == ({"cfir": "ours"}, "ours")
    assert set(back.codings["codebook"]) == {"ours"}


def test_the_study_itself_is_not_changed(study_of, ours, cfir):
    before = study(study_of, ours)
    through(before, cfir)
    assert before.codings["codebook"].to_list() == ["ours"] * 4
    assert list(before.codebooks) == ["ours"]


def test_without_a_crosswalk_there_is_nothing_to_read_through(study_of, ours, book_of):
    with pytest.raises(CodebookError) as caught:
        through(study(study_of, ours), book_of("id: apart\ncodes: [{id: x}]"))
    assert caught.value.data == {"other": "apart", "known": "ours"}
    with pytest.raises(LookupFailedError):
        through(study(study_of, ours), "cfir")
