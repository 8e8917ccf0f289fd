// What every face has: the root that keeps JupyterLab's keys away, the line that says what is saved, and words.

import { el } from "./dom.js";

let views = 0;

/** The frame around a face: `root`, `body`, `say`, `tell` (polite), `alarm` (an error), `name` (of this view alone). */
export class Frame {
  constructor(el_, link, words) {
    this.link = link;
    this.words = words;
    link.words = words;
    this.name = `ck${(views += 1)}`;
    this.status = el("span", { class: "ck-status", role: "status", "aria-live": "polite" });
    this.error = el("span", { class: "ck-error", role: "alert" });
    this.body = el("div", { class: "ck-body" });
    this.foot = el("div", { class: "ck-foot" }, this.status, this.error);
    this.root = el("section", {
      class: "ck-desk", lang: words["language"], "aria-label": words["desk"],
      "data-lm-suppress-shortcuts": "true", data: { unsaved: "0" },
    }, this.body, this.foot);
    el_.replaceChildren(this.root);
    // JupyterLab binds keys to ":focus", which the element itself answers before the root is asked
    this.root.addEventListener("focusin", (event) => event.target.setAttribute("data-lm-suppress-shortcuts", "true"), true);
    this.listen = (news) => {
      if (news.kind === "line") this.line();
      if (news.kind === "trouble" && !this.error.textContent.startsWith(news.reply.error)) this.alarm(news.reply.error, news.reply.hint);
    };
    link.listeners.add(this.listen);
    this.leaving = (event) => { if (link.unsaved) event.preventDefault(); };
    window.addEventListener("beforeunload", this.leaving);
  }

  /** A sentence of casekit in the reader's language, with data put in. */
  say(key, data = {}) {
    const one = data.n === 1 ? this.words[`${key}.one`] : undefined;
    const text = one ?? this.words[key] ?? key;
    return text.replace(/\{(\w+)\}/g, (whole, name) => (name in data ? String(data[name]) : whole));
  }

  /** Said politely, after what was done. */
  tell(text) {
    this.error.textContent = "";
    this.said = text;
    this.line();
  }

  /** Said at once: something could not be done. */
  alarm(text, hint = "") {
    this.said = "";
    this.status.textContent = "";
    this.error.textContent = hint ? `${text} ${hint}` : text;
  }

  /** Whether the line to Python is cut: the kernel was stopped or started again. */
  get cut() {
    return this.link.gone || Boolean(this.root.closest(".jupyter-widgets-disconnected"));
  }

  line() {
    const { link } = this;
    this.root.dataset.unsaved = String(link.unsaved);
    this.root.dataset.line = this.cut ? "gone" : link.state;
    this.root.classList.toggle("ck-cut", this.cut);
    const waiting = link.unsaved ? this.say("waiting", { n: link.unsaved }) : this.say("busy");
    const lines = { gone: this.say("gone", { n: link.unsaved + link.lost }), silent: this.say("silent", { n: link.unsaved }), waiting, live: "" };
    const text = lines[this.root.dataset.line] || this.said || "";
    if (this.status.textContent !== text) this.status.textContent = text;
  }

  close() {
    this.link.listeners.delete(this.listen);
    window.removeEventListener("beforeunload", this.leaving);
    this.root.remove();
  }
}
