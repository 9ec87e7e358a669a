import type { May, Slot } from "../conversation/dialogue.ts";
import { say } from "../conversation/say.ts";
import type { RoleHeld, Speaker } from "../conversation/speaker.ts";

/** The club whose list this speaker keeps: as its secretary, or as the chair in her place. */
export const keptClub = (speaker: Speaker): RoleHeld | undefined =>
	speaker.roles.find((held) => held.role === "secretary" || held.role === "chair");

export const keepsRoster: May = ({ speaker }) =>
	keptClub(speaker) !== undefined || say("people.only-secretary");

/** The club that is written to: never asked for. */
export function clubSlot<Before>(): Slot<number, Before> {
	return {
		from: [],
		ask: () => ({ say: say("people.only-secretary") }),
		otherwise: (_, { speaker }) => keptClub(speaker)?.unitId,
		read: (raw) => ({ value: Number(raw) }),
	};
}
