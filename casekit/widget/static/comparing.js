// Comparing coders: where they differ in a document, and what they settle on, with a reason.

import { button, choice, el, field, fill } from "./dom.js";
import { MARK } from "./marks.js";
import { SIGNS } from "./tree.js";

const AS_GIVEN = "given"; // a direction that nobody chose: as those gave it who gave the code

/** The mode in which differences are looked through and settled. */
export class Comparing {
  constructor(view) {
    Object.assign(this, { view, frame: view.frame, link: view.link, data: view.data });
    this.quiet = true; // lines tell who coded; the colours of codes would hide them
    this.told = null;
    this.coders = [];
    this.now = null; // the difference in hand, by its id
    this.results = new Map(); // what was ticked and typed, by difference
  }

  enter() {
    this.build();
    this.view.redraw();
    if (!this.data.everyone) { this.view.broughtEveryone = true; this.link.ask("everyone", { on: true }); }
    this.refresh().then(() => { if (!this.left) this.view.text.rows[this.view.text.home]?.row.focus({ preventScroll: true }); });
  }

  leave() {
    this.left = true;
    for (const name of ["one", "other", "at"]) this.view.marks.drop(`compare-${name}`);
    const { view } = this;
    setTimeout(() => { // by then it is known whether this was only another document
      if (view.modeName === "compare" || !view.frame.root.isConnected) return;
      view.redraw();
      if (!view.broughtEveryone) return;
      view.broughtEveryone = false;
      view.seeEveryone(false);
    }, 0);
  }

  async refresh() {
    const reply = await this.link.ask("compared", this.coders.length ? { coders: this.coders } : {});
    if (this.left || this.view.failed(reply)) return;
    this.told = { rows: [], marks: [], ...reply };
    this.coders = reply.chosen;
    if (!this.difference) this.now = (this.ahead(0) ?? this.told.rows[0])?.id ?? null;
    this.forgetGone();
    this.draw();
    this.marks();
    if (this.difference && this.shown !== this.now) this.reveal();
  }

  /** Reasons that were begun for differences that are none any more. */
  forgetGone() {
    const there = new Set(this.told.rows.map((row) => `compare ${row.id}`));
    for (const [key, draft] of this.link.drafts) if (key.startsWith("compare ") && draft.document === this.data.document.name && !there.has(key)) this.link.drafts.delete(key);
  }

  get difference() {
    return this.told?.rows.find((row) => row.id === this.now) ?? null;
  }

  /** The first open difference from a code point on, else the first of all that are open. */
  ahead(point) {
    const open = this.told.rows.filter((row) => !row.why);
    return open.find((row) => row.start >= point) ?? open[0] ?? null;
  }

  go(id) {
    this.now = id;
    this.draw();
    this.reveal();
  }

  reveal() {
    const row = this.difference;
    this.shown = this.now;
    if (!row) return;
    this.view.pick(null);
    this.view.text.revealWords(row.start, row.end);
    this.view.text.focusable(this.view.text.places.turnAt(row.start));
    if (this.view.text.root.contains(document.activeElement)) this.view.text.rows[this.view.text.home]?.row.focus({ preventScroll: true });
    this.marks();
    this.scrollList();
  }

  /** The difference in hand in the middle of its list; the panel around it stays. */
  scrollList() {
    const { list } = this;
    const here = list.querySelector("[aria-current=true]");
    if (here) list.scrollTop += here.getBoundingClientRect().top - list.getBoundingClientRect().top - list.clientHeight / 3;
  }

  step(by) {
    const { rows } = this.told ?? { rows: [] };
    if (!rows.length) { this.frame.tell(this.frame.say("no_differences")); return; }
    const at = rows.findIndex((row) => row.id === this.now);
    this.go(rows[(at + by + rows.length) % rows.length].id);
    this.frame.tell(this.spoken());
  }

  spoken() {
    const row = this.difference;
    if (!row) return this.frame.say("no_differences");
    const gave = this.coders.map((name, at) => `${name}: ${row.given[at] || this.frame.say("not_done_yet")}`).join("; ");
    return `${this.rowName(row)}. ${gave}`;
  }

  rowName(row) {
    return this.frame.say("difference_row", { turn: row.turn, codes: row.codes.map(([, label]) => label).join(", "), kind: row.kind });
  }

  // The panel

