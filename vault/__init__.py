"""Who may read what: one key for each person, and sealing with it."""
