// What the page knows of a document in which people code.

/** What is known of a document: its turns, codings, suggestions and memos; told of every change. */
export class Coded {
  constructor(hello) {
    this.listeners = new Set();
    this.me = hello.me;
    this.reset(hello.fresh);
  }

  reset(fresh) {
    this.codings = new Map();
    this.suggestions = new Map();
    this.memos = new Map();
    this.codes = [];
    this.absorb(fresh);
  }

  /** Take in what is new; views are told which parts changed, and which codings and suggestions. */
  absorb(fresh) {
    if (fresh.whole) { this.codings.clear(); this.suggestions.clear(); this.memos.clear(); }
    const marks = new Map();
    for (const part of ["codings", "suggestions", "memos"]) {
      for (const id of fresh[part]?.gone ?? []) { marks.set(id, this[part].get(id)); this[part].delete(id); }
      for (const row of fresh[part]?.put ?? []) { marks.set(row.id, this[part].get(row.id) ?? row); this[part].set(row.id, row); }
    }
    for (const part of ["document", "coders", "everyone", "finished", "codes"]) if (part in fresh) this[part] = fresh[part];
    if (fresh.turns) this.turns = fresh.turns.map(([n, start, end, speaker, role, time, ms, text]) => ({ n, start, end, speaker, role, time, ms, text }));
    if (fresh.codes) this.codeOf = new Map(this.codes.map((code, place) => { code.key = `${code.book}:${code.id}`; code.place = place; return [code.key, code]; }));
    if (!Object.keys(fresh).length) return;
    for (const listener of [...this.listeners]) listener(fresh, marks);
  }

  code(row) {
    return this.codeOf.get(`${row.book}:${row.code}`) ?? { key: `${row.book}:${row.code}`, id: row.code, book: row.book, label: row.code, colour: "", place: 0, level: 1, path: "" };
  }

  /** The memos about a coding. */
  memosOf(id) {
    return [...this.memos.values()].filter((memo) => memo.about === id);
  }

  /** Rows that cover a code point, the shortest first. */
  at(point) {
    const rows = [...this.codings.values(), ...this.suggestions.values()];
    return rows.filter((row) => row.start <= point && point < row.end).sort((one, other) => one.end - one.start - (other.end - other.start));
  }
}
