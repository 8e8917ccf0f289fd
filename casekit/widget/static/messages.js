// The main messages: those there are, by case; the passages under the one that is chosen; and a form for a new one.

import { el, button, choice, field, fill } from "./dom.js";
import { stayingAt } from "./grid.js";
import { PassageList, cellsToolbar } from "./beside.js";

const NEW_MESSAGE = "#new";

/** Messages to write, change, confirm and withdraw. */
export class MessagesView {
  constructor(frame, link, data) {
    Object.assign(this, { frame, link, data, chosen: "", filters: { case: "*", theme: "*", only: false }, withdrawing: "", editing: new Set() });
    this.bar = cellsToolbar(frame, link);
    this.filterBar = el("div", { class: "ck-message-filters" });
    this.form = el("section", { class: "ck-message-form", "aria-label": frame.say("messages_new") });
    this.list = el("div", { class: "ck-message-list" });
    this.beside = new PassageList(frame, {});
    this.side = el("section", { class: "ck-message-side", "aria-labelledby": this.beside.head.id }, this.beside.root);
    fill(frame.body, el("div", { class: "ck-cells ck-messages" }, this.bar, this.filterBar,
      el("div", { class: "ck-cells-two" }, el("div", { class: "ck-message-main" }, this.form, this.list), this.side)));
    this.redraw = () => this.draw();
    data.listeners.add(this.redraw);
    this.filter();
    this.newForm();
    this.draw();
    this.look();
  }

  get page() { return this.data.page; }
  get mine() { return Boolean(this.data.me); }
  say(key, more) { return this.frame.say(key, more); }
  line() { this.link.tell({ kind: "line" }); }

  caseLabel(name) {
    return name ? this.page.cases.find((one) => one.case === name)?.label ?? name : this.say("messages_across");
  }

  themeLabel(id) {
    return id ? this.page.themes.find((one) => one.theme === id)?.label ?? id : this.say("messages_no_theme");
  }

  cases(more = []) {
    return [...more, ["", this.say("messages_across")], ...this.page.cases.map((one) => [one.case, one.label])];
  }

  themes(more = []) {
    return [...more, ["", this.say("messages_no_theme")], ...this.page.themes.map((one) => [one.theme, one.label])];
  }

  // What is shown

  filter() {
    const set = (name) => (value) => { this.filters[name] = value; this.draw(); };
    const only = el("input", { type: "checkbox", on: { change: () => set("only")(only.checked) } });
    fill(this.filterBar,
      choice(this.say("messages_case"), this.cases([["*", this.say("messages_all")]]), "*", set("case")),
      choice(this.say("messages_theme"), this.themes([["*", this.say("messages_all")]]), "*", set("theme")),
      el("label", { class: "ck-check" }, only, el("span", { text: this.say("messages_only_stale") })));
  }

  visible(one) {
    const { filters } = this;
    return (filters.case === "*" || one.case === filters.case) && (filters.theme === "*" || one.theme === filters.theme) && (!filters.only || one.stale);
  }

  draw() {
    const there = new Set(this.page.messages.map((one) => one.message));
    for (const key of this.editing) if (!there.has(key)) this.orphan(key);
    if (this.chosen && !there.has(this.chosen)) this.chosen = "";
    const shown = this.page.messages.filter((one) => this.visible(one));
    const groups = new Map();
    for (const one of shown) groups.set(one.case, [...(groups.get(one.case) ?? []), one]);
    stayingAt(this.list, () => this.keepTyping(() => fill(this.list,
      !shown.length && el("p", { class: "ck-note", text: this.say(this.page.messages.length ? "messages_none_such" : "messages_none") }),
      ...[...groups].map(([name, messages]) => el("section", { class: "ck-message-group" },
        el("h3", { text: this.caseLabel(name) }),
        el("ul", { class: "ck-message-cards" }, ...messages.map((one) => this.card(one))))))));
  }

  /** Draws anew; who was typing goes on at the same letter. */
  keepTyping(draw) {
    const at = this.list.getRootNode().activeElement;
    const place = this.list.contains(at) && at.tagName === "TEXTAREA" ? [at.dataset.stay, at.selectionStart, at.selectionEnd] : null;
    this.drawing = true;
    draw();
    this.drawing = false;
    const again = place && [...this.list.querySelectorAll("textarea")].find((one) => one.dataset.stay === place[0]);
    if (again) { again.focus(); again.setSelectionRange(place[1], place[2]); }
  }

  /** What was typed about a message that another window changed or took away: it goes on as a new one. */
  orphan(key) {
    this.editing.delete(key);
    const draft = this.link.drafts.get(key);
    if (!draft || draft.sent) return;
    this.link.drafts.delete(key);
    this.link.drafts.set(NEW_MESSAGE, { case: draft.case, theme: draft.theme, text: draft.text, counts: true });
    this.newForm();
    this.frame.alarm(this.say("messages_changed_elsewhere"));
    this.line();
  }

