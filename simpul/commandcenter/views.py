"""The board and the wall."""

from django.http import HttpResponse

from simpul.web import access
from simpul.web.http import Request


@access.requires("board.view")
def board(request: Request) -> HttpResponse:
    """Board."""
    return HttpResponse("x")


board_content = wall = wall_content = board
