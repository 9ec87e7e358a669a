/** Her data: what is held, who looked, what is deleted and when. */
export { dialogues } from "./dialogues.ts";
export { phrases } from "./phrases.ts";
export { letGo } from "./retention.ts";
