"""Random documents: exactly what is seen in them comes out, once and in order, and all the rest is counted."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from casekit.readers.story_blocks import Paragraph, Table
from casekit.readers.word_styles import Styles
from casekit.readers.word_text import Walk

pytestmark = pytest.mark.slow


W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"


def walked(body: str) -> tuple[list[Paragraph | Table], Walk]:
    walk = Walk(Styles())
    root = etree.fromstring(f'<w:body xmlns:w="{W}" xmlns:mc="{MC}">{body}</w:body>')
    return list(walk.items(root)), walk


def run(text: str) -> str:
    return f"<w:r><w:t>{text}</w:t></w:r>"


def field(kind: str) -> str:
    return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'


@dataclass
class Draft:
    """A document that is being made up: its XML, and its words in the order in which they are to be read."""

    xml: str = ""
    seen: tuple[str, ...] = ()
    boxes: tuple[str, ...] = ()  # words in text boxes, which come after their paragraph

    def __add__(self, other: "Draft") -> "Draft":
        return Draft(self.xml + other.xml, self.seen + other.seen, self.boxes + other.boxes)


def joined(drafts: list[Draft]) -> Draft:
    return sum(drafts, Draft())


def within(template: str) -> Callable[[Draft], Draft]:
    """Something around a draft that leaves all of it to be seen."""
    return lambda draft: Draft(template.replace("@", draft.xml), draft.seen, draft.boxes)


def lost(template: str) -> Callable[[Draft], Draft]:
    """Something around a draft that leaves nothing of it to be seen."""
    return lambda draft: Draft(template.replace("@", draft.xml))


def boxed(draft: Draft) -> Draft:
    shape = f"<w:r><w:txbxContent>{draft.xml}</w:txbxContent></w:r>"
    again = (
        "<mc:AlternateContent><mc:Choice>{0}</mc:Choice><mc:Fallback>{0}</mc:Fallback></mc:AlternateContent>"
    )
    return Draft(again.format(shape), (), draft.seen + draft.boxes)


def in_paragraph(draft: Draft) -> Draft:
    return Draft(f"<w:p>{draft.xml}</w:p>", draft.seen + draft.boxes)


def joined_to_next(drafts: tuple[Draft, Draft]) -> Draft:
    first, second = drafts
    xml = f"<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr>{first.xml}</w:p><w:p>{second.xml}</w:p>"
    return Draft(xml, first.seen + second.seen + first.boxes + second.boxes)


KEEPS = [
    *(
        f"<w:{name}>@</w:{name}>"
        for name in ("ins", "moveTo", "smartTag", "hyperlink", "fldSimple", "customXml", "bdo")
    ),
    "<w:sdt><w:sdtPr><w:alias/></w:sdtPr><w:sdtContent>@</w:sdtContent></w:sdt>",
    "<mc:AlternateContent><mc:Choice/><mc:Fallback>@</mc:Fallback></mc:AlternateContent>",
    field("begin") + field("separate") + "@" + field("end"),
]
LOSES = [
    "<w:del>@</w:del>",
    "<w:moveFrom>@</w:moveFrom>",
    "<w:r><w:rPr><w:vanish/></w:rPr>@</w:r>",
    field("begin") + "@" + field("separate") + field("end"),
]
word = st.integers(0, 10**9).map(lambda n: Draft(run(f"w{n} "), (f"w{n}",)))
plain = st.recursive(
    word,
    lambda inner: st.one_of(
        st.lists(inner, max_size=3).map(joined),
        *(inner.map(within(one)) for one in KEEPS),
        *(inner.map(lost(one)) for one in LOSES),
    ),
    max_leaves=6,
)
paragraphs = st.one_of(plain.map(in_paragraph), st.tuples(plain, plain).map(joined_to_next))
blocks = st.recursive(
    paragraphs,
    lambda inner: st.one_of(
        st.lists(inner, max_size=3).map(joined),
        inner.map(boxed).map(in_paragraph),
        inner.map(within("<w:tbl><w:tr><w:tc>@</w:tc></w:tr></w:tbl><w:p/>")),
        inner.map(within("<w:sdt><w:sdtPr/><w:sdtContent>@</w:sdtContent></w:sdt>")),
        inner.map(lost("<w:tbl><w:tr><w:trPr><w:del/></w:trPr><w:tc>@</w:tc></w:tr></w:tbl>")),
        inner.map(lost("<w:tbl><w:tr><w:tc><w:tcPr><w:cellDel/></w:tcPr>@</w:tc></w:tr></w:tbl>")),
    ),
    max_leaves=5,
)


def read_words(items: list[Paragraph | Table]) -> list[str]:
    said = (
        item.text if isinstance(item, Paragraph) else " ".join(cell for row in item.rows for cell in row)
        for item in items
    )
    return re.findall(r"w\d+", " ".join(said))


@given(st.lists(blocks, max_size=3).map(joined))
def test_exactly_what_is_seen_comes_out_once_and_in_order(draft):
    items, _ = walked(draft.xml)
    assert read_words(items) == list(draft.seen)


def in_all(xml: str) -> int:
    """All characters of text in *xml*, the doubles of alternatives left out, counted another way."""
    inside = re.sub(r"<mc:Fallback>(?=<w:r><w:txbxContent>).*?</mc:Fallback>", "", xml)
    return sum(len(one.text or "") for one in ElementTree.fromstring(inside).iter(f"{{{W}}}t"))


@given(plain.map(in_paragraph))
def test_what_came_out_and_what_was_left_out_is_all_there_was(draft):
    items, walk = walked(draft.xml)
    kept = sum(len(item.text) for item in items if isinstance(item, Paragraph))
    whole = f'<w:body xmlns:w="{W}" xmlns:mc="{MC}">{draft.xml}</w:body>'
    assert kept + sum(walk.left.values()) == in_all(whole)
