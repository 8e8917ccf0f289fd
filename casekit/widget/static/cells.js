// Faces with a table of cells: what was typed and not saved, the cell that is open, and the framework matrix.

import { el, button, field, fill } from "./dom.js";
import { CellGrid, stayingAt } from "./grid.js";
import { PassageList, cellsToolbar, codingsOf } from "./beside.js";

/**
 * A table of cells with an editor below it. A face says how a cell looks (`shown`), what its editor is made of (`fields`, `filled`),
 * and how what was typed becomes a message (`draftOf`, `message`, `complete`).
 */
export class CellsView {
  constructor(frame, link, data, { label, corner, legend, quotes }) {
    Object.assign(this, { frame, link, data, open: "", evidence: null, sending: new Set() });
    this.grid = new CellGrid({
      label: frame.say(label), corner, cell: (row, column, key) => this.shown(row, column, key),
      head: (column) => this.columnHead(column), opened: (key) => this.opened(key),
    });
    this.beside = new PassageList(frame, {
      ticked: (passage, on) => this.tick(passage, on), quoted: quotes ? (passage, words) => this.quote(passage, words) : null,
    });
    this.own = el("div", { class: "ck-cells-own" });
    this.title = el("h3", { class: "ck-cells-title", id: `${frame.name}-cell`, tabindex: "-1" });
    this.editor = el("section", { class: "ck-cells-editor", hidden: true, "aria-labelledby": this.title.id, on: {
      focusout: (event) => this.left(event), keydown: (event) => this.key(event),
    } },
      el("div", { class: "ck-cells-top" }, this.title, button(frame.say("cells_close"), () => this.shut(), { class: "ck-button" })),
      el("div", { class: "ck-cells-two" }, this.own, this.beside.root));
    this.bar = cellsToolbar(frame, link, el("span", { class: "ck-cells-legend", text: legend }));
    this.empty = el("p", { class: "ck-note", text: frame.say("cells_none") });
    this.root = el("div", { class: `ck-cells ck-of-${label.split("_")[0]}` }, this.bar, this.empty, this.grid.root, this.editor);
    fill(frame.body, this.root);
    this.redraw = () => this.draw();
    this.heard = (news) => { if (news.kind === "line") this.state(); };
    data.listeners.add(this.redraw);
    link.listeners.add(this.heard);
    this.draw();
  }

  get page() { return this.data.page; }
  get mine() { return Boolean(this.data.me); }

  /** The row and the column of a cell. */
  placed(key) {
    const row = this.page.rows.find((one) => key.startsWith(one.id));
    return { row, column: row && this.page.columns.find((one) => one.id === key.slice(row.id.length)) };
  }

  address(key) {
    const { row, column } = this.placed(key);
    return { case: row.case, document: row.document, item: column.item };
  }

  columnHead(column) {
    return [el("span", { class: "ck-grid-label", text: column.label }), column.lost && el("span", { class: "ck-mark", text: this.frame.say("cells_lost") })].filter(Boolean);
  }

  draw() {
    const { rows, columns } = this.page;
    this.empty.hidden = Boolean(rows.length && columns.length);
    this.grid.root.hidden = !this.empty.hidden;
    this.grid.draw(rows, columns);
    if (!this.open) return;
    const { row, column } = this.placed(this.open);
    if (!row || !column) { this.shut(); return; }
    this.show();
    this.look();
  }

  // Opening and leaving

  opened(key) {
    if (!key || key === this.open) { if (key) this.enter(); return; }
    const before = this.open;
    this.open = key;
    if (before) this.save(before);
    this.evidence = null;
    this.grid.choose(key);
    this.editor.hidden = false;
    this.root.classList.add("ck-cells-opened");
    this.grid.see(key);
    this.beside.wait();
    this.fields();
    this.show();
    this.look();
    this.enter();
    this.editor.scrollIntoView({ block: "nearest" });
  }

  shut() {
    const key = this.open;
    if (!key) return;
    const inside = this.editor.contains(this.editor.getRootNode().activeElement);
    this.open = "";
    this.save(key);
    this.grid.choose("");
    this.editor.hidden = true;
    this.root.classList.remove("ck-cells-opened");
    if (inside) this.grid.goTo(key);
  }

