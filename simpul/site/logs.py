"""Logs: one JSON object a line, with the request id, and no personal value."""

import json
import logging
from typing import Any

from django.http import HttpRequest

from simpul.core import clock, request_id


class JsonFormatter(logging.Formatter):
    """Time, level, logger, message and request id; of an exception its type and place, never its values."""

    def format(self, record: logging.LogRecord) -> str:
        line: dict[str, Any] = {
            "time": clock.now().isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": _message(record),
            "request": request_id.current(),
        }
        line |= getattr(record, "facts", {})
        if record.exc_info and record.exc_info[1]:
            line["exception"] = type(record.exc_info[1]).__name__
            line["where"] = _where(record.exc_info[2])
        return json.dumps(line, ensure_ascii=False)


def _message(record: logging.LogRecord) -> str:
    """The sentence; where Django names the path of a request, its pattern stands: a path may hold a secret link."""
    message, request = record.getMessage(), getattr(record, "request", None)
    if not isinstance(request, HttpRequest):
        return message
    match = request.resolver_match
    return message.replace(request.path, f"/{match.route}" if match else "…")


def _where(trace: Any) -> list[str]:
    frames = []
    while trace is not None:
        frames.append(f"{trace.tb_frame.f_code.co_filename.rsplit('/', 3)[-1]}:{trace.tb_lineno}")
        trace = trace.tb_next
    return frames[-8:]


def configuration(level: str) -> dict[str, Any]:
    """Django's LOGGING setting: everything to standard error."""
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"json": {"()": "simpul.site.logs.JsonFormatter"}},
        "handlers": {
            "stderr": {"class": "logging.StreamHandler", "formatter": "json"},
            "mail": {"class": "simpul.site.errormail.ErrorMailHandler", "level": "ERROR"},
        },
        "root": {"handlers": ["stderr"], "level": level},
        "loggers": {
            "django": {"handlers": ["stderr"], "level": level, "propagate": False},
            "django.server": {"handlers": ["stderr"], "level": level, "propagate": False},
            "django.request": {"handlers": ["stderr", "mail"], "level": "ERROR", "propagate": False},
        },
    }
