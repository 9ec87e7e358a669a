/** Blood pressure: kept, read back, answered in plain words. */
export { dialogues } from "./dialogues.ts";
export { phrases } from "./phrases.ts";
export { timers } from "./remeasure.ts";
