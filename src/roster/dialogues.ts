import type { Dialogue } from "../conversation/dialogue.ts";
import { add } from "./add.ts";
import { correct } from "./correct.ts";
import { invite } from "./invite.ts";
import { list } from "./list.ts";
import { paste } from "./paste.ts";
import { slips } from "./slips/dialogue.ts";
import { upload } from "./slips/upload.ts";

export const dialogues: Dialogue[] = [paste, add, list, correct, invite, slips, upload];
