"""Lists of words as sets."""

__all__ = ["words"]


def words(listed: str) -> frozenset[str]:
    """The words in *listed*, which are parted by blanks and line breaks.

    >>> sorted(words("ja jo"))
    ['ja', 'jo']
    """
    return frozenset(listed.split())
