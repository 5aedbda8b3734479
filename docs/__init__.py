"""What is written for readers; the reference part of it is generated from the code."""
