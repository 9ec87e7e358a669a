/** Millimetres of mercury; the pulse in beats a minute. */
export interface Pressure {
	systolic: number;
	diastolic: number;
	pulse?: number | null;
}

/** Whose classes: the Vietnam Society of Hypertension's table of 2022 (as ISH 2020), or the one of 2018. */
export type Table = "2022" | "2018";

export const currentTable: Table = "2022";

/** From the lowest to the highest; a table has either the crisis or grade 3. */
export const pressureClasses = [
	"low",
	"normal",
	"high-normal",
	"grade-1",
	"grade-2",
	"grade-3",
	"crisis",
] as const;
export type PressureClass = (typeof pressureClasses)[number];

interface Step {
	/** Lowest systolic and lowest diastolic that reach the class. */
	systolic: number;
	diastolic: number;
	class: PressureClass;
}

const shared: Step[] = [
	{ systolic: 130, diastolic: 85, class: "high-normal" },
	{ systolic: 140, diastolic: 90, class: "grade-1" },
	{ systolic: 160, diastolic: 100, class: "grade-2" },
];

/** VSH/VNHA 2018 and 2022 (docs/sources.md, Blood pressure): 110–119 below is grade 3 in 2018 and grade 2 in 2022. */
const steps: Record<Table, Step[]> = {
	"2018": [...shared, { systolic: 180, diastolic: 110, class: "grade-3" }],
	"2022": [...shared, { systolic: 180, diastolic: 120, class: "crisis" }],
};

/** Below either of these it is low (docs/sources.md, Blood pressure); that is said only when neither number is raised. */
const lowBelow = { systolic: 90, diastolic: 60 };

/** The class of a reading; where the two numbers fall apart the higher decides. It names a number, never an illness. */
export function classify({ systolic, diastolic }: Pressure, table: Table = currentTable): PressureClass {
	const reached = steps[table]
		.filter((step) => systolic >= step.systolic || diastolic >= step.diastolic)
		.at(-1);
	if (reached) return reached.class;
	return systolic < lowBelow.systolic || diastolic < lowBelow.diastolic ? "low" : "normal";
}

/** Numbers that are answered at once, before any confirmation, at any hour: ≥ 180 or ≥ 120 (docs/sources.md, Blood pressure). */
export const isDangerous = ({ systolic, diastolic }: Pressure): boolean =>
	systolic >= 180 || diastolic >= 120;

/** Outside these a number is a slip of the finger (docs/sources.md, Blood pressure). Both ends are possible. */
export const hardRanges = { systolic: [70, 300], diastolic: [40, 180], pulse: [30, 250] } as const;

/** Inside these nothing is asked (docs/sources.md, Blood pressure): below 90, below 50 or from 110, pulse below 50 or above 110 is. */
const softRanges = {
	systolic: [90, 179],
	diastolic: [50, 109],
	pulse: [50, 110],
	pulsePressure: [20, 100],
} as const;

const within = (value: number, [from, to]: readonly [number, number]): boolean =>
	Number.isInteger(value) && value >= from && value <= to;

export type Impossible = "systolic" | "diastolic" | "pulse" | "equal";
/** `swapped` and `tens` come with the reading that was probably meant; the others only ask whether it is right. */
export type Doubt = "swapped" | "tens" | "pulse-pressure" | "systolic" | "diastolic" | "pulse";

export type Judgement =
	| { kind: "clear"; reading: Pressure }
	| { kind: "impossible"; why: Impossible }
	| { kind: "doubtful"; why: Doubt; reading: Pressure };

const isPossible = ({ systolic, diastolic }: Pressure): boolean =>
	within(systolic, hardRanges.systolic) && within(diastolic, hardRanges.diastolic) && systolic > diastolic;

const tenfold = ({ systolic, diastolic, pulse }: Pressure): Pressure => ({
	systolic: Math.round(systolic * 10),
	diastolic: Math.round(diastolic * 10),
	pulse,
});

/** What a reading that cannot be as typed was probably meant to be, or why it cannot be at all. */
function misread(reading: Pressure): Judgement {
	const swapped = { ...reading, systolic: reading.diastolic, diastolic: reading.systolic };
	if (isPossible(swapped)) return { kind: "doubtful", why: "swapped", reading: swapped };
	// `14/9` and `14.5/9` are said in cmHg; they are never turned into mmHg in silence.
	if (isPossible(tenfold(reading))) return { kind: "doubtful", why: "tens", reading: tenfold(reading) };
	if (!within(reading.systolic, hardRanges.systolic)) return { kind: "impossible", why: "systolic" };
	if (!within(reading.diastolic, hardRanges.diastolic)) return { kind: "impossible", why: "diastolic" };
	return { kind: "impossible", why: "equal" };
}

function doubtOf({ systolic, diastolic, pulse }: Pressure): Doubt | undefined {
	if (!within(systolic - diastolic, softRanges.pulsePressure)) return "pulse-pressure";
	if (!within(systolic, softRanges.systolic)) return "systolic";
	if (!within(diastolic, softRanges.diastolic)) return "diastolic";
	return typeof pulse === "number" && !within(pulse, softRanges.pulse) ? "pulse" : undefined;
}

/**
 * Whether a reading may be kept as it was typed (docs/sources.md, Blood pressure). A dangerous one is never doubted: its warning goes out
 * at once, and a pulse that cannot be is dropped from it rather than asked about. `reading` is what to keep or to
 * offer; a swapped or tenfold one may be dangerous itself, so ask `isDangerous` of it too.
 */
export function judge(reading: Pressure): Judgement {
	if (!isPossible(reading)) return misread(reading);
	const hasImpossiblePulse = typeof reading.pulse === "number" && !within(reading.pulse, hardRanges.pulse);
	if (isDangerous(reading))
		return { kind: "clear", reading: hasImpossiblePulse ? { ...reading, pulse: null } : reading };
	if (hasImpossiblePulse) return { kind: "impossible", why: "pulse" };
	const why = doubtOf(reading);
	return why ? { kind: "doubtful", why, reading } : { kind: "clear", reading };
}
