// The card of what is in hand.

import { button, colour, el } from "./dom.js";
import { SIGNS } from "./tree.js";

/** What is told of a coding, suggestion or memo that is in hand, and what can be done with it; else what to do first. */
export function cardOf(view, row) {
  const { frame, data } = view;
  if (!row || (view.words && row !== view.justMade)) return [el("p", { class: "ck-hint", text: frame.say(view.words ? "give_code" : "select_words") })];
  if (row.text !== undefined) return view.noting.card(row);
  const code = data.code(row);
  const quote = el("blockquote", { class: "ck-quote", lang: data.document.language, text: view.text.places.words(row.start, row.end) });
  const by = data.everyone ? el("small", { text: ` ${row.coder}` }) : null;
  const head = el("h4", { class: "ck-rule-head", style: `--ck-code:${colour(code.colour)}` }, el("span", { class: "ck-dot", "aria-hidden": "true" }), code.label, by);
  const review = () => el("div", {}, button(frame.say("mode_review"), () => view.enter("review"), { class: "ck-button" }));
  if (row.found) return [head, quote, el("p", { class: "ck-hint", text: frame.say("suggestion_in_hand") }), review()];
  const own = row.coder === data.me;
  const memo = data.memosOf(row.id).find((one) => one.coder === data.me);
  const others = data.memosOf(row.id).filter((one) => one.coder !== data.me);
  const direction = (name) => button(`${SIGNS[name]} ${frame.say(name ? `way_${name}` : "way_none")}`.trim(), () => view.change({ polarity: name }, row),
    { class: "ck-button", "aria-pressed": String((row.polarity ?? "") === name), disabled: !own });
  const withdraw = button(frame.say("withdraw"), () => view.withdraw(row), { class: "ck-button", "aria-keyshortcuts": "D" });
  const text = view.noting.field(row, memo?.text ?? "");
  return [
    head, quote,
    el("div", { class: "ck-ways", role: "group", "aria-label": frame.say("direction") }, ...Object.keys(SIGNS).map(direction)),
    own ? el("div", { class: "ck-ways" }, ...endButtons(view, row), withdraw) : null,
    text, row === view.justMade ? el("p", { class: "ck-hint", text: frame.say("still_selected") }) : null, ...others.map((one) => el("p", { class: "ck-note", text: `${one.coder}: ${one.text}` })),
    row.waits ? el("p", { class: "ck-note", text: frame.say("waits") }) : null, row.carried ? el("p", { class: "ck-note", text: frame.say("carried") }) : null,
  ];
}

function endButtons(view, row) {
  const { frame } = view;
  const end = (key, text, side, forwards, keys) => button(text, () => view.nudge(row, side, forwards),
    { class: "ck-button ck-end", "aria-label": frame.say(key), title: `${frame.say(key)} (${keys})`, "aria-keyshortcuts": keys });
  return [
    end("start_earlier", "⇤", "start", false, "Q"), end("start_later", "→|", "start", true, "W"),
    end("end_earlier", "|←", "end", false, "O"), end("end_later", "⇥", "end", true, "P"),
  ];
}
