SELECT versions, positions, duplicate
FROM log.append(%(streams)b, %(expected)b, %(starts)b, %(ids)b, %(types)b, %(schema_versions)b, %(data)b,
                %(metadata)b, %(occurred)b)
