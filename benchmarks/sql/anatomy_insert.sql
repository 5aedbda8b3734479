INSERT INTO log.copied (position, version, occurred_at, recorded_at, event_id, schema_version, stream, type, leaf_hash,
                        correlation_id, data, metadata)
SELECT nextval('log.places'), n, occurred, now(), id, schema_version, (%(streams)b)[1], type,
       decode(repeat('00', 32), 'hex'), 'request-1', data::json, metadata::json
FROM unnest(%(ids)b, %(types)b, %(schema_versions)b, %(data)b, %(metadata)b, %(occurred)b)
     WITH ORDINALITY AS e(id, type, schema_version, data, metadata, occurred, n)
