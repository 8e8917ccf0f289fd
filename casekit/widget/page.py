"""A document to read in a notebook: turns, speakers, times, and what was coded or suggested in them."""

from dataclasses import dataclass
from html import escape
from itertools import pairwise
from types import SimpleNamespace
from typing import cast

import pandas as pd

from casekit.analysis.passages import clock
from casekit.model.frames import records
from casekit.model.study import Study
from casekit.wording import language, say

__all__ = ["Page", "show"]

_STYLE = """<style>.ck-page{max-width:70em;line-height:1.5}.ck-page td{text-align:left;vertical-align:top;padding:.3em .6em}
.ck-page .ck-asks{opacity:.75;font-style:italic}.ck-page .ck-tag{font-size:85%;white-space:nowrap}
.ck-page mark{background:#fff3c4;color:#1a1a1a}.ck-page mark.ck-open{background:none;color:inherit;border-bottom:2px dotted #8a5a00}</style>"""


@dataclass(frozen=True)
class Page:
    """A document as a notebook shows it. No script, nothing from outside; what people said is escaped."""

    study: Study
    document: str

    def _repr_html_(self) -> str:
        rows = "".join(self._row(turn) for turn in records(self._turns()))
        head = f"<caption>{escape(self.document)}</caption>"
        return f"{_STYLE}<table class='ck-page'>{head}<tbody>{rows}</tbody></table>"

    def __repr__(self) -> str:
        return f"Page({self.document!r}, turns={len(self._turns())})"

    def _turns(self) -> pd.DataFrame:
        return self.study.turns[self.study.turns["document"] == self.document]

    def _row(self, turn: object) -> str:
        place = cast("SimpleNamespace", turn)
        spans = self._spans(place.start, place.end)
        style = " class='ck-asks'" if place.role == "interviewer" else ""
        time = clock(place.start_ms) if pd.notna(place.start_ms) else ""
        text = _marked(self.study.texts[self.document], place.start, place.end, spans)
        tags = "<br>".join(
            f"<span class='ck-tag'>{escape(tag)}</span>" for tag in dict.fromkeys(self._tags(spans))
        )
        cells = (str(place.turn), escape(time), escape(place.speaker), text, tags)
        return f"<tr{style}>" + "".join(f"<td>{cell}</td>" for cell in cells) + "</tr>"

    def _spans(self, start: int, end: int) -> pd.DataFrame:
        """Codings and open suggestions that touch a turn."""
        open_ones = self.study.suggestions[self.study.suggestions["status"] == "open"]
        both = [
            frame[
                (frame["document"] == self.document) & (frame["start"] < end) & (frame["end"] > start)
            ].assign(kind=kind)
            for frame, kind in ((self.study.codings, "coding"), (open_ones, "open"))
        ]
        return pd.concat(both)[["start", "end", "code", "codebook", "polarity", "coder", "kind"]]

    def _tags(self, spans: pd.DataFrame) -> list[str]:
        return [
            f"{'?' if row.kind == 'open' else '●'} {self._label(row.codebook, row.code)}"
            + (f" – {say(f'polarity.{row.polarity}')}" if row.polarity else "")
            + f" ({row.coder})"
            for row in records(spans)
        ]

    def _label(self, codebook: str, code: str) -> str:
        book = self.study.codebooks.get(codebook)
        return book[code].label.get(language()) if book and code in book.by_id else code


def show(study: Study, document: str) -> Page:
    """A document to read: turns with speaker and time, codings marked, open suggestions underlined.

    Raises:
        LookupFailedError: no such document.
    """
    return Page(study, study.known(document))


def _marked(text: str, start: int, end: int, spans: pd.DataFrame) -> str:
    """A turn's words, with every stretch that is coded or suggested marked once."""
    edges = sorted(
        {
            start,
            end,
            *(max(start, edge) for edge in spans["start"]),
            *(min(end, edge) for edge in spans["end"]),
        }
    )
    pieces = []
    for left, right in pairwise(edges):
        kinds = set(spans.loc[(spans["start"] <= left) & (spans["end"] >= right), "kind"])
        words = escape(text[left:right])
        css = "" if "coding" in kinds else " class='ck-open'"
        pieces.append(f"<mark{css}>{words}</mark>" if kinds else words)
    return "".join(pieces)
