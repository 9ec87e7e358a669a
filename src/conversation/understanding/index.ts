import { awaited } from "./awaited.ts";
import { type Meaning, type PhraseBook, holds } from "./book.ts";
import { Heard, type Role } from "./heard.ts";

export * from "./book.ts";
export { Heard, type Role } from "./heard.ts";
export { words, type Words } from "./words.ts";

/** What a message means. `doubt` names slots whose value may have been meant otherwise: the dialogue asks before it uses them. */
export interface Understood {
  intent: string;
  slots: Record<string, unknown>;
  also?: { intent: string; slots: Record<string, unknown> }[];
  why?: string[];
  doubt?: string[];
}

/** Longer than any announcement; what stands behind is not read. */
const longest = 10_000;

interface Heading { intent: string; weight: number; meaning: Meaning }

/** The intent whose strongest rule holds, the earlier book first where two are equal. */
function weigh(m: Heard, books: readonly PhraseBook[]): Heading | undefined {
  let best: Heading | undefined;
  for (const book of books) {
    for (const intent in book) {
      const meaning = book[intent];
      if (!meaning || (meaning.by && !meaning.by.includes(m.role))) continue;
      for (const rule of meaning.says) {
        if (rule.weight <= (best?.weight ?? 0)) continue;
        if (!rule.signs.every((sign) => holds(m, sign))) continue;
        if (meaning.never?.some((sign) => holds(m, sign))) break;
        best = { intent, weight: rule.weight, meaning };
      }
    }
  }
  return best;
}

/** Puts the features' books together. The returned function is pure: same words, same role, same clock, same meaning. */
export function makeUnderstand(phrases: readonly PhraseBook[]): (text: string, ctx: { role: Role; now: Date; expecting?: string }) => Understood {
  return (text, ctx) => {
    const m = new Heard(text.length > longest ? text.slice(0, longest) : text, ctx);
    const heard = weigh(m, phrases);
    const answer = ctx.expecting ? awaited(m, ctx.expecting, heard?.intent, heard?.weight ?? 0) : undefined;
    if (answer) return answer;
    if (!heard) return { intent: "unknown", slots: {} };
    const { doubt, ...slots } = (heard.meaning.slots?.(m) ?? {}) as { doubt?: string[] };
    return { intent: heard.intent, slots, ...(doubt ? { doubt } : {}), why: [`${heard.intent} ${heard.weight}`] };
  };
}
