"""Loading the demonstration in order: Paser first, so that it can be opened; the larger rest behind it."""

from collections.abc import Iterator

from simpul.core import clock, marks
from simpul.organizations import api as organizations
from simpul.site.demo import cast, regions
from simpul.site.demo.contoh import loading as contoh
from simpul.workflow import api as workflow

PROGRESS = "peragaan"
ZONE = "Asia/Makassar"
MARKED_EVERY = 5  # sheets; so often the progress is written down
PROVINCES = ("64", "15")  # of the three regions


def load(*, small: bool = False) -> Iterator[str]:
    """Load what is not there yet; yields a line for each step done."""
    yield from first()
    yield from rest(small=small)
    yield accounts()


def first() -> Iterator[str]:
    """Paser, with which the installation can be opened."""
    organizations.load_areas(day=clock.today(ZONE), provinces=PROVINCES)
    yield "Kode wilayah Kalimantan Timur dan Jambi dimuat."
    workflow.reconcile(regions.load("64.01", is_default=True).government)
    yield "Kabupaten Paser siap, dengan angka publik menurut sumbernya."


def rest(*, small: bool = False, seconds: float | None = None) -> Iterator[str]:
    """Penajam Paser Utara, Sarolangun and Kabupaten Contoh; progress is marked for the pages to show.

    With `seconds` it stops about then; called again it goes on where it stopped.
    """
    for code in ("64.09", "15.03"):
        place = regions.load(code)
        workflow.reconcile(place.government)
        yield f"{place.government.name} siap."
    done = total = 0
    for done, total in contoh.load(small=small, seconds=seconds):
        if done % MARKED_EVERY == 0 or done == total:
            marks.set(PROGRESS, done=done, total=total)
    if done == total:
        workflow.reconcile(contoh.place().government)
    yield f"Kabupaten Contoh: {total} lembar lewat jalur yang sama."
    if not small and seconds is None:
        yield from everywhere()


def everywhere() -> Iterator[str]:
    """All area codes of Indonesia."""
    organizations.load_areas(day=clock.today(ZONE))
    yield "Kode wilayah seluruh Indonesia dimuat."


def accounts() -> str:
    """The table of demonstration accounts, one for each role."""
    lines = [
        f"  {cast.address(account, 'paser'):<32} {role.label}" for account, role in cast.ACCOUNTS.items()
    ]
    return "\n".join([f"Akun peragaan (kata sandi semuanya: {cast.PASSWORD}):", *lines])
