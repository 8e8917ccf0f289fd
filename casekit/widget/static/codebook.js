// The codebook editor: the tree of codes, a form for one of them, and what its search terms find while they are written.

import { button, choice, colour, el, fill } from "./dom.js";
import { stepBack } from "./whole.js";

const CB_TYPING = 180; // milliseconds without a key until terms are tried
const CB_RESTING = 3000; // milliseconds without anything asked until a code is checked: that takes a second or two at first
const CB_LISTS = ["include", "exclude", "examples", "counterexamples"];

/** A codebook in a form. What is changed is kept in Python until it is saved as a version. */
export class CodebookView {
  constructor(frame, link, data) {
    Object.assign(this, { frame, link, data });
    this.code = data.page.codes[0]?.code ?? null;
    this.language = data.page.spoken[0] ?? data.page.languages[0];
    this.closed = new Set();
    this.blanks = {};
    this.form = null;
    this.build();
    this.draw = () => this.paint();
    data.listeners.add(this.draw);
    this.paint();
  }

  say(key, more) {
    return this.frame.say(`cb_${key}`, more);
  }

  build() {
    this.head = el("div", { class: "ck-cb-head" });
    this.asking = el("div", { class: "ck-cb-asking", hidden: true });
    this.tree = el("ul", { class: "ck-cb-tree", role: "tree", "aria-label": this.say("tree") });
    this.tree.addEventListener("keydown", (event) => this.key(event));
    this.side = el("div", { class: "ck-cb-side" }, el("div", { class: "ck-cb-tools" },
      button(this.say("new_theme"), () => this.askAdd(null)), button(this.say("new_code"), () => this.askAdd(this.code))), this.tree);
    this.sheet = el("section", { class: "ck-cb-sheet" });
    this.root = el("div", { class: "ck-cb" }, this.head, this.asking, el("div", { class: "ck-cb-both" }, this.side, this.sheet));
    this.root.addEventListener("keydown", (event) => this.shortcut(event));
    this.root.addEventListener("mousedown", (event) => this.leaveField(event), true);
    fill(this.frame.body, this.root);
  }

  /** A button leaves the focus where it is: what is typed there is kept before the button does anything. */
  leaveField(event) {
    const active = document.activeElement;
    if (event.target !== active && this.sheet.contains(active)) active.dispatchEvent(new Event("leave"));
  }

