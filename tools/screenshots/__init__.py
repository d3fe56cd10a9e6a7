"""Pictures of every main page, rendered from a small demonstration: `python -m tools.screenshots`."""
