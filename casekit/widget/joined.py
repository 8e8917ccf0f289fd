"""The script and the style sheet that JupyterLab gets: plain modules, joined into one, since a widget has a single script."""

import re
from importlib.resources import files

__all__ = ["MODULES", "STYLES", "script", "style"]

MODULES = (
    "dom",
    "offsets",
    "link",
    "frame",
    "whole",
    "grid",
    "beside",
    "tree",
    "rule",
    "places",
    "marks",
    "document",
    "coded",
    "filters",
    "keys",
    "card",
    "ends",
    "recording",
    "reviewing",
    "correcting",
    "comparing",
    "noting",
    "coding",
    "cells",
    "ratings",
    "messages",
    "exploring",
    "codebook",
    "faces",
    "main",
)
"""In the order in which they need each other."""

STYLES = ("desk", "modes", "cells", "exploring", "codebook")

_IMPORT = re.compile(r"^import .*;\n", re.MULTILINE)
_EXPORT = re.compile(r"^export (?!default)", re.MULTILINE)


def script() -> str:
    """All modules as one; what they export is known to all."""
    return "\n".join(_EXPORT.sub("", _IMPORT.sub("", _read(f"{name}.js"))) for name in MODULES)


def style() -> str:
    """The style sheets as one."""
    return "\n".join(_read(f"{name}.css") for name in STYLES)


def _read(name: str) -> str:
    return files("casekit.widget").joinpath("static", name).read_text("utf-8")
