"""By what two mentions of one incident find each other: several keys each, none of them needed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection
from typing import Final

from service.stages.link.face import Face

MOST_CANDIDATES: Final = 64
#: cues that two mentions of one incident share at least, but for one pair in fifty
_SHARED: Final = 2
#: a cue of more mentions than this leads to too many others
_COMMON_CUE: Final = 500
#: holders of cues that one newcomer looks at
_MOST_LOOKED_AT: Final = 3_000
_CUE_WORDS: Final = 10


class CueIndex:
    """Cue -> the mentions that have it."""

    def __init__(self) -> None:
        self._holders: dict[str, str | set[str]] = {}  # most have one: a set of one is large

    def add(self, face: Face) -> None:
        """Take a mention."""
        for cue in cues(face):
            self._hold(cue, face.mention_id)

    def add_copy(self, face: Face) -> None:
        """Take a mention as one of its article only: nobody will find it."""
        self._hold(_article(face.article_id), face.mention_id)

    def _hold(self, cue: str, mention_id: str) -> None:
        holders = self._holders.setdefault(cue, mention_id)
        if isinstance(holders, set):
            holders.add(mention_id)
        elif holders != mention_id:
            self._holders[cue] = {holders, mention_id}

    def remove(self, face: Face) -> None:
        """Forget a mention."""
        for cue in cues(face):
            holders = self._holders.get(cue)
            if isinstance(holders, set):
                holders.discard(face.mention_id)
            if not holders or holders == face.mention_id:
                self._holders.pop(cue, None)

    def told_in(self, article_id: str) -> frozenset[str]:
        """The mentions of an article."""
        return frozenset(_all(self._holders.get(_article(article_id), set())))

    def candidates(self, face: Face, fits: Callable[[str], bool]) -> list[str]:
        """Of the mentions that fit, those that share most cues, rare cues first; a few."""
        counted = self._counted(face)
        best = [(-n, other) for other, n in counted.items() if n >= _SHARED and fits(other)]
        return [other for _, other in sorted(best)[:MOST_CANDIDATES]]

    def _counted(self, face: Face) -> Counter[str]:
        """How many cues each mention shares with the newcomer, by the rarest cues first.

        Of cues alike in that by name: where the looking ends must be the same in every process.
        """
        shared = ((cue, _all(self._holders[cue])) for cue in cues(face) if cue in self._holders)
        counted: Counter[str] = Counter()
        looked_at = 0
        for _, holders in sorted(shared, key=lambda held: (len(held[1]), held[0])):
            looked_at += len(holders)
            if len(holders) > _COMMON_CUE or looked_at > _MOST_LOOKED_AT:
                break
            counted.update(holders)
        return counted


def _all(holders: str | set[str]) -> Collection[str]:
    return (holders,) if isinstance(holders, str) else holders


def _article(article_id: str) -> str:
    return f"a:{article_id}"


def cues(face: Face) -> set[str]:
    """What another mention of the incident is likely to share, at least in part.

    Acts and days count together with a country or the story: either may be unknown.
    """
    telling = sorted(face.words.items(), key=lambda item: (-item[1], item[0]))
    around = {f"{country}" for country in face.countries} | {f"story {face.story_id}"}
    found = {f"w:{word}" for word, _ in telling[:_CUE_WORDS]}
    found |= {f"n:{name}" for name in face.actors.names | face.recipients.names}
    found |= {f"t:{word}:{where}" for word in face.trigger | face.kinds for where in around}
    found.add(_article(face.article_id))
    if face.spot is not None:
        found |= {f"p:{name}" for name in face.spot.names}
    if face.days is not None:
        found |= {f"d:{face.type}:{face.days.first}:{where}" for where in around}
    return found
