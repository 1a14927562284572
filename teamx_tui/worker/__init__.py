"""The night shift: claim, brief, think, act, settle."""
