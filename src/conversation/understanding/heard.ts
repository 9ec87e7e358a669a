import { type DayPhrase, type Direction, resolveDay } from "../../language/dayPhrases.ts";
import { english, inEnglish } from "../../language/english.ts";
import { type Sum, vndOf } from "../../language/money.ts";
import { type PersonAt, peopleIn } from "../../language/names.ts";
import type { Part } from "../../language/readDay.ts";
import type { ReadingAt } from "../../language/readings.ts";
import { clockOf } from "../../language/times.ts";
import { clean, type Token, tokenize } from "../../language/tokens.ts";
import { counter } from "./counters.ts";
import { type Item, itemsIn, readingsIn } from "./quantities.ts";
import { polite } from "./vocabulary.ts";
import { type Found, findWords, type Words, words } from "./words.ts";

export type Role = "member" | "secretary" | "coordinator";
export interface Context {
	role: Role;
	now: Date;
	expecting?: string | undefined;
}

type Kind = Item["kind"];
export type Of<K extends Kind> = Extract<Item, { kind: K }>;

const correcting = words(
	"à nhầm|nhầm|à không|á nhầm|à lộn|lộn|í nhầm|ý nhầm|quên|à|sửa lại|ý tôi là|đính chính|nói lại|thôi",
	english("sorry|i mean|no wait|correction|i meant"),
);
/** Says that what stands before was wrong; `à quên` may as well add something. */
const slip = words("nhầm|à nhầm|lộn|à lộn|sửa lại|đính chính");
const denying = words(
	"không phải|chứ không phải|chớ không phải|không phải là|chứ không|đâu phải|chẳng phải",
	english("not"),
);
const saying = new Set([":", '"', "'"]);
const none: readonly Found[] = [];

/** The tokens of names written with a capital: chị Nga is no fall (ngã), bà Thu collects nothing. */
function namesIn(t: readonly Token[], people: readonly PersonAt[]): Set<number> {
	const names = new Set<number>();
	if (t.every((token) => token.kind !== "word" || token.raw === token.raw.toUpperCase())) return names;
	for (const person of people)
		for (let i = person.start; i < person.next; i++)
			if (/^\p{Lu}/u.test(t[i]?.raw ?? "") && (i > person.start || !person.kin)) names.add(i);
	return names;
}

/**
 * One message as the rules see it: its tokens, which declared phrases stand where, and what has a value in it.
 * Everything is found once, on demand, and asked for many times.
 */
export class Heard {
	readonly text: string;
	readonly t: readonly Token[];
	readonly role: Role;
	readonly now: Date;
	readonly expecting: string | undefined;
	private readonly found: Map<number, Found[]>;
	private readonly ofKind = new Map<Kind, Item[]>();
	private kept: { people?: PersonAt[]; items?: Item[]; readings?: ReadingAt[]; core?: number } = {};

	constructor(text: string, context: Context) {
		this.text = clean(text);
		this.t = inEnglish(tokenize(this.text));
		this.role = context.role;
		this.now = context.now;
		this.expecting = context.expecting;
		this.found = findWords(this.t, namesIn(this.t, this.people));
	}

	at(group: Words): readonly Found[] {
		return this.found.get(group.id) ?? none;
	}
	has(group: Words): boolean {
		return this.found.has(group.id);
	}

	/** How many words are left when greetings and politeness are taken away. */
	get core(): number {
		if (this.kept.core !== undefined) return this.kept.core;
		const covered = new Set<number>();
		for (const each of this.at(polite)) for (let i = each.start; i < each.next; i++) covered.add(i);
		this.kept.core = this.t.filter(
			(token, i) => token.kind !== "mark" && token.kind !== "line" && !covered.has(i),
		).length;
		return this.kept.core;
	}

	get people(): PersonAt[] {
		this.kept.people ??= peopleIn(this.t);
		return this.kept.people;
	}
	get items(): Item[] {
		this.kept.items ??= itemsIn(this.t, this.people);
		return this.kept.items;
	}
	get readings(): ReadingAt[] {
		this.kept.readings ??= readingsIn(this.t, this.items);
		return this.kept.readings;
	}

	all<K extends Kind>(kind: K): readonly Of<K>[] {
		let known = this.ofKind.get(kind);
		if (!known) {
			known = this.items.filter((item) => item.kind === kind);
			this.ofKind.set(kind, known);
		}
		return known as Of<K>[];
	}

	/** The words from one token to another as typed. */
	words(from: number, to: number): string {
		const [first, last] = [this.t[from], this.t[to - 1]];
		return first && last && to > from ? this.text.slice(first.start, last.end) : "";
	}

	/** True where one of these phrases begins within `gap` tokens before the place. */
	near(group: Words, place: number, gap: number): boolean {
		return this.at(group).some((each) => each.next <= place && place - each.next <= gap);
	}