  left(event) {
    if (this.open && !this.editor.contains(event.relatedTarget)) this.save(this.open);
  }

  key(event) {
    if (event.key === "Escape") { event.preventDefault(); this.escape(); }
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) { event.preventDefault(); this.save(this.open, true); }
  }

  /** Back to what is saved; where nothing was typed, back to the table. */
  escape() {
    if (!this.link.drafts.has(this.open)) { this.shut(); return; }
    this.drop(this.open);
    this.fields();
    this.show();
    this.enter();
    this.frame.tell(this.frame.say("cells_restored"));
  }

  // What was typed

  /** Where the editor begins: what was typed, else what is saved. */
  draft(key) {
    return this.link.drafts.get(key) ?? this.draftOf(this.page.cells[key]?.own ?? null);
  }

  /** Keeps what was typed; what is as it was saved is no draft. */
  change(key, more) {
    const draft = { ...this.draft(key), ...more, sent: false };
    draft.counts = this.weighs(draft);
    if (whatIsSaid(draft) === whatIsSaid(this.draftOf(this.page.cells[key]?.own ?? null))) this.link.drafts.delete(key);
    else this.link.drafts.set(key, draft);
    this.line();
  }

  drop(key) {
    this.link.drafts.delete(key);
    this.line();
  }

  /** Tells all views how much is not saved. */
  line() {
    this.link.tell({ kind: "line" });
  }

  /** Saves what was typed in a cell; `asked`: somebody said so, and is told what is missing. */
  async save(key, asked = false) {
    const draft = this.link.drafts.get(key);
    if (!draft && asked) this.frame.tell(this.frame.say("cells_as_saved"));
    if (!draft || this.sending.has(key)) return;
    const missing = this.missing(draft);
    if (missing) { if (asked) this.frame.alarm(missing); return; }
    await this.send(key, draft);
  }

  async send(key, draft) {
    this.link.drafts.set(key, { ...draft, counts: false, sent: true });
    this.sending.add(key);
    const { type, ...more } = this.message(draft);
    const reply = await this.link.ask(type, { ...this.address(key), ...more });
    this.sending.delete(key);
    const now = this.link.drafts.get(key);
    const typed = now && !now.sent; // somebody went on typing meanwhile
    if (reply.error) {
      this.link.drafts.set(key, { ...(typed ? now : draft), sent: false, counts: true });
      this.frame.alarm(reply.error, reply.hint);
    } else {
      if (typed) this.link.drafts.set(key, { ...now, seen: this.draftOf(this.page.cells[key]?.own ?? null).seen });
      else this.link.drafts.delete(key);
      this.frame.tell(this.frame.say("cells_saved", { place: this.titleOf(key) }));
    }
    this.line();
    this.draw();
    if (typed && !reply.error && !this.editor.contains(this.editor.getRootNode().activeElement)) this.save(key);
  }

  async act(type) {
    const key = this.open;
    const reply = await this.link.ask(type, this.address(key));
    if (reply.error) this.frame.alarm(reply.error, reply.hint);
    else this.frame.tell(this.frame.say("cells_held", { place: this.titleOf(key) }));
    if (key === this.open) this.enter();
  }

  tick(passage, on) {
    const links = new Set(this.draft(this.open).links);
    for (const coding of codingsOf(passage)) on ? links.add(coding) : links.delete(coding);
    this.change(this.open, { links: [...links] });
  }

  // Showing

  /** Fetches the passages under the open cell. */
  async look() {
    const key = this.open;
    if (this.placed(key).column.lost) { this.beside.show({ passages: [], more: 0, gone: 0 }, new Set()); return; }
    const reply = await this.link.ask("see", this.address(key));
    if (key !== this.open) return;
    if (reply.error) { this.frame.alarm(reply.error, reply.hint); return; }
    this.evidence = reply;
    this.ticks();
  }

  ticks() {
    if (this.evidence) this.beside.show(this.evidence, new Set(this.draft(this.open).links));
  }

  titleOf(key) {
    const { row, column } = this.placed(key);
    const where = row.of && row.document ? `${row.of} › ${row.label}` : row.label;
    return `${where} · ${column.label}`;
  }

  show() {
    this.title.textContent = this.titleOf(this.open);
    this.filled(this.page.cells[this.open] ?? null);
    this.state();
  }

  /** Whether what is in the editor is saved. */
  state() {
    if (!this.saying || !this.open) return;
    const draft = this.link.drafts.get(this.open);
    const own = this.page.cells[this.open]?.own;
    const saved = own?.at ? "cells_is_saved" : "cells_is_saved_once";
    const text = draft?.sent ? "cells_saving" : draft ? "cells_unsaved" : own ? saved : "cells_not_written";
    this.saying.textContent = this.frame.say(text, { at: own?.at ?? "" });
    this.saying.classList.toggle("ck-cells-unsaved", Boolean(draft));
  }

  /** That somebody changed the same thing elsewhere while it was being typed. */
  meanwhile(own) {
    const draft = this.link.drafts.get(this.open);
    const now = this.draftOf(own);
    if (!draft || draft.sent || draft.seen === now.seen) return null;
    const key = this.open;
    return el("div", { class: "ck-note ck-cells-clash", role: "group" },
      el("p", { text: this.frame.say("cells_meanwhile", { text: now.told || "–" }) }),
      button(this.frame.say("cells_keep_mine"), () => { this.change(key, { seen: now.seen }); this.save(key, true); this.enter(); }, { class: "ck-button", data: { stay: "mine" } }),
      button(this.frame.say("cells_take_that"), () => { this.drop(key); this.fields(); this.show(); this.ticks(); this.enter(); }, { class: "ck-button", data: { stay: "that" } }));
  }

  close() {
    for (const key of this.link.drafts.keys()) if (!key.includes("#")) this.save(key);
    this.data.listeners.delete(this.redraw);
    this.link.listeners.delete(this.heard);
  }
}

