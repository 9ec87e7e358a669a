import { type Context, form, type Read, type Slot } from "../conversation/dialogue.ts";
import { say } from "../conversation/say.ts";
import type { Json } from "../conversation/session.ts";
import type { SpokenFor } from "../conversation/speaker.ts";
import type { Write } from "../conversation/turn.ts";
import { noticeWrites, type Words } from "../notices/index.ts";
import { actingFor } from "../people/index.ts";
import { dayOf, plusMinutes } from "../platform/clock.ts";
import { sql } from "../platform/database.ts";
import { closeTask } from "../tasks/index.ts";
import { eraseWrites, farewellKey, wakePhones } from "./erase.ts";
import { wishOf } from "./rules.ts";
import { type Request, requestOf } from "./store.ts";

/** A request of those that wait at this speaker's office; anybody else's is none of hers. */
const requestSlot = <Before>(): Slot<Request, Before> => ({
	ask: () => ({ say: say("privacy.finish-title") }),
	otherwise: () => "",
	async read(raw, _, { read, today, speaker }): Promise<Read<Request>> {
		const request = await requestOf(read, String(raw), today);
		if (!request) return { end: say("privacy.request-gone") };
		const acting = await actingFor(read, request.unitId, "officer", today);
		const own = speaker.persons.filter((one) => one.relation === "self").map((one) => one.personId);
		if (!own.some((id) => acting.includes(id))) return { end: say("privacy.request-not-yours") };
		if (wishOf(request.key) === "delete" && request.holdsRole)
			return { end: say("privacy.finish-holds-role", { who: request.who }) };
		return { value: request };
	},
});

const mine = ({ speaker }: Context): SpokenFor | undefined =>
	speaker.persons.find((one) => one.relation === "self");

/** Said to her as she is called: `bà Sen` of `bà Mẫu Thị Sen`. */
const shortName = (who: string): string => `${who.split(" ")[0]} ${who.split(" ").at(-1)}`;

/** What she waits for is told like a receipt: by day, whatever else came, and it never lapses. */
const tell = (key: string, { personId }: Request, words: Words, context: Context): Write[] =>
	noticeWrites([{ key, personId, kind: "receipt", notBefore: context.now, until: null, words }], context);

interface Finishing {
	request: Request;
	sure: boolean;
}

const sure: Slot<boolean, Finishing> = {
	needed: ({ request }) => wishOf(request.key) === "delete",
	ask: ({ request: { who, readings } }) => ({
		say: say("privacy.finish-ask", { who, readings }),
		offers: [
			{ label: say("privacy.finish-yes"), does: { do: "answer", slot: "sure", raw: true } },
			{ label: say("privacy.finish-no"), does: { do: "answer", slot: "sure", raw: false } },
		],
	}),
	read: (raw, { request }) =>
		raw === true
			? { value: true }
			: { end: say("privacy.finish-waits", { who: request.who, day: dayOf(request.dueAt) }) },
};

/** The office has handed the copy over, or erases; she is told. */
export const finish = form<Finishing>("privacy.finish", {
	title: say("privacy.finish-title"),
	may: () => true,
	slots: { request: requestSlot<Finishing>(), sure },
	save({ request }, context) {
		const { key, personId, who } = request;
		const { now, today } = context;
		const closing = closeTask(key, "done", mine(context)?.personId ?? null, now);
		const values = { who: shortName(who), day: today, keeper: mine(context)?.called ?? "" };
		if (wishOf(key) === "export")
			return [
				...closing,
				...tell(`privacy:told:${key}`, request, { says: [say("privacy.export-done", values)] }, context),
			];
		return [
			...closing,
			wakePhones(personId),
			...eraseWrites(personId, today),
			...tell(farewellKey(key), request, { says: [say("privacy.farewell", values)] }, context),
		];
	},
	done: ({ request: { key, who } }) => ({
		says: [say(wishOf(key) === "export" ? "privacy.finished-export" : "privacy.finished-delete", { who })],
	}),
	final: "what was handed over or erased cannot be taken back",
});

interface Stuck {
	request: Request;
	reason: string;
}

/** Days for which a request that is stuck keeps quiet; the law's day stays. */
const quietDays = 2;

/** `Còn vướng`: the reason stands with the task, and she is told where a message still reaches her. */
export const stuck = form<Stuck>("privacy.stuck", {
	title: say("privacy.finish-title"),
	may: () => true,
	slots: {
		request: requestSlot<Stuck>(),
		reason: {
			expecting: "text",
			ask: ({ request }) => ({ say: say("privacy.stuck-ask", { who: request.who }) }),
			read: (raw) => ({ value: String(raw).slice(0, 500) }),
		},
	},
	save: ({ request, reason }, context, key) => [
		{
			statement: sql`
				UPDATE task SET why = ${context.seal(reason)}, quiet_until = ${plusMinutes(context.now, quietDays * 24 * 60)}
				WHERE key = ${request.key} AND closed_at IS NULL`,
			expects: 1,
		},
		...(wishOf(request.key) === "export"
			? tell(
					`privacy:${key}`,
					request,
					{
						says: [
							say("privacy.export-stuck", {
								who: shortName(request.who),
								reason,
								day: dayOf(request.dueAt),
								keeper: mine(context)?.called ?? "",
							}),
						],
					},
					context,
				)
			: []),
	],
	done: ({ request }) => {
		const values = { who: request.who, day: dayOf(request.dueAt) };
		const isDelete = wishOf(request.key) === "delete";
		return { says: [say(isDelete ? "privacy.stuck-delete" : "privacy.stuck-export", values)] };
	},
	undo: {
		values: ({ request }, key): Json => ({ request: request.key, notice: `privacy:${key}` }),
		writes: (values) => {
			const { request, notice } = values as { request: string; notice: string };
			return [
				{
					statement: sql`UPDATE task SET why = NULL, quiet_until = NULL WHERE key = ${request} AND closed_at IS NULL`,
				},
				{
					statement: sql`UPDATE notice SET state = 'cancelled', words = NULL WHERE key = ${notice} AND state = 'waiting'`,
				},
			];
		},
		done: say("privacy.stuck-undone"),
	},
});
