INSERT INTO folded_report AS known (stream, events, amount, last_at)
SELECT * FROM unnest(%(streams)s::text[], %(events)s::bigint[], %(amounts)s::bigint[], %(last)s::timestamptz[])
ON CONFLICT (stream) DO UPDATE
SET events = known.events + excluded.events, amount = known.amount + excluded.amount, last_at = excluded.last_at
