import { fold } from "../../language/index.ts";

/** What a sheet of members may tell; a column each. */
export type Column =
	| "province"
	| "commune"
	| "club"
	| "clubCode"
	| "number"
	| "fullName"
	| "birthYear"
	| "sex"
	| "hamlet"
	| "phone"
	| "role";

/** How people head their columns; the first is what a fault and the template call it. */
const headings: Record<Column, readonly string[]> = {
	province: ["tỉnh", "tỉnh thành", "tỉnh thành phố", "tên tỉnh", "thành phố", "province"],
	commune: ["xã", "xã phường", "phường xã", "xã phường đặc khu", "tên xã", "phường", "commune", "ward"],
	club: ["câu lạc bộ", "tên câu lạc bộ", "clb", "tên clb", "club", "club name"],
	clubCode: ["mã câu lạc bộ", "mã clb", "mã số câu lạc bộ", "mã số clb", "club code", "code"],
	number: ["số", "số trong sổ", "số sổ", "số thành viên", "số thẻ", "number", "no"],
	fullName: ["họ tên", "họ và tên", "họ tên thành viên", "tên thành viên", "tên", "full name", "name"],
	birthYear: [
		"năm sinh",
		"sinh năm",
		"ngày sinh",
		"ngày tháng năm sinh",
		"birth year",
		"year of birth",
		"born",
	],
	sex: ["giới tính", "giới", "nam nữ", "gt", "sex", "gender"],
	hamlet: [
		"xóm",
		"thôn",
		"xóm thôn",
		"thôn xóm",
		"thôn tổ dân phố",
		"tổ dân phố",
		"bản",
		"hamlet",
		"village",
	],
	phone: ["điện thoại", "số điện thoại", "sđt", "số đt", "đt", "phone", "phone number", "mobile"],
	role: ["vai trò", "chức vụ", "chức danh", "role", "position"],
};

/** The running number of a sheet is the number in the book only where no column of its own holds that. */
const runningNumber = ["stt", "tt", "số tt", "số thứ tự"].map(fold);

const keyOf = (heading: string): string =>
	fold(heading)
		.replace(/[^\p{L}\p{N}]+/gu, " ")
		.trim();

const columnOf = new Map<string, Column>(
	(Object.entries(headings) as [Column, readonly string[]][]).flatMap(([column, names]) =>
		names.map((name): [string, Column] => [fold(name), column]),
	),
);

/** What a column is called in a fault: `điện thoại`. */
export const headingOf = (column: Column): string => headings[column][0]!;

/** Where each column stands, counted from 0, and which stand there twice. */
export interface Header {
	places: Map<Column, number>;
	doubled: Column[];
}

/** Reads a row of headings. @returns undefined where it is none: the title of a sheet stands above it */
export function readHeader(cells: readonly unknown[]): Header | undefined {
	const keys = cells.map((cell) => keyOf(String(cell ?? "")));
	const places = new Map<Column, number>();
	const doubled: Column[] = [];
	for (const [place, key] of keys.entries()) {
		const column = columnOf.get(key);
		if (!column) continue;
		if (places.has(column)) doubled.push(column);
		else places.set(column, place);
	}
	const running = keys.findIndex((key) => runningNumber.includes(key));
	if (!places.has("number") && running >= 0) places.set("number", running);
	return places.size >= 2 ? { places, doubled } : undefined;
}

const example: Record<Column, string> = {
	province: "Thanh Hóa",
	commune: "An Mẫu",
	club: "CLB Thôn Mẫu 2",
	clubCode: "",
	number: "1",
	fullName: "Mẫu Thị Sen",
	birthYear: "1948",
	sex: "nữ",
	hamlet: "xóm Đình",
	phone: "0900000001",
	role: "thư ký",
};

/** An empty sheet to fill in, as CSV: the headings and one line as an example. */
export const template = (): string => {
	const columns = Object.keys(headings) as Column[];
	return [columns.map(headingOf), columns.map((column) => example[column])]
		.map((line) => line.join(","))
		.join("\n");
};
