import { letGo } from "../src/privacy/index.ts";
import type { Job } from "./job.ts";

/** In the night what has been kept long enough goes; the ledger is never among it. */
export const retention: Job = {
	name: "retention",
	schedule: { pattern: "30 2 * * *" },
	run: ({ db, clock }) => letGo(db, clock.now()),
};
