"""Tells whether a changed contract still serves those who know the old one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

Schema = Mapping[str, Any]
Facts = dict[str, "Fact"]
MAX_DEPTH = 12


@dataclass(frozen=True, slots=True)
class Fact:
    """What a schema says of one path: its types, closed list, and whether it is always there."""

    types: frozenset[str]
    values: frozenset[str] | None
    required: bool
    max_length: int | None


def breaking_changes(old: Schema, new: Schema, *, written_by_users: bool) -> tuple[str, ...]:
    """One sentence for each change that breaks somebody; empty when there is none.

    Readers of our outputs are promised every field with no new type (null included); new fields
    and new values of a closed list are not a break. Writers of our input are promised that all
    they were allowed to write stays allowed.
    """
    before, after = facts(old), facts(new)
    check = _breaks_writers if written_by_users else _breaks_readers
    found = [f"{path} is gone" for path in before if path not in after]
    for path, fact in before.items():
        if path in after:
            found += [f"{path} {what}" for what in check(fact, after[path])]
    if written_by_users:
        added = after.keys() - before.keys()
        found += [f"{path} is new and required" for path in added if after[path].required]
    return tuple(sorted(found))


def _breaks_readers(old: Fact, new: Fact) -> Iterator[str]:
    if new.types - old.types:
        yield f"may now be {', '.join(sorted(new.types - old.types))}"
    if old.required and not new.required:
        yield "is no longer always there"


def _breaks_writers(old: Fact, new: Fact) -> Iterator[str]:
    if old.types - new.types:
        yield f"may no longer be {', '.join(sorted(old.types - new.types))}"
    if new.required and not old.required:
        yield "is now required"
    if new.values is not None and (old.values is None or old.values - new.values):
        yield "allows fewer values"
    if new.max_length is not None and (old.max_length is None or old.max_length > new.max_length):
        yield "must be shorter"


def facts(schema: Schema) -> Facts:
    """What the schema says, by path: `place.lat`, `actors[].name`, `quantities{}.low`."""
    return dict(_walk(schema, schema.get("$defs", {}), path="", required=True, depth=0))


def _walk(
    schema: Schema, defs: Schema, *, path: str, required: bool, depth: int
) -> Iterator[tuple[str, Fact]]:
    options = list(_options(schema, defs))
    if path:
        yield path, _fact(options, required=required)
    if depth > MAX_DEPTH:
        return
    for option in options:
        for below, part, needed in _parts(option):
            yield from _walk(part, defs, path=path + below, required=needed, depth=depth + 1)


def _options(schema: Schema, defs: Schema) -> Iterator[Schema]:
    """The alternatives of a schema with references followed."""
    if "$ref" in schema:
        yield from _options(defs[schema["$ref"].rpartition("/")[2]], defs)
    elif "anyOf" in schema:
        for option in schema["anyOf"]:
            yield from _options(option, defs)
    else:
        yield schema


def _fact(options: list[Schema], *, required: bool) -> Fact:
    closed = [option for option in options if "enum" in option or "const" in option]
    values = {str(v) for option in closed for v in option.get("enum", [option.get("const")])}
    lengths = [option["maxLength"] for option in options if "maxLength" in option]
    return Fact(
        types=frozenset(str(option.get("type", "any")) for option in options),
        values=frozenset(values) if closed else None,
        required=required,
        max_length=max(lengths, default=None),
    )


def _parts(option: Schema) -> Iterator[tuple[str, Schema, bool]]:
    """Path, schema and presence of what an object or an array holds."""
    needed = option.get("required", ())
    for name, part in option.get("properties", {}).items():
        yield f".{name}", part, name in needed
    if isinstance(option.get("items"), Mapping):
        yield "[]", option["items"], False
    if isinstance(option.get("additionalProperties"), Mapping):
        yield "{}", option["additionalProperties"], False
