import { type Context, form, type Slot } from "../conversation/dialogue.ts";
import { say } from "../conversation/say.ts";
import type { RoleHeld } from "../conversation/speaker.ts";
import type { Write } from "../conversation/turn.ts";
import { isQuiet } from "../delivery/quiet.ts";
import { fold } from "../language/index.ts";
import { announcesTo } from "../people/index.ts";
import { momentOf } from "../platform/clock.ts";
import { type Reader, sql } from "../platform/database.ts";
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

/** The units of a subtree, or only its top, as a sentence names them: `xã An Mẫu`, `CLB Thôn Mẫu 2`. */
const unitsOf = (read: Reader, { unitId, unitPath }: RoleHeld, isTopOnly: boolean) =>
	read.rows<{ unitId: number; name: string; path: string }>(sql`
		SELECT u.id AS "unitId", u.path,
			CASE WHEN u.level = 'club' THEN u.name ELSE lower(l.title) || ' ' || u.name END AS name
		FROM unit u JOIN unit_level l ON l.level = u.level
		WHERE u.path LIKE ${unitPath} || '%' AND u.valid_to IS NULL AND (NOT ${isTopOnly}::boolean OR u.id = ${unitId})`);

async function unitCalled(read: Reader, words: string, held: RoleHeld): Promise<Area[]> {
	const units = await unitsOf(read, held, false);
	const wanted = fold(words)
		.replace(/^(ca|toan|toan bo)\s+/, "")
		.trim();
	const bare = (name: string) => fold(name).replace(/^(clb|cau lac bo|xa|tinh|phuong)\s+/, "");
	return units
		.filter(({ name }) => fold(name) === wanted || bare(name) === wanted || bare(name) === bare(wanted))
		.map((unit) => ({ ...unit, by: held.personId }));
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
		const [top] = await unitsOf(read, held, true);
		const own = {
			unitId: held.unitId,
			path: held.unitPath,
			name: top?.name ?? held.unitName,
			by: held.personId,
		};
		const words = String(raw);
		if (words === "" || /^(ca |toan )?(xa|tinh|huyen|clb|cau lac bo)$/.test(fold(words)))
			return { value: own };
		const found = await unitCalled(read, words, held);
		if (found.length === 1) return { value: found[0]! };
		if (found.length === 0) return { wrong: say("broadcasts.no-such-area", { name: words, own: own.name }) };
		return {
			which: say("broadcasts.which-area", { name: words }),
			offers: found
				.slice(0, 10)
				.map((one) => ({ label: say("broadcasts.area", { name: one.name }), raw: one.name })),
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

const save = ({ area, text }: Answers, { turn, now, seal }: Context, key: string): Write[] => [
	{
		statement: sql`
			INSERT INTO announcement (key, by_person_id, chat_id, unit_id, text, made_at, progress_key)
			VALUES (${key}, ${area.by}, ${turn.chat.id}, ${area.unitId}, ${seal(text)}, ${now}, ${`answer:${turn.inboxId}`})`,
		expects: 1,
	},
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
