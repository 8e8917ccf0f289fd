// The codebook as a tree to choose from, with type-ahead: a combobox whose list is the tree.

import { colour, el, field, fill } from "./dom.js";

const plain = (text) => text.toLowerCase().normalize("NFD").replace(/\p{M}/gu, "").replaceAll("ø", "o").replaceAll("æ", "ae").replaceAll("ß", "ss");

/** A code's sign for its direction. */
export const SIGNS = { barrier: "−", facilitator: "+", mixed: "±", neutral: "=", "": "" };

/** The keys for directions. */
export const DIRECTIONS = { "-": "barrier", "−": "barrier", "+": "facilitator", x: "mixed", "=": "neutral", 0: "" };

/**
 * Codes to choose from. `choose(code, keep)` is called with the code that Enter, a click or a key meant; `rest(code)` with the one
 * under the cursor; `invent(label)` with the words for a new code; `leave()` when Escape is pressed.
 */
export class Tree {
  constructor(frame, { choose, rest, invent, leave }) {
    Object.assign(this, { frame, choose, rest, invent, leave });
    this.codes = [];
    this.keys = new Map();
    this.shown = [];
    this.at = -1;
    const id = `${frame.name}-codes`;
    this.input = field({
      type: "text", class: "ck-input", role: "combobox", "aria-expanded": "true", "aria-controls": id, "aria-autocomplete": "list",
      placeholder: frame.say("find_code"), "aria-label": frame.say("find_code"), autocomplete: "off", spellcheck: "false",
    });
    this.input.addEventListener("input", () => this.filter());
    this.input.addEventListener("keydown", (event) => this.key(event));
    this.list = el("div", { id, class: "ck-codes", role: "listbox", "aria-label": frame.say("codes"), tabindex: "-1" });
    this.root = el("div", { class: "ck-tree" }, this.input, this.list);
  }

  /** Show these codes; `keys` says which digit gives which code. */
  show(codes, keys) {
    this.codes = codes;
    this.keys = keys;
    this.filter(true);
  }

  filter(keep = false) {
    const before = keep ? this.shown[this.at]?.key : null;
    const asked = plain(this.input.value.trim()).split(/\s+/).filter(Boolean);
    const hit = (code) => asked.every((part) => plain(`${code.label} ${code.path} ${code.id}`).includes(part));
    const direct = new Set(this.codes.filter(hit).map((code) => code.key));
    const found = this.codes.filter((code) => direct.has(code.key));
    if (asked.length) found.sort((one, other) => this.rank(one, asked) - this.rank(other, asked));
    const handy = asked.length ? [] : this.codes.filter((code) => this.keys.has(code.key)).sort((one, other) => this.keys.get(one.key) - this.keys.get(other.key));
    this.shown = [...handy, ...found];
    const rows = this.shown.map((code, place) => this.row(code, place, asked.length > 0 || place < handy.length, place === handy.length && place > 0));
    const typed = this.input.value.trim();
    if (typed && this.invent && !this.codes.some((code) => plain(code.label) === plain(typed))) rows.push(this.newRow(typed, rows.length));
    fill(this.list, ...(rows.length ? rows : [el("p", { class: "ck-none", text: this.frame.say("no_code") })]));
    const again = before === null ? -1 : this.shown.findIndex((code) => code.key === before);
    this.move(again >= 0 ? again : asked.length ? 0 : -1, asked.length > 0);
  }

  /** What begins so stands before what holds it, short labels before long ones. */
  rank(code, asked) {
    const label = plain(code.label);
    return (label.startsWith(asked[0]) ? 0 : label.includes(asked[0]) ? 100 : 200) + label.length / 100;
  }

  row(code, place, flat, begins) {
    const digit = this.keys.get(code.key);
    const above = flat && code.path ? el("small", { class: "ck-path", text: code.path }) : null;
    return el("div", {
      class: `ck-code${code.level === 0 && !flat ? " ck-theme" : ""}${begins ? " ck-begins" : ""}`, role: "option", id: `${this.frame.name}-o${place}`, "aria-selected": "false",
      style: `--ck-code:${colour(code.colour)};--ck-level:${flat ? 0 : code.level}`, title: code.definition,
      on: { mousedown: (event) => event.preventDefault(), click: () => { this.move(place); this.choose(code); }, mouseenter: () => this.rest?.(code) },
    }, el("span", { class: "ck-dot", "aria-hidden": "true" }), el("span", { class: "ck-label" }, code.label, above),
    digit ? el("kbd", { text: digit, "aria-label": this.frame.say("key_is", { key: digit }) }) : null);
  }

  newRow(typed, place) {
    return el("div", {
      class: "ck-code ck-new", role: "option", id: `${this.frame.name}-o${place}`, "aria-selected": "false", data: { label: typed },
      on: { mousedown: (event) => event.preventDefault(), click: () => this.invent(typed) },
    }, el("span", { class: "ck-label", text: this.frame.say("new_code", { label: typed }) }));
  }

  move(place, told = true) {
    const options = [...this.list.querySelectorAll("[role=option]")];
    options[this.at]?.setAttribute("aria-selected", "false");
    this.at = Math.max(-1, Math.min(options.length - 1, place));
    const option = options[this.at];
    if (!option) { this.input.removeAttribute("aria-activedescendant"); return; }
    option.setAttribute("aria-selected", "true");
    this.input.setAttribute("aria-activedescendant", option.id);
    const [top, bottom] = [option.offsetTop, option.offsetTop + option.offsetHeight];
    if (top < this.list.scrollTop) this.list.scrollTop = top;
    else if (bottom > this.list.scrollTop + this.list.clientHeight) this.list.scrollTop = bottom - this.list.clientHeight;
    if (told && this.shown[this.at]) this.rest?.(this.shown[this.at]);
  }

  key(event) {
    const step = { ArrowDown: 1, ArrowUp: -1, PageDown: 8, PageUp: -8 }[event.key];
    if (step) { event.preventDefault(); this.move(Math.max(0, this.at + step)); }
    else if (event.key === "Enter") { event.preventDefault(); this.enter(); }
    else if (event.key === "Escape") { event.preventDefault(); this.reset(); this.leave?.(); }
    else if (event.altKey && /^[1-9]$/.test(event.key) && this.shown[this.at]) { event.preventDefault(); this.pin?.(this.shown[this.at], event.key); }
  }

  enter() {
    const options = [...this.list.querySelectorAll("[role=option]")];
    const option = options[this.at] ?? (options.length === 1 ? options[0] : null);
    if (!option) return;
    if (option.dataset.label) this.invent(option.dataset.label);
    else this.choose(this.shown[Math.max(0, this.at)]);
    this.input.select();
  }

  reset() {
    this.input.value = "";
    this.filter();
  }
}
