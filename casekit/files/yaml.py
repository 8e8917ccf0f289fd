"""YAML from other people: every scalar is text, and what can bite is refused.

``safe_load`` is not enough: it turns ``no`` into False, ``1:30`` into 90, lets the last of two equal keys win, and
loads a bomb of aliases in milliseconds that takes minutes to walk.
"""

from collections.abc import Hashable
from typing import TYPE_CHECKING, cast

from casekit.errors import CodebookError

if TYPE_CHECKING:
    import yaml

__all__ = ["Plain", "load_yaml"]

Plain = str | list["Plain"] | dict[str, "Plain"]

MAX_BYTES = 1_000_000
MAX_DEPTH = 50


def load_yaml(data: bytes, *, file: str) -> tuple[Plain, dict[int, int]]:
    """The content of a YAML file, and the line on which each of its maps and lists begins, by ``id``.

    Raises:
        CodebookError: broken or too large YAML, an alias, a tag, a key given twice; with *file* and line.
    """
    import yaml

    if len(data) > MAX_BYTES:
        raise CodebookError("yaml_too_large", file=file, limit=MAX_BYTES)
    try:
        _refuse_tricks(data, file)
        node = yaml.compose(data, Loader=_loader())
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise CodebookError("yaml_broken", file=file, line=line, reason=str(error.problem)) from None
    except (yaml.YAMLError, UnicodeDecodeError):
        raise CodebookError("yaml_not_text", file=file) from None
    if node is None:
        raise CodebookError("yaml_empty", file=file)
    lines: dict[int, int] = {}
    return _plain(node, file, lines), lines


def _loader() -> "type[yaml.BaseLoader]":
    import yaml

    return cast("type[yaml.BaseLoader]", getattr(yaml, "CBaseLoader", yaml.BaseLoader))


def _refuse_tricks(data: bytes, file: str) -> None:
    """Aliases, anchors, tags and great depth are seen in the stream of events, before anything is built."""
    import yaml

    depth = 0
    for event in yaml.parse(data, Loader=_loader()):
        line = event.start_mark.line + 1 if event.start_mark else 1
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            raise CodebookError("yaml_alias", file=file, line=line)
        if getattr(event, "tag", None):
            raise CodebookError("yaml_tag", file=file, line=line)
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > MAX_DEPTH:
            raise CodebookError("yaml_too_deep", file=file, line=line, limit=MAX_DEPTH)


def _plain(node: "yaml.Node", file: str, lines: dict[int, int]) -> Plain:
    import yaml

    if isinstance(node, yaml.ScalarNode):
        return str(node.value)
    built: Plain = (
        _mapping(node, file, lines) if isinstance(node, yaml.MappingNode) else _list(node, file, lines)
    )
    lines[id(built)] = node.start_mark.line + 1
    return built


def _list(node: "yaml.Node", file: str, lines: dict[int, int]) -> list[Plain]:
    return [_plain(item, file, lines) for item in node.value]


def _mapping(node: "yaml.MappingNode", file: str, lines: dict[int, int]) -> dict[str, Plain]:
    built: dict[str, Plain] = {}
    for key, value in node.value:
        line = key.start_mark.line + 1
        if not isinstance(key.value, Hashable) or not isinstance(key.value, str):
            raise CodebookError("yaml_key", file=file, line=line)
        if key.value in built:
            raise CodebookError("yaml_twice", file=file, line=line, key=key.value)
        built[key.value] = _plain(value, file, lines)
    return built
