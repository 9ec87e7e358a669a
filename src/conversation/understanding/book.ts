import type { Heard, Role } from "./heard.ts";
import type { Words } from "./words.ts";

export type Slots = Record<string, unknown>;

/** What a message means. `doubt` names slots whose value may have been meant otherwise: the dialogue asks before it uses them. */
export interface Understood {
	intent: string;
	slots: Record<string, unknown>;
	/** Further points of the same message, in the order said. */
	also?: Point[];
	/** Where the message makes several points: the words of this one. */
	words?: string;
	why?: string[];
	doubt?: string[];
}

/** One of several points of a message, with its own words. */
export interface Point extends Omit<Understood, "also"> {
	words: string;
}

/** Something that is true of a message or not. */
export type Sign = Words | ((m: Heard) => boolean);

/** How sure an intent is when all of its signs hold. Weights compare intents: 90 leaves no doubt, 50 is a fair hearing, 20 yields to anything. */
export interface Says {
	readonly weight: number;
	readonly signs: readonly Sign[];
}

export interface Meaning {
	/** who may mean it; everybody when left out */
	by?: readonly Role[];
	says: readonly Says[];
	/** any of these, and it is not meant */
	never?: readonly Sign[];
	slots?: (m: Heard) => Slots;
}

/** Intent by intent, what words mean it. A feature's `phrases.ts` exports one. */
export type PhraseBook = Readonly<Record<string, Meaning>>;

export const holds = (m: Heard, sign: Sign): boolean => (typeof sign === "function" ? sign(m) : m.has(sign));

/** All of these signs together. */
export const says = (weight: number, ...signs: Sign[]): Says => ({ weight, signs });

export const any =
	(...signs: Sign[]) =>
	(m: Heard): boolean =>
		signs.some((sign) => holds(m, sign));
export const all =
	(...signs: Sign[]) =>
	(m: Heard): boolean =>
		signs.every((sign) => holds(m, sign));
export const not =
	(sign: Sign) =>
	(m: Heard): boolean =>
		!holds(m, sign);

/** One phrase and then another, at most `gap` words between. */
export const followed =
	(first: Words, second: Words, gap = 4) =>
	(m: Heard): boolean =>
		m.at(first).some((a) => m.at(second).some((b) => b.start >= a.next && b.start - a.next <= gap));

/** The message consists of these phrases, kin words and politeness only, and at least one of the first group. */
export const only =
	(group: Words, filler: Words) =>
	(m: Heard): boolean => {
		const spoken = m.at(group);
		if (spoken.length === 0) return false;
		const covered = new Set<number>();
		for (const each of [...spoken, ...m.at(filler)])
			for (let i = each.start; i < each.next; i++) covered.add(i);
		return m.t.every((token, i) => token.kind === "mark" || token.kind === "line" || covered.has(i));
	};

/** At most so many words, or half as many beside greetings and politeness. */
export const short =
	(most: number) =>
	(m: Heard): boolean =>
		m.t.length <= most || 2 * m.core <= most;

/** At the beginning, politeness apart. */
export const opens =
	(group: Words, within = 3) =>
	(m: Heard): boolean =>
		m.at(group).some((each) => each.start <= within);

const questionEnds = new Set(["khong", "chua", "ha", "nhi", "ko", "hong", "hok", "hk"]);
const vocatives = new Set([
	"em",
	"chau",
	"anh",
	"chi",
	"bac",
	"co",
	"chu",
	"a",
	"nhi",
	"con",
	"ban",
	"e",
	"c",
	"vay",
	"the",
	"ta",
]);

/** Ends as a question does: with `?`, or `không`, `chưa`, `hả` before whoever is asked. */
export const asks = (m: Heard): boolean => {
	let end = m.t.length - 1;
	while (end > 0 && m.t[end]?.kind !== "word" && m.t[end]?.raw !== "?") end--;
	if (m.t[end]?.raw === "?") return true;
	for (let skipped = 0; skipped < 2 && end > 0 && vocatives.has(m.t[end]?.bare ?? ""); skipped++) end--;
	return questionEnds.has(m.t[end]?.bare ?? "");
};

export const somebody = (m: Heard): boolean => m.people.length > 0;
export const nobody = (m: Heard): boolean => m.people.length === 0;
export const money = (m: Heard): boolean => m.all("sum").length > 0;
export const aDay = (m: Heard): boolean =>
	m.all("day").length > 0 || m.all("pair").some((pair) => pair.day !== undefined);
export const aTime = (m: Heard): boolean => m.all("time").length > 0;
