// The case explorer: codes against cases as a grid, the passages behind a number, and a passage in its document.

import { button, choice, colour, el, fill } from "./dom.js";
import { unitAt } from "./offsets.js";

const EX_FILTERS = ["role", "language", "direction"];
const EX_MARK = "ck-passage"; // one highlight for all views: each puts its range in and takes it out again

/** What JupyterLab looks for on the element that has the focus, so that its keys do not act on cells of the notebook. */
const EX_OWN_KEYS = { lmSuppressShortcuts: "true" };

function exploringMark() {
  if (!globalThis.CSS?.highlights || !globalThis.Highlight) return null;
  if (!CSS.highlights.has(EX_MARK)) CSS.highlights.set(EX_MARK, new Highlight());
  return CSS.highlights.get(EX_MARK);
}

/** A grid of which every number leads to its passages. */
export class ExploringView {
  constructor(frame, link, data) {
    Object.assign(this, { frame, link, data });
    this.unfolded = new Set(data.page.unfolded ? data.page.codes.map((one) => one.theme) : []);
    this.here = { code: data.page.codes[0]?.code ?? "", case: "" };
    this.cell = null;
    this.count = 0;
    this.build();
    this.draw = () => this.paint();
    data.listeners.add(this.draw);
    this.paint();
  }

  say(key, more) {
    return this.frame.say(`ex_${key}`, more);
  }

  build() {
    const { name } = this.frame;
    this.title = el("h3", { class: "ck-ex-title", id: `${name}-title` });
    this.filters = el("div", { class: "ck-ex-filters", role: "group", "aria-label": this.say("filters") });
    this.grid = el("div", { class: "ck-ex-grid" });
    this.panel = el("section", { class: "ck-ex-panel", hidden: true });
    this.reader = el("section", { class: "ck-ex-reader", hidden: true });
    this.hint = el("p", { class: "ck-ex-hint", text: `${this.say("caption")}. ${this.say("hint")}` });
    this.both = el("div", { class: "ck-ex-both" }, this.grid, this.panel);
    this.main = el("div", { class: "ck-ex-main" }, this.title, this.filters, this.hint, this.both);
    this.panel.addEventListener("keydown", (event) => this.leaving(event, () => this.shut()));
    this.reader.addEventListener("keydown", (event) => this.leaving(event, () => this.back()));
    fill(this.frame.body, el("div", { class: "ck-ex" }, this.main, this.reader));
  }

  leaving(event, leave) {
    if (event.key !== "Escape") return;
    event.preventDefault();
    event.stopPropagation();
    leave();
  }

  // The grid

  paint() {
    const { page } = this.data;
    const held = this.grid.contains(document.activeElement);
    this.title.textContent = page.title;
    this.paintFilters(page);
    this.table(page);
    if (held) this.focusHere();
    if (this.cell) this.look(this.cell, false);
  }

  paintFilters(page) {
    if (this.filters.contains(document.activeElement)) {
      for (const select of this.filters.querySelectorAll("select")) select.value = page.filter[select.dataset.name];
      return;
    }
    fill(this.filters, ...EX_FILTERS.map((name) => this.filter(page, name)));
  }

  filter(page, name) {
    const options = [["", this.say("all")], ...page.choices[name]];
    const made = choice(this.say(`by_${name}`), options, page.filter[name], (value) => this.sift({ [name]: value }));
    made.querySelector("select").dataset.name = name;
    return made;
  }

  async sift(part) {
    const reply = await this.link.ask("see", { what: "part", ...part });
    if (reply.error) return this.frame.alarm(reply.error, reply.hint);
    this.frame.tell(this.say("shown", { n: this.data.page.total }));
  }

  rows(page) {
    return page.codes.filter((one) => one.level === 1 || this.unfolded.has(one.theme));
  }

