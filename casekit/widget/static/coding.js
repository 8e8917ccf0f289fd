// Coding a document: how people give codes to words.

import { button, el, field, fill } from "./dom.js";
import { stepBack } from "./whole.js";
import { TextView } from "./document.js";
import { Tree } from "./tree.js";
import { Rule } from "./rule.js";
import { Marks, MARK, codeStyle } from "./marks.js";
import { Ends } from "./ends.js";
import { Reviewing } from "./reviewing.js";
import { Correcting } from "./correcting.js";
import { Comparing } from "./comparing.js";
import { Noting } from "./noting.js";
import { Filters } from "./filters.js";
import { Keys } from "./keys.js";
import { cardOf } from "./card.js";

const LISTED = 4000; // milliseconds in which the documents are not asked for again: an open list should not change

const MODES = { code: null, review: Reviewing, correct: Correcting, compare: Comparing };

/** A view of a document in which people code; `modes` bring their own panel, keys and marks. */
export class CodingView {
  constructor(frame, link, data) {
    Object.assign(this, { frame, link, data });
    this.words = null; // what is selected: code points of the document
    this.chosen = null; // the coding or suggestion in hand, by its id
    this.anchor = null;
    this.pending = new Map();
    this.filters = new Filters(this);
    this.keys = new Keys(this);
    this.marks = new Marks(frame.name, frame.root);
    this.rule = new Rule(frame, link);
    this.tree = new Tree(frame, { choose: (code) => this.give([code]), rest: (code) => this.rule.show(code), invent: (label) => this.invent(label), leave: () => this.back() });
    this.tree.pin = (code, digit) => this.pin(code, digit);
    this.text = new TextView(frame, data, { tagsOf: (at) => this.tagsOf(at), pick: (tag) => this.pick(tag.id), play: (turn) => this.play(turn) });
    this.ends = new Ends(this);
    this.noting = new Noting(this);
    this.card = el("section", { class: "ck-card", "aria-label": frame.say("in_hand") });
    this.panel = el("div", { class: "ck-mode" });
    this.mode = null;
    this.modeName = "code";
    this.index();
    this.layout();
    this.pins();
    this.redraw();
    this.showCard();
    this.heard = (fresh, marks) => this.absorb(fresh, marks);
    data.listeners.add(this.heard);
    this.selecting = () => this.selection();
    document.addEventListener("selectionchange", this.selecting);
    frame.root.addEventListener("keydown", (event) => this.keys.key(event));
    this.text.root.addEventListener("click", (event) => this.click(event));
    this.text.root.addEventListener("focusin", (event) => this.focused(event));
    frame.root.dataset.document = data.document.name;
  }

  // Drawing

  layout() {
    const { frame } = this;
    const word = (key, act, keys, more = {}) => button(frame.say(key), act, { class: "ck-button", "aria-keyshortcuts": keys, title: `${frame.say(key)} (${keys.replace("Control", "Ctrl")})`, ...more });
    this.modes = el("div", { class: "ck-modes", role: "group", "aria-label": frame.say("modes") },
      ...Object.keys(MODES).map((name) => button(frame.say(`mode_${name}`), () => this.enter(name), { class: "ck-button", data: { mode: name }, "aria-pressed": String(name === "code") })));
    this.find = field({ type: "search", class: "ck-input ck-find", placeholder: frame.say("find"), "aria-label": frame.say("find") }, { done: (input) => this.search(input.value), left: () => { this.search(""); this.back(); } });
    this.documents = el("select", { class: "ck-documents", "aria-label": frame.say("document"), on: { change: () => this.open(this.documents.value), focus: () => this.listDocuments(), pointerenter: () => this.listDocuments() } }); // on entering: the list should be there when it opens
    this.documents.addEventListener("keydown", (event) => event.stopPropagation());
    this.everyone = el("input", { type: "checkbox", id: `${frame.name}-everyone`, on: { change: () => this.seeEveryone(this.everyone.checked) } });
    this.done = button(frame.say("finish"), () => this.finish(), { class: "ck-button", title: frame.say("finish_how"), data: { name: "finish" } });
    this.bar = el("div", { class: "ck-bar", role: "toolbar", "aria-label": frame.say("tools") }, this.documents, this.modes,
      word("undo", () => this.step("undo"), "Control+Z"), word("redo", () => this.step("redo"), "Control+Shift+Z"),
      word("next_uncoded", () => this.nextUncoded(1), "N"), word("next_suggestion", () => this.nextSuggestion(1), "S"), this.find,
      this.filters.box, el("label", { class: "ck-check", for: this.everyone.id }, this.everyone, frame.say("everyone")),
      this.done, word("help", () => this.keys.help(), "?"));
    this.side = el("div", { class: "ck-side" }, this.panel, this.card, this.tree.root, this.rule.root);
    this.progress();
    fill(frame.body, this.bar, el("div", { class: "ck-main" }, this.text.root, this.side), this.keys.box);
    this.drawDocument();
  }

