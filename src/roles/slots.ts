import type { Context, May, Read, Slot } from "../conversation/dialogue.ts";
import { type Say, say } from "../conversation/say.ts";
import type { RoleHeld } from "../conversation/speaker.ts";
import { fold, genderOf, resolvePerson } from "../language/index.ts";
import { type Member, memberMeant, properName, rosterOf } from "../people/index.ts";
import { isRole, isSingle, mayEverName, mayName, type Role } from "./rules.ts";
import { isNobody } from "./spoken.ts";
import { type Place, placesIn } from "./store.ts";

export const naming = (context: Context): RoleHeld[] =>
	context.speaker.roles.filter(({ role }) => role === "chair" || role === "officer");

/** Whoever may name anybody at all. */
export const namesSomebody: May = (context) => naming(context).length > 0 || say("roles.only-chair");

/** The word for a role, to stand in a sentence. */
export const roleSay = (role: Role): Say => say(`roles.${role}`);

/** A unit and the office in which the speaker names somebody there. */
export interface Here extends Place {
	by: number;
}

/** Somebody who is to take a role; without an id she is not in any book yet. */
export interface Person {
	personId: number | null;
	fullName: string;
	who: string;
	/** In the paper book. */
	number: number | null;
	sex: string | null;
}

const spelt: [RegExp, Role][] = [
	[/pho.*chu nhiem|chu nhiem pho|pho cn/, "vice-chair"],
	[/chu nhiem/, "chair"],
	[/thu k[iy]/, "secretary"],
	[/ke toan/, "accountant"],
	[/thu quy|giu quy/, "treasurer"],
	[/tinh nguyen|tnv/, "volunteer"],
	[/y te|tram/, "health-worker"],
	[/can bo/, "officer"],
];

export const roleMeant = (raw: unknown): Role | undefined =>
	isRole(raw) ? raw : spelt.find(([shape]) => shape.test(fold(String(raw))))?.[1];

/** Which office it is; whoever may never give it is told who does. */
export function roleSlot<Before>(): Slot<Role, Before> {
	return {
		expecting: "text",
		ask: () => ({ say: say("roles.ask-role") }),
		async read(raw, _, context): Promise<Read<Role>> {
			const role = roleMeant(raw);
			if (!role) return { wrong: say("roles.ask-role") };
			const offices = naming(context);
			if (mayEverName(offices, role)) return { value: role };
			if (role !== "chair") return { end: say("roles.by-above", { role: roleSay(role) }) };
			const own = offices.find((one) => one.role === "chair");
			const [place] = own ? await placesIn(context.read, own.unitPath, context.today, true) : [];
			return { end: say("roles.chair-by-office", { office: officeOf(place) }) };
		},
	};
}

/** `chị Hà, anh Quân ở xã`; the office alone where nobody is known. */
export function officeOf(place: Place | undefined): Say {
	const { officers = [], officeTitle = "" } = place ?? {};
	if (officers.length === 0) return say("roles.office-above");
	return say("roles.office", { who: officers.map(({ who }) => who).join(", "), title: officeTitle });
}

const bare = (name: string): string =>
	fold(name)
		.replace(/^(clb|cau lac bo|xa|phuong|tinh)\s+/, "")
		.replace(/^(thon|lang|xom)\s+/, "")
		.trim();

/** The places of a subtree that words mean: the whole name, or its end. */
export const placesCalled = (places: readonly Place[], words: string): Place[] => {
	// Chosen from several of one name, or known from before.
	if (words.startsWith("#")) return places.filter(({ unitId }) => words === `#${unitId}`);
	const wanted = bare(words);
	const exact = places.filter(({ name }) => fold(name) === fold(words));
	return exact.length > 0 ? exact : places.filter(({ name }) => bare(name) === wanted);
};

/** Why this office does not name that role at this place. */
export function whyNot(role: Role, place: Place): Say {
	if (place.isClub && place.hasChair && role !== "chair") {
		const chair = place.held.find((one) => one.role === "chair");
		return say("roles.chair-names", { unit: place.name, who: chair?.who ?? "" });
	}
	return place.isClub
		? say("roles.office-names", { office: officeOf(place) })
		: say("roles.by-above", { role: roleSay(role) });
}

/** Where it is: the own club of a chair, a unit below an officer's. */
export function placeSlot<Before extends { role: Role }>(): Slot<Here, Before> {
	return {
		from: ["unit"],
		takesWords: true,
		ask: ({ role }) => ({
			say: say(role === "officer" ? "roles.ask-commune" : "roles.ask-club", { role: roleSay(role) }),
		}),
		otherwise: ({ role }, context) =>
			role === "health-worker" ||
			mayEverName(
				naming(context).filter((one) => one.role === "chair"),
				role,
			)
				? ""
				: undefined,
		async read(raw, { role }, context): Promise<Read<Here>> {
			const { read, today } = context;
			const words = String(raw);
			const found: (Here & { allowed: boolean })[] = [];
			for (const office of naming(context)) {
				const isAlone = office.role === "chair" || words === "";
				const places = await placesIn(read, office.unitPath, today, isAlone);
				const meant = isAlone ? places : placesCalled(places, words);
				for (const place of meant)
					found.push({ ...place, by: office.personId, allowed: mayName(office, role, place) });
			}
			const fit = found.filter((one) => one.allowed);
			if (fit.length === 1) return { value: fit[0]! };
			if (fit.length > 1)
				return {
					which: say("roles.which-unit", { name: words }),
					offers: fit
						.slice(0, 10)
						.map((one) => ({ label: say("roles.unit", { name: one.name }), raw: `#${one.unitId}` })),
				};
			const [other] = found;
			if (other) return { end: whyNot(role, other) };
			return words === ""
				? { end: say("roles.only-chair") }
				: { wrong: say("roles.no-such-unit", { name: words }) };
		},
	};
}

