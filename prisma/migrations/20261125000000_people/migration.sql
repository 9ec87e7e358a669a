-- AlterTable
ALTER TABLE "notice" ADD COLUMN     "about" TEXT;

-- AlterTable
ALTER TABLE "unit" ADD COLUMN     "code" TEXT,
ADD COLUMN     "is_sample" BOOLEAN NOT NULL DEFAULT false;

-- AlterTable
ALTER TABLE "membership" ADD COLUMN     "ended_why" TEXT;

-- AlterTable
ALTER TABLE "role_grant" ADD COLUMN     "by_person_id" INTEGER,
ADD COLUMN     "stands_in_for" INTEGER;

-- AlterTable
ALTER TABLE "account_person" ADD COLUMN     "ended_why" TEXT,
ADD COLUMN     "money" BOOLEAN NOT NULL DEFAULT true;

-- AlterTable
ALTER TABLE "consent" ADD COLUMN     "basis" TEXT NOT NULL DEFAULT 'own',
ADD COLUMN     "by_person_id" INTEGER;

-- CreateTable
CREATE TABLE "loan_pause" (
    "id" SERIAL NOT NULL,
    "loan_id" INTEGER NOT NULL,
    "from_day" DATE NOT NULL,
    "why" TEXT NOT NULL,
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "loan_pause_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "loan_takeover" (
    "id" SERIAL NOT NULL,
    "key" TEXT NOT NULL,
    "loan_id" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "monthly_vnd" BIGINT NOT NULL,
    "is_signed" BOOLEAN NOT NULL,
    "said_by" INTEGER NOT NULL,
    "said_at" TIMESTAMPTZ(3) NOT NULL,
    "undone_at" TIMESTAMPTZ(3),

    CONSTRAINT "loan_takeover_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "code_try" (
    "id" BIGSERIAL NOT NULL,
    "chat_id" INTEGER NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "code_try_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "relay" (
    "id" SERIAL NOT NULL,
    "person_id" INTEGER NOT NULL,
    "relay_person_id" INTEGER,
    "relay_name" TEXT,
    "from_day" DATE NOT NULL,
    "to_day" DATE,
    "by_person_id" INTEGER,
    "agreed" BOOLEAN,
    "answered_at" TIMESTAMPTZ(3),

    CONSTRAINT "relay_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "away" (
    "id" SERIAL NOT NULL,
    "person_id" INTEGER NOT NULL,
    "from_day" DATE NOT NULL,
    "until_day" DATE,
    "ended_at" TIMESTAMPTZ(3),
    "by_person_id" INTEGER,
    "said_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "away_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "death" (
    "id" SERIAL NOT NULL,
    "person_id" INTEGER NOT NULL,
    "died_on" DATE NOT NULL,
    "told_by" INTEGER NOT NULL,
    "told_at" TIMESTAMPTZ(3) NOT NULL,
    "confirmed_by" INTEGER,
    "confirmed_at" TIMESTAMPTZ(3),
    "undone_by" INTEGER,
    "undone_at" TIMESTAMPTZ(3),

    CONSTRAINT "death_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "staff_page" (
    "id" SERIAL NOT NULL,
    "token_print" TEXT NOT NULL,
    "digits_print" TEXT NOT NULL,
    "purpose" TEXT NOT NULL,
    "values" BYTEA NOT NULL,
    "person_id" INTEGER NOT NULL,
    "chat_id" INTEGER NOT NULL,
    "made_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "wrong_digits" SMALLINT NOT NULL DEFAULT 0,
    "opened_at" TIMESTAMPTZ(3),
    "used_at" TIMESTAMPTZ(3),

    CONSTRAINT "staff_page_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "retention" (
    "what" TEXT NOT NULL,
    "keep_days" INTEGER NOT NULL,

    CONSTRAINT "retention_pkey" PRIMARY KEY ("what")
);

-- CreateTable
CREATE TABLE "task" (
    "id" BIGSERIAL NOT NULL,
    "key" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "unit_id" INTEGER NOT NULL,
    "person_id" INTEGER,
    "for_role" TEXT,
    "for_person_id" INTEGER,
    "words" BYTEA,
    "opened_at" TIMESTAMPTZ(3) NOT NULL,
    "due_at" TIMESTAMPTZ(3) NOT NULL,
    "step" SMALLINT NOT NULL DEFAULT 0,
    "quiet_until" TIMESTAMPTZ(3),
    "why" BYTEA,
    "closed_at" TIMESTAMPTZ(3),
    "closed_by" INTEGER,
    "closed_how" TEXT,
    "outcome" BYTEA,

    CONSTRAINT "task_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "task_item" (
    "task_id" BIGINT NOT NULL,
    "person_id" INTEGER NOT NULL,
    "number" SMALLINT NOT NULL,
    "done_at" TIMESTAMPTZ(3),
    "done_by" INTEGER,

    CONSTRAINT "task_item_pkey" PRIMARY KEY ("task_id","person_id")
);

-- CreateTable
CREATE TABLE "ladder_rung" (
    "id" SERIAL NOT NULL,
    "unit_id" INTEGER,
    "kind" TEXT NOT NULL,
    "step" SMALLINT NOT NULL,
    "after_min" INTEGER NOT NULL,
    "role" TEXT NOT NULL,
    "quiet_min" INTEGER NOT NULL,

    CONSTRAINT "ladder_rung_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "unit_alias" (
    "id" SERIAL NOT NULL,
    "unit_id" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "folded" TEXT NOT NULL,

    CONSTRAINT "unit_alias_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "unit_change" (
    "id" SERIAL NOT NULL,
    "name" TEXT NOT NULL,
    "from_day" DATE NOT NULL,
    "steps" JSONB NOT NULL,
    "planned_at" TIMESTAMPTZ(3) NOT NULL,
    "applied_at" TIMESTAMPTZ(3),
    "undone_at" TIMESTAMPTZ(3),

    CONSTRAINT "unit_change_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "unit_move" (
    "id" SERIAL NOT NULL,
    "change_id" INTEGER NOT NULL,
    "unit_id" INTEGER NOT NULL,
    "from_parent_id" INTEGER,
    "to_parent_id" INTEGER,
    "on_day" DATE NOT NULL,

    CONSTRAINT "unit_move_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "unit_predecessor" (
    "unit_id" INTEGER NOT NULL,
    "predecessor_id" INTEGER NOT NULL,
    "change_id" INTEGER NOT NULL,

    CONSTRAINT "unit_predecessor_pkey" PRIMARY KEY ("unit_id","predecessor_id")
);

-- CreateIndex
CREATE INDEX "loan_pause_loan_id_idx" ON "loan_pause"("loan_id");

-- CreateIndex
CREATE UNIQUE INDEX "loan_takeover_key_key" ON "loan_takeover"("key");

-- CreateIndex
CREATE INDEX "loan_takeover_loan_id_idx" ON "loan_takeover"("loan_id");

-- CreateIndex
CREATE INDEX "code_try_chat_id_at_idx" ON "code_try"("chat_id", "at");

-- CreateIndex
CREATE INDEX "code_try_at_idx" ON "code_try"("at");

-- CreateIndex
CREATE INDEX "relay_person_id_idx" ON "relay"("person_id");

-- CreateIndex
CREATE INDEX "relay_relay_person_id_idx" ON "relay"("relay_person_id");

-- CreateIndex
CREATE INDEX "away_person_id_idx" ON "away"("person_id");

-- CreateIndex
CREATE INDEX "death_person_id_idx" ON "death"("person_id");

-- CreateIndex
CREATE UNIQUE INDEX "staff_page_token_print_key" ON "staff_page"("token_print");

-- CreateIndex
CREATE UNIQUE INDEX "task_key_key" ON "task"("key");

-- CreateIndex
CREATE INDEX "task_unit_id_kind_idx" ON "task"("unit_id", "kind");

-- CreateIndex
CREATE INDEX "task_for_person_id_idx" ON "task"("for_person_id");

-- CreateIndex
CREATE INDEX "unit_alias_folded_idx" ON "unit_alias"("folded");

-- CreateIndex
CREATE UNIQUE INDEX "unit_alias_unit_id_folded_key" ON "unit_alias"("unit_id", "folded");

-- CreateIndex
CREATE UNIQUE INDEX "unit_change_name_key" ON "unit_change"("name");

-- CreateIndex
CREATE INDEX "unit_move_unit_id_idx" ON "unit_move"("unit_id");

-- CreateIndex
CREATE INDEX "unit_move_from_parent_id_idx" ON "unit_move"("from_parent_id");

-- CreateIndex
CREATE UNIQUE INDEX "unit_code_key" ON "unit"("code");

-- AddForeignKey
ALTER TABLE "relay" ADD CONSTRAINT "relay_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "relay" ADD CONSTRAINT "relay_relay_person_id_fkey" FOREIGN KEY ("relay_person_id") REFERENCES "person"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "away" ADD CONSTRAINT "away_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "death" ADD CONSTRAINT "death_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "task" ADD CONSTRAINT "task_unit_id_fkey" FOREIGN KEY ("unit_id") REFERENCES "unit"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "task_item" ADD CONSTRAINT "task_item_task_id_fkey" FOREIGN KEY ("task_id") REFERENCES "task"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "unit_alias" ADD CONSTRAINT "unit_alias_unit_id_fkey" FOREIGN KEY ("unit_id") REFERENCES "unit"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "unit_move" ADD CONSTRAINT "unit_move_change_id_fkey" FOREIGN KEY ("change_id") REFERENCES "unit_change"("id") ON DELETE RESTRICT ON UPDATE CASCADE;


