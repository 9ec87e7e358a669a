/** A short list is told, a long one is put off: nobody has more than so many names (docs/promises.md 10). */
export const mostNames = 7;

/** A member whom no phone can tell today. */
export interface Untold {
	personId: number;
	/** In the paper book. */
	number: number;
	clubId: number;
	/** Who agreed to tell her and has a phone of her own. */
	relayId: number | null;
}

/** A board member with a phone of her own; a club's stand in the order in which they are asked. */
export interface Seat {
	clubId: number;
	personId: number;
	role: string;
}

export interface List {
	unitId: number;
	/** One relay, or whoever acts in a role at the unit. */
	for: { personId: number } | { role: string };
	items: { personId: number; number: number }[];
}

const itemsOf = (people: readonly Untold[]): List["items"] =>
	people.map(({ personId, number }) => ({ personId, number }));

function grouped<Key>(people: readonly Untold[], keyOf: (one: Untold) => Key): Map<Key, Untold[]> {
	const groups = new Map<Key, Untold[]>();
	for (const one of people) {
		const group = groups.get(keyOf(one));
		// A copy for each would be a province's people squared.
		if (group) group.push(one);
		else groups.set(keyOf(one), [one]);
	}
	return groups;
}

/** Spreads what no relay tells over a club's board; what is too much for one list each goes on further lists of the first. */
function boardLists(
	unitId: number,
	left: readonly Untold[],
	seats: readonly Seat[],
	busy: Map<number, number>,
): List[] {
	const lists: List[] = [];
	let at = 0;
	const give = (role: string, most: number) => {
		if (most > 0 && at < left.length)
			lists.push({ unitId, for: { role }, items: itemsOf(left.slice(at, at + most)) });
		at += Math.max(0, most);
	};
	const people = new Set<number>();
	const roles = new Set<string>();
	for (const { personId, role } of seats) {
		// Two offices of one person make no two lists, nor do two people in one office.
		if (people.has(personId) || roles.has(role)) continue;
		people.add(personId);
		roles.add(role);
		give(role, mostNames - (busy.get(personId) ?? 0));
	}
	const further = seats[0]?.role ?? "officer";
	while (at < left.length) give(further, mostNames);
	return lists;
}

/**
 * Puts everybody on exactly one list of at most {@link mostNames}: her relay's, else one of her club's board in the order
 * of the book, else the office's above. What a relay has too many of is the board's.
 */
export function listsOf(untold: readonly Untold[], seats: readonly Seat[]): List[] {
	const lists: List[] = [];
	const rest = untold.filter((one) => one.relayId === null);
	const busy = new Map<number, number>();
	for (const [personId, people] of grouped(untold, (one) => one.relayId)) {
		if (personId === null) continue;
		const some = people.slice(0, mostNames);
		rest.push(...people.slice(mostNames));
		busy.set(personId, some.length);
		lists.push({ unitId: some[0]!.clubId, for: { personId }, items: itemsOf(some) });
	}
	const inOrder = rest.toSorted(
		(a, b) => a.clubId - b.clubId || a.number - b.number || a.personId - b.personId,
	);
	for (const [clubId, people] of grouped(inOrder, (one) => one.clubId)) {
		const board = seats.filter((seat) => seat.clubId === clubId);
		lists.push(...boardLists(clubId, people, board, busy));
	}
	return lists;
}
