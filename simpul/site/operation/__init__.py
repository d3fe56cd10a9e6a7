"""What keeps an installation alive: backups, restoring them, upgrading, and checks before a start."""
