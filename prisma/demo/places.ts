import type { MeetingRule } from "../../src/meetings/rules.ts";

export interface Commune {
	name: string;
	office: string;
	officePhone: string;
	/** Of the health station, which answers what the bot may not. */
	stationPhone: string;
	clubs: Club[];
}

export interface Club {
	name: string;
	size: number;
	rule: MeetingRule & { time: string; place: string };
	/** Per month, in hundredths of a percent. */
	rateBasisPoints: number;
	/** Fell silent two months ago: no meeting reported, no interest collected since. */
	isSilent?: true;
}

/** An invented commune in a real province: every person, phone and place below it is made up. */
export const province = {
	name: "Thanh Hóa",
	office: "Hội Người cao tuổi tỉnh Thanh Hóa",
	officePhone: "0900000080",
};

export const levels = [
	{ level: "country", rank: 0, title: "Trung ương" },
	{ level: "province", rank: 1, title: "Tỉnh" },
	{ level: "commune", rank: 2, title: "Xã" },
	{ level: "club", rank: 3, title: "CLB" },
];

const hall = "nhà văn hoá thôn";
const office = (name: string) => `Hội Người cao tuổi xã ${name}`;

export const communes: Commune[] = [
	{
		name: "An Mẫu",
		office: office("An Mẫu"),
		officePhone: "0900000090",
		stationPhone: "0900000009",
		clubs: [
			{
				name: "CLB Thôn Mẫu 1",
				size: 54,
				rule: { kind: "day", nth: 10, weekday: null, time: "08:00", place: hall },
				rateBasisPoints: 100,
			},
			{
				name: "CLB Thôn Mẫu 2",
				size: 52,
				rule: { kind: "nth", nth: 2, weekday: 6, time: "08:00", place: hall },
				rateBasisPoints: 100,
			},
			{
				name: "CLB Thôn Mẫu 3",
				size: 47,
				rule: { kind: "lunar", nth: 16, weekday: null, time: "14:00", place: "đình làng" },
				rateBasisPoints: 80,
			},
		],
	},
	{
		name: "Bình Mẫu",
		office: office("Bình Mẫu"),
		officePhone: "0900000093",
		stationPhone: "0900000095",
		clubs: [
			{
				name: "CLB Thôn Mẫu 4",
				size: 60,
				rule: { kind: "day", nth: 31, weekday: null, time: "07:30", place: hall },
				rateBasisPoints: 100,
			},
			{
				name: "CLB Thôn Mẫu 5",
				size: 49,
				rule: { kind: "day", nth: 15, weekday: null, time: "08:00", place: hall },
				rateBasisPoints: 100,
				isSilent: true,
			},
		],
	},
	{
		name: "Châu Mẫu",
		office: office("Châu Mẫu"),
		officePhone: "0900000094",
		stationPhone: "0900000096",
		clubs: [
			{
				name: "CLB Thôn Mẫu 6",
				size: 45,
				rule: { kind: "nth", nth: 5, weekday: 7, time: "15:00", place: "nhà văn hoá xã" },
				rateBasisPoints: 70,
			},
		],
	},
];

export const hamlets = ["xóm Đình", "xóm Chợ", "xóm Giữa", "xóm Trại", "xóm Bến", "xóm Đồi"];
