// A table of cells to move about in by keys: one cell at a time can be reached with Tab, the arrows lead to the others.

import { el, fill } from "./dom.js";

const GRID_STEPS = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };

/** Cells of `rows` and `columns`; `cell(row, column)` gives the children of one, `opened(key)` is told which was chosen. */
export class CellGrid {
  constructor({ label, corner, cell, head, opened }) {
    this.cell = cell;
    this.head = head;
    this.corner = corner;
    this.opened = opened;
    this.at = [0, 0];
    this.chosen = "";
    this.cells = [];
    this.table = el("table", { class: "ck-grid", role: "grid", "aria-label": label, on: {
      keydown: (event) => this.key(event), click: (event) => this.click(event), focusin: (event) => this.reached(event),
    } });
    this.root = el("div", { class: "ck-grid-scroll" }, this.table);
  }

  /** Shows these rows and columns; whoever was in a cell stays in it. */
  draw(rows, columns) {
    const inside = this.table.contains(this.table.getRootNode().activeElement);
    const known = this.cells[this.at[0]]?.[this.at[1]]?.dataset.key;
    const place = [this.root.scrollLeft, this.root.scrollTop];
    this.cells = rows.map((row) => columns.map((column) => this.made(row, column)));
    const heads = columns.map((column) => el("th", { scope: "col", class: "ck-grid-head" }, ...this.head(column)));
    const corner = el("th", { scope: "col", class: "ck-grid-corner", text: this.corner });
    const lines = rows.map((row, at) => el("tr", { class: row.document ? "ck-grid-inner" : "ck-grid-outer" },
      el("th", { scope: "row", class: "ck-grid-name", text: row.label }), ...this.cells[at]));
    fill(this.table, el("thead", {}, el("tr", {}, corner, ...heads)), el("tbody", {}, ...lines));
    [this.root.scrollLeft, this.root.scrollTop] = place;
    this.stand(this.found(known), inside);
  }

  made(row, column) {
    const key = row.id + column.id;
    const { parts, kind } = this.cell(row, column, key);
    const chosen = key === this.chosen;
    return el("td", { class: `ck-cell ${kind ?? ""}`, tabindex: "-1", "aria-selected": String(chosen), data: { key } }, ...parts);
  }

  found(key) {
    for (const [line, cells] of this.cells.entries()) {
      const at = cells.findIndex((cell) => cell.dataset.key === key);
      if (at >= 0) return [line, at];
    }
    return [Math.min(this.at[0], Math.max(0, this.cells.length - 1)), Math.min(this.at[1], Math.max(0, (this.cells[0]?.length ?? 1) - 1))];
  }

  /** Makes a cell the one that Tab reaches, and goes there. */
  stand([line, at], go = true) {
    const next = this.cells[line]?.[at];
    if (!next) return;
    for (const cell of this.cells.flat()) if (cell.tabIndex === 0) cell.tabIndex = -1;
    next.tabIndex = 0;
    this.at = [line, at];
    if (go) next.focus({ preventScroll: false });
  }

  goTo(key) {
    this.stand(this.found(key));
  }

  /** Marks which cell is open. */
  choose(key) {
    this.chosen = key;
    for (const cell of this.cells.flat()) cell.setAttribute("aria-selected", String(cell.dataset.key === key));
  }

  /** Scrolls the table, and nothing else, so far that a cell is seen. */
  see(key) {
    const [line, at] = this.found(key);
    const [cell, view] = [this.cells[line][at].getBoundingClientRect(), this.root.getBoundingClientRect()];
    const [head, name] = [this.table.tHead.offsetHeight, this.table.rows[0].cells[0].offsetWidth];
    if (cell.top < view.top + head || cell.bottom > view.bottom) this.root.scrollTop += cell.top - view.top - head;
    if (cell.left < view.left + name || cell.right > view.right) this.root.scrollLeft += cell.left - view.left - name;
  }

  reached(event) {
    const key = event.target.closest?.("td.ck-cell")?.dataset.key;
    if (key) this.stand(this.found(key), false);
  }

  click(event) {
    const cell = event.target.closest("td.ck-cell");
    if (cell && !event.target.closest("button")) this.opened(cell.dataset.key);
  }

  key(event) {
    const last = [this.cells.length - 1, (this.cells[0]?.length ?? 1) - 1];
    const [line, at] = this.at;
    const all = event.ctrlKey || event.metaKey;
    let next = null;
    if (GRID_STEPS[event.key]) next = [line + GRID_STEPS[event.key][0], at + GRID_STEPS[event.key][1]];
    else if (event.key === "Home") next = [all ? 0 : line, 0];
    else if (event.key === "End") next = [all ? last[0] : line, last[1]];
    else if (event.key === "PageUp") next = [Math.max(0, line - 5), at];
    else if (event.key === "PageDown") next = [Math.min(last[0], line + 5), at];
    else if (["Enter", " ", "F2"].includes(event.key)) this.opened(this.cells[line]?.[at]?.dataset.key);
    else return;
    event.preventDefault();
    if (next) this.stand([Math.min(Math.max(next[0], 0), last[0]), Math.min(Math.max(next[1], 0), last[1])]);
  }
}

/** Draws a place anew; whoever was at something in it with a `data-stay` is there again. */
export function stayingAt(place, draw) {
  const stay = place.contains(place.getRootNode().activeElement) && place.getRootNode().activeElement.dataset?.stay;
  draw();
  if (stay) [...place.querySelectorAll("[data-stay]")].find((one) => one.dataset.stay === stay)?.focus();
}
