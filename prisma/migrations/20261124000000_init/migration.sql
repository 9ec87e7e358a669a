-- CreateTable
CREATE TABLE "announcement" (
    "id" SERIAL NOT NULL,
    "key" TEXT NOT NULL,
    "by_person_id" INTEGER NOT NULL,
    "chat_id" INTEGER NOT NULL,
    "unit_id" INTEGER NOT NULL,
    "text" BYTEA NOT NULL,
    "made_at" TIMESTAMPTZ(3) NOT NULL,
    "progress_key" TEXT NOT NULL,
    "planned_at" TIMESTAMPTZ(3),
    "finished_at" TIMESTAMPTZ(3),
    "cancelled_at" TIMESTAMPTZ(3),

    CONSTRAINT "announcement_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "announcement_person" (
    "announcement_id" INTEGER NOT NULL,
    "person_id" INTEGER NOT NULL,
    "chat_id" INTEGER,
    "outbox_id" BIGINT,

    CONSTRAINT "announcement_person_pkey" PRIMARY KEY ("announcement_id","person_id")
);

-- CreateTable
CREATE TABLE "door" (
    "id" SMALLSERIAL NOT NULL,
    "channel" TEXT NOT NULL,
    "bot" TEXT NOT NULL,
    "pace_at" TIMESTAMPTZ(3) NOT NULL DEFAULT 'epoch',
    "paused_until" TIMESTAMPTZ(3),

    CONSTRAINT "door_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "door_month" (
    "door_id" SMALLINT NOT NULL,
    "month" TEXT NOT NULL,
    "incoming" INTEGER NOT NULL DEFAULT 0,
    "outgoing" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "door_month_pkey" PRIMARY KEY ("door_id","month")
);

