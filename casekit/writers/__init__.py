"""Reports and tables as files: Word, Excel and CSV.

Each function gives bytes and stores nothing. The names below load their libraries when they are first asked for, so
that ``import casekit.writers`` loads none of docx, xlsxwriter, matplotlib and pandas.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from casekit.writers.delimited import write_csv
    from casekit.writers.excel import write_excel
    from casekit.writers.word import write_word

__all__ = ["write_csv", "write_excel", "write_word"]

_HOMES = {"write_csv": "delimited", "write_excel": "excel", "write_word": "word"}


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)


def __dir__() -> list[str]:
    return sorted([*globals(), *_HOMES])
