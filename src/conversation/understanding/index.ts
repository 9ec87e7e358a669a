import { awaited } from "./awaited.ts";
import { holds, type Meaning, type PhraseBook, type Point, type Sign, type Understood } from "./book.ts";
import { Heard, type Role } from "./heard.ts";
import { partsOf, questionsBeside } from "./points.ts";

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
interface Rule extends Heading {
	signs: readonly Sign[];
}
type Rules = Readonly<Record<Role, readonly Rule[]>>;

/** What each role may mean, the strongest rule first and of equal ones that of the earlier book: the first that holds is meant. */
function rulesOf(books: readonly PhraseBook[]): Rules {
	const all = books.flatMap((book) =>
		Object.entries(book).flatMap(([intent, meaning]) =>
			meaning.says.map(({ weight, signs }): Rule => ({ intent, weight, meaning, signs: wordsFirst(signs) })),
		),
	);
	all.sort((one, other) => other.weight - one.weight);
	const of = (role: Role) => all.filter(({ meaning }) => meaning.by?.includes(role) ?? true);
	return { member: of("member"), secretary: of("secretary"), coordinator: of("coordinator") };
}

/** Whether words were said is known at once; most rules end there. */
const wordsFirst = (signs: readonly Sign[]): Sign[] => [
	...signs.filter((sign) => typeof sign !== "function"),
	...signs.filter((sign) => typeof sign === "function"),
];

function weigh(m: Heard, rules: Rules): Heading | undefined {
	const barred = new Set<Meaning>();
	for (const rule of rules[m.role]) {
		if (!allHold(m, rule.signs) || barred.has(rule.meaning)) continue;
		if (!rule.meaning.never?.some((sign) => holds(m, sign))) return rule;
		barred.add(rule.meaning);
	}
	return undefined;
}

function allHold(m: Heard, signs: readonly Sign[]): boolean {
	for (const sign of signs) if (!holds(m, sign)) return false;
	return true;
}

/** Puts the features' books together. The returned function is pure: same words, same role, same clock, same meaning. */
export function makeUnderstand(
	phrases: readonly PhraseBook[],
): (text: string, ctx: { role: Role; now: Date; expecting?: string }) => Understood {
	const rules = rulesOf(phrases);
	return (text, ctx) => {
		const m = new Heard(text.length > longest ? text.slice(0, longest) : text, ctx);
		const heard = weigh(m, rules);
		const answer = ctx.expecting ? awaited(m, ctx.expecting, heard?.intent, heard?.weight ?? 0) : undefined;
		if (answer) return answer;
		const points = ctx.expecting ? [] : pointsOf(m, heard, ctx, rules);
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
	rules: Rules,
): Point[] {
	if (heard && whole.has(heard.intent)) return [];
	const points = pointsIn(partsOf(m), ctx, rules);
	return points.length > 1 ? points : pointsIn(questionsBeside(m), ctx, rules);
}

function pointsIn(parts: string[], ctx: { role: Role; now: Date }, rules: Rules): Point[] {
	const points: Point[] = [];
	for (const part of parts) {
		const alone = new Heard(part, ctx);
		const found = weigh(alone, rules);
		if (!found || found.weight < ownPoint || whole.has(found.intent)) continue;
		if (points.some((each) => each.intent === found.intent)) return [];
		points.push({ ...said(alone, found), words: part });
	}
	return points.length > 1 ? points : [];
}
