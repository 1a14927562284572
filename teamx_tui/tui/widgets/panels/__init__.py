"""The panels of Mission Control, one a file. Each turns its part of one frozen look into rows and reads nothing."""