  /** Where one stands, said at the beginning. */
  progress() {
    const { codings, suggestions, me } = this.data;
    const own = [...codings.values()].filter((row) => row.coder === me).length;
    this.frame.tell(this.frame.say("where_one_stands", { codings: own, open: suggestions.size }));
  }

  drawDocument() {
    const { document: it } = this.data;
    this.frame.root.dataset.document = it.name;
    fill(this.documents, el("option", { value: it.name, text: `${it.name} · ${it.label}`, selected: true }));
    this.documents.value = it.name;
    this.listed = -LISTED; // one of them only, now
    this.text.root.setAttribute("aria-label", this.frame.say("text_of", { document: it.name }));
    this.everyone.checked = this.data.everyone;
    this.done.setAttribute("aria-pressed", String(this.data.finished));
  }

  passes(row) {
    return !this.mode?.skips?.(row) && this.filters.passes(row);
  }

  /** Which rows begin in which turn. */
  index() {
    this.begin = new Map();
    for (const row of this.rows()) this.enlist(row);
  }

  rows() {
    return [...this.data.codings.values(), ...this.data.suggestions.values(), ...[...this.data.memos.values()].filter((memo) => !this.data.codings.has(memo.about) && memo.start !== null), ...this.pending.values()];
  }

  enlist(row) {
    const at = this.text.places.turnAt(row.start);
    if (!this.begin.has(at)) this.begin.set(at, new Map());
    this.begin.get(at).set(row.id, row);
  }

  tagsOf(at) {
    const rows = [...(this.begin?.get(at)?.values() ?? [])].filter((row) => this.passes(row));
    return rows.sort((one, other) => one.start - other.start || other.end - one.end).map((row) => this.tagOf(row));
  }

  tagOf(row) {
    const { frame, data } = this;
    if (row.text !== undefined) return { id: row.id, kind: "memo", label: row.text, colour: "", memo: true, spoken: frame.say("spoken_memo", { text: row.text, by: row.coder }) };
    const code = data.code(row);
    const kind = row.pending ? "pending" : row.found ? "suggestion" : "coding";
    const direction = row.polarity ? frame.say(`way_${row.polarity}`) : frame.say("way_none");
    const memo = data.memosOf(row.id).length > 0;
    const quote = this.text.places.words(row.start, row.end);
    const by = row.terms?.join(", ") || row.coder;
    const spoken = [frame.say(kind === "suggestion" ? "spoken_suggestion" : "spoken_coding", { code: code.label, direction, by, quote }), memo ? frame.say("with_memo") : ""].filter(Boolean).join(", ");
    return { id: row.id, kind, label: code.label, colour: code.colour, polarity: row.polarity, who: kind === "coding" && data.everyone ? row.coder : "", memo, waits: row.waits || row.carried, pending: row.pending, spoken, chosen: row.id === this.chosen };
  }

