/** The demo people of a day, each story with its own copy; and the phones that a story links to them. */
import pg from "pg";
import { inject } from "vitest";
import { ensureSample, seedDemo } from "../../prisma/demo/index.ts";
import { doorRow } from "../../src/conversation/inbox.ts";
import { momentOf, plusMinutes } from "../../src/platform/clock.ts";
import { type Database, openDatabase, sql } from "../../src/platform/database.ts";
import { makeLog } from "../../src/platform/log.ts";
import type { Sealing } from "../../src/platform/sealing.ts";
import { plainName } from "../../src/units/rules.ts";
import { testDatabase } from "../database.ts";
import type { Phone, Story } from "./script.ts";

interface Made {
	url: string;
	close(): Promise<void>;
}

const made = new Map<string, Promise<Made>>();
let copies = 0;
let copying: Promise<unknown> = Promise.resolve();

async function admin(statement: string): Promise<void> {
	const client = new pg.Client({ connectionString: inject("templateUrl").replace(/clbot$/, "postgres") });
	await client.connect();
	try {
		await client.query(statement);
	} finally {
		await client.end();
	}
}

async function seeded(day: string): Promise<Made> {
	const { db, url, sealing, close } = await testDatabase();
	await seedDemo(db, { today: momentOf(day, "00:00"), sealing });
	await ensureSample(db, sealing, momentOf(day, "00:00"));
	// Nobody may be connected to what is copied.
	await db.close();
	return { url, close: () => close().catch(() => admin(`DROP DATABASE ${new URL(url).pathname.slice(1)}`)) };
}

/** A copy of that day's demo people, of one's own. */
export async function demoOf(day: string): Promise<{ db: Database; close(): Promise<void> }> {
	if (!made.has(day)) made.set(day, seeded(day));
	const { url } = await made.get(day)!;
	const from = new URL(url).pathname.slice(1);
	const name = `golden${process.pid}_${copies++}`;
	// Copies of one template cannot be made at the same time.
	const copy = copying.then(() => admin(`CREATE DATABASE ${name} TEMPLATE ${from}`));
	copying = copy.catch(() => undefined);
	await copy;
	const db = openDatabase(url.replace(from, name), makeLog("silent"), 8);
	return {
		db,
		async close() {
			await db.close();
			await admin(`DROP DATABASE ${name} WITH (FORCE)`);
		},
	};
}

export async function dropDemos(): Promise<void> {
	for (const one of made.values()) await (await one).close();
	made.clear();
}

async function personId(
	db: Database,
	{ fullName, hamlet }: { fullName: string; hamlet?: string },
): Promise<number> {
	const found = await db.rows<{ id: number }>(sql`
		SELECT id FROM person WHERE full_name = ${fullName} AND (${hamlet ?? null}::text IS NULL OR hamlet = ${hamlet ?? null})`);
	if (found.length !== 1)
		throw new Error(`${found.length} people are called ${fullName}${hamlet ? ` of ${hamlet}` : ""}`);
	return found[0]!.id;
}

/** What a code would have made: an account that speaks for its persons, with what they said yes to. */
async function link(db: Database, doorId: number, chat: string, phone: Phone, at: Date): Promise<void> {
	const ids = await Promise.all(phone.persons.map(async (one) => ({ ...one, id: await personId(db, one) })));
	if (ids.length === 0) return;
	const isHelper = ids.every(({ relation }) => relation === "helper");
	const [, title, name] = (isHelper && /^(\S+) (\S+)$/.exec(phone.name)) || [];
	await db.transaction(async (tx) => {
		const [row] = await tx.rows<{ id: number; chat_id: number }>(sql`
			WITH made AS (INSERT INTO chat (door_id, external_id) VALUES (${doorId}, ${chat}) RETURNING id)
			INSERT INTO account (chat_id, linked_at, holder_name, holder_title)
			SELECT id, ${at}, ${name ?? null}, ${title ?? null} FROM made RETURNING id, chat_id`);
		for (const { id, relation } of ids) {
			await tx.run(sql`
				INSERT INTO account_person (account_id, person_id, relation, from_time) VALUES (${row!.id}, ${id}, ${relation}, ${at})`);
			await tx.run(sql`DELETE FROM consent WHERE person_id = ${id} AND purpose = 'health'`);
			const said = [
				["membership", true],
				["health", phone.health],
			] as const;
			for (const [purpose, given] of said) {
				if (given === null) continue;
				await tx.run(sql`
					INSERT INTO consent (person_id, purpose, given, wording, at, chat_id)
					VALUES (${id}, ${purpose}, ${given}, 'demo', ${at}, ${row!.chat_id})`);
			}
		}
	});
}

/** Links the phones of a story and makes its codes. */
export async function setUp(
	db: Database,
	sealing: Sealing,
	story: Story,
	at: { channel: string; bot: string; chat(nth: number): string },
) {
	const start = momentOf(story.day, story.time);
	const doorId = await doorRow(db, at.channel, at.bot);
	for (const { name, units } of story.once)
		await db.rows(sql`
			INSERT INTO unit_alias (unit_id, name, folded)
			SELECT id, ${name}, ${plainName(name)} FROM unit WHERE name = ANY(${units}) AND valid_to IS NULL`);
	for (const club of story.empty)
		await db.rows(
			sql`DELETE FROM membership m USING unit u WHERE u.id = m.club_id AND u.name = ${club} RETURNING m.id`,
		);
	for (const [nth, phone] of story.phones.entries())
		await link(db, doorId, at.chat(nth), phone, plusMinutes(start, -24 * 60));
	for (const { digits, fullName } of story.codes) {
		await db.rows(sql`
			INSERT INTO link_code (print, person_id, made_at, expires_at)
			VALUES (${sealing.fingerprint(digits)}, ${await personId(db, { fullName })}, ${start}, ${plusMinutes(start, 45 * 24 * 60)})`);
	}
}
