"""Refusing what is none of the choices."""

from collections.abc import Iterable

from casekit.errors import LookupFailedError

__all__ = ["allow"]


def allow(value: str, allowed: Iterable[str]) -> None:
    """Refuse a *value* that is not one of those *allowed*.

    Raises:
        LookupFailedError: it is none of them.
    """
    known = tuple(allowed)
    if value not in known:
        raise LookupFailedError("not_one_of", value=value, allowed=", ".join(known))
