import { say, speak } from "../conversation/say.ts";
import { stranger } from "../conversation/speaker.ts";
import type { Write } from "../conversation/turn.ts";
import { nameOf } from "../conversation/who.ts";
import { planRows } from "../delivery/outbox.ts";
import { cancelTimers, type Handler, timerWrite } from "../notices/index.ts";
import { whoIs } from "../people/index.ts";
import { dayOf, plusMinutes } from "../platform/clock.ts";
import { sql } from "../platform/database.ts";
import type { Sealing } from "../platform/sealing.ts";

/** Measured again after five minutes of rest (docs/sources.md, Blood pressure), and a minute to fetch the phone. */
const afterMin = 6;
const prefix = (personId: number) => `remeasure:${personId}:`;

/** Reminds of the second measuring after a dangerous one, at any hour. */
export const remindToRemeasure = (personId: number, chatId: number, now: Date): Write =>
	timerWrite({
		key: `${prefix(personId)}${now.toISOString()}`,
		what: "health.remeasure",
		due: plusMinutes(now, afterMin),
		values: { personId, chatId },
	});

/** A new reading, of whatever height, is the answer that was waited for. */
export const remeasured = (personId: number, now: Date): Write => cancelTimers(prefix(personId), now);

const remeasure =
	(sealing: Sealing): Handler =>
	async (tx, { personId, chatId }, now) => {
		const speaker = (await whoIs(tx, [Number(chatId)], dayOf(now))).get(Number(chatId)) ?? stranger;
		const person = speaker.persons.find((one) => one.personId === personId);
		const [chat] = await tx.rows<{ door_id: number }>(
			sql`SELECT door_id FROM chat WHERE id = ${Number(chatId)}`,
		);
		if (!chat || !person) return;
		const text = speak(
			say("health.remeasure", { who: nameOf(person, { speaker }) }),
			speaker.language,
			speaker.address,
		);
		const key = `danger:remeasure:${personId}:${now.toISOString()}`;
		const plan = {
			key,
			chatId: Number(chatId),
			doorId: chat.door_id,
			kind: "danger" as const,
			message: { text },
			notBefore: now,
		};
		await planRows(tx, [plan], now, sealing);
	};

export const timers = (sealing: Sealing): Record<string, Handler> => ({
	"health.remeasure": remeasure(sealing),
});
