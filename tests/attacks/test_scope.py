"""Every route, walked by everybody, with the ids of somebody else in path, query, form and JSON."""

import json
from collections.abc import Iterator
from typing import Any, NamedTuple

import pytest
from django.http import HttpResponse
from django.test import Client

from simpul.accounts import urls as accounts
from simpul.organizations import roles
from tests import cast
from tests.attacks import routes, victim

pytestmark = pytest.mark.django_db

# The pages of the account come last: posting there ends the session of the one who walks.
ROUTES = sorted(routes.all_routes(), key=lambda route: route.name in accounts.NAMES)
# Area codes are public and global; a link for a new password that does not hold says so on a page.
GLOBAL = frozenset({"area", "account_reset_password_from_key"})
HOSTILE = ("²", "-1", "9" * 30, "../../etc/passwd", "' OR 1=1 --", "%00", "<script>", "\x00", "0")
STRANGERS = ("resident", "operator", "head", "walidata", "leader", "auditor", "administrator", "forum_member")


class Answer(NamedTuple):
    """What came back."""

    status: int
    text: str
    location: str


@pytest.fixture
def samples() -> dict[str, dict[str, Any]]:
    """Addresses of Kabupaten Uji."""
    return victim.build()


def client_of(part: str | None, owner: Any, **options: Any) -> Client:
    client = cast.client_for(cast.person(part, owner) if part else None, owner)
    client.raise_request_exception = False
    client.handler.enforce_csrf_checks = options.get("enforce_csrf_checks", False)
    return client


def answer(response: HttpResponse) -> Answer:
    """The response read to its end, as a file keeps its handle open until then."""
    content = b"".join(response.streaming_content) if response.streaming else response.content
    return Answer(response.status_code, content.decode("utf-8", "replace"), response.get("Location", ""))


def get(client: Client, address: str, query: dict[str, Any] | None = None) -> Answer:
    return answer(client.get(address, query))


def post(client: Client, address: str, data: Any = None, **options: Any) -> Answer:
    return answer(client.post(address, data, **options))


def answers(client: Client, address: str, foreign: dict[str, Any]) -> Iterator[tuple[str, Answer]]:
    """The route asked in every way, with the foreign ids under every name that some page reads."""
    yield "GET", get(client, address)
    yield "query", get(client, address, foreign)
    yield "form", post(client, address, foreign)
    as_json = {"content_type": "application/json", "HTTP_ACCEPT": "application/json"}
    yield "JSON", post(client, address, json.dumps(foreign, default=str), **as_json)


def walked(client: Client, part: str | None) -> Iterator[routes.Route]:
    """All routes; that the walker is still signed in where it matters is part of the proof."""
    for route in ROUTES:
        if part and route.name == "account_login":
            assert get(client, "/akun/").status == 200
        yield route


def foreign_ids(samples: dict[str, dict[str, Any]]) -> dict[str, Any]:
    """Ids of Kabupaten Uji under every name that some page or form reads."""
    found: dict[str, Any] = dict.fromkeys(routes.parameters(), samples["submission"]["pk"])
    for name in ("agency", "perangkat", "into", "target"):
        found[name] = samples["agency"]["pk"]
    return found | {
        "post": samples["post"]["pk"],
        "user": samples["person"]["public_id"],
        "lead": samples["case"]["pk"],
        "numbers": samples["case"]["pk"],
        "chosen": samples["lineage"]["pk"],
        "tindakan": "verifikasi",
        "yakin": "ya",
    }


def test_every_route_that_takes_arguments_has_a_sample(samples):
    missing = [route.name for route in ROUTES if route.arguments and route.name not in samples]
    wrong = [
        route.name
        for route in ROUTES
        if route.arguments and set(samples.get(route.name, {})) != route.arguments
    ]

    assert missing == []
    assert wrong == []


def test_the_samples_are_real_for_who_may_see_them(samples):
    """Otherwise the walks below would prove nothing."""
    entered = {part: client_of(part, cast.government()) for part in ("walidata", "operator", "administrator")}
    unseen = [
        route.name
        for route in ROUTES
        if route.arguments and route.name not in victim.WRONG_ON_PURPOSE
        and not any(
            get(client, routes.address(route, samples)).status in (200, 302, 405)
            for client in entered.values()
        )
    ]  # fmt: skip

    assert unseen == []


