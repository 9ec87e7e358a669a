import { fold } from "../language/index.ts";
import { plusMinutes } from "../platform/clock.ts";
import { OperatorError } from "../platform/config.ts";
import { command, print, remark } from "./command.ts";
import type { Desk } from "./desk.ts";
import { tableText } from "./text.ts";

/** What was written in one way or nearly, and how often. As `--json` gives it. */
interface Group {
	count: number;
	text: string;
	roles: string[];
	/** What the bot had asked for; `meeting.report: date` where a form was open. */
	awaited: string[];
	/** What it was understood as where nothing grants it. */
	intents: string[];
	last: string;
}

const folded = (text: string): string =>
	fold(text)
		.replace(/[^\p{L}\p{N}#‹›]+/gu, " ")
		.trim();

const added = (list: string[], one: string | null): void => {
	if (one && !list.includes(one)) list.push(one);
};

/** Everything since a moment, of one spelling or nearly in one group; the most frequent first, then the latest. */
async function groupsSince({ prisma, sealing }: Desk, since: Date): Promise<Group[]> {
	const rows = await (await prisma()).misunderstood.findMany({
		where: { at: { gte: since } },
		orderBy: { id: "desc" },
	});
	const groups = new Map<string, Group>();
	for (const { at, role, expecting, form, intent, text: sealed } of rows) {
		const text = sealing.open<string>(Buffer.from(sealed));
		const key = folded(text) || text;
		const group = groups.get(key) ?? {
			count: 0,
			text,
			roles: [],
			awaited: [],
			intents: [],
			last: at.toISOString(),
		};
		groups.set(key, group);
		group.count++;
		added(group.roles, role);
		added(group.awaited, [form, expecting].filter(Boolean).join(": "));
		added(group.intents, intent);
	}
	return [...groups.values()].sort((a, b) => b.count - a.count);
}

const line = ({ count, text, roles, awaited, intents }: Group): string[] => [
	String(count),
	text,
	roles.join(", "),
	awaited.join(", ") || "–",
	intents.join(", ") || "–",
];

export default command({
	help: `
npm run --silent clbot -- misunderstood [--days <days>] [--json]

Lists what people wrote and the bot made nothing of, the most frequent first: how often, by which roles, and what the bot
had asked for just before. What it did understand but cannot do yet names what it was understood as. Numbers stand as #,
names as ‹tên›, and nobody's chat is kept with it; after 30 days it is gone (table retention).

  --days   of the last so many days; 30 if not given
  --json   as JSON: [{"count", "text", "roles", "awaited", "intents", "last"}]

Example:  npm run --silent clbot -- misunderstood --days 7`,
	options: { days: { type: "string", default: "30" }, json: { type: "boolean" } },
	words: [0, 0],
	async run({ options: { days, json } }, open) {
		if (!/^[1-9]\d{0,3}$/.test(days)) throw new OperatorError(`«${days}» is no number of days`);
		const desk = await open();
		const groups = await groupsSince(desk, plusMinutes(desk.clock.now(), -Number(days) * 24 * 60));
		if (json) await print(JSON.stringify(groups));
		else if (groups.length === 0) remark(`nothing was misunderstood in ${days} days`);
		else
			await print(tableText([["times", "written", "by", "asked for", "understood as"], ...groups.map(line)]));
		return 0;
	},
});
