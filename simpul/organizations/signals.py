"""What upper areas may listen to."""

from django.dispatch import Signal

# Sent inside the transaction of a merger, after the posts have moved, with the keyword arguments
# scope: Scope, government_id: int, source_id: int, target_id: int, effective_on: date.
# A listener moves what the source agency owns (data sets, services); an exception undoes the whole merger.
agency_merged = Signal()
