"""Frames as tables of a notebook: what a count is of, x of n in a cell, no ids and no row numbers."""

import re
from html import escape
from typing import Any

import pandas as pd
from pandas.api.types import is_float_dtype, is_integer_dtype
from pandas.io.formats.style import Styler

from casekit.analysis.crosstabs import crosstab
from casekit.errors import LookupFailedError
from casekit.model.making import made_of
from casekit.model.study import Study
from casekit.wording import format_number, language, say

__all__ = ["Shown", "table"]

_MOST = 200  # rows that a notebook shows
_PAIRS = {"interviews": "of", "people": "of_people", "n": "of", "documents": "of_documents"}
_NUMBER = re.compile(r"[-+\u2212]?\d[\d.,]*%?|\d+/\d+( \(.*\))?|–|")
_RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
_HEAD = "font-weight: bold; vertical-align: bottom; padding: 0.2em 0.6em"
_BODY = "vertical-align: top; padding: 0.2em 0.6em"
_CAPTION = "caption-side: top; text-align: left; font-weight: bold; padding: 0.2em 0"


class Shown(Styler):
    """A pandas Styler that keeps its form in a notebook that is not trusted: each cell carries its own style."""

    def _repr_html_(self) -> str:
        return _inline(self.to_html())


def _inline(html: str) -> str:
    """Styles from the sheet at the cells they are for: notebooks that are not trusted drop the sheet."""
    sheet = re.search(r"<style[^>]*>(.*?)</style>", html, re.DOTALL)
    styles: dict[str, str] = {}
    for selectors, rules in _RULE.findall(sheet[1] if sheet else ""):
        told = " ".join(rules.split())
        for selector in selectors.split(","):
            name = selector.strip().removeprefix("#")
            styles[name] = f"{styles.get(name, '')} {told}".strip()
    body = html[sheet.end() :] if sheet else html
    body = re.sub(r' id="(T_[^"]*)"', lambda found: _style(styles.get(found[1], "")), body)
    return body.replace("<caption>", f'<caption style="{_CAPTION}">', 1).strip()


def _style(told: str) -> str:
    return f' style="{escape(told)}"' if told else ""


def table(
    frame: pd.DataFrame, *, study: Study | None = None, show: str | None = None, caption: str | None = None
) -> Styler:
    """A frame as a table for a notebook; a pandas Styler, so that you can go on with it.

    A table of :func:`~casekit.compare`, :func:`~casekit.matrix` or :func:`~casekit.cooccurrence` is laid out with ``x/n`` in its cells (*show*
    says what is counted); of other frames counts and what they are of stand together. Numbers stand to the right, words to the left;
    what is missing is a dash. The caption tells the unit and n. Of more than 200 rows the first are shown, which it says.

    Args:
        frame: any frame.
        study: with it, cases and codes have the names that people know.
        show: what is counted in a comparison or matrix: ``interviews``, ``people``, ``n``, ``documents`` …
        caption: instead of casekit's.

    Raises:
        LookupFailedError: the frame has no such count.
    """
    told, cells = _laid_out(frame, study, show)
    rest = len(cells) - _MOST
    if rest > 0:
        told = f"{told} {say('table.more', shown=_MOST, count=len(cells))}"
        cells = cells.head(_MOST)
    texts, sides = _texts(cells)
    words = told if caption is None else caption
    return _styled(texts, sides, words, hide=_counts_rows(cells))


def _laid_out(frame: pd.DataFrame, study: Study | None, show: str | None) -> tuple[str, pd.DataFrame]:
    """What the caption says, and the cells."""
    names = [str(name) for name in frame.columns]
    if {"case", "interviews", "of"} <= set(names) and {"theme", "code"} & set(names):
        counted = show or "interviews"
        _known(names, counted)
        return _caption(
            frame, say(f"out.show.{counted}") if counted in _SHOWN else counted, _PAIRS.get(counted)
        ), _compared(frame, study, counted)
    if {"row", "column", "n", "of"} <= set(names):
        counted = show or "n"
        _known(names, counted)
        made = made_of(frame).get("options", {})
        values = made.get("values", "passages") if isinstance(made, dict) else "passages"
        unit = say(f"matrix.values.{values}") if counted == "n" else counted
        return _caption(frame, unit, _PAIRS.get(counted)), crosstab(frame, show=counted)
    if show is not None:
        _known(names, show)
    return say("table.rows", n=len(frame)), _paired(frame)


