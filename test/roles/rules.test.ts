import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
	isSingle,
	mayEnd,
	mayEverName,
	mayName,
	type Office,
	otherHand,
	type Role,
	roles,
	type Seat,
} from "../../src/roles/rules.ts";

const club: Seat = { unitId: 9, path: "/1/5/9/", isClub: true, hasChair: true, officePath: "/1/5/" };
const commune: Seat = { unitId: 5, path: "/1/5/", isClub: false, hasChair: false, officePath: "/1/" };
const sibling: Seat = { ...club, unitId: 10, path: "/1/5/10/" };
const abroad: Seat = { ...club, unitId: 20, path: "/1/6/20/", officePath: "/1/6/" };
const held = (role: string, { unitId, path }: Pick<Seat, "unitId" | "path">): Office => ({
	role,
	unitId,
	unitPath: path,
});
const chair = held("chair", club);
const officer = held("officer", commune);
const province = held("officer", { unitId: 1, path: "/1/" });
const namedBy = (office: Office, seat: Seat): Role[] => roles.filter((role) => mayName(office, role, seat));

describe("who names whom", () => {
	test("a chair names the rest of her own board and the volunteers, and nobody anywhere else", () => {
		expect(namedBy(chair, club)).toEqual(["vice-chair", "secretary", "accountant", "treasurer", "volunteer"]);
		expect([sibling, commune, abroad].flatMap((seat) => namedBy(chair, seat))).toEqual([]);
	});

	test("an officer names the chairs of her clubs, their boards only where there is no chair, and the health worker beside her", () => {
		expect(namedBy(officer, club)).toEqual(["chair"]);
		expect(namedBy(officer, { ...club, hasChair: false })).toEqual([
			"chair",
			"vice-chair",
			"secretary",
			"accountant",
			"treasurer",
			"volunteer",
		]);
		expect(namedBy(officer, commune)).toEqual(["health-worker"]);
		expect(namedBy(officer, abroad)).toEqual([]);
	});

	test("the province names the officers below it, not its own, and no chair that a commune names", () => {
		expect(namedBy(province, commune)).toEqual(["officer"]);
		expect(
			namedBy(province, { unitId: 1, path: "/1/", isClub: false, hasChair: false, officePath: null }),
		).toEqual(["health-worker"]);
		expect(namedBy(province, club)).toEqual([]);
		expect(namedBy(province, { ...club, officePath: "/1/" })).toEqual(["chair"]);
	});

	test("no other role names anybody, whatever the place", () => {
		const others = [
			"member",
			"vice-chair",
			"secretary",
			"accountant",
			"treasurer",
			"volunteer",
			"health-worker",
		];
		const seats = [club, sibling, commune, abroad];
		fc.assert(
			fc.property(
				fc.constantFrom(...others),
				fc.constantFrom(...seats),
				fc.constantFrom(...roles),
				(role, seat, wanted) => {
					expect(mayName(held(role, seat), wanted, seat)).toBe(false);
					expect(mayEverName([held(role, seat)], wanted)).toBe(false);
				},
			),
		);
	});

	test("nobody is named from a unit that does not lie above", () => {
		const anyRole = fc.constantFrom(...roles);
		const path = fc
			.array(fc.integer({ min: 1, max: 4 }), { minLength: 1, maxLength: 4 })
			.map((ids) => `/${ids.join("/")}/`);
		fc.assert(
			fc.property(path, path, anyRole, fc.boolean(), (own, there, role, hasChair) => {
				const seat = {
					unitId: 2,
					path: there,
					isClub: there.split("/").length > 4,
					hasChair,
					officePath: own,
				};
				if (!there.startsWith(own))
					expect(
						mayName({ role: "officer", unitId: 1, unitPath: own }, role, { ...seat, officePath: null }),
					).toBe(false);
			}),
		);
	});
});

test("one holds the pen, one the cash; a chair is replaced and never ended", () => {
	expect(roles.filter(isSingle)).toEqual(["chair", "secretary", "accountant", "treasurer"]);
	expect([otherHand("accountant"), otherHand("treasurer"), otherHand("chair")]).toEqual([
		"treasurer",
		"accountant",
		undefined,
	]);
	expect(roles.filter((role) => !mayEnd(role, false))).toEqual(["chair"]);
	expect(mayEnd("chair", true)).toBe(true);
});
