-- The keys of those persons who are known; `wrapped` is NULL for the erased.
SET LOCAL ROLE mentoring_owner;

CREATE FUNCTION vault.find_keys(p_persons text[])
    RETURNS TABLE (person text, key_id uuid, wrapped bytea, master text)
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
    SELECT key.person, key.key_id, key.wrapped, key.master FROM vault.key WHERE key.person = ANY (p_persons);
$$;
