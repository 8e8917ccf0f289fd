"""The coder "indicators": a codebook's search terms, found in what respondents say."""

import json
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from typing import Any, Literal, get_args

import pandas as pd

from casekit.codebook.cue_lists import CueLists
from casekit.errors import PatternError
from casekit.language.corpora import Corpus, corpora
from casekit.language.flags import FLAGS, flagged
from casekit.language.indicators import Indicator, parse_indicator
from casekit.language.label_words import label_words
from casekit.language.tokens import sentences
from casekit.model.codebook import Codebook
from casekit.model.facts import Key, Suggestion, key_of
from casekit.model.finding import Finding, Findings
from casekit.model.frames import records
from casekit.model.span import Span
from casekit.model.study import Study

__all__ = ["CODER", "PASSAGES", "Passage", "suggest"]

CODER = "indicators"
Passage = Literal["sentence", "turn"]
PASSAGES: tuple[str, ...] = get_args(Passage)


def suggest(
    study: Study, codebook: Codebook, *, passage: Passage = "sentence", cues: CueLists | None = None
) -> tuple[list[Suggestion], Findings]:
    """A code for each *passage* of a respondent in which one of its indicators stands: a sentence, or a whole turn.

    The words found are its evidence. *cues* flag a suggestion and propose its direction; they never take one away. A suggestion's
    id rests on the text, the place, the codebook's code and the coder, not on the codebook's version: suggesting again brings the
    same ids, and what was rejected stays rejected.
    """
    made: list[Suggestion] = []
    noticed: list[Finding] = []
    for language, corpus in corpora(study).items():
        terms, odd = _terms(codebook, language)
        noticed += odd
        if terms:
            hits = corpus.search(terms, own=label_words([codebook], language)).hits
            if cues is not None:
                hits = hits.join(flagged(corpus.index, hits, cues.of(language), corpus.texts))
            made += _suggestions(study, codebook, hits, _passages(corpus, hits, passage))
    return made, Findings(noticed)


def _terms(codebook: Codebook, language: str) -> tuple[dict[str, list[Indicator]], list[Finding]]:
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
    return terms, findings


_parsed = cache(parse_indicator)


def _suggestions(
    study: Study, book: Codebook, hits: pd.DataFrame, passages: Iterable[Span]
) -> Iterator[Suggestion]:
    """The hits of one code in one passage are one suggestion."""
    revisions = dict(zip(study.documents["document"], study.documents["revision"], strict=True))
    together: dict[tuple[str, Span, str], list[Any]] = {}
    for hit, span in zip(records(hits), passages, strict=True):
        together.setdefault((hit.document, span, hit.code), []).append(hit)
    for (document, span, code), found in together.items():
        yield _suggestion(Key(str(revisions[document])), book, code, span, found)


def _passages(corpus: Corpus, hits: pd.DataFrame, passage: Passage) -> Iterator[Span]:
    """The sentence, or the turn, in which each hit begins."""
    for document, start, turn in zip(hits["document"], hits["start"], corpus.bounds_of(hits), strict=True):
        yield turn if passage == "turn" else _sentence(_sentences(corpus.texts[document], turn), start)


_sentences = lru_cache(maxsize=64)(sentences)


def _sentence(listed: list[Span], start: int) -> Span:
    return listed[bisect_right(listed, start, key=lambda one: one.start) - 1]


def _suggestion(revision: Key, book: Codebook, code: str, span: Span, hits: list[Any]) -> Suggestion:
    """Words that run on into the next sentence take it with them."""
    evidence = sorted({place for hit in hits for place in _evidence(hit)})
    end = max(span.end, *(hit.end for hit in hits))
    return Suggestion(
        key=key_of("suggestion", revision, str(span.start), str(end), book.id, code, CODER),
        revision=revision,
        start=span.start,
        end=end,
        code=code,
        codebook=key_of("codebook", book.id),
        polarity=_direction(hits),
        coder=key_of("coder", CODER),
        evidence=json.dumps(evidence, ensure_ascii=False),
        flags=_flags(hits),
    )


def _evidence(hit: Any) -> list[tuple[int, int, str]]:
    """Where it was found, and where the further parts of its search term were."""
    return [(start, end, hit.indicator) for start, end in ((hit.start, hit.end), *hit.evidence)]


def _direction(hits: list[Any]) -> str:
    """What the hits propose with one voice."""
    said = {direction for hit in hits if (direction := getattr(hit, "polarity", ""))}
    return said.pop() if len(said) == 1 else ""


def _flags(hits: list[Any]) -> str:
    """The flags of all hits with the words that made them."""
    told = {cue for hit in hits for cue in getattr(hit, "cues", ()) if cue[0] in FLAGS}
    return json.dumps(sorted(told, key=lambda cue: (FLAGS.index(cue[0]), *cue[1:]))) if told else ""
