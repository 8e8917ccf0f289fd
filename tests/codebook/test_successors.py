from dataclasses import replace

from casekit.codebook.successors import followed, successors, with_groups_followed
from casekit.model.codebook import Change, Code, Codebook, Example, Exclusion, Group
from casekit.model.words import Words


def book(*codes, version="1", **replaced):
    change = Change(version, replaced=tuple((old, tuple(new)) for old, new in replaced.items()))
    return Codebook("b", version, codes=codes, changes=(change,))


def named(id_, label, terms=()):
    return Code(id_, Words.of({"da": label}), indicators=(("da", terms),))


def test_a_code_whose_id_is_still_there_is_itself():
    after = successors(book(Code("a")), book(Code("a"), version="2"))
    assert (after.of, after.likely) == ({"a": ("a",)}, frozenset())


def test_what_the_changes_say_goes_before_likeness_and_only_newer_versions_count():
    old = book(named("a", "husleje"), version="1", b=["a"])
    new = replace(book(named("b", "husleje"), named("c", "andet"), version="2", a=["c"]))
    new = replace(new, changes=(*old.changes, *new.changes))
    assert successors(old, new).of == {"a": ("c",)}


def test_the_most_alike_get_each_other_and_nobody_twice():
    old = book(named("a", "husleje i byen", ("leje*",)), named("b", "husleje", ("leje*", "dyr")))
    new = book(named("x", "husleje", ("leje*", "dyr")), version="2")
    after = successors(old, new)
    assert (after.of, after.likely) == ({"a": (), "b": ("x",)}, {"b"})


def test_codes_in_other_languages_or_without_words_are_not_alike():
    old = book(named("a", "husleje"), Code("b"))
    new = book(Code("x", Words.of({"de": "husleje"})), Code("y"), version="2")
    assert successors(old, new).of == {"a": (), "b": ()}


def test_codes_of_other_codebooks_stand_apart():
    after = successors(book(Code("a")), book(Code("b"), version="2", a=["b", "other:c"]))
    assert (after.of["a"], after.all("a"), after.only("a")) == (("b",), ("b", "other:c"), "b")


def test_every_reference_follows_a_new_id():
    after = successors(book(Code("a"), Code("x")), book(Code("b"), Code("x"), version="2", a=["b"]))
    words = Words.of({"da": "ord"})
    code = Code("x", exclude=(Exclusion(words, "a"), Exclusion(words)), examples=(Example(words, also=("a", "x")),), counterexamples=(Example(words, see="a"),))  # fmt: skip
    now = followed(code, after)
    assert [entry.see for entry in now.exclude] == ["b", None]
    assert (now.examples[0].also, now.counterexamples[0].see) == (("b", "x"), "b")
    grouped = Codebook("b", groups=(Group("g", themes=("a", "x")),))
    assert with_groups_followed(grouped, after).groups[0].themes == ("b", "x")
