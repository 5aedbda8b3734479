-- Let the cards on the board become many: the same lives, in cycles of five hundred relationships.
INSERT INTO read.relationship_board
SELECT (jsonb_populate_record(card, jsonb_build_object(
    'stream', 'relationship-' || gen_random_uuid(), 'cycle', 'cycle-' || n / 500
))).*
FROM generate_series(1, %(relationships)s) AS n
JOIN (
    SELECT board AS card, row_number() OVER () - 1 AS number, count(*) OVER () AS cards
    FROM read.relationship_board AS board
) AS template ON template.number = mod(n, template.cards)
