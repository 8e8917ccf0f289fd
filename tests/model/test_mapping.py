from dataclasses import replace

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from casekit.model.codebook import Change, Code, Codebook
from casekit.model.facts import Message, Rating, Summary, key_of
from casekit.model.mapping import Current, current, mapped, themes_today


def book_of(codes, *changes, name="b", version="9"):
    """A codebook of these codes; *changes* are (version, {old: new codes})."""
    told = tuple(Change(number, replaced=tuple(new.items())) for number, new in changes)
    return Codebook(name, version, codes=tuple(map(Code, codes)), changes=told)


def now(book, code, version=""):
    return current({book.id: book}, book.id, code, version)


# The law, over random histories

LAW = settings(max_examples=25, deadline=None)


@st.composite
def histories(draw):
    """The versions of a codebook: each renames, merges, splits or removes codes, or adds one."""
    versions = [Codebook("b", "0.0", codes=tuple(map(Code, "abcd")))]
    fresh = iter(f"n{number}" for number in range(100))
    for number in range(1, draw(st.integers(1, 5)) + 1):
        codes, replaced = [code.id for code in versions[-1]], {}
        for act in draw(
            st.lists(st.sampled_from(["add", "rename", "merge", "split", "keep", "remove"]), max_size=3)
        ):
            left = [code for code in codes if code not in replaced and code in versions[-1].by_id]
            if act == "add" or len(left) < 2:
                codes.append(next(fresh))
                continue
            old, other = draw(st.permutations(left))[:2]
            new = {
                "rename": (next(fresh),),
                "merge": (other,),
                "split": (next(fresh), next(fresh)),
                "keep": (old, next(fresh)),
                "remove": (),
            }[act]
            replaced[old] = new
            if act == "merge":
                replaced[other] = (other,)  # so that it is left alone in this version
            codes = [*(code for code in codes if code != old), *(code for code in new if code not in codes or code == old)]  # fmt: skip
        change = Change(f"{number}.0", replaced=tuple(replaced.items()))
        versions.append(
            Codebook(
                "b",
                f"{number}.0",
                codes=tuple(Code(code) for code in codes),
                changes=(*versions[-1].changes, change),
            )
        )
    return versions


@LAW
@given(histories())
def test_a_coding_of_any_version_has_one_code_that_there_is_or_waits_with_options_that_there_are(versions):
    newest = versions[-1]
    for book in versions:
        for code in book.by_id:
            found = now(newest, code, book.version)
            assert found.waits or (found.code in newest.by_id and found.options == ())
            assert set(found.options) <= newest.by_id.keys()
            assert len(set(found.options)) == len(found.options)


@LAW
@given(histories())
def test_a_coding_of_today_has_the_code_that_it_was_given(versions):
    newest = versions[-1]
    assert all(now(newest, code, newest.version) == Current("b", code) for code in newest.by_id)


@LAW
@given(histories())
def test_going_version_by_version_leads_where_one_step_leads(versions):
    for code in versions[0].by_id:
        step, book = Current("b", code), versions[0]
        for after in versions[1:]:
            if not step.waits:
                step, book = now(after, step.code, book.version), after
        if not step.waits:
            assert now(versions[-1], code, "0.0") == step


@LAW
@given(histories())
def test_a_table_of_codings_is_mapped_as_each_of_them(versions):
    books = {"b": versions[-1]}
    asked = [(code, book.version) for book in versions for code in book.by_id] + [("zzz", "0.0"), ("a", "")]
    marks = pd.DataFrame(asked, columns=["code", "version"], dtype=object).assign(codebook="b")
    made = mapped(marks, books)
    assert list(made["made_as"]) == [code for code, _ in asked]
    wanted = [current(books, "b", *one) for one in asked]
    assert list(zip(made["code"], made["waits"], strict=True)) == [(one.code, one.waits) for one in wanted]


# What each change of a code does


def test_a_renamed_and_a_merged_code_are_followed():
    book = book_of(["home"], ("2", {"flat": ("dwelling",)}), ("3", {"dwelling": ("home",), "house": ("home",)}))  # fmt: skip
    assert now(book, "flat", "1") == now(book, "house", "1") == now(book, "home", "1") == Current("b", "home")


def test_a_split_code_waits_and_its_options_are_called_as_today():
    book = book_of(["rent", "mending"], ("2", {"home": ("rent", "repair", "keys")}), ("3", {"repair": ("mending",), "keys": ()}))  # fmt: skip
    assert now(book, "home", "1") == Current("b", "home", True, ("rent", "mending"))


def test_two_options_that_were_merged_since_are_one():
    book = book_of(["rent"], ("2", {"home": ("rent", "deposit")}), ("3", {"deposit": ("rent",)}))
    assert now(book, "home", "1") == Current("b", "home", True, ("rent",))


def test_a_split_that_keeps_the_old_code_is_in_doubt_for_older_codings_only():
    book = book_of(["rent", "deposit"], ("1", {}), ("2", {"rent": ("rent", "deposit")}))
    assert now(book, "rent", "1") == Current("b", "rent", True, ("rent", "deposit"))
    assert now(book, "rent", "2") == Current("b", "rent")


def test_a_coding_of_the_version_that_holds_is_sure_even_where_the_changes_do_not_list_it():
    book = book_of(["rent", "deposit"], ("2", {"rent": ("rent", "deposit")}), version="2.0.1")
    assert now(book, "rent", "2.0.1") == Current("b", "rent")


