import { reply } from "../../conversation/dialogue.ts";
import { say } from "../../conversation/say.ts";
import { announcesTo, makePage, pageMinutes } from "../../people/index.ts";
import { sql } from "../../platform/database.ts";

/** `gửi tệp danh sách`: a page on which staff hand in a sheet of members, since chats carry no files. */
export const upload = reply(
	"roster.upload",
	({ speaker }) => announcesTo(speaker) !== undefined || say("people.only-secretary"),
	async (_, context) => {
		const held = announcesTo(context.speaker)!;
		const [unit] = await context.read.rows<{ name: string }>(sql`
			SELECT CASE WHEN u.level = 'club' THEN u.name ELSE lower(l.title) || ' ' || u.name END AS name
			FROM unit u JOIN unit_level l ON l.level = u.level WHERE u.id = ${held.unitId}`);
		const area = unit?.name ?? held.unitName;
		const { page, writes } = makePage("upload", { unitId: held.unitId, area }, held.personId, context);
		const { url, digits } = page;
		return { says: [say("slips.upload", { area, url, digits, minutes: pageMinutes })], writes };
	},
);