  card(one) {
    const chosen = one.message === this.chosen;
    return el("li", { class: `ck-message${chosen ? " ck-message-chosen" : ""}${one.stale ? " ck-message-stale" : ""}`, on: {
      focusin: () => this.choose(one.message), click: () => this.choose(one.message),
    } },
      el("div", { class: "ck-message-head" }, el("span", { class: "ck-message-theme", text: this.themeLabel(one.theme) }), el("span", { class: "ck-cell-by", text: `${one.coder} · ${one.reference}` })),
      this.editing.has(one.message) ? this.editor(one) : el("p", { class: "ck-message-text", dir: "auto", text: one.text }),
      one.stale && el("p", { class: "ck-note" }, el("span", { class: "ck-mark", text: this.say("messages_stale") }), " ",
        this.mine && button(this.say("cells_holds"), () => this.act(one, "holds", {}, "messages_held"), { class: "ck-button", data: { stay: `holds-${one.message}` } })),
      this.buttons(one));
  }

  buttons(one) {
    const stay = (name) => ({ class: "ck-button", data: { stay: `${name}-${one.message}` } });
    const under = button(this.say("messages_see"), () => this.choose(one.message, true), { ...stay("see"), "aria-pressed": String(one.message === this.chosen) });
    if (!this.mine) return el("div", { class: "ck-cells-buttons" }, el("span", { text: this.page.statuses.find((told) => told.status === one.status)?.label ?? one.status }), under);
    const status = choice(this.say("messages_status"), this.page.statuses.map((told) => [told.status, told.label]), one.status, (value) => this.act(one, "change", { status: value }, "messages_changed"));
    status.querySelector("select").dataset.stay = `status-${one.message}`;
    if (this.withdrawing === one.message) return el("div", { class: "ck-cells-buttons", role: "group", "aria-label": this.say("messages_sure") }, el("span", { text: this.say("messages_sure") }),
      button(this.say("messages_withdraw_yes"), () => this.act(one, "withdraw", {}, "messages_withdrawn"), stay("sure")),
      button(this.say("messages_withdraw_no"), () => this.sure("", one.message), stay("not")));
    return el("div", { class: "ck-cells-buttons" }, status, under,
      !this.editing.has(one.message) && button(this.say("messages_edit"), () => this.edit(one), stay("edit")),
      button(this.say("messages_withdraw"), () => this.sure(one.message, one.message), stay("withdraw")));
  }

  sure(key, back) {
    this.withdrawing = key;
    this.draw();
    const wanted = key ? `not-${key}` : `withdraw-${back}`;
    [...this.list.querySelectorAll("[data-stay]")].find((place) => place.dataset.stay === wanted)?.focus();
  }

  choose(key, asked = false) {
    if (this.drawing || (this.chosen === key && !asked)) return;
    this.chosen = key;
    for (const card of this.list.querySelectorAll(".ck-message-chosen")) card.classList.remove("ck-message-chosen");
    for (const pressed of this.list.querySelectorAll("[data-stay^='see-']")) {
      const here = pressed.dataset.stay === `see-${key}`;
      pressed.setAttribute("aria-pressed", String(here));
      if (here) pressed.closest(".ck-message").classList.add("ck-message-chosen");
    }
    this.look();
  }

  /** The passages under the message that is chosen, else under the one that is being written. */
  async look() {
    const one = this.page.messages.find((message) => message.message === this.chosen) ?? this.link.drafts.get(NEW_MESSAGE) ?? this.wanted;
    const about = { case: one.case, theme: one.theme };
    this.looking = about;
    this.beside.wait();
    const reply = await this.link.ask("see", about);
    if (this.looking !== about) return;
    if (reply.error) { this.frame.alarm(reply.error, reply.hint); return; }
    this.beside.show(reply, new Set());
    this.beside.head.textContent = `${this.beside.head.textContent} · ${this.caseLabel(one.case)} · ${this.themeLabel(one.theme)}`;
  }

  // Writing

  /** What a new message is about before anything is typed. */
  get wanted() { return this.about ??= { case: "", theme: "", text: "" }; }

  newForm() {
    const draft = () => this.link.drafts.get(NEW_MESSAGE) ?? this.wanted;
    const kept = (more) => {
      const next = { ...draft(), ...more };
      this.about = { case: next.case, theme: next.theme, text: "" };
      if (next.text.trim()) this.link.drafts.set(NEW_MESSAGE, { ...next, counts: true });
      else this.link.drafts.delete(NEW_MESSAGE);
      this.line();
    };
    const turned = (more) => { kept(more); this.chosen = ""; this.draw(); this.look(); };
    const text = field({ rows: "3", dir: "auto", id: `${this.frame.name}-new` }, { many: true, done: () => this.add(draft()), left: () => { this.link.drafts.delete(NEW_MESSAGE); this.line(); text.value = ""; } });
    text.value = draft().text;
    text.addEventListener("input", () => kept({ text: text.value }));
    this.writing = text;
    if (!this.mine) { fill(this.form, el("p", { class: "ck-note", text: this.say("cells_nobody") })); return; }
    fill(this.form, el("h3", { text: this.say("messages_new") }),
      el("div", { class: "ck-message-filters" },
        choice(this.say("messages_case"), this.cases(), draft().case, (value) => turned({ case: value })),
        choice(this.say("messages_theme"), this.themes(), draft().theme, (value) => turned({ theme: value }))),
      el("label", { class: "ck-cells-label", for: text.id, text: this.say("messages_text") }), text,
      el("div", { class: "ck-cells-buttons" }, button(this.say("messages_add"), () => this.add(draft()), { class: "ck-button", "aria-keyshortcuts": "Control+Enter" }),
        el("span", { class: "ck-note", text: this.say("messages_new_how") })));
  }

