import type { Write } from "../conversation/turn.ts";
import { type Statement, sql, type Tx } from "../platform/database.ts";
import { requestsOf } from "./rules.ts";

/** The name of somebody whose name is kept nowhere. */
const erasedName = "Đã xoá";

/**
 * What becomes of every table that names a person when she is deleted. A table that is not here fails a test: whoever
 * adds one decides it.
 */
export const fates: Record<string, "erased" | "kept" | "text erased"> = {
	absence: "text erased",
	account_person: "kept",
	announcement_person: "kept",
	away: "erased",
	consent: "kept",
	death: "kept",
	entry: "kept",
	link_code: "erased",
	loan: "kept",
	look: "kept",
	membership: "kept",
	notice: "text erased",
	reading: "erased",
	relay: "erased",
	role_grant: "kept",
	rsvp: "text erased",
	saved: "erased",
	staff_page: "erased",
	task: "text erased",
	task_item: "kept",
};

/** Her name stays where the club's account book knows her by it. */
const isInBook = (personId: number): Statement => sql`
	SELECT EXISTS (SELECT 1 FROM loan WHERE person_id = ${personId}) OR EXISTS (SELECT 1 FROM entry WHERE person_id = ${personId}) AS kept`;

const person = (personId: number): Statement => ({
	text: `
		UPDATE person SET phone = NULL, phone_print = NULL, hamlet = NULL,
			full_name = CASE WHEN book.kept THEN full_name ELSE $2 END,
			birth_year = CASE WHEN book.kept THEN birth_year END, sex = CASE WHEN book.kept THEN sex END,
			called_as = CASE WHEN book.kept THEN called_as END
		FROM (${isInBook(personId).text.replaceAll("$2", "$1")}) book WHERE id = $1`,
	values: [personId, erasedName],
});

/** Who is in no account book any more is on no roster either. */
const membership = (personId: number, today: string): Statement => sql`
	UPDATE membership SET to_day = ${today}, ended_why = 'left' WHERE person_id = ${personId} AND to_day IS NULL
		AND (SELECT full_name FROM person WHERE id = ${personId}) = ${erasedName}`;

/** Chats that speak for nobody else. */
const ownChats = (personId: number): Statement => sql`
	UPDATE chat SET session = NULL FROM account a JOIN account_person ap ON ap.account_id = a.id AND ap.to_time IS NULL
	WHERE chat.id = a.chat_id AND ap.person_id = ${personId} AND NOT EXISTS (
		SELECT 1 FROM account_person o WHERE o.account_id = a.id AND o.to_time IS NULL AND o.person_id <> ${personId})`;

/** What is left unsaid to her is not said any more. */
export const cancelNotices = (personId: number): Statement => sql`
	UPDATE notice SET state = 'cancelled', why = 'her data is deleted', words = NULL
	WHERE person_id = ${personId} AND state = 'waiting'`;

/** All kept readings of a person, also those that were undone. */
export const eraseReadings = (personId: number): Statement =>
	sql`DELETE FROM reading WHERE person_id = ${personId}`;

/**
 * Deletes a person: what the club's account book and the law do not keep. Looks, consents, postings and memberships
 * stay, by id; her name stays only where a loan or an entry stands beside it.
 */
export const eraseWrites = (personId: number, today: string): Write[] =>
	[
		eraseReadings(personId),
		cancelNotices(personId),
		person(personId),
		membership(personId, today),
		ownChats(personId),
		sql`DELETE FROM saved WHERE person_id = ${personId}`,
		sql`DELETE FROM link_code WHERE person_id = ${personId}`,
		sql`DELETE FROM staff_page WHERE person_id = ${personId}`,
		sql`DELETE FROM away WHERE person_id = ${personId}`,
		sql`DELETE FROM relay WHERE person_id = ${personId}`,
		sql`UPDATE relay SET to_day = ${today} WHERE relay_person_id = ${personId} AND to_day IS NULL`,
		sql`UPDATE rsvp SET reason = NULL WHERE person_id = ${personId}`,
		sql`UPDATE absence SET reason = NULL WHERE person_id = ${personId}`,
		sql`UPDATE task SET words = NULL, outcome = NULL, why = NULL WHERE person_id = ${personId} AND closed_at IS NOT NULL`,
	].map((statement) => ({ statement }));

/** Nothing unasked comes any more to a phone that speaks for her alone. */
export const stopPhones = (personId: number, now: Date): Write => ({
	statement: sql`
		UPDATE account SET stopped_at = ${now} WHERE stopped_at IS NULL
			AND id IN (SELECT account_id FROM account_person WHERE person_id = ${personId} AND to_time IS NULL)
			AND NOT EXISTS (SELECT 1 FROM account_person o
				WHERE o.account_id = account.id AND o.to_time IS NULL AND o.person_id <> ${personId})`,
});

/** What a request has stopped speaks again: she took it back, or has one last thing to be told. */
export const wakePhones = (personId: number): Write => ({
	statement: sql`
		UPDATE account SET stopped_at = NULL FROM account_person ap, task t
		WHERE ap.account_id = account.id AND ap.person_id = ${personId} AND ap.to_time IS NULL
			AND t.kind = 'privacy' AND starts_with(t.key, ${`${requestsOf("delete", personId)}:`}) AND t.opened_at = account.stopped_at`,
});

/** The key of the last word to somebody who was deleted. */
export const farewellKey = (requestKey: string): string => `privacy:farewell:${requestKey}`;

/** Whoever was deleted and has been told so has no phone here any more. @returns how many phones ended */
export async function endErasedPhones(tx: Tx, now: Date): Promise<number> {
	const ended = await tx.run(sql`
		UPDATE account_person ap SET to_time = ${now}, ended_why = 'left' FROM notice n
		WHERE n.person_id = ap.person_id AND starts_with(n.key, 'privacy:farewell:') AND n.state <> 'waiting'
			AND ap.to_time IS NULL AND ap.from_time <= n.filed_at`);
	if (ended > 0)
		await tx.run(sql`
			UPDATE account SET holder_name = NULL, holder_title = NULL WHERE holder_name IS NOT NULL
				AND NOT EXISTS (SELECT 1 FROM account_person ap WHERE ap.account_id = account.id AND ap.to_time IS NULL)`);
	return ended;
}
