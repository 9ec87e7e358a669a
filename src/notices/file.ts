import type { Context, Offer } from "../conversation/dialogue.ts";
import type { Say } from "../conversation/say.ts";
import type { Write } from "../conversation/turn.ts";
import type { Kind } from "../delivery/kinds.ts";
import { type Statement, sql, type Tx } from "../platform/database.ts";
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
	/** `money` goes only to a phone to which word of her money may come. */
	about?: "money";
	/** Filed after its time: the worker was down. */
	late?: boolean;
}

const insert = (notices: Notice[], now: Date, seal: (words: Words) => Buffer): Statement => sql`
		INSERT INTO notice (key, person_id, kind, not_before, until, words, late, about, filed_at)
		SELECT key, person_id, kind, not_before, until, words, late, about, ${now}
		FROM unnest(${notices.map((one) => one.key)}::text[], ${notices.map((one) => one.personId)}::int[],
			${notices.map((one) => one.kind)}::text[], ${notices.map((one) => one.notBefore)}::timestamptz[],
			${notices.map((one) => one.until)}::timestamptz[], ${notices.map((one) => seal(one.words))}::bytea[],
			${notices.map((one) => one.late ?? false)}::boolean[], ${notices.map((one) => one.about ?? null)}::text[])
			AS n(key, person_id, kind, not_before, until, words, late, about)
		ON CONFLICT (key) DO NOTHING`;

/** Files notices; a key that is there already is left as it is. @returns how many are new */
export const fileNotices = async (tx: Tx, notices: Notice[], now: Date, sealing: Sealing): Promise<number> =>
	notices.length === 0 ? 0 : tx.run(insert(notices, now, (words) => sealing.seal(words)));

/** Files notices in a turn. */
export const noticeWrites = (notices: Notice[], { now, seal }: Pick<Context, "now" | "seal">): Write[] =>
	notices.length === 0 ? [] : [{ statement: insert(notices, now, (words) => seal(words as never)) }];
