import type { Context } from "../conversation/dialogue.ts";
import { type Say, say } from "../conversation/say.ts";
import type { SpokenFor } from "../conversation/speaker.ts";
import type { Write } from "../conversation/turn.ts";
import { addDays, momentOf } from "../platform/clock.ts";
import { openTask, type TaskWords } from "../tasks/index.ts";
import { dueDays, requestsOf, titleIn, type Wish } from "./rules.ts";
import type { Keeper } from "./store.ts";

/** The last day of a request that is made today. */
export const dueDay = (wish: Wish, today: string): string => addDays(today, dueDays[wish]);

/** Who does it, by name and office. */
export const keeperSay = ({ person, office }: Pick<Keeper, "person" | "office">): Say | string =>
	person && office
		? say("privacy.keeper", { person, office })
		: (person ?? office ?? say("privacy.keeper-unknown"));

/** `bà Mẫu Thị Sen` */
const fullCalled = ({ called, fullName }: SpokenFor): string => `${titleIn(called)} ${fullName}`;

/** What the office reads: who asks, what is to be done, by when; and who wrote it where it was not she herself. */
function wordsFor(
	wish: Wish,
	person: SpokenFor,
	keeper: Keeper,
	key: string,
	{ today, speaker }: Context,
): TaskWords {
	const { you } = speaker.address;
	const by = speaker.name ? `${you} ${speaker.name}` : you;
	const values = { who: fullCalled(person), club: keeper.clubName, day: dueDay(wish, today), by };
	const offer = (label: Say, intent: string) => ({
		label,
		does: { do: "intent" as const, intent, slots: { request: key } },
	});
	return {
		title: say(`privacy.task-${wish}-title`, values),
		says: [say(person.relation === "self" ? `privacy.task-${wish}` : `privacy.task-${wish}-helper`, values)],
		offers: [
			offer(say(`privacy.task-${wish}-done`), "privacy.finish"),
			offer(say("privacy.task-stuck"), "privacy.stuck"),
		],
	};
}

/** Opens a dated request at the commune's office. The run keeps a second one of the same day apart from the first. */
export function openRequestWrites(wish: Wish, person: SpokenFor, keeper: Keeper, context: Context): Write[] {
	const { today, turn } = context;
	const key = `${requestsOf(wish, person.personId)}:${today}:${turn.inboxId.toString(36)}`;
	return openTask(
		{
			key,
			kind: "privacy",
			unitId: keeper.unitId,
			personId: person.personId,
			for: { role: "officer" },
			words: wordsFor(wish, person, keeper, key, context),
			dueAt: momentOf(dueDay(wish, today), "17:00"),
			tellNow: true,
		},
		context,
	);
}
