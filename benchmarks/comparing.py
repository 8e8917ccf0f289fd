"""How fast casekit counts: matrices, co-occurrence and queries, beside the loops of other programs on the same data.

Run: python benchmarks/comparing.py [--codings 100000] [--looped 100000]

Generated: 200 documents of 60,000 code points and about 300 turns, every other one an interviewer's, in six cases; 50 codes in eight themes;
two coders. The study is in hand; each table is made in a study that nothing was counted in before (cold), then once more. Processor time.

The loops are those that programs of this kind run: for a matrix a pass over all codings for each cell, for co-occurrence each coding of a
document with each other. They get the first passages of the study, as many as told, already merged; both results have to be equal.
"""

import argparse
import platform
import resource
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from itertools import product

import pandas as pd
from agreement import made_study

from casekit.analysis.comparing import compare
from casekit.analysis.cooccurrence import cooccurrence
from casekit.analysis.matrices import matrix
from casekit.analysis.passages import passages
from casekit.analysis.queries import query
from casekit.model.study import Study

CASES = [f"case{number}" for number in range(6)]


def cased(study: Study) -> Study:
    """The study with its documents in six cases, and a respondent in each."""
    names = list(study.documents["document"])
    where = {name: CASES[place % len(CASES)] for place, name in enumerate(names)}
    rows = [
        (name, role, role, "", f"{name} {role}", where[name], name + role)
        for name in names
        for role in ("interviewer", "respondent")
    ]
    speakers = pd.DataFrame(rows, columns=["document", "speaker", "role", "reason", "person", "case", "key"])
    cases = pd.DataFrame(
        {
            "case": CASES,
            "label": CASES,
            "level": "",
            "parent": "",
            "language": "da",
            "reason": "",
            "key": CASES,
        }
    )
    documents = study.documents.assign(
        case=study.documents["document"].map(where), language="da", kind="interview"
    )
    codings = study.codings.assign(
        case=study.codings["document"].map(where), carried="", suggestion="", turn=1
    )
    return replace(study, cases=cases, documents=documents, speakers=speakers, codings=codings)


def fresh(study: Study) -> Study:
    """The same study, in which nothing was counted before."""
    return replace(study)


TASKS: dict[str, Callable[[Study], pd.DataFrame]] = {
    "matrix, case × theme, documents": lambda study: matrix(study),
    "matrix, case × code, speakers": lambda study: matrix(study, columns="code", values="speakers"),
    "matrix, document × code, passages": lambda study: matrix(study, "document", "code", values="passages"),
    "matrix, case × theme, words (words of all texts are found once)": lambda study: matrix(
        study, values="words"
    ),
    "compare, case × theme, all counts": lambda study: compare(study),
    "co-occurrence, same words": lambda study: cooccurrence(study),
    "co-occurrence, within 2 turns": lambda study: cooccurrence(study, how="near"),
    "co-occurrence, one before the other": lambda study: cooccurrence(study, how="before"),
    "query, c1 near c2 and case=case0": lambda study: query(study, "c1 near c2 and case=case0"),
}


def seconds(task: Callable[[], object]) -> float:
    """Processor time."""
    begun = time.process_time()
    task()
    return time.process_time() - begun


def looped_matrix(found: pd.DataFrame, cases: list[str], codes: list[str]) -> dict[tuple[str, str], int]:
    """Documents by case and code: for each cell all passages."""
    rows = list(zip(found["case"], found["code"], found["document"], strict=True))
    return {
        (case, code): len({row[2] for row in rows if row[0] == case and row[1] == code})
        for case, code in product(cases, codes)
    }


def looped_pairs(found: pd.DataFrame) -> dict[tuple[str, str], int]:
    """Pairs of passages that share words, by their codes: in each document each with each other."""
    pairs: dict[tuple[str, str], int] = {}
    for _, mine in found.groupby("document"):
        rows = list(zip(mine["code"], mine["start"], mine["end"], strict=True))
        for one, other in product(rows, rows):
            if one[0] != other[0] and one[1] < other[2] and other[1] < one[2]:
                pairs[one[0], other[0]] = pairs.get((one[0], other[0]), 0) + 1
    return pairs


def against_loops(study: Study, most: int) -> Iterator[tuple[str, float, float, bool]]:
    """What, casekit's time, the loop's, and whether both counted the same."""
    small = replace(
        study, codings=study.codings[study.codings["document"].isin(list(study.texts)[: max(most // 500, 1)])]
    )
    found = passages(small)
    codes = sorted(set(found["code"]))
    table, pairs = matrix(fresh(small), columns="code"), cooccurrence(fresh(small))
    loop = looped_matrix(found, CASES, codes)
    same = {(row.case, row.code): row.n for row in table.itertuples() if row.code in codes} == loop
    yield (
        "matrix",
        seconds(lambda: matrix(fresh(small), columns="code")),
        seconds(lambda: looped_matrix(found, CASES, codes)),
        same,
    )
    counted = {(row.code, row.other): row.pairs for row in pairs.itertuples() if row.pairs}
    yield (
        "co-occurrence",
        seconds(lambda: cooccurrence(fresh(small))),
        seconds(lambda: looped_pairs(found)),
        counted == looped_pairs(found),
    )


def main() -> None:
    """Measure, and print as Markdown."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--codings", type=int, default=100_000)
    parser.add_argument("--looped", type=int, default=100_000)
    told = parser.parse_args()
    study = cased(made_study(200, told.codings))
    print(
        f"{len(study.texts)} documents, {len(study.codings):,} codings, {len(study.turns):,} turns. Python {platform.python_version()}, one process.\n"
    )
    print("| | cold, s | again, s |\n|---|--:|--:|")
    for name, task in TASKS.items():
        here = fresh(study)
        print(f"| {name} | {seconds(partial(task, here)):.3f} | {seconds(partial(task, here)):.3f} |")
    print(f"\nMost memory: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6:.2f} GB.\n")
    print(
        f"| the first {told.looped:,} codings or so | casekit, s | loop, s | ratio | same result |\n|---|--:|--:|--:|---|"
    )
    for name, ours, theirs, same in against_loops(study, told.looped):
        print(f"| {name} | {ours:.3f} | {theirs:.2f} | {theirs / ours:.0f} | {'yes' if same else 'no'} |")


if __name__ == "__main__":
    main()
