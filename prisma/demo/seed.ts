import { addMonths, dayOf } from "../../src/platform/clock.ts";
import { type Database, sql, type Tx } from "../../src/platform/database.ts";
import type { Sealing } from "../../src/platform/sealing.ts";
import { officers } from "./cast.ts";
import { makeLoans, makeStories } from "./loanPlans.ts";
import { insertMeetings, insertRules, type Meeting, makeMeetings } from "./meetings.ts";
import { type Member, makeMembers, makePhones, ownNames } from "./members.ts";
import { insertLoans, insertPostings, makePostings } from "./money.ts";
import {
	type ConsentRow,
	consentsOf,
	insertConsents,
	insertGrants,
	insertMemberships,
	insertPersons,
} from "./people.ts";
import { type Club, communes, province } from "./places.ts";
import { makeRandom, type Random } from "./random.ts";
import { insertReadings, makeReadings } from "./readings.ts";
import { insertRows, reserveIds } from "./rows.ts";
import { insertLevels, insertUnits, type UnitDraft, unit } from "./units.ts";

/** What every part of the seeding is handed. */
interface Making {
	tx: Tx;
	sealing: Sealing;
	random: Random;
	/** `YYYY-MM-DD` in Vietnam; everything is dated around it. */
	today: string;
	foundedOn: string;
}

interface MadeClub {
	club: Club;
	unit: UnitDraft;
	members: Member[];
	meetings: Meeting[];
}

/** Units began with the two-level administration. */
const unitsFrom = "2025-07-01";

/**
 * The first statement decides: whoever comes second waits for the first to commit, and then finds it done. A database
 * that already holds units is somebody's own and is left alone.
 */
async function mark(tx: Tx, today: string): Promise<boolean> {
	const marked = await tx.run(sql`
		INSERT INTO setting (name, value) SELECT 'demo', ${today}::text WHERE NOT EXISTS (SELECT 1 FROM unit WHERE NOT is_sample)
		ON CONFLICT (name) DO NOTHING`);
	return marked === 1;
}

/** The tree with its settings; gives the unit of each place by name. */
async function makeTree({ tx, sealing }: Making): Promise<Map<string, UnitDraft>> {
	await insertLevels(tx);
	const country = unit("country", "Việt Nam", null);
	const top = unit("province", province.name, country, province);
	const drafts = communes.map((commune) => {
		const { office, officePhone } = commune;
		const below = unit("commune", commune.name, top, { office, officePhone });
		return { commune, below, clubs: commune.clubs.map((club) => unit("club", club.name, below)) };
	});
	const all = [country, top, ...drafts.map((each) => each.below), ...drafts.flatMap((each) => each.clubs)];
	await insertUnits(tx, sealing, all, unitsFrom);
	const stations = drafts.map(({ commune, below }) => ({
		name: `station-phone:${below.id}`,
		value: commune.stationPhone,
	}));
	await insertRows<(typeof stations)[number]>(
		tx,
		"setting",
		{ name: ["text", (row) => row.name], value: ["text", (row) => row.value] },
		stations,
	);
	return new Map(all.map((each) => [each.name, each]));
}

/** Everybody, with their ids, numbers and roles. */
async function makePeople(making: Making, units: Map<string, UnitDraft>): Promise<MadeClub[]> {
	const { tx, sealing, random, today, foundedOn } = making;
	const phones = makePhones();
	const made = communes
		.flatMap((commune) => commune.clubs)
		.map((club): MadeClub => {
			const at = units.get(club.name)!;
			const context = { random, club, clubId: at.id, today, foundedOn, taken: ownNames(club) };
			return { club, unit: at, members: makeMembers(context, phones), meetings: [] };
		});
	const members = made.flatMap((each) => each.members);
	const ids = await reserveIds(tx, "person", members.length + officers.length);
	for (const [place, member] of members.entries()) member.id = ids[place]!;
	const above = officers.map((officer, place) => ({ ...officer, id: ids[members.length + place]! }));
	await insertPersons(tx, sealing, [
		...members,
		...above.map((each) => ({ ...each, hamlet: null, calledAs: null })),
	]);
	await insertMemberships(tx, members);
	const grants = [
		...members.flatMap(({ id, role, clubId }) => (role ? [{ personId: id, role, unitId: clubId }] : [])),
		...above.map(({ id, unit: name }) => ({ personId: id, role: "officer", unitId: units.get(name)!.id })),
	];
	const formerly = formerSecretary(made[0]!, making);
	await insertGrants(tx, [
		formerly,
		...grants.map((grant) => ({ ...grant, fromDay: foundedOn, toDay: null })),
	]);
	return made;
}

/** Offices change hands: the first club's volunteer was its secretary for its first months. */
function formerSecretary({ members, unit: at }: MadeClub, { foundedOn }: Making) {
	const volunteer = members.find((member) => member.role === "volunteer")!;
	const toDay = addMonths(foundedOn, 6);
	return { personId: volunteer.id, role: "secretary", unitId: at.id, fromDay: foundedOn, toDay };
}

async function makeBook({ tx, random, today }: Making, clubs: readonly MadeClub[]): Promise<void> {
	const books = clubs.map(({ club, unit: at, members, meetings }) => {
		const coming = meetings.find((meeting) => meeting.day >= today)!;
		const loans =
			club.name === "CLB Thôn Mẫu 2"
				? makeStories(members, club.rateBasisPoints, coming.day)
				: makeLoans(random, members, club.rateBasisPoints, today);
		const accountant = members.find((member) => member.role === "accountant")!;
		return { clubId: at.id, accountantId: accountant.id, isSilent: club.isSilent ?? false, loans, today };
	});
	const inTime = books.flatMap((book) => book.loans).sort((a, b) => (a.startedOn < b.startedOn ? -1 : 1));
	await insertLoans(tx, inTime);
	await insertPostings(tx, books.flatMap(makePostings));
}

async function makeHealth({ tx, random, today }: Making, clubs: readonly MadeClub[]): Promise<void> {
	const consents: ConsentRow[] = [];
	const readings = clubs.flatMap(({ members, meetings }) => {
		const own = consentsOf(members, addMonths(today, -11), addMonths(today, -1));
		consents.push(...own);
		return makeReadings(random, members, meetings, own);
	});
	await insertConsents(tx, consents);
	await insertReadings(tx, readings);
}

/**
 * The demo data, in one transaction: killed half-way it leaves nothing. The same for everybody on one day,
 * but for the sealing of phones.
 * @returns false where the database is not empty; then nothing is done
 */
export function seedDemo(
	db: Database,
	{ today: now, sealing }: { today: Date; sealing: Sealing },
): Promise<boolean> {
	const today = dayOf(now);
	return db.transaction(async (tx) => {
		if (!(await mark(tx, today))) return false;
		const making: Making = {
			tx,
			sealing,
			random: makeRandom(`demo ${today}`),
			today,
			foundedOn: addMonths(today, -26),
		};
		const clubs = await makePeople(making, await makeTree(making));
		for (const each of clubs) each.meetings = makeMeetings(making.random, each.club, each.members, today);
		await insertRules(
			tx,
			clubs.map(({ club, unit: at }) => ({ id: at.id, rule: club.rule })),
		);
		await insertMeetings(
			tx,
			clubs.flatMap((each) => each.meetings),
		);
		await makeBook(making, clubs);
		await makeHealth(making, clubs);
		return true;
	});
}
