from casekit.codebook.references import with_new_ids, without_strays
from casekit.model.codebook import Change, Code, Codebook, Example, Exclusion, Group
from casekit.model.words import Words

words = Words.of({"da": "ord"})
BOOK = Codebook(
    "b",
    codes=(
        Code("a", exclude=(Exclusion(words, "b"), Exclusion(words)), examples=(Example(words, also=("b", "c")),)),
        Code("b", parent="a", counterexamples=(Example(words, see="a"),)),
    ),
    groups=(Group("g", themes=("a",)), Group("h"), Group("i", themes=("a", "b"))),
    changes=(Change("1", replaced=(("x", ("a", "b")),)),),
)  # fmt: skip


def test_whatever_names_a_code_follows_its_new_id():
    new = with_new_ids(BOOK, {"a": "m.a", "x": "m.x"})
    assert [(code.id, code.parent) for code in new] == [("m.a", None), ("b", "m.a")]
    assert new["b"].counterexamples[0].see == "m.a"
    assert new.groups[0].themes == ("m.a",)
    assert new.changes[0].replaced == (("m.x", ("m.a", "b")),)
    assert with_new_ids(new, {"m.a": "a", "m.x": "x"}) == BOOK


def test_references_to_what_is_gone_go_with_a_finding_each():
    new, findings = without_strays(BOOK, frozenset({"b"}))
    assert [entry.see for entry in new["a"].exclude] == [None, None]
    assert new["a"].examples[0].also == ("c",)
    assert [(finding.kind, finding.where, finding.data["code"]) for finding in findings] == [("reference_dropped", "b: a", "b")]  # fmt: skip
    new, findings = without_strays(BOOK, frozenset({"a"}))
    assert [group.id for group in new.groups] == ["h", "i"]
    assert [finding.kind for finding in findings] == ["reference_dropped", "group_emptied"]


def test_nothing_gone_changes_nothing():
    assert without_strays(BOOK, frozenset({"zzz"})) == (BOOK, [])
