import { type Context, form, type Read, type Slot } from "../conversation/dialogue.ts";
import { say } from "../conversation/say.ts";
import type { Write } from "../conversation/turn.ts";
import { isQuiet } from "../delivery/quiet.ts";
import { fold } from "../language/index.ts";
import { announcesTo } from "../people/index.ts";
import { momentOf } from "../platform/clock.ts";
import { type Reader, sql } from "../platform/database.ts";
import { type Found, findUnits, placesOf } from "../units/index.ts";
import { type Reach, reachOf } from "./audience.ts";

interface Area {
	unitId: number;
	name: string;
	path: string;
	by: number;
}

interface Answers {
	area: Area;
	text: string;
	reach: Reach;
}

/** Longer texts are not read by those they are for, and would be cut into pieces on Zalo. */
const longestText = 1_500;

/** A unit as a sentence names it: `xã An Mẫu`, `CLB Thôn Mẫu 2`. */
async function nameOfUnit(read: Reader, unitId: number): Promise<string | undefined> {
	const [unit] = await read.rows<{ name: string }>(sql`
		SELECT CASE WHEN u.level = 'club' THEN u.name ELSE lower(l.title) || ' ' || u.name END AS name
		FROM unit u JOIN unit_level l ON l.level = u.level WHERE u.id = ${unitId}`);
	return unit?.name;
}

/** `cả xã An Mẫu`, `toàn xã` */
const bareScope = (words: string): string =>
	words.replace(/^(cả|ca|toàn bộ|toan bo|toàn|toan)\s+/i, "").trim();

/** What a name of before means today: the places where its clubs are now, one of which is chosen. */
function whichNow({ name, units }: Found & { kind: "former" }): Read<Area> {
	const places = placesOf(units);
	return {
		which: say("broadcasts.former-area", { name, places: places.map(({ place }) => place).join(", ") }),
		offers: places
			.slice(0, 10)
			.map(({ place }) => ({ label: say("broadcasts.area", { name: place }), raw: place })),
	};
}

/** Where it goes: the sender's own unit, or one below it that was named. Nothing outside her subtree can be named. */
const area: Slot<Area, Answers> = {
	from: ["scope"],
	expecting: "scope",
	takesWords: true,
	ask: () => ({ say: say("broadcasts.ask-area") }),
	otherwise: () => "",
	async read(raw, _, { speaker, read }) {
		const held = announcesTo(speaker)!;
		const own = {
			unitId: held.unitId,
			path: held.unitPath,
			name: (await nameOfUnit(read, held.unitId)) ?? held.unitName,
			by: held.personId,
		};
		const words = String(raw);
		if (words === "" || /^(ca |toan )?(xa|tinh|huyen|clb|cau lac bo)$/.test(fold(words)))
			return { value: own };
		const found = await findUnits(read, bareScope(words), held.unitPath);
		if (found.kind === "none")
			return { wrong: say("broadcasts.no-such-area", { name: words, own: own.name }) };
		if (found.kind === "former") return whichNow(found);
		const [first] = found.units;
		if (found.units.length === 1)
			return { value: { unitId: first!.id, path: first!.path, name: first!.full, by: held.personId } };
		return {
			which: say("broadcasts.which-area", { name: words }),
			offers: found.units
				.slice(0, 10)
				.map((one) => ({ label: say("broadcasts.area", { name: one.full }), raw: one.full })),
		};
	},
};

const text: Slot<string, Answers> = {
	expecting: "text",
	ask: ({ area }) => ({ say: say("broadcasts.ask-text", { area: area.name }) }),
	read(raw) {
		const words = String(raw).trim();
		if (words.length < 5) return { wrong: say("broadcasts.too-short") };
		if (words.length > longestText)
			return { wrong: say("broadcasts.too-long", { most: longestText, count: words.length }) };
		return { value: words.charAt(0).toUpperCase() + words.slice(1) };
	},
};

/** Counted anew whenever the form looks, so that the yes is given to what will really happen. */
const reach: Slot<Reach, Answers> = {
	from: [],
	ask: () => ({ say: say("broadcasts.ask-area") }),
	otherwise: () => true,
	async read(_, { area }, { read, today }) {
		const [earlier] = await read.rows(sql`
			SELECT 1 FROM announcement WHERE unit_id = ${area.unitId} AND cancelled_at IS NULL AND made_at >= ${momentOf(today, "00:00")}`);
		if (earlier) return { end: say("broadcasts.one-a-day", { area: area.name }) };
		const found = await reachOf(read, area.path, today, area.by);
		return found.people === 0 ? { end: say("broadcasts.nobody", { area: area.name }) } : { value: found };
	},
};

const doors = ({ byChannel }: Reach): string =>
	Object.entries(byChannel)
		.map(([channel, count]) => `${doorNames[channel] ?? channel} ${count}`)
		.join(", ");
const doorNames: Record<string, string> = { zalo: "Zalo", telegram: "Telegram", web: "trang tập" };

/** What is announced to a unit and all below it, planned by the job within seconds. */
interface Announcing {
	key: string;
	by: number;
	unitId: number;
	text: string;
	/** Its sender is not told how far it has come. */
	isQuietly?: boolean;
}

export const announcementWrite = (
	{ key, by, unitId, text, isQuietly }: Announcing,
	{ turn, now, seal }: Context,
): Write => ({
	statement: sql`
		INSERT INTO announcement (key, by_person_id, chat_id, unit_id, text, made_at, progress_key, finished_at)
		VALUES (${key}, ${by}, ${turn.chat.id}, ${unitId}, ${seal(text)}, ${now}, ${`answer:${turn.inboxId}`},
			${isQuietly ? now : null})`,
	expects: 1,
});

const save = ({ area, text }: Answers, context: Context, key: string): Write[] => [
	announcementWrite({ key, by: area.by, unitId: area.unitId, text }, context),
];

export const announce = form<Answers>("broadcast", {
	title: say("broadcasts.title"),
	may: ({ speaker }) => announcesTo(speaker) !== undefined || say("broadcasts.only-board"),
	slots: { area, text, reach },
	readBack: ({ area, text, reach }) =>
		say(reach.chats > 0 ? "broadcasts.preview" : "broadcasts.preview-nobody", {
			...reach,
			area: area.name,
			text,
			doors: doors(reach),
		}),
	yes: say("broadcasts.send"),
	edit: "text",
	save,
	done: ({ reach }, { now }) => ({
		says: [
			say(
				reach.chats === 0
					? "broadcasts.listed"
					: isQuiet(now)
						? "broadcasts.started-held"
						: "broadcasts.started",
				{ ...reach },
			),
		],
	}),
	final: "what phones have received cannot be called back; a correction is a new announcement",
});
