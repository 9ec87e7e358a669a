import { awaited } from "./awaited.ts";
import { holds, type Meaning, type PhraseBook, type Understood } from "./book.ts";
import { Heard, type Role } from "./heard.ts";
import { partsOf } from "./points.ts";

export * from "./book.ts";
export { Heard, type Role } from "./heard.ts";
export { type Words, words } from "./words.ts";

/** Longer than any announcement; what stands behind is not read. */
const longest = 10_000;

interface Heading {
	intent: string;
	weight: number;
	meaning: Meaning;
}

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
export function makeUnderstand(
	phrases: readonly PhraseBook[],
): (text: string, ctx: { role: Role; now: Date; expecting?: string }) => Understood {
	return (text, ctx) => {
		const m = new Heard(text.length > longest ? text.slice(0, longest) : text, ctx);
		const heard = weigh(m, phrases);
		const answer = ctx.expecting ? awaited(m, ctx.expecting, heard?.intent, heard?.weight ?? 0) : undefined;
		if (answer) return answer;
		const points = ctx.expecting ? [] : pointsOf(m, heard, ctx, phrases);
		if (points[0]) return { ...points[0], also: points.slice(1) };
		return heard ? said(m, heard) : { intent: "unknown", slots: {} };
	};
}

function said(m: Heard, heard: Heading): Understood {
	const { doubt, ...slots } = (heard.meaning.slots?.(m) ?? {}) as { doubt?: string[] };
	return {
		intent: heard.intent,
		slots,
		...(doubt ? { doubt } : {}),
		why: [`${heard.intent} ${heard.weight}`],
	};
}

/** Sure enough to stand as a point of its own beside another. */
const ownPoint = 70;
/** Whose text is all one, however many sentences it has. */
const whole = new Set(["broadcast", "care.request", "member.add", "roster.paste"]);

/** The points of a message that makes several, in the order said: each is read by itself, so that no sum of one slips into the other. */
function pointsOf(
	m: Heard,
	heard: Heading | undefined,
	ctx: { role: Role; now: Date },
	books: readonly PhraseBook[],
): Understood[] {
	if (heard && whole.has(heard.intent)) return [];
	const points: Understood[] = [];
	for (const part of partsOf(m)) {
		const alone = new Heard(part, ctx);
		const found = weigh(alone, books);
		if (!found || found.weight < ownPoint || whole.has(found.intent)) continue;
		if (points.some((each) => each.intent === found.intent)) return [];
		points.push(said(alone, found));
	}
	return points.length > 1 ? points : [];
}
