/** The roles that a person may hold at a unit. */
export const roles = [
	"chair",
	"vice-chair",
	"secretary",
	"accountant",
	"treasurer",
	"volunteer",
	"officer",
	"health-worker",
] as const;
export type Role = (typeof roles)[number];

export const isRole = (word: unknown): word is Role => roles.includes(word as Role);

/** Who sits at a club's board, in the order in which it is read out. */
export const board: readonly Role[] = ["chair", "vice-chair", "secretary", "accountant", "treasurer"];
const ofClub: readonly Role[] = [...board, "volunteer"];
const oneHolder: readonly Role[] = ["chair", "secretary", "accountant", "treasurer"];

/** Whether a unit has one holder of it, who gives way to the next. */
export const isSingle = (role: Role): boolean => oneHolder.includes(role);

/** Where a role is held: the unit, and who stands above it. */
export interface Seat {
	unitId: number;
	path: string;
	isClub: boolean;
	hasChair: boolean;
	/** The nearest unit above that has an officer today: it names this club's chair. */
	officePath: string | null;
}

/** A role in which somebody speaks. */
export interface Office {
	role: string;
	unitId: number;
	unitPath: string;
}

/**
 * Whether one who holds `office` names, replaces and ends a role at a seat: the chair the rest of her own board and the
 * volunteers; the nearest officer above a club its chair, and its board as long as it has none; an officer the health
 * worker at her own unit, and the officers of units below, never of her own.
 */
export function mayName(office: Office, role: Role, seat: Seat): boolean {
	const isOwn = office.unitId === seat.unitId;
	if (office.role === "chair") return isOwn && seat.isClub && ofClub.includes(role) && role !== "chair";
	if (office.role !== "officer") return false;
	if (role === "health-worker") return isOwn && !seat.isClub;
	if (role === "officer") return !isOwn && !seat.isClub && seat.path.startsWith(office.unitPath);
	return seat.isClub && seat.officePath === office.unitPath && (role === "chair" || !seat.hasChair);
}

/** Whether there is any seat at which these offices may name a role: where not, nothing further is asked. */
export const mayEverName = (offices: readonly Office[], role: Role): boolean =>
	offices.some((office) => office.role === "officer" || (office.role === "chair" && mayChairName(role)));
const mayChairName = (role: Role): boolean => ofClub.includes(role) && role !== "chair";

/** A club is never without its chair: she is replaced, not ended. */
export const mayEnd = (role: Role, isStandIn: boolean): boolean => role !== "chair" || isStandIn;

/** One writes the money down and the other holds it: in one hand they are not forbidden, but asked about (domain.md 1.3). */
export const otherHand = (role: Role): Role | undefined =>
	role === "accountant" ? "treasurer" : role === "treasurer" ? "accountant" : undefined;

/** Days for which somebody may stand in; who is away for longer is replaced. */
export const mostStandInDays = 180;
/** How far ahead or back a role may begin. */
export const mostSinceDays = 60;
