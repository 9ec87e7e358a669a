import type { Dialogue } from "../conversation/dialogue.ts";
import { humans } from "./human.ts";
import { list } from "./mine.ts";
import { settling } from "./settle.ts";

export const dialogues: Dialogue[] = [...list, ...settling, ...humans];
