import { sql, type Tx } from "../../platform/database.ts";

/** Somebody who has or had a number in a club's book, or who holds a role there without one. */
export interface Known {
	clubId: number;
	number: number | null;
	personId: number;
	fullName: string;
	birthYear: number | null;
	sex: string | null;
	hamlet: string | null;
	phonePrint: string | null;
	isMember: boolean;
	/** Held at the club today. */
	roles: string[];
}

/** A person as she is to be. */
export interface PersonRow {
	id: number;
	fullName: string;
	birthYear: number | null;
	sex: string | null;
	hamlet: string | null;
	/** Sealed; null leaves what there is. */
	phone: Buffer | null;
	phonePrint: string | null;
}

/** Whoever stands in these clubs' books under these numbers, and whoever acts there without being a member. */
export const knownOf = (tx: Tx, places: readonly { clubId: number; number: number }[], today: string) =>
	tx.rows<Known>(sql`
		WITH asked AS (
			SELECT * FROM unnest(${places.map((one) => one.clubId)}::int[], ${places.map((one) => one.number)}::int[])
				AS a(club_id, number)),
		held AS (
			SELECT g.unit_id, g.person_id, array_agg(g.role) AS roles FROM role_grant g
			WHERE g.unit_id IN (SELECT club_id FROM asked) AND g.from_day <= ${today} AND (g.to_day IS NULL OR g.to_day >= ${today})
			GROUP BY 1, 2),
		listed AS (
			SELECT m.club_id, m.number, m.person_id,
				m.from_day <= ${today} AND (m.to_day IS NULL OR m.to_day >= ${today}) AS is_member
			FROM asked a JOIN membership m ON m.club_id = a.club_id AND m.number = a.number
			UNION ALL
			SELECT h.unit_id, NULL, h.person_id, false FROM held h
			WHERE NOT EXISTS (SELECT 1 FROM membership m WHERE m.person_id = h.person_id AND m.to_day IS NULL))
		SELECT l.club_id AS "clubId", l.number, p.id AS "personId", p.full_name AS "fullName", p.birth_year AS "birthYear",
			p.sex, p.hamlet, p.phone_print AS "phonePrint", l.is_member AND p.died_on IS NULL AS "isMember",
			coalesce(h.roles, '{}') AS roles
		FROM listed l JOIN person p ON p.id = l.person_id
		LEFT JOIN held h ON h.unit_id = l.club_id AND h.person_id = l.person_id
		WHERE l.number IS NOT NULL OR p.died_on IS NULL`);

/** Members of today who can be reached under one of these phones. */
export const membersByPhone = (tx: Tx, prints: readonly string[], today: string) =>
	tx.rows<{ fullName: string; birthYear: number | null; phonePrint: string; clubId: number }>(sql`
		SELECT p.full_name AS "fullName", p.birth_year AS "birthYear", p.phone_print AS "phonePrint", m.club_id AS "clubId"
		FROM person p JOIN membership m ON m.person_id = p.id AND m.from_day <= ${today} AND (m.to_day IS NULL OR m.to_day >= ${today})
		WHERE p.phone_print = ANY(${prints}::text[]) AND p.died_on IS NULL`);

/** Who holds which of these roles at these clubs today. */
export const holdersOf = (tx: Tx, clubIds: readonly number[], roles: readonly string[], today: string) =>
	tx.rows<{ clubId: number; role: string; personId: number }>(sql`
		SELECT unit_id AS "clubId", role, person_id AS "personId" FROM role_grant
		WHERE unit_id = ANY(${clubIds}::int[]) AND role = ANY(${roles}::text[])
			AND from_day <= ${today} AND (to_day IS NULL OR to_day >= ${today})`);

/** Ids of persons who are yet to be written: memberships and roles can name them. */
export async function personIds(tx: Tx, count: number): Promise<number[]> {
	if (count === 0) return [];
	const rows = await tx.rows<{ id: number }>(
		sql`SELECT nextval(pg_get_serial_sequence('person', 'id')) AS id FROM generate_series(1, ${count}::int)`,
	);
	return rows.map((row) => row.id);
}

const columnsOf = (rows: readonly PersonRow[]) => ({
	id: rows.map((row) => row.id),
	fullName: rows.map((row) => row.fullName),
	birthYear: rows.map((row) => row.birthYear),
	sex: rows.map((row) => row.sex),
	hamlet: rows.map((row) => row.hamlet),
	phone: rows.map((row) => row.phone),
	phonePrint: rows.map((row) => row.phonePrint),
});

export async function insertPersons(tx: Tx, rows: readonly PersonRow[]): Promise<void> {
	if (rows.length === 0) return;
	const all = columnsOf(rows);
	await tx.run(sql`
		INSERT INTO person (id, full_name, birth_year, sex, hamlet, phone, phone_print)
		SELECT * FROM unnest(${all.id}::int[], ${all.fullName}::text[], ${all.birthYear}::smallint[], ${all.sex}::text[],
			${all.hamlet}::text[], ${all.phone}::bytea[], ${all.phonePrint}::text[])`);
}

export async function updatePersons(tx: Tx, rows: readonly PersonRow[]): Promise<void> {
	if (rows.length === 0) return;
	const all = columnsOf(rows);
	await tx.run(sql`
		UPDATE person p SET full_name = n.full_name, birth_year = n.birth_year, sex = n.sex, hamlet = n.hamlet,
			phone = coalesce(n.phone, p.phone), phone_print = coalesce(n.phone_print, p.phone_print)
		FROM unnest(${all.id}::int[], ${all.fullName}::text[], ${all.birthYear}::smallint[], ${all.sex}::text[],
			${all.hamlet}::text[], ${all.phone}::bytea[], ${all.phonePrint}::text[])
			AS n(id, full_name, birth_year, sex, hamlet, phone, phone_print)
		WHERE p.id = n.id`);
}

export interface MembershipRow {
	personId: number;
	clubId: number;
	number: number;
}

export async function insertMemberships(
	tx: Tx,
	rows: readonly MembershipRow[],
	fromDay: string,
): Promise<void> {
	if (rows.length === 0) return;
	await tx.run(sql`
		INSERT INTO membership (person_id, club_id, number, from_day)
		SELECT person_id, club_id, number, ${fromDay}::date
		FROM unnest(${rows.map((row) => row.personId)}::int[], ${rows.map((row) => row.clubId)}::int[],
			${rows.map((row) => row.number)}::smallint[]) AS n(person_id, club_id, number)`);
}

export interface GrantRow {
	personId: number;
	role: string;
	clubId: number;
}

export async function insertGrants(tx: Tx, rows: readonly GrantRow[], fromDay: string): Promise<void> {
	if (rows.length === 0) return;
	await tx.run(sql`
		INSERT INTO role_grant (person_id, role, unit_id, from_day)
		SELECT person_id, role, unit_id, ${fromDay}::date
		FROM unnest(${rows.map((row) => row.personId)}::int[], ${rows.map((row) => row.role)}::text[],
			${rows.map((row) => row.clubId)}::int[]) AS n(person_id, role, unit_id)`);
}
