"""What a template is stopped for: what it may not do, and names that there are not. Jinja's errors, in our words."""

from __future__ import annotations

from functools import partial
from typing import Any

from jinja2 import StrictUndefined
from jinja2.exceptions import SecurityError, TemplateError, UndefinedError
from jinja2.runtime import Undefined


class BadTagError(TemplateError):
    """A template does something that it may not. The message is Swedish, for the author of the template."""


class UnknownNameError(UndefinedError):
    """A template names something that does not exist; ``owner`` is what it was looked for in."""

    def __init__(self, message: str | None = None, *, name: str = "", owner: object = None) -> None:
        super().__init__(message)
        self.name = name
        self.owner = owner


class Missing(StrictUndefined):
    """An unknown name, which stops the run as soon as it is used."""

    __slots__ = ()

    def __init__(self, hint: str | None = None, obj: Any = None, name: str | None = None, exc: Any = None) -> None:
        if exc is SecurityError:
            super().__init__(hint, obj, name, exc)
        else:
            super().__init__(hint, obj, name)
            self._undefined_exception = partial(UnknownNameError, name=str(name), owner=obj)  # type: ignore[assignment]


def known(value: object) -> Any:
    """The value; an unknown name raises here."""
    if isinstance(value, Undefined):
        str(value)
    return value
