"""Background work of the site."""

from simpul.core import jobs
from simpul.site.demo import loading


@jobs.job(queue="heavy", attempts=5, lease_seconds=120)
def load_rest(small: bool = False) -> None:
    """Load what is larger than Paser; what is loaded already is left alone, so a kill does no harm."""
    for _line in loading.rest(small=small):
        pass
