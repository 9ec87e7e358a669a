import { type Context, type Reply, reply } from "../conversation/dialogue.ts";
import { say } from "../conversation/say.ts";
import type { Json } from "../conversation/session.ts";
import type { Write } from "../conversation/turn.ts";
import { consentWrite, keepsMeetings, type Purpose } from "../people/index.ts";
import { dayOf, plusMinutes } from "../platform/clock.ts";
import { sql } from "../platform/database.ts";
import { closeTask, openTask } from "../tasks/index.ts";
import { type Held, type Holder, manners } from "./holder.ts";

/** By the next meeting, which comes within a month. */
const dueAfterMin = 31 * 24 * 60;

/** What was tapped by another hand waits for her own nod: the secretary asks her when they meet (law: docs/sources.md, Consent). */
export function askHerTask(
	answers: Held & { health: { given: boolean } },
	holder: Holder,
	context: Context,
): Write[] {
	const { person, health } = answers;
	const { now, turn } = context;
	if (person.clubId === null) return [];
	const { greeted } = manners({ ...answers, holder }, context);
	const day = dayOf(turn.writtenAt);
	const values = {
		person: person.called,
		helper: greeted,
		date: Number(day.slice(8)),
		month: Number(day.slice(5, 7)),
	};
	const key = `consent:${person.personId}:${turn.inboxId}`;
	const asked = (given: boolean) => ({
		do: "intent" as const,
		intent: "consent.asked",
		slots: { personId: person.personId, given, person: person.called },
	});
	return openTask(
		{
			key,
			kind: "consent",
			unitId: person.clubId,
			personId: person.personId,
			for: { role: "secretary" },
			dueAt: plusMinutes(now, dueAfterMin),
			words: {
				title: say("linking.asked-title", values),
				says: [say(health.given ? "linking.asked-with-health" : "linking.asked", values)],
				offers: [
					{ label: say("linking.asked-yes", values), does: asked(true) },
					{ label: say("linking.asked-no", values), does: asked(false) },
					{ label: say("linking.asked-later"), does: { do: "intent", intent: "tasks.fine", slots: {} } },
				],
			},
		},
		context,
	);
}

interface Provisional {
	purpose: Purpose;
	given: boolean;
	basis: string;
}

/** What the secretary heard from herself: her yes makes the helper's firm, her no ends all of it in that moment. */
async function answer({ personId, given, person }: Record<string, Json>, context: Context): Promise<Reply> {
	const { read, now, turn, speaker, today } = context;
	const id = Number(personId);
	const values = { person: String(person) };
	const [club] = await read.rows<{ clubId: number }>(sql`
		SELECT club_id AS "clubId" FROM membership
		WHERE person_id = ${id} AND from_day <= ${today} AND (to_day IS NULL OR to_day >= ${today})`);
	if (!speaker.roles.some((held) => held.unitId === club?.clubId))
		return { says: [say("people.only-secretary")] };
	const newest = await read.rows<Provisional>(sql`
		SELECT DISTINCT ON (purpose) purpose, given, basis FROM consent WHERE person_id = ${id} ORDER BY purpose, id DESC`);
	const open = newest.filter((one) => one.given && one.basis === "assisted");
	if (open.length === 0)
		return { says: [say("linking.asked-gone")], writes: closeTask(`consent:${id}`, "settled", null, now) };
	const by = speaker.persons.find((one) => one.relation === "self")?.personId ?? null;
	const said = open.map(({ purpose }) =>
		consentWrite(
			id,
			{ purpose, given: given === true, at: turn.writtenAt, eventId: turn.eventId },
			turn.chat.id,
			"asked",
			by,
		),
	);
	const ends = sql`
		UPDATE account_person SET to_time = ${now}, ended_why = 'left' WHERE person_id = ${id} AND relation = 'helper' AND to_time IS NULL`;
	return {
		says: [say(given === true ? "linking.asked-saved" : "linking.asked-withdrawn", values)],
		writes: [
			...said,
			...(given === true ? [] : [{ statement: ends }]),
			...closeTask(`consent:${id}`, "done", by, now),
		],
	};
}

export const asked = reply("consent.asked", keepsMeetings, answer);
