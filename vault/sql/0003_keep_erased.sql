-- A key may be destroyed, and that is all that may ever happen to a row: no key comes back and no erasure
-- is forgotten, not even by mistake of the owner.
SET LOCAL ROLE mentoring_owner;

CREATE FUNCTION vault.keep_erased() RETURNS trigger
    LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    IF TG_OP = 'UPDATE' THEN
        IF OLD.wrapped IS NOT NULL AND NEW.wrapped IS NULL
            AND (NEW.person, NEW.key_id, NEW.master, NEW.made_at)
                = (OLD.person, OLD.key_id, OLD.master, OLD.made_at)
        THEN
            RETURN NEW;
        END IF;
    END IF;
    RAISE EXCEPTION '% of vault.key is refused: a key can be destroyed, and nothing else.', TG_OP
        USING ERRCODE = 'MV001', HINT = 'Call vault.destroy_key(person, key_id).';
END $$;

CREATE TRIGGER key_keeps_erased
    BEFORE UPDATE OR DELETE ON vault.key
    FOR EACH ROW EXECUTE FUNCTION vault.keep_erased();
CREATE TRIGGER key_keeps_rows
    BEFORE TRUNCATE ON vault.key
    FOR EACH STATEMENT EXECUTE FUNCTION vault.keep_erased();

-- ALWAYS: otherwise session_replication_role = replica would walk past them.
ALTER TABLE vault.key ENABLE ALWAYS TRIGGER key_keeps_erased;
ALTER TABLE vault.key ENABLE ALWAYS TRIGGER key_keeps_rows;
