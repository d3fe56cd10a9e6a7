"""Roles are named sets of capabilities, and the rules that no set may break."""

import pytest

from simpul.accounts import api as accounts
from simpul.organizations.roles import AGENCY_BOUND, CAPABILITIES, GRANTS, Role


def test_every_role_of_the_design_stands_here_and_is_granted_something():
    assert len(Role) == 15
    assert set(GRANTS) == set(Role)
    assert all(GRANTS[role] for role in Role)


def test_every_granted_capability_is_described_and_every_described_one_granted():
    granted = frozenset().union(*GRANTS.values())
    assert granted == set(CAPABILITIES)


@pytest.mark.parametrize("role", Role)
def test_no_role_both_uploads_and_verifies(role):
    assert not {"data.upload", "data.verify"} <= GRANTS[role]
    assert not {"data.upload", "data.approve"} <= GRANTS[role]


@pytest.mark.parametrize("role", Role)
def test_who_manages_people_has_no_hand_in_the_data(role):
    if "people.manage" in GRANTS[role]:
        assert not {"data.upload", "data.approve", "data.verify", "data.decide"} & GRANTS[role]


def test_roles_of_other_governments_come_through_a_round_or_a_programme_only():
    for role in (Role.ASSESSOR, Role.COACH, Role.PROGRAMME_OFFICER, Role.PROVINCIAL_READER):
        assert "data.read" not in GRANTS[role]


def test_the_auditor_reads_and_changes_nothing():
    assert not any(
        part.endswith((".manage", ".upload", ".verify", ".decide")) for part in GRANTS[Role.AUDITOR]
    )


def test_roles_that_work_for_one_agency_reach_no_other():
    assert {Role.OPERATOR, Role.SERVICE_OFFICER, Role.AGENCY_HEAD} == AGENCY_BOUND


def test_who_can_change_what_others_rely_on_needs_a_second_factor():
    assert GRANTS[Role.ADMINISTRATOR] & accounts.DEMANDING
    assert GRANTS[Role.STEWARD] & accounts.DEMANDING
