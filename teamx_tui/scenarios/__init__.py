"""Companies as code: YAML in and out."""
