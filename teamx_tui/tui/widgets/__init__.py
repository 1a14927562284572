"""What screens are made of: few widgets, each drawing only the lines that can be seen."""
