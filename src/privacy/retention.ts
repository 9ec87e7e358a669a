import { addDays, dayOf, plusMinutes } from "../platform/clock.ts";
import { type Database, type Statement, sql } from "../platform/database.ts";
import { endErasedPhones } from "./erase.ts";

/** Before when it goes: as a moment, and as the day in Vietnam on which that was. */
interface Cutoff {
	at: Date;
	day: string;
}

/** One bounded bite, so that a year's backlog holds no lock for long. */
type Rule = (before: Cutoff, most: number) => Statement;

/**
 * Whose proofs of consent nobody needs any more: who died before the day, who left with membership and phone, and who
 * was deleted and has not said yes again.
 */
const goneBefore = `
	SELECT id FROM person WHERE died_on < $1
	UNION SELECT m.person_id FROM membership m WHERE m.to_day < $1
		AND NOT EXISTS (SELECT 1 FROM membership o WHERE o.person_id = m.person_id AND (o.to_day IS NULL OR o.to_day >= $1))
		AND NOT EXISTS (SELECT 1 FROM account_person a WHERE a.person_id = m.person_id
			AND (a.to_time IS NULL OR (a.to_time AT TIME ZONE 'Asia/Ho_Chi_Minh')::date >= $1))
	UNION SELECT t.person_id FROM task t
		WHERE t.kind = 'privacy' AND starts_with(t.key, 'privacy:delete:') AND t.closed_how = 'done'
			AND (t.closed_at AT TIME ZONE 'Asia/Ho_Chi_Minh')::date < $1
			AND NOT EXISTS (SELECT 1 FROM consent c WHERE c.person_id = t.person_id AND c.given AND c.at > t.closed_at)`;

/** What is kept for so many days, by the names of the table `retention`, and how each goes. The ledger is not in it. */
export const rules: Record<string, Rule[]> = {
	"chat text": [
		({ at }, most) => sql`
			UPDATE chat SET session = NULL WHERE id IN (SELECT id FROM chat
				WHERE session IS NOT NULL AND greatest(last_heard_at, last_left_at) < ${at} LIMIT ${most})`,
		({ at }, most) => sql`
			UPDATE inbox SET body = NULL WHERE id IN (SELECT id FROM inbox
				WHERE body IS NOT NULL AND received_at < ${at} AND (done_at IS NOT NULL OR set_aside_at IS NOT NULL) LIMIT ${most})`,
		({ at }, most) => sql`
			DELETE FROM practice_message WHERE seq IN (SELECT seq FROM practice_message WHERE at < ${at} LIMIT ${most})`,
	],
	message: [
		({ at }, most) =>
			sql`DELETE FROM outbox WHERE id IN (SELECT id FROM outbox WHERE settled_at < ${at} LIMIT ${most})`,
	],
	notice: [
		({ at }, most) => sql`
			DELETE FROM notice WHERE id IN (SELECT id FROM notice WHERE state <> 'waiting' AND filed_at < ${at} LIMIT ${most})`,
	],
	saved: [
		({ at }, most) =>
			sql`DELETE FROM saved WHERE id IN (SELECT id FROM saved WHERE saved_at < ${at} LIMIT ${most})`,
	],
	code: [
		({ at }, most) => sql`
			DELETE FROM link_code WHERE id IN (SELECT id FROM link_code
				WHERE least(used_at, voided_at, expires_at) < ${at} LIMIT ${most})`,
	],
	"code try": [
		({ at }, most) =>
			sql`DELETE FROM code_try WHERE id IN (SELECT id FROM code_try WHERE at < ${at} LIMIT ${most})`,
	],
	misunderstood: [
		({ at }, most) => sql`
			DELETE FROM misunderstood WHERE id IN (SELECT id FROM misunderstood WHERE at < ${at} LIMIT ${most})`,
	],
	look: [
		({ at }, most) => sql`DELETE FROM look WHERE id IN (SELECT id FROM look WHERE at < ${at} LIMIT ${most})`,
	],
	page: [
		({ at }, most) =>
			sql`DELETE FROM staff_page WHERE id IN (SELECT id FROM staff_page WHERE made_at < ${at} LIMIT ${most})`,
	],
	"task text": [
		({ at }, most) => sql`
			UPDATE task SET words = NULL, outcome = NULL, why = NULL WHERE id IN (SELECT id FROM task
				WHERE closed_at < ${at} AND num_nonnulls(words, outcome, why) > 0 LIMIT ${most})`,
	],
	consent: [
		({ day }, most) => ({
			text: `DELETE FROM consent WHERE id IN (
				SELECT c.id FROM consent c WHERE c.person_id IN (${goneBefore}) AND (c.at AT TIME ZONE 'Asia/Ho_Chi_Minh')::date < $1 LIMIT $2)`,
			values: [day, most],
		}),
	],
};

const batchSize = 5_000;

async function runRule(db: Database, rule: Rule, before: Cutoff, most: number): Promise<number> {
	for (let gone = 0; ; ) {
		const count = await db.transaction((tx) => tx.run(rule(before, most)));
		gone += count;
		if (count < most) return gone;
	}
}

/**
 * Lets go what has been kept as long as the table says.
 * @returns rows by what they were, and how many phones of deleted people ended
 */
export async function letGo(db: Database, now: Date, most = batchSize): Promise<Record<string, number>> {
	const done: Record<string, number> = { phones: await db.transaction((tx) => endErasedPhones(tx, now)) };
	const kept = await db.rows<{ what: string; keepDays: number }>(
		sql`SELECT what, keep_days AS "keepDays" FROM retention ORDER BY what`,
	);
	for (const { what, keepDays } of kept) {
		const found = rules[what];
		if (!found) throw new Error(`nothing is known of how long ${what} is kept`);
		const before = { at: plusMinutes(now, -keepDays * 24 * 60), day: addDays(dayOf(now), -keepDays) };
		let count = 0;
		for (const rule of found) count += await runRule(db, rule, before, most);
		done[what] = count;
	}
	return done;
}
