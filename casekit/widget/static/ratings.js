// Ratings: what the rules propose, one's own value with its reason, what others say once one has said it oneself, and what was agreed.

import { el, button, field, fill } from "./dom.js";
import { stayingAt } from "./grid.js";
import { CellsView } from "./cells.js";

/** What is chosen for a rating, as a word: a number, "mixed", "none" (nothing was said), or "". */
function choiceOf(rating) {
  if (!rating) return "";
  return rating.mixed ? "mixed" : rating.value === null ? "none" : String(rating.value);
}

/** And the other way round. */
function ratingOf(choice) {
  return { value: choice === "none" ? null : choice === "mixed" ? 0 : Number(choice), mixed: choice === "mixed" };
}

/** A number as people write it. */
function signed(value) {
  return value > 0 ? `+${value}` : value < 0 ? `−${-value}` : "0";
}

/** Cases to be rated by themes or codes. */
export class RatingsView extends CellsView {
  constructor(frame, link, data) {
    super(frame, link, data, { label: "ratings_grid", corner: frame.say("ratings_corner"), legend: frame.say("ratings_legend"), quotes: false });
  }

  shown(row, column, key) {
    const cell = this.page.cells[key];
    const say = (name, more) => this.frame.say(name, more);
    const { own, agreed, proposed, others, rated, findings } = cell;
    const draft = this.link.drafts.get(key);
    const away = rated - (own ? 1 : 0);
    return { parts: [
      draft?.counts && el("span", { class: "ck-mark", text: say("cells_unsaved_mark") }),
      own ? el("span", { class: "ck-rating-own", text: own.shown, role: "img", "aria-label": say("ratings_you", { value: own.shown }) }) : el("span", { class: "ck-cell-wait", text: say("ratings_not_yet") }),
      own?.stale && el("span", { class: "ck-mark", text: say("cells_stale_mark") }),
      agreed && el("span", { class: "ck-cell-by", text: say("ratings_agreed_value", { value: agreed.shown }) }),
      ...others.map((one) => el("span", { class: "ck-cell-by", text: `${one.coder} ${one.shown}` })),
      !own && away > 0 && el("span", { class: "ck-cell-by", text: say("ratings_hidden", { n: away }) }),
      proposed && el("span", { class: "ck-rating-proposed", text: say("ratings_proposed_value", { value: proposed.shown }) }),
      findings.length > 0 && el("span", { class: "ck-mark", text: say("ratings_findings_mark", { n: findings.length }) }),
    ].filter(Boolean) };
  }

  draftOf(own) {
    return { choice: choiceOf(own), reason: own?.reason ?? "", links: own?.links ?? [], seen: own?.seen ?? "", told: own?.seen ?? "" };
  }

  weighs(draft) { return Boolean(draft.choice || draft.reason.trim()); }

  missing(draft) {
    if (!draft.choice) return this.frame.say("ratings_needs_value");
    return draft.reason.trim() ? "" : this.frame.say("ratings_needs_reason");
  }

  message(draft) { return { type: "rate", ...ratingOf(draft.choice), reason: draft.reason, passages: draft.links, seen: draft.seen }; }

  /** The values to choose from, as one group. */
  values(group, label, chosen, changed) {
    const { scale, usual } = this.page;
    const options = scale.map((value) => [String(value), `${signed(value)}${usual ? ` ${this.frame.say(`ratings_value_${value + 2}`)}` : ""}`]);
    if (scale.includes(0)) options.splice(scale.indexOf(0) + 1, 0, ["mixed", `0* ${this.frame.say("ratings_value_mixed")}`]);
    options.push(["none", `– ${this.frame.say("ratings_value_none")}`]);
    return el("fieldset", { class: "ck-rating-values" }, el("legend", { text: label }), ...options.map(([value, text]) => {
      const radio = el("input", { type: "radio", name: `${this.frame.name}-${group}`, value, disabled: !this.mine, on: { change: () => changed(value) } });
      radio.checked = value === chosen;
      return el("label", {}, radio, el("span", { text }));
    }));
  }

  reasonField(id, value, typed) {
    const made = field({ rows: "4", dir: "auto", id, readonly: !this.mine }, { many: true });
    made.value = value;
    made.addEventListener("keydown", (event) => this.key(event));
    made.addEventListener("input", () => typed(made.value));
    return made;
  }

  fields() {
    const { frame } = this;
    const draft = this.draft(this.open);
    this.group = this.values("own", frame.say("ratings_yours"), draft.choice, (choice) => this.change(this.open, { choice }));
    this.reason = this.reasonField(`${frame.name}-reason`, draft.reason, (reason) => this.change(this.open, { reason }));
    this.proposal = el("div", { class: "ck-rating-proposal" });
    this.marks = el("div", { class: "ck-cells-marks" });
    this.others = el("div", { class: "ck-cells-others" });
    this.saying = el("span", { class: "ck-cells-said" });
    fill(this.own, el("p", { class: "ck-cells-about", text: this.placed(this.open).column.about }),
      this.proposal, this.rules(), this.marks, this.group,
      el("label", { class: "ck-cells-label", for: this.reason.id, text: frame.say("ratings_reason") }), this.reason,
      el("div", { class: "ck-cells-buttons" },
        this.mine && button(frame.say("cells_save"), () => this.save(this.open, true), { class: "ck-button", "aria-keyshortcuts": "Control+Enter" }),
        this.mine && button(frame.say("cells_restore"), () => this.link.drafts.has(this.open) && this.escape(), { class: "ck-button", "aria-keyshortcuts": "Escape" }),
        this.saying),
      !this.mine && el("p", { class: "ck-note", text: frame.say("cells_nobody") }),
      this.others, this.agreeing());
  }