  async add(draft) {
    if (!draft.text.trim()) { this.frame.alarm(this.say("messages_needs_text")); return; }
    const reply = await this.link.ask("add", { case: draft.case, theme: draft.theme, text: draft.text });
    if (reply.error) { this.frame.alarm(reply.error, reply.hint); return; }
    if (this.link.drafts.get(NEW_MESSAGE)?.text === draft.text) { this.link.drafts.delete(NEW_MESSAGE); this.writing.value = ""; }
    this.line();
    this.frame.tell(this.say("messages_added"));
    this.choose(reply.message);
  }

  edit(one) {
    this.editing.add(one.message);
    this.draw();
    [...this.list.querySelectorAll("textarea")].find((text) => text.dataset.stay === `text-${one.message}`)?.focus();
  }

  /** Other words or another theme for a message, in its place. */
  editor(one) {
    const key = one.message;
    const draft = () => this.link.drafts.get(key) ?? { case: one.case, theme: one.theme, text: one.text };
    const kept = (more) => {
      const next = { ...draft(), ...more };
      if (next.text === one.text && next.theme === one.theme) this.link.drafts.delete(key);
      else this.link.drafts.set(key, { ...next, counts: true });
      this.line();
    };
    const text = field({ rows: "4", dir: "auto", "aria-label": this.say("messages_text"), data: { stay: `text-${key}` } },
      { many: true, done: () => this.save(key, true), left: () => { this.link.drafts.delete(key); this.line(); this.done(key); } });
    text.value = draft().text;
    text.addEventListener("input", () => kept({ text: text.value }));
    const theme = choice(this.say("messages_theme"), this.themes(), draft().theme, (value) => kept({ theme: value }));
    theme.querySelector("select").dataset.stay = `theme-${key}`;
    const place = el("div", { class: "ck-message-editor" }, theme, text,
      el("div", { class: "ck-cells-buttons" },
        button(this.say("cells_save"), () => this.save(key, true), { class: "ck-button", "aria-keyshortcuts": "Control+Enter", data: { stay: `save-${key}` } }),
        button(this.say("cells_restore"), () => { this.link.drafts.delete(key); this.line(); this.done(key); }, { class: "ck-button", "aria-keyshortcuts": "Escape", data: { stay: `restore-${key}` } })));
    place.addEventListener("focusout", (event) => { if (!this.drawing && place.isConnected && !place.contains(event.relatedTarget)) this.save(key); });
    return place;
  }

  /** The text of a message again in place of its editor. */
  done(key) {
    this.editing.delete(key);
    this.draw();
    [...this.list.querySelectorAll("[data-stay]")].find((place) => place.dataset.stay === `edit-${key}`)?.focus();
  }

  async save(key, asked = false) {
    const draft = this.link.drafts.get(key);
    if (!draft) { if (asked) this.done(key); return; }
    if (draft.sent) return;
    if (!draft.text.trim()) { if (asked) this.frame.alarm(this.say("messages_needs_text")); return; }
    this.link.drafts.set(key, { ...draft, counts: false, sent: true });
    const reply = await this.link.ask("change", { message: key, text: draft.text, theme: draft.theme });
    if (reply.error) {
      this.link.drafts.set(key, { ...draft, sent: false, counts: true });
      this.frame.alarm(reply.error, reply.hint);
      this.line();
      return;
    }
    this.link.drafts.delete(key);
    this.line();
    this.frame.tell(this.say("messages_changed"));
    if (asked || !this.list.contains(this.list.getRootNode().activeElement)) this.chosen = reply.message;
    this.done(key);
    if (asked) this.done(reply.message);
    this.look();
  }

  async act(one, type, more, told) {
    this.withdrawing = "";
    const reply = await this.link.ask(type, { message: one.message, ...more });
    if (reply.error) this.frame.alarm(reply.error, reply.hint);
    else this.frame.tell(this.say(told));
    if (type === "withdraw") { this.draw(); this.writing.focus(); this.look(); }
  }

  close() {
    for (const key of this.editing) this.save(key);
    this.data.listeners.delete(this.redraw);
  }
}
