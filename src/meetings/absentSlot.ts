import type { Read, Slot } from "../conversation/dialogue.ts";
import { say } from "../conversation/say.ts";
import type { Json } from "../conversation/session.ts";
import { fold, resolvePerson } from "../language/index.ts";
import { type Member, rosterOf, toldApart } from "../people/index.ts";

export interface Absent {
	member: Member;
	reason: string | null;
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
	if (isKnown) return { which: say("meetings.which-absent", { name, count: people.length }), offers };
	offers.push({ label: say("meetings.leave-out", { name }), raw: replaced(raw, index, []) });
	return { which: say("meetings.unknown-absent", { name }), offers };
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
				if (found.kind === "several") return askWhich(raw, index, name, found.people, true);
				if (found.kind === "none") return askWhich(raw, index, name, found.nearest, false);
				absent.push({ member: found.person, reason: reasons[name] ?? null });
			}
			return { value: absent };
		},
	};
}
