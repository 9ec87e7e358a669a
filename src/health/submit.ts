import {
	type Context,
	form,
	type Hears,
	type Read,
	type Reply,
	type Slot,
} from "../conversation/dialogue.ts";
import { noSuchDay } from "../conversation/odd.ts";
import { say } from "../conversation/say.ts";
import type { Json } from "../conversation/session.ts";
import type { SpokenFor } from "../conversation/speaker.ts";
import type { Write } from "../conversation/turn.ts";
import { nameOf, spokenFor } from "../conversation/who.ts";
import { fold } from "../language/index.ts";
import { type Consenting, consentSlot, consentWrite } from "../people/index.ts";
import { sql } from "../platform/database.ts";
import { advice, doubtQuestion, numbers, whyImpossible } from "./advice.ts";
import { remeasured } from "./remeasure.ts";
import { classify, currentTable, type Doubt, isDangerous, judge, type Pressure } from "./rules.ts";

interface Answers {
	reading: { pressure: Pressure; doubt: Doubt | null };
	sure: boolean;
	person: SpokenFor;
	consent?: Consenting;
	measuredOn: string;
}

const reading: Slot<Answers["reading"], Answers> = {
	from: ["systolic", "diastolic", "pulse", "doubt"],
	expecting: "systolic",
	ask: () => ({ say: say("health.ask") }),
	read(raw): Read<Answers["reading"]> {
		const given = raw as { systolic?: number; diastolic?: number; pulse?: number; doubt?: string[] };
		if (given.systolic === undefined || given.diastolic === undefined)
			return { wrong: say("health.ask-both") };
		const judged = judge({
			systolic: given.systolic,
			diastolic: given.diastolic,
			pulse: given.pulse ?? null,
		});
		if (judged.kind === "impossible") return { wrong: whyImpossible(judged.why) };
		// Numbers said in tens are never turned into others in silence, however sure the parser is (docs/sources.md, Blood pressure).
		const doubt =
			judged.kind === "doubtful" ? judged.why : given.doubt && !isDangerous(judged.reading) ? "tens" : null;
		return { value: { pressure: judged.reading, doubt } };
	},
};

const sure: Slot<boolean, Answers> = {
	needed: ({ reading }) => reading.doubt !== null,
	ask: ({ reading }) => ({
		say: doubtQuestion(reading.doubt!, reading.pressure),
		offers: [
			{ label: say("health.sure"), does: { do: "answer", slot: "sure", raw: true } },
			{ label: say("health.not-sure"), does: { do: "answer", slot: "sure", raw: false } },
		],
	}),
	read: (raw) => (raw === true ? { value: true } : { wrong: say("health.ask-again"), redo: ["reading"] }),
};

/** Whose reading it is: one of those for whom this chat speaks. A neighbour's number is never taken for one's own. */
const person: Slot<SpokenFor, Answers> = {
	from: ["member"],
	ask: ({ reading }, { speaker }) => ({
		say: say("health.ask-whose", { reading: numbers(reading.pressure) }),
		offers: speaker.persons.map((one) => ({
			label: say("health.whose", { who: one.called }),
			does: { do: "answer", slot: "person", raw: one.personId },
		})),
	}),
	otherwise: (_, { speaker }) =>
		speaker.persons.length > 1 ? undefined : (speaker.persons[0]?.personId ?? "stranger"),
	read(raw, { reading }, { speaker }): Read<SpokenFor> {
		if (speaker.persons.length === 0) {
			const warned = isDangerous(reading.pressure);
			return {
				end: say(warned ? "health.danger-stranger" : "people.example-stranger", {
					reading: numbers(reading.pressure),
				}),
			};
		}
		const found =
			typeof raw === "string"
				? spokenFor(raw, speaker.persons)
				: speaker.persons.find((one) => one.personId === raw);
		if (found) return { value: found };
		// Whoever stands beside the one in danger must hear it, whosever phone it is.
		const warned = isDangerous(reading.pressure);
		return {
			end: say(warned ? "health.danger-stranger" : "health.not-yours", {
				reading: numbers(reading.pressure),
			}),
		};
	},
};

/** A danger is answered at once; whether it may be kept is a question for a calmer hour. */
const consent: Slot<Consenting, Answers> = {
	...consentSlot<Answers>("health", "consent", ({ person }) =>
		say("health.ask-consent", { who: person.called }),
	),
	needed: ({ person, reading }) => person.consents.health === undefined && !isDangerous(reading.pressure),
};
const measuredOn: Slot<string, Answers> = {
	from: ["date"],
	expecting: "date",
	ask: () => ({ say: say("health.ask-day") }),
	// Once a wrong day was given, only a right one will do: it is not today's for want of an answer.
	otherwise: (_, { today, turn: { session } }) =>
		[session.form, ...(session.aside ?? [])].some((one) => one?.asked === "measuredOn") ? undefined : today,
	read: (raw, { reading }, { today }) => {
		if (isDay(raw)) return String(raw) > today ? { wrong: say("health.future") } : { value: raw };
		// A danger is told at once, whatever day was meant.
		return isDangerous(reading.pressure)
			? { value: today }
			: { wrong: say("common.no-such-day", { day: String(raw) }) };
	},
};
const isDay = (raw: Json): raw is string => typeof raw === "string" && /^\d{4}-\d\d-\d\d$/.test(raw);
const mayKeep = ({ person, consent }: Answers): boolean => consent?.given ?? person.consents.health === true;

