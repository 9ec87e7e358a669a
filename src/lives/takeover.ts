import { form, type Read, type Slot } from "../conversation/dialogue.ts";
import { say } from "../conversation/say.ts";
import type { Json } from "../conversation/session.ts";
import { Heard } from "../conversation/understanding/index.ts";
import { bareVnd } from "../language/index.ts";
import { takeoverWrite, undoTakeover } from "../loans/index.ts";
import { closeTask } from "../tasks/index.ts";
import { type Left, leftInClub, leftOf, loanTasks } from "./after.ts";
import { monthsToPay } from "./rules.ts";
import { actorOf, leads } from "./who.ts";

interface Payer {
	/** `anh Dũng` */
	name: string;
}

interface Answers {
	left: Left;
	payer: Payer;
	monthlyVnd: number;
	isSigned: boolean;
}

const leastMonthly = 1_000;

/** Who pays and how much, out of `anh Dũng con trai trả mỗi tháng 500`: a bare number is thousands. */
export function takeoverIn(text: string, now: Date): { name?: string; monthlyVnd?: number } {
	const m = new Heard(text, { role: "secretary", now });
	const person = m.all("person")[0]?.person;
	const name = person && `${person.kin ?? "người nhà"} ${person.name}`;
	const sum = m.sums()[0];
	// The number of the choice stands first.
	const bare = m
		.all("number")
		.filter((item) => item.start > 0)
		.at(-1)?.value;
	const monthlyVnd = sum ? m.vnd(sum.sum) : bare === undefined ? undefined : bareVnd(bare, 20);
	return { ...(name ? { name } : {}), ...(monthlyVnd ? { monthlyVnd } : {}) };
}

/** The loan that was asked about; else the one of the club that waits for an answer, asked about where there are two. */
const left: Slot<Left, Answers> = {
	from: ["personId"],
	ask: () => ({ say: say("lives.ask-died") }),
	otherwise: () => 0,
	async read(raw, _, context): Promise<Read<Left>> {
		const lefts = raw === 0 ? await leftInClub(context) : await leftOf(raw, context);
		if (lefts.length === 0) return { end: say("lives.loan-gone") };
		if (lefts.length === 1 || raw !== 0) return { value: lefts[0]! };
		const offers = lefts.slice(0, 10).map(({ person }) => ({
			label: say("lives.of", { who: person.called }),
			raw: person.personId,
		}));
		return { which: say("lives.which-loan"), offers };
	},
};

const said = (raw: Json, now: Date) => {
	if (typeof raw === "string") return takeoverIn(raw, now);
	return takeoverIn(String((raw as { words?: Json }).words ?? ""), now);
};

const payer: Slot<Payer, Answers> = {
	from: ["words"],
	expecting: "text",
	ask: ({ left }) => ({ say: say("lives.ask-payer", { who: left.person.called }) }),
	read(raw, { left }, { turn }) {
		const { name } = said(raw, turn.writtenAt);
		return name ? { value: { name } } : { wrong: say("lives.ask-payer", { who: left.person.called }) };
	},
};

const monthlyVnd: Slot<number, Answers> = {
	from: ["words", "amount"],
	expecting: "amount",
	ask: ({ payer }) => ({ say: say("lives.ask-monthly", { payer: payer.name }), bare: true }),
	read(raw, { left, payer }, { turn }) {
		const amount = typeof raw === "object" ? (raw as { amount?: Json } | null)?.amount : raw;
		const vnd = typeof amount === "number" ? amount : said(raw, turn.writtenAt).monthlyVnd;
		if (vnd === undefined || vnd < leastMonthly)
			return { wrong: say("lives.ask-monthly", { payer: payer.name }), forgiven: true };
		if (vnd > left.outstandingVnd)
			return { wrong: say("lives.monthly-too-much", { amountVnd: left.outstandingVnd }) };
		return { value: vnd };
	},
};

/** Nobody inherits a debt by a message: the one who pays says so freely, and signs in the club's book. */
const isSigned: Slot<boolean, Answers> = {
	ask: ({ left, payer, monthlyVnd }) => ({
		say: say("lives.takeover-read-back", {
			payer: payer.name,
			who: left.person.called,
			monthlyVnd,
			months: monthsToPay(left.outstandingVnd, monthlyVnd),
		}),
		offers: [
			{ label: say("lives.signed"), does: { do: "answer", slot: "isSigned", raw: true } },
			{ label: say("lives.not-signed"), does: { do: "answer", slot: "isSigned", raw: false } },
		],
	}),
	read: (raw, { payer }) =>
		raw === true ? { value: true } : { end: say("lives.sign-first", { payer: payer.name }) },
};

export const takeover = form<Answers>("lives.takeover", {
	title: say("lives.takeover-title"),
	may: ({ speaker }) => leads(speaker) !== undefined || say("lives.only-lead"),
	slots: { left, payer, monthlyVnd, isSigned },
	save: ({ left, payer, monthlyVnd }, { now, speaker }, key) => [
		takeoverWrite({ key, loanId: left.loanId, name: payer.name, monthlyVnd, saidBy: actorOf(speaker) }, now),
		...closeTask(loanTasks(left.person.personId), "settled", actorOf(speaker), now),
	],
	done: ({ payer }) => ({
		says: [say("lives.takeover-done", { payer: payer.name, they: `${payer.name.split(" ")[0]} ấy` })],
	}),
	undo: {
		values: (_, key) => key,
		writes: (key, { now }) => [undoTakeover(String(key), now)],
		done: say("lives.takeover-undone"),
	},
});