/** What happens to an office that nobody takes: the chair acts, as the database's `acting` has it. */
function unfilled(role: Role, place: Here, context: Context): Say {
	const holder = place.held.find((one) => one.role === role && one.standsInFor === null);
	if (isSingle(role) && holder && holder.toDay === null)
		return say("roles.stays", { who: holder.who, role: roleSay(role) });
	const chair = place.held.find((one) => one.role === "chair");
	if (!isSingle(role) || role === "chair" || !chair) return say("common.fine");
	const isSelf = context.speaker.persons.some((one) => one.personId === chair.personId);
	return say(isSelf ? "roles.you-act" : "roles.chair-acts", { role: roleSay(role), chair: chair.who });
}

/** `chị Nhàn làm luôn, cô Mai xin nghỉ mắt kém rồi`: the first that is named, and what she does left out. */
function namesIn(words: string): string[] {
	const [clause = ""] = words.split(/[,;.!]/);
	const name = clause
		.replace(/\s(làm|lam|giữ|giu|thay|đi|di|nhé|nhe|ạ|nha|cũng|cung|được|duoc|vào|vao)(\s.*)?$/iu, "")
		.trim();
	return [words, clause.trim(), name, name.replace(/\s(nhận|nhan|sẽ|se|lên|len)$/iu, "")];
}

async function memberOf(words: string, place: Place, { read, today }: Context): Promise<Read<Person>> {
	const roster = await rosterOf(read, place.unitId, today);
	const meant = namesIn(words).find((name) => resolvePerson(name, roster).kind !== "none");
	const found = memberCalled(meant ?? words, roster);
	if (!("value" in found)) return found;
	const { personId, fullName, called, number } = found.value;
	return { value: { personId, fullName, who: called, number, sex: null } };
}

const oneself = /^(toi|minh|tui)( day| nhan| lam| luon)*$/;

export const isSelf = (personId: number | null, { speaker }: Context): boolean =>
	speaker.persons.some((one) => one.personId === personId);

/** One of the members, by name or number of the book; of several one is asked for. */
export const memberCalled = (words: string, roster: readonly Member[]): Read<Member> =>
	memberMeant(words, roster, (one) => String(one.number));

/** Whoever works at an office is in no club's book: she is taken as she is named. */
function outsider(words: string, { held }: Place): Read<Person> {
	const kin = /^\s*(\S+)\s+/.exec(words)?.[1]?.toLowerCase();
	const sex = genderOf(kin) ?? null;
	const fullName = properName(
		words.replace(/^\s*(ông|bà|anh|chị|cô|chú|bác|ong|ba|chi|co|chu|bac|em|đ\/c)\s+/iu, "").trim(),
	);
	const known = held.filter((one) => fold(one.fullName).endsWith(fold(fullName)));
	if (known.length === 1) {
		const { personId, fullName, who } = known[0]!;
		return { value: { personId, fullName, who, number: null, sex } };
	}
	if (fullName.split(/\s+/).length < 2) return { wrong: say("roles.ask-full-name", { name: fullName }) };
	const title = sex === "male" ? "anh" : sex === "female" ? "chị" : "bác";
	const given = fullName.split(/\s+/).at(-1)!;
	return { value: { personId: null, fullName, who: `${title} ${given}`, number: null, sex } };
}

/** Who is to take it. Nobody takes an office from her own hand. */
export function personSlot<Before extends { role: Role; place: Here }>(): Slot<Person, Before> {
	return {
		from: ["member"],
		// Taken as it was typed: `chi nhan lam luon, co mai xin nghi` names two, and the first is meant.
		expecting: "follower",
		takesWords: true,
		ask: ({ role, place }) => {
			const isFollowing = isSingle(role) && place.held.some((one) => one.role === role);
			return { say: say(isFollowing ? "roles.ask-follower" : "roles.ask-person", { role: roleSay(role) }) };
		},
		async read(raw, { role, place }, context): Promise<Read<Person>> {
			const words = String(raw);
			if (isNobody(words)) return { end: unfilled(role, place, context) };
			if (oneself.test(fold(words).trim()))
				return { wrong: say("roles.not-oneself", { role: roleSay(role), office: officeOf(place) }) };
			const found = place.isClub
				? await memberOf(words, place, context)
				: outsider(namesIn(words)[2]!, place);
			if (!("value" in found)) return found;
			const person = found.value;
			if (isSelf(person.personId, context))
				return { wrong: say("roles.not-oneself", { role: roleSay(role), office: officeOf(place) }) };
			const holds = place.held.some(
				(one) =>
					one.personId === person.personId &&
					one.role === role &&
					one.standsInFor === null &&
					one.toDay === null,
			);
			return holds
				? { end: say("roles.already", { who: person.who, role: roleSay(role) }) }
				: { value: person };
		},
	};
}
