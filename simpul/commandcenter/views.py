"""The board and the wall; each has an address for its content alone, which open pages fetch when something changed."""

from typing import Any, cast

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from simpul.commandcenter import operations, queries
from simpul.commandcenter.forms import BoardForm
from simpul.commandcenter.models import Board
from simpul.core import clock, errors, events
from simpul.datahub import api as datahub
from simpul.web import access, cache
from simpul.web.http import Request


@access.requires("board.view")
def board(request: Request) -> HttpResponse:
    """The Command Center of the government."""
    return _board(request, "commandcenter/board.html")


@access.requires("board.view")
def board_content(request: Request) -> HttpResponse:
    """What stands on the board, without the frame."""
    return _board(request, "commandcenter/board_content.html")


def _board(request: Request, template: str) -> HttpResponse:
    """What everybody sees is kept per content version; whose turn it is is asked each time."""
    position = events.newest()  # before anything is read: what comes later is told to the open page
    found = queries.board_of(request.scope, _government(request))
    context: dict[str, Any] = {"board": found, "today": clock.today(request.government.zone)}
    context["position"] = position
    context |= {
        "may_compose": request.scope.has("dataset.manage"),
        "may_see_wall": request.scope.has("wall.view"),
    }
    if found is not None:
        audience = "baca" if request.scope.has("data.read") else "lihat"
        name = f"papan:{found.pk}:{audience}"
        context["parts"] = cache.kept(request, name, lambda: _parts(request, found))
        context["turns"] = queries.turns(request.scope, found.government)
    return render(cast(Any, request), template, context)


def _parts(request: Request, board: Board) -> dict[str, str]:
    """The sentence, the main column and the shared part of the side column, rendered."""
    view = queries.view(request.scope, board)
    main = render_to_string("commandcenter/board_main.html", {"view": view})
    side = render_to_string("commandcenter/board_side.html", {"view": view})
    may_read = request.scope.has("data.read")
    cases = render_to_string("commandcenter/board_cases.html", {"view": view, "may_read": may_read})
    return {"headline": view.headline, "details": view.details, "main": main, "side": side, "cases": cases}


@access.requires("wall.view")
def wall(request: Request) -> HttpResponse:
    """The board for a wall of 3840 × 2160 pixels, read from eight metres."""
    return _wall(request, "commandcenter/wall.html")


@access.requires("wall.view")
def wall_content(request: Request) -> HttpResponse:
    """What stands on the wall, without the frame."""
    return _wall(request, "commandcenter/wall_content.html")


def _wall(request: Request, template: str) -> HttpResponse:
    position = events.newest()
    found = queries.board_of(request.scope, _government(request))
    if found is None:
        raise errors.NotFoundError()
    context = {"view": queries.wall(request.scope, found), "now": clock.now(), "position": position}
    return render(cast(Any, request), template, context)


def _government(request: Request) -> Any:
    if request.government is None:
        raise errors.NotFoundError()
    return request.government


@access.requires("dataset.manage")
def compose(request: Request) -> HttpResponse:
    """Choose what stands on the board."""
    government = _government(request)
    indicators = {
        str(i.pk): i for i in datahub.Indicator.objects.within(request.scope).filter(government=government)
    }
    choices = [(key, indicator.name) for key, indicator in indicators.items()]
    form = BoardForm(request.POST or None, choices=choices, initial=_present(request))
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        chosen = [indicators[key] for key in data["numbers"]]
        operations.compose(
            scope=request.scope,
            government_id=government.pk,
            code="utama",
            title=government.short_name,
            lead=indicators[data["lead"]],
            numbers=chosen,
            wall=chosen[: queries.WALL_NUMBERS],
            mapped=indicators.get(data["mapped"]),
        )
        messages.success(cast(Any, request), _("Papan tersimpan."))
        return redirect("board")
    return render(cast(Any, request), "commandcenter/compose.html", {"form": form})


def _present(request: Request) -> dict[str, Any]:
    board = queries.board_of(request.scope, request.government)
    if board is None:
        return {}
    numbers = [str(pk) for pk in board.numbers.values_list("indicator_id", flat=True)]
    return {"numbers": numbers, "lead": str(board.lead_id), "mapped": str(board.mapped_id or "")}
