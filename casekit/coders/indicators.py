"""The coder "indicators": a codebook's search terms, found in what respondents say."""

import json
from collections.abc import Iterator, Sequence
from functools import cache

import pandas as pd

from casekit.codebook.known_words import compounds_for
from casekit.errors import PatternError
from casekit.language.index import Indexer, Source
from casekit.language.indicators import Indicator, parse_indicator
from casekit.language.searching import search
from casekit.language.tokens import sentences
from casekit.model.codebook import Codebook
from casekit.model.facts import Key, Suggestion, key_of
from casekit.model.finding import Finding, Findings
from casekit.model.frames import records
from casekit.model.span import Span
from casekit.model.study import Study

__all__ = ["CODER", "suggest"]

CODER = "indicators"
Evidence = tuple[int, int, str]  # first code point, the one after the last, search term


def suggest(study: Study, codebook: Codebook, document: str) -> tuple[list[Suggestion], Findings]:
    """Suggestions for one document: a code for each sentence of a respondent in which one of its indicators stands.

    A suggestion's id rests on the text, the place, the codebook's code and the coder, not on the codebook's version: suggesting
    again brings the same ids, and what was rejected stays rejected.
    """
    row = study.documents.set_index("document").loc[document]
    language = str(row["language"])
    terms, findings = _terms(codebook, language)
    every = [indicator for listed in terms.values() for indicator in listed]
    text = study.texts[document]
    turns = study.turns[(study.turns["document"] == document) & (study.turns["role"] != "interviewer")]
    spans = [Span(turn.start, turn.end) for turn in records(turns)]
    index = Indexer().index([Source(document, text, spans)])
    hits = search(index, terms, compounds=compounds_for(codebook, language, every)).hits
    revision = Key(str(row["revision"]))
    made = [
        _suggestion(revision, codebook, code, sentence, inside)
        for code, sentence, inside in _in_sentences(text, spans, hits)
    ]
    return made, findings


def _terms(codebook: Codebook, language: str) -> tuple[dict[str, list[Indicator]], Findings]:
    terms: dict[str, list[Indicator]] = {}
    findings = []
    for code in codebook:
        for pattern in code.indicators_in(language):
            try:
                terms.setdefault(code.id, []).append(_parsed(pattern))
            except PatternError as error:
                where = f"{codebook.id}: {code.id} ({language})"
                findings.append(
                    Finding.of("pattern_skipped", "warning", where, pattern=pattern, reason=str(error))
                )
    if not terms:
        findings.append(Finding.of("no_indicators", "warning", codebook.id, language=language))
    return terms, Findings(findings)


_parsed = cache(parse_indicator)


def _in_sentences(
    text: str, turns: Sequence[Span], hits: pd.DataFrame
) -> Iterator[tuple[str, Span, list[Evidence]]]:
    """Per turn, code and sentence the hits that begin there."""
    for _, found in hits.groupby(["segment", "code"], sort=False, observed=True):
        turn, code = int(found["segment"].iloc[0]), str(found["code"].iloc[0])
        places = sorted((row.start, row.end, row.indicator) for row in records(found))
        for sentence in sentences(text, turns[turn]):
            inside = [place for place in places if sentence.start <= place[0] < sentence.end]
            if inside:
                yield code, Span(sentence.start, max(sentence.end, inside[-1][1])), inside


def _suggestion(revision: Key, codebook: Codebook, code: str, span: Span, hits: list[Evidence]) -> Suggestion:
    evidence = json.dumps(hits, ensure_ascii=False)
    return Suggestion(
        key=key_of("suggestion", revision, str(span.start), str(span.end), codebook.id, code, CODER),
        revision=revision,
        start=span.start,
        end=span.end,
        code=code,
        codebook=key_of("codebook", codebook.id),
        polarity="",
        coder=key_of("coder", CODER),
        evidence=evidence,
    )
