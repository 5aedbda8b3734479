"""What it amounts to: read models, and the runner that keeps them current."""
