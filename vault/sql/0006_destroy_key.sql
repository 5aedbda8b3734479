-- Destroys a person's key and returns its id, the same one however often it is called. Who has no key gets
-- the mark of erasure alone, under the id given.
CREATE FUNCTION vault.destroy_key(p_person text, p_key_id uuid) RETURNS uuid
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    INSERT INTO vault.keys (person, key_id, wrapped, master, destroyed_at)
    VALUES (p_person, p_key_id, NULL, '', clock_timestamp())
    ON CONFLICT (person) DO NOTHING;
    UPDATE vault.keys SET wrapped = NULL, destroyed_at = clock_timestamp()
    WHERE person = p_person AND wrapped IS NOT NULL;
    SELECT key_id FROM vault.keys WHERE person = p_person;
$$;
ALTER FUNCTION vault.destroy_key(text, uuid) OWNER TO mentoring_owner;
REVOKE ALL ON FUNCTION vault.destroy_key(text, uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION vault.destroy_key(text, uuid) TO mentoring_custodian;
