// Offsets: casekit counts Unicode code points, browsers count UTF-16 units. Converted here and nowhere else.

const ASTRAL = /[\ud800-\udbff][\udc00-\udfff]/;

/** Whether a text has signs that browsers count twice. */
export function hasAstral(text) {
  return ASTRAL.test(text);
}

/** The code points before UTF-16 unit `unit` of `text`; one inside a pair counts as before it. */
export function pointsBefore(text, unit) {
  if (!hasAstral(text)) return Math.min(unit, text.length);
  let points = 0;
  for (let at = 0; at < unit && at < text.length; points += 1) {
    at += text.codePointAt(at) > 0xffff ? 2 : 1;
    if (at > unit) return points;
  }
  return points;
}

/** The UTF-16 unit before which `points` code points of `text` stand. */
export function unitAt(text, points) {
  if (!hasAstral(text)) return Math.min(points, text.length);
  let at = 0;
  for (let passed = 0; passed < points && at < text.length; passed += 1) at += text.codePointAt(at) > 0xffff ? 2 : 1;
  return at;
}

/** How many code points a text has. */
export function lengthOf(text) {
  return hasAstral(text) ? [...text].length : text.length;
}
