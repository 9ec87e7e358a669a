import { type Context, type Dialogue, type Reply, reply } from "../conversation/dialogue.ts";
import { say } from "../conversation/say.ts";
import type { Json } from "../conversation/session.ts";
import type { SpokenFor } from "../conversation/speaker.ts";
import type { Write } from "../conversation/turn.ts";
import { nameOf, spokenFor } from "../conversation/who.ts";
import { fold, parseDay } from "../language/index.ts";
import { linked } from "../people/index.ts";
import { addDays, momentOf } from "../platform/clock.ts";
import { sql } from "../platform/database.ts";
import { report } from "./report.ts";
import { type Meeting, meetingById, nextMeeting } from "./store.ts";
import { unreported } from "./unreported.ts";

const unitOf = ({ speaker }: Context) =>
	speaker.persons.find((one) => one.clubId !== null)?.clubId ?? speaker.roles[0]?.unitId;

async function comingMeeting(context: Context): Promise<Meeting | undefined> {
	const unitId = unitOf(context);
	if (unitId === undefined) return undefined;
	const meeting = await nextMeeting(context.read, unitId, context.today);
	const hasBegun = meeting && momentOf(meeting.day, meeting.time) <= context.turn.writtenAt;
	return hasBegun ? nextMeeting(context.read, unitId, addDays(context.today, 1)) : meeting;
}

const next = reply(
	"meeting.next",
	linked,
	async (_, context) => {
		const meeting = await comingMeeting(context);
		return { says: [meeting ? say("meetings.next", { ...meeting }) : say("meetings.none")] };
	},
	// The word alone, and the command of Telegram's menu.
	(text) => (/^\/?hop$/.test(fold(text).trim()) ? {} : undefined),
);

/** One meeting, one person, one answer: the last one counts, whichever way it was given. */
function rsvpWrite(
	meeting: Meeting,
	person: SpokenFor,
	attending: boolean,
	reason: string | null,
	at: Date,
): Write {
	return {
		statement: sql`
			WITH planned AS (
				INSERT INTO meeting (unit_id, day, time, place) VALUES (${meeting.unitId}, ${meeting.day}, ${meeting.time}, ${meeting.place})
				ON CONFLICT (unit_id, day) DO UPDATE SET day = excluded.day RETURNING id)
			INSERT INTO rsvp (meeting_id, person_id, attending, reason, at)
			SELECT id, ${person.personId}, ${attending}, ${reason}, ${at} FROM planned
			ON CONFLICT (meeting_id, person_id) DO UPDATE SET attending = excluded.attending, reason = excluded.reason, at = excluded.at`,
	};
}

/** `mai bà Hoa không đi được` is of bà Hoa; `tôi không đi được, đưa bà Hoa đi viện` is why the speaker stays away. */
function isSubject(name: string, { turn }: Context): boolean {
	const text = turn.body.kind === "text" ? fold(turn.body.text) : "";
	return (
		text
			.slice(0, Math.max(0, text.indexOf(fold(name))))
			.split(/\s+/)
			.filter(Boolean).length <= 3
	);
}

/** `mai tôi không đi được` on the day of a meeting: the day that was named has none, so nothing is written down for it. */
function isOfAnotherDay(meeting: Meeting, { turn }: Context): boolean {
	const named = turn.body.kind === "text" ? parseDay(turn.body.text, turn.writtenAt, "future") : undefined;
	return named !== undefined && named !== meeting.day;
}

function askAboutNext(meeting: Meeting, { speaker }: Context): Reply {
	const comes = (attending: boolean) => ({
		do: "intent" as const,
		intent: "meeting.rsvp",
		slots: {
			attending,
			meetingId: meeting.id,
			...(speaker.persons.length === 1 ? { personId: speaker.persons[0]!.personId } : {}),
		},
	});
	return {
		says: [say("meetings.other-day", { ...meeting })],
		offers: [
			{ label: say("meetings.can-come"), does: comes(true) },
			{ label: say("meetings.cannot-come"), does: comes(false) },
		],
	};
}

/** Whether somebody comes; a phone that speaks for several is asked whom it is about. */
async function rsvp(
	{ attending, reason, member, personId, meetingId }: Record<string, Json>,
	context: Context,
): Promise<Reply> {
	const asked = typeof meetingId === "number" ? await meetingById(context.read, meetingId) : undefined;
	const meeting = asked && asked.day >= context.today ? asked : await comingMeeting(context);
	if (!meeting) return { says: [say("meetings.none")] };
	if (!asked && isOfAnotherDay(meeting, context)) return askAboutNext(meeting, context);
	const members = context.speaker.persons.filter((one) => one.clubId === meeting.unitId);
	const named = typeof member === "string" ? spokenFor(member, members) : undefined;
	if (typeof member === "string" && !named && isSubject(member, context))
		return { says: [say("meetings.rsvp-not-yours")] };
	const person =
		named ?? (members.length === 1 ? members[0] : members.find((one) => one.personId === personId));
	if (!person) {
		const offers = members.map((one) => ({
			label: say("health.whose", { who: one.called }),
			does: {
				do: "intent" as const,
				intent: "meeting.rsvp",
				slots: { attending: attending ?? true, reason: reason ?? null, personId: one.personId },
			},
		}));
		return { says: [say("meetings.rsvp-whose")], offers };
	}
	const why = typeof reason === "string" ? reason : null;
	const key =
		attending === false ? (why ? "meetings.rsvp-no-reason" : "meetings.rsvp-no") : "meetings.rsvp-yes";
	const who = nameOf(person, context);
	return {
		says: [say(key, { who, reason: why ?? "", day: meeting.day, time: meeting.time })],
		writes: [rsvpWrite(meeting, person, attending !== false, why, context.now)],
	};
}

export const dialogues: Dialogue[] = [report, unreported, next, reply("meeting.rsvp", linked, rsvp)];
