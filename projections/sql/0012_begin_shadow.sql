-- Make empty tables, like the live ones, for a rebuild to fill beside them.
SET LOCAL ROLE mentoring_owner;

CREATE FUNCTION projections.begin_shadow(tables text[]) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    name text;
BEGIN
    PERFORM projections.drop_shadow(tables);
    FOREACH name IN ARRAY tables LOOP
        EXECUTE format('CREATE TABLE shadow.%I (LIKE read.%I INCLUDING ALL)', name, name);
        -- As the default privileges of the schema that it moves to say.
        EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON shadow.%I TO mentoring_projector', name);
        EXECUTE format('GRANT SELECT ON shadow.%I TO mentoring_reader, mentoring_auditor', name);
    END LOOP;
END $$;

REVOKE ALL ON FUNCTION projections.begin_shadow FROM PUBLIC;
GRANT EXECUTE ON FUNCTION projections.begin_shadow TO mentoring_projector;
