import type { Dialogue } from "../conversation/dialogue.ts";
import { endForm } from "./end.ts";
import { listReply } from "./list.ts";
import { roleForm } from "./name.ts";
import { standInForm } from "./standIn.ts";

export const dialogues: Dialogue[] = [roleForm, endForm, standInForm, listReply];