_SHOWN = ("interviews", "people", "passages", "words", "barrier", "facilitator", "mixed")


def _known(names: list[str], show: str) -> None:
    if show not in names:
        raise LookupFailedError("not_a_matrix", show=show, columns=", ".join(names))


def _caption(frame: pd.DataFrame, unit: str, of: str | None) -> str:
    """The unit, and the smallest and largest n."""
    if of is None or of not in frame or frame.empty:
        return unit
    least, most = int(frame[of].min()), int(frame[of].max())
    n = f"{least}" if least == most else f"{least}–{most}"
    return f"{unit} (x/n, n\u00a0=\u00a0{n})"


def _compared(frame: pd.DataFrame, study: Study | None, show: str) -> pd.DataFrame:
    """Themes or codes in rows: there are more of them than cases, and their names are longer."""
    wide = crosstab(frame, show=show).T
    if study is None:
        return wide
    cases = dict(zip(study.cases["case"], study.cases["label"], strict=True))
    codebook = made_of(frame).get("options", {})
    book = study.codebook(codebook.get("codebook") if isinstance(codebook, dict) else None)
    labels = [
        book[str(code)].label.get(language()) if str(code) in book.by_id else str(code) for code in wide.index
    ]
    wide = wide.set_axis(pd.Index(labels), axis="index")
    return wide.rename(columns=cases) if wide.columns.nlevels == 1 else wide.rename(columns=cases, level=0)


def _paired(frame: pd.DataFrame) -> pd.DataFrame:
    """Counts beside what they are of, as x/n."""
    told = frame.copy()
    for count, of in _PAIRS.items():
        if count in told and of in frame and is_integer_dtype(frame[count]) and is_integer_dtype(frame[of]):
            told[count] = frame[count].astype("str") + "/" + frame[of].astype("str")
    return told.drop(columns=[of for of in set(_PAIRS.values()) if of in told])


def _counts_rows(cells: pd.DataFrame) -> bool:
    """Whether the index says nothing but which row it is."""
    index = cells.index
    return index.nlevels == 1 and index.name is None and (is_integer_dtype(index.dtype) or cells.empty)


def _texts(cells: pd.DataFrame) -> tuple[pd.DataFrame, list[str]]:
    """Each cell as a text, and the side on which the cells of each column stand."""
    columns = [cells.iloc[:, place] for place in range(cells.shape[1])]
    told = [[_text(value, is_float_dtype(column.dtype)) for value in column] for column in columns]
    sides = ["right" if all(map(_NUMBER.fullmatch, texts)) else "left" for texts in told]
    by_place = {
        place: pd.Series(texts, index=cells.index, dtype="object") for place, texts in enumerate(told)
    }
    frame = pd.DataFrame(by_place, index=cells.index)
    return frame.set_axis(_apart(cells.columns), axis="columns"), sides


def _text(value: Any, fraction: bool) -> str:
    if pd.api.types.is_scalar(value) and pd.isna(value):
        return "–"
    if fraction:
        return format_number(value, 2)
    return str(value)


def _apart(names: "pd.Index[Any]") -> "pd.Index[Any]":
    """Names that differ, as a Styler asks for: signs that nobody sees tell equal ones apart."""
    if names.is_unique:
        return names
    return pd.Index([f"{name}{chr(0x200B) * place}" for place, name in enumerate(map(str, names))])


def _styled(texts: pd.DataFrame, sides: list[str], caption: str, *, hide: bool) -> Styler:
    texts = texts.set_axis(_apart(texts.index), axis="index")
    texts.index.names, texts.columns.names = [None] * texts.index.nlevels, [None] * texts.columns.nlevels
    styler: Styler = Shown(texts, caption=escape(caption)).format(escape="html")
    styler = styler.format_index(escape="html", axis=0).format_index(escape="html", axis=1)
    heads = [f"text-align: {side}; {_HEAD}" for side in sides]
    if texts.empty:
        return styler
    styler = styler.apply(lambda row: [f"text-align: {side}; {_BODY}" for side in sides], axis=1)
    styler = styler.apply_index(lambda labels: heads[: len(labels)], axis=1)
    if hide:
        return styler.hide(axis="index")
    return styler.apply_index(lambda labels: [f"text-align: left; {_HEAD}"] * len(labels), axis=0)
