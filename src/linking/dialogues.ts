import type { Dialogue } from "../conversation/dialogue.ts";
import { asked } from "./asked.ts";
import { linking } from "./linking.ts";
import { money } from "./money.ts";
import { paper } from "./paper.ts";

export const dialogues: Dialogue[] = [linking, asked, paper, money];
