import type { Read } from "../conversation/dialogue.ts";
import { say } from "../conversation/say.ts";
import type { Json } from "../conversation/session.ts";
import { resolvePerson } from "../language/index.ts";
import { alike, type Member, properName, toldApart } from "./roster.ts";

/**
 * The member that words or a number of the paper book mean. Several are asked about: never a silent guess between two.
 * @param raw how the slot reads the one that is chosen then
 * @param near offers whoever sounds alike where nobody is called so; left out where a wrong name would hurt (a death)
 */
export function memberMeant(
	words: string,
	people: readonly Member[],
	raw: (one: Member) => Json,
	{ near = false } = {},
): Read<Member> {
	const found = resolvePerson(words, people);
	if (found.kind === "one") return { value: found.person };
	const some = found.kind === "several" ? found.people : near ? found.nearest.slice(0, 2) : [];
	const name = properName(words);
	if (some.length === 0) return { wrong: say("people.nobody-called", { name }) };
	const offers = some
		.slice(0, 10)
		.map((one) => ({ label: say("people.told-apart", toldApart(one)), raw: raw(one) }));
	if (found.kind === "none" || some.length === 1) return { which: say("people.is-it", { name }), offers };
	const same = alike(some, words);
	return { which: say(same.isOne ? "people.which" : "people.which-named", same), offers };
}
