import { fold, resolvePerson } from "../language/index.ts";
import { codeDays, makeCode } from "../people/index.ts";
import { dayOf } from "../platform/clock.ts";
import { OperatorError } from "../platform/config.ts";
import { command, print, remark } from "./command.ts";
import type { Desk } from "./desk.ts";
import { heldOn, noSample } from "./people.ts";
import { dateOf } from "./text.ts";

interface Candidate {
	id: number;
	fullName: string;
	birthYear: number | null;
	clubs: string[];
	/** In the club's book. */
	number: number | null;
	/** Where she holds a role; officers belong to no club. */
	offices: string[];
}

interface Wanted {
	name: string;
	club: string | undefined;
	birthYear: number | undefined;
	number: number | undefined;
}

const plain = (text: string): string => fold(text).trim().replace(/\s+/g, " ");
const marked = (text: string): string => text.normalize("NFC").toLowerCase().trim().replace(/\s+/g, " ");

/** Everybody who lives, by name only: half a million of these fit into memory. */
const living = async ({ prisma }: Desk) =>
	(await prisma()).person.findMany({
		where: { diedOn: null, ...noSample },
		orderBy: { id: "asc" },
		select: { id: true, fullName: true },
	});

/** Diacritics do not matter; where somebody is called exactly so, the others of the same letters are not meant. */
function called<P extends { fullName: string }>(name: string, all: readonly P[]): P[] {
	const alike = all.filter((one) => plain(one.fullName) === plain(name));
	const exact = alike.filter((one) => marked(one.fullName) === marked(name));
	return exact.length > 0 ? exact : alike;
}

/** Whom it may have been meant for: part of a name, or a slip of the fingers. */
function nearest(name: string, all: readonly { id: number; fullName: string }[]): string[] {
	const found = resolvePerson(
		name,
		all.map(({ id, fullName }) => ({ id: String(id), fullName })),
	);
	const people =
		found.kind === "one" ? [found.person] : found.kind === "several" ? found.people : found.nearest;
	return [...new Set(people.map((one) => one.fullName))].slice(0, 5);
}

async function detailsOf({ prisma, clock }: Desk, ids: number[]): Promise<Candidate[]> {
	const held = heldOn(dateOf(dayOf(clock.now())));
	const people = await (await prisma()).person.findMany({
		where: { id: { in: ids } },
		orderBy: { id: "asc" },
		select: {
			id: true,
			fullName: true,
			birthYear: true,
			memberships: { where: held, select: { number: true, club: { select: { name: true } } } },
			roles: { where: held, select: { unit: { select: { name: true } } } },
		},
	});
	return people.map(({ memberships, roles, ...person }) => ({
		...person,
		clubs: memberships.map(({ club }) => club.name),
		number: memberships[0]?.number ?? null,
		offices: roles.map(({ unit }) => unit.name),
	}));
}

/** `CLB Thôn Mẫu 2`, `thon mau 2`. */
const unitFits = (wanted: string, unit: string): boolean => {
	const bare = (text: string) => plain(text).replace(/^(clb|cau lac bo) /, "");
	return bare(unit) === bare(wanted);
};

const fits =
	({ club, birthYear, number }: Wanted) =>
	(one: Candidate): boolean =>
		(club === undefined || [...one.clubs, ...one.offices].some((unit) => unitFits(club, unit))) &&
		(birthYear === undefined || one.birthYear === birthYear) &&
		(number === undefined || one.number === number);

const described = ({ fullName, birthYear, clubs, offices, number }: Candidate): string => {
	const place = clubs[0] ?? offices[0] ?? "no club";
	return `${fullName}, born ${birthYear ?? "?"}, ${place}${number === null ? "" : `, number ${number}`}`;
};

const list = (people: Candidate[]): void => {
	for (const one of people) process.stderr.write(`  ${described(one)}\n`);
};

/** The one who is meant. @throws OperatorError where nobody is, or more than one */
async function theOne(desk: Desk, wanted: Wanted): Promise<Candidate> {
	const all = await living(desk);
	const namesakes = called(wanted.name, all);
	if (namesakes.length === 0) {
		const near = nearest(wanted.name, all);
		throw new OperatorError(
			`nobody is called «${wanted.name}»${near.length > 0 ? `; nearest: ${near.join(", ")}` : ""}`,
		);
	}
	const people = await detailsOf(
		desk,
		namesakes.map((one) => one.id),
	);
	const fitting = people.filter(fits(wanted));
	if (fitting.length === 1) return fitting[0]!;
	list(fitting.length > 0 ? fitting : people);
	if (fitting.length === 0) throw new OperatorError(`none of these ${people.length} fits the options given`);
	throw new OperatorError(
		`${fitting.length} people are called «${wanted.name}»; say which with --club, --birth-year or --number`,
	);
}

function wholeNumber(option: string, text: string | undefined): number | undefined {
	if (text === undefined) return undefined;
	if (!/^\d{1,4}$/.test(text)) throw new OperatorError(`${option} must be a number, not «${text}»`);
	return Number(text);
}

export default command({
	help: `
npm run --silent clbot -- invite "<full name>" [--club "<name>"] [--birth-year Y] [--number N]

Makes a one-time code for a person and prints it, alone on a line: 4829 1503. Whoever writes it to the bot and knows
the year of birth links that chat with the person. It is good for a week; codes made for her before stop working.
Capitals and diacritics do not matter. Where several people have the name, they are listed and no code is made.

  --club NAME       of her club; for an officer, of her unit
  --birth-year Y    her year of birth
  --number N        her number in the club's book

Example:  npm run --silent clbot -- invite "Nguyễn Thị Lan" --club "CLB Thôn Mẫu 2" --birth-year 1952`,
	options: {
		club: { type: "string" },
		"birth-year": { type: "string" },
		number: { type: "string" },
	},
	words: [1, 10],
	async run({ words, options }, open) {
		const name = words.join(" ").trim();
		if (name === "") throw new OperatorError("whose code? Give her full name");
		const birthYear = wholeNumber("--birth-year", options["birth-year"]);
		const wanted = { name, club: options.club, birthYear, number: wholeNumber("--number", options.number) };
		const desk = await open();
		const person = await theOne(desk, wanted);
		const code = await makeCode(desk.db, desk.sealing, person.id, desk.clock.now(), codeDays.chat);
		remark(`for ${described(person)}; good for ${codeDays.chat} days`);
		await print(code);
		return 0;
	},
});