	/**
	 * Those of several values of one kind that are meant: what was corrected (`300k, à nhầm 350k`) or denied (`không phải 5 triệu`) is left out.
	 */
	meant<T extends { start: number; next: number }>(values: readonly T[]): T[] {
		const standing = values.filter((value) => !this.denied(value.start));
		return standing.filter((value, i) => {
			const following = standing[i + 1];
			return (
				!following ||
				!this.at(correcting).some(
					(mark) =>
						mark.start >= value.next && mark.next <= following.start && this.separate(mark, value.next),
				)
			);
		});
	}

	/** `à` inside a sentence is no correction unless it begins a clause. */
	private separate(mark: Found, after: number): boolean {
		const word = this.t[mark.start];
		if (mark.next - mark.start > 1 || (word?.bare !== "a" && word?.bare !== "thoi")) return true;
		return (
			(word.low === "à" || word.low === "á" || (word.low === "a" && this.t[mark.start - 1]?.raw === ",")) &&
			mark.start - after <= 2
		);
	}

	/** `78 ko phải 87`, `nỏ phải hai triệu ba`: the value behind is what it is not. */
	denied(place: number): boolean {
		return this.at(denying).some(
			(each) =>
				each.next <= place &&
				place - each.next <= 4 &&
				!this.t.slice(each.next, place).some((token) => token.raw === "," || token.raw === "."),
		);
	}

	/** The first day said, as a date; what is corrected is left out. */
	day(way: Direction, from = 0, to = this.t.length): string | undefined {
		const days = this.meant(this.all("day").filter((item) => item.start >= from && item.start < to));
		const pairs = this.all("pair").filter((item) => item.day && item.start >= from && item.start < to);
		const phrase: DayPhrase | undefined = days[0]?.day.phrase ?? pairs[0]?.day?.phrase;
		return phrase ? resolveDay(phrase, this.now, way) : undefined;
	}

	/** The first day that was surely said as a day: a bare `13/8` is none. */
	sureDay(way: Direction): string | undefined {
		const days = this.meant(this.all("day"));
		return days[0] ? resolveDay(days[0].day.phrase, this.now, way) : undefined;
	}

	/** The first time said as `HH:mm`, with the part of the day from a day beside it (`chiều mai … 2h`). */
	time(from = 0, to = this.t.length): string | undefined {
		const times = this.meant(this.all("time").filter((item) => item.start >= from && item.start < to));
		const first = times[0];
		return first ? clockOf(first.time, first.time.part ?? this.partSaid()) : undefined;
	}

	private partSaid(): Part | undefined {
		return this.all("day")
			.map((item) => item.day.part)
			.find((part) => part !== undefined);
	}

	/** All sums in whole đồng that are meant; bare numbers only where the caller says that money is spoken of. */
	sums(): Of<"sum">[] {
		const sums = this.meant(this.all("sum"));
		const last = sums.at(-1);
		const anew = last && this.putRight(last);
		return anew === undefined ? sums : [...sums.slice(0, -1), ...(anew ? [anew] : [])];
	}

	/** The bare number that puts a value right behind it: `12 tháng à nhầm 18`, not `300k, à quên 2 kỳ`. */
	anew(value: { next: number }): Of<"number"> | undefined {
		const mark = this.at(correcting).find(
			(each) => each.start >= value.next && each.start - value.next <= 1 && this.separate(each, value.next),
		);
		const item = mark && this.all("number").find((each) => each.start === mark.next && !each.weak);
		if (!mark || !item || counter(this.t[item.next])) return undefined;
		const closes = this.t[item.next]?.kind !== "word" || this.at(polite).some((p) => p.start === item.next);
		return closes || this.at(slip).some((each) => each.next === mark.next) ? item : undefined;
	}

	/**
	 * `300k à nhầm 350`: put right by a bare number, of the same thousands or millions. Null where its size could be either;
	 * undefined where nothing was put right.
	 */
	private putRight(sum: Of<"sum">): Of<"sum"> | null | undefined {
		const item = this.anew(sum);
		if (!item) return undefined;
		const near = [1e3, 1e6]
			.map((unit) => item.value * unit)
			.filter((vnd) => vnd <= sum.sum.vnd * 10 && vnd >= sum.sum.vnd / 10);
		const [vnd] = near;
		return near.length === 1 && vnd !== undefined
			? { ...item, kind: "sum", sum: { ...sum.sum, vnd, next: item.next } }
			: null;
	}

	vnd(sum: Sum): number | undefined {
		return vndOf(sum);
	}

	/** Where the words a person quotes or announces begin: behind the first colon, or -1. */
	colon(): number {
		return this.t.findIndex((token) => saying.has(token.raw) && token.raw === ":");
	}
}
