/** What waits for somebody, and the ladder that it climbs when it is late. */
export { dialogues } from "./dialogues.ts";
export { type Climbed, climbLadder } from "./ladder.ts";
export { tellMorning } from "./morning.ts";
export { phrases } from "./phrases.ts";
export { tasksOf } from "./store.ts";
export { type Closing, closeTask, type NewTask, openTask, openTasks, type TaskWords } from "./task.ts";
