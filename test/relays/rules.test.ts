import fc from "fast-check";
import { expect, test } from "vitest";
import { listsOf, mostNames, type Seat, type Untold } from "../../src/relays/rules.ts";

const boardRoles = ["secretary", "chair", "vice-chair", "accountant", "treasurer"];

/** Clubs with people whom no phone reaches, some of them with a relay, and boards of nobody to five. */
const world = fc
	.array(
		fc.record({
			people: fc.array(fc.option(fc.integer({ min: 9_000, max: 9_006 })), { maxLength: 40 }),
			board: fc.subarray(boardRoles),
			isOnePerson: fc.boolean(),
		}),
		{ minLength: 1, maxLength: 4 },
	)
	.map((clubs) => {
		const untold: Untold[] = [];
		const seats: Seat[] = [];
		for (const [index, { people, board, isOnePerson }] of clubs.entries()) {
			const clubId = index + 1;
			for (const [at, relayId] of people.entries())
				untold.push({ personId: clubId * 100 + at, number: at + 1, clubId, relayId });
			// A board member is a relay now and then.
			for (const [at, role] of board.entries())
				seats.push({ clubId, role, personId: isOnePerson ? 9_000 : 9_000 + at + index });
		}
		return { untold, seats };
	});

test("everybody whom no phone reaches is on exactly one list, and no list is over seven", () => {
	fc.assert(
		fc.property(world, ({ untold, seats }) => {
			const lists = listsOf(untold, seats);
			const named = lists.flatMap((list) => list.items.map((item) => item.personId));
			expect(named.toSorted((a, b) => a - b)).toEqual(
				untold.map((one) => one.personId).toSorted((a, b) => a - b),
			);
			for (const list of lists) {
				expect(list.items.length).toBeGreaterThan(0);
				expect(list.items.length).toBeLessThanOrEqual(mostNames);
			}
		}),
	);
});

test("a relay has one list of her own people, and a club's rest goes to its own board or to the office above", () => {
	fc.assert(
		fc.property(world, ({ untold, seats }) => {
			const byId = new Map(untold.map((one) => [one.personId, one]));
			const lists = listsOf(untold, seats);
			const relays = lists.flatMap((list) => ("personId" in list.for ? [list.for.personId] : []));
			expect(new Set(relays).size).toBe(relays.length);
			for (const list of lists) {
				const people = list.items.map((item) => byId.get(item.personId)!);
				const to = list.for;
				if ("personId" in to) {
					for (const one of people) expect(one.relayId).toBe(to.personId);
					continue;
				}
				for (const one of people) expect(one.clubId).toBe(list.unitId);
				const board = seats.filter((seat) => seat.clubId === list.unitId);
				expect(board.length === 0 ? ["officer"] : board.map((seat) => seat.role)).toContain(to.role);
			}
		}),
	);
});

test("whoever is on the board and a relay has no more than seven names before others have theirs", () => {
	const person = (number: number, relayId: number | null): Untold => ({
		personId: number,
		number,
		clubId: 1,
		relayId,
	});
	const untold = Array.from({ length: 16 }, (_, index) => person(index + 1, index < 5 ? 90 : null));
	const seats = ["secretary", "chair"].map((role, at) => ({ clubId: 1, role, personId: 90 + at }));
	const lists = listsOf(untold, seats);
	expect(lists.map(({ for: to, items }) => [to, items.map((item) => item.number)])).toEqual([
		[{ personId: 90 }, [1, 2, 3, 4, 5]],
		[{ role: "secretary" }, [6, 7]],
		[{ role: "chair" }, [8, 9, 10, 11, 12, 13, 14]],
		[{ role: "secretary" }, [15, 16]],
	]);
});