  /** All marks and margins anew. */
  redraw() {
    this.index();
    this.remark();
    for (const at of this.text.tagged) this.text.tags(at);
  }

  remark() {
    this.marks.clear();
    for (const row of this.rows()) this.mark(row);
    this.markChosen();
    this.mode?.marks?.();
  }

  mark(row) {
    if (!this.passes(row) || row.text !== undefined) { this.marks.drop(row.id); return; }
    if (this.mode?.quiet) { this.marks.drop(row.id); return; }
    const ranges = this.text.places.ranges(row.start, row.end);
    if (row.pending) this.marks.put(row.id, "pending", MARK.pending, ranges, 5);
    else if (row.found) this.marks.put(row.id, "suggestion", MARK.suggestion, ranges, 1);
    else { const code = this.data.code(row); this.marks.put(row.id, code.key, codeStyle(code, code.place), ranges, 2); }
  }

  /** The words in hand: those selected, else those of the coding that was picked; the search terms of a suggestion. */
  markChosen() {
    const { places } = this.text;
    const row = this.row(this.chosen);
    const span = this.words && !this.seen ? this.words : row;
    this.marks.put("chosen", "chosen", MARK.chosen, span ? places.ranges(span.start, span.end) : [], 6);
    this.marks.put("found", "found", MARK.found, (row?.found ?? []).flatMap(([start, end]) => places.ranges(start, end)), 7);
    const caret = this.caret !== undefined && this.caret !== null && !this.words ? places.ranges(this.caret, places.nextEdge(this.caret, true, this.data.document.language)) : [];
    this.marks.put("caret", "caret", MARK.caret, caret, 8);
    this.ends?.place(row && !row.found && row.coder === this.data.me && !this.words ? row : null);
  }

  row(id) {
    return this.data.codings.get(id) ?? this.data.suggestions.get(id) ?? this.data.memos.get(id) ?? null;
  }

  absorb(fresh, marks) {
    if (fresh.whole) { this.chosen = null; this.words = null; this.caret = null; this.drawDocument(); }
    if (fresh.codes) { this.rule.forget(); this.pins(); }
    if ("everyone" in fresh) this.everyone.checked = this.data.everyone;
    if ("finished" in fresh) this.done.setAttribute("aria-pressed", String(this.data.finished));
    if (fresh.turns) this.retold(Boolean(fresh.whole));
    else if (fresh.codes || fresh.everyone !== undefined || marks.size > 200) this.redraw();
    else for (const [id, before] of marks) this.renew(id, before);
    if (this.chosen && !this.row(this.chosen)) this.chosen = null;
    this.markChosen();
    this.showCard();
    this.mode?.absorb?.(fresh, marks);
  }

  /** Turns came or changed: the text anew. The reader stays where they were, unless it is another document. */
  retold(whole) {
    const { text } = this;
    const [home, spot] = whole ? [0, null] : [text.home, text.spot()];
    const inside = text.root.contains(document.activeElement);
    this.mode?.hold?.();
    this.words = null;
    this.caret = null;
    this.anchor = null;
    this.hits = [];
    text.list.lang = this.data.document.language;
    text.draw();
    text.focusable(home);
    this.redraw();
    if (spot) text.backTo(spot);
    else text.root.scrollTop = 0;
    if (inside) text.rows[text.home]?.row.focus({ preventScroll: true });
  }

  /** One row came, changed or went: its mark, and the margins where it was and is. */
  renew(id, before) {
    const touched = new Set();
    for (const row of [before, this.row(id)]) if (row && row.start !== null && row.start !== undefined) touched.add(this.text.places.turnAt(row.start));
    for (const at of touched) this.begin.get(at)?.delete(id);
    const row = this.row(id);
    if (row?.about && this.data.codings.has(row.about)) touched.add(this.text.places.turnAt(this.data.codings.get(row.about).start));
    else if (row && row.start !== null) { this.enlist(row); this.mark(row); }
    else this.marks.drop(id);
    if (before?.about && this.data.codings.has(before.about)) touched.add(this.text.places.turnAt(this.data.codings.get(before.about).start));
    for (const at of touched) this.text.tags(at);
  }

