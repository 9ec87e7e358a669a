import { capitalIn, disbursement } from "../../src/loans/ledger.ts";
import { addDays, addMonths, dayOf, momentOf } from "../../src/platform/clock.ts";
import { type Database, sql, type Tx } from "../../src/platform/database.ts";
import type { Sealing } from "../../src/platform/sealing.ts";
import type { LoanPlan } from "./loanPlans.ts";
import { meetingDays } from "./meetingDays.ts";
import { insertMeetings, insertRules } from "./meetings.ts";
import { type Member, makeMembers, ownNames } from "./members.ts";
import { type Draft, insertLoans, insertPostings } from "./money.ts";
import { insertConsents, insertGrants, insertMemberships, insertPersons } from "./people.ts";
import type { Club } from "./places.ts";
import { makeRandom, type Random } from "./random.ts";
import { insertRows, reserveIds } from "./rows.ts";
import { insertLevels, insertUnits, type UnitDraft, unit } from "./units.ts";

export interface ScaleOptions {
	/** 884 is Thanh Hóa. */
	clubs: number;
	today: Date;
	sealing: Sealing;
	/** The door's bot whose chats they have; a fake's token must begin with it for the bot to find them. */
	bot?: string;
}

export interface ScaleResult {
	clubs: number;
	communes: number;
	members: number;
	accounts: number;
}

interface Making {
	tx: Tx;
	sealing: Sealing;
	random: Random;
	today: string;
	foundedOn: string;
	doorId: number;
}

/** Thanh Hóa has 166 communes for its 884 clubs (docs/sources.md, Clubs). */
const clubsACommune = 884 / 166;
/** So many clubs are held in memory and sent in one statement a table. */
const clubsABatch = 60;
/** Every fifth has two and a half million đồng: 69 billion over 884 clubs, less than half of it lent out. */
const borrowersShare = 0.2;
const reachableShare = 0.4;

function clubOf(random: Random, number: number): Club {
	const rule = {
		kind: "day" as const,
		nth: random.int(1, 28),
		weekday: null,
		time: "08:00",
		place: "nhà văn hoá thôn",
	};
	return { name: `CLB Thôn ${number}`, size: random.int(50, 60), rule, rateBasisPoints: 100 };
}

/** The province below the country that there is, or one of its own. */
async function makeTree({ tx, sealing, foundedOn }: Making, communes: number): Promise<UnitDraft[]> {
	const [root] = await tx.rows<{ id: number; path: string }>(
		sql`SELECT id, path FROM unit WHERE parent_id IS NULL AND NOT is_sample ORDER BY id LIMIT 1`,
	);
	const country = unit("country", "Việt Nam", null);
	if (root) Object.assign(country, root);
	else {
		await insertLevels(tx);
		await insertUnits(tx, sealing, [country], foundedOn);
	}
	const province = unit("province", "Tỉnh Mẫu", country);
	const below = Array.from({ length: communes }, (_, place) =>
		unit("commune", `Xã Mẫu ${place + 1}`, province),
	);
	await insertUnits(tx, sealing, [province, ...below], foundedOn);
	await makeOfficers(tx, sealing, [province, ...below], foundedOn);
	return below;
}

async function makeOfficers(
	tx: Tx,
	sealing: Sealing,
	units: readonly UnitDraft[],
	fromDay: string,
): Promise<void> {
	const ids = await reserveIds(tx, "person", units.length);
	const officers = units.map((at, place) => ({
		id: ids[place]!,
		fullName: `Cán bộ ${at.name}`,
		birthYear: 1985,
		sex: "female",
		hamlet: null,
		phone: null,
		calledAs: null,
	}));
	await insertPersons(tx, sealing, officers);
	await insertGrants(
		tx,
		units.map((at, place) => ({
			personId: ids[place]!,
			role: "officer",
			unitId: at.id,
			fromDay,
			toDay: null,
		})),
	);
}

async function makeDoor(tx: Tx, bot: string): Promise<number> {
	const [door] = await tx.rows<{ id: number }>(sql`
		INSERT INTO door (channel, bot) VALUES ('telegram', ${bot})
		ON CONFLICT (channel, bot) DO UPDATE SET bot = excluded.bot RETURNING id`);
	return door!.id;
}

/** A chat, an account and both consents for each. External ids are above every one of a real Telegram user. */
async function makeAccounts({ tx, doorId, today }: Making, reachable: readonly Member[]): Promise<void> {
	const chats = await reserveIds(tx, "chat", reachable.length);
	const accounts = await reserveIds(tx, "account", reachable.length);
	const linkedAt = momentOf(addMonths(today, -3), "09:00");
	const rows = reachable.map(({ id }, place) => ({
		personId: id,
		chatId: chats[place]!,
		accountId: accounts[place]!,
	}));
	type Row = (typeof rows)[number];
	await insertRows<Row>(
		tx,
		"chat",
		{
			id: ["int", (row) => row.chatId],
			door_id: ["smallint", () => doorId],
			external_id: ["text", (row) => String(9_000_000_000 + row.personId)],
		},
		rows,
	);
	await insertRows<Row>(
		tx,
		"account",
		{
			id: ["int", (row) => row.accountId],
			chat_id: ["int", (row) => row.chatId],
			linked_at: ["timestamptz", () => linkedAt],
		},
		rows,
	);
	await insertRows<Row>(
		tx,
		"account_person",
		{
			account_id: ["int", (row) => row.accountId],
			person_id: ["int", (row) => row.personId],
			relation: ["text", () => "self"],
			from_time: ["timestamptz", () => linkedAt],
		},
		rows,
	);
	const purposes = ["membership", "health"] as const;
	await insertConsents(
		tx,
		rows.flatMap(({ personId, chatId }) =>
			purposes.map((purpose) => ({ personId, purpose, given: true, at: linkedAt, chatId })),
		),
	);
}

