SELECT max(log.leaf(data, id, metadata, log.instant(occurred), 1, '2030-06-01T12:00:00.000000Z', schema_version,
                    (%(streams)b)[1], type, 1))
FROM unnest(%(ids)b, %(types)b, %(schema_versions)b, %(data)b, %(metadata)b, %(occurred)b)
     AS e(id, type, schema_version, data, metadata, occurred)
