// Correcting the transcript while listening: words, turns, speakers; the recording never leaves the browser.

import { button, choice, el, field, fill } from "./dom.js";
import { Recording } from "./recording.js";

const A_NEW_ONE = " "; // a choice that is nobody's label
const BEGINS = 60; // code points of the second half that are shown

/** The mode in which turns are corrected. The turn in hand has its buttons below it. */
export class Correcting {
  constructor(view) {
    Object.assign(this, { view, frame: view.frame, link: view.link, data: view.data });
    this.at = 0;
    this.editor = null;
    this.form = null;
    this.report = null;
  }

  enter() {
    const { text } = this.view;
    this.tools = el("div", { class: "ck-tools", role: "group", on: { click: (event) => event.stopPropagation() } });
    this.recording = new Recording(this.view, () => this.data.turns);
    this.told = el("section", { class: "ck-report", "aria-label": this.frame.say("last_correction"), hidden: true });
    fill(this.view.panel, el("p", { class: "ck-hint", text: this.frame.say(this.can ? "correct_hint" : "correct_no_turns") }), this.recording.root, this.told);
    this.heard = [["focusin", () => this.focused()], ["pointerdown", () => { this.pressed = true; }], ["click", (event) => this.clicked(event)]];
    for (const [kind, listener] of this.heard) text.root.addEventListener(kind, listener);
    this.released = () => { if (this.pressed) { this.pressed = false; setTimeout(() => this.focused(), 0); } };
    window.addEventListener("pointerup", this.released);
    this.resume();
    this.place(text.home);
    if (!this.editor) text.focus(text.home);
  }

  leave() {
    if (!this.tools) return;
    for (const [kind, listener] of this.heard) this.view.text.root.removeEventListener(kind, listener);
    window.removeEventListener("pointerup", this.released);
    const kept = this.dirty ? this.editor.n : null;
    this.close();
    this.tools.remove();
    this.tools = null;
    this.recording.close();
    if (kept !== null) this.frame.alarm(this.frame.say("draft_kept", { n: kept }));
  }

  /** Whether the document has turns to correct. */
  get can() {
    return this.data.turns.some((turn) => turn.n);
  }

  get turn() {
    return this.data.turns[this.at];
  }

  // The buttons below a turn

  focused() {
    if (!this.tools || this.pressed) return; // while the mouse is down nothing may move below it
    this.place(this.view.text.home);
  }

  /** A click sets the place where a turn can be split, also on words that are coded. */
  clicked(event) {
    const { view } = this;
    if (!event.target.closest(".ck-said") || view.words) return;
    const chosen = document.getSelection();
    const point = chosen?.anchorNode ? view.text.places.pointOf(chosen.anchorNode, chosen.anchorOffset, view.text.list) : null;
    if (point === null) return;
    if (view.chosen) view.pick(null);
    view.caret = view.text.places.nextEdge(point + 1, false, this.data.document.language);
    view.markChosen();
  }

  place(at) {
    const { text } = this.view;
    const place = text.rows[at];
    if (!place || !this.can) return;
    if (this.at !== at) this.form = null;
    else if (this.tools.parentElement === place.row) return;
    const before = place.row.getBoundingClientRect().top;
    this.at = at;
    this.draw();
    place.row.append(this.tools);
    text.root.scrollTop += place.row.getBoundingClientRect().top - before;
  }

  draw() {
    const { frame, turn } = this;
    const act = (key, doing, more = {}) => button(frame.say(key), doing, { class: "ck-button", ...more });
    const last = this.at === this.data.turns.length - 1;
    this.tools.setAttribute("aria-label", frame.say("turn_tools", { n: turn.n }));
    fill(this.tools, el("div", { class: "ck-ways" },
      act("edit_words", () => this.edit(), { "aria-pressed": String(this.editor?.n === turn.n) }), act("split", () => this.openSplit(), { "aria-expanded": String(this.form === "split") }),
      last ? null : act("join_next", () => this.join()), act("change_speaker", () => this.openSpeaker(), { "aria-expanded": String(this.form === "speaker") })));
  }

  endForm() {
    this.form = null;
    this.draw();
    this.view.text.focus(this.at);
  }

  // Other words

  keyOf(n) {
    return `correct ${this.data.document.name} ${n}`;
  }

  get dirty() {
    return Boolean(this.editor && this.editor.area.value.trim() !== this.editor.was.trim());
  }

  /** What was typed before and not saved, in this document. */
  resume() {
    const at = this.data.turns.findIndex((turn) => turn.n && this.link.drafts.has(this.keyOf(turn.n)));
    if (at < 0) return;
    this.view.text.focusable(at);
    this.place(at);
    this.edit();
  }

