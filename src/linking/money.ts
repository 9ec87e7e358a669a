import { type Context, type Reply, reply } from "../conversation/dialogue.ts";
import { say } from "../conversation/say.ts";
import type { Json } from "../conversation/session.ts";
import { spokenFor } from "../conversation/who.ts";
import { linked } from "../people/index.ts";
import { sql } from "../platform/database.ts";

/** `đừng gửi tin tiền vào máy này`: whether word of money may come to a phone can be changed at any time. */
function change({ here, member, personId }: Record<string, Json>, { speaker }: Context): Reply {
	const helped = speaker.persons.filter((one) => one.relation === "helper");
	if (helped.length === 0) return { says: [say("linking.money-own")] };
	const named = typeof member === "string" ? spokenFor(member, helped) : undefined;
	const person =
		named ?? helped.find((one) => one.personId === personId) ?? (helped.length === 1 ? helped[0] : undefined);
	if (!person) {
		const offers = helped.map((one) => ({
			label: say("linking.money-of", { who: one.called }),
			does: {
				do: "intent" as const,
				intent: "money.phone",
				slots: { here: here ?? false, personId: one.personId },
			},
		}));
		return { says: [say("linking.money-whose")], offers };
	}
	const statement = sql`
		UPDATE account_person SET money = ${here === true}
		WHERE account_id = ${speaker.accountId} AND person_id = ${person.personId} AND to_time IS NULL`;
	return {
		says: [say(here === true ? "linking.money-on" : "linking.money-off", { who: person.called })],
		writes: [{ statement }],
	};
}

export const money = reply("money.phone", linked, change);
