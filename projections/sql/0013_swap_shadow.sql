-- Put the rebuilt tables in the place of the live ones, all at once when the transaction commits.
SET LOCAL ROLE mentoring_owner;

CREATE FUNCTION projections.swap_shadow(tables text[]) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path = pg_catalog, pg_temp
    SET lock_timeout = '1s'  -- readers queue behind a swap that waits for a reader: better to give up and come again
AS $$
DECLARE
    name text;
BEGIN
    FOREACH name IN ARRAY tables LOOP
        EXECUTE format('DROP TABLE read.%I', name);
        EXECUTE format('ALTER TABLE shadow.%I SET SCHEMA read', name);
    END LOOP;
END $$;

REVOKE ALL ON FUNCTION projections.swap_shadow FROM PUBLIC;
GRANT EXECUTE ON FUNCTION projections.swap_shadow TO mentoring_projector;
