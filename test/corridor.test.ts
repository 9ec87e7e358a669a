/** From the inbox to the sending: order, fairness, once and only once. */
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Bot } from "../src/bot.ts";
import type { TakeTurn } from "../src/conversation/turn.ts";
import { type Database, sql } from "../src/platform/database.ts";
import { makeSealing } from "../src/platform/sealing.ts";
import {
	type CorridorDoor,
	corridorBot,
	corridorDoor,
	echo,
	effects,
	event,
	outboxOf,
	until,
} from "./corridorBot.ts";
import { type TestDatabase, testDatabase } from "./database.ts";

let database: TestDatabase;
let db: Database;
let door: CorridorDoor;
let bots: Bot[];

beforeEach(async () => {
	database = await testDatabase();
	db = database.db;
	door = corridorDoor();
	bots = [];
});

afterEach(async () => {
	for (const bot of bots) await bot.close();
	await database.close();
});

async function start(takeTurn: TakeTurn = echo, doors = [door], on: Database = db): Promise<Bot> {
	const bot = await corridorBot({ db: on, sealing: database.sealing, doors, takeTurn });
	bots.push(bot);
	return bot;
}

const textOf = (turn: Parameters<TakeTurn>[0]) => (turn.body.kind === "text" ? turn.body.text : "");
const chatsFrom = (count: number) => Array.from({ length: count }, (_, index) => `chat${index}`);

describe("lanes", () => {
	test("the messages of a chat are answered in the order in which they came", async () => {
		await start();
		const chats = chatsFrom(40);
		for (let nth = 0; nth < 6; nth += 2) {
			await door.take(
				...chats.map((chat) => event(chat, `${nth}`)),
				...chats.map((chat) => event(chat, `${nth + 1}`)),
			);
		}
		await until(() => door.tried.length === 240);
		for (const chat of chats) expect(door.to(chat)).toEqual([0, 1, 2, 3, 4, 5].map((nth) => `echo ${nth}`));
	});

	test("a slow turn holds up no other chat", async () => {
		let release = () => {};
		const gate = new Promise<void>((resolve) => {
			release = resolve;
		});
		await start(async (turn) => {
			if (textOf(turn) === "slow") await gate;
			return echo(turn);
		});
		await door.take(event("slow one", "slow"), ...chatsFrom(30).map((chat) => event(chat, "quick")));
		await until(() => door.tried.length === 30, 1_500);
		expect(door.to("slow one")).toEqual([]);
		release();
		await until(() => door.to("slow one").length === 1);
	});

	test("one event that comes twice is one message", async () => {
		await start();
		const twice = event("a", "hello");
		await Promise.all([door.take(twice), door.take(twice)]);
		await door.take(twice, event("a", "and more"));
		await until(() => door.to("a").length === 2);
		await door.take(twice);
		await bots[0]!.drain();
		expect(door.to("a")).toEqual(["echo hello", "echo and more"]);
		expect((await effects(db)).map((row) => row.count)).toEqual([1, 1]);
	});

	test("two gateways on one database share the work", async () => {
		const unhurried: TakeTurn = async (turn) => {
			await new Promise((resolve) => setTimeout(resolve, 10));
			return echo(turn);
		};
		const other = corridorDoor();
		await start(unhurried);
		await start(unhurried, [other]);
		// More chats than one process holds at a time.
		const chats = chatsFrom(800);
		for (let nth = 0; nth < 3; nth++) await door.take(...chats.map((chat) => event(chat, `${nth}`)));
		await until(() => door.tried.length + other.tried.length >= 2_400);
		await Promise.all(bots.map((bot) => bot.drain()));
		expect(door.tried.length + other.tried.length).toBe(2_400);
		expect(Math.min(door.tried.length, other.tried.length)).toBeGreaterThan(0);
		const all = [...door.tried, ...other.tried].sort((a, b) => a.atMs - b.atMs);
		for (const chat of chats) {
			const texts = all.filter((sent) => sent.chat === chat).map((sent) => sent.text);
			expect(texts).toEqual(["echo 0", "echo 1", "echo 2"]);
		}
		const rows = await effects(db);
		expect(rows).toHaveLength(2_400);
		expect(rows.every((row) => row.count === 1)).toBe(true);
	});

	test("at most one message of a chat is on its way", async () => {
		await start();
		let most = 0;
		const onWay = new Map<string, number>();
		door.onSend = async (chat) => {
			onWay.set(chat, (onWay.get(chat) ?? 0) + 1);
			most = Math.max(most, onWay.get(chat)!);
			await new Promise((resolve) => setTimeout(resolve, 5));
			onWay.set(chat, onWay.get(chat)! - 1);
			return { kind: "sent", ids: ["1"] };
		};
		await door.take(...chatsFrom(20).flatMap((chat) => [1, 2, 3, 4, 5].map((nth) => event(chat, `${nth}`))));
		await until(() => door.tried.length === 100);
		expect(most).toBe(1);
		await bots.pop()!.close();
		const claim = () =>
			db.rows(sql`
				INSERT INTO outbox (key, chat_id, door_id, kind, lane, state, not_before, planned_at, claimed_at, claimed_by)
				SELECT 'test:' || random(), id, door_id, 'answer', 1, 'claimed', now(), now(), now(), 1 FROM chat LIMIT 1`);
		await claim();
		await expect(claim()).rejects.toThrow("outbox_one_claimed_a_chat");
	});
});

