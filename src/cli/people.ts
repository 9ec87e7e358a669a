import { dayOf } from "../platform/clock.ts";
import { command, print } from "./command.ts";
import type { Desk } from "./desk.ts";
import { dateOf, tableText } from "./text.ts";

/** As `people --json` gives it: the names are fixed, other programs read them. */
interface Listed {
	name: string;
	birthYear: number | null;
	phone: string | null;
	roles: { role: string; unit: string }[];
	club: string | null;
	linked: string[];
}

/** So many are read at a time: a country's half a million never stand in memory together. */
const pageSize = 1_000;

/** Nobody of those among whom one practises: every one of them is, or was, in a sample club. */
export const noSample = { memberships: { none: { club: { isSample: true } } } };

/** What holds on a day: begun, and not ended before it. */
export const heldOn = (day: Date) => ({
	fromDay: { lte: day },
	OR: [{ toDay: null }, { toDay: { gte: day } }],
});

async function* everyone({ prisma: open, sealing, clock }: Desk): AsyncGenerator<Listed> {
	const prisma = await open();
	const held = heldOn(dateOf(dayOf(clock.now())));
	for (let after = 0; ; ) {
		const page = await prisma.person.findMany({
			where: { id: { gt: after }, diedOn: null, ...noSample },
			orderBy: { id: "asc" },
			take: pageSize,
			select: {
				id: true,
				fullName: true,
				birthYear: true,
				phone: true,
				memberships: { where: held, orderBy: { id: "asc" }, select: { club: { select: { name: true } } } },
				roles: {
					where: held,
					orderBy: { id: "asc" },
					select: { role: true, unit: { select: { name: true } } },
				},
				accounts: {
					where: { toTime: null },
					select: {
						account: { select: { chat: { select: { door: { select: { channel: true } } } } } },
					},
				},
			},
		});
		for (const person of page) {
			yield {
				name: person.fullName,
				birthYear: person.birthYear,
				phone: person.phone && sealing.open<string>(Buffer.from(person.phone)),
				roles: person.roles.map(({ role, unit }) => ({ role, unit: unit.name })),
				club: person.memberships[0]?.club.name ?? null,
				linked: [...new Set(person.accounts.map(({ account }) => account.chat.door.channel))].sort(),
			};
		}
		if (page.length < pageSize) return;
		after = page.at(-1)!.id;
	}
}

/** One array, a person a line: as good for `jq` as for `grep`. */
async function printJson(desk: Desk): Promise<void> {
	let lines: string[] = [];
	let opening = "[";
	for await (const person of everyone(desk)) {
		lines.push(JSON.stringify(person));
		if (lines.length < pageSize) continue;
		await print(`${opening}${lines.join(",\n")}`);
		opening = ",";
		lines = [];
	}
	await print(`${lines.length > 0 || opening === "[" ? opening : ""}${lines.join(",\n")}]`);
}

async function printTable(desk: Desk): Promise<void> {
	const rows = [["name", "born", "phone", "club", "roles", "linked"]];
	for await (const { name, birthYear, phone, club, roles, linked } of everyone(desk)) {
		const held = roles.map(({ role, unit }) => (unit === club ? role : `${role} (${unit})`));
		rows.push([
			name,
			String(birthYear ?? "–"),
			phone ?? "–",
			club ?? "–",
			held.join(", ") || "–",
			linked.join(", ") || "–",
		]);
	}
	await print(tableText(rows));
}

export default command({
	help: `
npm run --silent clbot -- people [--json]

Lists everyone who lives, as things stand today: name, year of birth, phone, club, roles, and the channels on which a
chat speaks for her. Phones are shown in the clear: mind where the output goes.

  --json    [{"name", "birthYear", "phone", "roles": [{"role", "unit"}], "club", "linked": ["telegram"]}]; what is not
            known is null

Example:  npm run --silent clbot -- people --json | grep secretary`,
	options: { json: { type: "boolean" } },
	words: [0, 0],
	async run({ options }, open) {
		const desk = await open();
		await (options.json ? printJson(desk) : printTable(desk));
		return 0;
	},
});
