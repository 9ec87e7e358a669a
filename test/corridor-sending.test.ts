/** What becomes of a message when its platform says no, says nothing, or asks for time. */
import { afterEach, beforeEach, expect, test } from "vitest";
import type { Bot } from "../src/bot.ts";
import type { Kind } from "../src/delivery/kinds.ts";
import { planRows } from "../src/delivery/outbox.ts";
import type { Outcome } from "../src/delivery/outcome.ts";
import { type Database, sql } from "../src/platform/database.ts";
import {
	type CorridorDoor,
	clock,
	corridorBot,
	corridorDoor,
	event,
	outboxOf,
	until,
} from "./corridorBot.ts";
import { type TestDatabase, testDatabase } from "./database.ts";

let database: TestDatabase;
let db: Database;
let door: CorridorDoor;
let bot: Bot | undefined;

beforeEach(async () => {
	database = await testDatabase();
	db = database.db;
	door = corridorDoor();
});

afterEach(async () => {
	await bot?.close();
	bot = undefined;
	await database.close();
});

async function start(ratePerSec?: number): Promise<void> {
	bot = await corridorBot({ db, sealing: database.sealing, doors: [door], ratePerSec });
}

const sent: Outcome = { kind: "sent", ids: ["1"] };

/** The outcomes of the first sends to a chat; those after them arrive. */
function answering(chat: string, ...outcomes: Outcome[]): void {
	door.onSend = (to) => (to === chat ? outcomes.shift() : undefined) ?? sent;
}

const stateOf = async (chat: string) => (await outboxOf(db, chat)).map((row) => row.state);

/** Plans one message for each chat, which is made where there is none. */
async function plan(kind: Kind, chats: string[]): Promise<void> {
	await db.transaction(async (tx) => {
		const rows = await tx.rows<{ id: number; door_id: number }>(sql`
			INSERT INTO chat (door_id, external_id) SELECT door.id, e.id FROM door, unnest(${chats}::text[]) AS e(id)
			ON CONFLICT (door_id, external_id) DO UPDATE SET reachable = true RETURNING id, door_id`);
		const plans = rows.map(({ id, door_id }) => ({
			key: `test:${kind}:${id}`,
			chatId: id,
			doorId: door_id,
			kind,
			message: { text: kind },
			notBefore: clock.now(),
		}));
		await planRows(tx, plans, clock.now(), database.sealing);
	});
	bot!.wake();
}

test("wait: the whole door pauses, for exactly so long", async () => {
	await start();
	answering("a", { kind: "wait", retryAfterSec: 2 });
	await door.take(event("a", "1"));
	await until(async () => (await stateOf("a"))[0] === "planned");
	const pausedAtMs = performance.now();
	await door.take(event("b", "2"));
	await plan("danger", ["c"]);
	await until(() => door.tried.length === 4);
	const early = door.tried.slice(1).filter((one) => one.atMs < pausedAtMs + 1_500);
	expect(early).toEqual([]);
	await until(async () => (await stateOf("a"))[0] === "sent");
	// A door that asked for a pause did not take the message: that try does not count.
	expect(await outboxOf(db, "a")).toMatchObject([{ state: "sent", attempts: 1 }]);
});

test("later: the same message again, backing off", async () => {
	await start();
	answering("a", { kind: "later", why: "connection refused" });
	await door.take(event("a", "1"), event("b", "2"));
	await until(() => door.to("a").length === 2);
	expect(door.to("b")).toEqual(["echo 2"]);
	await until(async () => (await stateOf("a"))[0] === "sent");
	expect(await outboxOf(db, "a")).toMatchObject([{ state: "sent", attempts: 2 }]);
});

test("gone: the chat is marked and the message failed", async () => {
	await start();
	answering("a", { kind: "gone", why: "403: blocked" });
	await door.take(event("a", "1"));
	await until(async () => (await stateOf("a"))[0] === "failed");
	expect(await outboxOf(db, "a")).toMatchObject([{ why: "403: blocked", attempts: 1 }]);
	const [chat] = await db.rows(sql`SELECT reachable FROM chat WHERE external_id = 'a'`);
	expect(chat).toEqual({ reachable: false });
	expect(door.tried).toHaveLength(1);
});

test("ours: the message failed, the chat is still reached", async () => {
	await start();
	answering("a", { kind: "ours", why: "400: nonsense" });
	await door.take(event("a", "1"), event("a", "2"));
	await until(async () => (await stateOf("a"))[1] === "sent");
	expect(await stateOf("a")).toEqual(["failed", "sent"]);
});

test("unknown: an answer is sent again at most twice", async () => {
	await start();
	const unknown: Outcome = { kind: "unknown", why: "no answer" };
	answering("a", unknown, unknown, unknown);
	await door.take(event("a", "1"));
	await until(async () => (await stateOf("a"))[0] === "unknown");
	await new Promise((resolve) => setTimeout(resolve, 1_500));
	expect(door.to("a")).toEqual(["echo 1", "echo 1", "echo 1"]);
	expect(await outboxOf(db, "a")).toMatchObject([{ state: "unknown", attempts: 3 }]);
});

test("unknown: an announcement is never sent again", async () => {
	await start();
	answering("a", { kind: "unknown", why: "no answer" });
	await plan("announcement", ["a"]);
	await until(async () => (await stateOf("a"))[0] === "unknown");
	await new Promise((resolve) => setTimeout(resolve, 1_500));
	expect(door.to("a")).toEqual(["announcement"]);
});

test("a late answer still turns unknown into sent", async () => {
	await start();
	let arrive = (_: Outcome) => {};
	const late = new Promise<Outcome>((resolve) => {
		arrive = resolve;
	});
	door.onSend = () => late;
	await plan("announcement", ["a"]);
	await until(() => door.tried.length === 1);
	// Another process took this one for dead.
	await db.rows(
		sql`UPDATE outbox SET state = 'unknown', attempts = 1, claimed_by = NULL, why = 'taken over'`,
	);
	arrive(sent);
	await until(async () => (await stateOf("a"))[0] === "sent");
	expect(await outboxOf(db, "a")).toMatchObject([{ state: "sent", why: null }]);
});

test("announcements keep their pace, and answers go ahead of them", async () => {
	await start(11);
	const chats = Array.from({ length: 12 }, (_, index) => `chat${index}`);
	await plan("announcement", chats);
	await until(() => door.tried.length >= 4);
	await door.take(event("asks", "now"), event("chat11", "me too"));
	await until(() => door.tried.length === 14);
	const order = door.tried.map((one) => one.text);
	expect(order.indexOf("echo now")).toBeLessThan(9);
	expect(order.indexOf("echo me too")).toBeLessThan(9);
	const gaps = door.tried
		.filter((one) => one.text === "announcement")
		.map((one, index, all) => (index === 0 ? Number.POSITIVE_INFINITY : one.atMs - all[index - 1]!.atMs));
	// Ten a second, evenly: none comes on the heels of another.
	expect(Math.min(...gaps)).toBeGreaterThan(50);
});
