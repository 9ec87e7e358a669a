import fs from "node:fs";

/** What a process has used so far, as Linux tells it. */
export interface Usage {
	/** User and system time of all its threads. */
	cpuMs: number;
	rssMb: number;
	rssMaxMb: number;
}

/** Linux counts in hundredths of a second, whatever the kernel's own tick is. */
const tickMs = 10;

export function usageOf(pid: number): Usage {
	const stat = fs.readFileSync(`/proc/${pid}/stat`, "utf8");
	const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
	const status = fs.readFileSync(`/proc/${pid}/status`, "utf8");
	const mb = (name: string) => Math.round(Number(new RegExp(`${name}:\\s+(\\d+)`).exec(status)?.[1]) / 1024);
	return {
		cpuMs: (Number(fields[11]) + Number(fields[12])) * tickMs,
		rssMb: mb("VmRSS"),
		rssMaxMb: mb("VmHWM"),
	};
}
