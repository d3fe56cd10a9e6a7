"""Base models: rows of a government are reached through a Scope, or not at all."""

from typing import Any, ClassVar, Self, TypeVar, cast

from django.db import models

from simpul.core.scope import Scope

M = TypeVar("M", bound=models.Model)


class ScopeMissingError(RuntimeError):
    """Rows of a government were asked for without saying on whose behalf."""


class ScopedQuerySet(models.QuerySet[M]):
    """QuerySet that the area's own query vocabulary extends."""

    def within(self, scope: Scope) -> Self:
        """Rows of the governments in the scope."""
        if not isinstance(scope, Scope):
            raise ScopeMissingError("within() takes a Scope")
        if scope.governments is None:
            return self
        path = cast(type[ScopedModel], self.model).scope_path
        return self.filter(**{f"{path}__in": scope.governments})


class ScopedManager(models.Manager[M]):
    """Manager that hands out rows only through `within(scope)`; creating rows needs no scope."""

    queryset_class: type[ScopedQuerySet[Any]] = ScopedQuerySet
    _refused = frozenset(
        {
            "all",
            "filter",
            "exclude",
            "get",
            "count",
            "first",
            "last",
            "exists",
            "values",
            "values_list",
            "order_by",
        }
    )

    @classmethod
    def of(cls, queryset_class: type[ScopedQuerySet[Any]]) -> "ScopedManager[Any]":
        """A manager whose `within` returns this area's QuerySet."""
        manager: ScopedManager[Any] = cls()
        manager.queryset_class = queryset_class
        return manager

    def within(self, scope: Scope) -> Any:
        """Start a query on behalf of `scope`."""
        return self.get_queryset().within(scope)

    def get_queryset(self) -> ScopedQuerySet[M]:
        return cast(ScopedQuerySet[M], self.queryset_class(self.model, using=self._db))

    def __getattribute__(self, name: str) -> Any:
        if name in type(self)._refused:
            raise ScopeMissingError(f"use .within(scope) before .{name}()")
        return super().__getattribute__(name)


class ScopedModel(models.Model):
    """A row that belongs to one government; `scope_path` is the lookup that leads to its primary key."""

    scope_path: ClassVar[str] = "government_id"

    objects: ClassVar[ScopedManager[Any]] = ScopedManager()
    everywhere: ClassVar[models.Manager[Any]] = models.Manager()  # relations and Django's own checks

    class Meta:
        abstract = True
        base_manager_name = "everywhere"
        default_manager_name = "everywhere"


# Models that stand in modules of their own; Django finds an app's models by this module.
import simpul.core.events  # noqa: E402
import simpul.core.jobs.models  # noqa: E402
import simpul.core.marks  # noqa: E402, F401
