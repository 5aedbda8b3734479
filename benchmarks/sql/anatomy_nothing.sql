SELECT cardinality(%(streams)b), cardinality(%(expected)b), cardinality(%(starts)b), cardinality(%(ids)b),
       cardinality(%(types)b), cardinality(%(schema_versions)b), cardinality(%(data)b), cardinality(%(metadata)b),
       cardinality(%(occurred)b)
