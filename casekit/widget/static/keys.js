// The keys of a view in which people code, the box that tells them, and coding by a form for those who cannot select.

import { button, el, fill } from "./dom.js";
import { lengthOf } from "./offsets.js";
import { DIRECTIONS } from "./tree.js";

/** `letters`: whether single letters and digits mean something; people may turn that off. */
export class Keys {
  constructor(view) {
    this.view = view;
    this.letters = true;
    this.box = el("dialog", { class: "ck-help", "aria-label": view.frame.say("keys") });
  }

  /** A key that was pressed somewhere in the view. */
  key(event) {
    if (event.defaultPrevented) return;
    const writing = ["INPUT", "TEXTAREA", "SELECT"].includes(event.target.tagName);
    if (event.ctrlKey || event.metaKey) { this.stepKey(event, writing); return; }
    if (writing || event.altKey && !event.shiftKey) return;
    if (this.box.open) return;
    const done = this.view.mode?.key?.(event) || this.arrow(event) || (this.letters && this.letter(event));
    if (done) { event.preventDefault(); event.stopPropagation(); }
  }

  stepKey(event, writing) {
    const key = event.key.toLowerCase();
    if (writing || !["z", "y"].includes(key)) return;
    event.preventDefault();
    event.stopPropagation();
    this.view.step(key === "y" || event.shiftKey ? "redo" : "undo");
  }

  arrow(event) {
    const { view } = this;
    if (!view.text.root.contains(event.target)) return false;
    const { key, shiftKey, altKey } = event;
    if (shiftKey && (key === "ArrowRight" || key === "ArrowLeft")) view.extend(key === "ArrowRight", altKey ? "grapheme" : "word");
    else if (shiftKey && (key === "ArrowDown" || key === "ArrowUp")) view.extend(key === "ArrowDown", "sentence");
    else if (key === "ArrowRight" || key === "ArrowLeft") view.moveCaret(key === "ArrowRight");
    else if (key === "ArrowDown" || key === "ArrowUp") this.toTurn(view.text.home + (key === "ArrowDown" ? 1 : -1));
    else if (key === "Home" || key === "End") this.toTurn(key === "Home" ? 0 : view.data.turns.length - 1);
    else if (key === "Escape") this.letAllGo();
    else if (key === "Enter" && event.target.tagName === "LI") this.wholeTurn();
    else return false;
    return true;
  }

  letAllGo() {
    const { view } = this;
    view.pick(null);
    view.caret = null;
    view.anchor = null;
    document.getSelection().removeAllRanges();
    view.markChosen();
    view.showCard();
  }

  wholeTurn() {
    const { view } = this;
    const turn = view.data.turns[view.text.home];
    view.anchor = null;
    view.choose(turn.start, turn.start + lengthOf(turn.text));
  }

  toTurn(at) {
    const { view } = this;
    view.caret = null;
    view.anchor = null;
    view.last = null;
    if (view.words) { view.words = null; document.getSelection().removeAllRanges(); }
    view.markChosen();
    view.text.focus(at);
  }

  letter(event) {
    const { view } = this;
    const { key } = event;
    if (/^[1-9]$/.test(key)) { const code = view.data.codeOf.get(view.digits.get(key)); if (code) view.give([code]); return true; }
    if (key in DIRECTIONS) { view.change({ polarity: DIRECTIONS[key] }); return true; }
    const end = (side, forwards) => () => view.mine && view.nudge(view.mine, side, forwards);
    const withdraw = () => view.withdraw();
    const acts = {
      c: () => view.tree.input.focus(), "/": () => view.find.focus(), m: () => view.noting.begin(), v: () => view.inVivo(),
      d: withdraw, Delete: withdraw, Backspace: withdraw,
      n: () => view.nextUncoded(1), N: () => view.nextUncoded(-1), s: () => view.nextSuggestion(1), S: () => view.nextSuggestion(-1),
      h: () => view.nextHit(1), H: () => view.nextHit(-1), "?": () => this.help(),
      q: end("start", false), w: end("start", true), o: end("end", false), p: end("end", true),
    };
    if (!acts[key]) return false;
    acts[key]();
    return true;
  }

  /** Which keys there are. */
  help() {
    const { frame } = this.view;
    const rows = frame.say("key_list").split("\n").map((line) => line.split(/ = (?!.* = )/));
    const off = el("input", { type: "checkbox", id: `${frame.name}-keys`, on: { change: () => { this.letters = off.checked; } } });
    off.checked = this.letters;
    const table = el("dl", { class: "ck-keys" }, ...rows.flatMap(([keys, text]) => [el("dt", { text: keys }), el("dd", { text })]));
    const close = button(frame.say("close"), () => this.box.close(), { class: "ck-button" });
    fill(this.box, el("h3", { text: frame.say("keys") }), table, el("label", { class: "ck-check", for: off.id }, off, frame.say("keys_on")), this.form(), close);
    this.box.addEventListener("close", () => this.view.back(), { once: true });
    this.box.showModal();
  }

  /** Coding by a form: turn, words, code. For those who cannot select on the page. */
  form() {
    const { frame, data } = this.view;
    const turn = el("input", { type: "number", class: "ck-input", min: "0", value: String(data.turns[this.view.text.home]?.n ?? 1) });
    const words = el("input", { type: "text", class: "ck-input" });
    const code = el("select", {}, ...data.codes.map((one) => el("option", { value: one.key, text: `${"– ".repeat(one.level)}${one.label}` })));
    for (const one of [turn, words, code]) one.addEventListener("keydown", (event) => event.key !== "Escape" && event.stopPropagation());
    const apply = async () => {
      const asked = words.value.trim();
      const at = data.turns.findIndex((one) => one.n === Number(turn.value) && one.text.includes(asked));
      if (at < 0) { frame.alarm(frame.say("words_not_there")); said.textContent = frame.say("words_not_there"); return; }
      const start = this.view.text.places.pointAt(at, data.turns[at].text.indexOf(asked));
      await this.view.giveTo({ start, end: start + lengthOf(asked || data.turns[at].text) }, [data.codeOf.get(code.value)]);
      said.textContent = frame.error.textContent || frame.status.textContent;
    };
    const said = el("p", { role: "status" });
    const named = (name, one) => el("label", {}, name, one);
    return el("fieldset", { class: "ck-form" }, el("legend", { text: frame.say("by_form") }), named(frame.say("turn"), turn),
      named(frame.say("passage"), words), named(frame.say("code"), code), button(frame.say("apply"), apply, { class: "ck-button" }), said);
  }
}
