"""Employees' hands. Typed arguments and the company function each tool calls."""
