-- The measures that the design in force for a cycle promises.
SELECT d.design -> 'measures' AS measures
FROM read.cycles AS c
LEFT JOIN read.designs AS d ON d.programme = c.programme AND d.version = c.programme_version
WHERE c.stream = %(cycle)s
