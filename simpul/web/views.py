"""Pages of no area: the gallery of components, and errors that no area turned into an answer."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template import loader

from simpul.core import request_id
from simpul.web import access, error_words
from simpul.web.gallery import exhibits, wall

_THEMES = {"terang": "", "gelap": "gelap", "dinding": "wall"}

# When even the template of the 500 page cannot be drawn.
_LAST_RESORT = """<!doctype html><html lang="id"><meta charset="utf-8"><title>{title}</title>
<h1>{title}</h1><p>{sentence}</p><p lang="en">{title_en}. {sentence_en}</p><p>{request_id}</p></html>"""


@access.public
def gallery(request: HttpRequest) -> HttpResponse:
    """/komponen/: every component in all its states; ?tema=gelap and ?tema=dinding change the colours."""
    name = request.GET.get("tema", "terang")
    theme = _THEMES.get(name, "")
    colours = {"theme": theme, "theme_name": name if theme else "terang"}
    context = {**colours, **exhibits.signs(), "rooms": exhibits.rooms()}
    return render(request, "web/gallery.html", context)


@access.public
def gallery_wall(request: HttpRequest) -> HttpResponse:
    """/komponen/dinding/: the wall, with the figures of the fictitious Kabupaten Contoh."""
    return render(request, "web/gallery_wall.html", wall.board())


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """400."""
    return error_page(request, 400)


def permission_denied(request: HttpRequest, exception: Exception) -> HttpResponse:
    """403."""
    return error_page(request, 403)


def page_not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """404, the same whether nothing stands here or the person may not know of it."""
    return error_page(request, 404)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403 for a form whose token does not fit, most often because the page had lain open."""
    return error_page(request, 403, words=error_words.STALE_FORM)


def error_page(request: HttpRequest, status: int, *, words: error_words.Words | None = None) -> HttpResponse:
    """The page of an error status, for every status that may reach a person."""
    return render(request, "web/error.html", _context(status, words), status=status)


def server_error(request: HttpRequest) -> HttpResponse:
    """500. Drawn without request, so that no context processor, session or database takes part."""
    context = _context(500, None)
    try:
        body: str = loader.render_to_string("web/error_500.html", context)
    except Exception:  # whatever broke the page must not break this answer too
        body = _LAST_RESORT.format(**context["words"]._asdict(), request_id=context["request_id"])
    return HttpResponse(body, status=500)


def _context(status: int, words: error_words.Words | None) -> dict[str, Any]:
    return {"status": status, "words": words or error_words.of(status), "request_id": request_id.current()}
