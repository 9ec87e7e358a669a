import type { Context, Read, Slot } from "../conversation/dialogue.ts";
import { type Say, say } from "../conversation/say.ts";
import type { Json } from "../conversation/session.ts";
import { resolvePerson } from "../language/index.ts";
import { mayEnd, mayName, type Role } from "./rules.ts";
import { type Here, naming, officeOf, placesCalled, roleMeant, roleSay, whyNot } from "./slots.ts";
import { type Held, type Place, placesIn } from "./store.ts";
import { isNow } from "./tell.ts";

/** A role that somebody holds now, with the place and the office in which the speaker decides about it. */
export interface Seated {
	held: Held;
	place: Here;
}

/** What is done about it: ended, or stood in for. */
type What = "end" | "stand-in";

interface Asked {
	role: Role | undefined;
	member: string | undefined;
	unit: string | undefined;
	self: boolean;
	/** Only the standing in is meant. */
	standIn: boolean;
	grantId: number | undefined;
}

const given = (raw: Json) => (typeof raw === "string" ? { member: raw } : raw) as Record<string, Json>;

function askedIn(raw: Json): Asked {
	const said = given(raw);
	const text = (value: Json | undefined) => (typeof value === "string" && value !== "" ? value : undefined);
	const words = text(said.member) ?? text(said.absentee);
	const isOffice = words !== undefined && said.role === undefined && roleMeant(words) !== undefined;
	const member = isOffice ? undefined : words;
	// A choice stands for the name it was made of: whoever names another takes it back.
	const isChosen = typeof said.grantId === "number" && (said.of ?? "") === (member ?? "");
	return {
		role: roleMeant(isOffice ? words : said.role),
		member,
		unit: text(said.unit),
		self: said.self === true,
		standIn: said.standIn === true,
		grantId: isChosen ? Number(said.grantId) : undefined,
	};
}

/** Every role in the speaker's reach that is held now. */
async function seatsOf(context: Context, what: What): Promise<(Seated & { allowed: boolean })[]> {
	const { read, today } = context;
	const all: (Seated & { allowed: boolean })[] = [];
	for (const office of naming(context)) {
		for (const place of await placesIn(read, office.unitPath, today, office.role === "chair"))
			for (const held of place.held.filter((one) => isNow(one, today))) {
				const isOwn = what === "stand-in" && office.role === "chair" && held.role === "chair";
				const allowed = mayName(office, held.role, place) || (isOwn && office.unitId === place.unitId);
				all.push({ held, place: { ...place, by: office.personId }, allowed });
			}
	}
	return all;
}

function meantBy(asked: Asked, seats: (Seated & { allowed: boolean })[], what: What) {
	if (asked.grantId !== undefined) return seats.filter(({ held }) => held.grantId === asked.grantId);
	const places = asked.unit === undefined ? undefined : placesCalled(unique(seats), asked.unit);
	const within = seats.filter(
		({ held, place }) =>
			(asked.role === undefined || held.role === asked.role) &&
			(places === undefined || places.some((one) => one.unitId === place.unitId)) &&
			(asked.standIn ? held.standsInFor !== null : true) &&
			(what === "end" ||
				(held.standsInFor === null && (asked.role !== undefined || held.role !== "volunteer"))),
	);
	if (asked.member === undefined) return within;
	const found = resolvePerson(
		asked.member,
		within.map((one) => ({ id: String(one.held.grantId), fullName: one.held.fullName, one })),
	);
	const some =
		found.kind === "one"
			? [found.person.one]
			: found.kind === "several"
				? found.people.map(({ one }) => one)
				: [];
	return some;
}

const unique = (seats: Seated[]): Place[] => [
	...new Map(seats.map(({ place }) => [place.unitId, place])).values(),
];

const notHeld = ({ role, member, standIn }: Asked, what: What): Say => {
	if (standIn && member !== undefined) return say("roles.stands-in-none", { who: member });
	if (member === undefined) return say(what === "end" ? "roles.ask-end" : "roles.ask-absent");
	return role
		? say("roles.holds-not", { who: member, role: roleSay(role) })
		: say("roles.holds-none", { who: member });
};

/** Which held role is meant; one that is not the speaker's to decide ends with who decides it. */
export function seatedSlot<Before>(what: What): Slot<Seated, Before> {
	return {
		from: what === "end" ? ["role", "member", "unit", "self", "standIn"] : ["role", "absentee", "unit"],
		// Beside somebody who stands in a bare name would be hers: it is taken as it was typed.
		expecting: what === "end" ? "member" : "absentee",
		takesWords: true,
		ask: () => ({ say: say(what === "end" ? "roles.ask-end" : "roles.ask-absent") }),
		async read(raw, _, context): Promise<Read<Seated>> {
			const asked = askedIn(raw);
			const seats = await seatsOf(context, what);
			const own = seats.find(({ held }) => held.role === "chair")?.place;
			if (asked.self)
				return {
					end:
						asked.role === "chair"
							? say("roles.chair-by-office", { office: officeOf(own) })
							: say("roles.only-chair"),
				};
			const meant = meantBy(asked, seats, what);
			const fit = meant.filter((one) => one.allowed);
			if (asked.member === undefined && asked.role === undefined) return { wrong: notHeld(asked, what) };
			if (fit.length > 1)
				return {
					which: say("roles.which-held"),
					offers: fit.slice(0, 10).map(({ held, place }) => ({
						label: say("roles.held-at", { who: held.who, role: roleSay(held.role), unit: place.name }),
						raw: { ...given(raw), grantId: held.grantId, of: asked.member ?? "" },
					})),
				};
			const [one] = fit;
			if (one) return ended(one, what);
			const [other] = meant;
			if (!other) return { wrong: notHeld(asked, what) };
			if (other.held.role === "chair" && naming(context).some((held) => held.role === "chair"))
				return { end: say("roles.chair-by-office", { office: officeOf(own) }) };
			return { end: whyNot(other.held.role, other.place) };
		},
	};
}

const ended = (one: Seated, what: What): Read<Seated> =>
	what === "stand-in" || mayEnd(one.held.role, one.held.standsInFor !== null)
		? { value: one }
		: { end: say("roles.chair-only-replaced", { who: one.held.who, unit: one.place.name }) };