/** What a draft says, whatever it began from. */
function whatIsSaid({ seen, told, counts, sent, links, ...rest }) {
  return JSON.stringify([rest, [...links].sort()]);
}

/** The framework matrix. */
export class FrameworkView extends CellsView {
  constructor(frame, link, data) {
    super(frame, link, data, { label: "cells_matrix", corner: frame.say("cells_corner"), legend: frame.say("cells_legend"), quotes: true });
  }

  shown(row, column, key) {
    const cell = this.page.cells[key];
    const say = (name, more) => this.frame.say(name, more);
    const draft = this.link.drafts.get(key);
    const told = [cell?.own, ...(cell?.others ?? [])].filter(Boolean);
    const parts = told.map((one) => el("div", { class: "ck-cell-told" },
      el("span", { class: "ck-cell-text", dir: "auto", text: one.text }),
      el("span", { class: "ck-cell-by", text: `– ${one.coder}, ${one.at}` }),
      one.stale && el("span", { class: "ck-mark", text: say("cells_stale_mark") })));
    const below = cell?.below?.length && !told.length ? el("span", { class: "ck-cell-by", text: say("cells_below", { n: cell.below.length }) }) : null;
    const n = cell?.n ?? 0;
    const wait = !told.length && n ? el("span", { class: "ck-cell-wait", text: say("cells_wait", { n }) }) : null;
    const bare = told.length && !n ? el("span", { class: "ck-mark", text: say("cells_bare") }) : null;
    const nothing = !told.length && !n && !below ? el("span", { class: "ck-cell-wait", text: "–", role: "img", "aria-label": say("cells_nothing") }) : null;
    const typed = draft?.counts ? el("span", { class: "ck-mark", text: say("cells_unsaved_mark") }) : null;
    return { parts: [typed, ...parts, bare, below, wait, nothing].filter(Boolean), kind: told.some((one) => one.stale) ? "ck-cell-stale" : "" };
  }

  draftOf(own) {
    return { text: own?.text ?? "", links: own?.links ?? [], seen: own?.text ?? "", told: own?.text ?? "" };
  }