function save(answers: Answers, { turn, now }: Context, key: string): Write[] {
	const { person, consent, measuredOn } = answers;
	const { systolic, diastolic, pulse } = answers.reading.pressure;
	const writes: Write[] = [remeasured(person.personId, now)];
	if (consent) writes.push(consentWrite(person.personId, consent, turn.chat.id));
	if (!mayKeep(answers)) return writes;
	const statement = sql`
		INSERT INTO reading (key, person_id, systolic, diastolic, pulse, measured_on, recorded_at, class, "table", chat_id)
		VALUES (${key}, ${person.personId}, ${systolic}, ${diastolic}, ${pulse ?? null}, ${measuredOn}, ${now},
			${classify(answers.reading.pressure)}, ${currentTable}, ${turn.chat.id})`;
	return [...writes, { statement, expects: 1 }];
}

/** The warning comes first, before anything that concerns the book, and asks for the signs of a stroke or heart attack. */
function warn(who: string, { personId, relation }: SpokenFor, pressure: Pressure): Reply {
	const isSelf = relation === "self";
	const signs = (has: boolean) => ({
		do: "intent" as const,
		intent: "health.symptoms",
		slots: { has, personId },
	});
	return {
		says: [say(isSelf ? "health.danger" : "health.danger-helper", { who, reading: numbers(pressure) })],
		offers: [
			{ label: say("health.has-signs"), does: signs(true) },
			{ label: say("health.no-signs"), does: signs(false) },
		],
		bare: true,
	};
}

function done(answers: Answers, context: Context): Reply {
	const { pressure } = answers.reading;
	const { person, measuredOn } = answers;
	const who = nameOf(person, context);
	if (isDangerous(pressure)) return warn(who, person, pressure);
	const values = { who, reading: numbers(pressure), pulse: pressure.pulse ?? "", day: measuredOn };
	const kept = measuredOn === context.today ? "health.kept-today" : "health.kept-on";
	const first = mayKeep(answers)
		? say(pressure.pulse ? `${kept}-pulse` : kept, values)
		: say("health.not-kept", values);
	return { says: [first, advice(pressure, who), ...(mayKeep(answers) ? [say("health.how-to-undo")] : [])] };
}

/** Two numbers as a reading is written, with its name or all alone; a day (`10/12`) is none. */
const pair = /(?<![\d/])(\d{2,3}(?:[.,]\d)?)\s*(?:\/|trên|tren)\s*(\d{1,3}(?:[.,]\d)?)(?![\d/])/iu;
const pressureWord = /(^|\s)(ha|huyết áp|huyet ap|đo|do)(\s|:|$)/iu;
const ofOthers =
	/(^|\s)(con (trai|gai|dau|re)|hang xom|ban (toi|bac|ba|em)|nguoi ta|thong gia|bac si|em chong|chi dau|chau (noi|ngoai))(?![a-z])/;
const decimal = (typed: string) => Number(typed.replace(",", "."));
/** As far as `understand` reads a number as one of the body: what lies beyond it was left out for its size alone. */
const isRead = ({ systolic, diastolic }: Pressure) => systolic <= 260 && diastolic >= 30 && diastolic <= 160;

/**
 * What cannot be a reading is left out by `understand`; here it is taken as typed, so that it is asked about and not
 * called incomprehensible. A clear reading that it left out was somebody else's, and stays left out.
 */
function unread(text: string): Record<string, Json> | undefined {
	if (ofOthers.test(fold(text))) return undefined;
	const isNamed = pressureWord.test(text);
	const [whole, upper, lower] = pair.exec(text) ?? [];
	if (whole && upper && lower) {
		const typed = { systolic: decimal(upper), diastolic: decimal(lower) };
		const isAlone = text.trim().length <= whole.length + 6;
		const isDay = typed.systolic <= 31 && typed.diastolic <= 12 && !isNamed;
		const isOdd = judge(typed).kind !== "clear" || !isRead(typed);
		return (isNamed || isAlone) && !isDay && isOdd ? typed : undefined;
	}
	const single = isNamed ? /(?<!\d)(\d{2,3})\D*$/.exec(text)?.[1] : undefined;
	return single ? { systolic: Number(single) } : undefined;
}

/** Numbers that do not stand in the message as they are kept were said in tens: `14/9`. */
const hears: Hears = (text, slots): Record<string, Json> | undefined => {
	if (!slots) return unread(text);
	const { systolic } = slots;
	const asTyped = typeof systolic !== "number" || new RegExp(`(?<!\\d)${systolic}(?!\\d)`).test(text);
	const day = noSuchDay(text);
	return {
		...(day ? { date: day } : {}),
		...(asTyped || !/\d/.test(text) ? {} : { doubt: ["systolic", "diastolic"] }),
	};
};

export const submit = form<Answers>("health.submit", {
	hears,
	title: say("health.title"),
	may: () => true,
	slots: { reading, sure, person, consent, measuredOn },
	save,
	done,
	undo: {
		values: (answers, key): Json | null => (mayKeep(answers) ? key : null),
		writes: (key, { now }) => [
			{ statement: sql`UPDATE reading SET undone_at = ${now} WHERE key = ${key} AND undone_at IS NULL` },
		],
		done: say("health.undone"),
	},
});
