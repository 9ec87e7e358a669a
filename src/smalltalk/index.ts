import type { PhraseBook } from "../conversation/understanding/index.ts";

/** What is written for company's sake: a short warm answer, and nothing saved. */
export { dialogues } from "./dialogues.ts";

/** None: small talk is heard only in what means nothing else. */
export const phrases: PhraseBook = {};
