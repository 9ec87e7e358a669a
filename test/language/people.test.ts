import { describe, expect, it } from "vitest";
import { parseReading, peopleIn, resolvePerson, stripKin, tokenize } from "../../src/language/index.ts";

const roster = [
	{ id: "1", fullName: "Nguyễn Thị Lan", birthYear: 1952, hamlet: "xóm 3", number: 7 },
	{ id: "2", fullName: "Lê Thị Lan", birthYear: 1948, hamlet: "xóm Chợ", number: 31 },
	{ id: "3", fullName: "Trần Văn Hòa", number: 9 },
	{ id: "4", fullName: "Đỗ Thị Hoa", number: 12 },
	{ id: "5", fullName: "Hoàng Thị Thuỷ", number: 13 },
];
const found = (words: string) => {
	const result = resolvePerson(words, roster);
	return result.kind === "one"
		? result.person.id
		: result.kind === "several"
			? result.people.map((each) => each.id)
			: result.kind;
};

describe("who is meant", () => {
	it.each([
		["bà Lan xóm 3", "1"],
		["lan 1948", "2"],
		["Hòa", "3"],
		["nguyen thi lan", "1"],
		["lê lan", "2"],
		["số 9", "3"],
		["31", "2"],
		["bà Lan xóm chợ", "2"],
		["o Thủy", "5"],
		["bà thuy", "5"],
	])("%s", (words, id) => expect(found(words)).toBe(id));

	it.each([
		["bà Lan", ["1", "2"]],
		["lan", ["1", "2"]],
		["hoa", ["3", "4"]],
		["bà Hoa", ["3", "4"]],
		["bà Lan con ông Hợi", ["1", "2"]],
	])("%s may be either: nobody is guessed", (words, ids) => expect(found(words)).toEqual(ids));
	it.each(["bà Xuân", "Lann", "", "99", "🙏"])("%j is none of them", (words) =>
		expect(found(words)).toBe("none"),
	);

	it("takes kin words off", () => {
		expect(stripKin("bà Lan ạ")).toBe("Lan");
		expect(stripKin("ông Nguyễn Văn Tý")).toBe("Nguyễn Văn Tý");
	});

	it.each([
		["bà lan con ông hợi trả nợ", ["lan", "hợi"]],
		["bà Năm trả 2 triệu", ["Năm"]],
		["o Thủy với mệ Đào nỏ đi", ["Thủy", "Đào"]],
		["Lê Văn Quế trả nợ", ["Lê Văn Quế"]],
		["vắng ba bà là bà tâm bà thảo và bà yến", ["tâm", "thảo", "yến"]],
		["bác còn thiếu quỹ mấy triệu", []],
		["đi chữa bệnh ở Hà Nội với ông Hợi", ["Hợi"]],
	])("%s", (text, names) => expect(peopleIn(tokenize(text)).map((each) => each.name)).toEqual(names));
});

describe("blood pressure", () => {
	it.each([
		["130/80", 130, 80],
		["130 trên 80", 130, 80],
		["13/8", 130, 80],
		["huyết áp 145 90", 145, 90],
		["trên 150 dưới 95", 150, 95],
		["một trăm ba mươi trên tám mươi", 130, 80],
		["13 8", 130, 80],
		["13,5/8,5", 135, 85],
		["tâm thu 129 tâm trương 83", 129, 83],
		["ha trăm hai lăm bảy lăm", 125, 75],
		["trăm mốt trên sáu lăm", 110, 65],
	])("%s", (text, systolic, diastolic) => expect(parseReading(text)).toEqual({ systolic, diastolic }));
	it("keeps doubt as doubt", () =>
		expect(parseReading("14.5/9")).toEqual({ systolic: 145, diastolic: 90, doubt: true }));
	it.each(["1450/90", "80/130", "14/90", "130/8", "0/0", "", "15/11/2026"])("%j is none", (text) =>
		expect(parseReading(text)).toBeUndefined(),
	);
});
