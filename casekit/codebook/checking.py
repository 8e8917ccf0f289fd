"""Check a codebook as the instrument that it is."""

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING

from casekit.codebook.book_lemmas import remember
from casekit.codebook.colours import check_colours
from casekit.codebook.completeness import check_completeness
from casekit.codebook.examples import check_examples
from casekit.codebook.hits import term_hits
from casekit.codebook.labels import check_labels
from casekit.codebook.needless import check_needless
from casekit.codebook.pointers import check_pointers
from casekit.codebook.search_terms import check_terms, read_terms
from casekit.codebook.siblings import check_siblings
from casekit.codebook.trial import try_terms
from casekit.codebook.usage import check_usage
from casekit.model.codebook import Codebook
from casekit.model.finding import Finding, Findings

if TYPE_CHECKING:
    from casekit.model.study import Study

__all__ = ["check", "term_hits"]

_NONE: Mapping[str, Codebook] = MappingProxyType({})


def check(book: Codebook, *, study: "Study | None" = None, shelf: Mapping[str, Codebook] = _NONE) -> Findings:
    """What a codebook lacks or contradicts: warnings for what must be mended, notes for hints; none when all is well.

    Looked at are languages and missing texts, labels, pointers (also into the codebooks of the *shelf*, by id), search terms,
    examples, terms that stand in different codes in different languages, and colours. With a *study* also which terms its
    respondents never say, and which they say all the time.

    ``where`` names code and field, such as ``caseload: examples 2 (nl)``. Findings of one severity come in the order of the
    codebook, those about all of it first.
    """
    terms, not_understood = read_terms(book)
    trials = try_terms(book, terms)
    found = [
        *check_completeness(book),
        *check_labels(book),
        *check_pointers(book, shelf),
        *check_colours(book),
        *not_understood,
        *check_terms(terms),
        *check_needless(book, terms),
        *check_examples(book, trials),
        *check_siblings(book, trials),
    ]
    for language in terms:
        remember(language)
    if study is not None:
        found += check_usage(book, terms, study)
    return Findings(_in_book_order(book, found))


def _in_book_order(book: Codebook, findings: Iterable[Finding]) -> list[Finding]:
    """What is about the whole book first, then code by code; about one code in the order of the rules."""
    order = {code.id: number for number, code in enumerate(book)}
    return sorted(findings, key=lambda one: order.get(_code(one.where), -1))


def _code(where: str) -> str:
    return where.partition(": ")[0].partition(" (")[0]
