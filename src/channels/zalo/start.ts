import { OperatorError } from "../../platform/config.ts";
import { within } from "../pause.ts";
import { type ZaloClient, ZaloError } from "./client.ts";
import { isRefusedToken } from "./outcome.ts";

export const whereFrom = "copy it from the message that Zalo Bot Manager sent when the bot was made";

/** A wrong token ends the start; a network that does not answer does not, since it may come back. */
export async function checkToken(client: ZaloClient, limitMs: number) {
	const error: unknown = await within(limitMs, client.getMe()).catch((thrown: unknown) => thrown);
	if (error instanceof ZaloError && isRefusedToken(error)) {
		throw new OperatorError(`ZALO_BOT_TOKEN is refused by Zalo (${error.code}): ${whereFrom}`);
	}
}
