/** A chat among sample people, where nothing is recorded. */
export { dialogues } from "./dialogues.ts";
export { phrases } from "./phrases.ts";
export { amongSamples } from "./samples.ts";