  // Choosing words

  selection() {
    if (!this.frame.root.isConnected) return;
    const chosen = document.getSelection();
    if (!chosen || !this.text.root.contains(chosen.anchorNode)) { if (this.words && this.seen) { this.seen = false; this.markChosen(); } return; }
    const words = this.text.places.selected(this.text.list);
    if (!words && !this.words) return;
    this.words = words;
    this.seen = Boolean(words);
    if (words) this.caret = null;
    this.markChosen();
    this.showCard();
  }

  /** Choose words from the keyboard, and let the page show and copy them as it does. */
  choose(start, end) {
    const words = this.text.places.trimmed(Math.min(start, end), Math.max(start, end));
    const range = words && this.text.places.box(words.start, words.end);
    this.words = words;
    this.seen = Boolean(range);
    const chosen = document.getSelection();
    chosen.removeAllRanges();
    if (range) chosen.addRange(range);
    this.markChosen();
    this.showCard();
    if (words) this.frame.tell(this.frame.say("chosen_words", { words: this.text.places.words(words.start, words.end) }));
  }

  extend(forwards, inside) {
    const { places } = this.text;
    const turn = this.data.turns[this.text.home];
    if (this.words === null || this.anchor === null) { this.anchor = this.caret ?? (this.words ? (forwards ? this.words.start : this.words.end) : turn.start); this.head = this.words ? (forwards ? this.words.end : this.words.start) : this.anchor; }
    this.head = places.nextEdge(this.head, forwards, this.data.document.language, inside);
    this.choose(this.anchor, this.head);
  }

  moveCaret(forwards) {
    const turn = this.data.turns[this.text.home];
    const { places } = this.text;
    const language = this.data.document.language;
    if (this.caret === null || this.caret === undefined || this.words) this.caret = places.wordFrom(this.words ? (forwards ? this.words.end : this.words.start) : turn.start, language);
    else if (forwards) this.caret = Math.max(this.caret, places.wordFrom(places.nextEdge(this.caret, true, language), language));
    else this.caret = places.nextEdge(this.caret, false, language);
    this.words = null;
    this.anchor = null;
    document.getSelection().removeAllRanges();
    const at = places.turnAt(this.caret);
    if (at !== this.text.home) this.text.focus(at);
    this.last = null;
    this.markChosen();
    this.showCard();
    this.frame.tell(places.words(this.caret, places.nextEdge(this.caret, true, language)));
  }

  click(event) {
    if (this.words || event.target.closest("button")) return;
    const chosen = document.getSelection();
    const point = chosen?.anchorNode ? this.text.places.pointOf(chosen.anchorNode, chosen.anchorOffset, this.text.list) : null;
    if (point === null) return;
    this.anchor = null;
    const here = this.data.at(point).filter((row) => this.passes(row));
    if (!here.length) { this.caret = this.text.places.nextEdge(point + 1, false, this.data.document.language); this.pick(null); return; }
    const again = here.findIndex((row) => row.id === this.chosen);
    this.pick(here[(again + 1) % here.length].id);
  }

  focused(event) {
    const row = event.target.closest("[data-turn]");
    if (row) this.text.focusable(Number(row.dataset.turn));
  }

  pick(id, reveal = false) {
    const before = this.row(this.chosen);
    this.chosen = id;
    this.last = id ? this.last : null;
    this.words = null;
    this.caret = id ? null : this.caret;
    const row = this.row(id);
    for (const one of [before, row]) if (one && one.start !== null) this.text.tags(this.text.places.turnAt(one.start));
    if (row && row.start !== null) this.text.focusable(this.text.places.turnAt(row.start));
    if (row && reveal) this.text.revealWords(row.start, row.end);
    this.markChosen();
    this.showCard();
    if (row && row.text === undefined) this.rule.show(this.data.code(row));
    this.mode?.picked?.(row);
  }

