// The faces that Python can name: what each keeps, and how each is drawn.

import { Coded } from "./coded.js";
import { CodingView } from "./coding.js";
import { Whole } from "./whole.js";
import { FrameworkView } from "./cells.js";
import { RatingsView } from "./ratings.js";
import { MessagesView } from "./messages.js";
import { ExploringView } from "./exploring.js";
import { CodebookView } from "./codebook.js";

export const FACES = {
  code: { Data: Coded, View: CodingView },
  framework: { Data: Whole, View: FrameworkView },
  ratings: { Data: Whole, View: RatingsView },
  messages: { Data: Whole, View: MessagesView },
  explore: { Data: Whole, View: ExploringView },
  codebook: { Data: Whole, View: CodebookView },
};