  table(page) {
    const rows = this.rows(page);
    if (!rows.some((one) => one.code === this.here.code)) this.here = { code: rows[0]?.code ?? "", case: "" };
    const sideways = this.wrap?.scrollLeft ?? 0;
    const down = this.wrap?.scrollTop ?? 0;
    const head = el("tr", { role: "row" }, el("th", { scope: "col", role: "columnheader", class: "ck-ex-corner", text: this.say("codes") }),
      ...page.cases.map((one) => el("th", { scope: "col", role: "columnheader", text: one.label })));
    const body = rows.map((one) => this.row(page, one));
    const table = el("table", { role: "treegrid", "aria-label": `${page.title}. ${this.say("caption")}`, "aria-readonly": "true" },
      el("thead", { role: "rowgroup" }, head), el("tbody", { role: "rowgroup" }, ...body));
    table.addEventListener("keydown", (event) => this.key(event));
    table.addEventListener("click", (event) => this.click(event));
    this.wrap = el("div", { class: "ck-ex-wrap" }, table);
    const empty = page.cases.length === 0 || rows.length === 0;
    fill(this.grid, empty ? el("p", { text: this.say("empty") }) : this.wrap);
    this.wrap.scrollLeft = sideways;
    this.wrap.scrollTop = down;
  }

  row(page, one) {
    const folds = one.level === 1 && page.codes.some((other) => other.theme === one.code && other !== one);
    const open = this.unfolded.has(one.code);
    const row = el("tr", {
      role: "row", class: one.level === 1 ? "ck-ex-theme" : "ck-ex-code", "aria-level": one.level,
      "aria-expanded": folds ? String(open) : null, data: { code: one.code },
    });
    const spot = el("span", { class: "ck-ex-spot", "aria-hidden": "true" });
    spot.style.background = colour(one.colour);
    const sign = el("span", { class: "ck-ex-fold", "aria-hidden": "true", text: folds ? (open ? "▾" : "▸") : "" });
    row.append(this.stop(el("th", { scope: "row", role: "rowheader" }, el("div", { class: "ck-ex-name" }, sign, spot, el("span", { text: one.label }))), one.code, ""));
    row.firstChild.style.setProperty("--level", one.level);
    for (const town of page.cases) row.append(this.number(page.cells[one.code]?.[town.case], one.code, town.case));
    return row;
  }

  number(cell, code, town) {
    if (!cell) return this.stop(el("td", { role: "gridcell", text: "–" }), code, town);
    const direction = cell.direction
      ? el("span", { class: "ck-ex-way" }, el("b", { "aria-hidden": "true", text: cell.sign }), ` ${cell.direction}`) : null;
    const chosen = this.cell?.code === code && this.cell?.case === town;
    const made = el("td", { role: "gridcell", class: cell.n ? "ck-ex-some" : "ck-ex-none", "aria-selected": String(chosen) }, el("span", { class: "ck-ex-n", text: cell.text }), direction);
    return this.stop(made, code, town);
  }

  stop(cell, code, town) {
    const mine = this.here.code === code && this.here.case === town;
    cell.tabIndex = mine ? 0 : -1;
    Object.assign(cell.dataset, { code, case: town, ...EX_OWN_KEYS });
    return cell;
  }

  at({ code, case: town }) {
    return [...this.grid.querySelectorAll("[data-case]")].find((one) => one.dataset.code === code && one.dataset.case === town);
  }

  go(where) {
    const now = this.at(this.here);
    if (now) now.tabIndex = -1;
    this.here = where;
    this.focusHere();
  }

  focusHere() {
    const cell = this.at(this.here);
    if (!cell) return;
    cell.tabIndex = 0;
    cell.focus({ preventScroll: true });
    cell.scrollIntoView({ block: "nearest", inline: "nearest" });
  }

  key(event) {
    const { page } = this.data;
    const rows = this.rows(page).map((one) => one.code);
    const towns = ["", ...page.cases.map((one) => one.case)];
    const [row, column] = [rows.indexOf(this.here.code), towns.indexOf(this.here.case)];
    const step = (by, along) => this.go({ code: rows[Math.min(Math.max(row + by, 0), rows.length - 1)], case: towns[Math.min(Math.max(column + along, 0), towns.length - 1)] });
    const fold = column === 0 && this.folds(this.here.code);
    const open = this.unfolded.has(this.here.code);
    const moves = {
      ArrowDown: () => step(1, 0), ArrowUp: () => step(-1, 0),
      ArrowRight: () => (fold && !open ? this.turn(this.here.code) : step(0, 1)),
      ArrowLeft: () => (fold && open ? this.turn(this.here.code) : step(0, -1)),
      Home: () => step(event.ctrlKey ? -rows.length : 0, -towns.length), End: () => step(event.ctrlKey ? rows.length : 0, towns.length),
      PageDown: () => step(10, 0), PageUp: () => step(-10, 0),
      Enter: () => this.choose(this.here), " ": () => this.choose(this.here),
    };
    if (!moves[event.key] || event.altKey || event.metaKey) return;
    event.preventDefault();
    event.stopPropagation();
    moves[event.key]();
  }

