"""What the pages under /kelola/ share: the frame, the way back, a list's page, and asking before an act."""

from dataclasses import dataclass
from typing import Any, TypeVar, cast

from django.core.paginator import Page, Paginator
from django.db.models import F, Model, QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from simpul.organizations import sections
from simpul.web import listing, parts
from simpul.web.http import Request

PER_PAGE = 50

M = TypeVar("M", bound=Model)


@dataclass(frozen=True)
class Ask:
    """An act that asks first: what it is called, what follows from it, the verb, and the way back."""

    title: str
    consequence: str
    verb: str
    back: str


def show(request: Request, template: str, **context: Any) -> HttpResponse:
    """A page in the frame of /kelola/, with its rooms and the one that it belongs to."""
    rooms = sections.links_for(request.scope)
    above = [room for room in rooms if request.path.startswith(room.url)]
    current = max(above, key=lambda room: len(room.url), default=parts.Link("", ""))
    context |= {"rooms": rooms, "room": current.label}
    return render(cast(Any, request), template, context)


def show_form(
    request: Request, *, title: str, form: Any, verb: str, back: str, **context: Any
) -> HttpResponse:
    """A page that is one form; `lead` in the context says what it does."""
    return show(request, "organizations/form.html", title=title, form=form, verb=verb, back=back, **context)


def is_sure(request: Request) -> bool:
    """True when the person has read the consequence and confirmed it."""
    return request.POST.get("yakin") == "ya"


def ask(request: Request, question: Ask) -> HttpResponse:
    """The consequence on a page of its own, with everything that was sent kept for the confirmation."""
    kept = [(name, value) for name in request.POST for value in request.POST.getlist(name)]
    fields = [(name, value) for name, value in kept if name not in ("csrfmiddlewaretoken", "yakin")]
    return show(request, "organizations/ask.html", question=question, kept=fields, trail=[])


def trail(*links: parts.Link) -> list[parts.Link]:
    """The way from /kelola/ down to this page."""
    return [parts.Link(_("Kelola"), reverse("kelola")), *links]


def page_of(request: Request, rows: Any) -> Page[Any]:
    """The page of a list that the address asks for."""
    return Paginator(rows, PER_PAGE).get_page(request.GET.get(listing.PAGE))


def ordered(rows: QuerySet[M], order: str, *ties: str) -> QuerySet[M]:
    """The rows in the order asked for ("name", "-name"): nothing comes last, equal ones by `ties` and key."""
    column = F(order.removeprefix("-"))
    first = column.desc(nulls_last=True) if order.startswith("-") else column.asc(nulls_last=True)
    return rows.order_by(first, *ties, "pk")


def choices(request: Request, name: str, offered: Any) -> tuple[parts.Choice, ...]:
    """Choices of a filter, "Semua" first, with the one that the address asks for chosen."""
    asked = request.GET.get(name, "")
    everything = parts.Choice("", _("Semua"), is_chosen=not asked)
    rest = (parts.Choice(str(value), str(label), is_chosen=str(value) == asked) for value, label in offered)
    return (everything, *rest)


def filters(request: Request, *fields: parts.FilterField) -> parts.Filters:
    """A filter panel that keeps the order of the list and says what is chosen."""
    chosen = [field.value for field in fields if field.value]
    chosen += [
        choice.label for field in fields for choice in field.choices if choice.is_chosen and choice.value
    ]
    order = request.GET.get(listing.SORT, "")
    kept = ((listing.SORT, order),) if order else ()
    return parts.Filters(", ".join(chosen), fields, kept, request.path if chosen else "")
