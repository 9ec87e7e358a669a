import { type Say, say } from "../conversation/say.ts";
import { classify, type Doubt, type Impossible, type Pressure, type PressureClass } from "./rules.ts";

/** What is said of a class in plain words: a number is high, a person is never told that she is ill (docs/sources.md, Blood pressure). */
const adviceOf: Record<PressureClass, Parameters<typeof say>[0]> = {
	low: "health.advice-low",
	normal: "health.advice-normal",
	"high-normal": "health.advice-high-normal",
	"grade-1": "health.advice-grade-1",
	"grade-2": "health.advice-grade-2",
	"grade-3": "health.advice-grade-2",
	crisis: "health.advice-grade-2",
};

export const advice = (reading: Pressure, who: string): Say => say(adviceOf[classify(reading)], { who });

export const numbers = ({ systolic, diastolic }: Pressure): string => `${systolic}/${diastolic}`;

const impossible: Record<Impossible, Parameters<typeof say>[0]> = {
	systolic: "health.impossible-systolic",
	diastolic: "health.impossible-diastolic",
	pulse: "health.impossible-pulse",
	equal: "health.impossible-equal",
};

export const whyImpossible = (why: Impossible): Say => say(impossible[why]);

/** A doubtful reading is read back with the question whether it is right; what was probably meant is offered. */
export const doubtQuestion = (why: Doubt, reading: Pressure): Say =>
	say(why === "pulse" ? "health.doubt-pulse" : "health.doubt", {
		reading: numbers(reading),
		pulse: reading.pulse ?? "",
	});
