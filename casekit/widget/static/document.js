// The text of a document: turns with speaker and time, one text node for each turn's words, tags in the margin.

import { button, colour, el, fill } from "./dom.js";
import { Places } from "./places.js";
import { SIGNS } from "./tree.js";

const AT_ONCE = 40; // turns that are drawn before the first picture; the others follow when there is time
const A_FEW = 20; // turns drawn before the clock is looked at
const A_SLICE = 10; // milliseconds of drawing before the page gets its turn

/**
 * The turns as a list. `tagsOf(turn)` gives what stands in a margin; `pick(tag)` is called with a tag that was chosen, `tools(turn)`
 * gives buttons for a turn's head.
 */
export class TextView {
  constructor(frame, data, { tagsOf, pick, tools, play }) {
    Object.assign(this, { frame, data, tagsOf, pick, tools, play });
    this.root = el("div", { class: "ck-text", role: "region", "aria-label": frame.say("text_of", { document: data.document.name }) });
    this.list = el("ol", { class: "ck-turns", lang: data.document.language });
    this.root.append(this.list);
    this.draw();
  }

  /** All turns anew: the text was opened, or corrected. */
  draw() {
    this.turns = this.data.turns; // those drawn here, also when the page knows of new ones already
    this.places = new Places(this.turns);
    this.drawn = [];
    this.tagged = new Set();
    fill(this.list);
    const widest = this.turns.reduce((most, turn) => Math.max(most, this.label(turn).length), 0);
    this.list.style.setProperty("--ck-who", `${Math.min(9, Math.max(4, 0.62 * widest))}em`);
    this.drawTo(AT_ONCE);
    this.focusable(0);
    for (let at = 0; at < this.drawn.length; at += 1) this.tags(at);
    this.later();
  }

  /** A row and a margin for each turn: who asks for one before its time has all of them drawn. */
  get rows() {
    this.drawTo(this.turns.length);
    return this.drawn;
  }

  /** The turns up to this one. */
  drawTo(end) {
    const { turns } = this;
    const until = Math.min(end, turns.length);
    if (this.drawn.length >= until) return;
    const rows = document.createDocumentFragment();
    for (let at = this.drawn.length; at < until; at += 1) rows.append(this.row(turns[at], at));
    this.list.append(rows);
  }

  row(turn, at) {
    const said = document.createElement("p");
    said.className = "ck-said";
    said.append(this.places.nodes[at]);
    const row = el("li", { class: turn.role === "interviewer" ? "ck-turn ck-asks" : "ck-turn", data: { turn: at }, tabindex: "-1" }, this.head(turn), said);
    this.drawn[at] = { row, margin: null };
    return row;
  }

  label(turn) {
    return turn.n ? `${turn.n} ${turn.speaker}` : turn.speaker;
  }

  head(turn) {
    const head = document.createElement("div");
    head.className = "ck-head";
    const who = document.createElement("span");
    who.className = "ck-who";
    who.textContent = this.label(turn);
    head.append(who);
    if (turn.time) head.append(this.play ? button(turn.time, () => this.play(turn), { class: "ck-time", "aria-label": this.frame.say("play_from", { time: turn.time }) }) : el("span", { class: "ck-time", text: turn.time }));
    return head;
  }

  /** The turns and margins that wait, a slice at a time. */
  later(from = this.drawn.length) {
    const { drawn, turns } = this;
    if (from >= turns.length) return;
    const wait = globalThis.requestIdleCallback ?? ((work) => setTimeout(work, 1));
    wait(() => {
      if (drawn !== this.drawn) return;
      const until = performance.now() + A_SLICE;
      let at = from;
      while (at < turns.length && performance.now() < until) {
        const end = Math.min(at + A_FEW, turns.length);
        this.drawTo(end);
        for (; at < end; at += 1) if (!this.tagged.has(at)) this.tags(at);
      }
      this.later(at);
    });
  }

  /** The margin of a turn, as it is now; of one that waits, when it is drawn. */
  tags(at) {
    const place = this.drawn[at];
    if (!place) return;
    this.tagged.add(at);
    const tags = this.tagsOf(at);
    if (!tags.length && !place.margin) return;
    if (!place.margin) { place.margin = el("div", { class: "ck-margin" }); place.row.append(place.margin); }
    fill(place.margin, ...tags.map((tag) => this.tag(tag)));
  }

  tag(tag) {
    const sign = SIGNS[tag.polarity ?? ""];
    const marks = [tag.memo ? "✎" : "", tag.waits ? "!" : "", tag.pending ? "…" : ""].filter(Boolean).join(" ");
    return el("button", {
      type: "button", class: `ck-tag ck-${tag.kind}${tag.chosen ? " ck-chosen" : ""}`, style: `--ck-code:${colour(tag.colour)}`,
      "aria-label": tag.spoken, "aria-pressed": tag.chosen ? "true" : "false", data: { id: tag.id },
      on: { mousedown: (event) => event.preventDefault(), click: () => this.pick(tag) },
    }, el("span", { class: "ck-dot", "aria-hidden": "true" }), tag.kind === "suggestion" ? el("em", { text: `${this.frame.say("suggested")} ` }) : null,
    el("span", { text: tag.label }), sign ? el("b", { class: "ck-sign", text: ` ${sign}` }) : null,
    tag.who ? el("small", { text: ` ${tag.who}` }) : null, marks ? el("span", { class: "ck-marks", text: ` ${marks}` }) : null);
  }

  /** Which turn the Tab key reaches. */
  focusable(at) {
    if (this.drawn[this.home]) this.drawn[this.home].row.tabIndex = -1;
    this.home = Math.max(0, Math.min(this.turns.length - 1, at));
    this.drawTo(this.home + 1);
    if (this.drawn[this.home]) this.drawn[this.home].row.tabIndex = 0;
  }

  focus(at) {
    this.focusable(at);
    this.rows[this.home]?.row.focus({ preventScroll: true });
    this.reveal(this.home);
  }

  reveal(at) {
    this.rows[at]?.row.scrollIntoView({ block: "nearest" });
  }

  /** Where the reader is: the first turn in sight, and how far it stands below the upper edge; null where there is none. */
  spot() {
    const edge = this.root.getBoundingClientRect().top;
    const at = this.rows.findIndex(({ row }) => row.getBoundingClientRect().bottom > edge);
    return at < 0 ? null : { at, below: this.rows[at].row.getBoundingClientRect().top - edge };
  }

  /** Scroll back there. Turns get their true height only when they come into sight, so once more when that was done. */
  backTo({ at, below }) {
    const rows = this.rows;
    const row = rows[Math.min(at, rows.length - 1)]?.row;
    const put = () => { if (rows === this.rows && row) this.root.scrollTop += row.getBoundingClientRect().top - this.root.getBoundingClientRect().top - below; };
    put();
    requestAnimationFrame(() => { put(); requestAnimationFrame(put); });
  }

  /** Scroll so that these words are well in sight. */
  revealWords(start, end) {
    const [piece] = this.places.pieces(start, end);
    if (!piece) return;
    const { row } = this.rows[piece.turn];
    const frame = this.root.getBoundingClientRect();
    const place = row.getBoundingClientRect();
    this.root.scrollTop += place.top - frame.top - Math.max(0, frame.height - place.height) / 2; // the notebook around it stays where it is
    row.scrollIntoView({ block: "nearest" });
    const box = this.places.box(start, end)?.getBoundingClientRect();
    if (box && (box.top < frame.top || box.bottom > frame.bottom)) this.root.scrollTop += box.top - frame.top - frame.height / 3;
  }
}
