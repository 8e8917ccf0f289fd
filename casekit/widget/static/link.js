// The line to Python: one for each model, shared by its views. Questions are answered in order; nothing waits for nothing.

const LOOK_EVERY = 2500; // milliseconds: what another program changed is seen so soon
const SLOW = 600; // after which a person is told that something is waited for
const ENDED = new Set(["restarting", "autorestarting", "terminating", "dead"]);
const SILENT = 20000; // after which the kernel is said to be silent
const READING = ["look", "hello", "see", "why", "rule", "find", "documents", "reviewed", "alike", "compared"]; // what changes nothing

/** Asks, and tells all who listen what is new. */
export class Link {
  constructor(model) {
    this.model = model;
    this.asked = new Map();
    this.drafts = new Map(); // what was typed and not sent, by what it is about; `counts` where leaving would lose it
    this.listeners = new Set();
    this.count = 0;
    this.last = null; // what was answered last
    this.state = "live"; // "live", "waiting" or "silent"
    this.gone = false;
    this.lost = 0; // changes that were under way when the kernel went
    this.name = Math.random().toString(36).slice(2, 8);
    this.heard = (reply) => this.hear(reply);
    this.changed = () => setTimeout(() => this.tell({ kind: "line" }), 0);
    model.on("msg:custom", this.heard);
    model.on("comm_live_update", this.changed);
    // Where the page tells of its kernel, nothing is sent to one that was stopped: that fails where nobody can catch it.
    this.kernel = model.widget_manager?.kernel?.statusChanged;
    this.status = (_, status) => ENDED.has(status) && this.cut();
    this.kernel?.connect?.(this.status);
    this.clock = setInterval(() => this.tick(), 250);
    this.looked = Date.now();
  }

  /** The answer to a question; an answer with `error` is one too. */
  ask(type, more = {}) {
    const id = `${this.name}-${(this.count += 1)}`;
    return new Promise((answer) => {
      this.asked.set(id, { answer, since: Date.now(), began: performance.now(), acts: !READING.includes(type) });
      if (this.gone) this.cut();
      else this.send({ id, type, ...more });
      this.tell({ kind: "line" });
    });
  }

  /** A kernel that was shut down from elsewhere, its notebook closed, tells nobody: the line itself says so. */
  send(message) {
    try {
      this.model.send(message);
    } catch {
      this.cut();
    }
  }

  /** Nobody will answer any more: whoever waits is told, so that what was not saved is not shown as saved. */
  cut() {
    this.gone = true;
    clearInterval(this.clock);
    const waiting = [...this.asked.values()];
    this.lost += waiting.filter((one) => one.acts).length;
    this.asked.clear();
    for (const one of waiting) one.answer({ error: this.words?.lost ?? "…" });
    this.tell({ kind: "line" });
  }

  hear(reply) {
    const asked = this.asked.get(reply.id);
    this.asked.delete(reply.id);
    if (asked?.acts) performance.measure(`casekit-${reply.type}`, { start: asked.began, end: performance.now() });
    this.looked = Date.now();
    this.last = reply;
    this.tell({ kind: "reply", reply });
    asked?.answer(reply);
    this.settle();
    this.tell({ kind: "line" });
  }

  /** How many changes are not on disk yet. */
  get unsaved() {
    const typed = [...this.drafts.values()].filter((one) => one.counts).length;
    return [...this.asked.values()].filter((one) => one.acts).length + typed;
  }

  settle() {
    const oldest = Math.min(...[...this.asked.values()].map((one) => one.since));
    const waited = Date.now() - oldest;
    this.state = this.asked.size === 0 || waited < SLOW ? "live" : waited < SILENT ? "waiting" : "silent";
  }

  tick() {
    const before = this.state;
    this.settle();
    if (this.state !== before) this.tell({ kind: "line" });
    const idle = Date.now() - this.looked > LOOK_EVERY && this.asked.size === 0;
    if (idle && !this.gone && document.visibilityState === "visible" && this.listeners.size && this.started) this.ask("look").then((reply) => reply.error && !this.gone && this.tell({ kind: "trouble", reply }));
  }

  tell(news) {
    for (const listener of [...this.listeners]) listener(news);
  }

  close() {
    clearInterval(this.clock);
    this.kernel?.disconnect?.(this.status);
    this.model.off("msg:custom", this.heard);
    this.model.off("comm_live_update", this.changed);
  }
}
