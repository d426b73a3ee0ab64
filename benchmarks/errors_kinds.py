"""Each difference between a coding and its gold as a kind that can be counted, without text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Final

from benchmarks.scoring import fits, pair

Record = Mapping[str, Any]
Mention = Mapping[str, Any]

#: what is told as done, and what is not: a finer difference of modality is no error here
_COARSE: Final = {
    "asserted": "told", "historical": "told", "future": "future",
    "hypothetical": "imagined", "negated": "denied",
}  # fmt: skip


def article_errors(records: Sequence[Record], mentions: Sequence[Mention]) -> Iterator[str]:
    """The kinds of all errors of one article, in any order.

    Records and mentions are paired as for typed F1 with alternatives. A core record that has no
    mention is *missed*, or *read as* another type where a false mention stands in its sentence;
    of pairs, the sides, modality, modes, place and date are compared.
    """
    paired = pair(records, mentions, alternatives=True)
    found = {i for i, _ in paired.pairs}
    false = list(paired.false)
    for i, record in enumerate(records):
        if i in found or not record.get("core", True):
            continue
        other = next((j for j in false if _share_a_sentence(record, mentions[j])), None)
        if other is None:
            yield f"missed {record['type']}"
        else:
            false.remove(other)
            yield f"{record['type']} read as {mentions[other]['type']}"
    yield from (f"false {mentions[j]['type']}" for j in false)
    for i, j in paired.pairs:
        if records[i].get("core", True):
            yield from pair_errors(records[i], mentions[j])


def sentence_errors(records: Sequence[Record], mentions: Sequence[Mention]) -> Iterator[str]:
    """The kinds of a text of which one act is annotated: further mentions are no errors.

    A record without a type, and without alternatives to it, says that nothing political is told.
    """
    told = [m["type"] for m in mentions]
    for record in records:
        kinds = record.get("type_alternatives") or [
            kind for kind in (record["type"], *(record.get("type_alt") or ())) if kind
        ]
        if not kinds:
            yield from (f"false {kind}" for kind in told[:1])
        elif not set(kinds).intersection(told):
            name = record["type"] or _any_of(kinds)
            yield f"{name} read as {told[0]}" if told else f"missed {name}"


def _any_of(kinds: Sequence[str]) -> str:
    return " or ".join(kinds) if len(kinds) < 3 else f"any of {len(kinds)} types"


def pair_errors(record: Record, mention: Mention) -> Iterator[str]:
    """What is wrong with a mention of the right type."""
    for side in ("actor", "recipient"):
        error = side_error(record.get(f"{side}s") or (), mention.get(f"{side}s") or ())
        if error:
            yield f"{side} {error}"
    wanted = {record["modality"], *(record.get("modality_alt") or ())}
    if _COARSE[mention["modality"]] not in {_COARSE[m] for m in wanted}:
        yield f"modality {record['modality']} told as {mention['modality']}"
    modes = {*(record.get("modes") or ()), *(record.get("mode_alt") or ())}
    if record.get("modes") and not modes.intersection(mention.get("modes") or ()):
        yield f"modes of {record['type']} {'wrong' if mention.get('modes') else 'empty'}"
    for what in ("place", "date"):
        if bool(record.get(what)) != bool(mention.get(what)):
            yield f"{what} {'empty' if record.get(what) else 'invented'}"


def side_error(wanted: Iterable[Record], given: Iterable[Mention]) -> str | None:
    """'empty', 'invented', 'of wrong country', 'of wrong sector', 'wrong'; None where all fit."""
    gold, ours = list(wanted), list(given)
    needed = [g for g in gold if not g.get("optional")]
    if not gold or not ours:
        return "invented" if ours else "empty" if needed else None
    lost = [g for g in needed if not any(_is_country(g, o) and _is_sector(g, o) for o in ours)]
    if not lost:
        return None
    if any(_is_country(g, o) for g in lost for o in ours):
        return "of wrong sector" if len(ours) >= len(needed) else "incomplete"
    if any(_is_sector(g, o) for g in lost for o in ours):
        return "of wrong country" if len(ours) >= len(needed) else "incomplete"
    return "wrong" if len(ours) >= len(needed) else "incomplete"


def _is_country(gold: Record, ours: Mention) -> bool:
    return ours.get("country") in {gold.get("country"), *(gold.get("country_alt") or ())}


def _is_sector(gold: Record, ours: Mention) -> bool:
    return ours.get("sector") in {gold.get("sector"), *(gold.get("sector_alt") or ())}


def _share_a_sentence(record: Record, mention: Mention) -> bool:
    return fits({**record, "type": mention["type"]}, mention, alternatives=False)
