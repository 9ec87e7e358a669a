/** The tree of units: other names, moves and mergers. */
export { dialogues } from "./dialogues.ts";
export { phrases } from "./phrases.ts";
