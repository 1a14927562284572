# What a person working on teamx runs. `just` alone lists it.

_list:
    @just --list

# Run the tests: `just test`, `just test --features`, `just test tests/domain -x`
test *args:
    uv run pytest {{args}}

# Everything that is checked without running the program
lint:
    uv run ruff check
    uv run ruff format --check
    uv run mypy
    uv run lint-imports --no-logo

# Put right what can be put right mechanically
fix:
    uv run ruff check --fix
    uv run ruff format

# Watch a company work, no key needed: `just demo`, `just demo --headless`
demo *args:
    uv run teamx demo {{args}}

# Print the benchmark figures
bench *args:
    uv run pytest -m benchmark -s -n 0 {{args}}

# Redraw the screen snapshots; look at every changed SVG before committing it
snapshots *args:
    uv run pytest tests/tui --snapshot-update {{args}}
