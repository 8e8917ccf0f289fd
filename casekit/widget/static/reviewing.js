// Reviewing suggestions: one after the other with what was found and why, or all that a search term made at once.

import { button, choice, colour, el, fill } from "./dom.js";
import { DIRECTIONS, SIGNS } from "./tree.js";

const AROUND = 100; // code points of the turn that are shown before and after a suggestion
const A_MOMENT = 120; // milliseconds: who only passes a suggestion does not ask why it was made

/** The mode in which suggestions are decided on. A decision is sent, and the next suggestion comes at once. */
export class Reviewing {
  constructor(view) {
    Object.assign(this, { view, frame: view.frame, link: view.link, data: view.data });
    this.way = null; // the direction chosen for accepting; null: as proposed
    this.sent = new Set(); // decided on here, and not answered yet
    this.whys = new Map();
    this.progress = null;
    this.many = null;
  }

  enter() {
    this.build();
    this.start();
  }

  leave() {
    this.left = true;
    clearTimeout(this.asking);
  }

  start() {
    this.many = null;
    this.progress = null;
    this.whys.clear();
    this.refresh();
    if (!this.row) this.go(this.ahead(this.data.turns[this.view.text.home]?.start ?? 0));
    else this.picked();
    this.view.text.rows[this.view.text.home]?.row.focus({ preventScroll: true });
  }

  /** The suggestion in hand. */
  get row() {
    const row = this.data.suggestions.get(this.view.chosen);
    return row && !this.sent.has(row.id) ? row : null;
  }

  /** The open suggestions in the order of the text. */
  open() {
    const rows = [...this.data.suggestions.values()].filter((row) => this.view.passes(row) && !this.sent.has(row.id));
    return rows.sort((one, other) => one.start - other.start || one.end - other.end || (one.id < other.id ? -1 : 1));
  }

  /** The first one from a place on; from the beginning where none follows. */
  ahead(point) {
    const rows = this.open();
    return rows.find((row) => row.start >= point) ?? rows[0] ?? null;
  }

  go(row) {
    this.view.pick(row?.id ?? null, true);
    const { root } = this.frame;
    const here = document.activeElement;
    if (!root.contains(here) || this.view.text.root.contains(here)) this.view.text.rows[this.view.text.home]?.row.focus({ preventScroll: true });
  }

  step(by) {
    const rows = this.open();
    if (!rows.length) { this.frame.tell(this.frame.say("all_decided")); return; }
    const at = rows.findIndex((row) => row.id === this.view.chosen);
    if (at < 0) this.go(this.ahead(this.data.turns[this.view.text.home]?.start ?? 0));
    else this.go(rows[(at + by + rows.length) % rows.length]);
    this.frame.tell(this.spoken());
  }

  /** What is in hand now, for those who listen. */
  spoken() {
    const { row, frame } = this;
    if (!row) return frame.say("all_decided");
    const words = this.view.text.places.words(row.start, row.end);
    const quote = words.length > 90 ? `${words.slice(0, 90)}…` : words;
    return frame.say("spoken_suggestion", { code: this.data.code(row).label, direction: this.wayWord(row.polarity), by: row.terms?.join(", ") || row.coder, quote });
  }

  wayWord(way) {
    return this.frame.say(way ? `way_${way}` : "way_none");
  }

  // The panel

  build() {
    const { frame } = this;
    this.bar = el("div", { class: "ck-progress", role: "progressbar", "aria-valuemin": "0" }, el("span", { class: "ck-progress-done" }));
    this.count = el("p", { class: "ck-progress-text" });
    this.quote = el("section", { class: "ck-proposal", "aria-label": frame.say("suggestion_now") });
    const act = (key, doing, keys) => button(frame.say(key), doing, { class: "ck-button", "aria-keyshortcuts": keys });
    this.acts = el("div", { class: "ck-ways" }, act("accept", () => this.decide("accepted"), "A"), act("reject", () => this.decide("rejected"), "R"), act("change", () => this.change(), "E"));
    const ways = [[null, frame.say("as_proposed")], ...Object.keys(SIGNS).map((way) => [way, `${SIGNS[way]} ${this.wayWord(way)}`.trim()])];
    this.ways = ways.map(([way, text]) => button(text, () => this.setWay(way), { class: "ck-button", data: { way: way ?? "proposed" } }));
    this.wayBox = el("div", { class: "ck-ways", role: "group", "aria-label": frame.say("direction") }, ...this.ways);
    this.note = el("p", { class: "ck-note" });
    this.steps = el("div", { class: "ck-ways" }, act("previous", () => this.step(-1), "Shift+S"), act("next", () => this.step(1), "S"));
    this.manyBox = el("section", { class: "ck-many", "aria-label": frame.say("many") });
    this.idle = el("div", { class: "ck-idle" });
    fill(this.view.panel, this.bar, this.count, this.idle, this.quote, this.acts, this.wayBox, this.note, this.steps, this.manyBox);
  }

  async refresh() {
    const reply = await this.link.ask("reviewed");
    if (this.left || reply.error) return;
    this.progress = reply;
    this.drawProgress();
    this.drawIdle();
  }

