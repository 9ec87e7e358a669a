-- What people, tasks and units rely on and Prisma's schema language cannot say.

-- The one answer to the question by which phones somebody can be told; `relation` and `used_at` say which first.
CREATE VIEW person_chat AS
  SELECT ap.person_id, a.id AS account_id, c.id AS chat_id, c.door_id, ap.relation, ap.money,
    greatest(a.linked_at, c.last_heard_at) AS used_at
  FROM account_person ap
  JOIN account a ON a.id = ap.account_id AND a.stopped_at IS NULL
  JOIN chat c ON c.id = a.chat_id AND c.reachable
  JOIN person p ON p.id = ap.person_id AND p.died_on IS NULL
  WHERE ap.to_time IS NULL;

ALTER TABLE consent ADD CONSTRAINT consent_basis CHECK (basis IN ('own', 'assisted', 'asked', 'paper'));
ALTER TABLE membership ADD CONSTRAINT membership_ended_why CHECK (ended_why IN ('moved', 'left', 'died'));
ALTER TABLE account_person ADD CONSTRAINT account_person_ended_why
  CHECK (ended_why IN ('lost', 'helper-gone', 'new-number', 'died', 'left'));
ALTER TABLE relay ADD CONSTRAINT relay_is_somebody CHECK ((relay_person_id IS NULL) <> (relay_name IS NULL));
ALTER TABLE relay ADD CONSTRAINT relay_is_another CHECK (relay_person_id IS DISTINCT FROM person_id);
ALTER TABLE task ADD CONSTRAINT task_is_somebodys CHECK (for_role IS NOT NULL OR for_person_id IS NOT NULL);
ALTER TABLE task ADD CONSTRAINT task_closed_how CHECK (closed_how IN ('done', 'settled', 'withdrawn'));
ALTER TABLE task ADD CONSTRAINT task_closed_has_how CHECK ((closed_at IS NULL) = (closed_how IS NULL));

-- Somebody is told by one relay at a time, is away once at a time, and dies once.
CREATE UNIQUE INDEX relay_once ON relay (person_id) WHERE to_day IS NULL;
CREATE UNIQUE INDEX away_once ON away (person_id) WHERE ended_at IS NULL;
CREATE UNIQUE INDEX death_once ON death (person_id) WHERE undone_at IS NULL;
-- A member of one club at a time; numbers are never given again, whatever became of who had them.
CREATE UNIQUE INDEX membership_once ON membership (person_id) WHERE to_day IS NULL;
CREATE UNIQUE INDEX loan_pause_once ON loan_pause (loan_id) WHERE ended_at IS NULL;
CREATE INDEX task_open ON task (due_at) WHERE closed_at IS NULL;
CREATE UNIQUE INDEX ladder_rung_once ON ladder_rung (coalesce(unit_id, 0), kind, step);

-- At most seven names on a list: more are not called.
CREATE FUNCTION at_most_seven() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (SELECT count(*) FROM task_item WHERE task_id = NEW.task_id) > 7 THEN
    RAISE EXCEPTION 'list % holds more than seven names', NEW.task_id;
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER task_item_at_most_seven AFTER INSERT ON task_item
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION at_most_seven();

-- Whom a late task climbs to where no unit says otherwise; minutes after it is due, and how long `đã nắm` keeps quiet.
INSERT INTO ladder_rung (unit_id, kind, step, after_min, role, quiet_min) VALUES
  (NULL, 'default', 1, 2880, 'chair', 4320),
  (NULL, 'default', 2, 10080, 'officer', 10080),
  (NULL, 'human', 1, 1440, 'chair', 1440),
  (NULL, 'human', 2, 4320, 'officer', 4320),
  (NULL, 'privacy', 1, 0, 'officer', 1440),
  (NULL, 'privacy', 2, 2880, 'officer', 2880);

-- Days; the chat's text, proof of consent (five years, docs/sources.md), what was tried and looked at.
INSERT INTO retention (what, keep_days) VALUES
  ('chat text', 90), ('consent', 1826), ('code', 365), ('code try', 90), ('look', 1826), ('message', 365), ('notice', 365),
  ('page', 90), ('saved', 30), ('task text', 365);

-- Who acts in a role for a unit on a day: its holders and stand-ins at the unit (for a board) or at the nearest unit
-- above; where there is none that a phone reaches, the chair of the unit, then the nearest officer above.
CREATE FUNCTION acting(unit_id integer, wanted text, today date) RETURNS TABLE (person_id integer)
LANGUAGE sql STABLE AS $$
  WITH RECURSIVE up AS (
    SELECT u.id, u.parent_id, 0 AS height FROM unit u WHERE u.id = acting.unit_id
    UNION ALL SELECT u.id, u.parent_id, up.height + 1 FROM unit u JOIN up ON u.id = up.parent_id),
  held AS (
    SELECT g.person_id, CASE
        WHEN g.role = wanted AND (up.height = 0 OR wanted NOT IN ('chair', 'vice-chair', 'secretary', 'accountant', 'treasurer'))
          THEN up.height
        WHEN g.role = 'chair' AND up.height = 0 THEN 100
        WHEN g.role = 'officer' THEN 200 + up.height END AS place,
      EXISTS (SELECT 1 FROM person_chat c WHERE c.person_id = g.person_id) AS is_reached
    FROM up JOIN role_grant g ON g.unit_id = up.id AND g.from_day <= today AND (g.to_day IS NULL OR g.to_day >= today)
    JOIN person p ON p.id = g.person_id AND p.died_on IS NULL)
  SELECT DISTINCT h.person_id FROM held h
  WHERE h.place = coalesce((SELECT min(place) FROM held WHERE is_reached), (SELECT min(place) FROM held))
$$;
