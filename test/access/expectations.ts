/** Who may open what, and what of another's is shown there: whoever adds a dialogue writes down here whom it is for. */
export type Column =
	| "stranger"
	| "helper"
	| "member"
	| "relay"
	| "volunteer"
	| "health worker"
	| "secretary"
	| "accountant"
	| "treasurer"
	| "vice-chair"
	| "chair"
	| "officer"
	| "province";

/** A helper speaks for a member of this club; the health worker and the officer belong to its commune. */
export const columns: readonly Column[] = [
	"stranger",
	"helper",
	"member",
	"relay",
	"volunteer",
	"health worker",
	"secretary",
	"accountant",
	"treasurer",
	"vice-chair",
	"chair",
	"officer",
	"province",
];

/** Where the one lives who is asked about: in the speaker's club, in another of the commune, in another commune. */
export type Where = "here" | "next door" | "far away";

type What = "loan" | "reading" | "phone";

export interface Row {
	may: readonly Column[];
	/**
	 * What of a member of the own club may be read in the answer, and by whom. Of anybody in another club nothing ever
	 * is, and nothing by whoever is not named.
	 */
	shows?: Partial<Record<What, readonly Column[]>>;
}

const anybody: Row = { may: columns };
/** Everybody with a linked phone: about herself, those she speaks for, or what she was given to do. */
const linked: Row = { may: columns.filter((column) => column !== "stranger") };
const boardMembers: Column[] = ["secretary", "accountant", "treasurer", "vice-chair", "chair"];
const offices: Column[] = ["officer", "province"];
const board: Row = { may: boardMembers };
/** Whoever keeps the club's book. */
const keepers: Row = { may: ["secretary", "chair"] };
const keepersAndOffices: Row = { may: ["secretary", "chair", ...offices] };
const boardAndOffices: Row = { may: [...boardMembers, ...offices] };
/** A chair for her board, an officer for the chairs and officers below. */
const naming: Row = { may: ["chair", ...offices] };
/** A death is told by the family, or by whoever of the club knows the house. */
const tellsDeath: Row = { may: ["helper", "volunteer", "secretary", "vice-chair", "chair"] };

export const table: Record<string, Row> = {
	// oneself
	"people.consent-health": linked,
	stop: linked,
	resume: linked,
	language: linked,
	"address.set": linked,
	"people.who": anybody,
	smalltalk: anybody,
	"people.link": anybody,
	human: anybody,
	"human.leave": linked,
	"money.phone": linked,
	"units.where": linked,
	// what waits: the one task of this club is its secretary's, and names the phone of who asked to be called
	"tasks.mine": { ...linked, shows: { phone: ["secretary"] } },
	escalations: { ...linked, shows: { phone: ["secretary"] } },
	"tasks.open": { ...linked, shows: { phone: ["secretary"] } },
	"tasks.done": linked,
	"tasks.later": linked,
	"tasks.acknowledge": linked,
	"tasks.fine": linked,
	// consent and the book
	"consent.asked": keepers,
	"consent.paper": keepers,
	"roster.paste": keepers,
	"roster.slips": keepersAndOffices,
	"roster.upload": keepersAndOffices,
	"member.add": keepers,
	"member.list": board,
	"member.correct": keepers,
	"member.invite": boardAndOffices,
	// who tells whom
	"relay.assign": keepers,
	"relay.agree": linked,
	"relay.refuse": linked,
	"relay.end": linked,
	"relay.list": linked,
	"relay.done": linked,
	"relay.undone": linked,
	// offices
	"role.name": naming,
	"role.end": naming,
	"role.stand-in": naming,
	"role.list": linked,
	// her data; what is finished is a task, which only its holder can reach
	"privacy.export": linked,
	"privacy.delete": linked,
	"privacy.keep": linked,
	"privacy.withdraw": linked,
	"privacy.forget": linked,
	"privacy.finish": anybody,
	"privacy.stuck": anybody,
	"privacy.looks": linked,
	"privacy.who-can-see": linked,
	// health: nobody's but one's own
	"health.submit": anybody,
	"health.symptoms": linked,
	"health.history": linked,
	"health.medicine": linked,
	"care.request": linked,
	// money: a member's loan is seen by the board of her club, and she can ask who looked
	"loan.balance": { ...linked, shows: { loan: boardMembers } },
	"loan.schedule": { ...linked, shows: { loan: boardMembers } },
	// meetings and announcements
	"meeting.report": keepers,
	"meeting.next": linked,
	"meeting.rsvp": linked,
	"clubs.unreported": { may: offices },
	broadcast: keepersAndOffices,
	"broadcast.unreached": keepersAndOffices,
	// lives
	"lives.died": tellsDeath,
	"lives.died-sure": tellsDeath,
	"lives.died-other": tellsDeath,
	"lives.obituary": keepers,
	"lives.confirm-death": boardAndOffices,
	"lives.deny-death": boardAndOffices,
	"lives.loan-settle": keepers,
	"lives.loan-wait": keepers,
	"lives.loan-later": keepers,
	"lives.loan-relief": keepers,
	"lives.takeover": keepers,
	"lives.away": linked,
	"lives.back": linked,
	"lives.left": { ...keepers, shows: { loan: keepers.may } },
	"lives.moved": { ...keepers, shows: { loan: keepers.may } },
	"lives.move-in": keepers,
	"lives.move-refused": keepers,
	"lives.phone-lost": keepers,
	"lives.number": keepers,
	"lives.helper-gone": { may: ["helper", ...keepers.may] },
	// practice
	"practice.begin": linked,
	"practice.end": anybody,
};

/** In plain words: `NAME` is a member of the speaker's own club, then one of the next, then one of another commune. */
export const words: Record<string, Row["shows"]> = {
	"NAME còn nợ bao nhiêu": { loan: boardMembers },
	"bao giờ NAME phải trả nợ": { loan: boardMembers },
	"lịch sử trả nợ của NAME": { loan: boardMembers },
	"huyết áp của NAME thế nào": {},
	"xem huyết áp của NAME tháng này": {},
	"số điện thoại của NAME": {},
	"NAME nhà ở đâu": {},
	"danh sách hội viên": {},
	"danh sách quá hạn": {},
	"ai nợ nhiều nhất": {},
	"câu lạc bộ nào chưa báo cáo": {},
	"ai chưa báo được": {},
	"ban chủ nhiệm gồm những ai": {},
	"NAME làm thư ký": {},
	"NAME thôi làm thư ký": {},
	"mời NAME": {},
	việc: { phone: ["secretary"] },
	"ai đã xem sổ của tôi": {},
	"ai báo giúp ai": {},
	"đã báo NAME": {},
	"câu lạc bộ giữ gì về tôi": {},
};
