import { type Database, sql } from "../../platform/database.ts";

/** A demo person's first message makes the account that a code would have made. A stranger stays one. */
export async function joinPractice(db: Database, chat: string, now: Date): Promise<void> {
	const personId = Number(/^p(\d+)$/.exec(chat)?.[1]);
	if (!personId) return;
	const [person] = await db.rows(sql`SELECT 1 FROM person WHERE id = ${personId} AND phone IS NOT NULL`);
	if (!person) throw Object.assign(new Error("no such demo person"), { statusCode: 404 });
	await joinAll(db, [personId], now);
}

/** Gives demo people with a phone their chat on the practice page, so that they can be written to before they write. */
export async function joinAll(db: Database, personIds: number[] | null, now: Date): Promise<void> {
	await db.transaction(async (tx) => {
		await tx.run(sql`INSERT INTO door (channel, bot) VALUES ('web', 'practice') ON CONFLICT DO NOTHING`);
		await tx.run(sql`
			INSERT INTO chat (door_id, external_id)
			SELECT door.id, 'p' || person.id FROM person, door
			WHERE door.channel = 'web' AND door.bot = 'practice' AND person.phone IS NOT NULL
				AND (${personIds}::int[] IS NULL OR person.id = ANY(${personIds}::int[]))
			ON CONFLICT DO NOTHING`);
		await tx.run(sql`
			INSERT INTO account (chat_id, linked_at)
			SELECT c.id, ${now} FROM chat c JOIN door d ON d.id = c.door_id AND d.channel = 'web'
			WHERE c.external_id ~ '^p[0-9]+$' AND (${personIds}::int[] IS NULL OR substr(c.external_id, 2)::int = ANY(${personIds}::int[]))
			ON CONFLICT DO NOTHING`);
		await tx.run(sql`
			INSERT INTO account_person (account_id, person_id, relation, from_time)
			SELECT a.id, substr(c.external_id, 2)::int, 'self', ${now} FROM account a JOIN chat c ON c.id = a.chat_id
			JOIN door d ON d.id = c.door_id AND d.channel = 'web'
			WHERE c.external_id ~ '^p[0-9]+$' AND (${personIds}::int[] IS NULL OR substr(c.external_id, 2)::int = ANY(${personIds}::int[]))
				AND NOT EXISTS (SELECT 1 FROM account_person x WHERE x.account_id = a.id)
			ON CONFLICT DO NOTHING`);
	});
}
