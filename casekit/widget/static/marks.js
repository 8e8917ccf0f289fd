// Marks on the words, by the CSS Custom Highlight API: nothing is wrapped, so offsets cannot move and overlaps need no surgery.

import { colour } from "./dom.js";

const LINES = ["solid", "dotted", "dashed", "wavy", "double"];

/** The highlights of one view, each under a name of its own; `rules` go into a style sheet of the view. */
export class Marks {
  constructor(view, root) {
    this.view = view;
    this.can = typeof Highlight === "function" && Boolean(CSS.highlights);
    this.sheet = document.createElement("style");
    root.append(this.sheet);
    this.named = new Map();
    this.held = new Map();
  }

  /** The highlight of a kind of mark, made when first asked for; `style` is a declaration made here, never by others. */
  highlight(kind, style, priority) {
    if (!this.named.has(kind)) {
      const name = `${this.view}-${this.named.size}`;
      const made = new Highlight();
      made.priority = priority;
      CSS.highlights.set(name, made);
      this.named.set(kind, { name, made });
      this.sheet.append(`.ck-said::highlight(${name}) {${style}}\n`);
    }
    return this.named.get(kind).made;
  }

  /** Mark ranges as those of `id`, in place of what it had. */
  put(id, kind, style, ranges, priority = 0) {
    if (!this.can) return;
    this.drop(id);
    const made = this.highlight(kind, style, priority);
    for (const range of ranges) made.add(range);
    this.held.set(id, { made, ranges });
  }

  drop(id) {
    const held = this.held.get(id);
    if (!held) return;
    for (const range of held.ranges) held.made.delete(range);
    this.held.delete(id);
  }

  clear() {
    for (const { made } of this.named.values()) made.clear();
    this.held.clear();
  }

  close() {
    for (const { name } of this.named.values()) CSS.highlights.delete(name);
    this.sheet.remove();
  }
}

/** How a code looks: its colour as a tint, and a line below that tells it from its neighbours without colour. */
export function codeStyle(code, place) {
  const tint = colour(code?.colour);
  const line = LINES[place % LINES.length];
  const below = 2 + 2 * (Math.floor(place / LINES.length) % 3);
  return `background-color:${tint}33;text-decoration:underline ${line} ${tint} 2px;text-underline-offset:${below}px;`;
}

export const MARK = {
  suggestion: "background-color:transparent;text-decoration:underline dashed var(--ck-open) 1.5px;text-underline-offset:4px;",
  found: "background-color:var(--ck-found);color:var(--ck-found-ink);",
  current: "background-color:var(--ck-current);color:var(--ck-current-ink);",
  chosen: "background-color:var(--ck-chosen);color:var(--ck-chosen-ink);",
  caret: "background-color:var(--ck-caret);color:var(--ck-caret-ink);",
  hit: "background-color:var(--ck-hit);color:var(--ck-hit-ink);",
  pending: "background-color:transparent;text-decoration:underline dotted var(--ck-wait) 3px;",
  one: "text-decoration:underline solid var(--ck-one) 3px;text-underline-offset:2px;background-color:transparent;",
  other: "text-decoration:underline wavy var(--ck-other) 2px;text-underline-offset:6px;background-color:transparent;",
};
