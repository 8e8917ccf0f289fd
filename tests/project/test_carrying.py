"""What rests on a text, on its way to a corrected one."""

import json
from dataclasses import asdict, fields, replace

import pandas as pd
import pytest

from casekit.analysis.alignment import align
from casekit.model.facts import Coding, Decision, Memo, Suggestion, key_of, sha
from casekit.project.carrying import moves, values_in, with_known_memos

OLD, NEW, BOOK, AH = key_of("old"), key_of("new"), key_of("codebook", "b"), key_of("coder", "ah")
TEXT = "B: Huslejen er for høj. Så venter de på bolig.\n"


def span(words):
    return TEXT.index(words), TEXT.index(words) + len(words)


def coding(words, name="c", revision=OLD):
    return Coding(key_of(name), revision, *span(words), "rent", BOOK, "barrier", AH, sha(words))


def suggestion(words, *evidence, name="s"):
    found = json.dumps([[*span(word), word] for word in evidence])
    return Suggestion(key_of(name), OLD, *span(words), "rent", BOOK, "", AH, found)


def memo(words=None, about=OLD, text="Se her", name="m"):
    start, end = span(words) if words else (None, None)
    return Memo(key_of(name), about, text, AH, OLD, start, end)


def decided(one, verdict):
    return Decision(key_of("d", one.key), one.key, verdict, AH)


def live(*facts):
    return {
        kind: pd.DataFrame(
            [{**asdict(fact), "id": f"row of {fact.key}"} for fact in facts if type(fact) is kind],
            columns=["id", *(item.name for item in fields(kind))],
            dtype=object,
        )
        for kind in (Coding, Suggestion, Memo, Decision)
    }


def moved(after, *facts):
    return list(moves(live(*facts), OLD, NEW, align(TEXT, after), (TEXT, after)))


def test_a_coding_goes_with_its_words_and_keeps_its_key():
    [move] = moved("Nu. " + TEXT, coding("Huslejen er for høj."))
    assert (move.kind, move.key, move.fate, move.before) == (
        Coding,
        key_of("c"),
        "same",
        "Huslejen er for høj.",
    )
    assert move.fact == Coding(key_of("c"), NEW, 7, 27, "rent", BOOK, "barrier", AH, sha(move.after))
    assert (move.after, move.row, move.moved) == (move.before, f"row of {key_of('c')}", True)


def test_a_coding_whose_words_changed_has_the_new_words():
    after = TEXT.replace("er for", "er alt for")
    [move] = moved(after, coding("Huslejen er for høj."))
    assert (move.fate, move.after) == ("changed", "Huslejen er alt for høj.")
    assert (move.fact.quote_sha, move.fact.carried) == (sha("Huslejen er alt for høj."), "changed")


def test_a_changed_coding_is_to_be_looked_at_until_its_words_are_back():
    waiting = replace(coding("Huslejen er for høj."), carried="changed")
    [stays] = moved("Nu. " + TEXT, waiting)
    assert (stays.fate, stays.fact.carried) == ("same", "changed")
    old, words = {waiting.key: waiting}, "Huslejen er for høj."
    [back] = moves(live(*old.values()), OLD, NEW, align(TEXT, "Nu. " + TEXT), (TEXT, "Nu. " + TEXT), meant={waiting.key: words})  # fmt: skip
    assert back.fact.carried == ""


def test_a_coding_whose_words_are_gone_has_nowhere_to_go():
    [move] = moved(TEXT.replace("Huslejen er for høj. ", ""), coding("Huslejen er for høj."))
    assert (move.fate, move.fact, move.after) == ("gone", None, "")


def test_of_words_of_which_only_signs_are_left_nothing_is_left():
    [move] = moved(TEXT.replace("Huslejen er for høj", ""), coding("Huslejen er for høj."))
    assert (move.fate, move.fact) == ("gone", None)


def test_what_rests_on_another_text_stays_where_it_is():
    assert moved("Nu. " + TEXT, coding("Huslejen", revision=key_of("another"))) == []


def test_a_suggestion_goes_with_the_words_that_were_found():
    [move] = moved("Nu. " + TEXT, suggestion("Huslejen er for høj.", "Huslejen", "høj"))
    assert json.loads(move.fact.evidence) == [[7, 15, "Huslejen"], [23, 26, "høj"]]


def test_a_word_that_was_found_and_is_gone_is_no_longer_evidence():
    one = suggestion("Huslejen er for høj.", "Huslejen", "høj")
    after = TEXT.replace("Huslejen er", "Er det, at den er dyr nu, er")
    [move] = moved(after, one, decided(one, "accepted"))
    assert [term for _, _, term in json.loads(move.fact.evidence)] == ["høj"]


@pytest.mark.parametrize(
    ("change", "verdict", "fates"),
    [
        (("er for", "er alt for"), None, []),
        (("er for", "er alt for"), "rejected", ["changed"]),
        (("er for", "er alt for"), "accepted", ["changed"]),
        (("Huslejen er for høj. ", ""), None, []),
        (("Huslejen er for høj. ", ""), "rejected", ["gone"]),
        (("Så", "Nu"), None, ["same"]),
    ],
)
def test_suggestions_with_other_words_go_along_only_where_somebody_decided(change, verdict, fates):
    one = suggestion("Huslejen er for høj.")
    facts = [one, decided(one, verdict)] if verdict else [one]
    assert [move.fate for move in moved(TEXT.replace(*change), *facts)] == fates


def test_a_memo_whose_words_are_gone_is_kept_without_a_place():
    [move] = moved("B: Så venter de på bolig.\n", memo("Huslejen er for høj."))
    assert (move.fate, move.before) == ("gone", "Huslejen er for høj.")
    assert (move.fact.revision, move.fact.start, move.fact.end, move.fact.about) == (NEW, None, None, NEW)


def test_a_memo_about_the_text_is_about_the_new_one_and_a_memo_about_a_coding_stays_that():
    assert [move.fact.about for move in moved("Nu. " + TEXT, memo(), memo("bolig", about=key_of("c")))] == [
        NEW,
        key_of("c"),
    ]


def test_values_that_are_missing_are_none():
    row = live(memo())[Memo].iloc[0]
    assert Memo(**values_in(Memo, row)) == memo()


def test_a_remark_that_was_there_before_is_the_same_memo_where_it_stands_now():
    carried = moved("Nu. " + TEXT, memo("Huslejen", name="one"), memo("bolig", text="Nej", name="other"))
    again = Memo(key_of("new memo"), NEW, "Se her", AH, NEW, 0, 2)
    facts, left = with_known_memos([again], carried)
    assert facts == [Memo(key_of("one"), NEW, "Se her", AH, NEW, 0, 2)]
    assert [move.key for move in left] == [key_of("other")]


def test_the_same_remark_twice_stays_two_and_a_third_is_new():
    carried = moved(TEXT, memo(name="one"), memo(name="two"))
    again = [Memo(key_of("new", str(n)), NEW, "Se her", AH, NEW) for n in range(3)]
    facts, left = with_known_memos(again, carried)
    assert [fact.key for fact in facts] == [key_of("one"), key_of("two"), key_of("new", "2")]
    assert left == []


def test_a_note_on_a_coding_is_not_taken_for_a_remark():
    carried = moved(TEXT, memo(about=key_of("c")))
    again = Memo(key_of("new memo"), NEW, "Se her", AH, NEW)
    assert with_known_memos([again], carried) == ([again], carried)
