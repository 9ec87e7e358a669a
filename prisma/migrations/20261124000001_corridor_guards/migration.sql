-- What the corridor relies on and Prisma's schema language cannot say.

-- The messages that wait for a turn, in the order in which they came.
CREATE INDEX inbox_waiting ON inbox (chat_id, id) WHERE done_at IS NULL AND set_aside_at IS NULL;

-- At most one message of a chat is on its way at a time.
CREATE UNIQUE INDEX outbox_one_claimed_a_chat ON outbox (chat_id) WHERE state = 'claimed';
CREATE INDEX outbox_planned ON outbox (door_id, lane, not_before, id) WHERE state = 'planned';
CREATE INDEX outbox_planned_chat ON outbox (chat_id) WHERE state = 'planned';
CREATE INDEX outbox_claimed ON outbox (claimed_by) WHERE state = 'claimed';
CREATE INDEX notice_waiting ON notice (not_before) WHERE state = 'waiting';
CREATE INDEX timer_open ON timer (due) WHERE done_at IS NULL AND cancelled_at IS NULL;

ALTER TABLE outbox ADD CONSTRAINT outbox_state
  CHECK (state IN ('planned', 'claimed', 'sent', 'failed', 'unknown', 'lapsed', 'cancelled'));
ALTER TABLE outbox ADD CONSTRAINT outbox_claim_has_holder
  CHECK (state <> 'claimed' OR (claimed_by IS NOT NULL AND claimed_at IS NOT NULL));
ALTER TABLE notice ADD CONSTRAINT notice_state CHECK (state IN ('waiting', 'composed', 'lapsed', 'cancelled'));
ALTER TABLE account_person ADD CONSTRAINT account_person_relation CHECK (relation IN ('self', 'helper'));
ALTER TABLE consent ADD CONSTRAINT consent_purpose CHECK (purpose IN ('membership', 'health'));

-- A chat speaks for a person once at a time.
CREATE UNIQUE INDEX account_person_once ON account_person (account_id, person_id) WHERE to_time IS NULL;
-- One meeting has one report that counts.
CREATE UNIQUE INDEX meeting_report_once ON meeting_report (meeting_id) WHERE undone_at IS NULL;
-- A subtree is a prefix of the path.
CREATE INDEX unit_path ON unit (path text_pattern_ops);
CREATE INDEX person_phone ON person (phone_print) WHERE phone_print IS NOT NULL;
