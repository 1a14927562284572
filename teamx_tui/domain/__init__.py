"""The rules. Standard library and networkx only; no clock, no I/O, no SQL, no randomness."""