  build() {
    const { frame } = this;
    this.who = el("fieldset", { class: "ck-whom" });
    this.figures = el("div", { class: "ck-figures" });
    this.bar = el("div", { class: "ck-progress", role: "progressbar", "aria-valuemin": "0" }, el("span", { class: "ck-progress-done" }));
    this.count = el("p", { class: "ck-progress-text" });
    this.list = el("ol", { class: "ck-differences", "aria-label": frame.say("differences"), tabindex: "0" });
    this.steps = el("div", { class: "ck-ways" }, button(frame.say("previous_difference"), () => this.step(-1), { class: "ck-button", "aria-keyshortcuts": "P" }), button(frame.say("next_difference"), () => this.step(1), { class: "ck-button", "aria-keyshortcuts": "N" }));
    this.detail = el("section", { class: "ck-difference" });
    fill(this.view.panel, this.who, this.figures, this.bar, this.count, this.list, this.steps, this.detail);
  }

  draw() {
    this.drawWho();
    this.drawFigures();
    this.drawProgress();
    this.drawList();
    this.drawDetail();
  }

  drawWho() {
    const { frame, told } = this;
    if (this.who.contains(document.activeElement)) return;
    const box = (name) => {
      const tick = el("input", { type: "checkbox", value: name, on: { change: () => this.choose(tick) } });
      tick.checked = this.coders.includes(name);
      return el("label", { class: "ck-check" }, tick, name);
    };
    const alone = told.coders.length === 1 ? frame.say("one_coder", { coder: told.coders[0] }) : frame.say("no_coder");
    fill(this.who, el("legend", { text: frame.say("whom") }), ...told.coders.map(box), told.coders.length < 2 ? el("p", { class: "ck-note", text: alone }) : null);
  }

  async choose(tick) {
    const ticked = [...this.who.querySelectorAll("input:checked")].map((one) => one.value);
    if (ticked.length < 2) { tick.checked = true; this.frame.alarm(this.frame.say("two_needed")); return; }
    this.coders = ticked;
    await this.refresh();
    if (!this.left) this.frame.tell(this.spoken());
  }

  drawFigures() {
    const { frame, told } = this;
    const blind = told.blind.length ? el("p", { class: "ck-note ck-told", text: frame.say("still_blind", { coders: told.blind.join(", ") }) }) : null;
    if (this.coders.length < 2) { fill(this.figures, blind); return; }
    const figures = told.units ? frame.say("figures", { percent: told.percent, alpha: told.alpha, n: told.units }) : frame.say("no_figures");
    const [one, ...others] = this.coders;
    const legend = el("ul", { class: "ck-legend", "aria-label": frame.say("legend") }, el("li", {}, el("span", { class: "ck-line-one", text: frame.say("legend_one", { coder: one }) })), el("li", {}, el("span", { class: "ck-line-other", text: frame.say("legend_other", { coder: others.join(", ") }) })));
    fill(this.figures, blind, el("p", { text: figures }), told.notes.length ? el("details", {}, el("summary", { text: frame.say("figures_notes") }), ...told.notes.map((text) => el("p", { class: "ck-note", text }))) : null, legend);
  }

  drawProgress() {
    const { rows } = this.told;
    const settled = rows.filter((row) => row.why).length;
    const text = this.frame.say("settled_of", { x: settled, n: rows.length });
    for (const part of [this.bar, this.steps, this.list, this.detail]) part.hidden = !rows.length;
    for (const [name, value] of [["aria-valuenow", settled], ["aria-valuemax", Math.max(rows.length, 1)], ["aria-valuetext", text], ["aria-label", text]]) this.bar.setAttribute(name, String(value));
    this.bar.firstChild.style.width = `${rows.length ? (100 * settled) / rows.length : 0}%`;
    this.count.textContent = rows.length ? text : this.coders.length < 2 ? "" : this.frame.say("no_differences");
  }

  drawList() {
    const { frame } = this;
    const inside = this.list.contains(document.activeElement);
    fill(this.list, ...this.told.rows.map((row) => {
      const state = el("span", { class: row.why ? "ck-settled" : "ck-still", text: ` ${row.why ? "✓" : "○"} ${frame.say(row.why ? "settled" : "open_now")}` });
      const made = button("", () => this.go(row.id), { class: "ck-button ck-wide", "aria-current": row.id === this.now ? "true" : null });
      made.append(el("span", { text: this.rowName(row) }), state);
      return el("li", {}, made);
    }));
    if (inside) this.list.querySelector("[aria-current=true]")?.focus({ preventScroll: true });
  }

  // The difference in hand

  drawDetail() {
    const row = this.difference;
    if (!row) { fill(this.detail); this.drawn = null; return; }
    const told = JSON.stringify(row);
    const inside = this.detail.contains(document.activeElement);
    if (this.drawn === told && inside) return; // somebody is at it
    if (inside && this.at === row.id) this.stayingIn(() => this.fillDetail(row));
    else this.fillDetail(row);
    [this.drawn, this.at] = [told, row.id];
  }