  drawProgress() {
    const { decided, all } = this.progress ?? { decided: 0, all: 0 };
    const text = this.frame.say("decided_of", { x: decided, n: all });
    for (const [name, value] of [["aria-valuenow", decided], ["aria-valuemax", Math.max(all, 1)], ["aria-valuetext", text], ["aria-label", text]]) this.bar.setAttribute(name, String(value));
    this.bar.firstChild.style.width = `${all ? (100 * decided) / all : 0}%`;
    this.count.textContent = text;
  }

  draw() {
    const { row } = this;
    for (const part of [this.quote, this.note, this.acts, this.wayBox]) part.hidden = !row;
    this.steps.hidden = !this.open().length;
    if (row) this.drawRow(row);
    this.drawNote();
    this.drawWays();
    this.drawIdle();
    this.drawMany();
  }

  drawRow(row) {
    const { frame, data } = this;
    const code = data.code(row);
    const why = this.whys.get(row.id) ?? (this.why?.of === row.id ? this.why : null);
    const told = [["found_by", row.terms.join(", ")], ["flagged", why?.flagged], ["how_sure", why?.sure], ["others_said", why?.others]];
    const sign = SIGNS[row.polarity ?? ""];
    fill(this.quote,
      el("h4", { class: "ck-rule-head", style: `--ck-code:${colour(code.colour)}` }, el("span", { class: "ck-dot", "aria-hidden": "true" }), code.label, el("small", { text: `${sign} ${this.wayWord(row.polarity)}`.trim() })),
      this.context(row),
      el("dl", { class: "ck-reasons" }, ...told.filter(([, text]) => text).map(([key, text]) => el("div", {}, el("dt", { text: frame.say(key) }), el("dd", { text })))));
  }

  /** The suggested words among those around them; what was found is marked. */
  context(row) {
    const { places } = this.view.text;
    const [first, last] = [this.data.turns[places.turnAt(row.start)], this.data.turns[places.turnAt(row.end - 1)]];
    const [from, to] = [Math.max(first.start, row.start - AROUND), Math.min(last.end, row.end + AROUND)];
    const whole = places.words(from, row.start);
    const before = from > first.start ? whole.replace(/^\S*\s/, "") : whole; // not the second half of a word
    const edges = [...new Set([row.start, row.end, ...row.found.flat().map((edge) => Math.min(row.end, Math.max(row.start, edge)))])].sort((one, other) => one - other);
    const parts = edges.slice(1).map((edge, at) => {
      const found = row.found.some(([start, end]) => start <= edges[at] && edge <= end);
      return el(found ? "mark" : "span", { class: found ? "ck-found" : "", text: places.words(edges[at], edge) });
    });
    return el("blockquote", { class: "ck-quote", lang: this.data.document.language, dir: "auto", tabindex: "0" },
      el("span", { class: "ck-around", text: `${from > first.start ? "… " : ""}${before}` }), el("strong", {}, ...parts),
      el("span", { class: "ck-around", text: `${places.words(row.end, to)}${to < last.end ? " …" : ""}` }));
  }

  drawNote() {
    const { frame, view } = this;
    const words = view.words && view.text.places.words(view.words.start, view.words.end);
    this.note.textContent = this.changing ? frame.say("change_to") : words ? frame.say("other_words", { words }) : frame.say("review_hint");
    this.note.classList.toggle("ck-told", Boolean(this.changing || words));
  }

  drawWays() {
    for (const one of this.ways) one.setAttribute("aria-pressed", String(one.dataset.way === (this.way ?? "proposed")));
  }

  drawIdle() {
    const { frame, progress } = this;
    this.idle.hidden = Boolean(this.row);
    if (this.row) return;
    const next = progress?.next;
    const go = next && button(frame.say("next_with_open", { document: next[0], n: next[1] }), () => this.view.open(next[0]), { class: "ck-button" });
    if (this.open().length) fill(this.idle, button(frame.say("review_start"), () => this.step(1), { class: "ck-button", "aria-keyshortcuts": "S" }));
    else fill(this.idle, el("p", { text: frame.say("all_decided") }), go);
  }

  // Several at once

  drawMany() {
    const { row, frame, many } = this;
    this.manyBox.hidden = !row && !many;
    if (many) { this.drawConfirm(); return; }
    const terms = row?.terms ?? [];
    fill(this.manyBox, el("h4", { text: frame.say("many") }), ...terms.map((term) => button(frame.say("all_of_term", { term }), () => this.askMany(row, term), { class: "ck-button ck-wide" })));
  }

  async askMany(row, term) {
    const reply = await this.link.ask("alike", { code: row.code, term });
    if (this.view.failed(reply) || this.left) return;
    this.many = { code: row.code, label: this.data.code(row).label, term, counts: reply, where: "document" };
    this.drawMany();
    this.manyBox.querySelector("select")?.focus();
  }