  shortcut(event) {
    const undoes = (event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "z";
    if (!undoes || event.target.closest("input, textarea, select")) return;
    event.preventDefault();
    event.stopPropagation();
    if (event.shiftKey) stepBack(this.frame, this.link, "redo");
    else this.undo();
  }

  // All of it

  paint() {
    const { page } = this.data;
    if (!page.codes.some((one) => one.code === this.code)) this.code = page.codes[0]?.code ?? null;
    this.paintHead(page);
    this.paintTree(page);
    this.fetch();
  }

  paintHead(page) {
    const held = this.head.contains(document.activeElement) ? document.activeElement.dataset.name : null;
    const open = this.head.querySelector("details")?.open ?? false;
    const n = page.changes.length;
    const state = n ? this.say("unsaved", { n, version: page.version }) : this.say("unchanged", { version: page.version });
    const list = n ? el("details", { open }, el("summary", { text: this.say("changes", { n }) }), el("ul", {}, ...page.changes.map((one) => el("li", { text: one })))) : null;
    const waits = page.waiting > 0 ? el("p", { class: "ck-cb-waits", text: this.say("waiting", { n: page.waiting }) }) : null;
    const notes = page.noticed.length ? el("ul", { class: "ck-cb-notes", "aria-label": this.say("noticed") }, ...page.noticed.map((one) => el("li", { text: one.text }))) : null;
    fill(this.head,
      el("h3", { text: `${page.title} · ${page.id}` }),
      el("p", { class: n ? "ck-cb-state ck-cb-dirty" : "ck-cb-state", text: state }),
      el("div", { class: "ck-cb-tools" },
        button(this.say("undo"), () => this.undo(), { data: { name: "undo" }, "aria-keyshortcuts": "Control+Z" }),
        button(this.say("redo"), () => stepBack(this.frame, this.link, "redo"), { data: { name: "redo" }, "aria-keyshortcuts": "Control+Shift+Z" }),
        button(this.say("drop"), () => this.askDrop(), { data: { name: "drop" } }),
        button(this.say("save"), () => this.askSave(), { data: { name: "save" }, class: "ck-cb-main" }),
        button(this.say("suggest"), () => this.suggest(), { data: { name: "suggest" } })),
      waits, notes, list);
    if (held) this.head.querySelector(`[data-name="${held}"]`)?.focus();
  }

  async act(type, more, told) {
    if (this.resting) this.check(true);
    const reply = await this.link.ask(type, more);
    if (reply.error) this.frame.alarm(reply.error, reply.hint);
    else if (told) this.frame.tell(told(reply));
    return reply;
  }

  undo() {
    if (this.data.page.steps > 0) return this.act("back", {}, () => this.say("stepped_back"));
    return stepBack(this.frame, this.link, "undo");
  }

  suggest() {
    return this.act("suggest", {}, (reply) => this.say("suggested", { new: reply.new, gone: reply.gone, total: reply.total }));
  }

  // The tree

  visible() {
    const { codes } = this.data.page;
    const hidden = new Set();
    for (const one of codes) if (one.parent && (this.closed.has(one.parent) || hidden.has(one.parent))) hidden.add(one.code);
    return codes.filter((one) => !hidden.has(one.code));
  }

  paintTree(page) {
    const held = this.tree.contains(document.activeElement) ? this.focused : null;
    const down = this.tree.scrollTop;
    const shown = this.visible();
    if (!shown.some((one) => one.code === this.focused)) this.focused = shown.some((one) => one.code === this.code) ? this.code : shown[0]?.code;
    const parents = new Set(page.codes.map((one) => one.parent));
    const beside = (one) => page.codes.filter((other) => other.parent === one.parent);
    fill(this.tree, ...shown.map((one) => this.leaf(one, parents.has(one.code), beside(one))));
    this.tree.scrollTop = down;
    if (held) this.focusLeaf(this.focused);
  }

  leaf(one, folds, beside) {
    const open = !this.closed.has(one.code);
    const chosen = one.code === this.code;
    const spot = el("span", { class: "ck-cb-spot", "aria-hidden": "true" });
    spot.style.background = colour(one.colour);
    const counts = el("span", { class: "ck-cb-n", text: this.say("n", { n: one.codings }) });
    const made = el("li", {
      role: "treeitem", "aria-level": one.level, "aria-selected": String(chosen), "aria-expanded": folds ? String(open) : null,
      "aria-setsize": beside.length, "aria-posinset": beside.indexOf(one) + 1, tabindex: one.code === this.focused ? "0" : "-1", data: { code: one.code, lmSuppressShortcuts: "true" },
      on: { click: (event) => (event.target.closest(".ck-cb-fold") && folds ? this.fold(one.code) : this.choose(one.code, true)) },
    }, el("span", { class: "ck-cb-fold", "aria-hidden": "true", text: folds ? (open ? "▾" : "▸") : "" }), spot,
    el("span", { class: "ck-cb-label", text: one.label }), one.changed ? el("span", { class: "ck-cb-changed", text: this.say("changed") }) : null, counts);
    made.style.setProperty("--level", one.level);
    return made;
  }

  focusLeaf(code) {
    this.focused = code;
    for (const leaf of this.tree.children) leaf.tabIndex = leaf.dataset.code === code ? 0 : -1;
    const leaf = [...this.tree.children].find((one) => one.dataset.code === code);
    leaf?.focus({ preventScroll: true });
    leaf?.scrollIntoView({ block: "nearest" });
  }

  fold(code) {
    if (!this.closed.delete(code)) this.closed.add(code);
    this.focused = code;
    this.paintTree(this.data.page);
    this.focusLeaf(code);
  }

  key(event) {
    const shown = this.visible();
    const at = shown.findIndex((one) => one.code === this.focused);
    const one = shown[at];
    if (!one || event.ctrlKey || event.metaKey || event.altKey) return;
    const folds = this.data.page.codes.some((other) => other.parent === one.code);
    const open = folds && !this.closed.has(one.code);
    const to = (place) => this.focusLeaf(shown[Math.min(Math.max(place, 0), shown.length - 1)].code);
    const moves = {
      ArrowDown: () => to(at + 1), ArrowUp: () => to(at - 1), Home: () => to(0), End: () => to(shown.length - 1),
      ArrowRight: () => (folds && !open ? this.fold(one.code) : open ? to(at + 1) : null),
      ArrowLeft: () => (open ? this.fold(one.code) : one.parent ? this.focusLeaf(one.parent) : null),
      Enter: () => this.choose(one.code, true), " ": () => this.choose(one.code, true),
    };
    const typed = event.key.length === 1 && event.key !== " ";
    if (!moves[event.key] && !typed) return;
    event.preventDefault();
    event.stopPropagation();
    if (moves[event.key]) return void moves[event.key]();
    const next = [...shown.slice(at + 1), ...shown.slice(0, at + 1)].find((other) => other.label.toLowerCase().startsWith(event.key.toLowerCase()));
    if (next) this.focusLeaf(next.code);
  }

  choose(code, go) {
    this.code = this.focused = code;
    this.blanks = {};
    this.form = null;
    this.effect = null;
    this.findings = null;
    this.paintTree(this.data.page);
    if (go) this.focusLeaf(code);
    this.fetch();
  }

  // The form

  async fetch() {
    if (!this.code) return void fill(this.sheet, el("p", { text: this.say("no_codes") }));
    const { code } = this;
    const reply = await this.link.ask("see", { what: "code", code });
    if (code !== this.code) return;
    if (reply.error) return void this.frame.alarm(reply.error, reply.hint);
    this.take(reply.code);
  }

  /** A form anew, unless nothing in it is otherwise. */
  take(form) {
    const same = JSON.stringify(form) === JSON.stringify(this.form) && this.drawn === this.language;
    const other = this.form?.id !== form.id || this.drawn !== this.language;
    this.form = form;
    if (!same) this.paintForm();
    if (other) this.try();
    this.check(other || !same);
  }

  /** Around the field that has the focus: what was typed, and where, stays. */
  paintForm() {
    const active = this.sheet.contains(document.activeElement) ? document.activeElement : null;
    const held = active && { key: active.dataset.key, name: active.dataset.name, from: active.selectionStart, to: active.selectionEnd };
    this.building = true;
    this.drawn = this.language;
    const form = this.form;
    fill(this.sheet, this.formHead(form), this.place(form), this.tabs(), this.fields(form), this.doing(form));
    this.sheet.setAttribute("aria-label", form.title);
    this.building = false;
    this.paintEffect();
    this.paintFindings();
    if (held) this.focusField(held);
  }

  focusField({ key, name, from, to }) {
    const made = [...this.sheet.querySelectorAll("[data-key], [data-name]")].find((one) => (key ? one.dataset.key === key : one.dataset.name === name && name));
    if (!made) return;
    made.focus({ preventScroll: true });
    if (from !== null && from !== undefined) try { made.setSelectionRange(from, to); } catch { /* not a field of text */ }
  }

  formHead(form) {
    this.warned = el("div", { class: "ck-cb-findings" });
    return el("div", {}, el("h4", { text: form.title }),
      el("p", { class: "ck-cb-about", text: [form.id, this.say("codings", { n: form.codings })].join(" · ") }), this.warned);
  }

  place(form) {
    const { codes } = this.data.page;
    const labels = new Map(codes.map((one) => [one.code, `${"– ".repeat(one.level - 1)}${one.label}`]));
    const options = [["", this.say("top")], ...codes.filter((one) => form.parents.includes(one.code)).map((one) => [one.code, labels.get(one.code)])];
    const parent = choice(this.say("parent"), options, form.parent ?? "", (value) => this.act("move", { code: form.id, parent: value }, () => this.say("moved")));
    parent.querySelector("select").dataset.name = "parent";
    const paint = el("input", { type: "color", value: colour(form.colour || form.inherited), data: { name: "colour" }, on: { change: (event) => this.store("colour", event.target.value) } });
    paint.addEventListener("keydown", (event) => event.stopPropagation());
    return el("div", { class: "ck-cb-place" }, parent,
      button(this.say("up"), () => this.step(-1), { disabled: form.at === 0, data: { name: "up" } }),
      button(this.say("down"), () => this.step(1), { disabled: form.at >= form.beside - 1, data: { name: "down" } }),
      el("label", { class: "ck-choice" }, el("span", { text: form.colour ? this.say("colour") : this.say("colour_above") }), paint),
      form.colour ? button(this.say("no_colour"), () => this.store("colour", ""), { data: { name: "no_colour" } }) : null);
  }

  step(by) {
    return this.act("move", { code: this.form.id, by }, () => this.say("moved"));
  }

  tabs() {
    const { languages } = this.data.page;
    const tabs = languages.map((name) => button(this.frame.say(`ex_${name}`), () => this.speak(name), {
      role: "tab", id: `${this.frame.name}-tab-${name}`, "aria-selected": String(name === this.language), "aria-controls": `${this.frame.name}-fields`,
      tabindex: name === this.language ? "0" : "-1", data: { name: `tab-${name}` },
    }));
    const list = el("div", { class: "ck-cb-tabs", role: "tablist", "aria-label": this.say("language") }, ...tabs);
    list.addEventListener("keydown", (event) => {
      const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
      if (!step) return;
      event.preventDefault();
      event.stopPropagation();
      const next = languages[(languages.indexOf(this.language) + step + languages.length) % languages.length];
      this.speak(next);
      this.focusField({ name: `tab-${next}` });
    });
    return list;
  }

  speak(name) {
    this.language = name;
    this.blanks = {};
    this.effect = null;
    this.paintForm();
    this.try();
  }

  fields(form) {
    const panel = el("div", { class: "ck-cb-fields", role: "tabpanel", id: `${this.frame.name}-fields`, "aria-labelledby": `${this.frame.name}-tab-${this.language}` });
    panel.append(
      this.words(form, "label", form.label ?? {}, (value) => this.store("label", value), false),
      this.words(form, "definition", form.definition ?? {}, (value) => this.store("definition", value), true),
      this.terms(form), ...CB_LISTS.map((name) => this.entries(form, name)), this.ways(form));
    return panel;
  }

  /** A field for a text in this language; what it says in another stands below where it says nothing in this one. */
  words(form, name, texts, store, many, label = this.say(`field_${name.split("/")[0]}`)) {
    const text = texts[this.language] ?? "";
    const other = text ? null : Object.entries(texts).find(([key, one]) => key.length === 2 && typeof one === "string" && one);
    const id = `${this.frame.name}-${name.replaceAll("/", "-")}`;
    const hint = other ? el("span", { class: "ck-cb-hint", id: `${id}-hint`, lang: other[0], text: `${other[0]}: ${other[1]}` }) : null;
    const made = this.input(`${form.id}/${this.language}/${name}`, text, (value) => store({ ...texts, [this.language]: value }), { many, id, about: hint?.id });
    return el("div", { class: "ck-cb-field" }, el("label", { for: id, text: label }), made.root, hint);
  }

  /** A field that keeps what was typed until it is saved: on leaving it, or with Ctrl+Enter; Escape brings back what was there. */
  input(key, stored, save, { many, id, about, typing, rows = 2 }) {
    const { drafts } = this.link;
    const draft = `cb/${key}`;
    const field = el(many ? "textarea" : "input", { id, rows: many ? rows : null, type: many ? null : "text", lang: this.language, data: { key }, "aria-describedby": about, spellcheck: typing ? "false" : "true" });
    field.value = drafts.get(draft)?.text ?? stored;
    const note = el("span", { class: "ck-cb-typed", hidden: !drafts.get(draft)?.counts, text: this.say("typed") });
    const mark = () => {
      if (field.value === stored) drafts.delete(draft);
      else drafts.set(draft, { text: field.value, counts: true });
      note.hidden = !drafts.has(draft);
      this.frame.line();
    };
    const done = async () => {
      if (this.building || !drafts.get(draft)?.counts) return;
      const text = field.value;
      drafts.set(draft, { text, counts: false }); // until it is kept: who gets no good answer has not lost it
      note.hidden = true;
      const reply = await save(text.trim());
      const mine = drafts.get(draft)?.text === text;
      if (mine && reply?.error) { drafts.set(draft, { text, counts: true }); this.paintForm(); }
      else if (mine) { drafts.delete(draft); stored = text; }
      note.hidden = !drafts.get(draft)?.counts;
      this.frame.line();
    };
    field.addEventListener("input", () => { mark(); typing?.(field); });
    field.addEventListener("blur", () => { if (field.isConnected) done(); });
    field.addEventListener("leave", done);
    field.addEventListener("keydown", (event) => {
      event.stopPropagation();
      if (event.key === "Enter" && (!many || event.ctrlKey || event.metaKey)) { event.preventDefault(); done(); }
      if (event.key === "Escape") { event.preventDefault(); field.value = stored; mark(); typing?.(field); }
    });
    return { root: el("span", { class: "ck-cb-input" }, field, note), field };
  }

  entries(form, name) {
    const listed = [...(form[name] ?? []), ...Array.from({ length: this.blanks[name] ?? 0 }, () => ({}))];
    const rows = listed.map((entry, at) => this.entry(form, name, entry, at));
    const add = button(this.say(`add_${name}`), () => this.blank(name), { data: { name: `add-${name}` } });
    return el("fieldset", { class: "ck-cb-list" }, el("legend", { text: this.say(`field_${name}`) }), ...rows, add);
  }

  blank(name) {
    this.blanks[name] = (this.blanks[name] ?? 0) + 1;
    this.paintForm();
    this.focusField({ key: `${this.form.id}/${this.language}/${name}/${(this.form[name] ?? []).length + this.blanks[name] - 1}` });
  }

  entry(form, name, entry, at) {
    const label = this.say("entry", { what: this.say(`field_${name}`), n: at + 1 });
    const more = { exclude: ["see"], examples: ["direction"], counterexamples: ["see"] }[name] ?? [];
    const put = (value) => this.store(name, this.changed(name, at, { ...entry, ...value }));
    const field = this.words(form, `${name}/${at}`, entry, (texts) => put(texts), true, label);
    field.firstChild.classList.add("ck-cb-quiet");
    const there = at < (form[name] ?? []).length;
    const others = more.map((which) => this.other(which, entry[which] ?? "", (value) => put({ [which]: value }), `${name}-${at}`, there));
    const away = button("×", () => this.store(name, this.changed(name, at, null)), { "aria-label": this.say("remove_entry", { what: label }), title: this.say("remove_entry", { what: label }), data: { name: `away-${name}-${at}` } });
    return el("div", { class: "ck-cb-entry" }, field, ...others, away);
  }

  other(which, value, put, where, there) {
    const { codes } = this.data.page;
    const options = which === "see"
      ? [["", "–"], ...codes.filter((one) => one.code !== this.form.id).map((one) => [one.code, one.label])]
      : [["", "–"], ...Object.entries(this.data.page.ways)];
    if (value && !options.some(([key]) => key === value)) options.push([value, value]);
    const made = choice(this.say(which), options, value, put);
    const select = made.querySelector("select");
    select.dataset.name = `${which}-${where}`;
    select.disabled = !there;
    return made;
  }

  /** The entries of a list with another one at a place; one without any text is none. */
  changed(name, at, entry) {
    const listed = structuredClone(this.form[name] ?? []);
    if (at < listed.length) listed.splice(at, 1, ...(entry ? [entry] : []));
    else {
      this.blanks[name] = Math.max((this.blanks[name] ?? 0) - 1, 0);
      if (entry) listed.push(entry);
    }
    const spoken = (one) => Object.entries(one).some(([key, text]) => key.length === 2 && text);
    const kept = listed.filter(spoken);
    if (!entry || kept.length !== listed.length) this.forget(name);
    return kept;
  }

  /** What was typed in entries of a list, when their places are others now. */
  forget(name) {
    for (const key of [...this.link.drafts.keys()]) if (key.startsWith(`cb/${this.form.id}/`) && key.includes(`/${name}/`)) this.link.drafts.delete(key);
  }

  ways(form) {
    const told = form.polarity ?? {};
    const rows = Object.keys(this.data.page.ways).map((way) => this.words(form, `polarity/${way}`, told[way] ?? {}, (texts) => this.store("polarity", { ...(this.form.polarity ?? {}), [way]: texts }), true, this.data.page.ways[way]));
    return el("fieldset", { class: "ck-cb-list" }, el("legend", { text: this.say("field_polarity") }), ...rows);
  }

  // Search terms and what they find

  terms(form) {
    const id = `${this.frame.name}-terms`;
    const listed = form.indicators?.[this.language] ?? [];
    const save = (text) => this.store("indicators", { ...(this.form.indicators ?? {}), [this.language]: this.lines(text) });
    const made = this.input(`${form.id}/${this.language}/indicators`, listed.join("\n"), save, {
      many: true, id, about: `${id}-hint`, rows: Math.min(Math.max(listed.length + 1, 4), 14), typing: () => this.soon(),
    });
    this.termsField = made.field;
    made.field.addEventListener("focus", () => this.warm());
    this.found = el("div", { class: "ck-cb-found" });
    const left = el("div", { class: "ck-cb-field" }, el("label", { for: id, text: this.say("field_indicators") }), made.root, el("span", { class: "ck-cb-hint", id: `${id}-hint`, text: this.say("terms_hint") }));
    return el("div", { class: "ck-cb-terms" }, left, this.found);
  }

  lines(text) {
    return [...new Set(text.split("\n").map((one) => one.trim()).filter(Boolean))];
  }

  soon() {
    if (this.resting) this.check(true);
    clearTimeout(this.typing);
    this.typing = setTimeout(() => this.try(), CB_TYPING);
  }

  /** The dictionary is read when somebody comes to write a term, not while they write. */
  warm() {
    this.warmed ??= new Set();
    if (this.warmed.has(this.language)) return;
    this.warmed.add(this.language);
    this.try(true);
  }

  /** One question at a time; what was typed meanwhile is asked afterwards. */
  async try(warm = false) {
    if (!this.termsField) return;
    const asked = { what: "terms", code: this.form.id, language: this.language, terms: this.lines(this.termsField.value), warm };
    const sign = JSON.stringify(asked);
    if (this.trying) { this.again = this.trying !== sign; return; }
    this.trying = sign;
    const begun = performance.now();
    const reply = await this.link.ask("see", asked);
    this.trying = null;
    if (reply.error) return void this.frame.alarm(reply.error, reply.hint);
    if (asked.code === this.form?.id && asked.language === this.language) {
      this.effect = reply.effect;
      this.paintEffect();
      this.found.dataset.took = String(Math.round(performance.now() - begun));
    }
    if (this.again) { this.again = false; this.try(); }
  }

  paintEffect() {
    const { effect, found } = this;
    if (!found || !effect) return;
    const held = found.contains(document.activeElement) ? document.activeElement.dataset.name : null;
    const open = new Set([...found.querySelectorAll("details[open]")].map((one) => one.dataset.name));
    if (!effect.documents) return void fill(found, el("p", { role: "status", text: this.say("no_documents", { language: this.frame.say(`ex_${this.language}`) }) }));
    const sum = el("p", { class: "ck-cb-sum", role: "status", text: this.say("effect", { after: effect.after, before: effect.before, gained: effect.gained, lost: effect.lost }) });
    const rows = effect.terms.map((one) => el("tr", {}, el("th", { scope: "row", lang: this.language, text: one.pattern }),
      one.problem ? el("td", { colspan: "3", class: "ck-cb-wrong", text: `⚠ ${one.problem}` }) : null,
      ...(one.problem ? [] : [one.hits, one.documents, one.forms].map((cell) => el("td", { text: String(cell ?? "–") })))));
    const table = el("table", {}, el("caption", { text: this.say("each", { n: effect.documents }) }),
      el("thead", {}, el("tr", {}, ...["term", "hits", "documents", "forms"].map((name) => el("th", { scope: "col", text: this.say(`col_${name}`) })))), el("tbody", {}, ...rows));
    const list = (name, sign) => this.examples(name, sign, effect, open);
    fill(found, sum, list("gained", "+"), list("lost", "−"), rows.length ? table : null);
    if (held) this.focusField({ name: held });
  }

  examples(name, sign, effect, open) {
    const lines = effect[`${name}_lines`];
    if (!lines.length) return null;
    const shown = lines.map((one) => el("li", {}, el("span", { class: "ck-cb-where", text: `${sign} ${this.say("turn", { document: one.document, turn: one.turn })}` }),
      el("span", { lang: this.language }, one.left, el("mark", { text: one.hit }), one.right)));
    const more = effect[name] - lines.length;
    return el("details", { open: open.has(name) || !this.found.querySelector("details"), data: { name } },
      el("summary", { data: { name: `lines-${name}` }, text: this.say(name, { n: effect[name] }) }), el("ul", {}, ...shown), more > 0 ? el("p", { text: this.say("more", { n: more }) }) : null);
  }

  check(anew) {
    if (!anew && this.findings) return;
    clearTimeout(this.resting);
    this.resting = setTimeout(async () => {
      this.resting = null;
      const { code } = this;
      const reply = await this.link.ask("see", { what: "findings", code });
      if (code !== this.code || reply.error) return;
      this.findings = reply;
      this.paintFindings();
    }, CB_RESTING);
  }

  paintFindings() {
    if (!this.warned || !this.findings) return;
    const { findings, elsewhere } = this.findings;
    const sign = { error: "⚠", warning: "⚠", note: "·" };
    const rows = findings.map((one) => el("li", { text: `${sign[one.severity]} ${one.where.replace(/^[^:(]*:? ?/, "")} ${one.text}`.replace("  ", " ") }));
    const head = findings.length ? this.say("to_mend", { n: findings.length }) : this.say("well");
    const open = this.warned.querySelector("details")?.open ?? false;
    fill(this.warned, findings.length
      ? el("details", { open }, el("summary", { text: `${head} ${this.say("elsewhere", { n: elsewhere })}` }), el("ul", {}, ...rows))
      : el("p", { text: `${head} ${this.say("elsewhere", { n: elsewhere })}` }));
  }

  // What is done with a whole code

  doing(form) {
    return el("div", { class: "ck-cb-tools ck-cb-doing" },
      button(this.say("split"), () => this.askSplit(form), { data: { name: "split" } }),
      button(this.say("remove"), () => this.askRemove(form), { data: { name: "remove" }, disabled: form.below.length > 0 }),
      form.below.length ? el("span", { class: "ck-cb-hint", text: this.say("remove_below") }) : null);
  }

  store(name, value) {
    this.storing = this.stored(name, value);
    return this.storing;
  }

  async stored(name, value) {
    this.form[name] = value; // what is stored next, before the answer came, must not lose this
    const reply = await this.act("said", { code: this.form.id, field: name, value }, () => this.say("kept"));
    this.drawn = null;
    if (reply.error) await this.fetch();
    else if (reply.code.id === this.code) this.take(reply.code);
    return reply;
  }

  /** A question with fields, in place of a window: Enter answers, Escape leaves it, and the focus goes back to where it was. */
  question(title, rows, yes, done) {
    const from = document.activeElement?.dataset ? { ...document.activeElement.dataset } : {};
    const id = `${this.frame.name}-asking`;
    const shut = () => { this.asking.hidden = true; fill(this.asking); this.refocus(from); };
    const confirm = button(yes, async () => { const reply = await done(); if (reply && !reply.error) shut(); }, { class: "ck-cb-main" });
    const box = el("div", { role: "group", "aria-labelledby": id }, el("h4", { id, text: title }), ...rows, el("div", { class: "ck-cb-tools" }, confirm, button(this.say("cancel"), shut)));
    box.addEventListener("keydown", (event) => {
      event.stopPropagation();
      if (event.key === "Escape") { event.preventDefault(); shut(); }
      if (event.key === "Enter" && event.target.matches("input")) { event.preventDefault(); confirm.click(); }
    });
    this.asking.hidden = false;
    fill(this.asking, box);
    (box.querySelector("input, select, textarea") ?? confirm).focus();
    this.asking.scrollIntoView({ block: "nearest" });
  }

  refocus(from) {
    const found = from.name && [...this.root.querySelectorAll("[data-name]")].find((one) => one.dataset.name === from.name && !one.disabled);
    if (found) found.focus();
    else if (this.focused) this.focusLeaf(this.focused);
  }

  line(label, value = "") {
    const input = el("input", { type: "text", value });
    return { input, root: el("label", { class: "ck-cb-field" }, el("span", { text: label }), input) };
  }

  askAdd(under) {
    const label = this.line(this.say("label_in", { language: this.frame.say(`ex_${this.language}`) }));
    const where = this.data.page.codes.find((one) => one.code === under)?.label;
    const title = under ? this.say("new_below", { label: where }) : this.say("new_theme");
    this.question(title, [label.root], this.say("add"), () => this.made("add", { parent: under ?? "", label: label.input.value }));
  }

  async made(type, more) {
    const reply = await this.act(type, { ...more, language: this.language }, () => this.say("kept"));
    if (!reply.error) { this.closed.clear(); this.choose(reply.made, false); }
    return reply;
  }

  askSplit(form) {
    const label = this.line(this.say("label_in", { language: this.frame.say(`ex_${this.language}`) }));
    const told = el("p", { text: this.say("split_told", { n: form.codings }) });
    this.question(this.say("split_of", { label: form.title }), [told, label.root], this.say("split"), () => this.made("split", { code: form.id, label: label.input.value }));
  }

  askRemove(form) {
    let into = "";
    const options = [["", this.say("they_wait")], ...this.data.page.codes.filter((one) => one.code !== form.id).map((one) => [one.code, this.say("they_follow", { label: one.label })])];
    const fate = choice(this.say("fate", { n: form.codings }), options, "", (value) => { into = value; });
    this.question(this.say("remove_of", { label: form.title }), [fate], this.say("remove"), async () => {
      const reply = await this.act("remove", { code: form.id, into }, () => this.say("removed"));
      if (!reply.error) this.choose(into || form.parent || this.data.page.codes[0]?.code, false);
      return reply;
    });
  }

  /** Whether there is something to drop or save; what is being typed is taken along first. */
  async anything() {
    await this.storing;
    if (this.data.page.changes.length) return true;
    this.frame.tell(this.say("unchanged", { version: this.data.page.version }));
    return false;
  }

  async askDrop() {
    if (!(await this.anything())) return;
    this.question(this.say("drop_sure", { n: this.data.page.changes.length }), [], this.say("drop"), () => this.act("drop", {}, () => this.say("dropped")));
  }

  async askSave() {
    if (!(await this.anything())) return;
    const version = this.line(this.say("version"), this.data.page.next);
    const note = this.line(this.say("note_in", { language: this.frame.say(`ex_${this.frame.words.language}`) }));
    const waits = this.data.page.waiting > 0 ? el("p", { class: "ck-cb-waits", text: this.say("waiting", { n: this.data.page.waiting }) }) : null;
    this.question(this.say("save"), [waits, version.root, note.root].filter(Boolean), this.say("save_it"), () =>
      this.act("save", { version: version.input.value, note: note.input.value, language: this.frame.words.language }, (reply) => this.say("saved", { version: reply.version })));
  }

  close() {
    clearTimeout(this.typing);
    clearTimeout(this.resting);
    this.data.listeners.delete(this.draw);
  }
}
