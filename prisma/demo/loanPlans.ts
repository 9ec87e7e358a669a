import type { LoanState, LoanTerms } from "../../src/loans/rules.ts";
import { addDays, addMonths } from "../../src/platform/clock.ts";
import type { Member } from "./members.ts";
import type { Random } from "./random.ts";

/** A loan as it was made, and how many of its instalments were paid. */
export interface LoanPlan extends LoanTerms {
	id: number;
	clubId: number;
	personId: number;
	purpose: string;
	paidInstalments: number;
}

const purposes = [
	"nuôi gà",
	"nuôi lợn",
	"mua giống lúa",
	"trồng ngô",
	"nuôi vịt đẻ",
	"làm đậu phụ",
	"mua bò",
	"đan lát",
];

/** The instalment `number` falls on `day`, which is one every month has (28 at most). */
const startFor = (day: string, number: number): string => addMonths(day, -number);

/** A day between two distances from today whose date every month has. */
export function commonDay(random: Random, today: string, from: number, to: number): string {
	const days = Array.from({ length: to - from + 1 }, (_, place) => addDays(today, from + place));
	return random.pick(days.filter((day) => Number(day.slice(8)) <= 28));
}

interface Shape {
	state: LoanState;
	/** How far the instalment that decides the state is from today, in days. */
	from: number;
	to: number;
	count: number;
}

/** What a club's book holds: most loans go well, two or three do not. */
const shapes: Shape[] = [
	{ state: "current", from: 8, to: 27, count: 9 },
	{ state: "due-soon", from: 0, to: 6, count: 2 },
	{ state: "overdue", from: -25, to: -3, count: 2 },
	{ state: "repaid", from: -120, to: -10, count: 4 },
];

function plan(
	random: Random,
	member: Member,
	shape: Shape,
	place: number,
	rateBasisPoints: number,
	today: string,
): LoanPlan {
	const day = commonDay(random, today, shape.from, shape.to);
	const months = random.pick([6, 10, 12]);
	// The first overdue loan has come to its end: its principal is late, not only its interest.
	const isAtEnd = shape.state === "repaid" || (shape.state === "overdue" && place === 0);
	const number = isAtEnd ? months : random.int(1, months - 1);
	return {
		id: 0,
		clubId: member.clubId,
		personId: member.id,
		purpose: random.pick(purposes),
		principalVnd: random.int(4, 16) * 500_000,
		rateBasisPoints,
		months,
		startedOn: startFor(day, number),
		repayment: place % 3 === 1 ? "equal" : "end",
		paidInstalments: shape.state === "repaid" ? months : number - 1,
	};
}

/** Loans in every state, one a borrower. @param members those who may borrow; no two loans of one of them */
export function makeLoans(
	random: Random,
	members: readonly Member[],
	rateBasisPoints: number,
	today: string,
): LoanPlan[] {
	const borrowers = random.shuffled(members);
	return shapes.flatMap((shape) =>
		Array.from({ length: shape.count }, (_, place) =>
			plan(random, borrowers.pop()!, shape, place, rateBasisPoints, today),
		),
	);
}

interface Story {
	number: number;
	millions: number;
	months: number;
	/** Which instalment falls due at the coming meeting; after the last one the loan is repaid. */
	due: number;
	repayment?: "equal";
	purpose: string;
}

/** The book of CLB Thôn Mẫu 2: eight are due at the coming meeting, 1,400,000 đồng in all; two have repaid. */
const stories: Story[] = [
	{ number: 1, millions: 5, months: 12, due: 7, purpose: "nuôi gà" },
	{ number: 2, millions: 5, months: 12, due: 4, purpose: "mua giống lúa" },
	{ number: 3, millions: 3, months: 6, due: 3, purpose: "làm đậu phụ" },
	{ number: 9, millions: 5, months: 12, due: 9, purpose: "nuôi lợn" },
	{ number: 12, millions: 2, months: 6, due: 2, purpose: "đan lát" },
	{ number: 15, millions: 10, months: 10, due: 6, repayment: "equal", purpose: "mua bò" },
	{ number: 22, millions: 5, months: 12, due: 5, purpose: "trồng ngô" },
	{ number: 40, millions: 10, months: 12, due: 8, purpose: "nuôi vịt đẻ" },
	{ number: 33, millions: 5, months: 6, due: 9, purpose: "nuôi gà" },
	{ number: 44, millions: 3, months: 6, due: 8, repayment: "equal", purpose: "mua giống lúa" },
];

export function makeStories(
	members: readonly Member[],
	rateBasisPoints: number,
	meetingDay: string,
): LoanPlan[] {
	return stories.map(({ number, millions, months, due, repayment, purpose }) => {
		const member = members.find((each) => each.number === number)!;
		return {
			id: 0,
			clubId: member.clubId,
			personId: member.id,
			purpose,
			principalVnd: millions * 1_000_000,
			rateBasisPoints,
			months,
			startedOn: startFor(meetingDay, due),
			repayment: repayment ?? "end",
			paidInstalments: Math.min(months, due - 1),
		};
	});
}
