"""What may be shown to whom."""

from casekit.privacy.disclosure import letters, names_a_case, risky

__all__ = ["letters", "names_a_case", "risky"]
