import type { Random } from "./random.ts";

export type Sex = "female" | "male";

/** Families of Thanh Hóa; those that stand twice are met twice as often. */
const families = words(
	"Lê Lê Lê Nguyễn Nguyễn Trịnh Trịnh Mẫu Mẫu Lường Hà Phạm Phạm Bùi Hoàng Đỗ Vũ Cao Lưu Quách Trương Đinh Tống Mai",
);

const middles: Record<Sex, string[]> = {
	female: words("Thị Thị Thị Thị Thị Thị Thị Thị Kim Ngọc Thanh"),
	male: words("Văn Văn Văn Văn Đình Xuân Hữu Bá Đức Ngọc Trọng Quang Viết"),
};

/** Names of those born before about 1966, and of their children. */
const given: Record<Sex, Record<"older" | "younger", string[]>> = {
	female: {
		older: words(
			"Hoa Huệ Mận Đào Thơm Xuân Thu Hạnh Tình Thảo Liên Loan Nhung Bé Chắt Dung Gái Hiền Khuyên Lài Lợi Luyến Mơ Năm Nga Ngân Nhàn Oanh Phượng Quế Sâm Soi Thái Thìn Tuyết Út Vui Yên Tẻo Cúc",
		),
		younger: words(
			"Hương Hằng Hà Thủy Ngọc Trang Phương Hồng Yến Linh Nhung Thúy Nga Dung Huyền Tuyết Hạnh Quyên Ánh Giang",
		),
	},
	male: {
		older: words(
			"Ngọ Mùi Thân Dậu Tuất Sửu Mão Tỵ Cảnh Chiến Chung Cường Điền Đông Hòa Khang Kiên Lộc Luận Minh Nghĩa Phúc Quý Sáng Sơn Tấn Thắng Thi Tiến Toàn Trung Tụng Vinh Vượng Xuyên Giáp Nhâm",
		),
		younger: words("Dũng Tuấn Hưng Nam Long Cường Thành Đạt Trường Hiếu Thắng Sơn Việt Tùng Khánh"),
	},
};

function words(list: string): string[] {
	return list.split(" ");
}

export interface NameWish {
	sex: Sex;
	isOlder: boolean;
	/** Given names that are somebody's own here: a story that says `bà Sen` must mean one. */
	without: ReadonlySet<string>;
}

export function makeName(random: Random, { sex, isOlder, without }: NameWish): string {
	const pool = given[sex][isOlder ? "older" : "younger"].filter((name) => !without.has(name));
	return `${random.pick(families)} ${random.pick(middles[sex])} ${random.pick(pool)}`;
}

export const givenName = (fullName: string): string => fullName.split(" ").at(-1)!;