-- CreateTable
CREATE TABLE "chat" (
    "id" SERIAL NOT NULL,
    "door_id" SMALLINT NOT NULL,
    "external_id" TEXT NOT NULL,
    "reachable" BOOLEAN NOT NULL DEFAULT true,
    "session" BYTEA,
    "last_left_at" TIMESTAMPTZ(3),
    "last_heard_at" TIMESTAMPTZ(3),

    CONSTRAINT "chat_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "inbox" (
    "id" BIGSERIAL NOT NULL,
    "door_id" SMALLINT NOT NULL,
    "event_id" TEXT NOT NULL,
    "chat_id" INTEGER NOT NULL,
    "written_at" TIMESTAMPTZ(3) NOT NULL,
    "received_at" TIMESTAMPTZ(3) NOT NULL,
    "body" BYTEA,
    "failures" SMALLINT NOT NULL DEFAULT 0,
    "cause" TEXT,
    "set_aside_at" TIMESTAMPTZ(3),
    "done_at" TIMESTAMPTZ(3),

    CONSTRAINT "inbox_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "outbox" (
    "id" BIGSERIAL NOT NULL,
    "key" TEXT NOT NULL,
    "chat_id" INTEGER NOT NULL,
    "door_id" SMALLINT NOT NULL,
    "kind" TEXT NOT NULL,
    "lane" SMALLINT NOT NULL,
    "state" TEXT NOT NULL,
    "not_before" TIMESTAMPTZ(3) NOT NULL,
    "until" TIMESTAMPTZ(3),
    "held" TEXT,
    "body" BYTEA,
    "replaces_id" BIGINT,
    "planned_at" TIMESTAMPTZ(3) NOT NULL,
    "claimed_at" TIMESTAMPTZ(3),
    "claimed_by" INTEGER,
    "attempts" SMALLINT NOT NULL DEFAULT 0,
    "platform_ids" TEXT[],
    "why" TEXT,
    "settled_at" TIMESTAMPTZ(3),

    CONSTRAINT "outbox_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "process" (
    "id" SERIAL NOT NULL,
    "role" TEXT NOT NULL,
    "host" TEXT NOT NULL,
    "pid" INTEGER NOT NULL,
    "touched_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "process_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "notice" (
    "id" BIGSERIAL NOT NULL,
    "key" TEXT NOT NULL,
    "person_id" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "not_before" TIMESTAMPTZ(3) NOT NULL,
    "until" TIMESTAMPTZ(3),
    "words" BYTEA,
    "late" BOOLEAN NOT NULL DEFAULT false,
    "state" TEXT NOT NULL DEFAULT 'waiting',
    "why" TEXT,
    "filed_at" TIMESTAMPTZ(3) NOT NULL,
    "outbox_id" BIGINT,

    CONSTRAINT "notice_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "timer" (
    "id" BIGSERIAL NOT NULL,
    "key" TEXT NOT NULL,
    "what" TEXT NOT NULL,
    "due" TIMESTAMPTZ(3) NOT NULL,
    "values" JSONB NOT NULL,
    "done_at" TIMESTAMPTZ(3),
    "cancelled_at" TIMESTAMPTZ(3),
    "failures" SMALLINT NOT NULL DEFAULT 0,
    "cause" TEXT,

    CONSTRAINT "timer_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "job_slot" (
    "job" TEXT NOT NULL,
    "slot" TEXT NOT NULL,
    "due_at" TIMESTAMPTZ(3) NOT NULL,
    "ran_at" TIMESTAMPTZ(3) NOT NULL,
    "late" BOOLEAN NOT NULL,

    CONSTRAINT "job_slot_pkey" PRIMARY KEY ("job","slot")
);

-- CreateTable
CREATE TABLE "saved" (
    "id" BIGSERIAL NOT NULL,
    "key" TEXT NOT NULL,
    "chat_id" INTEGER NOT NULL,
    "person_id" INTEGER,
    "form" TEXT NOT NULL,
    "values" BYTEA NOT NULL,
    "saved_at" TIMESTAMPTZ(3) NOT NULL,
    "undone_at" TIMESTAMPTZ(3),

    CONSTRAINT "saved_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "practice_message" (
    "seq" BIGSERIAL NOT NULL,
    "chat" TEXT NOT NULL,
    "from_bot" BOOLEAN NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "body" BYTEA NOT NULL,
    "platform_id" TEXT NOT NULL,
    "replaces" TEXT,
    "taken" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "practice_message_pkey" PRIMARY KEY ("seq")
);

-- CreateTable
CREATE TABLE "reading" (
    "id" BIGSERIAL NOT NULL,
    "key" TEXT NOT NULL,
    "person_id" INTEGER NOT NULL,
    "systolic" SMALLINT NOT NULL,
    "diastolic" SMALLINT NOT NULL,
    "pulse" SMALLINT,
    "measured_on" DATE NOT NULL,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL,
    "class" TEXT NOT NULL,
    "table" TEXT NOT NULL,
    "chat_id" INTEGER,
    "undone_at" TIMESTAMPTZ(3),

    CONSTRAINT "reading_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "loan" (
    "id" SERIAL NOT NULL,
    "key" TEXT NOT NULL,
    "club_id" INTEGER NOT NULL,
    "person_id" INTEGER NOT NULL,
    "principal_vnd" BIGINT NOT NULL,
    "rate_basis_points" SMALLINT NOT NULL,
    "months" SMALLINT NOT NULL,
    "started_on" DATE NOT NULL,
    "repayment" TEXT NOT NULL,
    "purpose" TEXT,

    CONSTRAINT "loan_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "posting" (
    "id" BIGSERIAL NOT NULL,
    "key" TEXT NOT NULL,
    "club_id" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "day" DATE NOT NULL,
    "posted_at" TIMESTAMPTZ(3) NOT NULL,
    "by_person_id" INTEGER,
    "reverses_id" BIGINT,
    "cause" TEXT,
    "xid" TEXT NOT NULL DEFAULT (pg_current_xact_id()::text),

    CONSTRAINT "posting_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "entry" (
    "id" BIGSERIAL NOT NULL,
    "posting_id" BIGINT NOT NULL,
    "account" TEXT NOT NULL,
    "amount_vnd" BIGINT NOT NULL,
    "person_id" INTEGER,
    "loan_id" INTEGER,

    CONSTRAINT "entry_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "meeting_rule" (
    "unit_id" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "nth" SMALLINT NOT NULL,
    "weekday" SMALLINT,
    "time" TEXT NOT NULL,
    "place" TEXT NOT NULL,

    CONSTRAINT "meeting_rule_pkey" PRIMARY KEY ("unit_id")
);

-- CreateTable
CREATE TABLE "meeting" (
    "id" SERIAL NOT NULL,
    "unit_id" INTEGER NOT NULL,
    "day" DATE NOT NULL,
    "time" TEXT NOT NULL,
    "place" TEXT NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'planned',

    CONSTRAINT "meeting_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "meeting_report" (
    "id" SERIAL NOT NULL,
    "key" TEXT NOT NULL,
    "meeting_id" INTEGER NOT NULL,
    "present" SMALLINT NOT NULL,
    "measured" SMALLINT,
    "notes" TEXT,
    "by_person_id" INTEGER NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "undone_at" TIMESTAMPTZ(3),

    CONSTRAINT "meeting_report_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "absence" (
    "id" SERIAL NOT NULL,
    "report_id" INTEGER NOT NULL,
    "person_id" INTEGER NOT NULL,
    "reason" TEXT,

    CONSTRAINT "absence_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "rsvp" (
    "meeting_id" INTEGER NOT NULL,
    "person_id" INTEGER NOT NULL,
    "attending" BOOLEAN NOT NULL,
    "reason" TEXT,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "rsvp_pkey" PRIMARY KEY ("meeting_id","person_id")
);

-- CreateTable
CREATE TABLE "unit_level" (
    "level" TEXT NOT NULL,
    "rank" SMALLINT NOT NULL,
    "title" TEXT NOT NULL,

    CONSTRAINT "unit_level_pkey" PRIMARY KEY ("level")
);

-- CreateTable
CREATE TABLE "unit" (
    "id" SERIAL NOT NULL,
    "level" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "parent_id" INTEGER,
    "path" TEXT NOT NULL,
    "valid_from" DATE NOT NULL,
    "valid_to" DATE,
    "office" TEXT,
    "office_phone" BYTEA,

    CONSTRAINT "unit_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "person" (
    "id" SERIAL NOT NULL,
    "full_name" TEXT NOT NULL,
    "birth_year" SMALLINT,
    "sex" TEXT,
    "hamlet" TEXT,
    "phone" BYTEA,
    "phone_print" TEXT,
    "called_as" TEXT,
    "died_on" DATE,

    CONSTRAINT "person_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "membership" (
    "id" SERIAL NOT NULL,
    "person_id" INTEGER NOT NULL,
    "club_id" INTEGER NOT NULL,
    "number" SMALLINT NOT NULL,
    "from_day" DATE NOT NULL,
    "to_day" DATE,

    CONSTRAINT "membership_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "role_grant" (
    "id" SERIAL NOT NULL,
    "person_id" INTEGER NOT NULL,
    "role" TEXT NOT NULL,
    "unit_id" INTEGER NOT NULL,
    "from_day" DATE NOT NULL,
    "to_day" DATE,

    CONSTRAINT "role_grant_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "account" (
    "id" SERIAL NOT NULL,
    "chat_id" INTEGER NOT NULL,
    "language" TEXT NOT NULL DEFAULT 'vi',
    "holder_name" TEXT,
    "holder_title" TEXT,
    "stopped_at" TIMESTAMPTZ(3),
    "linked_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "account_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "account_person" (
    "id" SERIAL NOT NULL,
    "account_id" INTEGER NOT NULL,
    "person_id" INTEGER NOT NULL,
    "relation" TEXT NOT NULL,
    "from_time" TIMESTAMPTZ(3) NOT NULL,
    "to_time" TIMESTAMPTZ(3),

    CONSTRAINT "account_person_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "link_code" (
    "id" SERIAL NOT NULL,
    "print" TEXT NOT NULL,
    "person_id" INTEGER NOT NULL,
    "made_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "wrong_years" SMALLINT NOT NULL DEFAULT 0,
    "used_at" TIMESTAMPTZ(3),
    "voided_at" TIMESTAMPTZ(3),

    CONSTRAINT "link_code_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "consent" (
    "id" SERIAL NOT NULL,
    "person_id" INTEGER NOT NULL,
    "purpose" TEXT NOT NULL,
    "given" BOOLEAN NOT NULL,
    "wording" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "chat_id" INTEGER,
    "event_id" TEXT,

    CONSTRAINT "consent_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "look" (
    "id" BIGSERIAL NOT NULL,
    "person_id" INTEGER NOT NULL,
    "by_person_id" INTEGER NOT NULL,
    "what" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "look_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "setting" (
    "name" TEXT NOT NULL,
    "value" TEXT NOT NULL,

    CONSTRAINT "setting_pkey" PRIMARY KEY ("name")
);

-- CreateIndex
CREATE UNIQUE INDEX "announcement_key_key" ON "announcement"("key");

-- CreateIndex
CREATE INDEX "announcement_person_outbox_id_idx" ON "announcement_person"("outbox_id");

-- CreateIndex
CREATE UNIQUE INDEX "door_channel_bot_key" ON "door"("channel", "bot");

-- CreateIndex
CREATE UNIQUE INDEX "chat_door_id_external_id_key" ON "chat"("door_id", "external_id");

-- CreateIndex
CREATE INDEX "inbox_chat_id_idx" ON "inbox"("chat_id");

-- CreateIndex
CREATE UNIQUE INDEX "inbox_door_id_event_id_key" ON "inbox"("door_id", "event_id");

-- CreateIndex
CREATE UNIQUE INDEX "outbox_key_key" ON "outbox"("key");

-- CreateIndex
CREATE INDEX "outbox_chat_id_id_idx" ON "outbox"("chat_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "notice_key_key" ON "notice"("key");

-- CreateIndex
CREATE INDEX "notice_person_id_idx" ON "notice"("person_id");

-- CreateIndex
CREATE UNIQUE INDEX "timer_key_key" ON "timer"("key");

-- CreateIndex
CREATE UNIQUE INDEX "saved_key_key" ON "saved"("key");

-- CreateIndex
CREATE INDEX "saved_chat_id_id_idx" ON "saved"("chat_id", "id");

-- CreateIndex
CREATE INDEX "practice_message_chat_seq_idx" ON "practice_message"("chat", "seq");

-- CreateIndex
CREATE UNIQUE INDEX "reading_key_key" ON "reading"("key");

-- CreateIndex
CREATE INDEX "reading_person_id_measured_on_idx" ON "reading"("person_id", "measured_on");

-- CreateIndex
CREATE UNIQUE INDEX "loan_key_key" ON "loan"("key");

-- CreateIndex
CREATE INDEX "loan_person_id_idx" ON "loan"("person_id");

-- CreateIndex
CREATE INDEX "loan_club_id_idx" ON "loan"("club_id");

-- CreateIndex
CREATE UNIQUE INDEX "posting_key_key" ON "posting"("key");

-- CreateIndex
CREATE UNIQUE INDEX "posting_reverses_id_key" ON "posting"("reverses_id");

-- CreateIndex
CREATE INDEX "posting_club_id_day_idx" ON "posting"("club_id", "day");

-- CreateIndex
CREATE INDEX "entry_posting_id_idx" ON "entry"("posting_id");

-- CreateIndex
CREATE INDEX "entry_loan_id_account_idx" ON "entry"("loan_id", "account");

-- CreateIndex
CREATE UNIQUE INDEX "meeting_unit_id_day_key" ON "meeting"("unit_id", "day");

-- CreateIndex
CREATE UNIQUE INDEX "meeting_report_key_key" ON "meeting_report"("key");

-- CreateIndex
CREATE INDEX "meeting_report_meeting_id_idx" ON "meeting_report"("meeting_id");

-- CreateIndex
CREATE UNIQUE INDEX "absence_report_id_person_id_key" ON "absence"("report_id", "person_id");

-- CreateIndex
CREATE UNIQUE INDEX "unit_level_rank_key" ON "unit_level"("rank");

-- CreateIndex
CREATE INDEX "unit_parent_id_idx" ON "unit"("parent_id");

-- CreateIndex
CREATE INDEX "membership_person_id_idx" ON "membership"("person_id");

-- CreateIndex
CREATE UNIQUE INDEX "membership_club_id_number_key" ON "membership"("club_id", "number");

-- CreateIndex
CREATE INDEX "role_grant_person_id_idx" ON "role_grant"("person_id");

-- CreateIndex
CREATE INDEX "role_grant_unit_id_role_idx" ON "role_grant"("unit_id", "role");

-- CreateIndex
CREATE UNIQUE INDEX "account_chat_id_key" ON "account"("chat_id");

-- CreateIndex
CREATE INDEX "account_person_person_id_idx" ON "account_person"("person_id");

-- CreateIndex
CREATE UNIQUE INDEX "link_code_print_key" ON "link_code"("print");

-- CreateIndex
CREATE INDEX "link_code_person_id_idx" ON "link_code"("person_id");

-- CreateIndex
CREATE INDEX "consent_person_id_purpose_id_idx" ON "consent"("person_id", "purpose", "id");

-- CreateIndex
CREATE INDEX "look_person_id_id_idx" ON "look"("person_id", "id");

-- AddForeignKey
ALTER TABLE "announcement_person" ADD CONSTRAINT "announcement_person_announcement_id_fkey" FOREIGN KEY ("announcement_id") REFERENCES "announcement"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "door_month" ADD CONSTRAINT "door_month_door_id_fkey" FOREIGN KEY ("door_id") REFERENCES "door"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "chat" ADD CONSTRAINT "chat_door_id_fkey" FOREIGN KEY ("door_id") REFERENCES "door"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "inbox" ADD CONSTRAINT "inbox_chat_id_fkey" FOREIGN KEY ("chat_id") REFERENCES "chat"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "outbox" ADD CONSTRAINT "outbox_chat_id_fkey" FOREIGN KEY ("chat_id") REFERENCES "chat"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "notice" ADD CONSTRAINT "notice_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "entry" ADD CONSTRAINT "entry_posting_id_fkey" FOREIGN KEY ("posting_id") REFERENCES "posting"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "entry" ADD CONSTRAINT "entry_loan_id_fkey" FOREIGN KEY ("loan_id") REFERENCES "loan"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "entry" ADD CONSTRAINT "entry_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "meeting_report" ADD CONSTRAINT "meeting_report_meeting_id_fkey" FOREIGN KEY ("meeting_id") REFERENCES "meeting"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "absence" ADD CONSTRAINT "absence_report_id_fkey" FOREIGN KEY ("report_id") REFERENCES "meeting_report"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "rsvp" ADD CONSTRAINT "rsvp_meeting_id_fkey" FOREIGN KEY ("meeting_id") REFERENCES "meeting"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "unit" ADD CONSTRAINT "unit_level_fkey" FOREIGN KEY ("level") REFERENCES "unit_level"("level") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "unit" ADD CONSTRAINT "unit_parent_id_fkey" FOREIGN KEY ("parent_id") REFERENCES "unit"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "membership" ADD CONSTRAINT "membership_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "membership" ADD CONSTRAINT "membership_club_id_fkey" FOREIGN KEY ("club_id") REFERENCES "unit"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "role_grant" ADD CONSTRAINT "role_grant_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "role_grant" ADD CONSTRAINT "role_grant_unit_id_fkey" FOREIGN KEY ("unit_id") REFERENCES "unit"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "account" ADD CONSTRAINT "account_chat_id_fkey" FOREIGN KEY ("chat_id") REFERENCES "chat"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "account_person" ADD CONSTRAINT "account_person_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "account_person" ADD CONSTRAINT "account_person_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "link_code" ADD CONSTRAINT "link_code_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "consent" ADD CONSTRAINT "consent_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "consent" ADD CONSTRAINT "consent_chat_id_fkey" FOREIGN KEY ("chat_id") REFERENCES "chat"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "look" ADD CONSTRAINT "look_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;


