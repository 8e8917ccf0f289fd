"""Stretches of text."""

from dataclasses import dataclass

from casekit.errors import SpanError

__all__ = ["Span"]


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open stretch of a text, counted in Unicode code points.

    >>> Span(4, 9).of("Kun én måned")
    'én må'

    Raises:
        SpanError: unless 0 <= start < end.
    """

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise SpanError("bad_span", start=self.start, end=self.end)

    def __len__(self) -> int:
        return self.end - self.start

    def of(self, text: str) -> str:
        """The words of *text* in this span."""
        return text[self.start : self.end]

    def overlaps(self, other: "Span") -> bool:
        """Whether the two share at least one code point.

        >>> Span(0, 5).overlaps(Span(5, 6))
        False
        """
        return self.start < other.end and other.start < self.end
