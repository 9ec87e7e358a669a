import { type Context, form, type Slot } from "../conversation/dialogue.ts";
import { type Say, say } from "../conversation/say.ts";
import { fold } from "../language/index.ts";
import { givenName } from "../people/index.ts";
import { relaysForm } from "../relays/index.ts";
import { clubSlot, keepsRoster } from "./clubSlot.ts";
import { type ReadList, type RosterRow, readLine, readLines } from "./lines.ts";
import { fixQuestion, pairOffers, pairQuestion, pasteReadBack } from "./pasteWords.ts";
import {
	type Booked,
	boardPerson,
	type Fix,
	fixesOf,
	hamletsIn,
	numbered,
	type Pair,
	type PairAnswer,
	pairsOf,
	type Settled,
	settleFixes,
	settlePairs,
	withLine,
} from "./settle.ts";
import { bookOf, hangsOn, joinedOf, joinWrite, leaveWrites, type NewMember } from "./store.ts";

interface Answers {
	clubId: number;
	/** How many she said there are; 0 where she did not say. */
	total: number;
	/** Everything that was pasted; `isNew` where this very message brought some of it. */
	lines: ReadList & { isNew: boolean };
	complete: boolean;
	book: Booked[];
	/** `isPlaced`: this very message said in which hamlet each of two lives. */
	pairs: Settled & { isPlaced: boolean };
	fixes: { rows: RosterRow[]; open: Fix[] };
	fixed: never;
	/** With the lines that were written again when all was read back. */
	again: { rows: RosterRow[]; last: RosterRow | undefined };
	members: NewMember[];
}

const yearOf = ({ today }: Context): number => Number(today.slice(0, 4));

const total: Slot<number, Answers> = {
	ask: () => ({ say: say("roster.how") }),
	otherwise: () => 0,
	read: (raw) => ({ value: Math.max(0, Math.trunc(Number(raw)) || 0) }),
};

/** Whoever says who she is, or greets, is greeted. */
const greets = (text: string): boolean => /(^|\s)(day|chao|alo)(\s|[,.!?]|$)/.test(fold(text));

function howTo({ turn, speaker }: Context): Say {
	const own = speaker.persons.find((person) => person.relation === "self");
	const isGreeted = own && turn.body.kind === "text" && greets(turn.body.text);
	return isGreeted
		? say("roster.how-greeted", { person: `${speaker.address.you} ${givenName(own.fullName)}` })
		: say("roster.how");
}

const lines: Slot<Answers["lines"], Answers> = {
	gathers: true,
	expecting: "roster",
	ask: (_, context) => ({ say: howTo(context) }),
	read: (raw, _, { turn }, { eventId }) => ({
		value: { ...readLines((raw as string[]).map(String)), isNew: eventId === turn.eventId },
	}),
};

const read = ({ rows, unread }: ReadList): number => rows.length + unread.length;

/** She said how many there are and all are there, or she said that this is all. */
const complete: Slot<boolean, Answers> = {
	expecting: "roster",
	needed: ({ total, lines }) => !lines.isEnded && (total === 0 || read(lines) < total),
	ask: ({ total, lines }) => ({
		say:
			total > 0
				? say("roster.so-far-of", { count: read(lines), total })
				: say("roster.so-far", { count: read(lines) }),
	}),
	read: () => ({ value: true }),
};

const book: Slot<Booked[], Answers> = {
	from: [],
	ask: () => ({ say: say("roster.how") }),
	otherwise: () => true,
	read: async (_, { clubId }, { read, today }) => ({ value: await bookOf(read, clubId, today) }),
};

/** Before the first question: what arrived, and how much of it is in doubt. */
function intro(lines: Answers["lines"], doubts: number, question: Say): Say {
	if (!lines.isNew) return question;
	const hasNumbers = lines.rows.some((row) => row.number !== undefined);
	const key = hasNumbers ? "roster.read-numbered" : "roster.read";
	return say("roster.first", { before: say(key, { count: read(lines), doubts }), question });
}

function askPair(pair: Pair, before: Answers, open: number, context: Context) {
	const rest = fixesOf(before.lines.rows, before.lines.unread, before.book, yearOf(context)).length;
	return { which: intro(before.lines, open + rest, pairQuestion(pair)), offers: pairOffers(pair) };
}