  edit() {
    const { turn } = this;
    if (this.editor?.n === turn.n) { this.editor.area.focus(); return; }
    if (this.dirty) { this.editor.area.focus(); this.frame.alarm(this.frame.say("draft_kept", { n: this.editor.n })); return; }
    this.close();
    const draft = this.link.drafts.get(this.keyOf(turn.n));
    this.open(turn, draft);
    this.draw();
    this.editor.area.focus();
    this.editor.box.scrollIntoView({ block: "nearest" });
  }

  open(turn, draft) {
    const { frame } = this;
    const area = field({ class: "ck-edit", lang: this.data.document.language, dir: "auto", "aria-label": frame.say("words_of_turn", { n: turn.n }) }, { many: true, done: () => this.save(), left: () => this.cancel() });
    area.value = draft?.text ?? turn.text;
    area.addEventListener("input", () => this.typed());
    const state = el("span", { class: "ck-note" });
    const note = el("p", { class: "ck-note ck-told", hidden: true });
    const box = el("div", { class: "ck-editor", on: { click: (event) => event.stopPropagation() } }, area, note, el("div", { class: "ck-ways" }, button(frame.say("save"), () => this.save(), { class: "ck-button", "aria-keyshortcuts": "Control+Enter" }), button(frame.say("cancel"), () => this.cancel(), { class: "ck-button", "aria-keyshortcuts": "Escape" }), state));
    this.editor = { n: turn.n, was: draft?.was ?? turn.text, area, box, state, note };
    this.compareDraft();
    this.show();
    this.typed();
  }

  /** The field in place of the words of its turn. */
  show() {
    const { editor } = this;
    const at = this.data.turns.findIndex((turn) => turn.n === editor.n);
    const said = this.view.text.rows[at]?.row.querySelector(".ck-said");
    if (!said) return;
    said.hidden = true;
    said.after(editor.box);
    this.fit();
  }

  fit() {
    const { area } = this.editor;
    area.style.height = "auto";
    area.style.height = `${Math.min(area.scrollHeight + 4, 400)}px`;
  }

  typed() {
    const { editor, link } = this;
    const key = this.keyOf(editor.n);
    if (this.dirty) link.drafts.set(key, { text: editor.area.value, was: editor.was, counts: true });
    else link.drafts.delete(key);
    editor.state.textContent = this.dirty ? this.frame.say("not_saved") : this.frame.say("edit_keys");
    editor.state.classList.toggle("ck-told", this.dirty);
    this.fit();
    link.tell({ kind: "line" });
  }

  async save() {
    const { editor, frame, link } = this;
    if (!editor || this.saving) return;
    if (!this.dirty) { this.cancel(); frame.tell(frame.say("same_words")); return; }
    this.saving = true;
    const text = editor.area.value;
    const reply = await link.ask("edit_turn", { turn: editor.n, words: editor.was, text });
    this.saving = false;
    if (this.view.failed(reply)) { this.compareDraft(); return; }
    if (this.editor === editor && editor.area.value === text) { link.drafts.delete(this.keyOf(editor.n)); this.close(); this.back(); }
    else { const now = this.data.turns.find((turn) => turn.n === editor.n); editor.was = now?.text ?? editor.was; this.typed(); }
    this.done(reply);
  }

  cancel() {
    const { editor } = this;
    if (!editor) return;
    this.link.drafts.delete(this.keyOf(editor.n));
    this.close();
    this.link.tell({ kind: "line" });
    this.back();
  }

  /** Away with the field; what was typed in it stays a draft. */
  close() {
    const { editor } = this;
    if (!editor) return;
    const row = editor.box.closest("[data-turn]");
    editor.box.remove();
    if (row) row.querySelector(".ck-said").hidden = false;
    this.editor = null;
  }

  back() {
    if (!this.tools) return;
    this.draw();
    this.view.text.focus(this.at);
  }

  /** The turn under the field was changed by somebody else: its words now, so that nobody overwrites them unseen. */
  compareDraft() {
    const { editor } = this;
    if (!editor) return;
    const { turns } = this.data;
    const here = turns.find((turn) => turn.n === editor.n);
    if (here?.text === editor.was) return;
    const moved = turns.filter((turn) => turn.text === editor.was);
    this.link.drafts.delete(this.keyOf(editor.n));
    if (moved.length === 1) editor.n = moved[0].n;
    else if (here) { editor.was = here.text; editor.note.hidden = false; editor.note.textContent = this.frame.say("draft_old", { words: here.text }); }
  }

  // Turns and speakers

  openSplit() {
    const { frame, view, turn } = this;
    if (this.form === "split") { this.endForm(); return; }
    const point = view.words?.start ?? view.caret ?? -1;
    if (point <= turn.start || point >= turn.end) { frame.alarm(frame.say("split_where")); return; }
    this.form = "split";
    this.draw();
    const who = this.speakers(turn.speaker, [turn.speaker]);
    const words = view.text.places.words(point, Math.min(turn.end, point + BEGINS));
    const split = () => who.value && this.correct("split_turn", { at: point, ...(who.value === turn.speaker ? {} : { speaker: who.value }) });
    this.put(el("p", {}, frame.say("split_begins", { words })), who.box(frame.say("split_speaker")), this.formEnd("split_do", split));
  }

