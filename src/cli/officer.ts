import { dayOf } from "../platform/clock.ts";
import { OperatorError } from "../platform/config.ts";
import { sql, type Tx } from "../platform/database.ts";
import { type FoundUnit, findUnits } from "../units/index.ts";
import { command, print } from "./command.ts";
import type { Desk } from "./desk.ts";

const roles = ["officer", "health-worker"];

interface Wanted {
	name: string;
	birthYear: number;
	phone: string | undefined;
	role: string;
}

/** The one unit that is meant. @throws OperatorError where none is, or more than one */
async function unitOf({ db }: Desk, words: string): Promise<FoundUnit> {
	const found = await findUnits(db, words, "/");
	const units = found.kind === "now" ? found.units.filter((unit) => unit.level !== "club") : [];
	if (units.length === 1) return units[0]!;
	const names = units.map((unit) => `${unit.full} (${unit.under})`).join(", ");
	throw new OperatorError(
		units.length === 0
			? `officer: there is no commune or province «${words}»`
			: `officer: «${words}» may be ${names}; give the whole name`,
	);
}

/** Somebody of that name and year who is known, else a person of her own. */
async function personId(tx: Tx, { sealing }: Desk, { name, birthYear, phone }: Wanted): Promise<number> {
	const known = await tx.rows<{ id: number }>(sql`
		SELECT DISTINCT p.id FROM person p JOIN role_grant g ON g.person_id = p.id
		WHERE p.full_name = ${name} AND p.birth_year = ${birthYear} AND p.died_on IS NULL`);
	if (known.length === 1) return known[0]!.id;
	const [made] = await tx.rows<{ id: number }>(sql`
		INSERT INTO person (full_name, birth_year, phone, phone_print)
		VALUES (${name}, ${birthYear}, ${phone ? sealing.seal(phone) : null}, ${phone ? sealing.fingerprint(phone) : null})
		RETURNING id`);
	return made!.id;
}

async function name(desk: Desk, wanted: Wanted, unit: FoundUnit, isEnd: boolean): Promise<string> {
	const today = dayOf(desk.clock.now());
	const what = `${wanted.name}, ${wanted.role} of ${unit.full}`;
	return desk.db.transaction(async (tx) => {
		const held = await tx.rows<{ id: number }>(sql`
			SELECT g.id FROM role_grant g JOIN person p ON p.id = g.person_id
			WHERE g.unit_id = ${unit.id} AND g.role = ${wanted.role} AND p.full_name = ${wanted.name}
				AND p.birth_year = ${wanted.birthYear} AND (g.to_day IS NULL OR g.to_day >= ${today})`);
		if (isEnd) {
			const ended = await tx.run(sql`
				UPDATE role_grant SET to_day = ${today}::date - 1 WHERE id = ANY(${held.map((grant) => grant.id)}::int[])`);
			return ended > 0 ? `no longer: ${what}` : `was not: ${what}`;
		}
		if (held.length > 0) return `is already: ${what}`;
		const id = await personId(tx, desk, wanted);
		await tx.run(sql`
			INSERT INTO role_grant (person_id, role, unit_id, from_day) VALUES (${id}, ${wanted.role}, ${unit.id}, ${today})`);
		return `now: ${what}`;
	});
}

export default command({
	help: `
npm run --silent clbot -- officer "<full name>" --unit "<commune or province>" --birth-year Y [--phone 09…] [--end]

Names an officer, from today on: the first of a province has nobody above who could do it in a chat. Whoever stands
there then names the others by writing to the bot. A code for her chat is made with «invite».

  --unit NAME       xã An Mẫu, tỉnh Thanh Hóa
  --birth-year Y    with the code, her second proof
  --phone 09…       the number that members are given
  --role ROLE       officer (the default) or health-worker, at the commune's station
  --end             takes the role away, from this moment on

Example:  npm run --silent clbot -- officer "Nguyễn Văn Phong" --unit "tỉnh Thanh Hóa" --birth-year 1981`,
	options: {
		unit: { type: "string" },
		"birth-year": { type: "string" },
		phone: { type: "string" },
		role: { type: "string" },
		end: { type: "boolean" },
	},
	words: [1, 10],
	async run({ words, options }, open) {
		const { unit: unitName, role = "officer", phone } = options;
		const birthYear = Number(options["birth-year"]);
		if (!unitName) throw new OperatorError("officer: of which unit? Give --unit");
		if (!Number.isInteger(birthYear) || birthYear < 1900)
			throw new OperatorError("officer: --birth-year must be a year, as 1981");
		if (phone !== undefined && !/^0\d{9}$/.test(phone))
			throw new OperatorError("officer: --phone must have ten digits and begin with 0");
		if (!roles.includes(role)) throw new OperatorError(`officer: --role is ${roles.join(" or ")}`);
		const desk = await open();
		const unit = await unitOf(desk, unitName);
		const wanted = { name: words.join(" ").trim(), birthYear, phone, role };
		await print(await name(desk, wanted, unit, options.end ?? false));
		return 0;
	},
});
