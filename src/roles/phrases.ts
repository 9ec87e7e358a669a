import { type Heard, type PhraseBook, says } from "../conversation/understanding/index.ts";
import { given } from "../conversation/understanding/slots.ts";
import { endedIn, isNobody, listedIn, namedIn, type Spoken, stoodIn } from "./spoken.ts";

const meaning = (weight: number, spoken: (m: Heard) => Spoken | undefined) => ({
	says: [says(weight, (m: Heard) => spoken(m) !== undefined)],
	slots: (m: Heard) => given({ ...spoken(m) }),
});

/** Asked who is to follow: `chưa` is no no. */
const nobodyYet = (m: Heard): Spoken | undefined =>
	m.expecting === "follower" && isNobody(m.text) ? { member: m.text } : undefined;

export const phrases: PhraseBook = {
	"role.name": meaning(84, (m) => nobodyYet(m) ?? namedIn(m)),
	"role.end": meaning(85, endedIn),
	"role.stand-in": meaning(83, stoodIn),
	"role.list": meaning(82, listedIn),
};
