-- The rows in which live and rebuilt tables differ, by primary key, and in which columns; never what these hold. Rows
-- are compared as text, since json has no equality of its own.
SET LOCAL ROLE mentoring_owner;

CREATE FUNCTION projections.differences(tables text[])
    RETURNS TABLE (table_name text, key text, difference text, columns text)
    LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    name text;
    keys text;
BEGIN
    FOREACH name IN ARRAY tables LOOP
        SELECT string_agg(quote_ident(a.attname), ', ' ORDER BY a.attnum) INTO STRICT keys
        FROM pg_index AS i JOIN pg_attribute AS a ON a.attrelid = i.indrelid AND a.attnum = ANY (i.indkey)
        WHERE i.indrelid = format('read.%I', name)::regclass AND i.indisprimary;
        RETURN QUERY EXECUTE format(
            $query$
                SELECT %1$L::text, concat_ws(' ', %2$s),
                       CASE WHEN l IS NULL THEN 'only rebuilt' WHEN s IS NULL THEN 'only live' ELSE 'different' END,
                       (SELECT coalesce(string_agg(a.key, ', ' ORDER BY a.n), '')
                        FROM json_each_text(row_to_json(l)) WITH ORDINALITY AS a(key, value, n)
                        JOIN json_each_text(row_to_json(s)) AS b USING (key)
                        WHERE a.value IS DISTINCT FROM b.value)
                FROM read.%3$I AS l FULL JOIN shadow.%3$I AS s USING (%2$s)
                WHERE l::text IS DISTINCT FROM s::text
                ORDER BY %2$s
            $query$, name, keys, name);
    END LOOP;
END $$;

REVOKE ALL ON FUNCTION projections.differences FROM PUBLIC;
GRANT EXECUTE ON FUNCTION projections.differences TO mentoring_projector;
