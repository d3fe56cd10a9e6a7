"""The routes walked by people who have no business there."""
