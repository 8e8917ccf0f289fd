// What stands beside something written: the passages that it may rest on; and the line of buttons above a face.

import { el, button, fill } from "./dom.js";
import { stayingAt } from "./grid.js";
import { stepBack } from "./whole.js";

/** The passages under something, with ticks for those chosen (`ticked(passage, on)`) and buttons that quote them (`quoted(passage, words)`). */
export class PassageList {
  constructor(frame, { ticked = null, quoted = null } = {}) {
    this.frame = frame;
    this.ticked = ticked;
    this.quoted = quoted;
    this.chosen = new Set();
    this.head = el("h4", { class: "ck-beside-head", id: `${frame.name}-beside` });
    this.notes = el("div", { class: "ck-beside-notes" });
    this.list = el("ul", { class: "ck-passages", tabindex: "0", "aria-labelledby": this.head.id });
    this.root = el("div", { class: "ck-beside" }, this.head, this.notes, this.list);
  }

  /** While they are being fetched. */
  wait() {
    this.head.textContent = this.frame.say("cells_fetching");
    fill(this.notes);
    fill(this.list);
  }

  /** `told` is a reply with passages; `chosen` the ids of the codings that are ticked. */
  show(told, chosen) {
    this.chosen = chosen;
    const { passages, more, gone } = told;
    this.head.textContent = passages.length ? this.frame.say("cells_passages", { n: passages.length + more }) : this.frame.say("cells_no_passages");
    fill(this.notes,
      gone > 0 && el("p", { class: "ck-note", text: this.frame.say("cells_gone", { n: gone }) }),
      more > 0 && el("p", { class: "ck-note", text: this.frame.say("cells_more", { n: more }) }));
    stayingAt(this.list, () => fill(this.list, ...passages.map((one) => this.passage(one))));
  }

  passage(one) {
    const words = el("blockquote", { class: "ck-words", lang: one.language, dir: "auto", text: one.text });
    const told = [one.speaker, one.time, one.code, one.polarity].filter(Boolean).join(" · ");
    return el("li", { class: "ck-passage" },
      el("div", { class: "ck-passage-head" }, this.name(one), el("span", { class: "ck-passage-about", text: told })),
      one.elsewhere && el("p", { class: "ck-note", text: this.frame.say("cells_elsewhere") }),
      one.question && el("p", { class: "ck-asked", lang: one.language, dir: "auto" }, el("span", { lang: this.frame.words["language"], text: this.frame.say("cells_asked") }), ` ${one.question}`),
      words,
      this.quoted && button(this.frame.say("cells_insert"), () => this.quoted(one, chosenWords(words) || one.text), {
        class: "ck-button", "aria-label": `${this.frame.say("cells_insert")}: ${one.reference}`, data: { stay: `quote-${one.coding}` },
      }));
  }

  name(one) {
    if (!this.ticked) return el("span", { class: "ck-reference", text: one.reference });
    const on = codingsOf(one).some((coding) => this.chosen.has(coding));
    const box = el("input", { type: "checkbox", data: { stay: one.coding }, "aria-label": this.frame.say("cells_rests", { reference: one.reference }) });
    box.checked = on;
    box.addEventListener("change", () => this.ticked(one, box.checked));
    return el("label", { class: "ck-reference" }, box, el("span", { text: one.reference }));
  }
}

/** The codings that a passage stands for: those that were linked, else its first. */
export function codingsOf(passage) {
  return passage.links.length ? passage.links : [passage.coding];
}

/** What is selected inside an element, if anything is. */
function chosenWords(place) {
  const selection = place.ownerDocument.getSelection();
  const inside = selection && !selection.isCollapsed && place.contains(selection.anchorNode) && place.contains(selection.focusNode);
  return inside ? selection.toString().trim() : "";
}

/** Undo and redo, by button and by key, and whatever else stands above a face. */
export function cellsToolbar(frame, link, ...more) {
  const act = (type) => () => stepBack(frame, link, type);
  frame.body.addEventListener("keydown", (event) => {
    if (!(event.ctrlKey || event.metaKey) || event.altKey || ["INPUT", "TEXTAREA", "SELECT"].includes(event.target.tagName)) return;
    const key = event.key.toLowerCase();
    const type = key === "z" && !event.shiftKey ? "undo" : key === "y" || key === "z" ? "redo" : "";
    if (!type) return;
    event.preventDefault();
    act(type)();
  });
  return el("div", { class: "ck-toolbar", role: "toolbar", "aria-label": frame.say("cells_tools") },
    button(frame.say("cells_undo"), act("undo"), { class: "ck-button", "aria-keyshortcuts": "Control+Z" }),
    button(frame.say("cells_redo"), act("redo"), { class: "ck-button", "aria-keyshortcuts": "Control+Shift+Z" }),
    ...more);
}
