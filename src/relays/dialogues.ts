import type { Dialogue } from "../conversation/dialogue.ts";

export const dialogues: Dialogue[] = [];
