-- Forget what a rebuild prepared.
SET LOCAL ROLE mentoring_owner;

CREATE FUNCTION projections.drop_shadow(tables text[]) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    name text;
BEGIN
    FOREACH name IN ARRAY tables LOOP
        EXECUTE format('DROP TABLE IF EXISTS shadow.%I', name);
    END LOOP;
END $$;

REVOKE ALL ON FUNCTION projections.drop_shadow FROM PUBLIC;
GRANT EXECUTE ON FUNCTION projections.drop_shadow TO mentoring_projector;
