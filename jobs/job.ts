import type { Handler } from "../src/notices/index.ts";
import type { Clock } from "../src/platform/clock.ts";
import type { Database } from "../src/platform/database.ts";
import type { Schedule } from "../src/platform/queues.ts";
import type { Sealing } from "../src/platform/sealing.ts";

/** What every job may use. */
export interface Parts {
	db: Database;
	sealing: Sealing;
	clock: Clock;
	/** Whether a channel's door can edit what it has sent. */
	canEdit: (channel: string) => boolean;
	/** What a timer of each kind does when its moment has come. */
	timers: Record<string, Handler>;
	/** Rows were planned: they are looked at now. */
	wake: () => void;
}

/** What a job did, in numbers: logged, and printed by `clbot run`. */
export type Done = Record<string, number>;

/**
 * Work that happens by itself. It may run twice, late, or not for days: it looks back over what is persisted, and
 * whatever it plans has a key that the database keeps unique.
 */
export interface Job {
	name: string;
	/** In Vietnam's time, always. */
	schedule: Schedule;
	run(parts: Parts): Promise<Done>;
}
