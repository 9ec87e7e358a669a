import {
	type RoleHeld,
	type Speaker,
	type SpokenFor,
	stranger,
	type WhoIs,
} from "../conversation/speaker.ts";
import { sql } from "../platform/database.ts";
import { addressFor, called, givenName, titleOf } from "./address.ts";

interface PersonRow {
	id: number;
	name: string;
	birthYear: number | null;
	sex: string | null;
	calledAs: string | null;
	relation: "self" | "helper";
	clubId: number | null;
	clubName: string | null;
	money: boolean;
	consents: Record<string, boolean> | null;
}

interface Row {
	chat_id: number;
	id: number;
	language: "vi" | "en";
	stopped: boolean;
	holder_title: string | null;
	holder_name: string | null;
	persons: PersonRow[] | null;
	roles: RoleHeld[] | null;
}

function speakerOf(row: Row, thisYear: number): Speaker {
	const persons = row.persons ?? [];
	const roles = row.roles ?? [];
	const isOfficer = (id: number) => roles.some((held) => held.personId === id && held.role === "officer");
	const known = (person: PersonRow) => ({
		...person,
		fullName: person.name,
		isOfficer: isOfficer(person.id),
	});
	const own = persons.find((person) => person.relation === "self");
	const title = own ? titleOf(known(own), thisYear) : (row.holder_title ?? stranger.address.you);
	return {
		accountId: row.id,
		language: row.language,
		stopped: row.stopped,
		address: { ...addressFor(title), ...(own?.calledAs ? { isWished: true as const } : {}) },
		name: own ? givenName(own.name) : row.holder_name,
		roles,
		persons: persons.map(
			(person): SpokenFor => ({
				personId: person.id,
				fullName: person.name,
				called: called(known(person), thisYear),
				relation: person.relation,
				birthYear: person.birthYear,
				clubId: person.clubId,
				clubName: person.clubName,
				money: person.money,
				consents: person.consents ?? {},
			}),
		),
	};
}

/**
 * Who writes in these chats: for whom each speaks, and the roles that its own person holds today. A helper does not
 * act in the roles of the person she helps.
 */
export const whoIs: WhoIs = async (reader, chatIds, today) => {
	const rows = await reader.rows<Row>(sql`
		SELECT a.chat_id, a.id, a.language, a.stopped_at IS NOT NULL AS stopped, a.holder_title, a.holder_name,
			(SELECT json_agg(json_build_object('id', p.id, 'name', p.full_name, 'birthYear', p.birth_year, 'sex', p.sex,
				'calledAs', p.called_as, 'relation', ap.relation, 'clubId', m.club_id, 'clubName', club.name, 'money', ap.money,
				'consents', (SELECT json_object_agg(c.purpose, c.given) FROM (
					SELECT DISTINCT ON (purpose) purpose, given FROM consent WHERE person_id = p.id ORDER BY purpose, id DESC) c))
				ORDER BY ap.relation DESC, ap.id)
			FROM account_person ap JOIN person p ON p.id = ap.person_id AND p.died_on IS NULL
			LEFT JOIN membership m ON m.person_id = p.id AND m.from_day <= ${today} AND (m.to_day IS NULL OR m.to_day >= ${today})
			LEFT JOIN unit club ON club.id = m.club_id
			WHERE ap.account_id = a.id AND ap.to_time IS NULL) AS persons,
			(SELECT json_agg(json_build_object('personId', g.person_id, 'role', g.role, 'unitId', u.id, 'unitName', u.name,
				'unitPath', u.path, 'level', u.level) ORDER BY g.id)
			FROM account_person ap JOIN role_grant g ON g.person_id = ap.person_id
			JOIN unit u ON u.id = g.unit_id
			WHERE ap.account_id = a.id AND ap.to_time IS NULL AND ap.relation = 'self'
				AND g.from_day <= ${today} AND (g.to_day IS NULL OR g.to_day >= ${today})) AS roles
		FROM account a WHERE a.chat_id = ANY(${chatIds}::int[])`);
	const thisYear = Number(today.slice(0, 4));
	return new Map(rows.map((row) => [row.chat_id, speakerOf(row, thisYear)]));
};
