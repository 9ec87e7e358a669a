import { anybody, type Context, type Dialogue, type Reply, reply } from "../conversation/dialogue.ts";
import { type Say, say } from "../conversation/say.ts";
import type { Json } from "../conversation/session.ts";
import type { Speaker } from "../conversation/speaker.ts";
import { fold } from "../language/index.ts";
import { boardOf, linked, officeOf } from "../people/index.ts";
import { plusMinutes } from "../platform/clock.ts";
import { amongSamples } from "./samples.ts";

const longestMin = 60;

/** What one of this office does most, to be tried: all of it exists at the sample club. */
function exerciseFor({ roles, persons }: Speaker): Say {
	if (officeOf({ roles } as Speaker)) return say("practice.begin-announce");
	if (roles.some(({ role }) => role === "secretary" || role === "chair")) return say("practice.begin-report");
	if (boardOf({ roles } as Speaker)) return say("practice.begin-loan");
	const elder = persons.find((one) => one.relation === "helper");
	const isSelf = persons.some((one) => one.relation === "self");
	return elder && !isSelf
		? say("practice.begin-helper", { who: elder.called })
		: say("practice.begin-member");
}

/** Offered with a new office it is one exercise; asked for, it goes on until she says so, or an hour. */
async function begins({ isAsked }: Record<string, Json>, { turn, now }: Context): Promise<Reply> {
	const sample = await amongSamples(turn);
	if (!sample) return { says: [say("practice.none")] };
	return {
		says: [exerciseFor(sample), ...(isAsked ? [say("practice.how-to-end")] : [])],
		practice: { until: plusMinutes(now, longestMin).toISOString(), isExercise: !isAsked },
	};
}

/** The command of Telegram's menu. */
const command = (text: string) => (/^\/tap$/.test(fold(text).trim()) ? { isAsked: true } : undefined);

export const dialogues: Dialogue[] = [
	reply("practice.begin", linked, begins, command),
	reply("practice.end", anybody, () => ({ says: [say("practice.not-practising")] })),
];
