/** Meetings: when they are, who comes, and what is reported of them. */
export { listMeetings } from "./byHand.ts";
export { dialogues } from "./dialogues.ts";
export { askMissing } from "./missed.ts";
export { phrases } from "./phrases.ts";
export { comingMeetings, planMeetings, remindMeetings } from "./remind.ts";
