/** The club's list of members: pasted from the paper book, added to, corrected, invited. */
export { dialogues } from "./dialogues.ts";
export { phrases } from "./phrases.ts";
