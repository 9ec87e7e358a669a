/** What is told unasked: filed by features, made into one message a chat, held or lapsed; and what happens at a moment. */
export { type Composed, compose } from "./compose.ts";
export { fileNotices, type Notice, noticeWrites, type Words } from "./file.ts";
export { isLate, takeSlot } from "./slots.ts";
export { cancelTimers, type Handler, runTimers, type Timer, timerWrite } from "./timers.ts";
