import { describe, expect, test } from "vitest";
import { addressFor, called, heardAddress, titleOf } from "../../src/people/index.ts";

const known = { fullName: "Lê Thị Mai", birthYear: 1964, sex: "female", calledAs: null };
const year = 2026;

describe("how somebody is called", () => {
	test.each([
		["74 and a woman", { birthYear: 1952 }, "bà", "cháu"],
		["70 and a man", { birthYear: 1956, sex: "male" }, "ông", "cháu"],
		["62", {}, "bác", "cháu"],
		["of unknown age", { birthYear: null }, "bác", "cháu"],
		["54", { birthYear: 1972 }, "chị", "em"],
		["an officer of 60", { birthYear: 1966, sex: "male", isOfficer: true }, "anh", "em"],
		["whoever asked to be called otherwise", { calledAs: "cô" }, "cô", "cháu"],
	])("%s", (_, more, you, me) => {
		const title = titleOf({ ...known, ...more }, year);
		expect(addressFor(title)).toEqual({ you, me });
	});

	test("with the name, the last word of it", () => {
		expect(called({ ...known, calledAs: "cô" }, year)).toBe("cô Mai");
	});
});

describe("what a message says of how its writer wants to be spoken to", () => {
	const chi = addressFor("chị");
	const bac = addressFor("bác");

	test.each([
		["cháu ơi cho bác hỏi bao giờ họp", "bác"],
		["cô là Mai thư ký đây", "cô"],
		["bà muốn hỏi còn nợ bao nhiêu cháu", "bà"],
		["bao giờ họp hả cháu", "cô"],
	])("to one called chị: %s", (text, you) => {
		expect(heardAddress(text, chi, [])).toEqual(addressFor(you));
	});

	test("to one called bác who speaks as chị", () => {
		expect(heardAddress("em ơi cho chị hỏi lịch họp", bac, [])).toEqual(chi);
	});

	test.each([
		"bà còn nợ bao nhiêu",
		"HA 145/90",
		"mai tôi không đi được",
		"cho hỏi bao giờ họp",
		"em phải đưa cháu đi viện",
		"nhà có cháu nhỏ ốm",
	])("nothing: %s", (text) => expect(heardAddress(text, chi, [])).toBeUndefined());

	test("of the one spoken for, `bà` is not the writer", () => {
		expect(heardAddress("em cho bà hỏi còn nợ bao nhiêu", chi, ["bà Sen"])).toBeUndefined();
	});

	test("a wish is stronger than any way of writing", () => {
		expect(heardAddress("cháu ơi cho bà hỏi", { ...chi, isWished: true }, [])).toBeUndefined();
	});
});
