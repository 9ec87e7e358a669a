/** Who tells those whom no phone can tell, and the lists by which it is done. */
export { dialogues } from "./dialogues.ts";
export { phrases } from "./phrases.ts";
