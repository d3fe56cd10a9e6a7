"""Why a job failed, in words that hold no value of a person."""

from dataclasses import dataclass
from types import TracebackType

from django.utils.translation import gettext as _

from simpul.core import errors


class FailedForGoodError(Exception):
    """Raised by a job that would fail each time; `reason` is shown to administrators and names no person."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True)
class Failure:
    """One failed attempt. `is_final` means that trying again cannot help; `kind` is the exception's path."""

    reason: str
    kind: str = ""
    places: str = ""
    is_final: bool = False


def of_exception(error: BaseException) -> Failure:
    """The failure behind an exception: its type and places, never its message, which may quote a value."""
    kind = f"{type(error).__module__}.{type(error).__qualname__}"
    places = _places(error.__traceback__)
    reason, is_final = _reason(error, places)
    return Failure(reason, kind, "\n".join(places), is_final)


def _reason(error: BaseException, places: list[str]) -> tuple[str, bool]:
    if isinstance(error, FailedForGoodError):
        return error.reason, True
    if isinstance(error, errors.SimpulError):  # a rule said no, and will again
        return f"{error.code} ({type(error).__name__})", True
    if isinstance(error, MemoryError):
        return out_of_memory(), True
    return f"{type(error).__name__}, {places[-1] if places else '-'}", False


def out_of_memory() -> str:
    """Reason of a job that asked for more memory than it may have."""
    return _("Memori yang diizinkan untuk satu pekerjaan tidak cukup.")


def worker_died() -> Failure:
    """The worker ended without a word: killed, out of memory, or the machine went down."""
    return Failure(_("Proses pekerja mati sebelum pekerjaan selesai."))


def _places(trace: TracebackType | None) -> list[str]:
    found = []
    while trace is not None:
        name = "/".join(trace.tb_frame.f_code.co_filename.rsplit("/", 3)[-3:])
        found.append(f"{name}:{trace.tb_lineno}")
        trace = trace.tb_next
    return found[-12:]
