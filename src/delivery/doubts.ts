import { type Database, sql } from "../platform/database.ts";
import type { Claim } from "./outbox.ts";

interface Doubt {
	ids: number[];
	holder: number;
	sinceMs: number;
}

/** A server that had not noticed the broken connection yet has committed or rolled back long before. */
const keptForMs = 60_000;

export interface Doubts {
	/** The transaction that claimed these broke off. */
	add(claims: Claim[], holder: number): void;
	/** Plans again what turns out to have been claimed. @returns how many rows */
	settle(db: Database): Promise<number>;
}

/**
 * Claims whose commit broke off with the connection: they may stand in the database, claimed by a process that is
 * alive and will never send them. That it has not sent them is sure, so they are planned again and count no attempt.
 */
export function makeDoubts(): Doubts {
	let open: Doubt[] = [];
	return {
		add(claims, holder) {
			if (claims.length > 0)
				open.push({ ids: claims.map((claim) => claim.id), holder, sinceMs: performance.now() });
		},
		async settle(db) {
			let count = 0;
			for (const { ids, holder } of open) {
				const rows = await db.rows(sql`
					UPDATE outbox SET state = 'planned', claimed_by = NULL, claimed_at = NULL
					WHERE id = ANY(${ids}::bigint[]) AND state = 'claimed' AND claimed_by = ${holder} RETURNING 1`);
				count += rows.length;
			}
			open = open.filter(({ sinceMs }) => performance.now() - sinceMs < keptForMs);
			return count;
		},
	};
}
