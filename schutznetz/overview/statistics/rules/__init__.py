"""What is counted, over which spans, and what must stay covered. Pure."""
