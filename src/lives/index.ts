/** Away, moved, left, died; phones lost and helpers gone. */
export { dialogues } from "./dialogues.ts";
export { phrases } from "./phrases.ts";
