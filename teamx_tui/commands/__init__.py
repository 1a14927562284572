"""What an operator can say, defined once for the command line and the palette."""