  /** The selection's words, else those under the caret; null where there are none. */
  get span() {
    if (this.words) return this.words;
    if (this.caret !== null && this.caret !== undefined) return this.text.places.trimmed(this.caret, this.text.places.nextEdge(this.caret, true, this.data.document.language));
    return null;
  }

  // Doing

  /** A stretch as a message names it: with the text that it is of, since another one may be open by the time it is read. */
  of(span) {
    return { start: span.start, end: span.end, revision: this.data.document.revision };
  }

  /** Give codes to the words in hand; without words, a coding in hand gets the code instead. */
  async give(codes, polarity = "") {
    if (this.mode?.give?.(codes[0])) return;
    const row = this.row(this.chosen);
    const span = this.span;
    if (!span && row && !row.found && row.coder === this.data.me) { await this.change({ code: `${codes[0].book}:${codes[0].id}` }); return; }
    if (!span) { this.frame.alarm(this.frame.say("nothing_chosen")); return; }
    await this.giveTo(span, codes, polarity);
  }

  /** Give codes to these words. They are shown at once, as what waits. */
  async giveTo(span, codes, polarity = "") {
    const drawn = codes.map((code, at) => ({
      id: `new-${performance.now()}-${at}`, start: span.start, end: span.end, code: code.id, book: code.book, polarity, coder: this.data.me, pending: true,
    }));
    for (const one of drawn) { this.pending.set(one.id, one); this.enlist(one); this.mark(one); this.text.tags(this.text.places.turnAt(one.start)); }
    this.rule.show(codes[0]);
    const { root, input } = this.tree;
    if (root.contains(document.activeElement)) { this.tree.reset(); setTimeout(() => { input.blur(); this.back(); }, 0); } // the field selects its words first
    const reply = await this.link.ask("code", { ...this.of(span), codes: codes.map((code) => `${code.book}:${code.id}`), polarity });
    for (const one of drawn) this.unpend(one);
    if (this.failed(reply)) return;
    const labels = codes.map((code) => code.label).join(", ");
    this.frame.tell(reply.made.length ? this.frame.say("coded", { codes: labels }) : this.frame.say("coded_before", { codes: labels }));
    if (reply.made.length) { this.letGo(); this.last = reply.made.at(-1); this.madeOf = span; }
    this.showCard();
  }

  unpend(one) {
    const at = this.text.places.turnAt(one.start);
    this.pending.delete(one.id);
    this.begin.get(at)?.delete(one.id);
    this.marks.drop(one.id);
    this.text.tags(at);
  }

  failed(reply) {
    if (reply.error) this.frame.alarm(reply.error, reply.hint);
    return Boolean(reply.error);
  }

  /** The coding picked before is no longer meant once another was made. */
  letGo() {
    const row = this.row(this.chosen);
    this.chosen = null;
    if (row && row.start !== null) this.text.tags(this.text.places.turnAt(row.start));
  }

  /** The coding just made of the words that are still selected. */
  get justMade() {
    const { words, madeOf } = this;
    return words && madeOf && words.start === madeOf.start && words.end === madeOf.end ? this.row(this.last) : null;
  }

  /** What a key about a coding means: the one that was picked, else the one just made; never one of other words than are selected. */
  get mine() {
    const row = this.words ? this.justMade : this.row(this.chosen) ?? this.row(this.last);
    return row && !row.found && row.text === undefined ? row : null;
  }

  async change(what, row = this.mine) {
    if (!row) { this.frame.alarm(this.frame.say("no_coding")); return; }
    const reply = await this.link.ask("change", { coding: row.id, ...what });
    if (!this.failed(reply)) this.frame.tell(this.frame.say("changed"));
  }