describe("turns that fail", () => {
	const failing: TakeTurn = async (turn) => {
		if (textOf(turn) === "throw") throw new Error("no idea of 0987654321");
		return echo(turn);
	};

	test("one that throws twice is set aside with its cause, and its lane goes on", async () => {
		await start(failing);
		await door.take(event("a", "before"), event("a", "throw"), event("a", "after"));
		await until(() => door.to("a").length === 3);
		expect(door.to("a")).toEqual(["echo before", "sorry", "echo after"]);
		const [aside] = await db.rows<{ failures: number; cause: string }>(
			sql`SELECT failures, cause FROM inbox WHERE set_aside_at IS NOT NULL AND done_at IS NULL`,
		);
		expect(aside).toEqual({ failures: 2, cause: "Error: no idea of [phone]" });
	});

	test("in a batch only the guilty one fails", async () => {
		await start(failing);
		const chats = chatsFrom(60);
		await door.take(...chats.map((chat) => event(chat, chat === "chat17" ? "throw" : "fine")));
		await until(() => door.tried.length >= 60);
		await bots[0]!.drain();
		for (const chat of chats) expect(door.to(chat)).toEqual([chat === "chat17" ? "sorry" : "echo fine"]);
		const rows = await effects(db);
		expect(rows).toHaveLength(59);
		expect(rows.every((row) => row.count === 1)).toBe(true);
	});

	test("a write that touches another number of rows is taken again, alone", async () => {
		let tries = 0;
		await start(async (turn) => {
			const result = await echo(turn);
			if (textOf(turn) !== "conflict" || tries++ > 0) return result;
			return {
				...result,
				writes: [
					...result.writes,
					{ statement: sql`UPDATE reading SET pulse = 1 WHERE id = -1`, expects: 1 },
				],
			};
		});
		await door.take(event("a", "conflict"), event("b", "fine"));
		await until(() => door.tried.length === 2);
		expect([...door.to("a"), ...door.to("b")]).toEqual(["echo conflict", "echo fine"]);
		expect((await effects(db)).map((row) => row.count)).toEqual([1, 1]);
	});

	test("what another key has sealed is set aside and stops nobody", async () => {
		const strange = makeSealing("cd".repeat(32));
		const early = await start();
		await door.take(event("a", "hello"));
		await until(() => door.tried.length === 1);
		await early.close();
		bots = [];
		await db.rows(sql`
			INSERT INTO inbox (door_id, event_id, chat_id, written_at, received_at, body)
			SELECT door_id, 'strange', id, now(), now(), ${strange.seal({ kind: "text", text: "?" })} FROM chat`);
		await start();
		await door.take(event("b", "and I"), event("a", "still here"));
		await until(() => door.to("a").length === 2 && door.to("b").length === 1);
		expect(door.to("a")).toEqual(["echo hello", "echo still here"]);
		const [aside] = await db.rows<{ cause: string }>(
			sql`SELECT cause FROM inbox WHERE set_aside_at IS NOT NULL`,
		);
		expect(aside!.cause).toContain("sealed with key");
	});
});

describe("between processes", () => {
	test("an answer waits for a process that has opened its door", async () => {
		const zalo = corridorDoor("another");
		const [first, second] = [await start(echo, [zalo]), await start()];
		await first.close();
		bots = [second];
		// What was received for the other door is taken by whoever is there, and sent by who can.
		await zalo.take(event("a", "hello"));
		await door.take(event("b", "hello"));
		await until(async () => door.to("b").length === 1 && (await outboxOf(db, "a")).length === 1);
		expect(await outboxOf(db, "a")).toMatchObject([{ state: "planned", attempts: 0 }]);
		await start(echo, [zalo]);
		await until(() => zalo.to("a").length === 1);
		expect(zalo.to("a")).toEqual(["echo hello"]);
	});

	test("an answer whose commit broke off with the connection is sent all the same, once", async () => {
		let breaks = 2;
		const breaking: Database = {
			...db,
			async transaction(work) {
				const result = await db.transaction(work);
				const [row] = await db.rows(sql`SELECT 1 FROM outbox WHERE state = 'claimed' LIMIT 1`);
				if (row && breaks-- > 0) throw new Error("Connection terminated unexpectedly");
				return result;
			},
		};
		await start(echo, [door], breaking);
		await door.take(event("a", "hello"));
		await until(() => door.tried.length > 0);
		await door.take(event("a", "once more"));
		await until(() => door.to("a").length === 2);
		expect(door.to("a")).toEqual(["echo hello", "echo once more"]);
		expect((await effects(db)).map((row) => row.count)).toEqual([1, 1]);
	});
});
