import type { DoorLog } from "../log.ts";
import type { ZaloClient } from "./client.ts";
import type { Count } from "./meter.ts";
import { parseEvent } from "./parse.ts";
import type { Receiver } from "./receive.ts";

export interface IntakeOptions {
	receiver: Receiver;
	client: ZaloClient;
	count: Count;
	now(): Date;
	log: DoorLog;
	redact(text: string): string;
	groupText?: string;
}

/** What polls and webhooks hand their raw events to. Rejects when the event is kept nowhere. */
export type Intake = (raw: unknown) => Promise<void>;

export function zaloIntake({ receiver, client, count, now, log, redact, groupText }: IntakeOptions): Intake {
	const toldGroups = new Set<string>();

	/** Zalo knows no leaving, and only hands on what mentions the bot: saying it at every mention would eat the quota. */
	function tellOnce(group: string) {
		if (!groupText || toldGroups.has(group)) return;
		toldGroups.add(group);
		client.sendMessage(group, groupText).then(
			() => count("out"),
			() => log.warn({}, "zalo: a group could not be told that the bot speaks in private"),
		);
	}

	return async (raw) => {
		const parsed = parseEvent(raw, now());
		if ("ignored" in parsed) {
			log.info({ event: redact(parsed.ignored) }, "zalo: an event that concerns nobody");
			return;
		}
		const { event } = parsed;
		await receiver.receive(event);
		void count("in");
		if (event.body.kind === "group") tellOnce(event.chat);
	};
}
