import type { Offer } from "../conversation/dialogue.ts";
import type { Say } from "../conversation/say.ts";
import type { Kind } from "../delivery/kinds.ts";
import { sql, type Tx } from "../platform/database.ts";
import type { Sealing } from "../platform/sealing.ts";

/** What a notice says, before it is known to whom it will be said together with what else. */
export interface Words {
	says: Say[];
	/** With these the last sentence is a question. */
	offers?: Offer[];
}

/** Something to tell a person, once. */
export interface Notice {
	/** Kind, subject and slot: unique for ever, so that two workers and a restarted one file it once. */
	key: string;
	personId: number;
	kind: Kind;
	notBefore: Date;
	/** Pointless after it. */
	until: Date | null;
	words: Words;
	/** Filed after its time: the worker was down. */
	late?: boolean;
}

/** Files notices; a key that is there already is left as it is. @returns how many are new */
export async function fileNotices(tx: Tx, notices: Notice[], now: Date, sealing: Sealing): Promise<number> {
	if (notices.length === 0) return 0;
	return tx.run(sql`
		INSERT INTO notice (key, person_id, kind, not_before, until, words, late, filed_at)
		SELECT key, person_id, kind, not_before, until, words, late, ${now}
		FROM unnest(${notices.map((one) => one.key)}::text[], ${notices.map((one) => one.personId)}::int[],
			${notices.map((one) => one.kind)}::text[], ${notices.map((one) => one.notBefore)}::timestamptz[],
			${notices.map((one) => one.until)}::timestamptz[], ${notices.map((one) => sealing.seal(one.words))}::bytea[],
			${notices.map((one) => one.late ?? false)}::boolean[]) AS n(key, person_id, kind, not_before, until, words, late)
		ON CONFLICT (key) DO NOTHING`);
}
