// The ends of a coding as handles that can be dragged.

import { el } from "./dom.js";

/** Two handles over the text, at the ends of the coding in hand. */
export class Ends {
  constructor(view) {
    this.view = view;
    this.handles = ["start", "end"].map((side) => {
      const handle = el("span", { class: `ck-handle ck-handle-${side}`, "aria-hidden": "true", hidden: true });
      handle.addEventListener("pointerdown", (event) => this.grab(event, side, handle));
      view.text.root.append(handle);
      return handle;
    });
    this.moved = () => this.place(this.row);
    view.text.root.addEventListener("scroll", this.moved, { passive: true });
    new ResizeObserver(this.moved).observe(view.text.root);
  }

  place(row) {
    this.row = row;
    const range = row && this.view.text.places.box(row.start, row.end);
    const boxes = range ? range.getClientRects() : [];
    this.handles.forEach((handle, side) => {
      const box = boxes[side === 0 ? 0 : boxes.length - 1];
      handle.hidden = !box;
      if (box) this.put(handle, side === 0 ? box.left : box.right, box.top, box.height);
    });
  }

  put(handle, x, y, height) {
    const { root } = this.view.text;
    const frame = root.getBoundingClientRect();
    handle.style.left = `${x - frame.left + root.scrollLeft - 4}px`;
    handle.style.top = `${y - frame.top + root.scrollTop}px`;
    handle.style.height = `${height}px`;
  }

  grab(event, side, handle) {
    event.preventDefault();
    const { row } = this;
    const { places, list } = this.view.text;
    let point = row[side];
    handle.setPointerCapture(event.pointerId);
    handle.classList.add("ck-dragged");
    const move = (moved) => {
      const caret = caretAt(moved.clientX, moved.clientY);
      const there = caret && places.pointOf(caret.node, caret.offset, list);
      if (there === null || there === undefined) return;
      point = side === "start" ? Math.min(there, row.end - 1) : Math.max(there, row.start + 1);
      const span = { start: row.start, end: row.end, [side]: point };
      const boxes = places.box(span.start, span.end)?.getClientRects() ?? [];
      const box = boxes[side === "start" ? 0 : boxes.length - 1];
      if (box) this.put(handle, side === "start" ? box.left : box.right, box.top, box.height);
    };
    const end = () => {
      handle.classList.remove("ck-dragged");
      handle.removeEventListener("pointermove", move);
      handle.removeEventListener("pointerup", drop);
      handle.removeEventListener("pointercancel", cancel);
    };
    const drop = () => { end(); this.view.moveEnd(row, side, point); };
    const cancel = () => { end(); this.place(this.row); };
    handle.addEventListener("pointermove", move);
    handle.addEventListener("pointerup", drop);
    handle.addEventListener("pointercancel", cancel);
  }
}

/** The place in the text under a point of the screen; browsers have two names for it. */
function caretAt(x, y) {
  if (document.caretPositionFromPoint) { const found = document.caretPositionFromPoint(x, y); return found && { node: found.offsetNode, offset: found.offset }; }
  const range = document.caretRangeFromPoint?.(x, y);
  return range && { node: range.startContainer, offset: range.startOffset };
}
