import { type Context, form, type Read, type Slot } from "../../conversation/dialogue.ts";
import { say } from "../../conversation/say.ts";
import type { RoleHeld, Speaker } from "../../conversation/speaker.ts";
import type { Write } from "../../conversation/turn.ts";
import {
	called,
	codeDays,
	makePage,
	type NewPage,
	officeOf,
	pageMinutes,
	phoneText,
} from "../../people/index.ts";
import { addDays, momentOf } from "../../platform/clock.ts";
import { sql } from "../../platform/database.ts";
import { closeTask, type NewTask, openTask } from "../../tasks/index.ts";
import { type Club, clubsCalled, type Officer, officerOver, unlinkedOf } from "./store.ts";

interface Printed extends Club {
	count: number;
	by: RoleHeld;
	/** `cô Mai`, for whoever is asked to print. */
	asker: string;
	/** Who may be asked to print; nobody where the speaker sits in the office herself. */
	officer: Officer | undefined;
}

interface Answers {
	club: Printed;
	printer: "officer" | "self";
	page: { page: NewPage; writes: Write[] };
}

/** An officer who is asked has this many days before it counts as late. */
const printDays = 3;
const mostClubs = 10;

/** The club whose secretary or chair this speaker is. */
const ownClub = (speaker: Speaker): RoleHeld | undefined =>
	speaker.roles.find((held) => held.role === "secretary" || held.role === "chair");

async function askerOf({ read, today }: Context, personId: number): Promise<string> {
	const [row] = await read.rows<Parameters<typeof called>[0]>(sql`
		SELECT full_name AS "fullName", birth_year AS "birthYear", sex, called_as AS "calledAs" FROM person WHERE id = ${personId}`);
	return row ? called(row, Number(today.slice(0, 4))) : "";
}

/** Her own club; an officer names one of hers. Only members without a linked phone get a slip. */
const club: Slot<Printed, Answers> = {
	from: ["scope"],
	takesWords: true,
	ask: () => ({ say: say("slips.ask-club") }),
	otherwise: (_, { speaker }) => (ownClub(speaker) ? "" : undefined),
	async read(raw, _, context): Promise<Read<Printed>> {
		const { speaker, read, today } = context;
		const words = String(raw);
		const office = officeOf(speaker);
		const own = ownClub(speaker);
		const isOwn = own !== undefined && (words === "" || !office);
		const by = (isOwn ? own : office) ?? own!;
		const found = await clubsCalled(read, isOwn ? `#${own.unitId}` : words, by, today);
		if (found.length > 1) {
			const offers = found.slice(0, mostClubs).map((one) => ({
				label: say("slips.club", { ...one }),
				raw: `#${one.unitId}`,
			}));
			return { which: say("slips.which-club"), offers };
		}
		const [one] = found;
		if (!one) return { wrong: say("slips.no-such-club", { name: words }) };
		const { length: count } = await unlinkedOf(read, one.unitId, today);
		if (count === 0) return { end: say("slips.nobody", { club: one.name }) };
		const officer = isOwn ? await officerOver(read, one.unitId, today) : undefined;
		return {
			value: {
				...one,
				count,
				by,
				asker: await askerOf(context, by.personId),
				officer: officer?.personId === by.personId ? undefined : officer,
			},
		};
	},
};

const printer: Slot<Answers["printer"], Answers> = {
	ask: ({ club }, { today }) => ({
		say: say("slips.ask-who", {
			until: addDays(today, codeDays.paper),
			officer: club.officer!.called,
			place: club.officer!.level,
		}),
		offers: [
			{
				label: say("slips.send", { officer: club.officer!.called }),
				does: { do: "answer", slot: "printer", raw: "officer" },
			},
			{ label: say("slips.self"), does: { do: "answer", slot: "printer", raw: "self" } },
		],
	}),
	otherwise: ({ club }) => (club.officer ? undefined : "self"),
	read: (raw, { club }) => ({ value: raw === "officer" && club.officer ? "officer" : "self" }),
};

/** The codes themselves are made when the page is opened: a slip that nobody printed never worked. */
const page: Slot<Answers["page"], Answers> = {
	from: [],
	needed: ({ printer }) => printer === "self",
	ask: () => ({ say: say("slips.ask-club") }),
	otherwise: () => true,
	read: (_, { club }, context) => ({
		value: makePage("slips", { clubId: club.unitId }, club.by.personId, context),
	}),
};

/** The officer's task; an earlier one for the same club has lost its point. */
function askOfficer({ club }: Answers, context: Context, key: string): Write[] {
	const { now, today } = context;
	const values = { club: club.name, count: club.count, who: club.asker };
	const task: NewTask = {
		key: `slips:${club.unitId}:${key}`,
		kind: "slips",
		unitId: club.unitId,
		for: { personId: club.officer!.personId },
		dueAt: momentOf(addDays(today, printDays), "17:00"),
		tellNow: true,
		words: {
			title: say("slips.task-title", { club: club.name }),
			says: [say("slips.task", values)],
			offers: [
				{
					label: say("slips.take"),
					does: { do: "intent", intent: "roster.slips", slots: { scope: `#${club.unitId}` } },
				},
				{ label: say("slips.later"), does: { do: "intent", intent: "tasks.later", slots: {} } },
			],
		},
	};
	return [
		...closeTask(`slips:${club.unitId}`, "withdrawn", club.by.personId, now),
		...openTask(task, context),
	];
}

export const slips = form<Answers>("roster.slips", {
	title: say("slips.title"),
	may: ({ speaker }) =>
		ownClub(speaker) !== undefined || officeOf(speaker) !== undefined || say("slips.only-board"),
	slots: { club, printer, page },
	save: (answers, context, key) =>
		answers.printer === "self" ? answers.page.writes : askOfficer(answers, context, key),
	done({ club, printer, page }, { open }) {
		const { name, count, officer } = club;
		if (printer === "self") {
			const { url, digits } = page.page;
			return { says: [say("slips.link", { club: name, count, url, digits, minutes: pageMinutes })] };
		}
		if (!officer?.phone) return { says: [say("slips.sent")] };
		const phone = phoneText(open<string>(officer.phone));
		return { says: [say("slips.sent-phone", { officer: officer.called, phone })] };
	},
	final: "a page that nobody opens ends by itself, and slips are replaced by printing new ones",
});
