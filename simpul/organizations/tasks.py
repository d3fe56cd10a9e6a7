"""Background work of the area."""

from simpul.accounts import api as accounts
from simpul.accounts.models import User
from simpul.core import clock, jobs
from simpul.organizations import places, queries, seats
from simpul.organizations.models import Government


@jobs.job(queue="quick", attempts=3)
def invite_person(government_id: int, actor_id: int, user_id: int, origin: str) -> None:
    """Invite one person on behalf of an administrator; whoever has been invited meanwhile is left alone."""
    government = Government.objects.get(pk=government_id)
    actor = User.objects.get(pk=actor_id)
    scope = seats.seat_of(actor, government, clock.today(government.zone)).scope
    user = queries.uninvited(scope, government).filter(pk=user_id).first()
    if user is not None:
        accounts.invite(scope=scope, place=places.place_of_government(government, origin), user=user)
