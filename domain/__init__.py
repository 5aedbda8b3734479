"""What mentoring is: values, events, commands and decisions. Pure, and knows nobody."""
