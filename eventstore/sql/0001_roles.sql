-- Who may do what. Roles belong to the whole cluster, so another database may be creating the same ones
-- at this moment: whoever comes second waits for the first and then finds them there.
DO $$
DECLARE
    role_name text;
BEGIN
    FOREACH role_name IN ARRAY ARRAY[
        'mentoring_owner',      -- owns the schemas; nobody logs in as it, the application never becomes it
        'mentoring_writer',     -- appends to the log through log.append, and reads it
        'mentoring_reader',     -- reads the log
        'mentoring_projector',  -- reads the log, writes the read models
        'mentoring_auditor',    -- reads everything but keys
        'mentoring_custodian',  -- keeps the keys of personal data
        'mentoring_importer'    -- copies a history from elsewhere into the log; for whoever migrates, while they do
    ] LOOP
        BEGIN
            IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = role_name) THEN
                EXECUTE format('CREATE ROLE %I NOLOGIN', role_name);
            END IF;
        EXCEPTION WHEN duplicate_object OR unique_violation THEN
            NULL;
        END;
    END LOOP;

    -- What follows is created as the owner; a superuser may do that anyway.
    IF NOT pg_has_role(current_user, 'mentoring_owner', 'USAGE') THEN
        EXECUTE format('GRANT mentoring_owner TO %I', current_user);
    END IF;
END $$;
