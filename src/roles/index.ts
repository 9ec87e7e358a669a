/** Who is named, replaced and stood in for, and what passes on with a role. */
export { dialogues } from "./dialogues.ts";
export { roleForm } from "./name.ts";
export { phrases } from "./phrases.ts";
