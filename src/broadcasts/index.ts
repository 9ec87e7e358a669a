/** Announcements to a subtree: previewed, sent at the door's pace, and told who was not reached. */
export { announcementWrite } from "./announce.ts";
export { type Reach, reachOf } from "./audience.ts";
export { dialogues } from "./dialogues.ts";
export { phrases } from "./phrases.ts";
export { planAnnouncement, unplanned } from "./plan.ts";
export { tellProgress } from "./progress.ts";
