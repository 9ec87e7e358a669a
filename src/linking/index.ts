/** How a chat comes to speak for somebody: code or own number, whose phone it is, and what she agrees to. */
export { dialogues } from "./dialogues.ts";
export { phrases } from "./phrases.ts";
