import type { Dialogue } from "../conversation/dialogue.ts";
import { deleteData, keepData } from "./delete.ts";
import { exportData } from "./export.ts";
import { finish, stuck } from "./finish.ts";
import { dialogues as looks } from "./looks.ts";
import { forget, withdraw } from "./withdraw.ts";

export const dialogues: Dialogue[] = [
	exportData,
	deleteData,
	keepData,
	withdraw,
	forget,
	finish,
	stuck,
	...looks,
];
