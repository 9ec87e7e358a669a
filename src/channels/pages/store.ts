import { timingSafeEqual } from "node:crypto";
import { digitsPrint } from "../../people/index.ts";
import { type Database, type Reader, sql, type Tx } from "../../platform/database.ts";
import type { Sealing } from "../../platform/sealing.ts";

/** A page that may be used now, with what was sealed into it. */
export interface Page {
	id: number;
	purpose: string;
	values: Record<string, unknown>;
	personId: number;
	language: "vi" | "en";
}

interface Row {
	id: number;
	digitsPrint: string;
	purpose: string;
	values: Buffer;
	personId: number;
	language: string | null;
}

/** So many wrong digits end a page: they are four, and whoever has the link has seen them beside it. */
export const mostWrongDigits = 5;

export interface PageStore {
	/** The language of a page that can still be opened; undefined where there is none. */
	waiting(token: string, now: Date): Promise<"vi" | "en" | undefined>;
	/**
	 * Opens a page for its four digits and does work on it in the same transaction, its row held. A wrong guess is
	 * counted; nothing tells one reason for `gone` from another.
	 */
	open<T>(
		token: string,
		digits: string,
		now: Date,
		work: (tx: Tx, page: Page) => Promise<T>,
	): Promise<{ value: T; page: Page } | "wrong" | "gone">;
	/** Lays values over those of a page. */
	keep(tx: Tx, page: Page, values: Record<string, unknown>): Promise<void>;
	/** Takes the one use of a page; what was sealed into it is gone. @returns false where it was taken */
	use(tx: Tx, page: Page, now: Date): Promise<boolean>;
	/** Gives the use back: what it was for did not come about. */
	giveBack(page: Page): Promise<void>;
}

const isSame = (one: string, other: string) =>
	one.length === other.length && timingSafeEqual(Buffer.from(one), Buffer.from(other));

const languageOf = (language: string | null) => (language === "en" ? "en" : "vi");

export function pageStore(db: Database, sealing: Sealing): PageStore {
	const find = async (read: Reader, token: string, now: Date, isHeld: boolean): Promise<Row | undefined> => {
		const print = sealing.fingerprint(token);
		const rows = isHeld
			? await read.rows<Row>(sql`
				SELECT s.id, s.digits_print AS "digitsPrint", s.purpose, s.values, s.person_id AS "personId",
					(SELECT a.language FROM account a WHERE a.chat_id = s.chat_id) AS language
				FROM staff_page s WHERE s.token_print = ${print} AND s.used_at IS NULL AND s.expires_at > ${now}
					AND s.wrong_digits < ${mostWrongDigits} FOR UPDATE OF s`)
			: await read.rows<Row>(sql`
				SELECT s.id, s.digits_print AS "digitsPrint", s.purpose, s.values, s.person_id AS "personId",
					(SELECT a.language FROM account a WHERE a.chat_id = s.chat_id) AS language
				FROM staff_page s WHERE s.token_print = ${print} AND s.used_at IS NULL AND s.expires_at > ${now}
					AND s.wrong_digits < ${mostWrongDigits}`);
		return rows[0];
	};
	return {
		async waiting(token, now) {
			const row = await find(db, token, now, false);
			return row && languageOf(row.language);
		},
		open: (token, digits, now, work) =>
			db.transaction(async (tx) => {
				const row = await find(tx, token, now, true);
				if (!row) return "gone";
				const { id, purpose, personId } = row;
				const print = digitsPrint(sealing.fingerprint, sealing.fingerprint(token), digits);
				if (!isSame(print, row.digitsPrint)) {
					const [left] = await tx.rows<{ wrong: number }>(sql`
						UPDATE staff_page SET wrong_digits = wrong_digits + 1 WHERE id = ${id} RETURNING wrong_digits AS wrong`);
					return left!.wrong >= mostWrongDigits ? "gone" : "wrong";
				}
				await tx.run(sql`UPDATE staff_page SET opened_at = coalesce(opened_at, ${now}) WHERE id = ${id}`);
				const values = sealing.open<Record<string, unknown>>(row.values);
				const page = { id, purpose, values, personId, language: languageOf(row.language) } as Page;
				return { value: await work(tx, page), page };
			}),
		async keep(tx, page, values) {
			Object.assign(page.values, values);
			await tx.run(sql`UPDATE staff_page SET values = ${sealing.seal(page.values)} WHERE id = ${page.id}`);
		},
		async use(tx, page, now) {
			const used = await tx.run(sql`
				UPDATE staff_page SET used_at = ${now}, values = ${sealing.seal({})} WHERE id = ${page.id} AND used_at IS NULL`);
			return used === 1;
		},
		giveBack: (page) =>
			db.transaction(async (tx) => {
				await tx.run(sql`
					UPDATE staff_page SET used_at = NULL, values = ${sealing.seal(page.values)} WHERE id = ${page.id}`);
			}),
	};
}
