import type { Reader } from "../platform/database.ts";
import { bareName, fullName, plainName, type TreeUnit } from "./rules.ts";

export interface FoundUnit extends TreeUnit {
	path: string;
	/** `xã An Mẫu`, `CLB Thôn Mẫu 2` */
	full: string;
	/** What it stands under today. */
	under: string;
}

export type Found =
	/** Units that are called so today; several where one name is used twice. */
	| { kind: "now"; units: FoundUnit[] }
	/** A name of before: those that stood there, and where they are now. */
	| { kind: "former"; name: string; units: FoundUnit[] }
	| { kind: "none" };

type Row = Omit<FoundUnit, "full" | "under"> & {
	upName: string | null;
	upTitle: string | null;
	upLevel: string | null;
};

const withNames = ({ upName, upTitle, upLevel, ...unit }: Row): FoundUnit => ({
	...unit,
	full: fullName(unit),
	under: upName ? fullName({ name: upName, title: upTitle ?? "", level: upLevel ?? "" }) : "",
});

const columns = `u.id, u.name, u.level, l.title, u.parent_id AS "parentId", u.path, up.name AS "upName", ul.title AS "upTitle",
	up.level AS "upLevel"`;
const joins = `JOIN unit_level l ON l.level = u.level LEFT JOIN unit up ON up.id = u.parent_id
	LEFT JOIN unit_level ul ON ul.level = up.level`;

/**
 * What words mean among the units below a path: `An Mẫu`, `xã An Mẫu`, `huyện Triệu Sơn` which is none any more.
 * @param path `/` is everywhere
 */
export async function findUnits(read: Reader, words: string, path: string): Promise<Found> {
	const all = await read.rows<Row>({
		text: `SELECT ${columns} FROM unit u ${joins}
			WHERE u.path LIKE $1 || '%' AND u.valid_to IS NULL AND NOT u.is_sample ORDER BY up.name, u.name, u.id`,
		values: [path],
	});
	const wanted = plainName(words);
	const exact = all.filter((unit) => plainName(fullName(unit)) === wanted || plainName(unit.name) === wanted);
	const now = exact.length > 0 ? exact : all.filter((unit) => bareName(unit.name) === bareName(words));
	const former = await read.rows<Row & { alias: string }>({
		text: `SELECT ${columns}, a.name AS alias FROM unit_alias a JOIN unit u ON u.id = a.unit_id ${joins}
			WHERE (a.folded = $2 OR regexp_replace(a.folded, '^\\S+\\s+', '') = $2) AND u.path LIKE $1 || '%' AND u.valid_to IS NULL
				AND NOT u.is_sample ORDER BY up.name, u.name, u.id`,
		values: [path, wanted],
	});
	// `xã Mẫu Lý` that is no more must not be taken for a club that happens to have its name.
	const isFormer = former.length > 0 && exact.length === 0;
	if (isFormer) return { kind: "former", name: former[0]!.alias, units: former.map(withNames) };
	return now.length > 0 ? { kind: "now", units: now.map(withNames) } : { kind: "none" };
}

/** Where those of a former unit are today, as a sentence has it: each place once, with how many are there. */
export function placesOf(units: FoundUnit[]): { place: string; count: number; parentId: number | null }[] {
	const places = new Map<string, { place: string; count: number; parentId: number | null }>();
	for (const { under, parentId } of units) {
		const known = places.get(under);
		if (known) known.count++;
		else places.set(under, { place: under, count: 1, parentId });
	}
	return [...places.values()];
}
