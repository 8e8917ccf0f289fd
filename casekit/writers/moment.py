"""When a file says it was made."""

from datetime import UTC, datetime

__all__ = ["FIXED", "moment"]

FIXED = datetime(2000, 1, 1)


def moment(iso: str) -> datetime:
    """The moment that *iso* names, as naive UTC to the second; 2000-01-01 where it names none.

    A file must not carry the time at which it was written, or equal content would give unequal bytes.

    >>> moment("2024-03-05T10:15:00+01:00").isoformat(), moment("").isoformat()
    ('2024-03-05T09:15:00', '2000-01-01T00:00:00')
    """
    try:
        named = datetime.fromisoformat(iso)
    except ValueError:
        return FIXED
    return (named.astimezone(UTC).replace(tzinfo=None) if named.tzinfo else named).replace(microsecond=0)
