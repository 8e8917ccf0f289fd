"""How fast casekit measures agreement, and how often its intervals hold the true value.

Run: python benchmarks/agreement.py [--documents 200] [--codings 100000] [--studies 1000]

Speed: generated documents of about 60,000 code points and 300 turns, every other one an interviewer's; 50 codes in 8 themes; two
coders, the second of whom keeps most of the first one's codings, moves their edges, changes some codes and leaves some out. For
comparison characters are also compared as a loop over every character does it, on a slice, and the time is scaled.

Coverage: studies are simulated again and again from one model, and each gets its interval; told is how many of them hold the α that the
model has in the long run. The model: a code belongs to a fifth of all units (or to fewer, as told); each coder sees what is there with a
probability p and otherwise guesses, as often as the code comes up; p is drawn for each document from a normal distribution, so that
coders agree in some interviews more than in others. One model only: with real coders intervals may be narrower or wider than that.
"""

import argparse
import platform
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np
import pandas as pd

from casekit.analysis.agreement import agreement
from casekit.analysis.agreement_levels import interval
from casekit.analysis.agreement_measures import Distances, scores
from casekit.analysis.agreement_tallies import document_draws, tally
from casekit.analysis.coefficient import coefficient
from casekit.analysis.disagreements import disagreements
from casekit.codebook.reading import read_codebook
from casekit.model.columns import COLUMNS
from casekit.model.study import Study

CODES, THEMES = 50, 8
DRAWS = (1000, 300)  # of documents; of units, which are many
SENTENCE = "Der er for få boliger til alle her i byen. "
NOMINAL = Distances.nominal(2)


def _book() -> str:
    lines = ["casekit: codebook/1", "id: bench", "version: 1.0.0", "title: {en: Bench}", "codes:"]
    for theme in range(THEMES):
        lines += [f"  - id: t{theme}", f"    label: {{en: T{theme}}}", "    codes:"]
        lines += [f"      - {{id: c{code}, label: {{en: C{code}}}}}" for code in range(theme, CODES, THEMES)]
    return "\n".join(lines)


