import { fold } from "../language/index.ts";
import { called } from "../people/index.ts";
import { addDays } from "../platform/clock.ts";
import { type Reader, sql } from "../platform/database.ts";
import { board, isSingle, type Role, type Seat } from "./rules.ts";

/** Somebody as a sentence names her. */
export interface Who {
	personId: number;
	who: string;
}

/** A role that somebody holds at a unit, today or from a day to come. */
export interface Held extends Who {
	grantId: number;
	role: Role;
	fromDay: string;
	toDay: string | null;
	/** In whose place she acts until `toDay`. */
	standsInFor: Who | null;
	phone: Buffer | null;
	hasChat: boolean;
	fullName: string;
}

/** A unit with whoever acts there, and whoever stands above it. */
export interface Place extends Seat {
	/** `CLB Thôn Mẫu 2`, `xã An Mẫu` */
	name: string;
	held: Held[];
	/** The officers who are told: of the nearest unit above that has one. */
	officers: Who[];
	/** Of that unit: `xã` */
	officeTitle: string;
}

interface Known {
	fullName: string;
	birthYear: number | null;
	sex: string | null;
	calledAs: string | null;
}

interface PlaceRow extends Omit<Seat, "hasChair"> {
	name: string;
	officeTitle: string | null;
}

interface HeldRow extends Known {
	grantId: number;
	unitId: number;
	path: string;
	personId: number;
	role: Role;
	fromDay: string;
	toDay: string | null;
	inPlaceOf: (Known & { personId: number }) | null;
	phone: Buffer | null;
	hasChat: boolean;
}

const whoOf = (known: Known & { personId: number }, role: Role | null, today: string): Who => ({
	personId: known.personId,
	who: called({ ...known, isOfficer: role === "officer" }, Number(today.slice(0, 4))),
});

/** What is held at these units and at those above them: from today on, ended only in days to come. */
const heldAt = (read: Reader, paths: string[], today: string): Promise<HeldRow[]> =>
	read.rows<HeldRow>(sql`
		SELECT g.id AS "grantId", g.unit_id AS "unitId", u.path, g.person_id AS "personId", g.role, g.from_day::text AS "fromDay",
			g.to_day::text AS "toDay", p.full_name AS "fullName", p.birth_year AS "birthYear", p.sex, p.called_as AS "calledAs", p.phone,
			EXISTS (SELECT 1 FROM person_chat c WHERE c.person_id = p.id AND c.relation = 'self') AS "hasChat",
			CASE WHEN f.id IS NOT NULL THEN json_build_object('personId', f.id, 'fullName', f.full_name, 'birthYear', f.birth_year,
				'sex', f.sex, 'calledAs', f.called_as) END AS "inPlaceOf"
		FROM role_grant g JOIN unit u ON u.id = g.unit_id JOIN person p ON p.id = g.person_id AND p.died_on IS NULL
		LEFT JOIN person f ON f.id = g.stands_in_for
		WHERE u.path = ANY(${paths}::text[]) AND (g.to_day IS NULL OR g.to_day >= ${today}) AND (g.to_day IS NULL OR g.to_day >= g.from_day)
		ORDER BY array_position(${[...board]}::text[], g.role), g.stands_in_for NULLS FIRST, g.id`);

/** `/1/5/9/` → `/1/`, `/1/5/`, `/1/5/9/`, the nearest last. */
function upwards(path: string): string[] {
	const ids = path.split("/").filter(Boolean);
	return ids.map((_, at) => `/${ids.slice(0, at + 1).join("/")}/`);
}

/**
 * The units of a subtree, or that one alone, with their roles. The nearest unit strictly above with an officer today is
 * whose officers name and are told.
 */
export async function placesIn(
	read: Reader,
	unitPath: string,
	today: string,
	isAlone = false,
): Promise<Place[]> {
	const units = await read.rows<PlaceRow>(sql`
		SELECT u.id AS "unitId", u.path, u.level = 'club' AS "isClub", NULL AS "officePath", lower(l.title) AS "officeTitle",
			CASE WHEN u.level = 'club' THEN u.name ELSE lower(l.title) || ' ' || u.name END AS name
		FROM unit u JOIN unit_level l ON l.level = u.level
		WHERE (u.path LIKE ${unitPath} || '%' OR ${unitPath} LIKE u.path || '%') AND u.valid_to IS NULL
			AND (NOT u.is_sample OR ${isAlone}::boolean)
			AND (NOT ${isAlone}::boolean OR ${unitPath} LIKE u.path || '%')
		ORDER BY u.path`);
	const rows = await heldAt(
		read,
		units.map((unit) => unit.path),
		today,
	);
	const byPath = new Map<string, HeldRow[]>();
	for (const row of rows) byPath.set(row.path, [...(byPath.get(row.path) ?? []), row]);
	const titles = new Map(units.map((unit) => [unit.path, unit.officeTitle ?? ""]));
	const isOfficer = (row: HeldRow) => row.role === "officer" && row.fromDay <= today;
	return units
		.filter(({ path }) => path.startsWith(unitPath))
		.map((unit): Place => {
			const held = (byPath.get(unit.path) ?? []).map((row) => heldOf(row, today));
			const officePath = upwards(unit.path)
				.slice(0, -1)
				.findLast((path) => byPath.get(path)?.some(isOfficer));
			const officers = (officePath ? (byPath.get(officePath) ?? []) : []).filter(isOfficer);
			return {
				...unit,
				held,
				hasChair: held.some((one) => one.role === "chair" && one.fromDay <= today),
				officePath: officePath ?? null,
				officeTitle: titles.get(officePath ?? "") ?? "",
				officers: officers.map((row) => whoOf(row, "officer", today)),
			};
		});
}

