"""What the templates of sign-in need beside the tags of every page."""

import json
from typing import Any

from django import template
from django.core.serializers.json import DjangoJSONEncoder

register = template.Library()


@register.filter
def as_json(value: Any) -> str:
    """{{ options|as_json }}: a value for a script, as the text of an attribute; the engine escapes it."""
    return json.dumps(value, cls=DjangoJSONEncoder)


@register.filter
def in_fours(value: str) -> str:
    """{{ secret|in_fours }}: "ABCD EFGH IJ", which is easier to copy by hand."""
    return " ".join(value[start : start + 4] for start in range(0, len(value), 4))
