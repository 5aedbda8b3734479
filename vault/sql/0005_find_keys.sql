-- The keys of those persons who are known; `wrapped` is NULL for the erased.
CREATE FUNCTION vault.find_keys(p_persons text[])
RETURNS TABLE (person text, key_id uuid, wrapped bytea, master text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT keys.person, keys.key_id, keys.wrapped, keys.master
    FROM vault.keys
    WHERE keys.person = ANY (p_persons);
$$;
ALTER FUNCTION vault.find_keys(text[]) OWNER TO mentoring_owner;
REVOKE ALL ON FUNCTION vault.find_keys(text[]) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION vault.find_keys(text[]) TO mentoring_custodian;
