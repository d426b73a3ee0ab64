"""What stands in a noun phrase: the names in front, at and behind its head."""

from __future__ import annotations

import re
from typing import Any, Final, NamedTuple

from service.stages.extract.actor_types import RegistryMatch
from service.stages.extract.entity_names import words

#: prepositions that tie a country or body behind a noun to it ('ambassador to Poland' does not)
TIES: Final = frozenset("of in from at within across inside for s".split())
FORMER: Final = frozenset(
    "former ex erstwhile ousted deposed toppled exiled retired disgraced onetime".split()
)
#: 'US-backed', 'anti-Kremlin': the name is not the actor
COMPOUND: Final = re.compile(
    r"[-‐‑–](?:\w+[-‐‑–])?(?:backed|led|made|held|born|supported|trained|speaking|controlled|occupied|"
    r"funded|aligned|allied|brokered|sponsored|built|based|run|style|supplied|dominated|bound|"
    r"administered|majority|linked|affiliated|inspired|owned|educated|mediated|imposed|designated|"
    r"escorted|guarded|protected|marked|flagged)\b"
)
AGAINST: Final = re.compile(r"\b(?:anti|pro|non|post|pre)[-‐‑– ]?$", re.I)
#: '-led', '-linked' bodies are their own; these say where the actor comes from
ORIGIN: Final = re.compile(r"[-‐‑–](?:born|based|owned|run|held|controlled|administered)\b")
CUT: Final = re.compile(
    r"\s*(?:[,;(]|\b(?:of|in|from|to|at|for|by|with|near|who|that|which|against|on|into)\b)", re.I
)
ARTICLE: Final = re.compile(r"^(?:the|a|an|some|two|three|four|five|several|many)\s+", re.I)


class Phrase(NamedTuple):
    """What stands in a noun phrase: matches up to the head, and matches behind with their tie."""

    name: str
    head: RegistryMatch | None
    before: tuple[RegistryMatch, ...]
    after: tuple[tuple[str, RegistryMatch], ...]
    former: bool = False
    proper: bool = False


def split_phrase(text: str, found: list[RegistryMatch]) -> Phrase:
    """A bare text as a phrase: the head is the last word before a comma or preposition."""
    usable = [m for m in found if is_actor(m, text)]
    cut = next(
        (m.start() for m in CUT.finditer(text) if m.start() and not _inside(m.end() - 1, found)),
        len(text),
    )
    before = tuple(m for m in usable if m.start < cut)
    head = before[-1] if before and before[-1].end >= len(text[:cut].rstrip(" .'’")) else None
    after = tuple((_tie(text, m.start), m) for m in usable if m.start >= cut)
    return Phrase(
        name=ARTICLE.sub("", text),
        head=head,
        before=tuple(m for m in before if m is not head),
        after=after,
        former=is_former(text[: head.start if head else cut]),
        proper=text[:1].isupper(),
    )


def is_former(text: str) -> bool:
    """Whether the words say that an office is over."""
    return bool(FORMER & set(re.findall(r"[a-z]+", text.lower())))


def is_posted(p: Phrase, tie: str) -> bool:
    """'The envoy in Geneva', 'ministers in Doha': where they are says not of whom they are."""
    role = p.head.entry.entry_id.rpartition(" ")[2] if p.head is not None else ""
    return tie in _STAYING and role in words("posted")


_STAYING: Final = frozenset({"at", "in"})


def says_what(role: RegistryMatch, p: Phrase) -> bool:
    """Whether a title tells the sector of its holder: 'minister'; 'spokesman' behind a state."""
    of_state = any(m.entry.kind in {"country", "seat"} and m.end <= role.start for m in p.before)
    return bool(role.entry.codes[0].sectors) or (of_state and role.entry.entry_id in words("voice"))


def is_actor(m: RegistryMatch, text: str) -> bool:
    """False for the name in 'US-backed' and 'anti-Kremlin', which is not the actor."""
    tail = text[m.end : m.end + 24]
    if COMPOUND.match(tail) and not ORIGIN.match(tail):
        return False
    return not AGAINST.search(text[max(0, m.start - 6) : m.start])


def _inside(at: int, found: list[RegistryMatch]) -> bool:
    return any(m.start <= at < m.end for m in found)


def _tie(text: str, start: int) -> str:
    """The last preposition before a character, 'and' and articles skipped."""
    words = re.findall(r"[a-z]+|,", text[max(0, start - 60) : start].lower())
    ties = [w for w in words if w in TIES or w in {"to", "against", "with", "on", "by", ","}]
    return ties[-1] if ties else ""


def is_past(role: RegistryMatch, doc: Any) -> bool:
    """'The undersecretary and former army captain': an office of before, named behind another."""
    before = [t.lower_ for t in doc[max(0, role.token_start - _PAST) : role.token_start]]
    return was(role, doc) and "and" in before


def was(role: RegistryMatch, doc: Any) -> bool:
    """'A former army captain'."""
    before = [t.lower_ for t in doc[max(0, role.token_start - _PAST) : role.token_start]]
    return role.entry.kind == "role" and not FORMER.isdisjoint(before)


_PAST: Final = 3
