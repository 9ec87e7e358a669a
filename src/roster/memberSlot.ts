import type { Read, Slot } from "../conversation/dialogue.ts";
import { say } from "../conversation/say.ts";
import { resolvePerson } from "../language/index.ts";
import { alike, type Member, properName, rosterOf, toldApart } from "../people/index.ts";

/** The member that is meant: by name, by number, or chosen among several. */
export type Standing = Pick<Member, "personId" | "called" | "fullName" | "number" | "birthYear">;

/** Finds one among people by what was typed; several are asked about, and so is a near miss. */
export function oneOf(words: string, people: readonly Member[]): Read<Standing> {
	const found = resolvePerson(words, people);
	if (found.kind === "one") return { value: found.person };
	const some = found.kind === "several" ? found.people : found.nearest;
	const offers = some
		.slice(0, 10)
		.map((one) => ({ label: say("people.told-apart", toldApart(one)), raw: `#${one.id}` }));
	if (found.kind === "none") {
		const name = properName(words);
		if (offers.length === 0) return { wrong: say("people.nobody-called", { name }) };
		return { which: say("people.is-it", { name }), offers: offers.slice(0, 2) };
	}
	const same = alike(some, words);
	return { which: say(same.isOne ? "people.which" : "people.which-named", same), offers };
}

/** A member of the club in hand. @param slot its own name */
export function memberSlot<Before extends { clubId: number }>(
	slot: keyof Before & string,
): Slot<Standing, Before> {
	return {
		from: ["member", slot],
		expecting: "member",
		takesWords: true,
		ask: () => ({ say: say("roster.ask-member") }),
		async read(raw, { clubId }, { read, today }) {
			const roster = await rosterOf(read, clubId, today);
			const words =
				typeof raw === "object" ? String((raw as { member?: string })?.member ?? "") : String(raw);
			const chosen = /^#(\d+)$/.exec(words)?.[1];
			const member = chosen && roster.find((one) => one.id === chosen);
			return member ? { value: member } : oneOf(words, roster);
		},
	};
}
