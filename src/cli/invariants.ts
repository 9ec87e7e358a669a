import { type Statement, sql } from "../platform/database.ts";

/** One thing that must always be true, as a search for what breaks it. */
export interface Invariant {
	what: string;
	/** Rows with an `id`, one for each that breaks it. */
	broken: Statement;
	/** How to look closer at the first of them. */
	look: (id: string) => string;
}

export interface Seen {
	now: Date;
	/** In Vietnam. */
	today: string;
	keyId: string;
}

const receipt = (id: string) => `clbot trace receipt:${id}`;
const row = (table: string) => (id: string) => `SELECT * FROM ${table} WHERE id = ${id}`;

/** Money balances (docs/promises.md 3). The database refuses what does not; this looks at what it holds all the same. */
const money: Invariant[] = [
	{
		what: "every posting has two entries at least and sums to zero",
		broken: sql`
			SELECT p.id FROM posting p LEFT JOIN entry e ON e.posting_id = p.id
			GROUP BY p.id HAVING count(e.id) < 2 OR sum(e.amount_vnd) <> 0`,
		look: receipt,
	},
	{
		what: "every reversal mirrors its original",
		broken: sql`
			SELECT r.id FROM posting r LEFT JOIN posting o ON o.id = r.reverses_id
			WHERE (r.kind = 'reversal' OR r.reverses_id IS NOT NULL) AND (o.id IS NULL OR r.kind <> 'reversal'
				OR o.kind = 'reversal' OR o.club_id <> r.club_id OR EXISTS (
					SELECT 1 FROM (
						SELECT account, amount_vnd * CASE WHEN posting_id = r.id THEN -1 ELSE 1 END AS vnd, person_id, loan_id,
							CASE WHEN posting_id = r.id THEN -1 ELSE 1 END AS side
						FROM entry WHERE posting_id IN (r.id, o.id)) both_sides
					GROUP BY account, vnd, person_id, loan_id HAVING sum(side) <> 0))`,
		look: receipt,
	},
	{
		what: "every entry names its loan's borrower and stands in its loan's club",
		broken: sql`
			SELECT p.id FROM entry e JOIN posting p ON p.id = e.posting_id JOIN loan l ON l.id = e.loan_id
			WHERE l.club_id <> p.club_id OR e.person_id IS DISTINCT FROM l.person_id`,
		look: receipt,
	},
	{
		what: "no loan has more repaid than was lent",
		broken: sql`
			SELECT loan_id AS id FROM entry WHERE account = 'principal' GROUP BY loan_id HAVING sum(amount_vnd) < 0`,
		look: (id) => `SELECT * FROM entry WHERE loan_id = ${id} ORDER BY id`,
	},
];

const people = ({ today }: Seen): Invariant[] => [
	{
		what: "no person is twice in the current membership of clubs",
		broken: sql`
			SELECT person_id AS id FROM membership WHERE from_day <= ${today} AND (to_day IS NULL OR to_day >= ${today})
			GROUP BY person_id HAVING count(*) > 1`,
		look: (id) => `SELECT * FROM membership WHERE person_id = ${id}`,
	},
	{
		what: "nobody is a member today of what is no club, or of one that ended",
		broken: sql`
			SELECT m.id FROM membership m JOIN unit u ON u.id = m.club_id
			WHERE m.from_day <= ${today} AND (m.to_day IS NULL OR m.to_day >= ${today}) AND (u.level <> 'club' OR u.valid_to < ${today})`,
		look: row("membership"),
	},
	{
		what: "no role is held today at a unit that ended",
		broken: sql`
			SELECT g.id FROM role_grant g JOIN unit u ON u.id = g.unit_id
			WHERE g.from_day <= ${today} AND (g.to_day IS NULL OR g.to_day >= ${today}) AND u.valid_to < ${today}`,
		look: row("role_grant"),
	},
	{
		what: "no role is held today by somebody who died",
		broken: sql`
			SELECT g.id FROM role_grant g JOIN person p ON p.id = g.person_id
			WHERE p.died_on < ${today} AND g.from_day <= ${today} AND (g.to_day IS NULL OR g.to_day >= ${today})`,
		look: row("role_grant"),
	},
	{
		what: "no account speaks for somebody who died",
		broken: sql`
			SELECT ap.id FROM account_person ap JOIN person p ON p.id = ap.person_id
			WHERE ap.to_time IS NULL AND p.died_on IS NOT NULL`,
		look: row("account_person"),
	},
	{
		what: "every unit stands in the tree where its path says",
		broken: sql`
			SELECT u.id FROM unit u LEFT JOIN unit up ON up.id = u.parent_id
			WHERE u.path <> coalesce(up.path, '/') || u.id || '/'`,
		look: row("unit"),
	},
	{
		what: "every open task has somebody who acts for it",
		broken: sql`
			SELECT t.id FROM task t WHERE t.closed_at IS NULL AND (
				(t.for_role IS NOT NULL AND NOT EXISTS (SELECT 1 FROM acting(t.unit_id, t.for_role, ${today})))
				OR EXISTS (SELECT 1 FROM person p WHERE p.id = t.for_person_id AND p.died_on IS NOT NULL))`,
		look: row("task"),
	},
	{
		what: "one holds an office that is one person's",
		broken: sql`
			SELECT min(g.id) AS id FROM role_grant g
			WHERE g.role IN ('chair', 'secretary', 'accountant', 'treasurer') AND g.stands_in_for IS NULL
				AND g.from_day <= ${today} AND (g.to_day IS NULL OR g.to_day >= ${today})
			GROUP BY g.unit_id, g.role HAVING count(*) > 1`,
		look: row("role_grant"),
	},
];

