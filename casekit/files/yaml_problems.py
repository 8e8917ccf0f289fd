"""What broken YAML most likely means to say: a tab, a quotation mark that is not closed, a colon within a text.

The libraries below tell in English what their grammar expected; people need to know what to change, and where. The C and the
Python parser word their reasons otherwise, so what is looked for are the words that both use, and the letters that stand there.
"""

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    import yaml

__all__ = ["Problem", "problem_of", "text_problem"]

_BREAK = re.compile("\r\n|[\r\n\x85\u2028\u2029]")
_CONTROL = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_SCANNED = re.compile(
    r"scanning (?:an anchor|an alias|a tag|a block scalar|a (?:%YAML )?directive|a directive)"
)


class Problem(NamedTuple):
    """The word for a problem, its place counted from 0, and the sign that it is about."""

    problem: str
    line: int
    column: int
    sign: str = ""


class _Seen(NamedTuple):
    """What was read before the text broke off: the last text in quotation marks, and the brackets still open."""

    quoted: "yaml.Token | None"
    open: "Sequence[yaml.Token]"


def text_problem(data: bytes) -> Problem:
    """Where *data* is no text in UTF-8, or holds a control character."""
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        text, end = data.decode("utf-16", errors="replace"), len(data)
    else:
        text = data.decode("utf-8-sig", errors="surrogateescape")
        end = next((at for at, sign in enumerate(text) if "\udc80" <= sign <= "\udcff"), len(text))
    control = _CONTROL.search(text)
    at = min(control.start() if control else len(text), end, len(text))
    lines = _BREAK.split(text[:at])
    kind = "yaml_control_sign" if control and control.start() < end else "yaml_not_text"
    return Problem(kind, len(lines) - 1, len(lines[-1]))


def problem_of(error: "yaml.MarkedYAMLError", data: bytes, loader: "type[Any]") -> Problem:
    """The likeliest problem where a parser gave up."""
    lines = _BREAK.split(_decoded(data))
    at = error.problem_mark or error.context_mark
    if at is None:
        return Problem("yaml_broken", 0, 0)
    tab = re.match(r" *\t", _line(lines, at.line))
    if tab:
        return Problem("yaml_tab", at.line, tab.end() - 1)
    if _sign(lines, at) == "\t":
        return Problem("yaml_tab", at.line, at.column)
    told = f"{error.context or ''}: {error.problem or ''}"
    kind, mark = _of_words(told, at, error.context_mark)
    if kind and mark is not None:
        return Problem(kind, mark.line, mark.column, _sign(lines, mark))
    return _of_place(told, at, lines, _seen(data, loader, at))


def _of_words(told: str, at: Any, context: Any) -> tuple[str, Any]:
    """What the reason itself tells, and where that is."""
    if "another document" in told:
        return "yaml_documents", at
    if "quoted scalar" in told or "double-quoted" in told:
        return ("yaml_escape", at) if "escape" in told else ("yaml_open_quote", context)
    if _SCANNED.search(told):
        return "yaml_sign", context
    if "simple key" in told:
        return "yaml_no_colon", context
    if "cannot start any token" in told or "mapping keys are not allowed" in told:
        return "yaml_sign", at
    return "", None


def _of_place(told: str, at: Any, lines: Sequence[str], seen: _Seen) -> Problem:
    """What the letters around the place tell."""
    before, here = _line(lines, at.line)[: at.column], _sign(lines, at)
    last = before.rstrip()[-1:]
    if seen.quoted is not None and last in ("'", '"'):
        start = seen.quoted.start_mark
        kind = "yaml_open_quote" if start.line < at.line else "yaml_more_behind"
        return Problem(kind, start.line, start.column, last)
    opened = seen.open[-1].start_mark if seen.open else None
    if here == ":" and re.search(r"[\w'\")]:\s", before) and (opened is None or opened.line == at.line):
        return Problem("yaml_colon", at.line, at.column)
    wants_text = "node content" in told or "sequence entries" in told
    if opened is not None and not (wants_text and here and opened.line == at.line):
        return Problem("yaml_open_bracket", opened.line, opened.column, _sign(lines, opened))
    if here and last in ("]", "}"):
        opening = max(before.rfind(sign) for sign in "[{")
        return Problem("yaml_more_behind", at.line, max(opening, 0), last)
    if here and wants_text:
        return Problem("yaml_sign", at.line, at.column, here)
    indent = re.search(r"expected key|block end|'-' indicator|mapping values|<block", told)
    return Problem("yaml_indent" if indent else "yaml_broken", at.line, at.column)


def _seen(data: bytes, loader: "type[Any]", at: Any) -> _Seen:
    """Read as far as the place."""
    import yaml

    quoted: yaml.Token | None = None
    opened: list[yaml.Token] = []
    try:
        for token in yaml.scan(data, Loader=loader):
            if token.start_mark.index >= at.index:
                break
            if isinstance(token, yaml.ScalarToken):
                quoted = token if token.style in ("'", '"') else None
            elif isinstance(token, yaml.FlowSequenceStartToken | yaml.FlowMappingStartToken):
                opened.append(token)
            elif isinstance(token, yaml.FlowSequenceEndToken | yaml.FlowMappingEndToken) and opened:
                opened.pop()
    except yaml.YAMLError:
        pass
    return _Seen(quoted, opened)


def _decoded(data: bytes) -> str:
    utf16 = data[:2] in (b"\xff\xfe", b"\xfe\xff")
    return data.decode("utf-16" if utf16 else "utf-8-sig", errors="replace")


def _line(lines: Sequence[str], line: int) -> str:
    return lines[line] if line < len(lines) else ""


def _sign(lines: Sequence[str], at: Any) -> str:
    return _line(lines, at.line)[at.column : at.column + 1]