  /** How many it would be, and the question whether they are meant. */
  drawConfirm() {
    const { frame, many } = this;
    const n = many.counts[many.where];
    const options = [["document", frame.say("alike_here", { n: many.counts.document })], ["project", frame.say("alike_everywhere", { n: many.counts.project })]];
    const told = frame.say("alike_told", { code: many.label, term: many.term });
    const act = (key, verdict) => button(frame.say(key, { n }), () => this.decideMany(verdict), { class: "ck-button", disabled: n === 0 });
    const again = this.manyBox.contains(document.activeElement) && document.activeElement.tagName === "SELECT";
    fill(this.manyBox, choice(told, options, many.where, (where) => { many.where = where; this.drawMany(); }),
      el("div", { class: "ck-ways" }, act("accept_all", "accepted"), act("reject_all", "rejected"), button(frame.say("cancel"), () => this.endMany(), { class: "ck-button" })));
    if (again) this.manyBox.querySelector("select").focus();
  }

  async decideMany(verdict) {
    const { code, term, where, counts } = this.many;
    const reply = await this.link.ask("decide_alike", { code, term, where, verdict, n: counts[where] });
    if (this.view.failed(reply)) { const now = await this.link.ask("alike", { code, term }); if (!now.error && this.many) { this.many.counts = now; this.drawMany(); } return; }
    this.endMany();
    if (!this.row) this.go(this.ahead(this.data.turns[this.view.text.home]?.start ?? 0));
    this.frame.tell(this.frame.say(`many_${verdict}`, { n: reply.n }));
  }

  endMany() {
    this.many = null;
    this.draw();
    this.view.text.rows[this.view.text.home]?.row.focus({ preventScroll: true });
  }

  // Deciding

  async decide(verdict, more = {}, label = null) {
    const { row, view, frame } = this;
    if (!row) { frame.tell(frame.say("all_decided")); return; }
    const given = verdict === "rejected" ? {} : { ...(view.words ? view.of(view.words) : {}), ...(this.way === null ? {} : { polarity: this.way }), ...more };
    const told = label ?? this.data.code(row).label;
    this.sent.add(row.id);
    document.getSelection()?.removeAllRanges();
    this.go(this.ahead(row.start));
    const reply = await this.link.ask("decide", { suggestion: row.id, verdict, ...given });
    this.sent.delete(row.id);
    if (view.failed(reply)) { if (!this.left && this.data.suggestions.has(row.id)) this.go(row); return; }
    const done = frame.say(`done_${verdict}`, { code: told });
    frame.tell(this.left ? done : `${done} ${this.spoken()}`);
  }

  change() {
    if (!this.row) return;
    this.changing = true;
    this.drawNote();
    this.view.tree.input.focus();
    this.view.tree.input.select();
  }

  /** A code that was chosen while a suggestion is in hand is given instead. */
  give(code) {
    const { row } = this;
    if (!row) return false;
    const inside = this.view.tree.root.contains(document.activeElement);
    const same = row.code === code.id && row.book === code.book;
    this.decide(same ? "accepted" : "changed", same ? {} : { code: `${code.book}:${code.id}` }, code.label);
    if (inside) { this.view.tree.reset(); setTimeout(() => this.view.back(), 0); } // the field selects its words first
    return true;
  }

  setWay(way) {
    this.way = way;
    this.drawWays();
    this.frame.tell(way === null ? this.frame.say("as_proposed") : this.wayWord(way));
  }

  key(event) {
    if (!this.view.keys.letters || event.repeat) return false;
    const { key } = event;
    if (key === "s" || key === "S") { this.step(key === "s" ? 1 : -1); return true; }
    if (!this.row) return false;
    if (key in DIRECTIONS) { this.setWay(DIRECTIONS[key]); return true; }
    const acts = { a: () => this.decide("accepted"), r: () => this.decide("rejected"), e: () => this.change() };
    if (!acts[key]) return false;
    acts[key]();
    return true;
  }

  // What the view tells

  /** Something was picked: a suggestion is shown, and soon also why it was made. */
  picked() {
    if (!this.count) return;
    const { row } = this;
    if (row?.id !== this.shown) { this.way = null; this.changing = false; this.many = null; }
    this.shown = row?.id;
    this.draw();
    clearTimeout(this.asking);
    if (row && !this.whys.has(row.id)) this.asking = setTimeout(() => this.askWhy(row), A_MOMENT);
  }

  async askWhy(row) {
    const reply = await this.link.ask("why", { suggestion: row.id });
    if (reply.error || this.left) return;
    this.why = { ...reply, of: row.id };
    this.whys.set(row.id, this.why);
    if (this.row?.id === row.id) this.drawRow(row);
  }

  /** The panel shows a suggestion; other things that are picked have their card. */
  card(row) {
    if (!row?.found || !this.count) return null;
    this.drawNote();
    return [];
  }

  absorb(fresh) {
    if (fresh.whole) { this.sent.clear(); this.start(); return; }
    const came = fresh.suggestions?.put ?? [];
    if (fresh.suggestions?.put || fresh.suggestions?.gone) { this.whys.clear(); this.refresh(); }
    if (this.link.last?.type === "undo" && came.length === 1) this.go(this.data.suggestions.get(came[0].id));
    else if (fresh.suggestions || fresh.codes || fresh.turns) this.picked();
  }
}
