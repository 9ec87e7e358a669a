import { assemble, type Bot } from "../src/bot.ts";
import type { Door, Take } from "../src/channels/door.ts";
import { makeConverse } from "../src/conversation/converse.ts";
import type { Body, Outgoing } from "../src/conversation/message.ts";
import type { Outcome } from "../src/delivery/outcome.ts";
import { makeDemo } from "../src/demo.ts";
import { handlers } from "../src/features.ts";
import { whoIs } from "../src/people/index.ts";
import { handClock } from "../src/platform/clock.ts";
import { sql } from "../src/platform/database.ts";
import { makeLog } from "../src/platform/log.ts";
import { apology, makeStage } from "../src/stage.ts";
import { testDatabase } from "./database.ts";

export interface Sent {
	chat: string;
	message: Outgoing;
}

/** A door in memory that stands for the practice page: the demo's people are linked to it. */
export function memoryDoor(
	outcome: (chat: string) => Outcome | Promise<Outcome> = () => ({ kind: "sent", ids: [] }),
) {
	const sent: Sent[] = [];
	let take: Take | undefined;
	const door: Door = {
		channel: "web",
		bot: "practice",
		can: { buttons: true, edit: true, files: true, contactShare: false, startPayload: false, maxText: 4_096 },
		async open(taking) {
			take = taking;
		},
		async close() {},
		async send(chat, message) {
			const result = await outcome(chat);
			if (result.kind !== "sent") return result;
			sent.push({ chat, message });
			return { kind: "sent", ids: [`m${sent.length}`] };
		},
		state: () => ({ state: "open" }),
	};
	let events = 0;
	return {
		door,
		sent,
		to: (chat: string) => sent.filter((one) => one.chat === chat).map((one) => one.message),
		says: (chat: string, body: Body | string, writtenAt: Date) =>
			take!([
				{
					eventId: `e${events++}`,
					chat,
					writtenAt,
					body: typeof body === "string" ? { kind: "text", text: body } : body,
				},
			]),
	};
}

/** The demo of a moment is made once a file; it goes with the test run's server. */
const demos = new Map<string, Promise<string>>();

async function demoAt(start: Date): Promise<string> {
	const made = await testDatabase();
	await makeDemo(made.db, made.sealing, start);
	await made.db.close();
	return new URL(made.url).pathname.slice(1);
}

function demoOf(start: Date): Promise<string> {
	const key = start.toISOString();
	const known = demos.get(key) ?? demoAt(start);
	demos.set(key, known);
	return known;
}

/** The whole bot on the demo database, with a clock that the test sets. */
export async function demoBot(start: Date, outcome?: (chat: string) => Outcome | Promise<Outcome>) {
	const database = await testDatabase(await demoOf(start));
	const { db, sealing } = database;
	const clock = handClock(start);
	const memory = memoryDoor(outcome);
	const doors = [{ door: memory.door, ratePerSec: 10_000 }];
	const takeTurn = makeConverse(makeStage(sealing));
	const bot: Bot = await assemble({
		db,
		sealing,
		clock,
		log: makeLog("silent"),
		role: "all",
		doors,
		whoIs,
		takeTurn,
		apology,
	});
	await bot.open();
	const parts = { db, sealing, clock, canEdit: () => true, timers: handlers(sealing), wake: bot.wake };

	/** Waits until nothing that is due waits to be sent or is on its way. */
	async function settled(): Promise<void> {
		await bot.drain();
		for (let tries = 0; tries < 400; tries++) {
			bot.wake();
			const [row] = await db.rows<{ count: number }>(sql`
				SELECT count(*)::int AS count FROM outbox
				WHERE state = 'claimed' OR (state = 'planned' AND not_before <= ${clock.now()} AND (until IS NULL OR until > ${clock.now()}))`);
			if (row!.count === 0) return;
			await new Promise((resolve) => setTimeout(resolve, 25));
		}
		throw new Error("something is still not sent after ten seconds");
	}
	return {
		...memory,
		db,
		sealing,
		url: database.url,
		clock,
		bot,
		parts,
		settled,
		async hear(chat: string, body: Body | string, writtenAt = clock.now()) {
			await memory.says(chat, body, writtenAt);
			await settled();
			return memory.to(chat).at(-1)!;
		},
		async chatOf(fullName: string): Promise<string> {
			const [row] = await db.rows<{ id: number }>(
				sql`SELECT id FROM person WHERE full_name = ${fullName} AND phone IS NOT NULL ORDER BY id LIMIT 1`,
			);
			return `p${row!.id}`;
		},
		async close() {
			await bot.close();
			await database.close();
		},
	};
}

export type DemoBot = Awaited<ReturnType<typeof demoBot>>;
