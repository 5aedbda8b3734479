INSERT INTO counted_report AS known (stream, events, amount, last_at)
SELECT stream, count(*), sum((data ->> 'amount')::bigint), max(occurred_at)
FROM log.event
WHERE position > %(after)s AND position <= %(upto)s AND type = 'bench.noted'
GROUP BY stream
ON CONFLICT (stream) DO UPDATE
SET events = known.events + excluded.events, amount = known.amount + excluded.amount, last_at = excluded.last_at
