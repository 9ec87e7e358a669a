-- Money balances because the database refuses whatever does not (docs/promises.md 3).

ALTER TABLE entry ADD CONSTRAINT entry_not_zero CHECK (amount_vnd <> 0);
ALTER TABLE entry ADD CONSTRAINT entry_account CHECK (account IN ('cash', 'principal', 'interest', 'capital'));
ALTER TABLE entry ADD CONSTRAINT entry_loan_named CHECK (account <> 'principal' OR (loan_id IS NOT NULL AND person_id IS NOT NULL));
ALTER TABLE posting ADD CONSTRAINT posting_reversal_names_cause CHECK (reverses_id IS NULL OR cause IS NOT NULL);
ALTER TABLE loan ADD CONSTRAINT loan_rate_legal CHECK (rate_basis_points BETWEEN 0 AND 166);
ALTER TABLE loan ADD CONSTRAINT loan_terms CHECK (principal_vnd > 0 AND months BETWEEN 1 AND 60 AND repayment IN ('end', 'equal'));

CREATE FUNCTION ledger_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'the ledger is never changed: reverse the posting instead (% on %)', TG_OP, TG_TABLE_NAME
    USING ERRCODE = 'restrict_violation';
END $$;

CREATE TRIGGER posting_unchanged BEFORE UPDATE OR DELETE ON posting FOR EACH ROW EXECUTE FUNCTION ledger_refuse_change();
CREATE TRIGGER posting_kept BEFORE TRUNCATE ON posting FOR EACH STATEMENT EXECUTE FUNCTION ledger_refuse_change();
CREATE TRIGGER entry_unchanged BEFORE UPDATE OR DELETE ON entry FOR EACH ROW EXECUTE FUNCTION ledger_refuse_change();
CREATE TRIGGER entry_kept BEFORE TRUNCATE ON entry FOR EACH STATEMENT EXECUTE FUNCTION ledger_refuse_change();

-- Whatever the writer claims, a posting belongs to the transaction that inserts it.
CREATE FUNCTION ledger_stamp_posting() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.xid := pg_current_xact_id()::text;
  RETURN NEW;
END $$;
CREATE TRIGGER posting_stamped BEFORE INSERT ON posting FOR EACH ROW EXECUTE FUNCTION ledger_stamp_posting();

CREATE FUNCTION ledger_entry_in_time() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM posting p WHERE p.id = NEW.posting_id AND p.xid = pg_current_xact_id()::text) THEN
    RAISE EXCEPTION 'posting % is of an earlier transaction and takes no more entries', NEW.posting_id
      USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER entry_in_time BEFORE INSERT ON entry FOR EACH ROW EXECUTE FUNCTION ledger_entry_in_time();

CREATE FUNCTION ledger_balances() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  entries bigint;
  total bigint;
BEGIN
  SELECT count(*), coalesce(sum(amount_vnd), 0) INTO entries, total FROM entry WHERE posting_id = NEW.id;
  IF entries < 2 OR total <> 0 THEN
    RAISE EXCEPTION 'posting % does not balance: % entries, sum %', NEW.id, entries, total USING ERRCODE = 'check_violation';
  END IF;
  RETURN NULL;
END $$;
-- Checked once a posting, at commit, when all its entries stand.
CREATE CONSTRAINT TRIGGER posting_balances AFTER INSERT ON posting DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW EXECUTE FUNCTION ledger_balances();
-- SET CONSTRAINTS ALL IMMEDIATE in the middle of a transaction spends the posting's one check; an entry that came
-- after it was committed unbalanced. So every entry has its posting checked again.
CREATE FUNCTION ledger_entry_balances() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  total bigint;
BEGIN
  SELECT sum(amount_vnd) INTO total FROM entry WHERE posting_id = NEW.posting_id;
  IF total <> 0 THEN
    RAISE EXCEPTION 'posting % does not balance: sum %', NEW.posting_id, total USING ERRCODE = 'check_violation';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER entry_balances AFTER INSERT ON entry DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW EXECUTE FUNCTION ledger_entry_balances();
