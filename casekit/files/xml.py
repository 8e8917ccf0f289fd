"""XML from other people: no document type, no entities, no network, no giants."""

from typing import TYPE_CHECKING

from casekit.errors import ReadError

if TYPE_CHECKING:
    from lxml import etree

__all__ = ["parse_xml"]

MAX_BYTES = 50_000_000
_DOCTYPES = tuple("<!DOCTYPE".encode(code) for code in ("ascii", "utf-16-le", "utf-16-be"))


def parse_xml(data: bytes, *, file: str, part: str = "") -> "etree._Element":
    """The root element of *data*.

    lxml's own limits stay on (``huge_tree=False``): 256 levels, 10 million characters in one text.

    Raises:
        ReadError: ``bad_xml`` for broken or too deep XML, ``xml_doctype`` where a document type is declared,
            ``too_large`` beyond 50 MB.
    """
    from lxml import etree

    if len(data) > MAX_BYTES:
        raise ReadError("too_large", file=file, limit=MAX_BYTES // 1_000_000)
    _refuse_doctype(data, file, part)
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError, LookupError):
        raise ReadError("bad_xml", file=file, part=part) from None
    if root is None:
        raise ReadError("bad_xml", file=file, part=part)
    if root.getroottree().docinfo.internalDTD is not None:  # an encoding that the search did not think of
        raise ReadError("xml_doctype", file=file, part=part)
    return root


def _refuse_doctype(data: bytes, file: str, part: str) -> None:
    """Before parsing: a declared entity could already cost time. In text ``<`` is escaped, so this finds the real one."""
    if any(doctype in data for doctype in _DOCTYPES):
        raise ReadError("xml_doctype", file=file, part=part)
