-- The last position that was recorded at an instant; 0 when the log had not begun.
-- Positions have no gaps and recorded_at never runs backwards, so halving finds it without an index.
SET LOCAL ROLE mentoring_owner;

CREATE FUNCTION log.position_at(instant timestamptz) RETURNS bigint
    LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    low  bigint := 0;
    high bigint := coalesce((SELECT position FROM log.head), 0);
    mid  bigint;
BEGIN
    WHILE low < high LOOP
        mid := (low + high + 1) / 2;
        IF (SELECT recorded_at <= instant FROM log.event WHERE position = mid) THEN
            low := mid;
        ELSE
            high := mid - 1;
        END IF;
    END LOOP;
    RETURN low;
END $$;
