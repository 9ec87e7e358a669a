import { type Context, type Reply, reply } from "../conversation/dialogue.ts";
import { type Say, say } from "../conversation/say.ts";
import type { Json } from "../conversation/session.ts";
import { linked, officeOf, phoneText } from "../people/index.ts";
import { board, type Role } from "./rules.ts";
import { placesCalled, roleMeant, roleSay } from "./slots.ts";
import { type Held, type Place, pathOf, placesIn } from "./store.ts";
import { isNow } from "./tell.ts";

/** Their numbers are given: they are whom members turn to. A volunteer's is her own. */
const contacts: readonly Role[] = [...board, "officer", "health-worker"];
const mostShown = 10;

/** The unit that is asked about: an officer's any below hers, everybody else's the own club. */
async function placeOf(unit: Json | undefined, context: Context): Promise<Place | Say> {
	const { read, today, speaker } = context;
	const office = officeOf(speaker);
	if (office && typeof unit === "string") {
		const [place] = placesCalled(await placesIn(read, office.unitPath, today), unit);
		return place ?? say("roles.no-such-unit", { name: unit });
	}
	const clubId = speaker.persons.find((one) => one.clubId !== null)?.clubId;
	const path = clubId ? await pathOf(read, clubId) : (office ?? speaker.roles[0])?.unitPath;
	const [place] = path ? await placesIn(read, path, today, true) : [];
	return place ?? say("people.call-nobody");
}

/** `Thư ký: cô Mai, 0900 000 002, từ ngày 1 tháng 3 năm 2025` */
function line(held: Held, context: Context): Say {
	const { role, who, fromDay, toDay, phone, standsInFor } = held;
	const values = {
		role: roleSay(role),
		who:
			phone && contacts.includes(role)
				? say("roles.who-phone", { who, phone: phoneText(context.open<string>(phone)) })
				: say("roles.who", { who }),
		day: standsInFor ? toDay : fromDay,
		instead: standsInFor?.who ?? "",
	};
	return say(standsInFor ? "roles.line-stand-in" : "roles.line", values);
}

async function list({ role: raw, unit }: Record<string, Json>, context: Context): Promise<Reply> {
	const place = await placeOf(unit, context);
	if (!("unitId" in place)) return { says: [place] };
	const role = raw === undefined ? undefined : roleMeant(raw);
	const now = place.held.filter((one) => isNow(one, context.today));
	const wanted = (one: Held) =>
		role ? one.role === role : place.isClub ? board.includes(one.role) : contacts.includes(one.role);
	const some = now.filter(wanted).slice(0, mostShown);
	if (some.length > 0) {
		const head = role
			? []
			: [say(place.isClub ? "roles.board" : "roles.office-people", { unit: place.name })];
		return { says: [...head, ...some.map((held) => line(held, context))] };
	}
	const chair = now.find((one) => one.role === "chair");
	if (role && chair && board.includes(role))
		return { says: [say("roles.nobody-chair", { unit: place.name, role: roleSay(role), chair: chair.who })] };
	return {
		says: [say("roles.nobody", { unit: place.name, role: role ? roleSay(role) : say("roles.board-word") })],
	};
}

/** `ban chủ nhiệm gồm những ai`, `ai là thư ký`: names, since when, who stands in, and their numbers. */
export const listReply = reply("role.list", linked, list);