  /** What is drawn anew keeps the focus where it was, and the place in what is typed. */
  stayingIn(draw) {
    const fields = () => [...this.detail.querySelectorAll("button, input, select, textarea")];
    const here = document.activeElement;
    const [at, label, place] = [fields().indexOf(here), here.textContent || here.value, here.tagName === "TEXTAREA" ? [here.selectionStart, here.selectionEnd] : null];
    draw();
    const again = place ? this.why : fields().find((one) => (one.textContent || one.value) === label) ?? fields()[at];
    again?.focus();
    if (place) this.why.setSelectionRange(...place);
  }

  redraw() {
    this.drawn = null;
    this.drawDetail();
  }

  fillDetail(row) {
    const { frame } = this;
    this.detail.setAttribute("aria-label", frame.say("difference_now", { turn: row.turn, kind: row.kind }));
    const words = this.view.text.places.words(row.start, row.end);
    const before = row.why ? el("p", { class: "ck-note ck-told", text: frame.say("settled_before", { by: row.by, agreed: row.agreed, why: row.why }) }) : null;
    fill(this.detail, el("h4", { text: frame.say("difference_now", { turn: row.turn, kind: row.kind }) }), el("blockquote", { class: "ck-quote", lang: this.data.document.language, dir: "auto", tabindex: "0", text: words }), this.gave(row), before, ...this.form(row));
  }

  gave(row) {
    const { frame } = this;
    const rows = this.coders.map((name, at) => el("tr", {}, el("th", { scope: "row", text: name }), el("td", { text: row.given[at] || frame.say("not_done_yet") })));
    return el("table", { class: "ck-gave" }, el("caption", { text: frame.say("what_each_gave") }), el("thead", {}, el("tr", {}, el("th", { scope: "col", text: frame.say("coder") }), el("th", { scope: "col", text: frame.say("gave") }))), el("tbody", {}, ...rows));
  }

  /** What was ticked and typed about a difference; at first what it came to before, or nothing yet. */
  resultOf(row) {
    if (!this.results.has(row.id)) {
      const codes = Object.keys(row.result);
      const ways = new Set(Object.values(row.result));
      this.results.set(row.id, { codes: new Set(codes), chosen: Boolean(row.why), extra: codes.filter((code) => !row.codes.some(([one]) => one === code)), way: ways.size === 1 ? [...ways][0] : AS_GIVEN, why: this.link.drafts.get(`compare ${row.id}`)?.text ?? row.why });
    }
    return this.results.get(row.id);
  }

  form(row) {
    const { frame } = this;
    const mine = this.resultOf(row);
    const offered = [...row.codes, ...mine.extra.map((code) => [code, this.data.code({ book: this.book(row), code }).label])];
    const box = ([code, label]) => {
      const tick = el("input", { type: "checkbox", value: code, on: { change: () => { mine.chosen = true; if (tick.checked) mine.codes.add(code); else mine.codes.delete(code); this.redraw(); } } });
      tick.checked = mine.codes.has(code);
      return el("label", { class: "ck-check" }, tick, label);
    };
    const ways = [[AS_GIVEN, frame.say("as_given")], ...Object.keys(SIGNS).map((way) => [way, `${SIGNS[way]} ${frame.say(way ? `way_${way}` : "way_none")}`.trim()])];
    const none = button(frame.say("none_of_them"), () => this.tick(row, []), { class: "ck-button", "aria-pressed": String(mine.chosen && mine.codes.size === 0) });
    const all = row.codes.length > 1 ? button(frame.say("all_of_them"), () => this.tick(row, row.codes.map(([code]) => code)), { class: "ck-button" }) : null;
    this.why = field({ class: "ck-memo", rows: "2", required: true, "aria-label": frame.say("reason"), placeholder: frame.say("reason") }, { many: true, done: () => this.settle(), left: () => this.view.back() });
    this.why.value = mine.why;
    this.why.addEventListener("input", () => this.typed(row, mine));
    return [
      el("fieldset", { class: "ck-result" }, el("legend", { text: frame.say("comes_to") }), ...offered.map(box), el("div", { class: "ck-ways" }, ...this.asCoders(row), all, none), el("p", { class: "ck-hint", text: frame.say("another_hint") })),
      choice(frame.say("direction"), ways, mine.way, (way) => { mine.way = way; }), this.why,
      el("div", { class: "ck-ways" }, button(frame.say(row.why ? "settle_anew" : "settle"), () => this.settle(), { class: "ck-button ck-main-act" })),
    ];
  }

