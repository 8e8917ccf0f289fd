"""What a path leads to, whatever was given as one."""

import errno
from pathlib import Path

__all__ = ["is_file"]


def is_file(place: Path) -> bool:
    """Whether there is such a file; what is too long to be a name, such as the text of a codebook, names none."""
    try:
        return place.is_file()
    except OSError as error:
        if error.errno != errno.ENAMETOOLONG:
            raise
        return False
