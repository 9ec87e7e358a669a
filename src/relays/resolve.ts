import type { Read } from "../conversation/dialogue.ts";
import { say } from "../conversation/say.ts";
import type { Json } from "../conversation/session.ts";
import { fold, resolvePerson, stripKin } from "../language/index.ts";
import { alike, type Member, properName, toldApart } from "../people/index.ts";
import { isOneself, kinship, type Spoken, type Told } from "./told.ts";

/** Who tells: a member of the club, or somebody of whom only the name is known. */
export interface Teller {
	personId: number | null;
	/** `bà Tám`, `chị Thu, con dâu` */
	name: string;
}

export interface Charge {
	teller: Teller;
	people: Member[];
}

/** What a choice puts in a teller's place so that it is not looked for: her name as it was given. */
const asGiven = "=";

const titles: [RegExp, string][] = [
	[/^(con dau|con gai|chau gai|chau dau|em gai|em dau|chi gai|chi dau|vo)/, "chị"],
	[/^(con trai|con re|chau trai|em trai|anh trai|chong)/, "anh"],
];

/** `Thu con dâu` → `chị Thu, con dâu`; what has a kin word already keeps it. */
export function relative(who: string): string | undefined {
	const folded = fold(who);
	const found = kinship.exec(folded);
	if (!found || folded.length !== who.length) return undefined;
	const from = found.index + (found[0].startsWith(" ") ? 1 : 0);
	const kin = who.slice(from, from + found[1]!.length).toLowerCase();
	const before = who.slice(0, from).trim();
	// `con dâu bà Sen`: of whom there is no name is known by whose family she is.
	if (!before) return who.charAt(0).toLowerCase() + who.slice(1);
	const title = titles.find(([pattern]) => pattern.test(found[1]!))?.[1];
	const isTitled = before.includes(" ");
	const name = isTitled || !title ? before : `${title} ${properName(before)}`;
	return `${name}, ${kin}${who.slice(from + kin.length)}`;
}

const answer = (spoken: Spoken): Json => spoken as unknown as Json;

const changed = (spoken: Spoken, index: number, told: Partial<Told>): Json =>
	answer({
		...spoken,
		relays: spoken.relays.map((one, at) => (at === index ? { ...one, ...told } : one)),
	});

const offersOf = (people: readonly Member[], raw: (one: Member) => Json) =>
	people.map((one) => ({ label: say("people.told-apart", toldApart(one)), raw: raw(one) }));

type Found<V> = { found: V } | { ask: Read<never> };

/** The one who tells, in the book by name or number; a kin of the family, or a name that nobody has there, stays a name. */
export function tellerOf(spoken: Spoken, index: number, roster: Member[], self: Teller): Found<Teller> {
	const { who } = spoken.relays[index]!;
	if (isOneself(who)) return { found: self };
	if (who.startsWith(asGiven)) return { found: { personId: null, name: who.slice(1) } };
	const kin = relative(who);
	if (kin) return { found: { personId: null, name: kin } };
	const result = resolvePerson(who, roster);
	if (result.kind === "one")
		return { found: { personId: result.person.personId, name: result.person.called } };
	const chosen = (one: Member) => changed(spoken, index, { who: String(one.number) });
	if (result.kind === "several") {
		const same = alike(result.people, stripKin(who));
		return {
			ask: {
				which: say(same.isOne ? "relays.which-teller" : "relays.which-teller-named", same),
				offers: offersOf(result.people.slice(0, 10), chosen),
			},
		};
	}
	const name = properName(who).replace(/^\p{Lu}/u, (letter) =>
		who.includes(" ") ? letter.toLowerCase() : letter,
	);
	if (result.nearest.length === 0) return { found: { personId: null, name } };
	const given = {
		label: say("relays.as-given", { name }),
		raw: changed(spoken, index, { who: `${asGiven}${name}` }),
	};
	return {
		ask: {
			which: say("people.is-it", { name: properName(who) }),
			offers: [...offersOf(result.nearest.slice(0, 2), chosen), given],
		},
	};
}

/** Whom one tells; two that fit are asked about, and a number that nobody has is left out only when she says so. */
export function peopleOf(spoken: Spoken, index: number, roster: Member[]): Found<Member[]> {
	const people: Member[] = [];
	const { whom } = spoken.relays[index]!;
	for (const [at, words] of whom.entries()) {
		const left = roster.filter((one) => !people.includes(one));
		const result = resolvePerson(words, left);
		if (result.kind === "one") {
			people.push(result.person);
			continue;
		}
		// Said twice of one relay is said once.
		if (result.kind === "none" && resolvePerson(words, people).kind === "one") continue;
		const put = (...by: string[]) => changed(spoken, index, { whom: whom.toSpliced(at, 1, ...by) });
		const chosen = (one: Member) => put(String(one.number));
		if (result.kind === "several") {
			const same = alike(result.people, stripKin(words));
			const which = say(same.isOne ? "people.which" : "people.which-named", same);
			return { ask: { which, offers: offersOf(result.people.slice(0, 10), chosen) } };
		}
		const isNumber = /^\d+$/.test(words);
		const values = { name: isNumber ? words : properName(words) };
		const leave = { label: say("relays.leave-out", values), raw: put() };
		const offers = [...offersOf(result.nearest.slice(0, 2), chosen), leave];
		return { ask: { which: say(isNumber ? "relays.no-such-number" : "people.is-it", values), offers } };
	}
	return { found: people };
}

/** Somebody is told by one: whoever was named for two relays is asked about. */
export function namedTwice(spoken: Spoken, told: readonly Charge[]): Read<never> | undefined {
	for (const [at, first] of told.entries()) {
		for (const person of first.people) {
			const second = told.findIndex((one, index) => index > at && one.people.includes(person));
			if (second < 0) continue;
			const without = (out: number): Json =>
				answer({
					...spoken,
					relays: told.map(({ teller, people }, index) => ({
						who: spoken.relays[index]?.who ?? teller.name,
						whom: people.filter((one) => index !== out || one !== person).map((one) => String(one.number)),
					})),
				});
			const offer = (one: Charge, out: number) => ({
				label: say("relays.as-given", { name: one.teller.name }),
				raw: without(out),
			});
			return {
				which: say("relays.told-twice", { who: person.called, number: person.number }),
				offers: [offer(first, second), offer(told[second]!, at)],
			};
		}
	}
	return undefined;
}
