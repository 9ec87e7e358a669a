import type { Read, Slot } from "../conversation/dialogue.ts";
import { say } from "../conversation/say.ts";
import type { Json } from "../conversation/session.ts";
import { fold, resolvePerson } from "../language/index.ts";
import { alike, type Member, properName, rosterOf, toldApart } from "../people/index.ts";

export interface Absent {
	member: Member;
	reason: string | null;
	/** As the report names her: with the hamlet where the club has another of that name. */
	called: string;
}

/** What is kept of the answer: names or numbers as they were typed, and the reasons by name. */
interface Raw {
	absentNames?: Json;
	absentNumbers?: Json;
	reasons?: { [name: string]: string };
}

const nobody = /^(du|du ca|khong ai|khong co ai|khong|0|khong ai vang|du het|day du)$/;

/** `bà Lan, 7, 12 và ông Hùng` or `9 20 28 36`, as typed on its own. */
export function listed(words: string): string[] {
	if (nobody.test(fold(words).trim())) return [];
	return words
		.split(/[,;\n]|\s+và\s+|(?<=\d)\s+(?=\d)/)
		.map((part) => part.trim())
		.filter((part) => part !== "");
}

function entriesOf(raw: Json): { names: string[]; reasons: Record<string, string> } {
	if (typeof raw === "string") return { names: listed(raw), reasons: {} };
	if (Array.isArray(raw)) return { names: raw.map(String), reasons: {} };
	const { absentNames, absentNumbers, reasons } = raw as Raw;
	const list = (value: Json | undefined) =>
		typeof value === "string" ? listed(value) : Array.isArray(value) ? value.map(String) : [];
	return { names: [...list(absentNames), ...list(absentNumbers)], reasons: reasons ?? {} };
}

const replaced = (raw: Json, index: number, by: string[]): Json => {
	const { names, reasons } = entriesOf(raw);
	const reason = reasons[names[index]!];
	return {
		absentNames: names.toSpliced(index, 1, ...by),
		reasons: reason && by[0] ? { ...reasons, [by[0]]: reason } : reasons,
		absentNumbers: [],
	};
};

/** Which one is meant where several fit or none does; every offer is the whole list with that one settled. */
function askWhich(
	raw: Json,
	index: number,
	name: string,
	people: Member[],
	isKnown: boolean,
): Read<Absent[]> {
	const offers = people.slice(0, isKnown ? 10 : 2).map((one) => ({
		label: say("people.told-apart", toldApart(one)),
		raw: replaced(raw, index, [String(one.number)]),
	}));
	if (isKnown) {
		const same = alike(people, name);
		return { which: say(same.isOne ? "meetings.which-absent" : "meetings.which-absent-named", same), offers };
	}
	const typed = properName(name);
	offers.push({ label: say("meetings.leave-out", { name: typed }), raw: replaced(raw, index, []) });
	const key = people.length > 0 ? "meetings.unknown-absent" : "meetings.nobody-absent";
	return { which: say(key, { name: typed }), offers };
}

/** Who was absent, found in the roster by name or number; two that fit are asked about, never guessed between. */
export function absentSlot<Before extends { clubId: number }>(): Slot<Absent[], Before> {
	return {
		from: ["absentNames", "absentNumbers", "reasons"],
		expecting: "absentNames",
		takesWords: true,
		ask: () => ({ say: say("meetings.ask-absent") }),
		async read(raw, { clubId }, { read, today }): Promise<Read<Absent[]>> {
			const roster = await rosterOf(read, clubId, today);
			const { names, reasons } = entriesOf(raw);
			const absent: Absent[] = [];
			for (const [index, name] of names.entries()) {
				const left = roster.filter((one) => !absent.some((found) => found.member.id === one.id));
				const found = resolvePerson(name, left);
				const reason = reasons[name] ?? null;
				// `bà Lan xóm Đình`: what stands behind a name that fits two may be where she lives, and no reason.
				const there = found.kind === "several" && reason ? resolvePerson(`${name} ${reason}`, left) : found;
				if (there.kind === "several")
					return askWhich(raw, index, name, there.people, there.people.length > 1);
				if (there.kind === "none") return askWhich(raw, index, name, there.nearest, false);
				const member = there.person;
				const isAlone = roster.filter((one) => one.called === member.called).length === 1;
				const called = isAlone || !member.hamlet ? member.called : `${member.called} ${member.hamlet}`;
				absent.push({ member, reason: there === found ? reason : null, called });
			}
			return { value: absent };
		},
	};
}
