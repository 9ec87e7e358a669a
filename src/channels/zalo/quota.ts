import { type Clock, dayOf } from "../../platform/clock.ts";
import { type Database, sql } from "../../platform/database.ts";
import type { Log } from "../../platform/log.ts";

export interface Quota {
	count(direction: "in" | "out"): Promise<void>;
	/** Whether what nobody waits for may still be sent this month; answers and emergencies always may. */
	leavesRoom(): Promise<boolean>;
}

const warnAt = 0.8;
const holdAt = 0.95;
/** The count is looked up so seldom that it costs nothing, and so often that a month cannot be overrun. */
const lookEveryMs = 10_000;

/**
 * Counts a month's messages of a Zalo bot in both directions, since both are said to use up its plan (docs/sources.md, Platforms):
 * the operator is warned at 80 %, and from 95 % on reminders and announcements wait for the next month.
 * @param perMonth messages of the plan; undefined counts and holds nothing back
 */
export function zaloQuota(
	db: Database,
	clock: Clock,
	log: Log,
	bot: string,
	perMonth: number | undefined,
): Quota {
	let lookedAtMs = 0;
	let used = 0;
	let warnedIn = "";
	const month = () => dayOf(clock.now()).slice(0, 7);

	async function look(): Promise<void> {
		const nowMs = clock.now().getTime();
		if (nowMs - lookedAtMs < lookEveryMs && nowMs >= lookedAtMs) return;
		lookedAtMs = nowMs;
		const [row] = await db.rows<{ used: number }>(sql`
			SELECT coalesce(sum(m.incoming + m.outgoing), 0)::int AS used FROM door_month m JOIN door d ON d.id = m.door_id
			WHERE d.channel = 'zalo' AND d.bot = ${bot} AND m.month = ${month()}`);
		used = row!.used;
	}
	return {
		async count(direction) {
			const [incoming, outgoing] = direction === "in" ? [1, 0] : [0, 1];
			await db.rows(sql`
				INSERT INTO door_month (door_id, month, incoming, outgoing)
				SELECT id, ${month()}, ${incoming}::int, ${outgoing}::int FROM door WHERE channel = 'zalo' AND bot = ${bot}
				ON CONFLICT (door_id, month) DO UPDATE SET incoming = door_month.incoming + excluded.incoming,
					outgoing = door_month.outgoing + excluded.outgoing`);
		},
		async leavesRoom() {
			if (perMonth === undefined) return true;
			await look();
			if (used >= perMonth * warnAt && warnedIn !== month()) {
				warnedIn = month();
				log.warn(
					{ used, perMonth },
					"Zalo's monthly quota is nearly used up; at 95 % reminders and announcements wait",
				);
			}
			return used < perMonth * holdAt;
		},
	};
}
