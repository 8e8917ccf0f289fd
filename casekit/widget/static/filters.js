// Which codings and suggestions of a view are shown.

import { choice, el, fill } from "./dom.js";

/** By code, coder and status; `box` is where people choose. */
export class Filters {
  constructor(view) {
    Object.assign(this, { view, code: "", coder: "", status: "both" });
    this.name = el("summary", { text: view.frame.say("filter") });
    this.choices = el("div", { class: "ck-filter" });
    this.box = el("details", { class: "ck-filters", on: { toggle: () => this.box.open && this.draw() } }, this.name, this.choices);
  }

  draw() {
    const { frame, data } = this.view;
    const used = [...new Set([...data.codings.values(), ...data.suggestions.values()].map((row) => data.code(row).key))];
    const codes = used.map((key) => [key, data.codeOf.get(key)?.label ?? key]).sort((one, other) => one[1].localeCompare(other[1]));
    const coders = [...new Set([...data.codings.values()].map((row) => row.coder))].map((name) => [name, name]);
    const set = (name) => (value) => { this[name] = value; this.changed(); };
    fill(this.choices, choice(frame.say("code"), [["", frame.say("all")], ...codes], this.code, set("code")),
      choice(frame.say("coder"), [["", frame.say("all")], ...coders], this.coder, set("coder")),
      choice(frame.say("status"), [["both", frame.say("all")], ["codings", frame.say("codings")], ["suggestions", frame.say("suggestions")]], this.status, set("status")));
  }

  changed() {
    const on = Boolean(this.code || this.coder || this.status !== "both");
    this.name.textContent = this.view.frame.say(on ? "filter_on" : "filter");
    this.name.classList.toggle("ck-on", on);
    this.view.redraw();
  }

  /** Whether a coding or suggestion is shown. */
  passes(row) {
    const open = row.found !== undefined;
    if (this.status !== "both" && (this.status === "suggestions") !== open) return false;
    return (!this.code || this.view.data.code(row).key === this.code) && (!this.coder || open || row.coder === this.coder);
  }
}
