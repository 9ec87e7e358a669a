import type { Outgoing } from "./conversation/message.ts";
import { outgoing } from "./conversation/present.ts";
import { say } from "./conversation/say.ts";
import type { Stage } from "./conversation/scene.ts";
import type { Turn } from "./conversation/turn.ts";
import { dialogues, understand } from "./features.ts";
import { codeShape, greet, help, notUnderstood, personToCall } from "./people/index.ts";
import type { Sealing } from "./platform/sealing.ts";

/** What the conversation is given by the features. */
export function makeStage(sealing: Sealing): Stage {
	const call: Stage["personToCall"] = (context, isBeside) =>
		personToCall(context, (sealed) => sealing.open<string>(sealed), isBeside);
	return {
		dialogues: new Map(dialogues.map((one) => [one.name, one])),
		understand,
		sealing,
		help,
		notUnderstood: (context, misses) => notUnderstood(context, misses, async (one) => call(one)),
		greet,
		personToCall: call,
		code: { looksLike: codeShape, intent: "people.link", slot: "code" },
	};
}

/** What somebody is told whose message broke the bot. */
export const apology = ({ speaker }: Turn): Outgoing => outgoing([say("common.apology")], undefined, speaker);
