"""(Document, Codebook) → suggestions. A coder proposes; a named person decides."""

from casekit.coders.indicators import CODER, PASSAGES, Passage, suggest
from casekit.coders.margin import SIGN, suggest_from_margin, tags_unknown

__all__ = ["CODER", "PASSAGES", "SIGN", "Passage", "suggest", "suggest_from_margin", "tags_unknown"]
