// The rule of a code at hand: definition, what belongs and what does not, examples, in the language of the document.

import { colour, el, fill } from "./dom.js";

/** A card that shows the rule of one code; rules are asked for once. */
export class Rule {
  constructor(frame, link) {
    Object.assign(this, { frame, link });
    this.known = new Map();
    this.root = el("section", { class: "ck-rule", "aria-label": frame.say("rule"), tabindex: "0" });
    this.show(null);
  }

  async show(code) {
    this.wanted = code?.key ?? null;
    if (!code) { fill(this.root, el("p", { class: "ck-none", text: this.frame.say("rule_none") })); return; }
    if (!this.known.has(code.key)) {
      const reply = await this.link.ask("rule", { code: code.id, book: code.book });
      if (reply.error) return;
      this.known.set(code.key, reply);
    }
    if (this.wanted === code.key) this.draw(code, this.known.get(code.key));
  }

  draw(code, rule) {
    const head = el("h4", { class: "ck-rule-head", style: `--ck-code:${colour(code.colour)}` }, el("span", { class: "ck-dot", "aria-hidden": "true" }), code.label);
    const rows = el("dl", { lang: rule.language });
    for (const [name, texts] of rule.lines) rows.append(el("dt", { text: name }), ...texts.map((text) => el("dd", { text })));
    fill(this.root, head, rows);
  }

  /** Codebooks changed: what was shown may be said in other words now. */
  forget() {
    this.known.clear();
  }
}
