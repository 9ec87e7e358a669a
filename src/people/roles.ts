import type { Context, May } from "../conversation/dialogue.ts";
import { say } from "../conversation/say.ts";
import type { RoleHeld, Speaker } from "../conversation/speaker.ts";

const boardRoles = ["chair", "vice-chair", "secretary", "accountant", "treasurer"];

/** The club at whose board this speaker sits today. */
export const boardOf = (speaker: Speaker): RoleHeld | undefined =>
	speaker.roles.find((held) => boardRoles.includes(held.role));

/** The unit over which this speaker is an officer today. */
export const officeOf = (speaker: Speaker): RoleHeld | undefined =>
	speaker.roles.find((held) => held.role === "officer");

/** Only whoever keeps the club's record of meetings: its secretary, or the chair in her place. */
export const keepsMeetings: May = ({ speaker }: Context) =>
	speaker.roles.some((held) => held.role === "secretary" || held.role === "chair") ||
	say("people.only-secretary");

/** The unit that somebody may announce to: an officer her area, a secretary or chair the own club. */
export const announcesTo = (speaker: Speaker): RoleHeld | undefined =>
	officeOf(speaker) ?? speaker.roles.find((held) => held.role === "secretary" || held.role === "chair");
