// Where JupyterLab comes in: a model gets one line to Python, each of its views a frame with the face that Python names.

import { Link } from "./link.js";
import { Frame } from "./frame.js";
import { FACES } from "./faces.js";

/** What the views of a model share; every reply may tell something new. */
function pageOf(link, hello) {
  const page = new (FACES[hello.face].Data)(hello);
  link.listeners.add((news) => news.kind === "reply" && news.reply.fresh && page.absorb(news.reply.fresh, news));
  return page;
}

/** Called once for each model. */
export default function widget() {
  let link = null;
  let hello = null;

  function initialize({ model }) {
    link = new Link(model);
    hello = link.ask("hello").then((reply) => { link.started = true; return reply; });
    return () => link.close();
  }

  async function render({ el }) {
    el.textContent = "…";
    const reply = await hello;
    performance.mark("casekit-arrived");
    const frame = new Frame(el, link, reply.words ?? {});
    if (reply.error) { frame.alarm(reply.error, reply.hint); return () => frame.close(); }
    link.page ??= pageOf(link, reply);
    const face = new (FACES[reply.face].View)(frame, link, link.page);
    frame.root.dataset.ready = "1";
    requestAnimationFrame(() => setTimeout(() => performance.measure("casekit-paint", "casekit-arrived")));
    return () => { face.close?.(); frame.close(); };
  }

  return { initialize, render };
}
