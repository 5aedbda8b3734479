-- What was recorded stays: for the application, for the owner and for superusers alike.
SET LOCAL ROLE mentoring_owner;

CREATE FUNCTION log.refuse_change() RETURNS trigger
    LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    RAISE EXCEPTION 'The log is append-only: % of %.% is refused.', TG_OP, TG_TABLE_SCHEMA, TG_TABLE_NAME
        USING ERRCODE = 'ML003', HINT = 'Append an event that corrects what was recorded.';
END $$;

CREATE TRIGGER event_is_append_only
    BEFORE UPDATE OR DELETE OR TRUNCATE ON log.event
    FOR EACH STATEMENT EXECUTE FUNCTION log.refuse_change();

-- ALWAYS: otherwise session_replication_role = replica would walk past it.
ALTER TABLE log.event ENABLE ALWAYS TRIGGER event_is_append_only;
