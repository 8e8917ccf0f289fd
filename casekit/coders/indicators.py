"""The coder "indicators": a codebook's search terms, found in what respondents say."""

import json
from collections.abc import Iterator
from functools import cache

from casekit.errors import PatternError
from casekit.language.indicators import Indicator, parse_indicator
from casekit.language.matching import Hit, find
from casekit.language.tokens import sentences, words
from casekit.model.codebook import Codebook
from casekit.model.facts import Key, Suggestion, key_of
from casekit.model.finding import Finding, Findings
from casekit.model.frames import records
from casekit.model.span import Span
from casekit.model.study import Study

__all__ = ["CODER", "suggest"]

CODER = "indicators"


def suggest(study: Study, codebook: Codebook, document: str) -> tuple[list[Suggestion], Findings]:
    """Suggestions for one document: a code for each sentence of a respondent in which one of its indicators stands.

    A suggestion's id rests on the text, the place, the codebook's code and the coder, not on the codebook's version: suggesting
    again brings the same ids, and what was rejected stays rejected.
    """
    row = study.documents.set_index("document").loc[document]
    terms, findings = _terms(codebook, str(row["language"]))
    text = study.texts[document]
    turns = study.turns[(study.turns["document"] == document) & (study.turns["role"] != "interviewer")]
    made = [
        _suggestion(Key(str(row["revision"])), codebook, code, sentence, hits)
        for turn in records(turns)
        for code, sentence, hits in _in_turn(text, Span(turn.start, turn.end), terms)
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


def _in_turn(
    text: str, turn: Span, terms: dict[str, list[Indicator]]
) -> Iterator[tuple[str, Span, list[Hit]]]:
    """Per code and sentence the hits that begin there."""
    said = list(words(text, turn))
    parts = sentences(text, turn)
    for code, indicators in terms.items():
        hits = find(said, indicators)
        for sentence in parts if hits else ():
            inside = [hit for hit in hits if sentence.start <= hit.span.start < sentence.end]
            if inside:
                yield code, Span(sentence.start, max(sentence.end, inside[-1].span.end)), inside


def _suggestion(revision: Key, codebook: Codebook, code: str, span: Span, hits: list[Hit]) -> Suggestion:
    evidence = json.dumps([[hit.span.start, hit.span.end, hit.indicator] for hit in hits], ensure_ascii=False)
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
