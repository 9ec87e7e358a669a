import type { Write } from "../conversation/turn.ts";
import { sql } from "../platform/database.ts";

/** Why messages of a chat wait without an end: its phone was taken away, or its helper stopped. */
export const heldReasons = { lost: "phone locked", helper: "helper gone" } as const;

/** Later than anything: a finite day, since not every reader of a date knows infinity. */
export const heldForGood = new Date("9999-12-31T00:00:00Z");

/**
 * What was kept for somebody while no phone was hers goes to the chat that she now has: all of a lost phone of her own
 * that speaks for nobody any more, and of a former helper's only what was about her alone.
 */
export const handOverHeld = (personId: number, chatId: number, doorId: number, now: Date): Write => ({
	statement: sql`
		UPDATE outbox SET chat_id = ${chatId}, door_id = ${doorId}, not_before = ${now}, held = NULL
		WHERE state = 'planned' AND chat_id <> ${chatId} AND (
			(held = ${heldReasons.lost} AND chat_id IN (
				SELECT a.chat_id FROM account a JOIN account_person ap ON ap.account_id = a.id
				WHERE ap.person_id = ${personId} AND ap.ended_why = 'lost' AND ap.relation = 'self' AND NOT EXISTS (
					SELECT 1 FROM account_person o WHERE o.account_id = a.id AND o.to_time IS NULL)))
			OR (held = ANY(${[heldReasons.lost, heldReasons.helper]}::text[])
				AND EXISTS (SELECT 1 FROM notice n WHERE n.outbox_id = outbox.id AND n.person_id = ${personId})
				AND NOT EXISTS (SELECT 1 FROM notice n WHERE n.outbox_id = outbox.id AND n.person_id <> ${personId})))`,
});
