"""YAML from other people: every scalar is text, and what can bite is refused.

``safe_load`` is not enough: it turns ``no`` into False, ``1:30`` into 90, lets the last of two equal keys win, and
loads a bomb of aliases in milliseconds that takes minutes to walk.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, cast

from casekit.errors import CodebookError
from casekit.files.yaml_problems import Problem, problem_of, text_problem

if TYPE_CHECKING:
    import yaml

__all__ = ["Path", "Plain", "load_yaml"]

Path = tuple[str | int, ...]
"""The way to a place in plain content: names of fields and positions in lists."""

Plain = str | list["Plain"] | dict[str, "Plain"]

MAX_BYTES = 1_000_000
MAX_DEPTH = 50


def load_yaml(data: bytes, *, file: str) -> tuple[Plain, Callable[[Path], str]]:
    """The content of a YAML file, and a function that says where a path in it stands, as ``file:line:column``.

    Raises:
        CodebookError: broken or too large YAML, an alias, a tag, a key given twice; with its place.
    """
    import yaml

    if len(data) > MAX_BYTES:
        raise CodebookError("yaml_too_large", file=file, limit=MAX_BYTES // 1_000_000)
    try:
        _refuse_tricks(data, file)
        node = yaml.compose(data, Loader=_loader())
    except yaml.MarkedYAMLError as error:
        raise _told(problem_of(error, data, _loader()), file) from None
    except (yaml.YAMLError, UnicodeDecodeError):
        raise _told(text_problem(data), file) from None
    if node is None:
        raise CodebookError("yaml_empty", file=file)
    marks: dict[Path, yaml.Mark] = {}
    plain = _plain(node, file, (), marks)

    def where(path: Path) -> str:
        """Where *path* stands, or the nearest place above it."""
        while path not in marks:
            path = path[:-1]
        return _place(file, marks[path])

    return plain, where


def _place(file: str, mark: Any) -> str:
    return f"{file}:{mark.line + 1}:{mark.column + 1}" if mark else file


def _told(problem: Problem, file: str) -> CodebookError:
    where = f"{file}:{problem.line + 1}:{problem.column + 1}"
    return CodebookError(problem.problem, where=where, sign=problem.sign)


def _loader() -> "type[yaml.BaseLoader]":
    import yaml

    return cast("type[yaml.BaseLoader]", getattr(yaml, "CBaseLoader", yaml.BaseLoader))


def _refuse_tricks(data: bytes, file: str) -> None:
    """Aliases, anchors, tags and great depth are seen in the stream of events, before anything is built."""
    import yaml

    depth = 0
    for event in yaml.parse(data, Loader=_loader()):
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            raise CodebookError("yaml_alias", where=_place(file, event.start_mark))
        if getattr(event, "tag", None):
            raise CodebookError("yaml_tag", where=_place(file, event.start_mark))
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > MAX_DEPTH:
            raise CodebookError("yaml_too_deep", where=_place(file, event.start_mark), limit=MAX_DEPTH)


def _plain(node: "yaml.Node", file: str, path: Path, marks: "dict[Path, yaml.Mark]") -> Plain:
    import yaml

    marks.setdefault(path, node.start_mark)
    if isinstance(node, yaml.ScalarNode):
        return str(node.value)
    if isinstance(node, yaml.MappingNode):
        return _mapping(node, file, path, marks)
    return [_plain(item, file, (*path, place), marks) for place, item in enumerate(node.value)]


def _mapping(
    node: "yaml.MappingNode", file: str, path: Path, marks: "dict[Path, yaml.Mark]"
) -> dict[str, Plain]:
    built: dict[str, Plain] = {}
    for key, value in node.value:
        if not isinstance(key.value, str):
            raise CodebookError("yaml_key", where=_place(file, key.start_mark))
        if key.value in built:
            raise CodebookError("yaml_twice", where=_place(file, key.start_mark), key=key.value)
        marks[(*path, key.value)] = key.start_mark
        built[key.value] = _plain(value, file, (*path, key.value), marks)
    return built
