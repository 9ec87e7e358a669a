import { type Dialogue, reply } from "../conversation/dialogue.ts";
import { say } from "../conversation/say.ts";
import { nameOf, spokenFor } from "../conversation/who.ts";
import { fold } from "../language/index.ts";
import { linked, phoneText } from "../people/index.ts";
import { sql } from "../platform/database.ts";
import { remindToRemeasure } from "./remeasure.ts";
import { submit } from "./submit.ts";

/** The answer to the question for signs: 115 at once, or rest and a second measuring (docs/sources.md, Blood pressure). */
const symptoms = reply("health.symptoms", linked, ({ has, personId }, context) => {
	const person = context.speaker.persons.find((one) => one.personId === personId);
	const who = person ? nameOf(person, context) : context.speaker.address.you;
	const isSelf = person?.relation !== "helper";
	if (has || !person) return { says: [say(isSelf ? "health.call-115" : "health.call-115-helper", { who })] };
	const { turn, now } = context;
	return {
		says: [say(isSelf ? "health.rest" : "health.rest-helper", { who })],
		writes: [remindToRemeasure(person.personId, turn.chat.id, now)],
	};
});

const shownReadings = 5;

/** The last readings of a person this chat speaks for: nobody else's, whatever the asker's office. */
const history = reply("health.history", linked, async ({ member, personId }, context) => {
	const { persons } = context.speaker;
	const named =
		typeof member === "string"
			? spokenFor(member, persons)
			: persons.find((one) => one.personId === personId);
	if (typeof member === "string" && !named) return { says: [say("health.history-not-yours")] };
	if (!named && persons.length > 1) {
		const offers = persons.map((one) => ({
			label: say("health.whose", { who: one.called }),
			does: { do: "intent" as const, intent: "health.history", slots: { personId: one.personId } },
		}));
		return { says: [say("health.history-whose")], offers };
	}
	const person = named ?? persons[0]!;
	const rows = await context.read.rows<{ systolic: number; diastolic: number; measured_on: string }>(sql`
		SELECT systolic, diastolic, measured_on FROM reading WHERE person_id = ${person.personId} AND undone_at IS NULL
		ORDER BY measured_on DESC, id DESC LIMIT ${shownReadings}`);
	const who = nameOf(person, context);
	if (rows.length === 0) return { says: [say("health.history-none", { who })] };
	const lines = rows.map((row) =>
		say("health.history-line", { day: row.measured_on, reading: `${row.systolic}/${row.diastolic}` }),
	);
	return { says: [say("health.history", { who }), ...lines] };
});

/** Somebody is ill and asks for a hand: until a volunteer can be sent, at least 115 and a person to call. */
const care = reply("care.request", linked, () => ({ says: [say("health.care")], person: true }));

const remedies =
	/(^|\s)(thuoc|lieu)(\s.*)?\s(uong|vien|an|truoc|sau|ngung|dung|doi|may|gi)(\s|[,.?!]|$)|uong thuoc/;

/** What only a doctor may say (docs/sources.md, Blood pressure): the health station, by name and number where it is known. */
const medicine = reply(
	"health.medicine",
	linked,
	async (_, { speaker, read }) => {
		const clubId = speaker.persons[0]?.clubId ?? null;
		const [station] = await read.rows<{ phone: string }>(sql`
			SELECT s.value AS phone FROM unit club JOIN unit up ON club.path LIKE up.path || '%'
			JOIN setting s ON s.name = 'station-phone:' || up.id
			WHERE club.id = ${clubId} ORDER BY length(up.path) DESC LIMIT 1`);
		if (!station) return { says: [say("health.medicine")] };
		return { says: [say("health.medicine-station", { phone: phoneText(station.phone) })] };
	},
	(text) => (remedies.test(fold(text)) ? {} : undefined),
);

export const dialogues: Dialogue[] = [submit, symptoms, history, medicine, care];
