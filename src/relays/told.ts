import { clean, fold, peopleIn, tokenize } from "../language/index.ts";

/** Who tells whom, as it was typed: a name with or without its kin word, and names or numbers of the paper book. */
export interface Told {
	who: string;
	whom: string[];
}

export interface Spoken {
	relays: Told[];
	/** `còn lại cô báo` */
	rest: boolean;
}

const helping = "(?: (?:giup|ho|gium|cho|tin|thay))*";
const active = new RegExp(`^(.+?) (?:nhan |se |di )?(bao)${helping} (.+)$`);
const passive = new RegExp(`^(.+?) (?:nhờ|nho|để|de|do) (.+?) (bao)${helping}$`);
const numbers = /^(?:(?:so|nha) )*\d{1,3}(?:(?: ?[-+] ?| (?:so )?)\d{1,3})*$/;
const theRest = /^(?:so |nhung nguoi |may nguoi )?con lai(?: |$)/;
const opening = /^(?:da |vang |a |nho |ghi |thi |roi )+/;
const closing = /(?: (?:a|nhe|nha|giup chau|chau|em))+$/;
/** `32 người không có Zalo: …`; what stands before is talk, unless it is the telling itself. */
const heading = /^([^:]*):\s*(.+)$/s;

/** The family of whoever is told, and neighbours: nobody looks for them in the book. */
export const kinship =
	/(?:^| )(con dau|con gai|con trai|con re|chau noi|chau ngoai|chau gai|chau trai|chau dau|em gai|em trai|em dau|chi gai|chi dau|anh trai|vo|chong|hang xom|to truong|truong xom|truong thon)(?= |$)/;
const oneself = /^(?:toi|minh|co|bac|ba|ong|em|chi|anh|chu)$/;
export const isOneself = (who: string): boolean => oneself.test(fold(who));

/** The place of a folded match in what was typed; folding moves no letter of a cleaned text. */
const typed = (piece: string, from: number, length: number): string => piece.slice(from, from + length);

/** `bảo` is told to do, `bao` may be either: only what may be read as báo counts. */
const isTelling = (piece: string, at: number): boolean =>
	["báo", "bao"].includes(typed(piece, at, 3).toLowerCase());

const digitsIn = (words: string): string[] => words.match(/\d{1,3}/g) ?? [];

/** `số 2 9 15`, `số 2 ông Dần`, `ông Dần` */
function targets(words: string): string[] {
	const folded = fold(words);
	if (numbers.test(folded)) return digitsIn(words);
	const numbered = /^(?:so |nha )*(\d{1,3}) \D+$/.exec(folded);
	return numbered ? [numbered[1]!] : [words.trim()];
}

/** Cuts at commas, lines and `và`, politeness taken off. */
function piecesOf(text: string): string[] {
	const [, before, after] = heading.exec(text) ?? [];
	const told =
		before === undefined
			? text
			: new RegExp(` bao${helping}$`).test(fold(before))
				? `${before} ${after}`
				: after!;
	return told
		.split(/[,;\n]|\.(?:\s|$)|\s(?:và|va)\s/i)
		.map((piece) => piece.replace(/\s+/g, " ").trim())
		.map((piece) => piece.slice(opening.exec(fold(piece))?.[0].length ?? 0))
		.map((piece) => piece.slice(0, closing.exec(fold(piece))?.index ?? piece.length).trim())
		.filter(Boolean);
}

/** One piece put to what was told before it. @returns false where it tells nothing of this */
function take(piece: string, spoken: Spoken): boolean {
	const folded = fold(piece);
	const current = spoken.relays.at(-1);
	if (folded.length !== piece.length) return false;
	if (theRest.test(folded)) {
		spoken.rest = true;
		return true;
	}
	if (numbers.test(folded)) {
		current?.whom.push(...digitsIn(piece));
		return current !== undefined;
	}
	const asked = passive.exec(folded);
	if (asked && isTelling(piece, folded.lastIndexOf(` ${asked[3]}`) + 1)) {
		const from = folded.indexOf(asked[2]!, asked[1]!.length + 1);
		spoken.relays.push({
			who: typed(piece, from, asked[2]!.length),
			whom: targets(typed(piece, 0, asked[1]!.length)),
		});
		return true;
	}
	const tells = active.exec(folded);
	if (tells && isTelling(piece, folded.indexOf(` ${tells[2]}`, tells[1]!.length) + 1)) {
		const whom = piece.slice(piece.length - tells[3]!.length);
		spoken.relays.push({ who: typed(piece, 0, tells[1]!.length), whom: targets(whom) });
		return true;
	}
	const short = /^(\D+?) ((?:so )?\d.*)$/.exec(folded);
	if (short && numbers.test(short[2]!)) {
		spoken.relays.push({ who: typed(piece, 0, short[1]!.length), whom: digitsIn(piece) });
		return true;
	}
	current?.whom.push(...targets(piece));
	return current !== undefined;
}

/** `Thu con dâu báo 1, bà Tám 2 9 15 22, còn lại cô báo`; undefined where a part of it says something else. */
export function toldIn(text: string): Spoken | undefined {
	const spoken: Spoken = { relays: [], rest: false };
	const pieces = piecesOf(clean(text));
	const isAll = pieces.length > 0 && pieces.every((piece) => take(piece, spoken));
	return isAll && (spoken.relays.length > 0 || spoken.rest) ? spoken : undefined;
}

const place = /^(?:xom|thon|lang|ban|so|sinh) /;

/** Whether words are a person's name and nothing else, or one with where she lives. */
export function isName(words: string): boolean {
	const t = tokenize(clean(words));
	const [person] = peopleIn(t);
	if (person?.start !== 0) return false;
	return person.next === t.length || place.test(fold(words.slice(t[person.next]!.start)));
}

const isWho = (who: string): boolean => isName(who) || kinship.test(fold(who));
const isWhom = (whom: string): boolean => /^\d{1,3}$/.test(whom) || isName(whom);

/** Whether a message says nothing but who tells whom: only then is it heard so where nobody asked. */
export function isTold(text: string): boolean {
	if (!/b[aá]o/i.test(text) || text.length > 1_000) return false;
	const spoken = toldIn(text);
	const [first] = spoken?.relays ?? [];
	if (!spoken || !first || !isWho(first.who)) return false;
	return spoken.relays.every(({ who, whom }) => (isWho(who) || isOneself(who)) && whom.every(isWhom));
}
