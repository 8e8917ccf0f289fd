"""Which topics of the interview guide were asked where: proposed from what interviewers say, confirmed by a person."""

import json
from collections.abc import Iterator
from typing import Any

import numpy as np
import pandas as pd

from casekit.analysis.floor import respondents
from casekit.analysis.guide import below, confirmed, roles_of, topic_codes
from casekit.errors import PatternError
from casekit.language.corpora import Corpus, corpora
from casekit.language.indicators import Indicator, parse_indicator
from casekit.language.label_words import label_words
from casekit.language.tokens import words
from casekit.model.codebook import Codebook
from casekit.model.frames import records
from casekit.model.making import made_with
from casekit.model.study import Study
from casekit.wording import say

__all__ = ["ASKED_COLUMNS", "asked", "coverage"]

ASKED_COLUMNS = ("document", "topic", "case", "state", "turn", "text", "share", "terms", "by", "why")
_SHARE = 0.5  # of a question's words that a turn must say
_WORDS = 2  # of them at least
_LETTERS = 4  # shorter words say little of what is asked


def asked(study: Study) -> pd.DataFrame:
    """Document × topic: one row each, in the order of documents and of the guide.

    Columns: document, topic, case; ``state``: ``asked`` and ``not_asked`` where a person has said so, ``proposed`` where a turn of an
    interviewer speaks for it, ``other_role`` where the guide does not ask anybody of these roles, else ``not_known``; ``turn``, the number of
    the turn that speaks most for it (missing where none does), and its ``text``; ``share`` of the question's longer words that it says, in any
    inflection; ``terms``, the search terms of the topic's codes that it says, set apart by ", "; ``by``, who confirmed, and ``why``.

    A turn is proposed that says half of the question's words, at least two, or a search term of one of its codes. A proposal counts for
    nothing until somebody confirms it, with ``project.confirm_asked``.
    """
    best = _best(study)
    found, roles, held = confirmed(study), roles_of(study), _held(study)
    rows = []
    for document in records(study.documents):
        for topic in study.topics["topic"]:
            pair = (document.document, topic)
            spoken = best.get(pair)
            told, wanted = found.get(pair), roles[topic]
            here = held.get(document.document, set())
            state = _state(
                told, spoken is not None, bool(wanted and here and "" not in here and not here & wanted)
            )
            turn, text, share, terms = spoken or (None, "", 0.0, "")
            by, why = (told.coder, told.why) if told is not None else ("", "")
            rows.append((*pair, document.case, state, turn, text, share, terms, by, why))
    table = pd.DataFrame(rows, columns=list(ASKED_COLUMNS)).astype(dict.fromkeys(("document", "topic", "case", "state", "text", "terms", "by", "why"), "str") | {"turn": "Int64", "share": "float64"})  # fmt: skip
    return made_with(study, "asked", table)


def _state(told: Any, proposed: bool, other_role: bool) -> str:
    if told is not None:
        return "asked" if told.asked else "not_asked"
    return "proposed" if proposed else "other_role" if other_role else "not_known"


def _held(study: Study) -> dict[str, set[str]]:
    """The roles of those who answer in each document."""
    who = respondents(study)
    return {str(document): set(roles) for document, roles in who.groupby("document")["role_held"]}


def _best(study: Study) -> dict[tuple[str, str], tuple[int, str, float, str]]:
    """The turn that speaks most for a topic in a document, where one does: its number, its text, the share of words, the terms."""
    found: dict[tuple[str, str], tuple[int, str, float, str]] = {}
    if study.topics.empty:
        return found
    for language, corpus in corpora(study, everyone=True).items():
        for row in records(_weighed(study, corpus, language)):
            found.setdefault(
                (row.document, row.topic), (int(row.turn), row.text, float(row.share), row.terms)
            )
    return found


def _weighed(study: Study, corpus: Corpus, language: str) -> pd.DataFrame:
    """Turns of interviewers that speak for a topic, those that do most first."""
    asks = {row.topic: _question_words(row, language) for row in records(study.topics)}
    terms = {f"{topic}\0": listed for topic, listed in _terms(study, language).items() if listed}
    singles = {
        f"{topic}\0{word}": [parse_indicator(word)] for topic, listed in asks.items() for word in listed
    }
    own = label_words(study.codebooks.values(), language)
    hits = corpus.search({**terms, **singles}, own=own).hits
    told = hits.assign(document=hits["document"].astype("str"), indicator=hits["indicator"].astype("str"))
    parts = told["code"].astype("str").str.partition("\0")
    told = told.assign(topic=parts[0], word=parts[2])
    questions = study.turns.loc[study.turns["role"] == "interviewer", ["document", "turn", "start", "end"]]
    told = told.drop(columns=["start", "end"]).merge(questions, on=["document", "turn"])
    by_turn = told.groupby(["document", "turn", "topic", "start", "end"], sort=False)
    sums = by_turn.agg(
        said=("word", lambda said: len({word for word in said if word})),
        terms=("indicator", lambda said: ", ".join(dict.fromkeys(said[told.loc[said.index, "word"] == ""]))),
    ).reset_index()
    size = sums["topic"].map({topic: len(listed) for topic, listed in asks.items()}).to_numpy(np.int64)
    sums = sums.assign(share=sums["said"] / np.maximum(size, 1))
    enough = ((sums["share"] >= _SHARE) & (sums["said"] >= _WORDS)) | (sums["terms"] != "")
    kept = sums[enough].assign(many=lambda rows: rows["terms"].str.count(", ") + (rows["terms"] != ""))
    ordered = kept.sort_values(["share", "many", "turn"], ascending=[False, False, True], kind="stable")
    texts = [study.text(row.document, row.start, row.end) for row in records(ordered)]
    return ordered.assign(text=pd.Series(texts, index=ordered.index, dtype="str"))


def _question_words(topic: Any, language: str) -> tuple[str, ...]:
    """The longer words of the question in a language, each once."""
    said = json.loads(topic.text or "{}").get(language, "")
    return tuple(
        dict.fromkeys(
            word.key
            for word in words(said)
            if sum(sign.isalpha() for sign in word.key) >= _LETTERS and _is_pattern(word.key)
        )
    )


def _is_pattern(word: str) -> bool:
    try:
        parse_indicator(word)
    except PatternError:
        return False
    return True


def _terms(study: Study, language: str) -> dict[str, list[Indicator]]:
    """The search terms of each topic's codes and of those below them, and the words of their labels."""
    return {
        topic: [indicator for code in codes for book in study.codebooks.values() if code in book.by_id for indicator in _of_code(book, code, language)]
        for topic, codes in topic_codes(study).items()
    }  # fmt: skip


def _of_code(book: Codebook, code: str, language: str) -> Iterator[Indicator]:
    for one in sorted(below(book, code)):
        for pattern in book[one].indicators_in(language):
            if _is_pattern(pattern):
                yield parse_indicator(pattern)


def coverage(study: Study) -> pd.DataFrame:
    """Topics × documents: in each cell what :func:`asked` says, in words; the documents stand as columns."""
    table = asked(study)
    table = table.assign(cell=[say(f"guide.state.{state}") for state in table["state"]])
    wide = table.pivot(index="topic", columns="document", values="cell")
    return wide.reindex(
        index=list(study.topics["topic"]), columns=list(study.documents["document"])
    ).rename_axis(index=None, columns=None)
