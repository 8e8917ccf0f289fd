"""What a search term catches: the words of the interviews by which it finds something, and those that it leaves out."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from html import escape

import numpy as np
import pandas as pd

from casekit.analysis.concordance import corpora_in
from casekit.analysis.meaning import Meaning, meanings, warnings_of
from casekit.analysis.near_words import Missing, missing_in
from casekit.errors import LookupFailedError
from casekit.language.compounds import compounds_in
from casekit.language.corpora import Corpus
from casekit.language.dictionaries import dictionary
from casekit.language.elements import Compounds, Element
from casekit.language.index import Index
from casekit.language.indicators import Indicator, parse_indicator
from casekit.language.label_words import label_words
from casekit.language.tokens import key, keys
from casekit.model.frames import html_table
from casekit.model.study import Study
from casekit.wording import LANGUAGES, say, spoken

__all__ = ["Explanation", "explain", "head_of"]

_FORMS = ("element", "form", "how", "hits", "documents")
_LEFT_OUT = ("element", "form", "why", "hits", "documents")
_SEQUENCES = ("sequence", "hits", "documents")
_MOST = 40  # rows of a table in a notebook
_LETTERS = 4  # of a plain word whose longer words are told


@dataclass(frozen=True, eq=False, repr=False)
class Explanation:
    """What a pattern means, and what it catches in a study.

    ``meanings`` are its pieces with what they mean, ``cautions`` what to beware of. ``forms`` has one row per word caught, by
    element: ``form`` as it is mostly written, ``how`` (form, lemma, glob, compound, regex), ``hits`` and ``documents``; an element that is any
    word has no row. ``left_out`` has the words that hold the letters of a word or compound and are not caught, and ``why`` (longer,
    no_compound, other_place) instead of how. ``sequences`` are
    the words of a pattern of several as they stand together. ``counts`` are hits, turns and documents of the whole pattern;
    ``missing`` are its words that nobody says. Without a study these frames are empty.
    """

    pattern: str
    language: str
    meanings: tuple[Meaning, ...]
    cautions: tuple[str, ...]
    forms: pd.DataFrame
    left_out: pd.DataFrame
    sequences: pd.DataFrame
    counts: tuple[int, int, int] | None = None
    missing: tuple[Missing, ...] = ()

    @property
    def summary(self) -> str:
        """How often it finds something, or what there is instead; nothing without a study."""
        if self.counts is None:
            return ""
        if not self.counts[0]:
            return "\n".join([say("search.nothing"), *map(str, self.missing)])
        named = zip(("hits", "turns", "documents"), self.counts, strict=True)
        return say("search.count", **{name: say(f"search.{name}", n=n) for name, n in named})

    def tables(self) -> Iterator[tuple[str, pd.DataFrame]]:
        """The frames that say something, with their headings, as people read them."""
        for name in ("sequences", "forms", "left_out"):
            frame: pd.DataFrame = getattr(self, name)
            if len(frame):
                yield say(f"explain.{name}"), _readable(frame)

    def __repr__(self) -> str:
        pieces = [f"{piece}: {means}" for piece, means in self.meanings]
        tables = [f"{title}\n{frame.head(_MOST).to_string(index=False)}" for title, frame in self.tables()]
        head = say("explain.title", pattern=self.pattern, language=self.language)
        return "\n".join(line for line in (head, *pieces, *self.cautions, self.summary, *tables) if line)

    def _repr_html_(self) -> str:
        head = escape(say("explain.title", pattern=self.pattern, language=self.language))
        pieces = "".join(
            f"<tr><td style='text-align:left'><code>{escape(piece)}</code></td>"
            f"<td style='text-align:left'>{escape(means)}</td></tr>"
            for piece, means in self.meanings
        )
        lines = "".join(
            f"<p>{escape(line)}</p>" for line in (*self.cautions, *self.summary.split("\n")) if line
        )
        tables = "".join(
            f"<p>{escape(title)}</p>{html_table(_headed(frame.head(_MOST)))}{_more(len(frame) - _MOST)}"
            for title, frame in self.tables()
        )
        return f"<p><b>{head}</b></p><table><tbody>{pieces}</tbody></table>{lines}{tables}"


def _readable(frame: pd.DataFrame) -> pd.DataFrame:
    """How and why in words; the element only where there are several."""
    for name in {"how", "why"} & set(frame.columns):
        frame = frame.assign(**{name: [say(f"how.{how}") for how in frame[name]]})
    several = "element" in frame and frame["element"].nunique() > 1
    return frame if several else frame.drop(columns="element", errors="ignore")


def _headed(frame: pd.DataFrame) -> pd.DataFrame:
    return frame.rename(columns=head_of)


def head_of(column: str) -> str:
    """How people call a column of an explanation's frames."""
    heads = {"element": "indicator", "why": "why_not"}
    return say(f"column.{heads.get(column, column)}")


def _more(count: int) -> str:
    return f"<p>{escape(say('explain.more', n=count))}</p>" if count > 0 else ""


