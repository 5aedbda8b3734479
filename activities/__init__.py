"""What workflows do to the world; each class takes its ports by constructor."""