interface MadeClub {
	id: number;
	club: Club;
	members: Member[];
}

async function makePeople(
	making: Making,
	units: readonly UnitDraft[],
	clubs: readonly Club[],
): Promise<MadeClub[]> {
	const { tx, sealing, random, today, foundedOn } = making;
	const made = units.map(({ id }, place) => {
		const club = clubs[place]!;
		const context = { random, club, clubId: id, today, foundedOn, taken: ownNames(club) };
		// A thousand fictional numbers cannot be shared by a province without making strangers one household.
		const members = makeMembers(context, () => "");
		return { id, club, members: members.map((member) => ({ ...member, phone: null })) };
	});
	const members = made.flatMap((each) => each.members);
	const ids = await reserveIds(tx, "person", members.length);
	for (const [place, member] of members.entries()) member.id = ids[place]!;
	await insertPersons(tx, sealing, members);
	await insertMemberships(tx, members);
	await insertGrants(
		tx,
		members.flatMap(({ id, role, clubId }) =>
			role ? [{ personId: id, role, unitId: clubId, fromDay: foundedOn, toDay: null }] : [],
		),
	);
	return made;
}

/** The board first: whoever keeps a club's book has a chat. */
const reachableOf = (random: Random, members: readonly Member[]): Member[] =>
	random
		.shuffled(members)
		.sort((a, b) => Number(b.role !== null) - Number(a.role !== null))
		.slice(0, Math.round(members.length * reachableShare));

async function makeMoney({ tx, random, today }: Making, clubs: readonly MadeClub[]): Promise<void> {
	const day = addMonths(today, -7);
	const startedOn = `${addMonths(today, -random.int(1, 5)).slice(0, 8)}10`;
	const loans = clubs.flatMap(({ id: clubId, club, members }) =>
		random.sample(members, Math.round(members.length * borrowersShare)).map(
			(member): LoanPlan => ({
				id: 0,
				clubId,
				personId: member.id,
				purpose: "nuôi gà",
				principalVnd: random.int(4, 6) * 500_000,
				rateBasisPoints: club.rateBasisPoints,
				months: 12,
				startedOn,
				repayment: "end",
				paidInstalments: 0,
			}),
		),
	);
	await insertLoans(tx, loans);
	const occasion = (clubId: number, key: string, on: string) => ({
		key: `demo:${clubId}:${key}`,
		clubId,
		day: on,
		postedAt: momentOf(on, "09:00"),
		byPersonId: null,
	});
	const drafts = [
		...clubs.map(({ id }) => capitalIn(occasion(id, "capital", day), 78_000_000)),
		...loans.map((loan) =>
			disbursement(
				occasion(loan.clubId, `out:${loan.id}`, startedOn),
				{ loan: { id: loan.id }, personId: loan.personId },
				loan.principalVnd,
			),
		),
	].map((posting): Draft => ({ id: 0, posting, reverses: null }));
	await insertPostings(tx, drafts);
}

async function makeBatch(
	making: Making,
	units: readonly UnitDraft[],
	clubs: readonly Club[],
): Promise<[number, number]> {
	const { tx, sealing, random, today, foundedOn } = making;
	await insertUnits(tx, sealing, units, foundedOn);
	const made = await makePeople(making, units, clubs);
	const reachable = made.flatMap(({ members }) => reachableOf(random, members));
	await makeAccounts(making, reachable);
	await insertRules(
		tx,
		made.map(({ id, club }) => ({ id, rule: club.rule })),
	);
	const meetings = made.flatMap(({ id, club }) =>
		meetingDays(club.rule, today, addDays(today, 36)).map((day) => ({
			id: 0,
			clubId: id,
			day,
			time: club.rule.time,
			place: club.rule.place,
			report: null,
		})),
	);
	await insertMeetings(tx, meetings);
	await makeMoney(making, made);
	return [made.flatMap((each) => each.members).length, reachable.length];
}

/**
 * A province of clubs for benchmarks, each with its board, two in five with a chat, one in five with a loan and the
 * next meeting planned; beside whatever the database holds. One transaction, sent in batches of clubs.
 */
export function seedScale(
	db: Database,
	{ clubs: count, today: now, sealing, bot = "scale" }: ScaleOptions,
): Promise<ScaleResult> {
	const today = dayOf(now);
	return db.transaction(async (tx) => {
		await tx.run(
			sql`INSERT INTO setting (name, value) VALUES ('demo', ${today}) ON CONFLICT (name) DO NOTHING`,
		);
		const random = makeRandom(`scale ${today} ${count}`);
		const doorId = await makeDoor(tx, bot);
		const making: Making = { tx, sealing, random, today, foundedOn: addMonths(today, -26), doorId };
		const communes = await makeTree(making, Math.max(1, Math.round(count / clubsACommune)));
		const result: ScaleResult = { clubs: count, communes: communes.length, members: 0, accounts: 0 };
		for (let first = 0; first < count; first += clubsABatch) {
			const numbers = Array.from(
				{ length: Math.min(clubsABatch, count - first) },
				(_, place) => first + place + 1,
			);
			const clubs = numbers.map((number) => clubOf(random, number));
			const units = clubs.map((club, place) =>
				unit("club", club.name, communes[(first + place) % communes.length]!),
			);
			const [members, accounts] = await makeBatch(making, units, clubs);
			result.members += members;
			result.accounts += accounts;
		}
		return result;
	});
}
