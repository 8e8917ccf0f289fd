"""What the page asks for while coders are compared: where they differ in a document, how far they agree, and what they settle on."""

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from casekit.analysis.agreement import agreement
from casekit.analysis.disagreements import agreed_key, disagreements
from casekit.analysis.queue import share
from casekit.errors import LookupFailedError
from casekit.model.frames import records
from casekit.model.study import Study
from casekit.project.assigning import still_at_it
from casekit.widget.face import Act, Message, Reply, text_of
from casekit.wording import format_number, language, say

__all__ = ["COMPARING", "blind_to", "comparable", "comparison"]

_OF_ONE = "agreement_few_documents"  # a note about intervals: of one document there are none


def comparable(study: Study, document: str, book: str) -> tuple[str, ...]:
    """The people who coded a document with a codebook, or finished it."""
    people = study.coders.loc[study.coders["kind"] == "person", "coder"]
    coded = study.codings[(study.codings["document"] == document) & (study.codings["codebook"] == book)]
    done = study.assignments[
        (study.assignments["document"] == document) & (study.assignments["finished"] == 1)
    ]
    there = {*coded["coder"], *done["coder"]}
    return tuple(sorted(name for name in people if name in there))


def blind_to(study: Study, document: str) -> tuple[str, ...]:
    """Who is still coding a document whose codings by others are hidden until all are done; nobody where nothing is hidden."""
    hidden = any(one.kind == "work_hidden" and one.where == document for one in study.findings)
    return still_at_it(study, document) if hidden else ()


def comparison(study: Study, document: str, book: str, coders: Sequence[str]) -> Reply:
    """The differences of coders in a document in the order of its turns, the words that each coded, and how far they agree."""
    found = disagreements(study, coders=list(coders), documents=[document], codebook=book)
    settled = _Settled(study, book)
    given = found[[f"by_{name}" for name in coders]].to_numpy().tolist()
    said = dict(zip(found["disagreement"], given, strict=True))
    rows = records(found.sort_values(["start", "end", "disagreement"], kind="stable"))
    return {
        "rows": [_row(row, said[row.disagreement], settled) for row in rows],
        "marks": _marks(study, document, book, coders),
        **_figures(study, document, book, coders),
    }


class _Settled:
    """Which codes disagreements came to."""

    def __init__(self, study: Study, book: str) -> None:
        self.codes = {code.id: code.label.shown(language()) or code.id for code in study.codebooks[book]}
        agreed = study.coders.loc[study.coders["kind"] == "consensus", "coder"]
        mine = study.codings[study.codings["coder"].isin(set(agreed))]
        self.ways = dict(zip(mine["coding"], mine["polarity"], strict=True))

    def of(self, dispute: str) -> dict[str, str]:
        """Each code with its direction; none while it is open, too."""
        keys = {code: agreed_key(dispute, code) for code in self.codes}
        return {code: str(self.ways[key]) for code, key in keys.items() if key in self.ways}


def _row(row: Any, given: list[str], settled: _Settled) -> Reply:
    return {
        "id": row.disagreement,
        "kind": say(f"agreement.kind.{row.kind}"),
        "codes": [[code, settled.codes[code]] for code in row.codes.split(", ")],
        "turn": row.turn,
        "start": row.start,
        "end": row.end,
        "given": given,
        "codings": list(row.codings),
        "agreed": row.agreed,
        "result": settled.of(row.disagreement),
        "why": row.why,
        "by": row.agreed_by,
    }


def _marks(study: Study, document: str, book: str, coders: Sequence[str]) -> list[list[list[int]]]:
    """The stretches that each of the coders coded."""
    mine = study.codings[(study.codings["document"] == document) & (study.codings["codebook"] == book)]
    return [
        [
            [row.start, row.end]
            for row in records(mine[mine["coder"] == name].drop_duplicates(["start", "end"]))
        ]
        for name in coders
    ]


def _figures(study: Study, document: str, book: str, coders: Sequence[str]) -> Reply:
    """Agreement by turn, all codes together, and what has to be known about it."""
    found = agreement(
        study, coders=list(coders), documents=[document], codebook=book, measures=("alpha",), resamples=0
    )
    row = next(records(found.together[found.together["level"] == "code"]))
    notes = [str(one) for one in found.findings if one.kind != _OF_ONE]
    percent = "–" if pd.isna(row.percent) else share(row.percent)
    if row.undefined and found.units:
        notes.append(say(f"agreement.why.{row.undefined}", percent=percent))
    alpha = "–" if pd.isna(row.alpha) else format_number(row.alpha, 2)
    return {"percent": percent, "alpha": alpha, "units": found.units, "notes": notes}


def _compared(face: Any, message: Message) -> Reply:
    """Who can be compared, whom a page asks for (else this person and another), and what they see differently."""
    study = face.project.study()
    known = comparable(study, face.document, face.book)
    chosen = [name for name in _names(message) if name in known] or _first_two(known, face.project.coder)
    head = {"coders": known, "chosen": chosen, "blind": blind_to(study, face.document)}
    return head if len(chosen) < 2 else {**head, **comparison(study, face.document, face.book, chosen)}


def _names(message: Message) -> list[str]:
    asked = message.get("coders", [])
    if not (isinstance(asked, list) and all(isinstance(one, str) for one in asked)):
        raise LookupFailedError("message_lacks", field="coders")
    return list(dict.fromkeys(asked))


def _first_two(known: tuple[str, ...], coder: str | None) -> list[str]:
    return sorted(known, key=lambda name: name != coder)[:2]


def _agree(face: Any, message: Message) -> Reply:
    """Settle a difference: the codes that the words get (none: none of those in question), and why."""
    codes = message.get("codes")
    if not (isinstance(codes, list) and all(isinstance(one, str) for one in codes)):
        raise LookupFailedError("message_lacks", field="codes")
    done = face.project.agree(
        text_of(message, "difference"),
        code=codes,
        why=text_of(message, "why"),
        polarity=text_of(message, "polarity") if "polarity" in message else None,
        coders=_names(message),
        codebook=face.book,
    )
    return {"told": str(done)}


COMPARING: Mapping[str, Act] = {"compared": _compared, "agree": _agree}
