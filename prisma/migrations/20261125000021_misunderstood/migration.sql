-- CreateTable
CREATE TABLE "misunderstood" (
    "id" BIGSERIAL NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "kind" TEXT NOT NULL,
    "intent" TEXT,
    "role" TEXT NOT NULL,
    "expecting" TEXT,
    "form" TEXT,
    "text" BYTEA NOT NULL,

    CONSTRAINT "misunderstood_pkey" PRIMARY KEY ("id")
);

ALTER TABLE misunderstood
  ADD CONSTRAINT misunderstood_kind CHECK (kind IN ('not-understood', 'cannot-yet')),
  ADD CONSTRAINT misunderstood_role CHECK (role IN ('member', 'secretary', 'coordinator', 'stranger'));
CREATE INDEX misunderstood_at ON misunderstood (at);

INSERT INTO retention (what, keep_days) VALUES ('misunderstood', 30);
