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
        marks: dict[Path, yaml.Mark] = {}
        plain = _document(_Events(data, file), marks)
    except yaml.MarkedYAMLError as error:
        raise _told(problem_of(error, data, _loader()), file) from None
    except (yaml.YAMLError, UnicodeDecodeError):
        raise _told(text_problem(data), file) from None

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


class _Events:
    """The stream of events; aliases, anchors, tags and great depth are refused before anything is built of them."""

    def __init__(self, data: bytes, file: str) -> None:
        import yaml

        self.file = file
        self._depth = 0
        self._stream = yaml.parse(data, Loader=_loader())

    def next(self) -> Any:
        """
        Raises:
            CodebookError: the event is one of those.
        """
        import yaml

        event = next(self._stream)
        if isinstance(event, yaml.NodeEvent):
            if isinstance(event, yaml.AliasEvent) or event.anchor:
                raise CodebookError("yaml_alias", where=_place(self.file, event.start_mark))
            if getattr(event, "tag", None):
                raise CodebookError("yaml_tag", where=_place(self.file, event.start_mark))
            self._depth += isinstance(event, yaml.CollectionStartEvent)
        else:
            self._depth -= isinstance(event, yaml.CollectionEndEvent)
        if self._depth > MAX_DEPTH:
            raise CodebookError("yaml_too_deep", where=_place(self.file, event.start_mark), limit=MAX_DEPTH)
        return event


def _document(events: _Events, marks: "dict[Path, yaml.Mark]") -> Plain:
    """The only document of the stream."""
    import yaml

    events.next()
    begin = events.next()
    if isinstance(begin, yaml.StreamEndEvent):
        raise CodebookError("yaml_empty", file=events.file)
    plain = _plain(events, events.next(), (), marks)
    events.next()
    after = events.next()
    if not isinstance(after, yaml.StreamEndEvent):
        told = ("expected a single document in the stream", begin.start_mark, "but found another document")
        raise yaml.composer.ComposerError(*told, after.start_mark)
    return plain


def _plain(events: _Events, event: Any, path: Path, marks: "dict[Path, yaml.Mark]") -> Plain:
    import yaml

    marks.setdefault(path, event.start_mark)
    if isinstance(event, yaml.ScalarEvent):
        return str(event.value)
    if isinstance(event, yaml.MappingStartEvent):
        return _mapping(events, path, marks)
    items: list[Plain] = []
    while not isinstance(item := events.next(), yaml.SequenceEndEvent):
        items.append(_plain(events, item, (*path, len(items)), marks))
    return items


def _mapping(events: _Events, path: Path, marks: "dict[Path, yaml.Mark]") -> dict[str, Plain]:
    import yaml

    built: dict[str, Plain] = {}
    while not isinstance(key := events.next(), yaml.MappingEndEvent):
        if not isinstance(key, yaml.ScalarEvent):
            raise CodebookError("yaml_key", where=_place(events.file, key.start_mark))
        if key.value in built:
            raise CodebookError("yaml_twice", where=_place(events.file, key.start_mark), key=key.value)
        here = (*path, str(key.value))
        marks[here] = cast("yaml.Mark", key.start_mark)
        built[str(key.value)] = _plain(events, events.next(), here, marks)
    return built
