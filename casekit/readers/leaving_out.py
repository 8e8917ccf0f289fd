"""What a file holds beside the talk: it is counted and told, never read into what was said."""

from collections.abc import Iterator, Mapping

from casekit.model.finding import Finding, Severity

__all__ = ["LEFT_OUT", "left_out"]

LEFT_OUT: Mapping[str, Severity] = {
    "deleted": "note",  # characters that a tracked change took out
    "hidden": "warning",  # characters that are there and not shown
    "symbols": "warning",  # signs of a symbol font, which have no letter
    "embedded": "warning",  # documents inside the document
    "comments": "note",  # remarks in the margin
    "footnotes": "note",
    "headers": "note",  # parts that stand above or below every page
    "tiers": "note",  # translations and glosses beside what was said
    "formulas": "warning",  # cells of a table that are calculated
}


def left_out(counts: Mapping[str, int], *, file: str) -> Iterator[Finding]:
    """A finding for each kind of thing that was left out, with how many there were."""
    for what, severity in LEFT_OUT.items():
        if counts.get(what):
            yield Finding.of(f"left_{what}", severity, file, n=counts[what])
