import type { Dialogue } from "../conversation/dialogue.ts";
import { laterAgain, relief, settle, wait } from "./after.ts";
import { away, back } from "./away.ts";
import { confirm, deny } from "./confirm.ts";
import { died, other, sure } from "./died.ts";
import { helperGone } from "./helper.ts";
import { left } from "./leaving.ts";
import { moved, moveIn, moveRefused } from "./moving.ts";
import { number } from "./number.ts";
import { obituary } from "./obituary.ts";
import { lost } from "./phone.ts";
import { takeover } from "./takeover.ts";

export const dialogues: Dialogue[] = [
	...[died, sure, other, obituary, confirm, deny],
	...[settle, wait, laterAgain, relief, takeover],
	...[away, back, left, moved, moveIn, moveRefused],
	...[lost, number, helperGone],
];
