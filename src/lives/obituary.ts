import { announcementWrite, type Reach, reachOf } from "../broadcasts/index.ts";
import { type Context, type Form, form, type Slot } from "../conversation/dialogue.ts";
import { say, speak } from "../conversation/say.ts";
import { isQuiet } from "../delivery/quiet.ts";
import { dayText, timeText } from "../language/index.ts";
import { addDays } from "../platform/clock.ts";
import { sql } from "../platform/database.ts";
import { secondHand } from "./ends.ts";
import { askSure, type Dying } from "./sure.ts";
import { leads, personById } from "./who.ts";

/** What the words of a death said beside it. */
export interface Announced {
	/** `sáng`: the part of the day. */
	part?: string;
	funeral?: { day?: string; time?: string };
}

interface Answers {
	/** `isTold`: it was known before, so nothing more is asked. */
	dead: Pick<Dying, "person" | "diedOn" | "second"> & { isTold: boolean };
	text: string;
	reach: Reach & { relays: number };
}

/** Who leads the club may tell all of it. */
export const mayAnnounce = ({ speaker }: Pick<Context, "speaker">): boolean => leads(speaker) !== undefined;

const near = (day: string, today: string, words: { [days: number]: string }) =>
	Object.entries(words).find(([days]) => addDays(today, Number(days)) === day)?.[1];

/** `2 giờ chiều mai, thứ Hai, ngày 21 tháng 12` */
function funeralText({ day, time }: NonNullable<Announced["funeral"]>, today: string): string {
	const close = day && near(day, today, { 0: "nay", 1: "mai" });
	const at = time ? timeText(time) : "";
	const whenClose = close ? (at ? `${at} ${close}` : close === "nay" ? "hôm nay" : "ngày mai") : at;
	return [whenClose, day ? dayText(day) : ""].filter(Boolean).join(", ");
}

/** The words of the club for it. They go to every phone as they stand, so they are Vietnamese whoever asked for them. */
export function wordsOf({ person, diedOn }: Answers["dead"], announced: Announced, context: Context): string {
	const { part, funeral } = announced;
	const close = near(diedOn, context.today, { 0: "nay", [-1]: "qua" });
	const when = close ? `${part ?? "hôm"} ${close}` : "";
	const values = { who: person.called, when, day: diedOn };
	const line = say(when ? "lives.obituary" : "lives.obituary-day", values);
	const says = [
		line,
		...(funeral && (funeral.day || funeral.time)
			? [say("lives.funeral", { when: funeralText(funeral, context.today) })]
			: []),
	];
	return says.map((one) => speak(one, "vi", context.speaker.address)).join("\n");
}

const text: Slot<string, Answers> = {
	expecting: "text",
	ask: () => ({ say: say("lives.ask-obituary") }),
	read(raw, { dead }, context) {
		if (typeof raw !== "string") return { value: wordsOf(dead, raw as Announced, context) };
		const words = raw.trim();
		return words.length < 5
			? { wrong: say("lives.ask-obituary") }
			: { value: words.charAt(0).toUpperCase() + words.slice(1) };
	},
};

const reach: Slot<Answers["reach"], Answers> = {
	ask: () => ({ say: say("lives.ask-obituary") }),
	otherwise: () => true,
	async read(_, { dead }, { speaker, read, today }) {
		const club = leads(speaker)!;
		const found = await reachOf(read, club.unitPath, today, club.personId, dead.person.personId);
		const [relays] = await read.rows<{ count: number }>(sql`
			SELECT count(*)::int AS count FROM relay r JOIN membership m ON m.person_id = r.person_id AND m.to_day IS NULL
			WHERE m.club_id = ${club.unitId} AND r.to_day IS NULL AND r.agreed AND r.person_id <> ${dead.person.personId}`);
		return { value: { ...found, relays: relays?.count ?? 0 } };
	},
};

const sentWords = ({ reach }: Answers, now: Date) => {
	if (reach.chats === 0) return say("lives.obituary-listed", { ...reach });
	if (isQuiet(now)) return say("lives.obituary-held", { ...reach });
	return say(reach.relays > 0 ? "lives.obituary-sent-relays" : "lives.obituary-sent", { ...reach });
};

/** What the club is told, read back first; her own phone gets nothing. */
export const obituary: Form = form<Answers>("lives.obituary", {
	title: say("lives.obituary-title"),
	dropped: say("lives.obituary-dropped"),
	may: (context) => mayAnnounce(context) || say("people.only-secretary"),
	slots: {
		dead: {
			ask: () => ({ say: say("lives.ask-died") }),
			async read(raw, _, { speaker, read, today }) {
				const { personId, diedOn, isChosen, isTold } = raw as {
					isTold: boolean;
					personId: number;
					diedOn: string;
					isChosen: boolean;
				};
				const person = await personById(read, personId, today);
				if (!person) return { end: say("lives.not-yours") };
				const second = await secondHand(read, person.clubId, [personId, leads(speaker)!.personId], today);
				return { value: { person: { ...person, isChosen }, diedOn, second: second ?? null, isTold } };
			},
		},
		text,
		reach,
	},
	readBack: ({ text }) => say("lives.obituary-preview", { text }),
	yes: say("lives.send"),
	edit: "text",
	save: ({ text }, context, key) => {
		const club = leads(context.speaker)!;
		// What came of it is said in the answer: a count an hour after would break into the mourning.
		return [
			announcementWrite({ key, by: club.personId, unitId: club.unitId, text, isQuietly: true }, context),
		];
	},
	done(answers, context) {
		if (answers.dead.isTold) return { says: [sentWords(answers, context.now)] };
		const sure = askSure({ ...answers.dead, announced: null }, context);
		return { ...sure, says: [sentWords(answers, context.now), ...sure.says] };
	},
	final: "what phones have received cannot be called back; that it was not true is told anew",
});
