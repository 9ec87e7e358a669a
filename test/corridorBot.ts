/** The corridor alone, between a door in memory and turns that do what the test says. */
import { assemble, type Bot } from "../src/bot.ts";
import type { Door, Take } from "../src/channels/door.ts";
import type { Incoming, Outgoing } from "../src/conversation/message.ts";
import type { TakeTurn, Turn } from "../src/conversation/turn.ts";
import type { Outcome } from "../src/delivery/outcome.ts";
import { systemClock } from "../src/platform/clock.ts";
import { type Database, sql } from "../src/platform/database.ts";
import { makeLog } from "../src/platform/log.ts";
import type { Sealing } from "../src/platform/sealing.ts";

export interface Sent {
	chat: string;
	text: string;
	atMs: number;
}

type Send = (chat: string, message: Outgoing) => Outcome | Promise<Outcome>;

/** A forenoon, so that nothing is held for the night. */
export const clock = systemClock(new Date("2027-03-10T10:00:00+07:00"));

let events = 0;

export const event = (chat: string, text: string, eventId = `event${events++}`): Incoming => ({
	eventId,
	chat,
	writtenAt: clock.now(),
	body: { kind: "text", text },
});

/** A door whose platform answers as `onSend` says; every request that reaches it is in `tried`. */
export interface CorridorDoor {
	door: Door;
	tried: Sent[];
	onSend: Send;
	/** The texts that were tried to a chat, in order. */
	to(chat: string): string[];
	take(...incoming: Incoming[]): Promise<void>;
}

export function corridorDoor(bot = "corridor"): CorridorDoor {
	const tried: Sent[] = [];
	let take: Take | undefined;
	const door: Door = {
		channel: "web",
		bot,
		can: { buttons: true, edit: true, files: true, contactShare: true, startPayload: true, maxText: 4_096 },
		async open(taking) {
			take = taking;
		},
		async close() {},
		async send(chat, message) {
			tried.push({ chat, text: message.text, atMs: performance.now() });
			return it.onSend(chat, message);
		},
		state: () => ({ state: "open" }),
	};
	const it: CorridorDoor = {
		door,
		tried,
		onSend: () => ({ kind: "sent", ids: ["1"] }),
		to: (chat) => tried.filter((sent) => sent.chat === chat).map((sent) => sent.text),
		take: (...incoming) => take!(incoming),
	};
	return it;
}

/** An effect that the database would let happen twice: whoever counts the rows sees it. */
const effect = ({ inboxId, chat }: Turn) => sql`
	INSERT INTO reading (key, person_id, systolic, diastolic, measured_on, recorded_at, class, "table", chat_id)
	VALUES (${`${inboxId}:${Math.random()}`}, ${inboxId}, 120, 80, '2027-03-10', ${clock.now()}, 'normal', 'test', ${chat.id})`;

/** Repeats what was said and leaves one effect. */
export const echo: TakeTurn = async (turn) => ({
	session: {},
	reply: { text: turn.body.kind === "text" ? `echo ${turn.body.text}` : "?" },
	writes: [{ statement: effect(turn), expects: 1 }],
});

interface Parts {
	db: Database;
	sealing: Sealing;
	doors: CorridorDoor[];
	takeTurn?: TakeTurn;
	ratePerSec?: number;
}

export async function corridorBot({
	db,
	sealing,
	doors,
	takeTurn = echo,
	ratePerSec = 30,
}: Parts): Promise<Bot> {
	const bot = await assemble({
		db,
		sealing,
		clock,
		log: makeLog("silent"),
		role: "all",
		doors: doors.map(({ door }) => ({ door, ratePerSec })),
		whoIs: async () => new Map(),
		takeTurn,
		apology: () => ({ text: "sorry" }),
	});
	await bot.open();
	return bot;
}

/** Waits until something is so: for what happens by itself after a while. */
export async function until(check: () => boolean | Promise<boolean>, limitMs = 15_000): Promise<void> {
	for (const untilMs = Date.now() + limitMs; !(await check()); ) {
		if (Date.now() > untilMs) throw new Error(`waited ${limitMs} ms for: ${check}`);
		await new Promise((resolve) => setTimeout(resolve, 10));
	}
}

export interface OutboxRow {
	kind: string;
	state: string;
	attempts: number;
	why: string | null;
}

export const outboxOf = (db: Database, chat: string): Promise<OutboxRow[]> =>
	db.rows<OutboxRow>(sql`
		SELECT o.kind, o.state, o.attempts, o.why FROM outbox o JOIN chat c ON c.id = o.chat_id
		WHERE c.external_id = ${chat} ORDER BY o.id`);

/** How often each message had its effect. */
export const effects = (db: Database): Promise<{ inboxId: number; count: number }[]> =>
	db.rows(sql`SELECT person_id AS "inboxId", count(*) AS count FROM reading GROUP BY 1 ORDER BY 1`);
