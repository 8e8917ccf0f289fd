"""Comments in a Word document: who wrote what in the margin, and which of them answer others."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from casekit.readers.blocks import Block, Remark
from casekit.readers.clean import clean
from casekit.readers.story_blocks import text_of
from casekit.readers.word_styles import Styles, name_of, value_of
from casekit.readers.word_text import Walk

if TYPE_CHECKING:
    from lxml import etree

__all__ = ["Comments", "comments_of", "with_answers"]


@dataclass(frozen=True, slots=True)
class Comments:
    """The comments as remarks; their numbers, counted from 0, by their ids; and which remark an answer answers."""

    remarks: tuple[Remark, ...] = ()
    numbers: Mapping[str, int] = field(default_factory=dict)
    answers: Mapping[int, int] = field(default_factory=dict)


def comments_of(
    root: "etree._Element", extended: "etree._Element | None" = None, styles: Styles | None = None
) -> Comments:
    """The comments of a ``comments.xml`` that say anything; *extended* is the part that tells which are answers.

    Settled comments are comments like the others.
    """
    remarks: list[Remark] = []
    numbers: dict[str, int] = {}
    paragraphs: dict[str, int] = {}
    for comment in root:
        text = _text(comment, styles or Styles())
        if name_of(comment) != "comment" or not text.strip():
            continue
        numbers.setdefault(value_of(comment, "id"), len(remarks))
        for paragraph in comment.iter("{*}p"):
            paragraphs.setdefault(value_of(paragraph, "paraId"), len(remarks))
        author, at = value_of(comment, "author"), value_of(comment, "date")
        remarks.append(Remark(clean(author), text, clean(at)))
    return Comments(tuple(remarks), numbers, _answers(extended, paragraphs))


def _text(comment: "etree._Element", styles: Styles) -> str:
    """What a comment says, line by line, without what was deleted from it or hidden in it."""
    return clean(text_of(Walk(styles).items(comment))).strip()


def _answers(extended: "etree._Element | None", paragraphs: Mapping[str, int]) -> dict[int, int]:
    """For each answer the remark that it answers; a comment is named by the id of its last paragraph."""
    found: dict[int, int] = {}
    for one in () if extended is None else extended:
        own, other = (paragraphs.get(value_of(one, name)) for name in ("paraId", "paraIdParent"))
        if own is not None and other is not None and other != own and value_of(one, "paraIdParent"):
            found[own] = other
    return found


def with_answers(blocks: Sequence[Block], answers: Mapping[int, int]) -> list[Block]:
    """The blocks; an answer that has no place of its own stands where what it answers stands."""
    placed = {number for block in blocks for number, _ in block.anchors}
    missing: dict[int, list[int]] = {}
    for answer, remark in answers.items():
        if answer not in placed:
            missing.setdefault(remark, []).append(answer)
    if not missing:
        return list(blocks)
    return [
        block._replace(anchors=(*block.anchors, *more))
        if (more := [(answer, at) for number, at in block.anchors for answer in missing.get(number, ())])
        else block
        for block in blocks
    ]
