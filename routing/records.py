"""JSON in and out of frozen records, and their JSON schema, all read off the types."""

import types
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import MISSING, Field, fields, is_dataclass
from datetime import date
from enum import StrEnum
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

import numpy as np

from routing.json_matrices import plain
from routing.problem.errors import ProblemError, joined, spelled

Record = TypeVar("Record")
Json = Any


def json_name(field: Field[Any]) -> str:
    """Name of a field in JSON; `from_` only dodges a Python keyword."""
    return field.name.rstrip("_")


def read(kind: type[Record], data: Json, path: str = "", owner: str = "") -> Record:
    """Build a record from JSON data; ProblemError names the field that is wrong, missing or unknown.

    Matrices may come as lists or as arrays.
    `owner` is the id of the record around this one, for records without an id of their own.
    """
    if not isinstance(data, Mapping):
        raise ProblemError(path or kind.__name__, "", f"must be an object, is {spelled(plain(data))}")
    own = data.get("id", "")
    subject = own if isinstance(own, str) and own else owner
    known = {json_name(field): field for field in fields(kind)}  # type: ignore[arg-type]  # a dataclass type
    for name in data:
        if name not in known:
            raise ProblemError(joined(path, name), subject, "is not a field of this record")
    hints = get_type_hints(kind)
    given = {}
    for name, field in known.items():
        if name in data:
            given[field.name] = _value(hints[field.name], data[name], joined(path, name), subject)
        elif field.default is MISSING and field.default_factory is MISSING:
            raise ProblemError(joined(path, name), subject, "is missing")
    try:
        return kind(**given)
    except ProblemError as error:
        if error.subject or not path:
            raise
        name = error.field.rpartition(".")[2]
        raise ProblemError(joined(path, name) if name in known else path, subject, error.text) from None


def write(value: Any, *, complete: bool = False) -> Json:
    """Plain JSON data of a record; fields at their defaults are left out unless it must be complete."""
    if is_dataclass(value):
        return {
            json_name(field): write(getattr(value, field.name), complete=complete)
            for field in fields(value)
            if complete or _differs(getattr(value, field.name), field.default)
        }
    if isinstance(value, tuple | list):
        return [write(each, complete=complete) for each in value]
    if isinstance(value, np.ndarray):
        return value.tolist()
    return value.isoformat() if isinstance(value, date) else value


def schema(kind: type[Any]) -> Json:
    """JSON Schema (2020-12) of a record."""
    definitions: dict[str, Json] = {}
    _define(kind, definitions)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$ref": f"#/$defs/{kind.__name__}",
        "$defs": dict(sorted(definitions.items())),
    }


def _differs(value: Any, default: Any) -> bool:
    if isinstance(value, np.ndarray):
        return True
    return bool(value != default)


def _value(hint: Any, data: Json, path: str, subject: str) -> Any:
    origin = get_origin(hint)
    if origin in (Union, types.UnionType):
        inner = next(each for each in get_args(hint) if each is not type(None))
        return None if data is None else _value(inner, data, path, subject)
    if origin is np.ndarray:
        return data
    if isinstance(data, np.ndarray):
        data = data.tolist()  # rows of numbers where something else is wanted
    if origin is tuple:
        return _tuple(hint, data, path, subject)
    if is_dataclass(hint):
        return read(hint, data, path, subject)  # type: ignore[arg-type]  # is_dataclass also admits instances
    return _plain(hint, data, path, subject)


def _tuple(hint: Any, data: Json, path: str, subject: str) -> tuple[Any, ...]:
    if not isinstance(data, list | tuple):
        raise ProblemError(path, subject, f"must be a list, is {spelled(plain(data))}")
    inner = get_args(hint)[0]
    return tuple(_value(inner, each, f"{path}[{rank}]", subject) for rank, each in enumerate(data))


def _plain(hint: type[Any], data: Json, path: str, subject: str) -> Any:
    if hint is float and isinstance(data, int | float) and not isinstance(data, bool):
        with suppress(OverflowError):
            return float(data)
    if hint is int and isinstance(data, float) and data.is_integer():
        return int(data)
    if hint in (int, str, bool) and type(data) is hint:
        return data
    if isinstance(data, str) and hint in (date,):
        try:
            return date.fromisoformat(data)
        except ValueError:
            raise ProblemError(path, subject, f"must be a date like 2026-03-02, is {spelled(data)}") from None
    if isinstance(data, str) and issubclass(hint, StrEnum):
        if data in {each.value for each in hint}:
            return hint(data)
        raise ProblemError(path, subject, f"must be one of {', '.join(hint)}, is {spelled(data)}")
    raise ProblemError(path, subject, f"must be {_wanted(hint)}, is {spelled(plain(data))}")


def _wanted(hint: type[Any]) -> str:
    names = {int: "a whole number", float: "a number", str: "text", bool: "true or false", date: "a date"}
    return names.get(hint, f"one of {', '.join(hint)}" if issubclass(hint, StrEnum) else hint.__name__)


def _define(kind: type[Any], definitions: dict[str, Json]) -> None:
    if kind.__name__ in definitions:
        return
    definitions[kind.__name__] = {}
    hints = get_type_hints(kind)
    needed = [json_name(f) for f in fields(kind) if f.default is MISSING and f.default_factory is MISSING]
    definitions[kind.__name__] = {
        "type": "object",
        "description": (kind.__doc__ or "").strip(),
        "properties": {json_name(f): _described(hints[f.name], definitions) for f in fields(kind)},
        "required": needed,
        "additionalProperties": False,
    }


def _described(hint: Any, definitions: dict[str, Json]) -> Json:
    origin = get_origin(hint)
    if origin in (Union, types.UnionType):
        inner = next(each for each in get_args(hint) if each is not type(None))
        return {"anyOf": [_described(inner, definitions), {"type": "null"}]}
    if origin is tuple:
        return {"type": "array", "items": _described(get_args(hint)[0], definitions)}
    if origin is np.ndarray:
        return {"type": "array", "items": {"type": "array", "items": {"type": "integer", "minimum": 0}}}
    if is_dataclass(hint):
        _define(hint, definitions)  # type: ignore[arg-type]  # is_dataclass also admits instances
        return {"$ref": f"#/$defs/{hint.__name__}"}  # type: ignore[union-attr]  # as above
    if issubclass(hint, StrEnum):
        return {"enum": [each.value for each in hint]}
    if hint is date:
        return {"type": "string", "format": "date"}
    return {"type": {int: "integer", float: "number", str: "string", bool: "boolean"}[hint]}
