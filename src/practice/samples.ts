import type { RoleHeld, Speaker, SpokenFor } from "../conversation/speaker.ts";
import type { Turn } from "../conversation/turn.ts";
import { called } from "../people/index.ts";
import { dayOf } from "../platform/clock.ts";
import { type Reader, sql } from "../platform/database.ts";

interface Sample {
	personId: number;
	fullName: string;
	birthYear: number;
	sex: string;
	clubId: number;
	clubName: string;
	roles: RoleHeld[] | null;
}

/** The sample people of today, in the order of their book. */
const samplesOf = (read: Reader): Promise<Sample[]> =>
	read.rows<Sample>(sql`
		SELECT p.id AS "personId", p.full_name AS "fullName", p.birth_year AS "birthYear", p.sex, club.id AS "clubId", club.name AS "clubName",
			(SELECT json_agg(json_build_object('personId', g.person_id, 'role', g.role, 'unitId', u.id, 'unitName', u.name,
				'unitPath', u.path, 'level', u.level)) FROM role_grant g JOIN unit u ON u.id = g.unit_id
			WHERE g.person_id = p.id AND g.to_day IS NULL) AS roles
		FROM unit club JOIN membership m ON m.club_id = club.id AND m.to_day IS NULL
		JOIN person p ON p.id = m.person_id AND p.died_on IS NULL
		WHERE club.is_sample AND club.valid_to IS NULL ORDER BY m.number`);

/**
 * Whoever writes, as one of the sample people: addressed as ever, with the same offices at the sample club and its
 * commune, and with samples in the place of those for whom the chat speaks. No name and no number of hers is left.
 */
export async function amongSamples({
	speaker,
	read,
	now,
}: Pick<Turn, "speaker" | "read" | "now">): Promise<Speaker | undefined> {
	const all = await samplesOf(read);
	if (all.length === 0) return undefined;
	const grants = all.flatMap((one) => one.roles ?? []);
	const held = [...new Set(speaker.roles.map(({ role }) => role))].flatMap(
		(role) => grants.find((grant) => grant.role === role) ?? [],
	);
	const plain = all.filter((one) => one.roles === null);
	const self = all.find((one) => one.personId === held[0]?.personId);
	const thisYear = Number(dayOf(now).slice(0, 4));
	const persons = speaker.persons.map((one, place): SpokenFor => {
		const sample = (one.relation === "self" && self) || plain[place % plain.length]!;
		const { personId, fullName, birthYear, clubId, clubName } = sample;
		return {
			...one,
			personId,
			fullName,
			birthYear,
			// She is greeted by her own name; whoever else is spoken of is a sample.
			called: one.relation === "self" ? one.called : called({ ...sample, calledAs: null }, thisYear),
			clubId: one.clubId === null ? null : clubId,
			clubName: one.clubName === null ? null : clubName,
			money: true,
			consents: { membership: true, health: true },
		};
	});
	const mine = persons.find((one) => one.relation === "self")?.personId;
	const roles = held.map((grant) => ({ ...grant, personId: mine ?? grant.personId }));
	return { ...speaker, accountId: null, persons, roles, stopped: false };
}
