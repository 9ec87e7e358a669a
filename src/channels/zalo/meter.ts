import { type DoorLog, messageOf } from "../log.ts";

/** The quota of the month counts both ways; whether something may still be sent is not the door's question. */
export interface Meter {
	count(direction: "in" | "out"): void | Promise<void>;
}

/** Never throws and is never waited for: a meter that fails loses no message. */
export type Count = (direction: "in" | "out") => Promise<void>;

export const counter =
	(meter: Meter | undefined, log: DoorLog): Count =>
	async (direction) => {
		try {
			await meter?.count(direction);
		} catch (error) {
			log.warn({ why: messageOf(error) }, "zalo: a message was not counted");
		}
	};
