"""Background work of the site."""

from simpul.core import jobs
from simpul.site.demo import loading
from simpul.site.demo.contoh import loading as contoh

STEP_SECONDS = 40.0


@jobs.job(queue="heavy", attempts=5, lease_seconds=60)
def load_rest() -> None:
    """Load what is larger than Paser in steps; what is there is left alone, so a kill does no harm."""
    for _line in loading.rest(seconds=STEP_SECONDS):
        pass
    if contoh.is_complete():
        load_areas.enqueue(key="peragaan-wilayah")
    else:
        load_rest.enqueue(key=None)


@jobs.job(queue="heavy", attempts=3, lease_seconds=60)
def load_areas() -> None:
    """Load the area codes of all Indonesia."""
    for _line in loading.everywhere():
        pass