const pairs: Slot<Answers["pairs"], Answers> = {
	gathers: true,
	ask: () => ({ say: say("roster.how") }),
	otherwise: () => [],
	read(raw, before, context, { eventId }) {
		const { lines, book } = before;
		const answers = raw as unknown as PairAnswer[];
		const all = pairsOf(lines.rows, book, yearOf(context));
		const settled = settlePairs(lines, all, answers, book);
		const left = new Set(settled.rows.map((row) => row.position));
		const open = all.filter(
			({ id, row, other }) =>
				!answers.some((one) => one.pair === id) &&
				left.has(row.position) &&
				(!("position" in other) || left.has(other.position)),
		);
		if (open[0]) return askPair(open[0], before, open.length, context);
		const last = answers.at(-1);
		const isPlaced =
			eventId === context.turn.eventId && last?.are === "two" && hamletsIn(last.words).length > 0;
		return { value: { ...settled, isPlaced } };
	},
};

const fixes: Slot<Answers["fixes"], Answers> = {
	gathers: true,
	ask: () => ({ say: say("roster.how") }),
	otherwise: () => [],
	read(raw, { pairs, lines, book }, context) {
		const answers = (raw as string[]).map(String);
		return {
			value: settleFixes({ rows: pairs.rows, unread: lines.unread }, answers, book, yearOf(context)),
		};
	},
};

/** Asks for what is still to be typed anew; what is answered goes to `fixes`, and this slot stays empty. */
const fixed: Slot<never, Answers> = {
	from: [],
	expecting: "roster-fix",
	needed: ({ fixes }) => fixes.open.length > 0,
	ask({ fixes, pairs, lines }, context) {
		const question = fixQuestion(fixes.open[0]!, yearOf(context));
		if (pairs.isPlaced) return { say: say("roster.placed", { question }) };
		return { say: intro(lines, fixes.open.length, question) };
	},
	read: () => ({ wrong: say("roster.how") }),
};

/** A line written again when all was read back takes the place of the one with its number, or stands behind them. */
const again: Slot<Answers["again"], Answers> = {
	gathers: true,
	expecting: "roster-again",
	ask: () => ({ say: say("roster.paste-edit") }),
	otherwise: () => [],
	read(raw, { fixes, book }, context) {
		const texts = (raw as string[]).map(String);
		const rows = texts.reduce(withLine, fixes.rows);
		const line = texts.map(readLine).findLast((one) => one !== undefined);
		const last =
			line && rows.findLast((row) => row.name === line.name && (line.number ?? row.number) === row.number);
		if (fixesOf(rows, [], book, yearOf(context)).length === 0) return { value: { rows, last } };
		return { wrong: say("roster.unread", { text: texts.at(-1) }) };
	},
};

/** Who is written: with a number each, and as the person of the board that she is already. */
const members: Slot<NewMember[], Answers> = {
	from: [],
	ask: () => ({ say: say("roster.how") }),
	otherwise: () => true,
	read(_, { again, pairs, book }) {
		if (again.rows.length === 0) return { end: say("roster.nothing-new", { count: pairs.known.length }) };
		return {
			value: numbered(again.rows, book).map((row) => ({ ...row, personId: boardPerson(row, book) })),
		};
	},
};

export const paste = form<Answers>("roster.paste", {
	title: say("roster.paste-title"),
	may: keepsRoster,
	slots: { clubId: clubSlot(), total, lines, complete, book, pairs, fixes, fixed, again, members },
	readBack: ({ members, pairs, total, again }, context) =>
		pasteReadBack({ rows: members, known: pairs.known, total, last: again.last }, yearOf(context)),
	yes: say("roster.write"),
	editHow: say("roster.paste-edit"),
	save: ({ clubId, members }, context) => [joinWrite(clubId, members, context)],
	done: () => ({ says: [say("roster.written")] }),
	next: () => ({ form: relaysForm, slots: {} }),
	undo: {
		values: ({ clubId, members }) => joinedOf(clubId, members),
		refuses: hangsOn,
		writes: leaveWrites,
		done: say("roster.undone"),
	},
});
