import type { Dialogue } from "../conversation/dialogue.ts";
import { relaysForm } from "./assign.ts";
import { consenting } from "./consent.ts";
import { ticking } from "./tick.ts";

export const dialogues: Dialogue[] = [relaysForm, ...consenting, ...ticking];