  async withdraw(row = this.mine) {
    if (!row) { this.frame.alarm(this.frame.say("no_coding")); return; }
    const reply = await this.link.ask("withdraw", { coding: row.id });
    if (!this.failed(reply)) this.frame.tell(this.frame.say("withdrawn", { code: this.data.code(row).label }));
  }

  step(type) {
    return stepBack(this.frame, this.link, type);
  }

  /** A code in the words of the person who speaks. */
  inVivo() {
    const span = this.span;
    if (!span) { this.frame.alarm(this.frame.say("nothing_chosen")); return; }
    this.tree.input.value = this.text.places.words(span.start, span.end).slice(0, 60);
    this.tree.filter();
    this.tree.input.focus();
    this.tree.input.select();
    this.tree.move(this.tree.list.querySelectorAll("[role=option]").length - 1);
  }

  async invent(label) {
    const span = this.span;
    const reply = await this.link.ask("draft", { label, ...(span ? this.of(span) : {}) });
    if (this.failed(reply)) return;
    this.tree.reset();
    this.back();
    this.frame.tell(this.frame.say("invented", { code: label }));
  }

  async open(document) {
    const reply = await this.link.ask("open", { document });
    if (!this.failed(reply)) { this.enter(this.modeName, true); if (!this.mode) { this.text.focus(0); this.progress(); } }
  }

  async listDocuments() {
    if (performance.now() - this.listed < LISTED) return;
    this.listed = performance.now();
    const reply = await this.link.ask("documents");
    if (reply.error) return;
    const name = this.data.document.name;
    fill(this.documents, ...reply.documents.map(([one, label, codings, open]) => el("option", { value: one, selected: one === name, text: `${one} · ${label} · ${this.frame.say("so_far", { codings, open })}` })));
    this.documents.value = name;
  }

  async seeEveryone(on) {
    this.failed(await this.link.ask("everyone", { on }));
  }

  /** Say that one is done with the document, or that one is not after all. */
  async finish() {
    const document = this.data.document.name;
    const finished = this.data.finished;
    const reply = await this.link.ask(finished ? "reopen" : "finish");
    if (this.failed(reply)) return;
    const names = (reply.at_it ?? []).join(", ");
    this.frame.tell(this.frame.say(finished ? "reopened" : names ? "finished_at_it" : "finished", { document, names }));
  }

  async search(query) {
    this.marks.drop("hits");
    this.hits = [];
    if (!query.trim()) { this.frame.tell(""); return; }
    const reply = await this.link.ask("find", { query });
    if (this.failed(reply)) return;
    this.hits = reply.hits;
    this.marks.put("hits", "hit", MARK.hit, this.hits.flatMap(([start, end]) => this.text.places.ranges(start, end)), 4);
    this.frame.tell(this.frame.say("hits", { n: this.hits.length }));
    this.hit = -1;
    this.nextHit(1);
  }

  nextHit(step) {
    if (!this.hits?.length) return;
    this.hit = (this.hit + step + this.hits.length) % this.hits.length;
    const [start, end] = this.hits[this.hit];
    this.text.revealWords(start, end);
    this.text.focusable(this.text.places.turnAt(start));
    this.caret = start;
    this.words = null;
    this.markChosen();
  }

  nextUncoded(step) {
    const coded = new Set([...this.data.codings.values()].filter((row) => row.coder === this.data.me).flatMap((row) => this.text.places.pieces(row.start, row.end).map((piece) => piece.turn)));
    const free = this.data.turns.map((turn, at) => at).filter((at) => this.data.turns[at].role !== "interviewer" && !coded.has(at));
    const next = step > 0 ? free.find((at) => at > this.text.home) ?? free[0] : free.findLast((at) => at < this.text.home) ?? free.at(-1);
    if (next === undefined) { this.frame.tell(this.frame.say("all_coded")); return; }
    this.pick(null);
    this.caret = null;
    this.text.focus(next);
    this.frame.tell(this.frame.say("uncoded_left", { n: free.length }));
  }