  weighs(draft) { return Boolean(draft.text.trim()) || Boolean(draft.seen); }
  missing(draft) { return draft.text.trim() ? "" : draft.seen ? this.frame.say("cells_emptied") : this.frame.say("cells_needs_text"); }
  message(draft) { return { type: "write", text: draft.text, passages: draft.links, seen: draft.seen }; }

  fields() {
    const { frame } = this;
    const lost = this.placed(this.open).column.lost;
    this.text = field({ class: "ck-cells-text", rows: "7", dir: "auto", readonly: lost || !this.mine, id: `${frame.name}-text`, "aria-describedby": `${frame.name}-said` }, { many: true });
    // dom.js keeps keys inside a field: these two are this editor's
    this.text.addEventListener("keydown", (event) => this.key(event));
    this.text.addEventListener("input", () => this.typed());
    this.text.value = this.draft(this.open).text;
    this.about = el("p", { class: "ck-cells-about", text: this.placed(this.open).column.about });
    this.marks = el("div", { class: "ck-cells-marks" });
    this.others = el("div", { class: "ck-cells-others" });
    this.saying = el("span", { class: "ck-cells-said", id: `${frame.name}-said` });
    fill(this.own, this.about, this.marks,
      el("label", { class: "ck-cells-label", for: this.text.id, text: frame.say("cells_summary") }), this.text,
      el("div", { class: "ck-cells-buttons" },
        this.mine && !lost && button(frame.say("cells_save"), () => this.save(this.open, true), { class: "ck-button", "aria-keyshortcuts": "Control+Enter" }),
        this.mine && !lost && button(frame.say("cells_restore"), () => this.link.drafts.has(this.open) && this.escape(), { class: "ck-button", "aria-keyshortcuts": "Escape" }),
        this.saying),
      !this.mine && el("p", { class: "ck-note", text: frame.say("cells_nobody") }),
      this.others);
  }

  typed() { this.change(this.open, { text: this.text.value }); }

  enter() { (this.text.readOnly ? this.title : this.text).focus(); }

  filled(cell) {
    const { frame } = this;
    const draft = this.link.drafts.get(this.open);
    if (!draft) { const value = cell?.own?.text ?? ""; if (this.text.value !== value) this.text.value = value; }
    stayingAt(this.marks, () => fill(this.marks,
      this.meanwhile(cell?.own ?? null),
      cell?.own?.stale && el("p", { class: "ck-note" }, el("span", { class: "ck-mark", text: frame.say("cells_stale") }), " ",
        button(frame.say("cells_holds"), () => this.act("holds"), { class: "ck-button", data: { stay: "holds" } })),
      cell?.own && !cell.n && el("p", { class: "ck-note", text: frame.say("cells_bare_long") })));
    fill(this.others,
      cell?.others?.length > 0 && el("h4", { text: frame.say("cells_others") }),
      ...(cell?.others ?? []).map((one) => el("div", { class: "ck-cells-other" },
        el("p", { dir: "auto", text: one.text }),
        el("p", { class: "ck-cell-by", text: `– ${one.coder}, ${one.at}` }, one.stale && el("span", { class: "ck-mark", text: frame.say("cells_stale_mark") })))),
      cell?.below?.length > 0 && el("h4", { text: frame.say("cells_interviews") }),
      ...(cell?.below ?? []).map((line) => el("p", { class: "ck-cells-other", dir: "auto", text: line })));
  }

  /** Puts a quote with its reference where one was writing, and ticks its passage. */
  quote(passage, words) {
    const { text } = this;
    if (text.readOnly) return;
    const told = this.frame.say("cells_quote", { words: words.trim(), reference: passage.reference });
    const [from, to] = [text.selectionStart, text.selectionEnd];
    const before = text.value.slice(0, from);
    const gap = before && !/\s$/.test(before) ? " " : "";
    text.setRangeText(gap + told, from, to, "end");
    this.tick(passage, true);
    this.typed();
    this.ticks();
    text.focus();
    this.frame.tell(this.frame.say("cells_inserted", { reference: passage.reference }));
  }
}
