import type { Api } from "grammy";
import type { Update } from "grammy/types";
import type { Take } from "../door.ts";
import { type DoorLog, messageOf } from "../log.ts";
import { type Parsed, parseUpdate } from "./parse.ts";

export interface ReceiveOptions {
	api: Api;
	take: Take;
	now(): Date;
	log: DoorLog;
	redact(text: string): string;
	groupText?: string;
}

/** Resolves once everything in the updates is taken; rejects when it is not, and then nothing may be acknowledged. */
export type Receive = (updates: Update[]) => Promise<void>;

export function receiver({ api, take, now, log, redact, groupText }: ReceiveOptions): Receive {
	const leaving = new Set<string>();

	function parse(update: Update): Parsed {
		try {
			return parseUpdate(update, now());
		} catch (error) {
			// One update that we cannot read must not keep all later ones from arriving.
			log.error({ update: update.update_id, why: messageOf(error) }, "telegram: an update could not be read");
			return {};
		}
	}

	async function leave({ chat, added }: NonNullable<Parsed["group"]>) {
		if (leaving.has(chat)) return;
		leaving.add(chat);
		try {
			// A channel may not let us speak; we leave all the same.
			if (added && groupText) await api.sendMessage(chat, groupText).catch(() => undefined);
			await api.leaveChat(chat);
		} catch (error) {
			log.warn({ why: redact(messageOf(error)) }, "telegram: a group could not be left");
		} finally {
			leaving.delete(chat);
		}
	}

	return async (updates) => {
		const parsed = updates.map(parse);
		for (const { tap } of parsed) {
			// Not waited for: an answer too late for Telegram is no reason to keep the tap from being taken.
			if (tap !== undefined) api.answerCallbackQuery(tap).catch(() => undefined);
		}
		const events = parsed.flatMap(({ event }) => event ?? []);
		if (events.length > 0) await take(events);
		for (const { group } of parsed) if (group) void leave(group);
	};
}
