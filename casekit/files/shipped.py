"""The codebooks, sample study and notebooks that come with casekit."""

from pathlib import Path

from casekit.errors import ReadError

__all__ = ["shipped"]

_PACKAGE = Path(__file__).resolve().parents[1]


def shipped(name: str) -> Path:
    """The folder or file *name* that casekit ships, such as ``codebooks`` or ``data_samples``.

    It is looked for in the installed package, then, in a checkout, beside the package.

    Raises:
        ReadError: when there is none.
    """
    for place in (_PACKAGE / "share", _PACKAGE.parent):
        if (place / name).exists():
            return place / name
    raise ReadError("not_shipped", name=name)
