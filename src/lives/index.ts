/** What happens to members: travelling, moving, leaving, dying; a phone lost, a number changed, a helper gone. */
export { timers } from "./after.ts";
export { dialogues } from "./dialogues.ts";
export { phrases } from "./phrases.ts";
