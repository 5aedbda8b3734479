"""What comes in from outside: programme designs as YAML, rosters as CSV. Each finding names its place."""
