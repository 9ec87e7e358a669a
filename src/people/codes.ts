import { randomInt } from "node:crypto";
import type { Write } from "../conversation/turn.ts";
import { plusMinutes } from "../platform/clock.ts";
import { type Database, sql } from "../platform/database.ts";
import type { Sealing } from "../platform/sealing.ts";

/** A code sent by chat or shown on a screen lives a week; one printed on paper waits for the next meeting. */
export const codeDays = { chat: 7, paper: 45 } as const;
/** Three wrong years of birth void a code. */
export const mostWrongYears = 3;

export const codeShape = /^\d{4}[\s.-]?\d{4}$/;
export const codeDigits = (typed: string): string => typed.replace(/\D/g, "");

/**
 * A new one-time code of a person and the writes that make it hers; her earlier ones stop working.
 * @param fingerprint of the sealing: the code itself is kept nowhere
 * @param days how long it is good
 * @returns eight digits, `4829 1503`
 */
export function codeWrites(
	fingerprint: (text: string) => string,
	personId: number,
	now: Date,
	days: number,
): { code: string; writes: Write[] } {
	const digits = String(randomInt(0, 100_000_000)).padStart(8, "0");
	const voided = sql`
		UPDATE link_code SET voided_at = ${now}
		WHERE person_id = ${personId} AND used_at IS NULL AND voided_at IS NULL`;
	const made = sql`
		INSERT INTO link_code (print, person_id, made_at, expires_at)
		VALUES (${fingerprint(digits)}, ${personId}, ${now}, ${plusMinutes(now, days * 24 * 60)})`;
	return {
		code: `${digits.slice(0, 4)} ${digits.slice(4)}`,
		writes: [{ statement: voided }, { statement: made, expects: 1 }],
	};
}

/** Makes a person's one-time code outside a turn. @returns eight digits, `4829 1503` */
export async function makeCode(
	db: Database,
	sealing: Sealing,
	personId: number,
	now: Date,
	days: number,
): Promise<string> {
	const { code, writes } = codeWrites(sealing.fingerprint, personId, now, days);
	await db.transaction(async (tx) => {
		for (const { statement } of writes) await tx.run(statement);
	});
	return code;
}