@pytest.mark.parametrize("version", ["", "0", "unheard of"])
def test_a_coding_of_an_unknown_version_may_be_older_than_every_change(version):
    book = book_of(["rent", "deposit"], ("2", {"rent": ("rent", "deposit")}), version="0")
    assert now(book, "rent", version).waits


def test_a_removed_code_waits_without_options():
    book = book_of(["rent"], ("2", {"flat": ()}))
    assert now(book, "flat", "1") == Current("b", "flat", True)
    assert now(book, "never_there", "1") == Current("b", "never_there", True)


def test_a_code_that_took_its_own_place_is_no_change():
    assert now(book_of(["rent"], ("2", {"rent": ("rent",)})), "rent", "1") == Current("b", "rent")


# Other codebooks


def test_a_code_is_followed_into_another_codebook_through_all_that_happened_there():
    old = book_of(["x"], ("2", {"flat": ("other:flat",)}), version="2")
    other = book_of(["home"], ("2", {"flat": ("home",)}), name="other", version="2")
    assert current({"b": old, "other": other}, "b", "flat", "1") == Current("other", "home")


def test_versions_of_one_codebook_say_nothing_about_another():
    old = book_of(["x"], ("1", {}), ("2", {"flat": ("other:flat",)}), version="2")
    other = book_of(["home"], ("1", {"flat": ("home",)}), name="other", version="1")
    assert current({"b": old, "other": other}, "b", "flat", "1") == Current("other", "home")


def test_a_code_of_a_codebook_that_is_not_there_waits():
    book = book_of(["x"], ("2", {"flat": ("other:flat",)}))
    assert now(book, "flat", "1") == Current("b", "flat", True)
    assert current({}, "b", "flat") == Current("b", "flat", True)


@pytest.mark.parametrize("after", [("other:flat",), ("b:flat",), ("other:flat", "other:x")])
def test_codebooks_that_send_a_code_round_in_a_circle_leave_it_waiting(after):
    book = book_of(["x"], ("2", {"flat": after}))
    other = book_of(["x"], ("2", {"flat": ("b:flat",)}), name="other")
    assert current({"b": book, "other": other}, "b", "flat").waits


# Frames


def test_marks_say_what_they_were_made_as():
    old = book_of(["rent", "keys"], ("2", {"flat": ("other:home",), "house": ("rent", "keys")}))
    books = {"b": old, "other": book_of(["home"], name="other")}
    marks = pd.DataFrame({"codebook": "b", "code": ["rent", "flat", "house"], "version": "1"}, dtype=object)
    assert mapped(marks, books)[["codebook", "code", "made_as", "waits"]].values.tolist() == [
        ["b", "rent", "rent", False],
        ["other", "home", "b:flat", False],
        ["b", "house", "house", True],
    ]
    assert list(marks["code"]) == ["rent", "flat", "house"], "a coding is never rewritten"


def test_no_marks_are_no_marks():
    none = pd.DataFrame({"codebook": [], "code": [], "version": []}, dtype=object)
    assert list(mapped(none, {}).columns) == ["codebook", "code", "version", "made_as", "waits"]


def test_a_theme_of_a_message_is_called_as_today_and_an_unknown_one_stays():
    book = book_of(["home", "money", "debts"], ("2", {"flat": ("home",), "rent": ("money", "debts")}))
    themes = pd.Series(["flat", "home", "", "rent", "zzz"])
    assert list(themes_today(themes, {"b": book})) == ["home", "home", "", "rent", "zzz"]


def test_a_theme_that_some_codebook_has_is_not_that_of_another():
    old, other = book_of(["home"], ("2", {"flat": ("home",)})), book_of(["flat"], name="other")
    assert list(themes_today(pd.Series(["flat"]), {"b": old, "other": other})) == ["flat"]


# In a study


def test_ratings_summaries_messages_and_suggestions_follow_a_renamed_code(
    make, interview, coding, suggestion
):
    book = book_of(["dwelling"], ("1.0", {}), ("2.0", {"home": ("dwelling",)}), name="small", version="2.0")
    case, ah, small = key_of("case", "soe"), key_of("coder", "ah"), key_of("codebook", "small")
    facts = (
        replace(coding(24, 42), version="1.0"),
        suggestion(24, 42),
        Rating(key_of("r"), case, "home", small, 1, 0, "", ah),
        Summary(key_of("z"), case, "home", small, "Boliger.", ah, ""),
        Message(key_of("m"), case, "home", "Boliger.", ah, ""),
    )
    study = make(*interview, *facts, book=book)
    assert list(study.codings["code"]) == ["dwelling"]
    assert list(study.codings["made_as"]) == ["home"]
    assert list(study.ratings["code"]) == list(study.summaries["code"]) == ["dwelling"]
    assert list(study.suggestions["code"]) == list(study.messages["theme"]) == ["dwelling"]
    assert not study.codings["waits"].any()


def test_codings_that_wait_are_a_finding_per_code(make, interview, coding):
    book = book_of(["rent", "keys"], ("2.0", {"home": ("rent", "keys")}), name="small", version="2.0")
    study = make(*interview, coding(24, 42), coding(24, 33, name="d"), book=book)
    assert [(one.kind, one.data["code"], one.data["n"]) for one in study.findings] == [
        ("codings_wait", "home", 2)
    ]


def test_a_mark_without_a_code_waits_and_those_beside_it_do_not():
    book = book_of(["a", "b"])
    marks = pd.DataFrame({"codebook": ["b", "b", None], "code": ["b", None, "a"]}, dtype=object)
    assert mapped(marks, {"b": book})["waits"].tolist() == [False, True, True]
