"""One workbook for agencies, posts and people: its form, how it is read, and what it would change."""
