// What a face shows that is told anew whenever something changed; its views draw it again.

/** The page of a face, and who draws it. */
export class Whole {
  constructor(hello) {
    this.page = hello.page;
    this.me = hello.me;
    this.listeners = new Set();
  }

  absorb(fresh) {
    if (!fresh.page) return;
    this.page = fresh.page;
    for (const listener of [...this.listeners]) listener();
  }
}

/** Undo and redo as buttons and keys, for every face: what was taken back is said. */
export async function stepBack(frame, link, type) {
  const reply = await link.ask(type);
  if (reply.error) frame.alarm(reply.error, reply.hint);
  else frame.tell(frame.say(type === "undo" ? "undone" : "redone", { act: reply.took ?? reply.brought }));
  return reply;
}
