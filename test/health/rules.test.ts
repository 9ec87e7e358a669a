import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { classify, isDangerous, judge, pressureClasses, type Table } from "../../src/health/rules.ts";

const bp = (text: string) => {
	const [systolic, diastolic, pulse] = text.split(/[/ ]/).map(Number) as [number, number, number?];
	return { systolic, diastolic, pulse };
};

describe("classes (docs/sources.md, Blood pressure)", () => {
	test.each([
		["89/70", "low"],
		["110/59", "low"],
		["90/60", "normal"],
		["129/84", "normal"],
		["130/84", "high-normal"],
		["129/85", "high-normal"],
		["139/89", "high-normal"],
		["140/89", "grade-1"],
		["139/90", "grade-1"],
		["159/99", "grade-1"],
		["160/99", "grade-2"],
		["159/100", "grade-2"],
		["179/119", "grade-2"],
		["180/119", "crisis"],
		["179/120", "crisis"],
		["150/55", "grade-1"],
		["85/80", "low"],
	])("2022: %s is %s", (text, expected) => expect(classify(bp(text))).toBe(expected));

	test.each([
		["179/109", "grade-2"],
		["180/109", "grade-3"],
		["179/110", "grade-3"],
		["200/130", "grade-3"],
		["129/84", "normal"],
		["89/59", "low"],
	])("2018: %s is %s", (text, expected) => expect(classify(bp(text), "2018")).toBe(expected));

	test("danger begins at 180 above or 120 below", () => {
		expect(["180/80", "150/120", "192/118"].map(bp).every(isDangerous)).toBe(true);
		expect(["179/119", "120/80"].map(bp).some(isDangerous)).toBe(false);
	});

	test("a higher number never has a lower class, and danger is the class of 2022", () => {
		const number = fc.integer({ min: 40, max: 300 });
		const table = fc.constantFrom<Table>("2022", "2018");
		fc.assert(
			fc.property(
				number,
				number,
				fc.nat({ max: 60 }),
				fc.nat({ max: 60 }),
				table,
				(systolic, diastolic, up, wider, by) => {
					const lower = pressureClasses.indexOf(classify({ systolic, diastolic }, by));
					const higher = pressureClasses.indexOf(
						classify({ systolic: systolic + up, diastolic: diastolic + wider }, by),
					);
					expect(higher).toBeGreaterThanOrEqual(lower);
					expect(isDangerous({ systolic, diastolic })).toBe(
						classify({ systolic, diastolic }, "2022") === "crisis",
					);
				},
			),
		);
	});
});

describe("what may be kept as typed (docs/sources.md, Blood pressure)", () => {
	test.each([
		"145/90",
		"90/50",
		"179/109 110",
		"120/100",
		"150/50",
		"145/90 50",
		"192/118",
		"300/180",
		"200/60",
		"180/175",
		"175/120",
	])("%s is clear", (text) => expect(judge(bp(text))).toMatchObject({ kind: "clear", reading: bp(text) }));

	test.each([
		["89/60", "systolic"],
		["100/49", "diastolic"],
		["150/110", "diastolic"],
		["100/81", "pulse-pressure"],
		["160/59", "pulse-pressure"],
		["145/90 49", "pulse"],
		["145/90 111", "pulse"],
	])("%s is asked about: %s", (text, why) =>
		expect(judge(bp(text))).toEqual({ kind: "doubtful", why, reading: bp(text) }),
	);

	test.each([
		["90/145", "swapped", "145/90"],
		["60/120", "swapped", "120/60"],
		["118/192", "swapped", "192/118"],
		["14/9", "tens", "140/90"],
		["14.5/9", "tens", "145/90"],
		["7/4", "tens", "70/40"],
	])("%s is asked about: %s, meant is %s", (text, why, meant) => {
		const { systolic, diastolic } = bp(meant);
		expect(judge(bp(text))).toMatchObject({ kind: "doubtful", why, reading: { systolic, diastolic } });
	});

	test.each([
		["69/45", "systolic"],
		["301/90", "systolic"],
		["145.5/90", "systolic"],
		["120/39", "diastolic"],
		["200/181", "diastolic"],
		["9/14", "systolic"],
		["120/120", "equal"],
		["145/90 29", "pulse"],
		["145/90 251", "pulse"],
	])("%s cannot be: %s", (text, why) => expect(judge(bp(text))).toEqual({ kind: "impossible", why }));

	test("70/40, 300/180 and pulses of 30 and 250 still can be", () => {
		expect(judge(bp("70/40")).kind).toBe("doubtful");
		expect(judge(bp("145/90 30"))).toMatchObject({ kind: "doubtful", why: "pulse" });
		expect(judge(bp("145/90 250"))).toMatchObject({ kind: "doubtful", why: "pulse" });
	});

	test("a dangerous pressure is answered at once, whatever the pulse", () => {
		expect(judge(bp("192/118 130"))).toEqual({ kind: "clear", reading: bp("192/118 130") });
		expect(judge(bp("192/118 999"))).toEqual({ kind: "clear", reading: { ...bp("192/118"), pulse: null } });
	});
});
