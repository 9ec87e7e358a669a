import type { Heard } from "./heard.ts";
import { clauses, trimmed } from "./slots.ts";
import { type Words, words } from "./words.ts";

const because = words("vì|do|lý do|tại|bởi|bởi vì|tại vì|lí do|vì lý do|nguyên do");
const saysNothing = words("không tổ chức được|không họp được|chưa có lịch|lịch mới|báo sau|báo lại|sẽ báo|giúp em|giúp chị|nhé em|cảm ơn|cám ơn|thông cảm|xin phép|em báo|đổi lịch|chưa biết|mọi người|giúp tôi|hẹn|chào|alo|ơi|cho em|cho tôi xin|để khi khác|khi khác|tuần sau|không đi được|không đến được|ghi nhận|nhắn giúp|báo giúp|báo hộ|nhờ");

/**
 * Why something is put off or somebody stays away, in the words given: behind `vì` or `do`, or a clause of its own that says nothing else.
 * @param matter what the message is about; its own clause is no reason
 */
export function reason(m: Heard, matter: Words): string | undefined {
  const cue = m.at(because).find((each) => each.next < m.t.length && !(m.t[each.start]?.bare === "tai" && m.t[each.start]?.low !== "tại"));
  if (cue && m.t[cue.start]?.bare !== "tai") {
    let start = cue.next;
    while (m.t[start]?.raw === ":" || m.t[start]?.bare === "la") start++;
    let end = start;
    while (end < m.t.length && m.t[end]?.kind !== "line" && ![",", ".", ";"].includes(m.t[end]?.raw ?? "")) end++;
    return trimmed(m, start, end);
  }
  for (const clause of clauses(m)) {
    const inside = (each: { start: number }) => each.start >= clause.start && each.start < clause.next;
    if (clause.next - clause.start < 2 || m.at(matter).some(inside) || m.at(saysNothing).some(inside)) continue;
    if (m.items.some((item) => inside(item) && (item.kind === "time" || item.kind === "day"))) continue;
    return trimmed(m, clause.start, clause.next);
  }
  return undefined;
}