def explain(
    study: Study | None, pattern: str, language: str | None = None, *, everyone: bool = False
) -> Explanation:
    """What *pattern* means in a language, and which words it catches in what respondents say.

    Without *language* the only one of the study is meant; without a study only what the pattern means is told.

    Raises:
        PatternError: the pattern is not understood.
        LookupFailedError: no document is in this language, or there are several and none is named.
    """
    indicator = parse_indicator(pattern)
    known = LANGUAGES if study is None else tuple(corpora_in(study, None, everyone=everyone))
    if language is None and len(known) != 1:
        raise LookupFailedError("language_needed", known=", ".join(known) or "–")
    language = spoken(language or known[0])
    bare = Explanation(
        pattern,
        language,
        meanings(indicator, language),
        warnings_of(indicator, language),
        *(_table([], _FORMS), _table([], _LEFT_OUT), _table([], _SEQUENCES)),
    )
    return (
        bare if study is None else _in_study(bare, study, replace(indicator, bars=False), everyone=everyone)
    )


def _in_study(bare: Explanation, study: Study, indicator: Indicator, *, everyone: bool) -> Explanation:
    """The same with what the pattern catches."""
    language = bare.language
    corpus = corpora_in(study, language, everyone=everyone)[language]
    own = label_words(study.codebooks.values(), language)
    hits = corpus.search({"": [indicator]}, own=own).hits
    elements = {element.pattern: element for element in indicator.elements if element.kind != "any"}.values()
    judge = compounds_in(language, own)
    return replace(
        bare,
        forms=_listed(corpus.index, [_caught(corpus, element, judge) for element in elements], _FORMS),
        left_out=_listed(
            corpus.index, [_left_out(corpus, element, judge) for element in elements], _LEFT_OUT
        ),
        sequences=_sequences(corpus, indicator, hits),
        counts=(len(hits), len(hits[["document", "segment"]].drop_duplicates()), hits["document"].nunique()),
        missing=() if len(hits) else missing_in({language: corpus}, [indicator], {language: own}),
    )


Types = dict[int, str]  # the number of a word among those written, and how it is caught


def _caught(corpus: Corpus, element: Element, judge: Compounds) -> tuple[str, Types]:
    lemmas = dictionary(corpus.language)
    forms = corpus.index.forms(lemmas, judge)
    sharing = set(forms.of(replace(element, kind="word")).tolist()) if element.kind == "compound" else set()
    types = {}
    for number in forms.of(element).tolist():
        if element.pieces[0] in keys(corpus.index.written[number]) and element.kind in ("word", "compound"):
            types[number] = "form"
        elif element.kind == "word" or number in sharing:
            types[number] = "lemma"
        else:
            types[number] = element.kind
    return element.pattern, types


def _left_out(corpus: Corpus, element: Element, judge: Compounds) -> tuple[str, Types]:
    """Words that hold the letters and are not caught: how people find out what else there is."""
    stem = element.pieces[0]
    if element.kind not in ("word", "compound") or len(stem) < _LETTERS:
        return element.pattern, {}
    forms = corpus.index.forms(dictionary(corpus.language), judge)
    caught = set(forms.of(element).tolist())
    holding = {
        number: one
        for number, one in enumerate(map(key, corpus.index.written))
        if stem in one and number not in caught
    }
    return element.pattern, {number: _why(one, stem, element, judge) for number, one in holding.items()}


def _why(form: str, stem: str, element: Element, judge: Compounds) -> str:
    if element.kind == "word":
        return "longer"
    elsewhere = element.place != "anywhere" and judge(form, stem, "anywhere")
    return "other_place" if elsewhere else "no_compound"


def _listed(index: Index, found: Sequence[tuple[str, Types]], columns: Sequence[str]) -> pd.DataFrame:
    """One row per element and word, whatever its capitals, the commonest first."""
    return _table([row for pattern, types in found for row in _counted(index, pattern, types)], columns)


def _counted(index: Index, pattern: str, types: Types) -> list[tuple[str, str, str, int, int]]:
    said = np.array([number for number in sorted(types) if index.counts[number]], np.int64)
    places, counts = index.each(said)
    homes = index.homes[index.segments[places]]
    words = pd.DataFrame({"type": np.repeat(said, counts), "place": places, "document": homes})
    words = words.assign(
        key=words["type"].map({number: key(index.written[number]) for number in said.tolist()})
    )
    rows = []
    for _, group in words.groupby("key"):
        likely = group[group["type"].isin(group["type"].mode())]  # of equals the one that stands first
        mostly = int(likely.sort_values("place")["type"].iloc[0])
        rows.append((pattern, index.written[mostly], types[mostly], len(group), group["document"].nunique()))
    return sorted(rows, key=lambda row: (-row[3], row[1]))


def _sequences(corpus: Corpus, indicator: Indicator, hits: pd.DataFrame) -> pd.DataFrame:
    """What is found of a pattern of several words, the commonest first."""
    if len(indicator.elements) == 1 or hits.empty:
        return _table([], _SEQUENCES)
    places = zip(hits["document"], hits["start"], hits["end"], strict=True)
    said = [" ".join(corpus.texts[document][start:end].split()).lower() for document, start, end in places]
    found = hits.assign(sequence=said).groupby("sequence")["document"]
    table = pd.DataFrame({"hits": found.size(), "documents": found.nunique()}).reset_index()
    return table.sort_values("hits", ascending=False, kind="stable", ignore_index=True)


def _table(rows: Sequence[Sequence[object]], columns: Sequence[str]) -> pd.DataFrame:
    table = pd.DataFrame(rows, columns=list(columns), dtype=object)
    return table.astype({name: "int64" if name in ("hits", "documents") else "str" for name in columns})
