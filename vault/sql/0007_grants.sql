-- Three functions for the custodian; the table and everybody else get nothing.
SET LOCAL ROLE mentoring_owner;

GRANT USAGE ON SCHEMA vault TO mentoring_custodian;
REVOKE ALL ON ALL FUNCTIONS IN SCHEMA vault FROM PUBLIC;
GRANT EXECUTE ON FUNCTION vault.ensure_keys, vault.find_keys, vault.destroy_key TO mentoring_custodian;
