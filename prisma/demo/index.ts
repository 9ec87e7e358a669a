/** Invented people to try the bot with, and as many of them as a province has. */
export { ensureSample } from "./sample.ts";
export { seedScale } from "./scale.ts";
export { seedDemo } from "./seed.ts";