  rules() {
    if (!this.page.rules.length) return null;
    return el("details", { class: "ck-rating-rules" }, el("summary", { text: this.frame.say("ratings_rules") }),
      el("ul", {}, ...this.page.rules.map((text) => el("li", { text }))));
  }

  /** Where what was agreed is put down; only for those who have rated apart. */
  agreeing() {
    const { frame } = this;
    const key = `${this.open}#agreed`;
    const draft = () => this.link.drafts.get(key) ?? { choice: "", reason: "" };
    const kept = (more) => { this.link.drafts.set(key, { seen: this.agreedNow(this.open), ...draft(), ...more, counts: true }); this.line(); };
    const reason = this.reasonField(`${frame.name}-agreed`, draft().reason, (text) => kept({ reason: text }));
    const fold = el("details", { class: "ck-rating-agree", open: Boolean(draft().choice || draft().reason) },
      el("summary", { text: frame.say("ratings_agree") }),
      el("p", { class: "ck-note", text: frame.say("ratings_agree_how") }),
      this.values("agreed", frame.say("ratings_agreed"), draft().choice, (choice) => kept({ choice })),
      el("label", { class: "ck-cells-label", for: reason.id, text: frame.say("ratings_agree_reason") }), reason,
      button(frame.say("ratings_agree_save"), () => this.agree(key, draft()), { class: "ck-button" }));
    this.fold = fold;
    return fold;
  }

  /** What stands as agreed, as Python sums it up. */
  agreedNow(key) {
    return this.page.cells[key]?.agreed?.seen ?? "";
  }

  async agree(key, { choice, reason, seen }) {
    const { frame, open } = this;
    if (!choice || !reason.trim()) { frame.alarm(frame.say(choice ? "ratings_needs_reason" : "ratings_needs_value")); return; }
    await this.save(open);
    const reply = await this.link.ask("agree", { ...this.address(open), ...ratingOf(choice), reason, seen: seen ?? this.agreedNow(open), passages: this.draft(open).links });
    if (reply.error) {
      this.link.drafts.set(key, { choice, reason, counts: true }); // what stands there is told, and may be replaced knowingly
      frame.alarm(reply.error, reply.hint);
      return;
    }
    this.link.drafts.delete(key);
    this.line();
    frame.tell(frame.say("ratings_agreed_saved", { place: this.titleOf(open) }));
    if (open !== this.open) return;
    this.fields();
    this.show();
    this.enter();
  }

  escape() {
    const key = `${this.open}#agreed`;
    if (this.fold.contains(this.fold.getRootNode().activeElement) && this.link.drafts.delete(key)) {
      this.line();
      this.fields();
      this.show();
      this.enter();
      this.frame.tell(this.frame.say("cells_restored"));
    } else super.escape();
  }

  enter() {
    if (!this.mine) this.title.focus();
    else (this.group.querySelector("input:checked") ?? this.group.querySelector("input")).focus();
  }

  filled(cell) {
    const { frame } = this;
    const draft = this.draft(this.open);
    for (const radio of this.group.querySelectorAll("input")) radio.checked = radio.value === draft.choice;
    if (this.reason.value !== draft.reason) this.reason.value = draft.reason;
    fill(this.proposal, ...this.proposed(cell?.proposed));
    stayingAt(this.marks, () => fill(this.marks,
      this.meanwhile(cell?.own ?? null),
      cell?.own?.stale && el("p", { class: "ck-note" }, el("span", { class: "ck-mark", text: frame.say("cells_stale") }), " ",
        button(frame.say("ratings_holds"), () => this.act("holds"), { class: "ck-button", data: { stay: "holds" } })),
      ...(cell?.findings ?? []).map((text) => el("p", { class: "ck-note" }, el("span", { class: "ck-mark", text: `! ${text}` })))));
    const told = [cell?.agreed && { ...cell.agreed, coder: frame.say("ratings_agreed") }, ...(cell?.others ?? [])].filter(Boolean);
    const away = (cell?.rated ?? 0) - (cell?.own ? 1 : 0);
    fill(this.others,
      told.length > 0 && el("h4", { text: frame.say("ratings_others") }),
      ...told.map((one) => el("div", { class: "ck-cells-other" },
        el("p", {}, el("strong", { text: `${one.coder} ${one.shown}` }), one.stale && el("span", { class: "ck-mark", text: ` ${frame.say("cells_stale_mark")}` })),
        el("p", { dir: "auto", text: one.reason }))),
      !cell?.own && away > 0 && el("p", { class: "ck-note", text: frame.say("ratings_hidden_long", { n: away }) }));
    this.fold.hidden = !cell?.own;
  }

  proposed(proposed) {
    const { frame } = this;
    if (!proposed) return [el("p", { class: "ck-note", text: frame.say("ratings_no_proposal") })];
    return [
      el("p", {}, el("span", { class: "ck-rating-proposed", text: frame.say("ratings_proposed_value", { value: proposed.shown }) }), ` ${proposed.rule}`),
      el("p", { class: "ck-note", text: frame.say("ratings_counts", { ...proposed.counts, of: proposed.counts.of_people }) }),
      el("p", { class: "ck-note", text: frame.say("ratings_nobody_decided") }),
    ];
  }
}
