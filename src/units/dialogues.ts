import { type Context, type Dialogue, type Reply, reply } from "../conversation/dialogue.ts";
import { say } from "../conversation/say.ts";
import type { Json } from "../conversation/session.ts";
import { linked } from "../people/index.ts";
import { findUnits, placesOf } from "./find.ts";

const shown = 5;

/** `huyện Triệu Sơn giờ ở đâu`: where the clubs of a former place are today, or under what a present one stands. */
async function where({ scope }: Record<string, Json>, { read }: Context): Promise<Reply> {
	const words = typeof scope === "string" ? scope : "";
	if (!words) return { says: [say("units.which")] };
	const found = await findUnits(read, words, "/");
	if (found.kind === "none") return { says: [say("units.unknown", { name: words })] };
	if (found.kind === "now") {
		const [first] = found.units;
		const key = first!.under ? "units.stands" : "units.stands-alone";
		return { says: [say(key, { unit: first!.full, under: first!.under })] };
	}
	const places = placesOf(found.units);
	const lines = places.slice(0, shown).map(({ place, count }) => say("units.former-place", { place, count }));
	const rest = places.length - lines.length;
	return {
		says: [
			say("units.former", { name: found.name, count: found.units.length }),
			...lines,
			...(rest > 0 ? [say("units.former-more", { count: rest })] : []),
		],
	};
}

export const dialogues: Dialogue[] = [reply("units.where", linked, where)];
