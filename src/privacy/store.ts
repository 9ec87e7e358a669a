import { called, titleOf } from "../people/index.ts";
import { type Reader, sql } from "../platform/database.ts";
import { looksAPage, requestsOf, type Wish } from "./rules.ts";

/** What the club keeps of a person, in kinds and counts: never the values of health or money themselves. */
export interface Held {
	birthYear: number | null;
	hamlet: string | null;
	hasPhone: boolean;
	clubName: string | null;
	/** Day since which she is a member; null for an officer. */
	since: string | null;
	/** Meetings of her club that were reported since. */
	meetings: number;
	loans: number;
	readings: number;
	/** The newest consent of each purpose. */
	consents: { purpose: string; given: boolean; at: Date }[];
	/** Who writes for her from another phone: `chị Thu`. */
	helpers: string[];
}

export async function heldOf(read: Reader, personId: number, today: string): Promise<Held> {
	const [row] = await read.rows<Omit<Held, "consents">>(sql`
		SELECT p.birth_year AS "birthYear", p.hamlet, p.phone IS NOT NULL AS "hasPhone", club.name AS "clubName", m.from_day AS since,
			(SELECT count(*)::int FROM meeting t JOIN meeting_report r ON r.meeting_id = t.id AND r.undone_at IS NULL
				WHERE t.unit_id = m.club_id AND t.day >= m.from_day) AS meetings,
			(SELECT count(*)::int FROM loan l WHERE l.person_id = p.id) AS loans,
			(SELECT count(*)::int FROM reading r WHERE r.person_id = p.id AND r.undone_at IS NULL) AS readings,
			coalesce((SELECT json_agg(DISTINCT concat_ws(' ', a.holder_title, a.holder_name))
				FROM account_person ap JOIN account a ON a.id = ap.account_id
				WHERE ap.person_id = p.id AND ap.to_time IS NULL AND ap.relation = 'helper' AND a.holder_name IS NOT NULL), '[]') AS helpers
		FROM person p
		LEFT JOIN membership m ON m.person_id = p.id AND m.from_day <= ${today} AND (m.to_day IS NULL OR m.to_day >= ${today})
		LEFT JOIN unit club ON club.id = m.club_id
		WHERE p.id = ${personId}`);
	const consents = await read.rows<Held["consents"][number]>(sql`
		SELECT DISTINCT ON (purpose) purpose, given, at FROM consent WHERE person_id = ${personId} ORDER BY purpose, id DESC`);
	return { ...row!, consents };
}

/** How many readings of a person are kept. */
export async function readingsOf(read: Reader, personId: number): Promise<number> {
	const [row] = await read.rows<{ count: number }>(
		sql`SELECT count(*)::int AS count FROM reading WHERE person_id = ${personId}`,
	);
	return row!.count;
}

/** Where a request goes: the person's unit, and by name whose turn it is there. */
export interface Keeper {
	unitId: number;
	clubName: string;
	/** `chị Hà`, who acts there for the commune; null where nobody does. */
	person: string | null;
	/** `Hội Người cao tuổi xã An Mẫu` */
	office: string | null;
}

interface KeeperRow {
	unitId: number;
	clubName: string;
	office: string | null;
	fullName: string | null;
	birthYear: number | null;
	sex: string | null;
	calledAs: string | null;
	isOfficer: boolean;
}

/** Her club, also after she left it, else the unit of her office; and who acts there for the commune today. */
export async function keeperFor(read: Reader, personId: number, today: string): Promise<Keeper | undefined> {
	const [row] = await read.rows<KeeperRow>(sql`
		WITH home AS (
			SELECT unit_id FROM (
				SELECT club_id AS unit_id, (to_day IS NULL)::int AS place, id FROM membership WHERE person_id = ${personId}
				UNION ALL SELECT unit_id, -1, id FROM role_grant WHERE person_id = ${personId}) u
			ORDER BY place DESC, id DESC LIMIT 1)
		SELECT u.id AS "unitId", u.name AS "clubName", up.office, p.full_name AS "fullName", p.birth_year AS "birthYear", p.sex,
			p.called_as AS "calledAs", EXISTS (SELECT 1 FROM role_grant g WHERE g.person_id = p.id AND g.role = 'officer'
				AND g.from_day <= ${today} AND (g.to_day IS NULL OR g.to_day >= ${today})) AS "isOfficer"
		FROM home JOIN unit u ON u.id = home.unit_id
		LEFT JOIN LATERAL (SELECT office FROM unit v WHERE v.office IS NOT NULL AND u.path LIKE v.path || '%'
			ORDER BY length(v.path) DESC LIMIT 1) up ON true
		LEFT JOIN LATERAL (SELECT a.person_id FROM acting(u.id, 'officer', ${today}) a ORDER BY 1 LIMIT 1) act ON true
		LEFT JOIN person p ON p.id = act.person_id`);
	if (!row) return undefined;
	const { fullName, office, unitId, clubName } = row;
	const person = fullName ? called({ ...row, fullName }, Number(today.slice(0, 4))) : null;
	return { unitId, clubName, person, office };
}