/** Nothing said is lost, nothing is done twice (docs/promises.md 1 and 2). */
const corridor = ({ now }: Seen): Invariant[] => [
	{
		what: "no message waits for its turn longer than five minutes",
		broken: sql`
			SELECT id FROM inbox WHERE done_at IS NULL AND set_aside_at IS NULL AND received_at < ${now}::timestamptz - interval '5 minutes'`,
		look: (id) => `is a gateway running? clbot trace inbox:${id}`,
	},
	{
		what: "every message that waits or is set aside still has its words",
		broken: sql`SELECT id FROM inbox WHERE done_at IS NULL AND body IS NULL`,
		look: (id) => `clbot trace inbox:${id}`,
	},
	{
		what: "at most one message of a chat is on its way",
		broken: sql`SELECT chat_id AS id FROM outbox WHERE state = 'claimed' GROUP BY chat_id HAVING count(*) > 1`,
		look: (id) => `SELECT * FROM outbox WHERE chat_id = ${id} AND state = 'claimed'`,
	},
	{
		// The living touch their row by the database's clock; a claim's own time is the bot's.
		what: "nothing is claimed by a process that has not lived for a minute",
		broken: sql`
			SELECT o.id FROM outbox o LEFT JOIN process p ON p.id = o.claimed_by
			WHERE o.state = 'claimed' AND coalesce(p.touched_at < now() - interval '1 minute', o.claimed_at < ${now}::timestamptz - interval '1 minute')`,
		look: (id) => `any bot that starts takes it over; clbot trace outbox:${id}`,
	},
	{
		what: "every message that is yet to leave still has its words",
		broken: sql`SELECT id FROM outbox WHERE state IN ('planned', 'claimed') AND body IS NULL`,
		look: (id) => `clbot trace outbox:${id}`,
	},
	{
		what: "every notice that was told stands in a message",
		broken: sql`
			SELECT n.id FROM notice n LEFT JOIN outbox o ON o.id = n.outbox_id WHERE n.state = 'composed' AND o.id IS NULL`,
		look: row("notice"),
	},
	{
		what: "no announcement has two messages in one chat",
		broken: sql`
			SELECT announcement_id AS id FROM announcement_person WHERE outbox_id IS NOT NULL
			GROUP BY announcement_id, chat_id HAVING count(DISTINCT outbox_id) > 1`,
		look: (id) => `SELECT * FROM announcement_person WHERE announcement_id = ${id}`,
	},
];

/** What was said is blanked when it is done, and sealed until then. */
const privacy = ({ keyId }: Seen): Invariant[] => [
	{
		what: "no message is kept after its turn",
		broken: sql`SELECT id FROM inbox WHERE done_at IS NOT NULL AND body IS NOT NULL`,
		look: (id) => `clbot trace inbox:${id}`,
	},
	{
		what: "no message is kept after it was sent, or given up",
		broken: sql`
			SELECT id FROM outbox WHERE state IN ('sent', 'failed', 'lapsed', 'cancelled') AND body IS NOT NULL`,
		look: (id) => `clbot trace outbox:${id}`,
	},
	...[
		["inbox", "body"],
		["outbox", "body"],
		["notice", "words"],
		["saved", "values"],
		["announcement", "text"],
		["person", "phone"],
		["unit", "office_phone"],
	].map(([table, column]) => ({
		what: `everything in ${table}.${column} is sealed with the current key`,
		broken: {
			// The first two bytes of a sealed value name its key.
			text: `SELECT id FROM ${table} WHERE ${column} IS NOT NULL AND encode(substring(${column} FROM 1 FOR 2), 'hex') <> $1`,
			values: [keyId],
		},
		look: () => `the current key is ${keyId}: is CLBOT_KEY the one of this database?`,
	})),
];

export const invariants = (seen: Seen): Invariant[] => [
	...money,
	...people(seen),
	...corridor(seen),
	...privacy(seen),
];
