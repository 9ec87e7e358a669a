import { randomInt } from "node:crypto";
import { codeDays } from "../../people/index.ts";
import { addDays, dayOf, momentOf } from "../../platform/clock.ts";
import { sql, type Tx } from "../../platform/database.ts";
import { closeTask } from "../../tasks/index.ts";
import { unlinkedOf } from "./store.ts";

/** All that the paper says; the codes are in the clear, so it is only ever kept sealed. */
export interface SlipSheet {
	club: string;
	/** Who stands for the bot: `Hội Người cao tuổi xã An Mẫu`. */
	office: string;
	/** The last day on which the codes work. */
	until: string;
	madeOn: string;
	/** Eight digits each. */
	slips: { number: number; name: string; code: string }[];
}

const newCode = () => String(randomInt(0, 100_000_000)).padStart(8, "0");

/** Gives each person a new code; whoever drew one that somebody has already draws again. */
async function codesFor(
	tx: Tx,
	personIds: number[],
	fingerprint: (text: string) => string,
	now: Date,
	expiresAt: Date,
): Promise<Map<number, string>> {
	await tx.run(sql`
		UPDATE link_code SET voided_at = ${now}
		WHERE person_id = ANY(${personIds}::int[]) AND used_at IS NULL AND voided_at IS NULL`);
	const codes = new Map<number, string>();
	for (let left = personIds; left.length > 0; left = left.filter((id) => !codes.has(id))) {
		const drawn = new Map(left.map((id) => [id, newCode()]));
		const made = await tx.rows<{ personId: number }>(sql`
			INSERT INTO link_code (print, person_id, made_at, expires_at)
			SELECT c.print, c.person_id, ${now}, ${expiresAt}
			FROM unnest(${[...drawn.values()].map(fingerprint)}::text[], ${left}::int[]) AS c(print, person_id)
			ON CONFLICT (print) DO NOTHING RETURNING person_id AS "personId"`);
		for (const { personId } of made) codes.set(personId, drawn.get(personId)!);
	}
	return codes;
}

/**
 * Makes codes for everybody in a club who still needs one, in the transaction that opens the page from which they are
 * printed. Earlier codes of theirs stop working, and whoever was asked to print is done.
 */
export async function makeSlips(
	tx: Tx,
	clubId: number,
	by: number,
	now: Date,
	fingerprint: (text: string) => string,
): Promise<SlipSheet> {
	const madeOn = dayOf(now);
	const until = addDays(madeOn, codeDays.paper);
	const people = await unlinkedOf(tx, clubId, madeOn);
	const ids = people.map((one) => one.personId);
	const codes = await codesFor(tx, ids, fingerprint, now, momentOf(addDays(until, 1), "00:00"));
	const [club] = await tx.rows<{ name: string; office: string | null }>(sql`
		SELECT u.name, (SELECT up.office FROM unit up WHERE up.office IS NOT NULL AND u.path LIKE up.path || '%'
			ORDER BY length(up.path) DESC LIMIT 1) AS office
		FROM unit u WHERE u.id = ${clubId}`);
	for (const { statement } of closeTask(`slips:${clubId}`, "settled", by, now)) await tx.run(statement);
	return {
		club: club!.name,
		office: club!.office ?? "",
		until,
		madeOn,
		slips: people.map(({ personId, number, fullName }) => ({
			number,
			name: fullName,
			code: codes.get(personId)!,
		})),
	};
}