  folds(code) {
    return this.data.page.codes.some((one) => one.theme === code && one.code !== code);
  }

  click(event) {
    const cell = event.target.closest?.("[data-case]");
    if (!cell) return;
    this.go({ code: cell.dataset.code, case: cell.dataset.case });
    this.choose(this.here);
  }

  choose(where) {
    if (where.case) this.look(where, true);
    else if (this.folds(where.code)) this.turn(where.code);
  }

  turn(code) {
    if (!this.unfolded.delete(code)) this.unfolded.add(code);
    this.table(this.data.page);
    this.focusHere();
  }

  // The passages behind a cell

  async look(cell, go) {
    this.cell = cell;
    const asked = (this.count += 1);
    for (const one of this.grid.querySelectorAll('[aria-selected="true"]')) one.setAttribute("aria-selected", "false");
    this.at(cell)?.setAttribute("aria-selected", "true");
    const reply = await this.link.ask("see", { what: "passages", ...cell });
    if (asked !== this.count || this.cell !== cell) return;
    if (reply.error) { this.frame.alarm(reply.error, reply.hint); return; }
    const held = this.panel.contains(document.activeElement) ? document.activeElement.dataset.key ?? "" : null;
    this.list(reply);
    if (go) {
      this.heading.focus({ preventScroll: true });
      this.panel.scrollIntoView({ block: "nearest" });
      this.frame.tell(this.say("found", { n: reply.passages.length, where: `${reply.code}, ${reply.case}` }));
    } else if (held !== null) (this.opener(held) ?? this.heading).focus({ preventScroll: true });
  }

  list(reply) {
    const id = `${this.frame.name}-passages`;
    this.panel.setAttribute("aria-labelledby", id);
    this.panel.hidden = false;
    this.heading = el("h4", { id, tabindex: "-1", data: EX_OWN_KEYS, text: `${reply.code} · ${reply.case}` });
    const shut = button(this.say("shut"), () => this.shut());
    const many = el("p", { class: "ck-ex-many", text: this.say("passages", { n: reply.passages.length }) });
    const down = this.items?.scrollTop ?? 0;
    this.items = el("ol", { class: "ck-ex-list", "aria-labelledby": id }, ...reply.passages.map((one) => this.passage(one)));
    fill(this.panel, el("div", { class: "ck-ex-head" }, this.heading, shut), many, reply.passages.length ? this.items : null);
    this.items.scrollTop = down;
    this.both.classList.add("ck-ex-open");
  }

  passage(one) {
    const place = [one.reference, one.speaker, one.role, one.time].filter(Boolean).join(" · ");
    const way = one.direction ? el("span", { class: "ck-ex-way" }, el("b", { "aria-hidden": "true", text: one.sign }), ` ${one.direction}`) : null;
    return el("li", {},
      el("p", { class: "ck-ex-place" }, el("b", { text: one.code }), way, el("span", { text: place })),
      one.question ? el("p", { class: "ck-ex-asked", lang: one.language, text: one.question }) : null,
      el("blockquote", { lang: one.language, text: one.text }),
      el("p", { class: "ck-ex-foot" },
        button(this.say("open"), () => this.read(one), { "aria-label": this.say("open_which", { reference: one.reference }), data: { key: one.key } }),
        el("span", { text: this.say("coded_by", { coders: one.coders }) })));
  }

  opener(key) {
    return [...this.panel.querySelectorAll("button[data-key]")].find((one) => one.dataset.key === key);
  }

  shut() {
    this.cell = null;
    this.panel.hidden = true;
    this.both.classList.remove("ck-ex-open");
    for (const one of this.grid.querySelectorAll('[aria-selected="true"]')) one.setAttribute("aria-selected", "false");
    this.focusHere();
  }

