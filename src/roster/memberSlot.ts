import type { Read, Slot } from "../conversation/dialogue.ts";
import { say } from "../conversation/say.ts";
import { type Member, memberMeant, rosterOf } from "../people/index.ts";

/** The member that is meant: by name, by number, or chosen among several. */
export type Standing = Pick<Member, "personId" | "called" | "fullName" | "number" | "birthYear">;

/** Finds one among people by what was typed. */
export const oneOf = (words: string, people: readonly Member[]): Read<Standing> =>
	memberMeant(words, people, (one) => `#${one.id}`, { near: true });

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
