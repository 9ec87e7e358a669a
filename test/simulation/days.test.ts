import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { isQuiet, isStillDay } from "../../src/delivery/quiet.ts";
import { addDays, dayOf, momentOf, plusMinutes } from "../../src/platform/clock.ts";
import { sql } from "../../src/platform/database.ts";
import { type TestDatabase, testDatabase } from "../database.ts";
import { makeWorld, random } from "./world.ts";

const days = process.env.CLBOT_LONG === "1" ? 730 : 60;
const seed = Number(process.env.CLBOT_SEED ?? 20261207);
const start = "2026-12-07";

let database: TestDatabase;
let world: Awaited<ReturnType<typeof makeWorld>>;
/** What was written, by event: the reading that must be found exactly once. */
const written = new Map<string, { chat: string; systolic: number; diastolic: number }>();

/** How many statements a process lives through: often the whole day, sometimes not even its first turn. */
const lifetime = (chance: () => number) =>
	chance() < 0.6 ? Number.POSITIVE_INFINITY : Math.floor(chance() * 120);

beforeAll(async () => {
	database = await testDatabase();
	const chance = random(seed);
	const { db, sealing } = database;
	world = await makeWorld(db, sealing, momentOf(start, "07:00"), chance);
	const people = await db.rows<{ chat: string }>(sql`
		SELECT 'p' || p.id AS chat FROM person p JOIN consent c ON c.person_id = p.id AND c.purpose = 'health' AND c.given
		WHERE p.phone IS NOT NULL AND NOT EXISTS (SELECT 1 FROM consent x WHERE x.person_id = p.id AND x.purpose = 'health' AND NOT x.given)
		ORDER BY p.id LIMIT 40`);
	for (let day = start, count = 0; count < days; day = addDays(day, 1), count++) {
		for (const time of ["07:00", "12:10", "18:35", "21:30"]) {
			world.clock.set(momentOf(day, time));
			for (let many = Math.floor(chance() * 3); many > 0; many--) {
				const { chat } = people[Math.floor(chance() * people.length)]!;
				const systolic = 120 + Math.floor(chance() * 45);
				const eventId = `${day}-${time}-${written.size}`;
				written.set(eventId, { chat, systolic, diastolic: 65 + Math.floor(chance() * 25) });
				const { diastolic } = written.get(eventId)!;
				world.writes({ eventId, chat, body: { kind: "text", text: `HA ${systolic}/${diastolic}` } });
				// The platform may hand the same event over twice.
				if (chance() < 0.1)
					world.writes({ eventId, chat, body: { kind: "text", text: `HA ${systolic}/${diastolic}` } });
			}
			await world.live(lifetime(chance), async (life) => {
				await life.hear();
				if (time !== "12:10") await life.job(time === "07:00" ? "missed-meetings" : "meeting-reminders");
				await life.job("compose-notices");
				await life.send();
			});
		}
	}
	// A last quiet hour in which nothing dies, so that what waits can end.
	for (let round = 0; round < 6; round++) {
		world.clock.set(plusMinutes(momentOf(addDays(start, days), "08:00"), round * 10));
		await world.live(Number.POSITIVE_INFINITY, async (life) => {
			await life.hear();
			await life.send();
		});
	}
}, 900_000);
afterAll(() => database.close());

const rows = <Row>(statement: ReturnType<typeof sql>) => database.db.rows<Row>(statement);

describe(`${days} days with faulty doors and a dying process (CLBOT_SEED=${seed})`, () => {
	test("the process really died often", () => {
		expect(world.deaths()).toBeGreaterThan(days / 4);
	});

	test("nothing said is lost and nothing is done twice", async () => {
		const kept = await rows<{ chat: string; systolic: number; diastolic: number }>(sql`
			SELECT 'p' || person_id AS chat, systolic, diastolic FROM reading WHERE chat_id IS NOT NULL`);
		const line = (one: { chat: string; systolic: number; diastolic: number }) =>
			`${one.chat} ${one.systolic}/${one.diastolic}`;
		expect(kept.map(line).sort()).toEqual([...written.values()].map(line).sort());
	});

	test("every message was answered, at most three times sent", async () => {
		const open = await rows(sql`SELECT id FROM inbox WHERE done_at IS NULL`);
		expect(open).toEqual([]);
		const answers = await rows<{ state: string; attempts: number }>(
			sql`SELECT state, attempts FROM outbox WHERE kind = 'answer'`,
		);
		expect(answers.length).toBeGreaterThanOrEqual(written.size);
		// A refused answer is tried again by the next process, hours later here; one in a hundred may be too late for it.
		const lapsed = answers.filter((one) => one.state === "lapsed");
		expect(lapsed.length).toBeLessThanOrEqual(answers.length / 100);
		expect(answers.filter((one) => !["sent", "unknown", "lapsed"].includes(one.state))).toEqual([]);
		expect(answers.filter((one) => one.state === "unknown" && one.attempts < 3)).toEqual([]);
	});

	test("what comes by itself arrives at most once, and never at night or on a still day", () => {
		const unasked = world.delivered.filter((one) => /^.* ơi, /.test(one.message.text));
		expect(unasked.length).toBeGreaterThan(20);
		const keys = unasked.map((one) => `${one.chat} ${one.message.text}`);
		expect(keys.length).toBe(new Set(keys).size);
		const lastHeard = (one: (typeof unasked)[number]) =>
			[...written].some(([event, { chat }]) => chat === one.chat && event.startsWith(`${dayOf(one.at)}-`));
		const disturbing = unasked.filter(
			(one) => (isQuiet(one.at) && !lastHeard(one)) || isStillDay(dayOf(one.at)),
		);
		expect(disturbing).toEqual([]);
	});

	test("nobody gets more than one unasked message a day and eight a month", async () => {
		const tooMany = await rows(sql`
			SELECT chat_id, planned_at::date FROM outbox WHERE kind IN ('reminder', 'task', 'announcement')
			GROUP BY chat_id, (planned_at AT TIME ZONE 'Asia/Ho_Chi_Minh')::date, planned_at::date HAVING count(*) > 1`);
		expect(tooMany).toEqual([]);
	});

	test("at most one message of a chat is on its way, and none is left behind", async () => {
		expect(await rows(sql`SELECT id FROM outbox WHERE state = 'claimed'`)).toEqual([]);
		expect(
			await rows(
				sql`SELECT id FROM outbox WHERE state IN ('sent', 'lapsed', 'cancelled') AND body IS NOT NULL`,
			),
		).toEqual([]);
	});

	test("every slot happened once", async () => {
		const doubled = await rows(sql`SELECT key FROM notice GROUP BY key HAVING count(*) > 1`);
		expect(doubled).toEqual([]);
	});
});
