import { ensureSample, seedDemo } from "../prisma/demo/index.ts";
import { joinAll } from "./channels/web/join.ts";
import type { Clock } from "./platform/clock.ts";
import type { Config } from "./platform/config.ts";
import { type Database, sql } from "./platform/database.ts";
import type { Sealing } from "./platform/sealing.ts";
import { setting } from "./platform/settings.ts";

interface Ports {
	config: Pick<Config, "CLBOT_DEMO" | "NODE_ENV">;
	db: Database;
	sealing: Sealing;
	clock: Clock;
	isEmbedded: boolean;
	say: (text: string) => void;
}

/** Whether this database is one to try things on: the embedded one, unless the settings say otherwise. */
export const isDemoWanted = (config: Ports["config"], isEmbedded: boolean): boolean =>
	config.CLBOT_DEMO ?? (isEmbedded && config.NODE_ENV !== "production");

/** The demo people, each with a phone reachable on the practice page. */
export async function makeDemo(db: Database, sealing: Sealing, now: Date): Promise<void> {
	await seedDemo(db, { today: now, sealing });
	await ensureSample(db, sealing, now);
	await joinAll(db, null, now);
}

/**
 * Fills an empty database with the demo where it is wanted.
 * @returns whether the practice page may be shown: it lets anybody be anybody, so only on a database marked demo
 */
export async function ensureDemo({ config, db, sealing, clock, isEmbedded, say }: Ports): Promise<boolean> {
	if (!isDemoWanted(config, isEmbedded)) return false;
	const [own] = await db.rows(sql`
		SELECT 1 FROM person p WHERE NOT EXISTS (
			SELECT 1 FROM membership m JOIN unit u ON u.id = m.club_id AND u.is_sample WHERE m.person_id = p.id) LIMIT 1`);
	if (!own) {
		say("making the demo people");
		await makeDemo(db, sealing, clock.now());
	}
	if ((await setting(db, "demo")) === undefined) return false;
	await joinAll(db, null, clock.now());
	return true;
}
