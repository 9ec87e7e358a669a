import { clean, peopleIn, tokenize } from "../language/index.ts";
import { sumAt } from "../language/money.ts";
import { readNumber } from "../language/numbers.ts";
import type { Token } from "../language/tokens.ts";
import { sql } from "../platform/database.ts";
import type { Scene } from "./scene.ts";
import type { Write } from "./turn.ts";
import type { Role } from "./understanding/index.ts";

/** Enough to see what was meant; a chain letter need not be kept whole. */
const longest = 300;

const number = "#";
const name = "‹tên›";

/** A stretch of tokens, and what stands in its place. */
interface Veil {
	start: number;
	next: number;
	as: string;
}

/** Sums and numbers, in digits and in words; of `ba`, `năm`, `tư` alone nobody knows whether they are numbers. */
function numbersIn(t: readonly Token[]): Veil[] {
	return t.flatMap((token, start) => {
		const read = readNumber(t, start);
		const said = sumAt(t, start) ?? (read?.weak ? undefined : read);
		if (said) return [{ start, next: said.next, as: number }];
		return token.kind === "number" ? [{ start, next: start + 1, as: number }] : [];
	});
}

/** Names by their kin word or family; the words of known names; and whatever has a capital inside a sentence. */
function namesIn(t: readonly Token[], known: readonly string[]): Veil[] {
	const people = peopleIn(t).map(({ start, next, kin }) => ({
		start: kin === undefined ? start : start + 1,
		next,
		as: name,
	}));
	const words = new Set(known.flatMap((full) => tokenize(clean(full)).map(({ low }) => low)));
	const isShouted = !t.some(({ kind, raw }) => kind === "word" && raw !== raw.toUpperCase());
	const alone = t.flatMap(({ kind, raw, low }, start) => {
		if (kind !== "word") return [];
		const isCapital = !isShouted && /^\p{Lu}/u.test(raw) && t[start - 1]?.kind === "word";
		return words.has(low) || isCapital ? [{ start, next: start + 1, as: name }] : [];
	});
	return [...people, ...alone];
}

/**
 * A message without what says whose it is: `bà Lan trả 500k` → `bà ‹tên› trả #`.
 * @param known full names of those for whom the chat speaks
 */
export function redacted(text: string, known: readonly string[] = []): string {
	const cleaned = clean(text).slice(0, longest * 4);
	const t = tokenize(cleaned);
	const as = new Array<string | undefined>(t.length);
	for (const veil of [...numbersIn(t), ...namesIn(t, known)]) as.fill(veil.as, veil.start, veil.next);
	let out = "";
	let end = 0;
	for (const [i, token] of t.entries()) {
		out += cleaned.slice(end, token.start) + (as[i] ?? token.raw);
		end = token.end;
	}
	return out
		.replace(/#(?:[\s.,/:-]*#)+/g, number)
		.replace(/‹tên›(?:\s*‹tên›)+/g, name)
		.replace(/\s+/g, " ")
		.trim()
		.slice(0, longest);
}

/** Keeps what nothing was made of, sealed, for as long as the table `retention` says; never whose it was. */
export function misunderstood(
	text: string,
	{ role, expecting, intent }: { role: Role; expecting: string | undefined; intent?: string },
	{ draft, context }: Scene,
): Write {
	const { speaker, now, seal } = context;
	const who = speaker.persons.length === 0 ? "stranger" : role;
	const known = speaker.persons.map(({ fullName }) => fullName);
	const kind = intent ? "cannot-yet" : "not-understood";
	return {
		statement: sql`
			INSERT INTO misunderstood (at, kind, intent, role, expecting, form, text)
			VALUES (${now}, ${kind}, ${intent ?? null}, ${who}, ${expecting ?? null}, ${draft.session.form?.name ?? null}, ${seal(redacted(text, known))})`,
	};
}