@pytest.mark.parametrize("part", [None, *cast.PARTS])
def test_nobody_passes_a_door_that_their_role_does_not_open(samples, part):
    government = cast.government()
    client = client_of(part, government)
    scope = victim.scope_of(part) if part else None
    wrong = []
    for route in ROUTES:
        response = get(client, routes.address(route, samples))
        if response.status == 500:
            wrong.append((route.name, 500))
        if route.declared == "public":
            continue
        if part is None:
            refused = response.status == 405 or response.location.startswith("/masuk/")
        else:
            may = not route.capabilities or any(scope.has(capability) for capability in route.capabilities)
            refused = may or response.status in (404, 405)
        if not refused:
            wrong.append((route.name, response.status))

    assert wrong == []


@pytest.mark.parametrize("part", [None, *STRANGERS])
def test_the_neighbours_find_nothing_and_move_nothing(samples, part):
    before = victim.rows()
    tetangga = cast.neighbour()
    client, foreign = client_of(part, tetangga), foreign_ids(samples)
    seen = []
    for route in walked(client, part):
        for way, response in answers(client, routes.address(route, samples), foreign):
            found = response.status == 200 and route.arguments and route.name not in GLOBAL
            if response.status == 500 or found or victim.SECRET in response.text:
                seen.append((route.name, way, response.status))

    assert seen == []
    after = victim.rows()
    assert [key for key, row in before.items() if after.get(key) != row] == []


@pytest.mark.parametrize("part", ["walidata", "administrator", "operator"])
def test_people_of_this_government_are_nobody_at_the_neighbours_address(samples, part):
    """A session carried to another address opens nothing there."""
    tetangga = cast.neighbour()
    cast.person("walidata", tetangga)
    client = cast.client_for(cast.person(part), tetangga)
    client.raise_request_exception = False
    opened = [
        route.name
        for route in ROUTES
        if route.capabilities and get(client, routes.address(route, samples)).status not in (404, 405)
    ]

    assert opened == []


@pytest.mark.parametrize("part", [None, "resident", "coach", "assessor"])
def test_what_is_internal_is_not_even_mentioned_to_who_may_not_read_it(samples, part):
    for insider in ("walidata", "operator"):  # whose pages must not be kept for others
        for route in ROUTES:
            get(client_of(insider, cast.government()), routes.address(route, samples))
    client = client_of(part, cast.government())

    told = [r.name for r in ROUTES if victim.SECRET in get(client, routes.address(r, samples)).text]

    assert told == []


@pytest.mark.parametrize("part", ["other_operator", "other_head"])
def test_another_agencys_work_does_not_exist(samples, part):
    client = client_of(part, cast.government())
    names = [
        route.name for route in ROUTES if route.name.startswith("submission-") or route.name == "submission"
    ]

    for name in [*names, "dataset-upload", "dataset-template"]:
        address = routes.reverse(name, kwargs=samples[name])
        assert get(client, address).status in (404, 405), name
        assert post(client, address, {"tindakan": "setujui", "dari": "antrean"}).status in (404, 405), name


@pytest.mark.parametrize("part", [None, "resident", "operator", "walidata", "administrator"])
def test_nothing_is_posted_without_the_token_of_the_page(samples, part):
    client = client_of(part, cast.government(), enforce_csrf_checks=True)

    accepted = [route.name for route in ROUTES if post(client, routes.address(route, samples)).status != 403]

    assert accepted == []


@pytest.mark.parametrize("part", [None, "operator", "walidata", "administrator"])
def test_hostile_words_in_query_and_form_are_no_errors(samples, part):
    broken = []
    for word in HOSTILE:
        client = client_of(part, cast.government())
        hostile = dict.fromkeys(routes.parameters(), word)
        for route in walked(client, part):
            address = routes.address(route, samples)
            statuses = get(client, address, hostile).status, post(client, address, hostile).status
            if 500 in statuses:
                broken.append((route.name, word, statuses))

    assert broken == []


def test_the_cast_plays_every_role():
    """A new role is walked as well."""
    assert {part.role for part in cast.PARTS.values() if part.role} == set(roles.Role)
