"""The board and the wall; each has an address for its content alone, which open pages fetch when something changed."""

from typing import Any, cast

from django.http import HttpResponse
from django.shortcuts import render

from simpul.commandcenter import queries
from simpul.core import clock, errors
from simpul.web import access
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
    found = queries.board_of(request.scope, _government(request))
    context: dict[str, Any] = {"view": None, "today": clock.today(request.government.zone)}
    if found is not None:
        view = queries.view(request.scope, found)
        context |= {
            "view": view,
            "mine": [queries.turn(duty) for duty in view.mine],
            "others": [queries.turn(duty) for duty in view.others],
        }
    return render(cast(Any, request), template, context)


@access.requires("wall.view")
def wall(request: Request) -> HttpResponse:
    """The board for a wall of 3840 × 2160 pixels, read from eight metres."""
    return _wall(request, "commandcenter/wall.html")


@access.requires("wall.view")
def wall_content(request: Request) -> HttpResponse:
    """What stands on the wall, without the frame."""
    return _wall(request, "commandcenter/wall_content.html")


def _wall(request: Request, template: str) -> HttpResponse:
    found = queries.board_of(request.scope, _government(request))
    if found is None:
        raise errors.NotFoundError()
    context = {"view": queries.wall(request.scope, found), "now": clock.now()}
    return render(cast(Any, request), template, context)


def _government(request: Request) -> Any:
    if request.government is None:
        raise errors.NotFoundError()
    return request.government
