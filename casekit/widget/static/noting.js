// Memos about codings and about words: what is typed stays until it is on disk.

import { el, field, fill } from "./dom.js";

/** The memos of a view of a document. */
export class Noting {
  constructor(view) {
    Object.assign(this, { view, frame: view.frame, link: view.link, data: view.data });
  }

  /** A field for a memo about a coding, a memo that there is, or words. It saves on leaving it and with Ctrl+Enter; Escape restores. */
  field(row, saved, hint = "memo") {
    const { frame, link } = this;
    const key = `memo ${row.id ?? `${this.data.document.revision} ${row.start} ${row.end}`}`;
    const typed = () => {
      if (text.value.trim() === saved.trim()) link.drafts.delete(key);
      else link.drafts.set(key, { text: text.value, counts: true });
      link.tell({ kind: "line" });
    };
    const text = field({ class: "ck-memo", rows: "2", dir: "auto", "aria-label": frame.say("memo"), placeholder: frame.say(hint) }, {
      many: true, done: () => this.save(row, key, text.value, true), left: () => { text.value = saved; typed(); this.view.back(); },
    });
    text.value = link.drafts.get(key)?.text ?? saved;
    text.addEventListener("input", typed);
    text.addEventListener("blur", () => { if (link.drafts.get(key)?.counts) this.save(row, key, text.value); });
    this.text = text;
    return text;
  }

  async save(row, key, text, leave = false) {
    const { view, frame, link } = this;
    const { drafts } = link;
    if (drafts.has(key)) drafts.set(key, { text, counts: false });
    const about = this.data.codings.has(row.id) ? { coding: row.id } : view.of(row);
    const reply = await link.ask("memo", { ...about, text });
    if (view.failed(reply)) this.keep(key);
    else {
      if (drafts.get(key)?.text === text) drafts.delete(key);
      frame.tell(frame.say(text.trim() ? "memo_saved" : "memo_gone"));
      if (leave) view.back();
      view.showCard();
    }
  }

  /** What could not be saved is still there when its field is opened again. */
  keep(key) {
    const draft = this.link.drafts.get(key);
    if (draft) this.link.drafts.set(key, { ...draft, counts: true });
    this.link.tell({ kind: "line" });
  }

  /** A memo about the coding or the memo in hand, else about the words that are selected; one's own goes on. */
  begin() {
    const { view, frame } = this;
    const chosen = view.words ? null : view.row(view.chosen);
    const row = view.mine ?? (chosen?.text === undefined ? null : chosen);
    if (row) { view.pick(row.id); this.text?.focus(); return; }
    const { span } = view;
    if (!span) { frame.alarm(frame.say("nothing_chosen")); return; }
    const known = this.about(span);
    const text = this.field(known ?? { ...span }, known?.text ?? "", "memo_words");
    fill(view.card, this.quote(span), text);
    view.card.hidden = false;
    text.focus();
  }

  /** One's own memo about just these words. */
  about(span) {
    const { codings, me, memos } = this.data;
    return [...memos.values()].find((one) => one.coder === me && !codings.has(one.about) && one.start === span.start && one.end === span.end);
  }

  quote(span) {
    return el("blockquote", { class: "ck-quote", lang: this.data.document.language, dir: "auto", text: this.view.text.places.words(span.start, span.end) });
  }

  /** What somebody noted about words; one's own can be changed, or emptied. */
  card(memo) {
    const told = memo.coder === this.data.me ? this.field(memo, memo.text, "memo_words") : el("p", { class: "ck-note", dir: "auto", text: `${memo.coder}: ${memo.text}` });
    return [this.quote(memo), told];
  }
}
