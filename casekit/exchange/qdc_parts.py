"""The XML of REFI-QDA, as programs really write it → codes and sets, one after the other."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from casekit.errors import CodebookError, ReadError
from casekit.exchange.qdc_marks import guid_of
from casekit.files.archive import open_archive
from casekit.files.xml import parse_xml
from casekit.model.finding import Finding
from casekit.readers.decoding import decode

if TYPE_CHECKING:
    from lxml import etree

__all__ = ["Node", "Parts", "Set", "read_parts", "split_names"]

MAX_BYTES = 20_000_000
_PROBLEMS = {
    "bad_xml": "qdc_broken",
    "undecodable": "qdc_broken",
    "xml_doctype": "qdc_doctype",
    "too_large": "qdc_too_large",
    "bad_archive": "qdc_archive",
}
_DECLARATION = re.compile(r"\s*<\?xml[^>]*\?>")
_WRAPPERS = frozenset(
    {
        "nodes",
        "codes",
        "code system",
        "codesystem",
        "code tree",
        "knoten",
        "knooppunten",
        "koder",
        "noder",
        "tags",
    }
)
_ROOTS = ("codebook", "project")


@dataclass(frozen=True, slots=True)
class Node:
    """A code as the file has it; ``above`` is the place of the code above it among the others, -1 at the top."""

    name: str
    above: int = -1
    guid: str = ""
    codable: bool = True
    colour: str = ""
    description: str = ""


@dataclass(frozen=True, slots=True)
class Set:
    """A set of codes, which it names by GUID."""

    name: str
    description: str
    members: tuple[str, ...]


@dataclass(slots=True)
class Parts:
    """All that a file holds of a codebook. ``ignored`` counts elements that mean something else."""

    origin: str = ""
    nodes: list[Node] = field(default_factory=list)
    sets: list[Set] = field(default_factory=list)
    ignored: Counter[str] = field(default_factory=Counter)
    findings: list[Finding] = field(default_factory=list)


def read_parts(data: bytes, *, file: str) -> Parts:
    """Codes and sets of a ``.qdc``, or of the codebook in a ``.qde`` or ``.qdpx``; namespaces and prefixes play no part.

    Raises:
        CodebookError: ``qdc_broken``, ``qdc_broken_at`` a line, ``qdc_doctype``, ``qdc_too_large``, ``qdc_other`` for another kind of XML,
            ``qdc_no_codes``; for a zip ``qdc_archive``, or what else :func:`~casekit.files.archive.open_archive` finds.
    """
    try:
        root, findings = _root(data, file)
    except ReadError as error:
        if (place := _place(error)) and data.lstrip().startswith(b"<"):
            raise CodebookError("qdc_broken_at", file=file, line=place[0], column=place[1]) from None
        raise CodebookError(_PROBLEMS.get(error.problem, error.problem), **error.data) from None
    name = _local(root)
    if name not in _ROOTS:
        raise CodebookError("qdc_other", file=file, element=str(root.tag).rpartition("}")[2])
    parts = Parts(root.get("origin", ""), findings=list(findings))
    book = root if name == "codebook" else next(_children(root, "codebook"), None)
    codes = None if book is None else next(_children(book, "codes"), None)
    if codes is None or next(_children(codes, "code"), None) is None:
        raise CodebookError("qdc_no_codes", file=file)
    _add_codes(parts, codes, -1)
    parts.sets += [_set(parts, one) for sets in _children(root, "sets") for one in _children(sets, "set")]
    if name == "project":
        parts.sets = [one for one in parts.sets if one.members]
        parts.findings.append(Finding.of("qdc_project", "note", file))
    _unwrap(parts, file)
    return parts


def split_names(nodes: Iterable[Node], separator: str) -> list[Node]:
    """Codes called ``A::B`` below a code A, which is made where there is none.

    >>> [(node.name, node.above) for node in split_names([Node("Coke::diet"), Node("Coke")], "::")]
    [('Coke', -1), ('diet', 0)]
    """
    nodes = list(nodes)
    paths: list[tuple[str, ...]] = []
    for node in nodes:
        own = tuple(part.strip() for part in node.name.split(separator) if part.strip()) or (node.name,)
        paths.append((*(paths[node.above] if node.above >= 0 else ()), *own))
    known: dict[tuple[str, ...], Node | None] = {}
    for path, node in zip(paths, nodes, strict=True):
        for end in range(1, len(path)):
            known.setdefault(path[:end], None)
        while known.get(path) is not None:  # two of one name
            path = (*path[:-1], path[-1] + " ")
        known[path] = node
    return _flat(known)


def _flat(known: "dict[tuple[str, ...], Node | None]") -> list[Node]:
    """Paths in the order of a tree."""
    below: dict[tuple[str, ...], list[tuple[str, ...]]] = {}
    for path in known:
        below.setdefault(path[:-1], []).append(path)
    made: list[Node] = []
    waiting = [(path, -1) for path in reversed(below.get((), []))]
    while waiting:
        path, above = waiting.pop()
        node = known[path] or Node(path[-1])
        made.append(replace(node, name=path[-1].strip() or node.name, above=above))
        waiting += [(one, len(made) - 1) for one in reversed(below.get(path, []))]
    return made


def _root(data: bytes, file: str) -> tuple["etree._Element", tuple[Finding, ...]]:
    if data[:2] == b"PK":
        data = _project(data, file)
    if len(data) > MAX_BYTES:
        raise ReadError("too_large", file=file, limit=MAX_BYTES // 1_000_000)
    try:
        return parse_xml(data, file=file), ()
    except ReadError as error:
        if error.problem != "bad_xml":
            raise
        broken = error
    text, findings = decode(data, file=file)  # the encoding is none, or another than it says
    bare = _DECLARATION.sub("", text, count=1).encode()
    if bare == data:
        raise broken
    return parse_xml(bare, file=file), findings


def _place(error: ReadError) -> tuple[int, int] | None:
    """Line and column where the parser gave up."""
    from lxml import etree

    cause = error.__context__
    return cause.position if isinstance(cause, etree.XMLSyntaxError) else None


def _project(data: bytes, file: str) -> bytes:
    archive = open_archive(data, file=file)
    found = [name for name in sorted(archive.names) if name.lower().endswith(".qde") and "/" not in name]
    if len(found) != 1:
        raise CodebookError("qdc_no_codes", file=file)
    return archive.read(found[0])


def _add_codes(parts: Parts, above: "etree._Element", place: int) -> None:
    """Depth first; the parser allows 256 levels."""
    for element in above:
        name = _local(element)
        if name == "code":
            parts.nodes.append(_node(element, place))
            _add_codes(parts, element, len(parts.nodes) - 1)
        elif name != "description":
            parts.ignored[str(element.tag).rpartition("}")[2]] += 1


def _node(element: "etree._Element", above: int) -> Node:
    told = {str(name).rpartition("}")[2].lower(): str(value) for name, value in element.attrib.items()}
    return Node(
        name=told.get("name", ""),
        above=above,
        guid=guid_of(told.get("guid", "")),
        codable=told.get("iscodable", "true").strip().lower() not in ("false", "0"),
        colour=told.get("color", told.get("colour", "")),
        description=_description(element),
    )


def _set(parts: Parts, element: "etree._Element") -> Set:
    members = [
        member.get("guid") or member.get("targetGUID") or "" for member in _children(element, "membercode")
    ]
    for other in element:
        if _local(other) not in ("description", "membercode"):
            parts.ignored[str(other.tag).rpartition("}")[2]] += 1
    return Set(element.get("name", ""), _description(element), tuple(map(guid_of, members)))


def _description(element: "etree._Element") -> str:
    return "\n\n".join("".join(map(str, one.itertext())) for one in _children(element, "description"))


def _children(element: "etree._Element", name: str) -> Iterator["etree._Element"]:
    return (child for child in element if _local(child) == name)


def _local(element: "etree._Element") -> str:
    return str(element.tag).rpartition("}")[2].lower()


def _unwrap(parts: Parts, file: str) -> None:
    """A code that only holds all others, such as ``Nodes``, is no theme."""
    first = parts.nodes[0]
    alone = sum(node.above < 0 for node in parts.nodes) == 1 and len(parts.nodes) > 1
    if alone and not first.codable and first.name.strip().lower() in _WRAPPERS:
        parts.nodes = [replace(node, above=node.above - 1) for node in parts.nodes[1:]]
        parts.findings.append(Finding.of("qdc_unwrapped", "note", file, name=first.name))
