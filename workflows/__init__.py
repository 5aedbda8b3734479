"""What happens next, and when: thin Temporal shells around domain decisions."""
