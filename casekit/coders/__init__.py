"""(Document, Codebook) → suggestions. A coder proposes; a named person decides."""

from casekit.coders.indicators import CODER, suggest

__all__ = ["CODER", "suggest"]
