import { form, type Read, type Slot } from "../conversation/dialogue.ts";
import { say } from "../conversation/say.ts";
import type { Write } from "../conversation/turn.ts";
import {
	boardOf,
	consentWrite,
	keepsMeetings,
	type Member,
	memberMeant,
	type Purpose,
	rosterOf,
} from "../people/index.ts";
import { sql } from "../platform/database.ts";
import { closeTask } from "../tasks/index.ts";

type Signed = "both" | "membership" | "none";

interface Answers {
	member: Member;
	signed: Signed;
}

/** A member of the speaker's own club, by name or by the number of the book. */
const member: Slot<Member, Answers> = {
	takesWords: true,
	ask: () => ({ say: say("linking.paper-who") }),
	async read(raw, _, { read, speaker, today }): Promise<Read<Member>> {
		const roster = await rosterOf(read, boardOf(speaker)!.unitId, today);
		return memberMeant(String(raw), roster, (one) => String(one.number), { near: true });
	},
};

const purposes: Record<Signed, Record<Purpose, boolean>> = {
	both: { membership: true, health: true },
	membership: { membership: true, health: false },
	none: { membership: false, health: false },
};

const signed: Slot<Signed, Answers> = {
	ask: ({ member }) => ({
		say: say("linking.paper-what", { person: member.called }),
		offers: (["both", "membership", "none"] as const).map((what) => ({
			label: say(`linking.paper-${what}`),
			does: { do: "answer", slot: "signed", raw: what },
		})),
	}),
	read: (raw) => ({ value: raw as Signed }),
};

/** A signed form is a consent like another; the paper itself stays with the secretary. */
export const paper = form<Answers>("consent.paper", {
	title: say("linking.paper-title"),
	may: keepsMeetings,
	slots: { member, signed },
	readBack: ({ member, signed }) =>
		say(`linking.paper-confirm-${signed}`, { person: member.called, number: member.number }),
	save({ member, signed }, { turn, speaker, now }): Write[] {
		const by = speaker.persons.find((one) => one.relation === "self")?.personId ?? null;
		const said = Object.entries(purposes[signed]).map(([purpose, given]) =>
			consentWrite(
				member.personId,
				{ purpose: purpose as Purpose, given, at: turn.writtenAt, eventId: turn.eventId },
				turn.chat.id,
				"paper",
				by,
			),
		);
		return [...said, ...closeTask(`consent:${member.personId}`, "settled", by, now)];
	},
	done: ({ member }) => ({ says: [say("linking.paper-saved", { person: member.called })] }),
	undo: {
		values: ({ member }) => member.personId,
		writes: (personId, { turn }) => [
			{
				statement: sql`
					DELETE FROM consent WHERE id IN (
						SELECT DISTINCT ON (purpose) id FROM consent
						WHERE person_id = ${Number(personId)} AND chat_id = ${turn.chat.id} AND basis = 'paper' ORDER BY purpose, id DESC)`,
			},
		],
		done: say("linking.paper-undone"),
	},
});
