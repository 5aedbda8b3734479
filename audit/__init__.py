"""Can it be trusted: verifying the log needs neither Temporal nor the rest of the engine."""
