import pytest

from casekit.analysis.compared import compared
from casekit.analysis.disputes import KINDS, disputes, kinds_counted, undisputed
from casekit.analysis.units import units_of
from casekit.model.facts import Coding, key_of

pytestmark = pytest.mark.slow


Gave = dict[str, dict[str, str]]


def talk(maker, *turns: Gave):
    """An interview in which each coder gave codes, with a direction, to whole turns."""
    words = [f"Ordene i tur {number}." for number in range(len(turns))]
    maker.interview("X", None, [("IP", said) for said in words])
    for number, (gave, said) in enumerate(zip(turns, words, strict=True)):
        start, end = maker.span("X", said)
        for coder, codes in gave.items():
            for code, way in codes.items():
                key = key_of("coding", str(number), coder, code)
                maker.facts.append(Coding(key, key_of("revision", "X"), start, end, code, key_of("codebook", "small"), way, key_of("coder", coder), ""))  # fmt: skip
    study = maker.study()
    book = study.codebook("small")
    chosen = compared(study, book)
    return units_of(study, chosen), chosen, book


SAME: Gave = {"ah": {"rent": ""}, "mb": {"rent": ""}}


@pytest.mark.parametrize(
    ("gave", "expected"),
    [
        ({"ah": {"rent": ""}, "mb": {}}, [("one_only", ("rent",))]),
        ({"ah": {"rent": ""}, "mb": {"shortage": ""}}, [("other_code", ("shortage", "rent"))]),
        ({"ah": {"housing": ""}, "mb": {"shortage": ""}}, [("other_code", ("housing", "shortage"))]),
        ({"ah": {"rent": ""}, "mb": {"act": ""}}, [("other_theme", ("rent", "act"))]),
        ({"ah": {"rent": "barrier"}, "mb": {"rent": "facilitator"}}, [("polarity", ("rent",))]),
        ({"ah": {"rent": "barrier"}, "mb": {"rent": ""}}, []),
        ({"ah": {"rent": "", "act": ""}, "mb": {"rent": ""}}, [("one_only", ("act",))]),
        ({"ah": {"rent": "", "act": ""}, "mb": {"shortage": ""}}, [("other_code", ("shortage", "rent")), ("one_only", ("act",))]),
        ({"ah": {"rent": "", "act": ""}, "mb": {}}, [("one_only", ("rent",)), ("one_only", ("act",))]),
        ({"ah": {"rent": "barrier"}, "mb": {"rent": "neutral", "act": ""}}, [("polarity", ("rent",)), ("one_only", ("act",))]),
    ],
)  # fmt: skip
def test_kinds_of_disagreement(maker, gave: Gave, expected: list) -> None:
    units, chosen, book = talk(maker, SAME, gave)
    found = disputes(units, chosen, book)
    assert [(one.kind, one.codes) for one in found] == expected
    counted = kinds_counted(units, chosen, book)
    assert list(counted) == list(KINDS)
    assert sum(counted.values()) == len(expected)
    assert all(one.place == 1 for one in found)


def test_it_does_not_matter_who_is_named_first(maker) -> None:
    units, chosen, book = talk(maker, SAME, {"mb": {"rent": "", "act": ""}, "ah": {"shortage": ""}})
    assert kinds_counted(units, chosen, book) == {
        "other_code": 1,
        "other_theme": 0,
        "polarity": 0,
        "one_only": 1,
    }


def test_of_three_coders_two_may_agree(maker) -> None:
    maker.coder("tk")
    same = {**SAME, "tk": {"rent": ""}}
    units, chosen, book = talk(maker, same, {"ah": {"rent": ""}, "mb": {"rent": ""}, "tk": {}})
    (found,) = disputes(units, chosen, book)
    assert (found.kind, found.given) == ("one_only", ((("rent", ""),), (("rent", ""),), ()))
    assert len(found.marks) == 2


def test_what_nobody_disputes_is_what_all_gave_in_no_two_directions(maker) -> None:
    units, chosen, book = talk(
        maker, SAME, {"ah": {"rent": "barrier", "act": ""}, "mb": {"rent": "facilitator", "act": "barrier"}}
    )
    assert [(place, code) for place, code, _ in undisputed(units, chosen, book)] == [(0, "rent"), (1, "act")]
