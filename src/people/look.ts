import type { Write } from "../conversation/turn.ts";
import { sql } from "../platform/database.ts";

/** Every look at a person's health or loan by another is written down; she can ask who looked (docs/promises.md 5). */
export const lookWrite = (
	personId: number,
	byPersonId: number,
	what: "loan" | "health",
	at: Date,
): Write => ({
	statement: sql`INSERT INTO look (person_id, by_person_id, what, at) VALUES (${personId}, ${byPersonId}, ${what}, ${at})`,
});
