"""What is kept ready to be read: one module, one table, one projection each."""