  openSpeaker() {
    const { frame, turn, data } = this;
    if (this.form === "speaker") { this.endForm(); return; }
    this.form = "speaker";
    this.draw();
    const others = data.turns.map((one) => one.speaker).filter((name) => name && name !== turn.speaker);
    const who = this.speakers(others[0] ?? A_NEW_ONE, [], turn.speaker);
    const n = data.turns.filter((one) => one.speaker === turn.speaker).length;
    const whole = choice(frame.say("which_turns"), [["one", frame.say("this_turn")], ["all", frame.say("all_turns", { n, speaker: turn.speaker })]], "one", () => {});
    const change = () => who.value && this.correct("change_speaker", { speaker: who.value, all: whole.querySelector("select").value === "all" });
    this.put(who.box(frame.say("speaker")), n > 1 ? whole : null, this.formEnd("speaker_do", change));
  }

  /** A choice of the speakers there are, or a new one; `value` is the label that was chosen. */
  speakers(chosen, first, without = null) {
    const { frame, data } = this;
    const names = [...new Set([...first, ...data.turns.map((turn) => turn.speaker)])].filter((name) => name && name !== without);
    const name = field({ type: "text", class: "ck-input", "aria-label": frame.say("speaker_name"), placeholder: frame.say("speaker_name"), hidden: chosen !== A_NEW_ONE }, { left: () => this.endForm() });
    const picked = { now: chosen };
    return {
      get value() { return picked.now === A_NEW_ONE ? name.value.trim() : picked.now; },
      box: (label) => el("div", { class: "ck-choice" }, choice(label, [...names.map((one) => [one, one]), [A_NEW_ONE, frame.say("new_speaker")]], chosen, (now) => { picked.now = now; name.hidden = now !== A_NEW_ONE; if (!name.hidden) name.focus(); }), name),
    };
  }

  /** What more has to be said about the turn, below its buttons. */
  put(...parts) {
    const made = el("div", { class: "ck-subform" }, ...parts);
    this.tools.append(made);
    made.scrollIntoView({ block: "nearest" });
    made.querySelector("select").focus();
  }

  formEnd(key, act) {
    const { frame } = this;
    return el("div", { class: "ck-ways" }, button(frame.say(key), act, { class: "ck-button" }), button(frame.say("cancel"), () => this.endForm(), { class: "ck-button" }));
  }

  join() {
    return this.correct("join_turns", {});
  }

  async correct(type, more) {
    const { turn } = this;
    if (this.dirty) { this.editor.area.focus(); this.frame.alarm(this.frame.say("draft_kept", { n: this.editor.n })); return; }
    const reply = await this.link.ask(type, { turn: turn.n, words: turn.text, ...more });
    if (this.view.failed(reply)) return;
    if (this.tools) this.endForm();
    this.done(reply);
  }

  // What was done

  done(reply) {
    this.frame.tell(this.frame.say(reply.passages.length ? "corrected_changing" : "corrected", { n: reply.passages.length }));
    const { frame } = this;
    const became = reply.passages.map(([what, before, after]) => el("li", { text: frame.say("became", { what, before, after: after || "–" }) }));
    this.told.hidden = false;
    fill(this.told, el("h4", { text: frame.say("last_correction") }), el("p", { text: reply.told }), became.length ? el("ul", { class: "ck-became" }, ...became) : null, ...reply.findings.map((text) => el("p", { class: "ck-note ck-told", text })));
  }

  /** The text is about to be drawn anew, and the field with it: whoever is writing goes on where they are. */
  hold() {
    const area = this.editor?.area;
    this.held = area && document.activeElement === area ? [area.selectionStart, area.selectionEnd] : null;
  }

  letGo() {
    if (this.held) { this.editor.area.focus({ preventScroll: true }); this.editor.area.setSelectionRange(...this.held); }
    this.held = null;
  }

  absorb(fresh) {
    if (!fresh.turns || !this.tools) return;
    if (fresh.whole || ["undo", "redo"].includes(this.link.last?.type)) this.told.hidden = true;
    if (fresh.whole) { this.recording.forget(); if (this.editor) this.close(); }
    this.form = null;
    this.place(Math.min(this.view.text.home, this.data.turns.length - 1));
    if (this.editor) { if (!this.saving) this.compareDraft(); this.show(); this.letGo(); }
    this.recording.mark();
  }

  /** What is in hand has its card; without it there is nothing to say here. */
  card(row) {
    return row && !row.found ? null : [];
  }

  play(turn) {
    this.recording.play(turn);
  }

  key(event) {
    return this.view.keys.letters && this.recording.key(event);
  }
}
