import type { Context, Reply } from "../conversation/dialogue.ts";
import { say } from "../conversation/say.ts";
import { type Reader, sql } from "../platform/database.ts";
import { called } from "./address.ts";

/** Somebody whose number may be given: a board member or an office, never a private member. */
export interface Callable {
	called: string;
	phone: Buffer;
	/** The role for which it is she; none for an office. */
	role: string | null;
}

/** The secretary of a club, else its chair, else the office above it; the first that has a number. */
export async function callableFor(
	read: Reader,
	unitId: number,
	today: string,
	except: number[],
): Promise<Callable | undefined> {
	const [row] = await read.rows<{
		fullName: string | null;
		birthYear: number | null;
		sex: string | null;
		calledAs: string | null;
		role: string | null;
		office: string | null;
		phone: Buffer;
	}>(sql`
		WITH RECURSIVE up AS (
			SELECT id, parent_id, office, office_phone, 0 AS height FROM unit WHERE id = ${unitId}
			UNION ALL SELECT u.id, u.parent_id, u.office, u.office_phone, up.height + 1 FROM unit u JOIN up ON u.id = up.parent_id)
		SELECT * FROM (
			SELECT p.full_name AS "fullName", p.birth_year AS "birthYear", p.sex, p.called_as AS "calledAs", g.role,
				NULL AS office, p.phone, up.height,
				CASE g.role WHEN 'secretary' THEN 0 WHEN 'chair' THEN 1 WHEN 'officer' THEN 2 ELSE 3 END AS place
			FROM up JOIN role_grant g ON g.unit_id = up.id AND g.role IN ('secretary', 'chair', 'officer')
				AND g.from_day <= ${today} AND (g.to_day IS NULL OR g.to_day >= ${today})
			JOIN person p ON p.id = g.person_id AND p.phone IS NOT NULL AND p.died_on IS NULL AND NOT p.id = ANY(${except}::int[])
			UNION ALL
			SELECT NULL, NULL, NULL, NULL, NULL, up.office, up.office_phone, up.height, 9
			FROM up WHERE up.office IS NOT NULL AND up.office_phone IS NOT NULL) who
		ORDER BY height, place LIMIT 1`);
	if (!row) return undefined;
	const { fullName, role } = row;
	const name = fullName
		? called({ ...row, fullName, isOfficer: role === "officer" }, Number(today.slice(0, 4)))
		: (row.office ?? "");
	return { called: name, phone: row.phone, role };
}

/** `0900 000 002`: in groups, to be read out and dialled. */
export const phoneText = (digits: string): string => digits.replace(/^(\d{4})(\d{3})(\d{3})$/, "$1 $2 $3");

/** The person to call, with the number: what every dead end leads to. @param isBeside after another thing to do */
export async function personToCall(context: Context, isBeside = false): Promise<Reply> {
	const { speaker, read, today, open } = context;
	const unitId = speaker.persons[0]?.clubId ?? speaker.roles[0]?.unitId;
	const own = speaker.persons.map((person) => person.personId);
	const found = unitId ? await callableFor(read, unitId, today, own) : undefined;
	if (!found) return { says: [say("people.call-nobody")] };
	return {
		says: [
			say(isBeside ? "people.call-or" : "people.call", {
				who: found.called,
				phone: phoneText(open<string>(found.phone)),
			}),
		],
	};
}