  // A passage in its document

  async read(passage) {
    const reply = await this.link.ask("see", { what: "document", document: passage.document });
    if (reply.error) { this.frame.alarm(reply.error, reply.hint); return; }
    this.from = { key: passage.key, down: this.items.scrollTop, sideways: this.wrap.scrollLeft, top: this.wrap.scrollTop };
    this.main.hidden = true;
    this.reader.hidden = false;
    this.show(reply, passage);
  }

  show(reply, passage) {
    const id = `${this.frame.name}-document`;
    this.reader.setAttribute("aria-labelledby", id);
    const way = passage.direction ? ` · ${passage.sign} ${passage.direction}` : "";
    const about = `${passage.reference} · ${passage.code}${way}`;
    this.text = el("div", { class: "ck-ex-text", role: "region", tabindex: "0", data: EX_OWN_KEYS, "aria-label": this.say("text_of", { document: reply.document }), lang: reply.language });
    this.unmark();
    const ranges = reply.turns.map((turn) => this.spoken(turn, passage)).filter(Boolean);
    const head = el("div", { class: "ck-ex-head" }, button(`← ${this.say("back")}`, () => this.back(), { "aria-keyshortcuts": "Escape" }),
      el("h3", { id, text: reply.document }));
    fill(this.reader, head, el("p", { class: "ck-ex-place", text: about }), this.text);
    this.mark(ranges);
    const first = this.text.querySelector(".ck-ex-marked");
    this.seen(ranges[0], first);
    (first ?? this.text).focus({ preventScroll: true });
    this.reader.scrollIntoView({ block: "nearest" });
    this.frame.tell(this.say("opened", { reference: passage.reference }));
  }

  /** A turn, its words as a single text node; where the passage stands in it, as a range. */
  spoken(turn, passage) {
    const length = [...turn.text].length;
    const [from, to] = [Math.max(passage.start - turn.start, 0), Math.min(passage.end - turn.start, length)];
    const marked = from < to;
    const words = document.createTextNode(turn.text);
    const who = [turn.turn || "", turn.speaker, turn.time].filter(Boolean).join(" · ");
    const note = marked ? el("span", { class: "ck-ex-note", lang: this.frame.words.language, text: this.say("here") }) : null;
    this.text.append(el("div", { class: `ck-ex-turn${turn.asks ? " ck-ex-asks" : ""}${marked ? " ck-ex-marked" : ""}`, tabindex: marked ? "-1" : null, data: EX_OWN_KEYS },
      el("div", { class: "ck-ex-who" }, el("span", { text: who }), note), el("p", {}, words)));
    if (!marked) return null;
    return { node: words, from: unitAt(turn.text, from), to: unitAt(turn.text, to) };
  }

  mark(places) {
    const all = exploringMark();
    this.ranges = places.map(({ node, from, to }) => {
      const range = document.createRange();
      range.setStart(node, from);
      range.setEnd(node, to);
      return range;
    });
    for (const range of this.ranges) all?.add(range);
  }

  unmark() {
    for (const range of this.ranges ?? []) exploringMark()?.delete(range);
    this.ranges = [];
  }

  /** Scrolls to the passage; once more after the turns around it were laid out. */
  seen(place, turn) {
    if (!turn) return;
    const scroll = () => {
      const rect = this.ranges[0]?.getBoundingClientRect() ?? turn.getBoundingClientRect();
      this.text.scrollTop += rect.top - this.text.getBoundingClientRect().top - this.text.clientHeight / 3;
    };
    scroll();
    requestAnimationFrame(scroll);
  }

  back() {
    this.unmark();
    this.reader.hidden = true;
    this.main.hidden = false;
    fill(this.reader);
    this.items.scrollTop = this.from.down;
    Object.assign(this.wrap, { scrollLeft: this.from.sideways, scrollTop: this.from.top });
    const opener = this.opener(this.from.key) ?? this.heading;
    opener.focus({ preventScroll: true });
    opener.scrollIntoView({ block: "nearest" });
  }

  close() {
    this.unmark();
    this.data.listeners.delete(this.draw);
  }
}
