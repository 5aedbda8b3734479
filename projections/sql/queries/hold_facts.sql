-- Before the snapshot: then no rebuilt table can take the place of one of these between the two.
LOCK TABLE read.applications, read.match_runs, read.lessons, read.relationship_board, read.people, read.cycles,
    read.designs IN ACCESS SHARE MODE
