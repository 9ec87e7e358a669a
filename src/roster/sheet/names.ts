import { fold, oneSpelling } from "../../language/fold.ts";
import { tidy } from "./rules.ts";

/** The words before a place's own name that people write or leave out, folded. */
const kinds: Record<string, RegExp> = {
	province: /^(tinh|thanh pho|tp)\s+/,
	commune: /^(xa|phuong|thi tran|dac khu|tt|p|x)\s+/,
	club: /^(cau lac bo|clb)(\s+(lien the he(\s+tu giup nhau)?|lth(\s*tgn)?))?\s+/,
};

interface Spelling {
	/** Lower case, one spelling for each syllable, its marks kept. */
	whole: string;
	/** The same without the words before the name; `bare` without marks too. */
	own: string;
	bare: string;
	kind: string;
	hasMarks: boolean;
}

export function spellingOf(name: string, level: string): Spelling {
	const words = tidy(name.replace(/[.,]/g, " ")).toLowerCase().split(" ").map(oneSpelling);
	const whole = words.join(" ");
	const folded = fold(whole);
	const before = kinds[level]?.exec(folded)?.[0] ?? "";
	const bare = folded.slice(before.length);
	// Folding changes no letter's place: both texts are composed.
	const own = whole.slice(before.length);
	return { whole, own, bare, kind: before.trim(), hasMarks: own !== bare };
}

/** `xã Hoa Lộc` is not `phường Hoa Lộc`; `Hoa Lộc` may be either. */
const mayBe = (one: Spelling, other: Spelling, level: string): boolean =>
	level === "club" || one.kind === "" || other.kind === "" || one.kind === other.kind;

export interface Named {
	name: string;
	/** Other names under which it is known, folded. */
	aliases: readonly string[];
}

/**
 * Which of the places of a level is called so. Marks tell places apart (`Hoa Lộc`, `Hòa Lộc`) unless one side has
 * none at all.
 * @returns undefined where it is none of them, "unclear" where it may be several
 */
export function placeNamed<P extends Named>(typed: string, places: readonly P[], level: string) {
	const wanted = spellingOf(typed, level);
	const spelled = places.map((place) => ({ place, is: spellingOf(place.name, level) }));
	const possible = spelled.filter(({ is }) => mayBe(wanted, is, level));
	const ways = [
		spelled.filter(({ is }) => is.whole === wanted.whole),
		possible.filter(({ is }) => is.own === wanted.own),
		possible.filter(({ is }) => is.bare === wanted.bare && !(is.hasMarks && wanted.hasMarks)),
		spelled.filter(({ place }) => place.aliases.includes(fold(wanted.whole))),
	];
	const found = ways.find((way) => way.length > 0);
	if (!found) return undefined;
	return found.length === 1 ? found[0]!.place : ("unclear" as const);
}
