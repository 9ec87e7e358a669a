import { type Dialogue, reply } from "../conversation/dialogue.ts";
import { say } from "../conversation/say.ts";
import { nameOf } from "../conversation/who.ts";
import { sql } from "../platform/database.ts";
import { linked } from "../people/index.ts";
import { submit } from "./submit.ts";

/** The answer to the question for signs: 115 at once, or rest and a second measuring (domain §3.2). */
const symptoms = reply("health.symptoms", linked, ({ has, personId }, context) => {
	const person = context.speaker.persons.find((one) => one.personId === personId);
	const who = person ? nameOf(person, context) : context.speaker.address.you;
	return { says: [say(has ? "health.call-115" : "health.rest", { who })] };
});

const shownReadings = 5;

/** The last readings of a person this chat speaks for. */
const history = reply("health.history", linked, async (_, context) => {
	const person = context.speaker.persons[0]!;
	const rows = await context.read.rows<{ systolic: number; diastolic: number; measured_on: string }>(sql`
		SELECT systolic, diastolic, measured_on FROM reading WHERE person_id = ${person.personId} AND undone_at IS NULL
		ORDER BY measured_on DESC, id DESC LIMIT ${shownReadings}`);
	const who = nameOf(person, context);
	if (rows.length === 0) return { says: [say("health.history-none", { who })] };
	const lines = rows.map((row) => say("health.history-line", { day: row.measured_on, reading: `${row.systolic}/${row.diastolic}` }));
	return { says: [say("health.history", { who }), ...lines] };
});

export const dialogues: Dialogue[] = [submit, symptoms, history];
