import { type Context, type Reply, reply } from "../conversation/dialogue.ts";
import { say } from "../conversation/say.ts";
import type { Json } from "../conversation/session.ts";
import { meantPerson, nameOf } from "../conversation/who.ts";
import { linked } from "../people/index.ts";
import { looksAPage, titleIn } from "./rules.ts";
import { looksAt } from "./store.ts";
import { onePerson } from "./whose.ts";

/** `ai đã xem sổ của tôi`: by name and day, the newest first. */
async function looks(slots: Record<string, Json>, context: Context): Promise<Reply> {
	const person = onePerson("privacy.looks", slots, context);
	if ("says" in person) return person;
	const from = Number(slots.from ?? 0);
	const who = nameOf(person, context);
	const found = await looksAt(context.read, person.personId, from, Number(context.today.slice(0, 4)));
	if (found.length === 0) return { says: [say("privacy.looks-none", { who })] };
	const lines = found
		.slice(0, looksAPage)
		.map((one) =>
			say(one.what === "loan" ? "privacy.look-loan" : "privacy.look-health", { who: one.who, day: one.day }),
		);
	const says = [say("privacy.looks", { who }), ...lines];
	if (found.length <= looksAPage) return { says };
	const more = { personId: person.personId, from: from + looksAPage };
	return {
		says,
		offers: [
			{
				label: say("privacy.looks-more"),
				does: { do: "intent", intent: "privacy.looks", slots: more },
			},
		],
	};
}

/** `ai cũng xem được nợ của mẹ em à`: who may, and that every look by another is written down. */
function whoCanSee(slots: Record<string, Json>, { speaker }: Context): Reply {
	const found = meantPerson(slots, speaker.persons);
	const person = found === "several" ? speaker.persons[0]! : found;
	const kind = slots.what === "health" ? "health" : "loan";
	if (!person) return { says: [say(`privacy.can-see-${kind}-anybody`), say("privacy.can-see-logged")] };
	const isSelf = person.relation === "self";
	const they = isSelf ? speaker.address.you : titleIn(person.called);
	const hasPhone = !isSelf && (kind === "health" || person.money);
	return {
		says: [
			say(hasPhone ? `privacy.can-see-${kind}-phone` : `privacy.can-see-${kind}`, { who: they }),
			say("privacy.can-see-asked", { who: they }),
		],
	};
}

export const dialogues = [
	reply("privacy.looks", linked, looks),
	reply("privacy.who-can-see", linked, whoCanSee),
];
