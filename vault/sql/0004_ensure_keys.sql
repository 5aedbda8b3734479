-- Add a row for each person who has none. Returns the fingerprint of the master key that this vault uses;
-- when the caller's is another one, nothing is added.
SET LOCAL ROLE mentoring_owner;

CREATE FUNCTION vault.ensure_keys(p_persons text[], p_key_ids uuid[], p_wrapped bytea[], p_master text)
    RETURNS text
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    in_use text;
BEGIN
    -- Two first users with different master keys must not both succeed.
    PERFORM pg_advisory_xact_lock(hashtextextended('vault.ensure_keys', 0));
    SELECT master INTO in_use FROM vault.key WHERE wrapped IS NOT NULL LIMIT 1;
    IF in_use <> p_master THEN
        RETURN in_use;
    END IF;
    INSERT INTO vault.key (person, key_id, wrapped, master)
    SELECT person, key_id, wrapped, p_master
    FROM unnest(p_persons, p_key_ids, p_wrapped) AS fresh (person, key_id, wrapped)
    ON CONFLICT (person) DO NOTHING;
    RETURN p_master;
END $$;
