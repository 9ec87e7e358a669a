import { type Context, form, type Slot } from "../conversation/dialogue.ts";
import { type Say, say } from "../conversation/say.ts";
import type { Json } from "../conversation/session.ts";
import type { Write } from "../conversation/turn.ts";
import { boardOf, keepsMeetings, rosterOf } from "../people/index.ts";
import { addDays, dayOf } from "../platform/clock.ts";
import { sql } from "../platform/database.ts";
import { type Absent, absentSlot } from "./absentSlot.ts";
import { nextMeeting, reportOf, unreportedMeeting } from "./store.ts";

interface Answers {
	clubId: number;
	meeting: { day: string; time: string; place: string; onRoster: number; before: string | null };
	replace: boolean;
	present: number;
	absent: Absent[];
}

/** A report may be given this many days after its meeting. */
const backDays = 60;

const clubId: Slot<number, Answers> = {
	ask: () => ({ say: say("people.only-secretary") }),
	otherwise: (_, { speaker }) => boardOf(speaker)?.unitId,
	read: (raw) => ({ value: Number(raw) }),
};

/** The day that was said; else the last meeting that still lacks its report; else today. */
const meeting: Slot<Answers["meeting"], Answers> = {
	from: ["date"],
	expecting: "date",
	ask: () => ({ say: say("meetings.ask-day") }),
	otherwise: () => "",
	async read(raw, { clubId }, { read, today }, { at }) {
		const since = addDays(today, -backDays);
		// A form that lay for days still speaks of the day on which it was opened.
		const opened = dayOf(at);
		const day = String(raw) || ((await unreportedMeeting(read, clubId, opened, since)) ?? opened);
		if (day > today) return { wrong: say("meetings.not-yet", { day }) };
		if (day < since) return { wrong: say("meetings.too-long-ago", { day }) };
		const planned = await nextMeeting(read, clubId, day);
		const { time, place } = planned ?? { time: "08:00", place: "" };
		const before = await reportOf(read, clubId, day);
		const roster = await rosterOf(read, clubId, today);
		return { value: { day, time, place, onRoster: roster.length, before: before?.key ?? null } };
	},
};

const replace: Slot<boolean, Answers> = {
	needed: ({ meeting }) => meeting.before !== null,
	ask: ({ meeting }) => ({
		say: say("meetings.reported-already", { day: meeting.day }),
		offers: [
			{ label: say("meetings.replace"), does: { do: "answer", slot: "replace", raw: true } },
			{ label: say("meetings.keep"), does: { do: "answer", slot: "replace", raw: false } },
		],
	}),
	read: (raw) => (raw === true ? { value: true } : { end: say("meetings.kept") }),
};

const present: Slot<number, Answers> = {
	from: ["present"],
	ask: () => ({ say: say("meetings.ask-present") }),
	read(raw, { meeting }) {
		const count = Number(raw);
		if (!Number.isInteger(count) || count < 0) return { wrong: say("meetings.ask-present") };
		if (count > meeting.onRoster)
			return { wrong: say("meetings.too-many", { count, onRoster: meeting.onRoster }) };
		return { value: count };
	},
};

function readBack({ meeting, present, absent }: Answers): Say {
	const names = absent.map(({ called, reason }) => (reason ? `${called} (${reason})` : called));
	const open = meeting.onRoster - present - absent.length;
	const values = {
		day: meeting.day,
		present,
		absent: absent.length,
		names: names.join(", "),
		onRoster: meeting.onRoster,
		open,
	};
	const first = say(absent.length > 0 ? "meetings.read-back" : "meetings.read-back-all", values);
	return open > 0 ? say("meetings.read-back-open", { ...values, first }) : first;
}

/** A second report of a meeting takes the first one's place; both stay in the table. */
function save(
	{ clubId, meeting, present, absent }: Answers,
	{ speaker, now }: Context,
	key: string,
): Write[] {
	const by = boardOf(speaker)!.personId;
	const outdated: Write[] = meeting.before
		? [
				{
					statement: sql`UPDATE meeting_report SET undone_at = ${now} WHERE key = ${meeting.before} AND undone_at IS NULL`,
					expects: 1,
				},
			]
		: [];
	const statement = sql`
		WITH held AS (
			INSERT INTO meeting (unit_id, day, time, place, state) VALUES (${clubId}, ${meeting.day}, ${meeting.time}, ${meeting.place}, 'held')
			ON CONFLICT (unit_id, day) DO UPDATE SET state = 'held' RETURNING id),
		report AS (
			INSERT INTO meeting_report (key, meeting_id, present, by_person_id, at)
			SELECT ${key}, id, ${present}, ${by}, ${now} FROM held RETURNING id),
		away AS (
			INSERT INTO absence (report_id, person_id, reason)
			SELECT report.id, a.person_id, a.reason FROM report,
				unnest(${absent.map((one) => one.member.personId)}::int[], ${absent.map((one) => one.reason)}::text[]) AS a(person_id, reason))
		SELECT id FROM report`;
	return [...outdated, { statement, expects: 1 }];
}

export const report = form<Answers>("meeting.report", {
	title: say("meetings.report-title"),
	may: keepsMeetings,
	slots: { clubId, meeting, replace, present, absent: absentSlot<Answers>() },
	check({ meeting, present, absent }) {
		if (present + absent.length <= meeting.onRoster) return undefined;
		const values = {
			present,
			absent: absent.length,
			sum: present + absent.length,
			onRoster: meeting.onRoster,
		};
		return { wrong: say("meetings.sum-too-high", values), redo: ["present"] };
	},
	readBack,
	save,
	done: ({ present, absent }) => ({ says: [say("meetings.saved", { present, absent: absent.length })] }),
	undo: {
		values: (_, key): Json => key,
		writes: (key, { now }) => [
			{
				statement: sql`UPDATE meeting_report SET undone_at = ${now} WHERE key = ${key} AND undone_at IS NULL`,
				expects: 1,
			},
		],
		done: say("meetings.undone"),
	},
});
