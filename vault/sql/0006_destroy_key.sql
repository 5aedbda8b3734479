-- Destroy a person's key and return its id, the same one however often this is called. Who has no key gets
-- the mark of erasure alone, under the id given.
SET LOCAL ROLE mentoring_owner;

CREATE FUNCTION vault.destroy_key(p_person text, p_key_id uuid) RETURNS uuid
    LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
    INSERT INTO vault.key (person, key_id, destroyed_at)
    VALUES (p_person, p_key_id, clock_timestamp())
    ON CONFLICT (person) DO NOTHING;

    UPDATE vault.key SET wrapped = NULL, destroyed_at = clock_timestamp()
    WHERE person = p_person AND wrapped IS NOT NULL;

    SELECT key_id FROM vault.key WHERE person = p_person;
$$;
