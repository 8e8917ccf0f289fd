// Elements made from text, never from markup: what people said, and what codes are called, stays text.

/**
 * An element. `props`: `class`, `text`, `data` (object), `on` (event: listener), any attribute; null and false leave one out.
 * Children are elements or texts.
 */
export function el(tag, props = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(props)) {
    if (value === null || value === undefined || value === false) continue;
    if (name === "class") made.className = value;
    else if (name === "text") made.textContent = value;
    else if (name === "data") Object.assign(made.dataset, value);
    else if (name === "on") for (const [event, heard] of Object.entries(value)) made.addEventListener(event, heard);
    else if (name === "value") made.value = value;
    else made.setAttribute(name, value === true ? "" : String(value));
  }
  made.append(...children.filter((child) => child !== null && child !== undefined && child !== false));
  return made;
}

/** A button that neither takes the selection from the text nor submits anything. */
export function button(label, act, props = {}) {
  return el("button", {
    type: "button", text: label, ...props,
    on: { mousedown: (event) => event.preventDefault(), click: act, ...(props.on ?? {}) },
  });
}

/** A field in which people write: keys stay in it; Escape leaves it, Enter (with Ctrl where there are several lines) is done. */
export function field(props, { done = null, left = null, many = false } = {}) {
  const made = el(many ? "textarea" : "input", props);
  made.addEventListener("keydown", (event) => {
    event.stopPropagation();
    if (event.key === "Escape" && left) { event.preventDefault(); left(made); }
    if (event.key === "Enter" && done && (!many || event.ctrlKey || event.metaKey)) { event.preventDefault(); done(made); }
  });
  return made;
}

/** A labelled choice; `options` are pairs of value and text. */
export function choice(label, options, value, chosen) {
  const select = el("select", { on: { change: () => chosen(select.value) } });
  for (const [key, text] of options) select.append(el("option", { value: key, text, selected: key === value }));
  select.value = value;
  select.addEventListener("keydown", (event) => event.stopPropagation());
  return el("label", { class: "ck-choice" }, el("span", { text: label }), select);
}

/** Other children in place of those there are. */
export function fill(place, ...children) {
  place.replaceChildren(...children.filter((child) => child !== null && child !== undefined && child !== false));
  return place;
}

/** `#rrggbb`, or a neutral grey for what is no colour: nothing else reaches a style sheet. */
export function colour(asked) {
  return /^#[0-9a-fA-F]{6}$/.test(asked ?? "") ? asked : "#6b7280";
}
