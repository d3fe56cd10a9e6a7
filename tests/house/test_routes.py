"""Every route says who may come."""

from collections.abc import Iterator
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver

from simpul.organizations import roles
from simpul.web import access


def _routes(patterns: list[Any], before: str = "") -> Iterator[tuple[str, Any]]:
    for pattern in patterns:
        route = before + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from _routes(pattern.url_patterns, route)
        elif isinstance(pattern, URLPattern):
            yield route, pattern.callback


def test_every_route_declares_who_may_come():
    silent = [route for route, view in _routes(get_resolver().url_patterns) if access.declared(view) is None]

    assert silent == []


def test_every_capability_that_a_route_asks_for_is_known_and_granted_to_some_role():
    asked = {
        capability
        for _route, view in _routes(get_resolver().url_patterns)
        for capability in (access.declared(view) or "").split(" or ")
        if "." in capability
    }
    granted = frozenset().union(*roles.GRANTS.values())

    assert asked <= set(roles.CAPABILITIES)
    assert asked <= granted
