"""Codebook → YAML, as people would write it: blocks, short lines, lists of ids and search terms on one line."""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Any

from casekit.model.codebook import Codebook, plain_codebook

__all__ = ["WIDTH", "yaml_of"]

WIDTH = 110
_HEAD = "# yaml-language-server: $schema=codebook.schema.json\n"
_LONGEST_KEY = 100  # YAML allows 1024 bytes before the colon
_GAP = re.compile(r"(?<=\S) (?=\S)")
_PRINTED = re.compile("[ -~\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]*")
_SIGNIFICANT = re.compile(r"[-?:,\[\]{}#&*!|>'\"%@`]|.*(?:: | #)|.*[: ]$|[ ]")
_IN_A_LIST = re.compile(r"[,\[\]{}:?]")
_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t", "\r": "\\r"}
_ESCAPED = re.compile('[\\\\"\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]')


def yaml_of(book: Codebook) -> str:
    """The codebook as the YAML file that reads back as the same; lines are as long as :data:`WIDTH` where blanks allow it.

    Text is quoted only where YAML, or a program that takes ``no`` for a truth value, would misread it.
    """
    return _HEAD + "\n".join(_map(plain_codebook(book), 0)) + "\n"


def _map(fields: Mapping[str, Any], indent: int) -> Iterator[str]:
    for name, value in fields.items():
        key = " " * indent + _key(name, indent)
        if isinstance(value, dict) and value:
            yield key
            yield from _map(value, indent + 2)
        elif isinstance(value, list) and not all(isinstance(item, str) for item in value):
            yield key
            yield from _items(value, indent + 2)
        else:
            yield from _line(key, value, indent + 2)


def _key(name: str, indent: int) -> str:
    text = _scalar(name)
    return f"{text}:" if len(text) <= _LONGEST_KEY else f"? {text}\n{' ' * indent}:"


def _items(entries: Sequence[Mapping[str, Any]], indent: int) -> Iterator[str]:
    for entry in entries:
        first, *others = _map(entry, indent + 2) if entry else (" " * indent + "  {}",)
        yield f"{' ' * indent}- {first.lstrip(' ')}"
        yield from others


def _line(key: str, value: Any, indent: int) -> Iterator[str]:
    """``key: value`` on as few lines as fit."""
    if isinstance(value, str) and _is_verse(value, indent):
        yield f"{key} |-"
        yield from (" " * indent + line if line else "" for line in value.split("\n"))
        return
    text = _scalar(value) if isinstance(value, str) else _list(value)
    yield from _wrapped(key, text, " " * indent)


def _list(value: Sequence[str] | Mapping[str, Any]) -> str:
    if not value:
        return "[]" if isinstance(value, list) else "{}"
    return f"[{', '.join(_scalar(item, in_a_list=True) for item in value)}]"


def _wrapped(key: str, text: str, margin: str) -> Iterator[str]:
    """A line may end at any single blank: YAML reads the break as that blank."""
    line = key
    for piece in _GAP.split(text):
        if len(line.rpartition("\n")[2]) + 1 + len(piece) > WIDTH and line != key:
            yield line
            line = margin + piece
        else:
            line += f" {piece}"
    yield line


def _is_verse(text: str, indent: int) -> bool:
    """Several lines that can stand as they are."""
    lines = text.split("\n")
    return (
        len(lines) > 1
        and bool(lines[0] and lines[-1])
        and all(line == line.strip() and _PRINTED.fullmatch(line) for line in lines)
        and max(map(len, lines)) + indent <= WIDTH
    )


def _scalar(text: str, *, in_a_list: bool = False) -> str:
    """Plain where that is safe, else in single quotes, else (what cannot be printed) escaped in double quotes."""
    if not _PRINTED.fullmatch(text):
        return f'"{_ESCAPED.sub(_escape, text)}"'
    read_as_written = text and not _SIGNIFICANT.match(text) and not _means_more(text)
    if read_as_written and not (in_a_list and _IN_A_LIST.search(text)):
        return text
    return "'" + text.replace("'", "''") + "'"


def _escape(match: re.Match[str]) -> str:
    sign = match.group()
    return _ESCAPES.get(sign) or (f"\\x{ord(sign):02x}" if ord(sign) < 256 else f"\\u{ord(sign):04x}")


def _means_more(text: str) -> bool:
    """Whether other programs read it as a number, a date, a truth value or nothing."""
    return any(shape.match(text) for shape in _shapes().get(text[0], []))


@cache
def _shapes() -> dict[str, list[re.Pattern[str]]]:
    import yaml

    known = yaml.SafeDumper.yaml_implicit_resolvers
    return {first: [shape for _, shape in shapes] for first, shapes in known.items()}
