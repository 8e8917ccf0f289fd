// A recording that a person opens from their own disk: it is played here, and never sent anywhere.

import { button, choice, el } from "./dom.js";

const LEAP = 3; // seconds
const SPEEDS = ["0.5", "0.75", "1", "1.25", "1.5", "2"];

/** A player beside the text; the turn being heard is marked. `turns()` gives those that there are now. */
export class Recording {
  constructor(view, turns) {
    Object.assign(this, { view, frame: view.frame, turns });
    this.address = null;
    this.heard = null;
    this.build();
    this.pressed = (event) => this.alt(event);
    this.frame.root.addEventListener("keydown", this.pressed, true); // before a field keeps the key to itself
  }

  build() {
    const { frame } = this;
    this.file = el("input", { type: "file", accept: "audio/*,video/*", hidden: true, "aria-label": frame.say("open_recording"), on: { change: () => this.open() } });
    this.opener = button(frame.say("open_recording"), () => this.file.click(), { class: "ck-button" });
    this.audio = el("audio", { controls: true, preload: "metadata", "aria-label": frame.say("recording"), on: { timeupdate: () => this.mark(), error: () => this.address && frame.alarm(frame.say("recording_unreadable")) } });
    const act = (key, text, doing, keys) => button(text, doing, { class: "ck-button", "aria-label": frame.say(key), title: frame.say(key), "aria-keyshortcuts": keys });
    this.follow = el("input", { type: "checkbox", id: `${frame.name}-follow` });
    this.follow.checked = true;
    const speed = choice(frame.say("speed"), SPEEDS.map((one) => [one, `${one}×`]), "1", (value) => { this.audio.playbackRate = Number(value); });
    this.controls = el("div", { class: "ck-player", hidden: true }, this.audio,
      el("div", { class: "ck-ways" }, act("back_3", "−3 s", () => this.leap(-LEAP), ", Alt+ArrowLeft"), act("play_pause", frame.say("play_pause"), () => this.toggle(), "Space"), act("on_3", "+3 s", () => this.leap(LEAP), ". Alt+ArrowRight")),
      el("div", { class: "ck-ways" }, speed, el("label", { class: "ck-check", for: this.follow.id }, this.follow, frame.say("follow"))),
      this.turns().some((turn) => turn.ms !== null) ? null : el("p", { class: "ck-note", text: frame.say("no_times") }), el("p", { class: "ck-hint", text: frame.say("audio_keys") }));
    this.root = el("section", { class: "ck-recording", "aria-label": frame.say("recording") }, el("div", { class: "ck-ways" }, this.opener, this.file), el("p", { class: "ck-hint", text: frame.say("recording_stays") }), this.controls);
  }

  open() {
    const [file] = this.file.files;
    if (!file) return;
    this.forget();
    this.address = URL.createObjectURL(file);
    this.audio.src = this.address;
    this.controls.hidden = false;
    this.frame.tell(file.name);
  }

  /** The file is let go: nothing of it stays in the page. */
  forget() {
    this.audio.pause();
    this.unmark();
    if (this.address) URL.revokeObjectURL(this.address);
    this.address = null;
    this.audio.removeAttribute("src");
    this.controls.hidden = true;
  }

  play(turn) {
    if (!this.address) { this.frame.alarm(this.frame.say("recording_first")); this.opener.focus(); return; }
    if (turn.ms === null) return;
    this.audio.currentTime = turn.ms / 1000;
    this.audio.play().catch(() => {});
  }

  toggle() {
    if (this.audio.paused) this.audio.play().catch(() => {});
    else this.audio.pause();
  }

  leap(seconds) {
    this.audio.currentTime = Math.max(0, this.audio.currentTime + seconds);
    this.mark();
  }

  /** The turn being heard, in words and by a line. */
  mark() {
    if (!this.address || (this.audio.paused && this.audio.currentTime === 0)) return;
    const now = this.audio.currentTime * 1000;
    const at = this.turns().findLastIndex((turn) => turn.ms !== null && turn.ms <= now);
    const row = this.view.text.rows[at]?.row;
    if (row?.classList.contains("ck-heard")) return;
    this.unmark();
    if (!row) return;
    row.classList.add("ck-heard");
    row.querySelector(".ck-head").append(el("span", { class: "ck-heard-word", text: this.frame.say("heard_now") }));
    if (this.follow.checked && this.heard !== at && !this.audio.paused) row.scrollIntoView({ block: "nearest" });
    this.heard = at;
  }

  unmark() {
    for (const row of this.view.text.list.querySelectorAll(".ck-heard")) { row.classList.remove("ck-heard"); row.querySelector(".ck-heard-word")?.remove(); }
  }

  /** Keys without Alt; a button or the player itself that has focus keeps its own. */
  key(event) {
    if (!this.address || ["BUTTON", "AUDIO", "SUMMARY"].includes(event.target.tagName)) return false;
    const acts = { " ": () => this.toggle(), ",": () => this.leap(-LEAP), ".": () => this.leap(LEAP) };
    if (!acts[event.key]) return false;
    acts[event.key]();
    return true;
  }

  /** Keys with Alt hold while somebody writes, too. */
  alt(event) {
    if (!this.address || !event.altKey || event.shiftKey || event.ctrlKey || event.target.tagName === "SELECT") return;
    const acts = { ArrowLeft: () => this.leap(-LEAP), ArrowRight: () => this.leap(LEAP), ArrowDown: () => this.toggle() };
    if (!acts[event.key]) return;
    event.preventDefault();
    event.stopPropagation();
    acts[event.key]();
  }

  close() {
    this.forget();
    this.frame.root.removeEventListener("keydown", this.pressed, true);
  }
}