  /** A button for each coder who gave something: their codes and their direction. */
  asCoders(row) {
    return this.coders.map((name) => {
      const mine = row.codings.map((id) => this.data.codings.get(id)).filter((one) => one?.coder === name);
      if (!mine.length) return null;
      const ways = new Set(mine.map((one) => one.polarity ?? ""));
      return button(this.frame.say("as_coder", { coder: name }), () => this.tick(row, mine.map((one) => one.code), ways.size === 1 ? [...ways][0] : AS_GIVEN), { class: "ck-button" });
    });
  }

  /** The codebook of what is in question. */
  book(row) {
    return row.codings.map((id) => this.data.codings.get(id)).find(Boolean)?.book ?? this.data.codes[0]?.book;
  }

  tick(row, codes, way = null) {
    const mine = this.resultOf(row);
    mine.codes = new Set(codes);
    mine.chosen = true;
    if (way !== null) mine.way = way;
    this.redraw();
    this.frame.tell(codes.length ? codes.map((code) => this.data.code({ book: this.book(row), code }).label).join(", ") : this.frame.say("none_of_them"));
  }

  typed(row, mine) {
    mine.why = this.why.value;
    const key = `compare ${row.id}`;
    if (mine.why.trim() && mine.why !== row.why) this.link.drafts.set(key, { text: mine.why, document: this.data.document.name, counts: true });
    else this.link.drafts.delete(key);
    this.link.tell({ kind: "line" });
  }

  async settle() {
    const { frame, link } = this;
    const row = this.difference;
    const mine = row && this.resultOf(row);
    if (!row) return;
    if (!mine.chosen) { frame.alarm(frame.say("choose_result")); this.detail.querySelector("input")?.focus(); return; }
    if (!mine.why.trim()) { frame.alarm(frame.say("reason_first")); this.why.focus(); return; }
    const reply = await link.ask("agree", { difference: row.id, codes: [...mine.codes], why: mine.why, coders: this.coders, ...(mine.way === AS_GIVEN ? {} : { polarity: mine.way }) });
    if (this.view.failed(reply)) return;
    link.drafts.delete(`compare ${row.id}`);
    this.results.delete(row.id);
    frame.tell(frame.say("now_settled", { told: reply.told }));
    if (this.left || this.now !== row.id) return;
    const known = this.told.rows.find((one) => one.id === row.id);
    if (known) known.why = mine.why; // what it came to is on its way
    this.drawn = null;
    this.go(this.ahead(row.start)?.id ?? row.id);
    this.view.text.rows[this.view.text.home]?.row.focus({ preventScroll: true });
  }

  // What the view asks

  marks() {
    const { told, view } = this;
    if (!told?.marks.length) return;
    const { places } = view.text;
    const ranges = (spans) => spans.flatMap(([start, end]) => places.ranges(start, end));
    const row = this.difference;
    view.marks.put("compare-at", "compare-at", MARK.current, row ? places.ranges(row.start, row.end) : [], 1);
    view.marks.put("compare-one", "compare-one", MARK.one, ranges(told.marks[0]), 2);
    view.marks.put("compare-other", "compare-other", MARK.other, ranges(told.marks.slice(1).flat()), 3);
  }

  /** A code from the tree is one more that it may come to. */
  give(code) {
    const row = this.difference;
    if (!row) return !this.told; // nothing to settle: words that are selected are coded
    if (code.book !== this.book(row)) { this.frame.alarm(this.frame.say("other_book")); return true; }
    const mine = this.resultOf(row);
    if (!row.codes.some(([one]) => one === code.id) && !mine.extra.includes(code.id)) mine.extra.push(code.id);
    mine.codes.add(code.id);
    mine.chosen = true;
    this.redraw();
    this.frame.tell([...mine.codes].map((one) => this.data.code({ book: code.book, code: one }).label).join(", "));
    return true;
  }

  /** Suggestions stand aside while people are compared. */
  skips(row) {
    return row.found !== undefined;
  }

  key(event) {
    if (!this.view.keys.letters) return false;
    const by = { n: 1, j: 1, p: -1, k: -1 }[event.key];
    if (!by) return false;
    this.step(by);
    return true;
  }

  picked(row) {
    const about = row && this.told?.rows.find((one) => one.codings.includes(row.id));
    if (about && about.id !== this.now) { this.now = about.id; this.shown = about.id; this.draw(); this.marks(); }
  }

  card(row) {
    return row ? null : [];
  }

  absorb(fresh) {
    if (fresh.whole) { this.now = null; this.coders = []; this.told = null; }
    if (fresh.codings || fresh.turns || fresh.codes) this.refresh();
  }
}
