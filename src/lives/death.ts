import type { Context } from "../conversation/dialogue.ts";
import type { Write } from "../conversation/turn.ts";
import { pauseLoans, resumeLoans } from "../loans/index.ts";
import { cancelTimers, timerWrite } from "../notices/index.ts";
import { momentOf } from "../platform/clock.ts";
import { type Statement, sql } from "../platform/database.ts";
import { closeTask } from "../tasks/index.ts";
import { endGrantsOfDead, endRelays, reopenGrantsOfDead, reopenRelays } from "./ends.ts";
import { firstAskOn } from "./rules.ts";

export const deathKey = (personId: number): string => `death:${personId}`;
const paused = "died";

const write = (statement: Statement, expects?: number): Write =>
	expects === undefined ? { statement } : { statement, expects };

/** What waits to be told to her is told to nobody; a message that also names others still goes to them. */
const silence = (personId: number, now: Date): Write[] => [
	write(sql`
		UPDATE notice SET state = 'cancelled', why = 'she died', words = NULL WHERE person_id = ${personId} AND state = 'waiting'`),
	write(sql`
		UPDATE outbox SET state = 'cancelled', why = 'she died', settled_at = ${now}, body = NULL
		WHERE state = 'planned' AND (
			(id IN (SELECT outbox_id FROM notice WHERE person_id = ${personId}) AND NOT EXISTS (
				SELECT 1 FROM notice n WHERE n.outbox_id = outbox.id AND n.person_id <> ${personId}))
			OR (id IN (SELECT outbox_id FROM announcement_person WHERE person_id = ${personId}) AND NOT EXISTS (
				SELECT 1 FROM announcement_person a WHERE a.outbox_id = outbox.id AND a.person_id <> ${personId})))`),
	write(sql`
		UPDATE timer SET cancelled_at = ${now}
		WHERE (values ->> 'personId') = ${String(personId)} AND done_at IS NULL AND cancelled_at IS NULL`),
	write(sql`
		UPDATE notice SET state = 'cancelled', why = 'the task is closed', words = NULL
		FROM task t WHERE t.person_id = ${personId} AND t.closed_at IS NULL AND notice.state = 'waiting'
			AND starts_with(notice.key, 'task:' || t.key || ':')`),
	write(sql`
		UPDATE task SET closed_at = ${now}, closed_how = 'withdrawn' WHERE person_id = ${personId} AND closed_at IS NULL`),
];

interface Told {
	personId: number;
	diedOn: string;
	toldBy: number;
}

/** From the first word on: nothing more is sent to her or about her, nobody speaks for her, no loan of hers accrues. */
export const tellDeath = ({ personId, diedOn, toldBy }: Told, { now, today }: Context): Write[] => [
	write(sql`UPDATE person SET died_on = ${diedOn} WHERE id = ${personId} AND died_on IS NULL`, 1),
	write(sql`
		INSERT INTO death (person_id, died_on, told_by, told_at) VALUES (${personId}, ${diedOn}, ${toldBy}, ${now})`),
	...silence(personId, now),
	write(sql`
		UPDATE account_person SET to_time = ${now}, ended_why = 'died' WHERE person_id = ${personId} AND to_time IS NULL`),
	...endRelays(personId, today),
	endGrantsOfDead(personId, diedOn),
	pauseLoans(personId, diedOn, paused),
	timerWrite({
		key: `${deathKey(personId)}:loan:${now.toISOString()}`,
		what: "lives.loan-after-death",
		due: momentOf(firstAskOn(diedOn), "09:00"),
		values: { deadId: personId },
	}),
];

/** It was not true, or of somebody else: everything stands as it stood. */
export const undoDeath = (personId: number, by: number, { now, today }: Context): Write[] => {
	const told = sql`SELECT told_at FROM death WHERE person_id = ${personId} AND undone_at IS NULL`;
	const since = (text: string, values: unknown[] = []): Write => ({
		statement: { text: text.replace("TOLD", `(${told.text})`), values: [...told.values, ...values] },
	});
	return [
		since(`
			UPDATE account_person SET to_time = NULL, ended_why = NULL
			WHERE person_id = $1 AND ended_why = 'died' AND to_time = TOLD AND NOT EXISTS (
				SELECT 1 FROM account_person other WHERE other.account_id = account_person.account_id
					AND other.person_id = $1 AND other.to_time IS NULL)`),
		...closeTask(deathKey(personId), "withdrawn", by, now),
		since(`
			UPDATE task SET closed_at = NULL, closed_how = NULL, closed_by = NULL
			WHERE person_id = $1 AND closed_how = 'withdrawn' AND closed_at = TOLD`),
		...reopenRelays(personId, today),
		reopenGrantsOfDead(personId),
		resumeLoans(personId, paused, now),
		cancelTimers(`${deathKey(personId)}:`, now),
		write(sql`
			UPDATE membership SET to_day = NULL, ended_why = NULL WHERE person_id = ${personId} AND ended_why = 'died'`),
		write(sql`UPDATE person SET died_on = NULL WHERE id = ${personId}`),
		write(sql`
			UPDATE death SET undone_at = ${now}, undone_by = ${by} WHERE person_id = ${personId} AND undone_at IS NULL`),
	];
};

/** The second hand: now it stands in the club's book, and her roles are free. */
export const confirmDeath = (personId: number, by: number, diedOn: string, { now }: Context): Write[] => [
	write(
		sql`
		UPDATE death SET confirmed_by = ${by}, confirmed_at = ${now}
		WHERE person_id = ${personId} AND undone_at IS NULL AND confirmed_at IS NULL AND told_by <> ${by}`,
		1,
	),
	write(sql`
		UPDATE membership SET to_day = ${diedOn}, ended_why = 'died' WHERE person_id = ${personId} AND to_day IS NULL`),
	...closeTask(`${deathKey(personId)}:confirm`, "done", by, now),
];
