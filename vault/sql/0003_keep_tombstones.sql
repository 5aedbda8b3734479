-- A key may be destroyed, and that is all that may ever happen to a row: no key comes back, no erasure is
-- forgotten, not even by mistake of the owner.
CREATE FUNCTION vault.keep_tombstones() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF TG_OP = 'UPDATE' THEN
        IF OLD.wrapped IS NOT NULL AND NEW.wrapped IS NULL
            AND (NEW.person, NEW.key_id, NEW.master, NEW.made_at)
                = (OLD.person, OLD.key_id, OLD.master, OLD.made_at)
        THEN
            RETURN NEW;
        END IF;
    END IF;
    RAISE EXCEPTION 'vault.keys: % refused; a key can be destroyed, and nothing else', TG_OP
        USING ERRCODE = 'restrict_violation', HINT = 'Call vault.destroy_key(person, key_id).';
END $$;
ALTER FUNCTION vault.keep_tombstones() OWNER TO mentoring_owner;

CREATE TRIGGER keep_tombstones BEFORE UPDATE OR DELETE ON vault.keys
    FOR EACH ROW EXECUTE FUNCTION vault.keep_tombstones();
CREATE TRIGGER keep_table BEFORE TRUNCATE ON vault.keys
    FOR EACH STATEMENT EXECUTE FUNCTION vault.keep_tombstones();
ALTER TABLE vault.keys ENABLE ALWAYS TRIGGER keep_tombstones;
ALTER TABLE vault.keys ENABLE ALWAYS TRIGGER keep_table;
