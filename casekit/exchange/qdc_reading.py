"""REFI-QDA → Codebook."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import PurePath

from casekit.exchange.colours import hex_colour
from casekit.exchange.foreign_language import foreign_language
from casekit.exchange.naming import Ids, slug
from casekit.exchange.qdc_marks import LINK, Origin, minted, told_origin
from casekit.exchange.qdc_parts import Node, Parts, Set, read_parts, split_names
from casekit.exchange.qdc_text import Told, heard, read_rule, speaker, told_language
from casekit.model.codebook import Code, Codebook, Group
from casekit.model.finding import Finding, Findings
from casekit.model.words import Words

__all__ = ["read_qdc"]

_PREFIX = "::"


def read_qdc(
    data: bytes, *, file: str, language: str | None = None, separator: str = "", known: Codebook | None = None
) -> tuple[Codebook, Findings]:
    """The codebook in a ``.qdc`` (or in a ``.qdpx`` project), and what is odd about it.

    A file that casekit wrote gives back all that :func:`~casekit.exchange.qdc.qdc_of` put into it. In other files a
    description is the definition; ids are made from names, and ``links`` keep each code's GUID under ``refi``.

    Args:
        data: the file.
        file: its name, which names the codebook where nothing else does.
        language: the language of its names; else what casekit wrote into it tells, else its small words.
        separator: what stands between the names of levels, such as ``::``; codes are put below each other there.
        known: a codebook from which ids are taken where the GUID is the same, so that a second import finds the same codes.

    Raises:
        CodebookError: what :func:`~casekit.exchange.qdc_parts.read_parts` raises.
        CasekitError: an unknown language.
    """
    parts = read_parts(data, file=file)
    if separator:
        parts.nodes = split_names(parts.nodes, separator)
    origin = told_origin(parts.origin)
    texts = [heard(node.description) for node in parts.nodes]
    chosen, doubts = _language(parts, origin, language, file)
    name = origin.book if origin else slug(PurePath(file).stem) or "codebook"
    ids = _ids(parts.nodes, texts, known)
    codes = list(_codes(parts, texts, ids, chosen, name))
    groups, lost = _groups(parts, ids, chosen)
    book = Codebook(
        name,
        origin.version if origin else "0",
        Words.of({chosen: PurePath(file).stem}),
        tuple(codes),
        languages=(chosen,),
        groups=tuple(groups),
    )
    return book, Findings([*parts.findings, *doubts, *_odd(parts, texts, ids, file, separator), *lost])


def _language(parts: Parts, origin: Origin | None, told: str | None, file: str) -> tuple[str, list[Finding]]:
    """The language of the file: what is told, what casekit wrote, what its small words say, else English."""
    headings = (told_language(node.description) for node in parts.nodes if heard(node.description))
    written = origin.language if origin else next(filter(None, headings), None)
    text = "\n".join(f"{node.name}. {node.description}" for node in parts.nodes)
    return foreign_language(text, told=told or written, file=file)


def _ids(nodes: list[Node], texts: list[Told | None], known: Codebook | None) -> list[str]:
    """An id for each code: the one in its text, the one known for its GUID, else one made from its name."""
    earlier = {guid.upper(): code.id for code in known or () for guid in code.links_to(LINK)}
    ids: list[str] = []
    told = [text.id if text else earlier.get(node.guid, "") for node, text in zip(nodes, texts, strict=True)]
    free = Ids(one for one in told if one)
    used: set[str] = set()
    for node, given in zip(nodes, told, strict=True):
        fresh = given and given not in used
        ids.append(given if fresh else free.new(node.name, ids[node.above] if node.above >= 0 else None))
        used.add(ids[-1])
    return ids


def _codes(
    parts: Parts, texts: list[Told | None], ids: list[str], language: str, book: str
) -> Iterator[Code]:
    say = speaker(language)
    seen: set[str] = set()
    colours = _own_colours(parts.nodes)
    for node, text, name, colour in zip(parts.nodes, texts, ids, colours, strict=True):
        foreign = node.guid and node.guid not in seen and node.guid != minted(book, "code", name)
        seen.add(node.guid)
        label = (
            Words() if text and node.name == name else say(node.name) if text else _plain(node.name, language)
        )
        code = Code(
            name,
            label,
            ids[node.above] if node.above >= 0 else None,
            links=((LINK, (node.guid,)),) if foreign else (),
            colour=colour,
        )
        if text:
            yield read_rule(code, text, language)
        else:
            yield _defined(code, node.description, language)


def _defined(code: Code, description: str, language: str) -> Code:
    return replace(code, definition=_plain(description, language))


def _plain(text: str, language: str) -> Words:
    return Words.of({language: text.strip()} if text.strip() else {})


def _own_colours(nodes: list[Node]) -> list[str]:
    """Each code's colour, left out where it is the one above's."""
    whole: list[str] = []
    own = []
    for node in nodes:
        above = whole[node.above] if node.above >= 0 else ""
        colour = hex_colour(node.colour)
        whole.append(colour or above)
        own.append("" if colour == above else colour)
    return own


def _groups(parts: Parts, ids: list[str], language: str) -> tuple[list[Group], list[Finding]]:
    by_guid = {
        node.guid: name for node, name in zip(reversed(parts.nodes), reversed(ids), strict=True) if node.guid
    }
    texts = [heard(one.description) for one in parts.sets]
    free = Ids(text.id for text in texts if text)
    groups, findings = [], []
    for one, text in zip(parts.sets, texts, strict=True):
        name = text.id if text else free.new(one.name)
        members = dict.fromkeys(by_guid[guid] for guid in one.members if guid in by_guid)
        unknown = sum(guid not in by_guid for guid in one.members)
        if unknown:
            findings.append(Finding.of("qdc_set_members", "warning", one.name or name, n=unknown))
        if not text and one.description.strip():
            parts.ignored["Set/Description"] += 1
        groups.append(Group(name, _label(one, text, name, language), tuple(members)))
    return groups, findings


def _label(one: Set, text: Told | None, name: str, language: str) -> Words:
    if text is None:
        return _plain(one.name, language)
    return Words() if one.name == name else speaker(language)(one.name)


def _odd(
    parts: Parts, texts: list[Told | None], ids: list[str], file: str, separator: str
) -> Iterator[Finding]:
    nodes = parts.nodes
    told = Counter(text.id for text in texts if text)
    guids = Counter(node.guid for node in nodes if node.guid)
    counts = {
        "qdc_not_codable": sum(not node.codable for node in nodes),
        "qdc_prefixed": sum(_PREFIX in node.name for node in nodes) if not separator else 0,
        "qdc_same_names": len(nodes) - len({node.name.strip().lower() for node in nodes}),
        "qdc_no_guid": sum(not node.guid for node in nodes),
        "qdc_guid_twice": guids.total() - len(guids),
        "qdc_id_twice": told.total() - len(told),
        "qdc_unnamed": sum(not node.name.strip() for node in nodes),
    }
    notes = ("qdc_not_codable", "qdc_prefixed", "qdc_same_names")
    for kind, n in counts.items():
        if n:
            yield Finding.of(kind, "note" if kind in notes else "warning", file, n=n)
    for node, name in zip(nodes, ids, strict=True):
        if node.colour.strip() and not hex_colour(node.colour):
            yield Finding.of("qdc_colour", "warning", name, colour=node.colour)
    for element, n in sorted(parts.ignored.items()):
        yield Finding.of("qdc_ignored", "note", file, element=element, n=n)
