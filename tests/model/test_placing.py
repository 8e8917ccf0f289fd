import pandas as pd

from casekit.model.placing import Place, about_documents, looked_up

DOCUMENTS = pd.DataFrame({"document": ["A", "B"], "revision": ["ra", "rb"], "case": ["x", "y"]})
TURNS = pd.DataFrame(
    [("A", 1, 3, 10), ("A", 2, 13, 20), ("B", 1, 0, 5)], columns=["document", "turn", "start", "end"]
)


def placed(*spans):
    frame = pd.DataFrame([(f"k{n}", *span) for n, span in enumerate(spans)], columns=["key", "revision", "start", "end"])  # fmt: skip
    found = Place(DOCUMENTS, TURNS).of(frame, "coding")
    return list(zip(found["coding"], found["document"], found["case"], found["turn"], strict=True))


def test_a_span_is_in_the_turn_in_which_it_begins_or_before_which():
    assert placed(("ra", 3, 5), ("ra", 11, 12), ("ra", 19, 20), ("rb", 4, 5)) == [
        ("k0", "A", "x", 1),
        ("k1", "A", "x", 2),
        ("k2", "A", "x", 2),
        ("k3", "B", "y", 1),
    ]


def test_after_the_last_turn_it_is_in_the_last():
    assert placed(("ra", 25, 30)) == [("k0", "A", "x", 2)]


def test_a_span_of_another_text_is_left_out():
    assert placed(("old", 3, 5)) == []


def test_what_is_looked_up_stays_text():
    assert looked_up(pd.Series([], dtype=object), {}).dtype == object


def test_what_is_about_a_document_that_is_gone_is_left_out():
    documents = DOCUMENTS.assign(key=["ka", "kb"])
    found = about_documents(pd.DataFrame({"document": ["kb", "gone"], "n": [1, 2]}), documents)
    assert found.values.tolist() == [["B", 1]]
