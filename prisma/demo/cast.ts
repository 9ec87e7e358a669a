import type { Sex } from "./names.ts";

export type Role =
	| "chair"
	| "vice-chair"
	| "secretary"
	| "accountant"
	| "treasurer"
	| "volunteer"
	| "officer";

/** Somebody a story tells of. `number` is the one in the club's book. */
export interface Part {
	number: number;
	fullName: string;
	birthYear: number;
	sex: Sex;
	hamlet: string;
	phone: string | null;
	role?: Role;
	calledAs?: string;
}

const part = (
	number: number,
	fullName: string,
	birthYear: number,
	hamlet: string,
	phone: string | null = null,
	more: { role?: Role; calledAs?: string } = {},
): Part => ({
	number,
	fullName,
	birthYear,
	sex: / (Thị) /.test(fullName) ? "female" : "male",
	hamlet: `xóm ${hamlet}`,
	phone: phone && `0900000${phone}`,
	...more,
});

/** CLB Thôn Mẫu 2, as in the conversations: two bà Lan of one name and year, and most of the borrowers without a phone. */
const secondClub: Part[] = [
	part(1, "Mẫu Thị Sen", 1952, "Đình"),
	part(2, "Mẫu Văn Dần", 1947, "Giữa"),
	part(3, "Mẫu Thị Hoa", 1950, "Chợ"),
	part(4, "Lê Thị Mai", 1964, "Đình", "002", { role: "secretary", calledAs: "cô" }),
	part(5, "Nguyễn Văn Hải", 1958, "Giữa", "003", { role: "chair" }),
	part(6, "Trịnh Văn Lý", 1966, "Chợ", "004", { role: "accountant" }),
	part(7, "Mẫu Thị Lan", 1955, "Đình", "008"),
	part(8, "Hà Thị Tám", 1955, "Trại", "005", { role: "treasurer" }),
	part(9, "Lê Văn Hùng", 1950, "Bến", "019"),
	part(10, "Lường Thị Tâm", 1963, "Đình", "006", { role: "volunteer" }),
	part(11, "Phạm Thị Liên", 1974, "Giữa", "014", { role: "vice-chair" }),
	part(12, "Trịnh Thị Lụa", 1949, "Giữa", "010"),
	part(15, "Phạm Thị Na", 1951, "Trại"),
	part(18, "Bùi Thị Nhàn", 1976, "Chợ", "018", { role: "volunteer" }),
	part(20, "Nguyễn Thị Thơm", 1953, "Bến", "012"),
	part(22, "Lê Văn Tý", 1948, "Chợ"),
	part(28, "Hà Văn Kha", 1953, "Trại"),
	part(31, "Mẫu Thị Lan", 1955, "Chợ"),
	part(33, "Phạm Thị Lành", 1960, "Bến", "007", { role: "volunteer" }),
	part(36, "Lường Thị Mận", 1952, "Giữa"),
	part(40, "Nguyễn Thị Vân", 1954, "Đình"),
	part(44, "Bùi Văn Hợi", 1947, "Bến"),
	part(46, "Trịnh Thị Xuân", 1957, "Đình", "013"),
];

/** Three bà Lan in every other club; two of them share name and year, and only the hamlet tells them apart. */
const lans = (family: string): Part[] => [
	part(7, `${family} Thị Lan`, 1955, "Đình"),
	part(21, `${family} Thị Lan`, 1955, "Chợ"),
	part(34, "Lê Thị Lan", 1948, "Giữa", null),
];

export const cast: Record<string, Part[]> = {
	"CLB Thôn Mẫu 1": lans("Nguyễn"),
	"CLB Thôn Mẫu 2": secondClub,
	"CLB Thôn Mẫu 3": lans("Trịnh"),
	"CLB Thôn Mẫu 4": lans("Phạm"),
	"CLB Thôn Mẫu 5": [
		...lans("Hà"),
		part(1, "Trịnh Văn Bình", 1959, "Trại", "055", { role: "chair" }),
		part(2, "Lê Văn Thìn", 1952, "Đồi", "056", { role: "secretary" }),
	],
	"CLB Thôn Mẫu 6": lans("Bùi"),
};

export interface Officer {
	unit: string;
	fullName: string;
	birthYear: number;
	sex: Sex;
	phone: string;
}

/** Two at An Mẫu: an emergency needs a second hand. */
export const officers: Officer[] = [
	{ unit: "An Mẫu", fullName: "Trịnh Thị Hà", birthYear: 1988, sex: "female", phone: "0900000090" },
	{ unit: "An Mẫu", fullName: "Lê Văn Quân", birthYear: 1979, sex: "male", phone: "0900000091" },
	{ unit: "Bình Mẫu", fullName: "Phạm Thị Ngà", birthYear: 1985, sex: "female", phone: "0900000093" },
	{ unit: "Châu Mẫu", fullName: "Hoàng Văn Lực", birthYear: 1983, sex: "male", phone: "0900000094" },
	{ unit: "Thanh Hóa", fullName: "Nguyễn Văn Phong", birthYear: 1981, sex: "male", phone: "0900000080" },
];