function heldOf({ inPlaceOf, unitId: _, path: __, ...row }: HeldRow, today: string): Held {
	const { grantId, role, fromDay, toDay, phone, hasChat, fullName } = row;
	const standsInFor = inPlaceOf && whoOf(inPlaceOf, null, today);
	return { grantId, role, fromDay, toDay, phone, hasChat, fullName, standsInFor, ...whoOf(row, role, today) };
}

/** The door of somebody's own chat that was used last; none where she has no phone here. */
export async function ownDoor(read: Reader, personId: number): Promise<string | undefined> {
	const [row] = await read.rows<{ channel: string }>(sql`
		SELECT d.channel FROM person_chat c JOIN door d ON d.id = c.door_id
		WHERE c.person_id = ${personId} AND c.relation = 'self' ORDER BY c.used_at DESC LIMIT 1`);
	return row?.channel;
}

/** How long ago somebody may have left an office and still be named to whoever follows her. */
const recentDays = 60;

/** Who held a role at a unit until a short while ago, where nobody holds it now. */
export async function formerOf(
	read: Reader,
	unitId: number,
	role: Role,
	today: string,
): Promise<Who | undefined> {
	const [row] = await read.rows<Known & { personId: number }>(sql`
		SELECT p.id AS "personId", p.full_name AS "fullName", p.birth_year AS "birthYear", p.sex, p.called_as AS "calledAs"
		FROM role_grant g JOIN person p ON p.id = g.person_id AND p.died_on IS NULL
		WHERE g.unit_id = ${unitId} AND g.role = ${role} AND g.stands_in_for IS NULL
			AND g.to_day >= ${addDays(today, -recentDays)} AND g.to_day < ${today} AND g.to_day >= g.from_day
		ORDER BY g.to_day DESC, g.id DESC LIMIT 1`);
	return row && whoOf(row, role, today);
}

/** What waits at a unit for whoever has a role, the most urgent first: the sealed words of its tasks. */
export async function waitingFor(read: Reader, unitId: number, role: Role): Promise<Buffer[]> {
	const rows = await read.rows<{ words: Buffer }>(sql`
		SELECT words FROM task WHERE unit_id = ${unitId} AND for_role = ${role} AND closed_at IS NULL AND words IS NOT NULL
		ORDER BY due_at, id`);
	return rows.map((row) => row.words);
}

/** Somebody who is known under this phone, name and year of birth; a phone alone is a family's. */
export async function knownBy(
	read: Reader,
	print: string,
	fullName: string,
	birthYear: number,
): Promise<number | undefined> {
	const rows = await read.rows<{ id: number; fullName: string }>(sql`
		SELECT id, full_name AS "fullName" FROM person
		WHERE phone_print = ${print} AND birth_year = ${birthYear} AND died_on IS NULL`);
	return rows.find((row) => fold(row.fullName) === fold(fullName))?.id;
}

/** Whether a role that was given is still held by whoever it was given to. */
export async function isStanding(
	read: Reader,
	{ unitId, role, since, by }: { unitId: number; role: Role; since: string | null; by: number },
	personId: number | null,
): Promise<boolean> {
	const rows = await read.rows(sql`
		SELECT 1 FROM role_grant WHERE unit_id = ${unitId} AND role = ${role} AND by_person_id = ${by}
			AND (${since}::date IS NULL OR from_day = ${since}) AND stands_in_for IS NOT NULL = ${since === null}::boolean
			AND (to_day IS NULL OR (stands_in_for IS NOT NULL AND to_day >= from_day)) AND (${personId}::int IS NULL OR person_id = ${personId})`);
	return rows.length === 1;
}

/** Whether a role that was ended since a day is still as it was left, and nobody has followed meanwhile. */
export async function isVacant(read: Reader, grantId: number, since: string): Promise<boolean> {
	const rows = await read.rows<{ role: Role; others: number }>(sql`
		SELECT g.role, (SELECT count(*)::int FROM role_grant o WHERE o.unit_id = g.unit_id AND o.role = g.role AND o.id <> g.id
				AND o.stands_in_for IS NULL AND (o.to_day IS NULL OR (o.to_day > g.to_day AND o.to_day >= o.from_day))) AS others
		FROM role_grant g WHERE g.id = ${grantId} AND g.to_day >= ${since}`);
	return rows.length === 1 && (rows[0]!.others === 0 || !isSingle(rows[0]!.role));
}

/** A unit's place in the tree. */
export async function pathOf(read: Reader, unitId: number): Promise<string | undefined> {
	const [row] = await read.rows<{ path: string }>(sql`SELECT path FROM unit WHERE id = ${unitId}`);
	return row?.path;
}
