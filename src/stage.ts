import type { Outgoing } from "./conversation/message.ts";
import { outgoing } from "./conversation/present.ts";
import { say } from "./conversation/say.ts";
import type { Stage } from "./conversation/scene.ts";
import type { Turn } from "./conversation/turn.ts";
import { dialogues, understand } from "./features.ts";
import { codeShape, greet, heardAddress, help, notUnderstood, personToCall } from "./people/index.ts";
import type { Sealing } from "./platform/sealing.ts";
import { amongSamples } from "./practice/index.ts";

/** What the conversation is given by the features. @param publicUrl where the pages for staff are reached */
export function makeStage(sealing: Sealing, publicUrl = "http://localhost:3000"): Stage {
	return {
		dialogues: new Map(dialogues.map((one) => [one.name, one])),
		understand,
		sealing,
		publicUrl,
		help,
		notUnderstood: (context, misses, open) => notUnderstood(context, misses, open, personToCall),
		greet,
		personToCall,
		heardAddress: (text, { address, persons }) =>
			heardAddress(
				text,
				address,
				persons.filter((one) => one.relation === "helper").map((one) => one.called),
			),
		amongSamples,
		code: { looksLike: codeShape, intent: "people.link", slot: "proof" },
	};
}

/** What somebody is told whose message broke the bot. */
export const apology = ({ speaker }: Turn): Outgoing => outgoing([say("common.apology")], undefined, speaker);
