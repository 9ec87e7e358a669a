import type { Context } from "../conversation/dialogue.ts";
import type { Say } from "../conversation/say.ts";
import { say } from "../conversation/say.ts";
import { isSingle, type Role } from "./rules.ts";
import type { Here, Person } from "./slots.ts";
import { formerOf, type Held, ownDoor, type Who, waitingFor } from "./store.ts";

/** What is told beside a change: who gives way, what she leaves behind, and where the new one can be reached. */
export interface Facts {
	/** Whose roles end with this one's beginning: the holder before, and whoever stood in. */
	ending: Held[];
	/** The one who is replaced, or who left a short while ago. */
	former: (Who & { hasChat: boolean }) | null;
	/** The first things that wait, and how many there are. */
	waiting: { titles: Say[]; count: number };
	/** The door of her own chat. */
	door: string | null;
}

/** So many things that wait are named, the rest are counted. */
const shown = 3;

/** The one office has one holder; and whoever becomes chair is not her own vice-chair. */
const isEnded = (held: Held, role: Role, person: Person): boolean =>
	(isSingle(role) && held.role === role) ||
	(role === "chair" && held.role === "vice-chair" && held.personId === person.personId);

export async function factsOf(
	role: Role,
	place: Here,
	person: Person,
	since: string,
	context: Context,
): Promise<Facts> {
	const { read, today, open } = context;
	const ending = place.held.filter(
		(one) => isEnded(one, role, person) && (one.toDay === null || one.toDay >= since),
	);
	const holder = ending.find((one) => one.standsInFor === null && one.personId !== person.personId);
	const earlier = !holder && isSingle(role) ? await formerOf(read, place.unitId, role, today) : undefined;
	const gone = earlier && earlier.personId !== person.personId ? earlier : undefined;
	const words = await waitingFor(read, place.unitId, role);
	const door = person.personId === null ? undefined : await ownDoor(read, person.personId);
	const former = holder ?? (gone && { ...gone, hasChat: (await ownDoor(read, gone.personId)) !== undefined });
	return {
		ending,
		former: former ? { personId: former.personId, who: former.who, hasChat: former.hasChat } : null,
		waiting: {
			titles: words.slice(0, shown).map((sealed) => open<{ title: Say }>(sealed).title),
			count: words.length,
		},
		door: door ?? null,
	};
}

/** How a door is named to people. */
export const doorNames: Record<string, string> = { zalo: "Zalo", telegram: "Telegram", web: "trang tập" };

/** `báo cáo họp tháng 2, và hỏi thăm bà Xuân` */
export function listed(titles: readonly Say[], more: number): Say {
	const [first, ...rest] = titles.map((title) => say("roles.title", { title }));
	if (rest.length === 0) return more > 0 ? say("roles.and-more", { first, more }) : first!;
	const isLast = rest.length === 1 && more === 0;
	return say(isLast ? "roles.and-last" : "roles.and-then", { first, after: listed(titles.slice(1), more) });
}
