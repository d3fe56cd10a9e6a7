"""Choosing among duties as the filter panel asks, and the panel itself."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from django.http import QueryDict
from django.utils.translation import gettext as _

from simpul.web import listing, parts
from simpul.workflow import holders, registry
from simpul.workflow.enums import State
from simpul.workflow.registry import Duty

KIND, AGENCY, STATE, HOLDER = "jenis", "opd", "keadaan", "giliran"


@dataclass(frozen=True)
class Question:
    """One question of the panel: the parameter, its name, and the answer that a duty gives (value, label)."""

    name: str
    label: str
    answer: Callable[[Duty], tuple[str, str]]


def questions(*names: str) -> list[Question]:
    """The questions with these names, in this order."""
    known = {
        KIND: Question(KIND, _("Jenis"), _kind),
        AGENCY: Question(AGENCY, _("Perangkat daerah"), _agency),
        STATE: Question(STATE, _("Keadaan"), _state),
        HOLDER: Question(HOLDER, _("Giliran"), _holder),
    }
    return [known[name] for name in names]


def kind_name(duty: Duty) -> str:
    """The name of a duty's kind on pages."""
    return registry.provider_of(duty.kind).name


def _kind(duty: Duty) -> tuple[str, str]:
    return duty.kind, kind_name(duty)


def _agency(duty: Duty) -> tuple[str, str]:
    return str(duty.agency_id or ""), duty.agency_label


def _state(duty: Duty) -> tuple[str, str]:
    return duty.state.value, str(duty.state.label)


def _holder(duty: Duty) -> tuple[str, str]:
    return duty.capability, holders.holder_of(duty).role


def chosen(duties: Iterable[Duty], asked: QueryDict, among: Sequence[Question]) -> list[Duty]:
    """The duties that fit every answer given; an answer that no duty gives leaves none."""
    wanted = [(question, asked.get(question.name, "")) for question in among]
    return [
        duty
        for duty in duties
        if all(not value or question.answer(duty)[0] == value for question, value in wanted)
    ]


def panel(duties: Sequence[Duty], asked: QueryDict, among: Sequence[Question]) -> parts.Filters:
    """The filter panel, with how many duties give each answer; a question with one answer is left out."""
    fields = [_field(question, duties, asked) for question in among]
    offered = tuple(field for field in fields if len(field.choices) > 2 or field.value)
    labels = [
        choice.label for field in offered for choice in field.choices if choice.is_chosen and choice.value
    ]
    order = asked.get(listing.SORT, "")
    kept = ((listing.SORT, str(order)),) if order else ()
    return parts.Filters(", ".join(labels), offered, kept, "?" if labels else "")


def _field(question: Question, duties: Sequence[Duty], asked: QueryDict) -> parts.FilterField:
    current = asked.get(question.name, "")
    counts = Counter(question.answer(duty) for duty in duties)
    answers = sorted((answer for answer in counts if answer[0]), key=_place(question))
    everything = parts.Choice("", _("Semua"), str(len(duties)), is_chosen=not current)
    choices = [
        parts.Choice(value, label, str(counts[value, label]), value == current) for value, label in answers
    ]
    return parts.FilterField(question.name, question.label, "daftar", current, (everything, *choices))


def _place(question: Question) -> Callable[[tuple[str, str]], tuple[int, str]]:
    """States stand from bad to good, other answers by their label."""
    if question.name == STATE:
        order = [state.value for state in reversed(State)]
        return lambda answer: (order.index(answer[0]), "")
    return lambda answer: (0, answer[1])
