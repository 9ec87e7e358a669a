import type { Heard } from "./heard.ts";
import type { Understood } from "./index.ts";
export function awaited(_m: Heard, _e: string, _i: string | undefined, _w: number): Understood | undefined { return undefined; }
