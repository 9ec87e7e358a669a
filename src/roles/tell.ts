import type { Context } from "../conversation/dialogue.ts";
import { type Say, say } from "../conversation/say.ts";
import type { Write } from "../conversation/turn.ts";
import { type Notice, noticeWrites } from "../notices/index.ts";
import { addDays, momentOf } from "../platform/clock.ts";
import { sql } from "../platform/database.ts";
import { board, isSingle, type Role } from "./rules.ts";
import type { Here } from "./slots.ts";
import type { Held } from "./store.ts";

/** After so long nobody needs to be told any more of who took which office. */
const toldDays = 14;

/** Of one office at a unit, and of one change of it. */
export interface About {
	unitId: number;
	role: Role;
}
const officeKey = ({ unitId, role }: About): string => `role:${unitId}:${role}:`;
const prefixOf = (about: About, key: string): string => `${officeKey(about)}${key}:`;

/** What each of those concerned is told, once: the words of her own part, or those of everybody else. */
export interface Telling {
	key: string;
	role: Role;
	place: Here;
	/** By person: what she is told, and whether it is of herself, which comes before the budget of a day. */
	own: { personId: number; words: Notice["words"] }[];
	/** The rest of the board, and the officers above. */
	others: Say;
}

/** Everybody whom it concerns but the one who said it. */
export function othersOf({ held, officers }: Here, except: readonly number[], today: string): number[] {
	const sitting = held.filter((one) => board.includes(one.role) || one.role === "officer");
	const ids = [...sitting.filter((one) => isNow(one, today)), ...officers].map((one) => one.personId);
	return [...new Set(ids)].filter((id) => !except.includes(id));
}

export const isNow = ({ fromDay, toDay }: Held, today: string): boolean =>
	fromDay <= today && (toDay === null || toDay >= today);

export function tellAll({ key, role, place, own, others }: Telling, context: Context): Write[] {
	const { now, today, speaker } = context;
	const about = { unitId: place.unitId, role };
	const notice = (personId: number, words: Notice["words"], kind: Notice["kind"]): Notice => ({
		key: `${prefixOf(about, key)}${personId}`,
		personId,
		kind,
		notBefore: now,
		until: momentOf(addDays(today, toldDays), "20:00"),
		words,
	});
	const speaking = speaker.persons.map((one) => one.personId);
	const said = own.filter((one) => !speaking.includes(one.personId));
	const rest = othersOf(place, [...speaking, ...own.map((one) => one.personId)], today);
	// Those who only look on hear the last of several changes.
	const outdated = {
		statement: sql`
			UPDATE notice SET state = 'cancelled', why = 'changed again', words = NULL
			WHERE starts_with(key, ${officeKey(about)}) AND kind = 'task' AND state = 'waiting'`,
	};
	const notices = [
		...said.map((one) => notice(one.personId, one.words, "receipt")),
		...rest.map((personId) => notice(personId, { says: [others] }, "task")),
	];
	return [...(isSingle(role) ? [outdated] : []), ...noticeWrites(notices, context)];
}

/** Taken back: whoever has not been told is not, and whoever has is told that it does not stand. */
export function takeBack(about: About, key: string, context: Pick<Context, "now" | "seal">): Write[] {
	const prefix = prefixOf(about, key);
	return [
		{
			statement: sql`
				INSERT INTO notice (key, person_id, kind, not_before, words, filed_at)
				SELECT 'un' || key, person_id, kind, ${context.now}, ${context.seal({ says: [say("roles.taken-back")] } as never)}, ${context.now}
				FROM notice WHERE starts_with(key, ${prefix}) AND state = 'composed' ON CONFLICT (key) DO NOTHING`,
		},
		{
			statement: sql`
				UPDATE notice SET state = 'cancelled', why = 'taken back', words = NULL
				WHERE starts_with(key, ${prefix}) AND state = 'waiting'`,
		},
	];
}
