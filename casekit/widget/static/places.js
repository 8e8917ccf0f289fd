// Where in the text something is: code points of the document on one side, a turn and a UTF-16 unit in its text node on the other.

import { lengthOf, pointsBefore, unitAt } from "./offsets.js";

/** The turns of a document with their text nodes; `turns` have `start` (code points of the document) and `text`. */
export class Places {
  constructor(turns) {
    this.turns = turns;
    this.nodes = turns.map((turn) => document.createTextNode(turn.text));
  }

  /** The place of the turn that holds, or follows, this code point of the document. */
  turnAt(point) {
    let low = 0;
    let high = this.turns.length - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.turns[middle].end > point) high = middle;
      else low = middle + 1;
    }
    return low;
  }

  /** The code point of the document at a unit of a turn's text. */
  pointAt(turn, unit) {
    return this.turns[turn].start + pointsBefore(this.turns[turn].text, unit);
  }

  /** The pieces of a stretch of the document, one for each turn that it touches: turn, and from which to which unit. */
  pieces(start, end) {
    const found = [];
    for (let at = this.turnAt(start); at < this.turns.length && this.turns[at].start < end; at += 1) {
      const turn = this.turns[at];
      const from = unitAt(turn.text, Math.max(0, start - turn.start));
      const to = unitAt(turn.text, Math.min(lengthOf(turn.text), end - turn.start));
      if (from < to) found.push({ turn: at, from, to });
    }
    return found;
  }

  /** Ranges for a stretch: static ones, which cost nothing while the page changes. */
  ranges(start, end) {
    return this.pieces(start, end).map(({ turn, from, to }) => {
      const node = this.nodes[turn];
      return new StaticRange({ startContainer: node, startOffset: from, endContainer: node, endOffset: to });
    });
  }

  /** A living range, for asking where it lies on the screen; null where nothing of it is shown. */
  box(start, end) {
    const [first, ...more] = this.pieces(start, end);
    if (!first) return null;
    const last = more.at(-1) ?? first;
    const range = document.createRange();
    range.setStart(this.nodes[first.turn], first.from);
    range.setEnd(this.nodes[last.turn], last.to);
    return range;
  }

  /** The code point of the document where a node and offset of the page are; null outside of the words. */
  pointOf(node, offset, turns) {
    const row = (node.nodeType === Node.TEXT_NODE ? node.parentElement : node)?.closest?.("[data-turn]");
    if (!row || !turns.contains(row)) return null;
    const turn = Number(row.dataset.turn);
    if (node === this.nodes[turn]) return this.pointAt(turn, offset);
    const before = this.nodes[turn].compareDocumentPosition(node) & Node.DOCUMENT_POSITION_FOLLOWING;
    const inside = node.contains?.(this.nodes[turn]);
    if (inside) return this.turns[turn].start + (offset > 0 && node.tagName === "P" ? lengthOf(this.turns[turn].text) : 0);
    return before ? this.turns[turn].start + lengthOf(this.turns[turn].text) : this.turns[turn].start;
  }

  /** The words that are selected on the page, without blanks at their ends; null where none are. */
  selected(turns) {
    const chosen = document.getSelection();
    if (!chosen || chosen.isCollapsed || chosen.rangeCount === 0) return null;
    const range = chosen.getRangeAt(0);
    if (!turns.contains(range.startContainer) && !turns.contains(range.endContainer)) return null;
    const start = this.pointOf(range.startContainer, range.startOffset, turns) ?? this.turns[0]?.start;
    const end = this.pointOf(range.endContainer, range.endOffset, turns) ?? this.turns.at(-1)?.end;
    return this.trimmed(start, end);
  }

  /** A stretch without the blanks at its ends, and without what lies between turns; null where nothing is left. */
  trimmed(start, end) {
    const pieces = this.pieces(start, end).filter(({ turn, from, to }) => this.turns[turn].text.slice(from, to).trim());
    if (!pieces.length) return null;
    const [first, last] = [pieces[0], pieces.at(-1)];
    const head = this.turns[first.turn].text.slice(first.from, first.to);
    const tail = this.turns[last.turn].text.slice(last.from, last.to);
    return {
      start: this.pointAt(first.turn, first.from + head.length - head.trimStart().length),
      end: this.pointAt(last.turn, last.from + tail.trimEnd().length),
    };
  }

  /** The words of a stretch. */
  words(start, end) {
    return this.pieces(start, end).map(({ turn, from, to }) => this.turns[turn].text.slice(from, to)).join(" … ");
  }

  /** Where the word at a point begins, or the next one. */
  wordFrom(point, language) {
    return this.nextEdge(this.nextEdge(point, true, language), false, language);
  }

  /** The edge of the next word from a point, forwards or back; the turn's own edge where there is none. */
  nextEdge(point, forwards, language, inside = "word") {
    const turn = this.turnAt(forwards ? point : Math.max(0, point - 1));
    const { text, start } = this.turns[turn];
    const unit = unitAt(text, Math.max(0, point - start));
    const parts = [...new Intl.Segmenter(language, { granularity: inside }).segment(text)];
    const solid = parts.filter((part) => (inside === "word" ? part.isWordLike : part.segment.trim()));
    const edges = forwards ? solid.map((part) => part.index + part.segment.trimEnd().length) : solid.map((part) => part.index).reverse();
    const found = edges.find((edge) => (forwards ? edge > unit : edge < unit));
    if (found !== undefined) return this.pointAt(turn, found);
    const over = this.turns[turn + (forwards ? 1 : -1)];
    if (forwards && unit < text.length) return this.pointAt(turn, text.length);
    if (!over) return point;
    return forwards ? this.nextEdge(over.start, true, language, inside) : this.nextEdge(over.end, false, language, inside);
  }
}