def made_study(documents: int, codings: int, seed: int = 1) -> Study:
    """A study of two coders."""
    draw = np.random.default_rng(seed)
    names = [f"D{number:03}" for number in range(documents)]
    text = SENTENCE * (60_000 // len(SENTENCE))
    edges = np.arange(0, len(text) - 200, 200)
    turns = pd.concat([_turns(name, edges) for name in names], ignore_index=True)
    book, _ = read_codebook(_book().encode(), file="bench.yaml")
    frames = {name: pd.DataFrame(columns=list(columns)) for name, columns in COLUMNS.items()}
    frames |= {
        "turns": turns,
        "codings": _codings(names, edges, codings, draw),
        "documents": pd.DataFrame({"document": names}).reindex(
            columns=list(COLUMNS["documents"]), fill_value=""
        ),
        "coders": pd.DataFrame({"coder": ["ah", "mb"], "kind": "person", "key": ["a", "b"]}),
        "assignments": pd.DataFrame(
            [(f"{name}{who}", name, who, 1) for name in names for who in ("ah", "mb")],
            columns=list(COLUMNS["assignments"]),
        ),
    }
    return Study(**frames, texts=dict.fromkeys(names, text), codebooks={"bench": book}, settings={})


def _turns(name: str, edges: np.ndarray) -> pd.DataFrame:
    roles = np.where(np.arange(len(edges)) % 2, "respondent", "interviewer")
    told = {
        "document": name,
        "turn": np.arange(1, len(edges) + 1),
        "speaker": roles,
        "role": roles,
        "person": "",
        "case": "",
    }
    return pd.DataFrame({**told, "start": edges, "end": edges + 199, "start_ms": pd.NA, "end_ms": pd.NA})


def _codings(names: list[str], edges: np.ndarray, total: int, draw: np.random.Generator) -> pd.DataFrame:
    half = total // 2
    document = draw.integers(len(names), size=half)
    start = edges[1::2][draw.integers(len(edges) // 2, size=half)] + draw.integers(60, size=half)
    end, code = start + draw.integers(20, 120, size=half), draw.integers(CODES, size=half)
    other = np.where(draw.random(half) < 0.8, code, draw.integers(CODES, size=half))
    ways = np.array(["barrier", "facilitator", ""])
    sides = [
        ("ah", document, start, end, code),
        (
            "mb",
            document,
            start + draw.integers(-8, 8, size=half),
            end + draw.integers(-8, 8, size=half),
            other,
        ),
    ]
    frames = [
        pd.DataFrame(
            {
                "coding": [f"{who}{number:030}" for number in range(half)],
                "document": np.array(names)[where],
                "start": np.maximum(first, 0),
                "end": last,
                "code": [f"c{one}" for one in codes],
                "polarity": ways[draw.integers(3, size=half)],
                "coder": who,
                "codebook": "bench",
                "waits": False,
            }
        )
        for who, where, first, last, codes in sides
    ]
    return pd.concat(frames, ignore_index=True).reindex(columns=list(COLUMNS["codings"]))


def looped(study: Study, documents: int) -> float:
    """The time in seconds in which a loop over every character of some documents finds who gave each code there."""
    begun = time.process_time()
    for name in list(study.texts)[:documents]:
        mine = study.codings[study.codings["document"] == name]
        for _, group in mine.groupby("code"):
            spans = {
                who: list(zip(part["start"], part["end"], strict=True))
                for who, part in group.groupby("coder")
            }
            both = alone = neither = 0
            for place in range(len(study.texts[name])):
                said = [
                    any(first <= place < last for first, last in spans.get(who, ())) for who in ("ah", "mb")
                ]
                both, alone, neither = (
                    both + all(said),
                    alone + (said[0] != said[1]),
                    neither + (not any(said)),
                )
    return time.process_time() - begun


@dataclass(frozen=True)
class Setting:
    """How studies are simulated."""

    documents: int
    units: int
    spread: float
    coders: int = 2
    share: float = 0.2

    def __str__(self) -> str:
        told = f"{self.documents} documents × {self.units} units, agreement "
        told += f"varying (sd {self.spread:.2f})" if self.spread else "not varying"
        return (
            told
            + (f", {self.coders} coders" if self.coders > 2 else "")
            + (f", code in {self.share:.0%} of units" if self.share != 0.2 else "")
        )


SETTINGS = (
    Setting(6, 40, 0.12),
    Setting(12, 40, 0.12),
    Setting(25, 40, 0.12, coders=3),
    Setting(12, 40, 0.0),
    Setting(25, 40, 0.12, share=0.07),
)


def _simulated(setting: Setting, draw: np.random.Generator, documents: int) -> tuple[np.ndarray, np.ndarray]:
    """What coders give, unit by unit, and the document of each."""
    sure = np.clip(draw.normal(0.75, setting.spread, size=documents), 0, 1)
    document = np.repeat(np.arange(documents), setting.units)
    true = draw.random(len(document)) < setting.share
    shape = (len(document), setting.coders)
    sees = draw.random(shape) < sure[document][:, None]
    guess = draw.random(shape) < setting.share
    return np.where(sees, true[:, None], guess).astype(np.int8), document


def covered(setting: Setting, studies: int) -> tuple[float, float]:
    """The share of simulated studies whose interval holds the true α: by document, and by unit."""
    draw = np.random.default_rng(7)
    truth = float(
        scores(tally(_simulated(setting, draw, 20_000)[0], categories=2), "alpha", NOMINAL).value[0]
    )
    held = np.zeros(2)
    for number in range(studies):
        values, document = _simulated(setting, draw, setting.documents)
        for side, (group, groups) in enumerate(
            ((document, setting.documents), (np.arange(len(document)), len(document)))
        ):
            counts = tally(values, categories=2, group=group, groups=(1, groups))
            draws = document_draws(groups, DRAWS[side], number)
            low, high = interval(scores(counts.drawn(draws), "alpha", NOMINAL).value, groups)
            held[side] += low[0] <= truth <= high[0]
    by_document, by_unit = held / studies
    return float(by_document), float(by_unit)


def _timed(act: Callable[[], object], runs: int = 3) -> float:
    found = []
    for _ in range(runs):
        begun = time.process_time()
        act()
        found.append(time.process_time() - begun)
    return min(found)


def _speeds(documents: int, codings: int) -> Iterator[tuple[str, str]]:
    study = made_study(documents, codings)
    for unit in ("turn", "sentence", "passage", "character"):
        plain = _timed(lambda unit=unit: agreement(study, unit=unit, resamples=0), runs=2)
        drawn = _timed(lambda unit=unit: agreement(study, unit=unit), runs=2)
        yield f"all codes, unit {unit}", f"{plain:.2f} s; with 1,000 resamples {drawn:.2f} s"
    yield "list of disagreements, unit turn", f"{_timed(lambda: disagreements(study), runs=1):.2f} s"
    whole = _timed(lambda: agreement(study, unit="character", resamples=0), runs=1)
    loop = looped(study, 1) * documents
    yield (
        "a loop over every character (one document, scaled)",
        f"{loop:,.0f} s: {loop / whole:,.0f} times as long",
    )
    draw = np.random.default_rng(1)
    labels = draw.integers(5, size=(10_000, 5))
    one = _timed(lambda: scores(tally(labels, categories=5), "alpha", Distances.nominal(5)))
    groups = np.arange(10_000) // 50
    many = _timed(
        lambda: scores(
            tally(labels, categories=5, group=groups, groups=(1, 200)).drawn(document_draws(200, 1000, 1)),
            "alpha",
            Distances.nominal(5),
        )
    )
    yield "α of 10,000 units × 5 coders", f"{1000 * one:.1f} ms; with 1,000 resamples {many:.2f} s"


def main() -> None:
    """Print both tables."""
    asked = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    asked.add_argument("--documents", type=int, default=200)
    asked.add_argument("--codings", type=int, default=100_000)
    asked.add_argument("--studies", type=int, default=1000)
    told = asked.parse_args()
    print(
        f"{told.documents} documents, {told.codings:,} codings, {CODES} codes; Python {platform.python_version()}\n"
    )
    print("| step | processor time |\n|---|--:|")
    for name, result in _speeds(told.documents, told.codings):
        print(f"| {name} | {result} |", flush=True)
    print(
        f"\n{told.studies:,} studies each:\n\n| coverage of the 95 % interval of α | by unit | by document |\n|---|--:|--:|"
    )
    for setting in SETTINGS if told.studies else ():
        by_document, by_unit = covered(setting, told.studies)
        print(f"| {setting} | {100 * by_unit:.1f} | {100 * by_document:.1f} |", flush=True)


if __name__ == "__main__":
    assert coefficient([[0, 0], [1, 1]]).value == 1
    main()
