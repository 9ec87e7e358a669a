import { type Context, type Offer, type Reply, reply } from "../conversation/dialogue.ts";
import { say } from "../conversation/say.ts";
import type { Json } from "../conversation/session.ts";
import { linked, personToCall, phoneText } from "../people/index.ts";
import { plusMinutes } from "../platform/clock.ts";
import { sql } from "../platform/database.ts";
import { openTask } from "./task.ts";

/** A request that nobody took up within a day climbs. */
const dueAfterMin = 24 * 60;

const leave = (withWords: boolean): Offer["does"] => ({
	do: "intent",
	intent: "human.leave",
	slots: { withWords },
});

/** Who is to call back: the secretary; for herself the chair; for the chair, and for officers, the office above. */
function callerFor({ speaker }: Context): { unitId: number; role: string } | undefined {
	const held = (role: string) => speaker.roles.find((one) => one.role === role);
	const [person] = speaker.persons;
	const office = held("officer");
	if (office) return { unitId: office.unitId, role: "officer" };
	if (!person?.clubId) return undefined;
	const role = held("chair") ? "officer" : held("secretary") ? "chair" : "secretary";
	return { unitId: person.clubId, role };
}

/** `gặp người`: who can be called and when; somebody linked may ask to be called back instead. */
const human = reply(
	"human",
	() => true,
	async (_, context): Promise<Reply> => {
		const call = await personToCall(context);
		const { session } = context.turn;
		if (session.form || session.question || !callerFor(context)) return call;
		return {
			says: [...call.says, say("tasks.call-back-ask")],
			offers: [
				{ label: say("tasks.call-back-with"), does: leave(true) },
				{ label: say("tasks.call-back-without"), does: leave(false) },
				{ label: say("tasks.call-myself"), does: { do: "intent", intent: "tasks.fine", slots: {} } },
			],
		};
	},
);

/** Leaves a task to whoever is to call back, with her last messages where she wants that. */
async function leaveTask({ withWords }: Record<string, Json>, context: Context): Promise<Reply> {
	const { turn, speaker, read, now, open } = context;
	const caller = callerFor(context);
	const [person] = speaker.persons;
	if (!caller || !person) return personToCall(context);
	const [row] = await read.rows<{ phone: Buffer | null }>(
		sql`SELECT phone FROM person WHERE id = ${person.personId}`,
	);
	const phone = row?.phone ? phoneText(open<string>(row.phone)) : undefined;
	const words = withWords === true ? (turn.session.recent ?? []) : [];
	const values = { who: person.called, club: person.clubName ?? "" };
	const writes = openTask(
		{
			key: `human:${person.personId}:${turn.inboxId}`,
			kind: "human",
			unitId: caller.unitId,
			personId: person.personId,
			for: { role: caller.role },
			dueAt: plusMinutes(now, dueAfterMin),
			tellNow: true,
			words: {
				title: say("tasks.human-title", values),
				says: [
					say("tasks.human", values),
					...(phone ? [say("tasks.human-phone", { who: person.called, phone })] : []),
					...words.map((text) => say("tasks.human-words", { text })),
				],
			},
		},
		context,
	);
	return { says: [say("tasks.human-left")], writes };
}

export const humans = [
	human,
	reply("human.leave", linked, leaveTask),
	reply("tasks.fine", linked, () => ({ says: [say("common.fine")] })),
];