  nextSuggestion(step) {
    const open = [...this.data.suggestions.values()].filter((row) => this.passes(row)).sort((one, other) => one.start - other.start || one.end - other.end);
    if (!open.length) { this.frame.tell(this.frame.say("no_suggestions")); return; }
    const here = open.findIndex((row) => row.id === this.chosen);
    const from = this.data.turns[this.text.home]?.start ?? 0;
    const ahead = open.findIndex((row) => row.start >= from);
    const next = here >= 0 ? (here + step + open.length) % open.length : Math.max(0, ahead);
    this.pick(open[next].id, true);
    this.text.rows[this.text.home]?.row.focus({ preventScroll: true });
    this.frame.tell(this.tagOf(open[next]).spoken);
  }

  /** The nine codes on the number keys: those used most, and what people put there. */
  pins() {
    const { data } = this;
    this.digits ??= new Map();
    for (const [digit, key] of this.digits) if (!data.codeOf.has(key)) this.digits.delete(digit);
    const taken = new Set(this.digits.values());
    const used = data.codes.filter((code) => !taken.has(code.key) && code.level > 0).sort((one, other) => other.used - one.used || one.place - other.place);
    for (let digit = 1; digit <= 9; digit += 1) if (!this.digits.has(String(digit)) && used.length) this.digits.set(String(digit), used.shift().key);
    this.tree.show(data.codes, new Map([...this.digits].map(([digit, key]) => [key, digit])));
  }

  pin(code, digit) {
    for (const [one, key] of this.digits) if (key === code.key) this.digits.delete(one);
    this.digits.set(digit, code.key);
    this.pins();
    this.frame.tell(this.frame.say("pinned", { key: digit, code: code.label }));
  }

  back() {
    this.text.focus(this.text.home);
  }

  enter(name, again = false) {
    if (name === this.modeName && !again) return;
    this.mode?.leave?.();
    this.modeName = name;
    for (const one of this.modes.children) one.setAttribute("aria-pressed", String(one.dataset.mode === name));
    this.frame.root.dataset.mode = name;
    this.last = null;
    if (name === "review") this.side.insertBefore(this.rule.root, this.tree.root); // who decides needs the rule first
    else this.side.append(this.rule.root);
    fill(this.panel);
    this.mode = MODES[name] ? new MODES[name](this) : null;
    this.remark();
    this.showCard();
    this.mode?.enter?.();
  }

  // The card of what is in hand

  showCard() {
    if (this.card.contains(document.activeElement) && ["TEXTAREA", "INPUT"].includes(document.activeElement.tagName)) return;
    const row = (this.mode ? null : this.mine) ?? this.row(this.chosen);
    const parts = this.mode?.card?.(row) ?? cardOf(this, row);
    fill(this.card, ...parts);
    this.card.hidden = !parts.length;
  }

  /** An end of a coding one word on or back. */
  async nudge(row, side, forwards) {
    const { places } = this.text;
    const language = this.data.document.language;
    let point = places.nextEdge(row[side], forwards, language);
    if (side === "start" && forwards) point = places.nextEdge(places.nextEdge(point, true, language), false, language);
    if (side === "end" && !forwards) point = places.nextEdge(places.nextEdge(point, false, language), true, language) >= row.end ? places.nextEdge(point, true, language) : places.nextEdge(places.nextEdge(point, false, language), true, language);
    await this.moveEnd(row, side, point);
  }

  async moveEnd(row, side, point) {
    const span = { start: row.start, end: row.end, [side]: point };
    if (span.start >= span.end || (span.start === row.start && span.end === row.end)) return;
    await this.change(this.of(span), row);
  }

  play(turn) {
    this.enter("correct");
    this.mode?.play?.(turn);
  }

  close() {
    this.mode?.leave?.();
    this.data.listeners.delete(this.heard);
    document.removeEventListener("selectionchange", this.selecting);
    this.marks.close();
  }
}
