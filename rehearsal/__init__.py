"""A cycle with simulated participants, who act only through the commands that a real client would use."""