/** The day by which her open request of a kind is to be done; undefined where there is none. */
export async function openRequest(
	read: Reader,
	wish: Wish,
	personId: number,
): Promise<{ key: string; dueAt: Date } | undefined> {
	const [row] = await read.rows<{ key: string; dueAt: Date }>(sql`
		SELECT key, due_at AS "dueAt" FROM task
		WHERE kind = 'privacy' AND person_id = ${personId} AND starts_with(key, ${`${requestsOf(wish, personId)}:`}) AND closed_at IS NULL
		ORDER BY id DESC LIMIT 1`);
	return row;
}

/** A request as whoever does it sees it. */
export interface Request {
	key: string;
	unitId: number;
	personId: number;
	/** `bà Mẫu Thị Sen` */
	who: string;
	clubName: string;
	openedAt: Date;
	dueAt: Date;
	/** Holds an office that must be handed over before she can be deleted. */
	holdsRole: boolean;
	readings: number;
}

export async function requestOf(read: Reader, key: string, today: string): Promise<Request | undefined> {
	const [row] = await read.rows<
		Request & { fullName: string; birthYear: number | null; sex: string | null; calledAs: string | null }
	>(sql`
		SELECT t.key, t.unit_id AS "unitId", t.person_id AS "personId", u.name AS "clubName", t.opened_at AS "openedAt", t.due_at AS "dueAt",
			p.full_name AS "fullName", p.birth_year AS "birthYear", p.sex, p.called_as AS "calledAs",
			EXISTS (SELECT 1 FROM role_grant g WHERE g.person_id = p.id AND (g.to_day IS NULL OR g.to_day >= ${today})) AS "holdsRole",
			(SELECT count(*)::int FROM reading r WHERE r.person_id = p.id) AS readings
		FROM task t JOIN person p ON p.id = t.person_id JOIN unit u ON u.id = t.unit_id
		WHERE t.key = ${key} AND t.kind = 'privacy' AND t.closed_at IS NULL`);
	if (!row) return undefined;
	return { ...row, who: `${titleOf(row, Number(today.slice(0, 4)))} ${row.fullName}` };
}

/** One who opened somebody's book on a day. */
export interface Looked {
	/** `cô Mai` */
	who: string;
	what: "loan" | "health";
	day: string;
}

/** Who looked at a person's loan or health, newest first, once a day each; one more than a page where more follow. */
export async function looksAt(
	read: Reader,
	personId: number,
	from: number,
	thisYear: number,
): Promise<Looked[]> {
	const rows = await read.rows<{
		what: Looked["what"];
		day: string;
		fullName: string;
		birthYear: number | null;
		sex: string | null;
		calledAs: string | null;
		isOfficer: boolean;
	}>(sql`
		SELECT g.what, g.day, p.full_name AS "fullName", p.birth_year AS "birthYear", p.sex, p.called_as AS "calledAs",
			EXISTS (SELECT 1 FROM role_grant r WHERE r.person_id = p.id AND r.role = 'officer') AS "isOfficer"
		FROM (SELECT by_person_id, what, (at AT TIME ZONE 'Asia/Ho_Chi_Minh')::date AS day, max(id) AS newest
			FROM look WHERE person_id = ${personId} AND by_person_id <> ${personId} GROUP BY 1, 2, 3) g
		JOIN person p ON p.id = g.by_person_id
		ORDER BY g.newest DESC OFFSET ${from} LIMIT ${looksAPage + 1}`);
	return rows.map(({ what, day, ...person }) => ({ what, day, who: called(person, thisYear) }));
}
