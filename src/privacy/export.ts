import { type Context, type Reply, reply } from "../conversation/dialogue.ts";
import { type Say, say } from "../conversation/say.ts";
import type { Json } from "../conversation/session.ts";
import type { SpokenFor } from "../conversation/speaker.ts";
import { nameOf } from "../conversation/who.ts";
import { linked } from "../people/index.ts";
import { dayOf } from "../platform/clock.ts";
import { dueDay, keeperSay, openRequestWrites } from "./requests.ts";
import { type Held, heldOf, keeperFor, openRequest } from "./store.ts";
import { onePerson } from "./whose.ts";

function consentSay(held: Held, purpose: string): Say {
	const newest = held.consents.find((one) => one.purpose === purpose);
	if (!newest) return say("privacy.consent-never");
	return say(newest.given ? "privacy.consent-yes" : "privacy.consent-no", { day: dayOf(newest.at) });
}

/** The kinds that are held, in five lines at most. */
function heldSays(held: Held, who: string): Say[] {
	const { birthYear, hamlet, hasPhone, clubName, since, meetings, loans, readings, helpers } = held;
	return [
		say("privacy.held-person", {
			who,
			year: birthYear ?? say("privacy.year-unknown"),
			hamlet: hamlet ?? say("privacy.hamlet-unknown"),
			phone: say(hasPhone ? "privacy.phone-kept" : "privacy.phone-none"),
		}),
		...(since ? [say("privacy.held-member", { club: clubName, day: since, meetings })] : []),
		say("privacy.held-counts", { loans, readings }),
		say("privacy.held-consents", {
			membership: consentSay(held, "membership"),
			health: consentSay(held, "health"),
		}),
		...(helpers.length > 0 ? [say("privacy.held-helpers", { who, helpers: helpers.join(", ") })] : []),
	];
}

async function answerFor(person: SpokenFor, context: Context): Promise<Reply> {
	const { read, today } = context;
	const who = nameOf(person, context);
	const says = heldSays(await heldOf(read, person.personId, today), who);
	const keeper = await keeperFor(read, person.personId, today);
	const open = await openRequest(read, "export", person.personId);
	if (!keeper) return { says };
	const values = {
		who,
		keeper: keeperSay(keeper),
		day: open ? dayOf(open.dueAt) : dueDay("export", today),
	};
	if (open) return { says: [...says, say("privacy.export-open", values)] };
	return {
		says: [...says, say("privacy.export-asked", values)],
		writes: openRequestWrites("export", person, keeper, context),
	};
}

/** `câu lạc bộ giữ gì của tôi`: told at once in kinds and counts; the copy itself is handed over by the office. */
export const exportData = reply("privacy.export", linked, async (slots: Record<string, Json>, context) => {
	const found = onePerson("privacy.export", slots, context);
	return "says" in found ? found : answerFor(found, context);
});
