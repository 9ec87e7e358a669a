import * as broadcasts from "./broadcasts/index.ts";
import type { Dialogue } from "./conversation/dialogue.ts";
import { phrases as common } from "./conversation/phrases.ts";
import { makeUnderstand, type PhraseBook } from "./conversation/understanding/index.ts";
import * as health from "./health/index.ts";
import * as linking from "./linking/index.ts";
import * as lives from "./lives/index.ts";
import * as loans from "./loans/index.ts";
import * as meetings from "./meetings/index.ts";
import type { Handler } from "./notices/index.ts";
import * as people from "./people/index.ts";
import type { Sealing } from "./platform/sealing.ts";
import * as practice from "./practice/index.ts";
import * as privacy from "./privacy/index.ts";
import * as relays from "./relays/index.ts";
import * as roles from "./roles/index.ts";
import * as roster from "./roster/index.ts";
import * as smalltalk from "./smalltalk/index.ts";
import * as tasks from "./tasks/index.ts";
import * as units from "./units/index.ts";

interface Feature {
	dialogues: Dialogue[];
	phrases: PhraseBook;
	/** What a timer of each kind does when its moment has come. */
	timers?(sealing: Sealing): Record<string, Handler>;
}

/** The one list of features, in order: a feature may use those before it, and of two equal meanings the earlier wins. */
// biome-ignore format: one line is read at a glance, by people and by the test of the floors
const features: Feature[] = [people, tasks, linking, relays, roster, roles, privacy, units, health, loans, meetings, broadcasts, lives, practice, smalltalk];

export const dialogues: Dialogue[] = features.flatMap((feature) => feature.dialogues);

export const handlers = (sealing: Sealing): Record<string, Handler> =>
	Object.assign({}, ...features.map((feature) => feature.timers?.(sealing)));

export const understand = makeUnderstand([common, ...features.map((feature) => feature.phrases)]);
