import { type Context, form } from "../conversation/dialogue.ts";
import { say } from "../conversation/say.ts";
import type { Json } from "../conversation/session.ts";
import { addDays } from "../platform/clock.ts";
import { type Seated, seatedSlot } from "./held.ts";
import { roleForm, speakerCalled } from "./name.ts";
import { endGrants, lockUnit, passOn, restoreGrants } from "./pass.ts";
import { isSingle } from "./rules.ts";
import { namesSomebody, officeOf, roleSay } from "./slots.ts";
import { cancelBack } from "./standIn.ts";
import { isVacant } from "./store.ts";
import { type About, takeBack, tellAll } from "./tell.ts";

interface Answers {
	seated: Seated;
}

interface Undone {
	grantId: number;
	toDay: string | null;
	about: About;
	key: string;
}

const wordsOf = ({ seated: { held, place } }: Answers, context: Context) => ({
	who: held.who,
	role: roleSay(held.role),
	unit: place.name,
	day: context.today,
	by: speakerCalled(context),
	instead: held.standsInFor?.who ?? "",
	office: officeOf(place),
});

const isTold = (context: Context) => context.speaker.roles.some((one) => one.role === "chair");

/** `cô Mai thôi làm thư ký`: ends with this message; who follows is asked next. */
export const endForm = form<Answers>("role.end", {
	title: say("roles.end-title"),
	may: namesSomebody,
	slots: { seated: seatedSlot("end") },
	readBack(answers, context) {
		const { held, place } = answers.seated;
		const values = wordsOf(answers, context);
		const told = say(isTold(context) ? "roles.telling-up" : "roles.telling", values);
		if (held.standsInFor) return say("roles.end-stand-in", { ...values, told });
		return say(place.isClub ? "roles.end-read-back" : "roles.end-read-back-office", { ...values, told });
	},
	save(answers, context, key) {
		const { held, place } = answers.seated;
		const values = wordsOf(answers, context);
		const isStandIn = held.standsInFor !== null;
		const own = [
			{
				personId: held.personId,
				words: { says: [say(isStandIn ? "roles.told-stand-in-over" : "roles.told-ended", values)] },
			},
		];
		const others = say(isStandIn ? "roles.told-others-stand-in-over" : "roles.told-others-ended", values);
		return [
			lockUnit(place.unitId),
			...endGrants([held.grantId], context.today),
			...(isStandIn
				? [cancelBack(place.unitId, held.role, held.personId)]
				: passOn([held.personId], null, held.role, place.unitId, context.today)),
			...tellAll({ key, role: held.role, place, own, others }, context),
		];
	},
	done: ({ seated: { held } }) => ({
		says: [say(held.standsInFor ? "roles.ended-stand-in" : "roles.ended", { who: held.who })],
	}),
	next: ({ seated: { held, place } }) =>
		held.standsInFor === null && isSingle(held.role)
			? { form: roleForm, slots: { role: held.role, place: `#${place.unitId}` } }
			: undefined,
	undo: {
		values: ({ seated: { held, place } }, key): Json => ({
			grantId: held.grantId,
			toDay: held.toDay,
			about: { unitId: place.unitId, role: held.role },
			key,
		}),
		async refuses(values, { read, today }) {
			const { grantId } = values as { grantId: number };
			// It ended with the day before the message that did it, which came today or yesterday.
			return (await isVacant(read, grantId, addDays(today, -2))) ? undefined : say("roles.changed-since");
		},
		writes(values, context) {
			const { grantId, toDay, about, key } = values as unknown as Undone;
			return [...restoreGrants([{ grantId, toDay }]), ...takeBack(about, key, context)];
		},
		done: say("roles.undone"),
	},
});
