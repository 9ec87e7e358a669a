import * as broadcasts from "./broadcasts/index.ts";
import type { Dialogue } from "./conversation/dialogue.ts";
import { phrases as common } from "./conversation/phrases.ts";
import { makeUnderstand } from "./conversation/understanding/index.ts";
import * as health from "./health/index.ts";
import * as loans from "./loans/index.ts";
import * as meetings from "./meetings/index.ts";
import type { Handler } from "./notices/index.ts";
import * as people from "./people/index.ts";
import type { Sealing } from "./platform/sealing.ts";

/** The one list of features, in order: a feature may use those before it, and of two equal meanings the earlier wins. */
const features = [people, health, loans, meetings, broadcasts];

export const dialogues: Dialogue[] = features.flatMap((feature) => feature.dialogues);
/** What a timer of each kind does when its moment has come. */
export const handlers = (sealing: Sealing): Record<string, Handler> => ({
	"health.remeasure": health.remeasureHandler(sealing),
});

export const understand = makeUnderstand([common, ...features.map((feature) => feature.phrases)]);
