"""teamx: run a company of AI employees from a terminal."""
