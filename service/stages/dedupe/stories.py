"""Which articles tell one story: online clustering with ids that do not depend on the run."""

from __future__ import annotations

from dataclasses import dataclass
from heapq import heappop, heappush
from itertools import compress
from math import exp
from typing import Final
from uuid import NAMESPACE_URL, uuid5

from service.stages.dedupe import members
from service.stages.dedupe.clock import GRACE_SECONDS
from service.stages.dedupe.leads import LeadIndex, Numbers, sharing
from service.stages.dedupe.members import compared
from service.stages.dedupe.story_terms import FULL, Vector

StoryWrites = tuple[tuple[str, str | None], ...]

STORY_PREFIX: Final = "s:"
#: half the mean similarity to the members and half that to the best three; fitted on ECB+
JOIN: Final = 0.25
BEST: Final = 3
MEMBERS_KEPT: Final = 12
FADING_SECONDS: Final = 3 * 86_400
QUIET_SECONDS: Final = 7 * 86_400
TOP_TERMS: Final = 12
_STORIES_COMPARED: Final = 2
#: of the article's heaviest terms, whose weights are up to 45,000
_SHARED_WEIGHT: Final = 20_000
#: a term among the heaviest of so many articles does not lead to their stories
_FREQUENT: Final = 50
_SWEPT_PER_CALL: Final = 2


@dataclass(frozen=True, slots=True)
class Telling:
    """An article that looks for its story; `number` counts arrivals, times are Unix seconds."""

    number: int
    time: int
    now: int
    drawn: Vector


class StoryIndex:
    """The open stories, each with its latest articles."""

    def __init__(self) -> None:
        self._stories: dict[str, tuple[int, ...]] = {}
        self._story_of: dict[int, str] = {}
        self._packed: dict[int, bytes] = {}
        self._leads = LeadIndex(frequent=_FREQUENT)
        self._expiry: list[tuple[int, str]] = []

    def __len__(self) -> int:
        return len(self._stories)

    def apply(self, key: str, value: str | None) -> None:
        """Take one entry of the table; null deletes it."""
        story_id, number = key.removeprefix(STORY_PREFIX).rsplit(":", 1)
        if value is None:
            self._remove(int(number))
        else:
            packed = members.load(value)
            leading = members.leading_terms(packed, TOP_TERMS)
            self._put(int(number), story_id, packed, leading)

    def join(
        self, telling: Telling, *, article_id: str, known: str | None
    ) -> tuple[str, StoryWrites]:
        """The article's story, `known` or found or new, and what to write; the index has it."""
        top = telling.drawn.terms[:TOP_TERMS].tolist()
        held = self._leads.find(top)
        leading = [articles is not None for articles in held]
        story_id = known or self._nearest(telling, held) or story_id_of(article_id)
        expires = max(telling.time + QUIET_SECONDS, telling.now + GRACE_SECONDS)
        packed = members.pack(telling.time, expires, leading, telling.drawn)
        self._put(telling.number, story_id, packed, list(compress(top, leading)))
        gone = [*self._stories[story_id][:-MEMBERS_KEPT], *self._over(telling.now)]
        keys = [_key(self._story_of[n], n) for n in gone]
        for number in gone:
            self._remove(number)
        entry = _key(story_id, telling.number), members.dump(packed)
        return story_id, (entry, *((key, None) for key in keys))

    def written_again(self, story_id: str) -> StoryWrites:
        """The story's entries as they are."""
        numbers = self._stories.get(story_id, ())
        return tuple((_key(story_id, n), members.dump(self._packed[n])) for n in numbers)

    def _nearest(self, telling: Telling, held: list[Numbers | None]) -> str | None:
        """The story that the article fits best, if it fits one."""
        stories = self._candidates(telling.drawn, held)
        if not stories:
            return None
        numbers = [self._stories[story_id] for story_id in stories]
        alike, times = compared(telling.drawn, [self._packed[n] for each in numbers for n in each])
        best, nearest, start = JOIN, None, 0
        for story_id, each in zip(stories, numbers, strict=True):
            end = start + len(each)
            fit = _fit(alike[start:end], times[start:end], telling.time)
            start = end
            if fit > best or (fit == best and nearest and story_id > nearest):
                best, nearest = fit, story_id
        return nearest

    def _candidates(self, drawn: Vector, held: list[Numbers | None]) -> list[str]:
        """The stories of articles that share most of the heaviest terms."""
        weights = drawn.weights[:TOP_TERMS].tolist()
        stories: dict[str, int] = {}
        for number, weight in sharing(held, weights, at_least=_SHARED_WEIGHT):
            story_id = self._story_of[number]
            if weight > stories.get(story_id, 0):
                stories[story_id] = weight
        ranked = sorted(((weight, story_id) for story_id, weight in stories.items()), reverse=True)
        return [story_id for _, story_id in ranked[:_STORIES_COMPARED]]

    def _over(self, now: int) -> list[int]:
        """Members of a few stories that nobody tells any more.

        The end of a story is that of its member that ends last, whose entry is always in the heap.
        """
        gone: list[int] = []
        closed: set[str] = set()
        while self._expiry and self._expiry[0][0] < now and len(closed) < _SWEPT_PER_CALL:
            expires, story_id = heappop(self._expiry)
            numbers = self._stories.get(story_id, ())
            last = max((members.expires(self._packed[n]) for n in numbers), default=None)
            if last == expires and story_id not in closed:
                closed.add(story_id)
                gone += numbers
        return gone

    def _put(self, number: int, story_id: str, packed: bytes, leading: list[int]) -> None:
        if number in self._packed:
            return
        self._packed[number] = packed
        self._story_of[number] = story_id
        self._stories[story_id] = tuple(sorted((*self._stories.get(story_id, ()), number)))
        heappush(self._expiry, (members.expires(packed), story_id))
        self._leads.add(number, leading)

    def _remove(self, number: int) -> None:
        packed = self._packed.pop(number, None)
        if packed is None:
            return
        story_id = self._story_of.pop(number)
        rest = tuple(n for n in self._stories[story_id] if n != number)
        if rest:
            self._stories[story_id] = rest
        else:
            del self._stories[story_id]
        self._leads.discard(number, members.leading_terms(packed, TOP_TERMS))


def _fit(alike: list[int], times: list[int], time: int) -> float:
    """How well an article fits to those of a story, given how alike it is to each."""
    apart = min([abs(other - time) for other in times])
    if apart > QUIET_SECONDS:
        return 0.0
    found = sorted(alike, reverse=True)
    best = found[:BEST]
    fit = (sum(found) / len(found) + sum(best) / len(best)) / 2
    return fit / FULL * exp(-apart / FADING_SECONDS)


def story_id_of(article_id: str) -> str:
    """The id of the story that the article opens."""
    return str(uuid5(NAMESPACE_URL, f"wirecoder:story:{article_id}"))


def _key(story_id: str, number: int) -> str:
    return f"{STORY_PREFIX}{story_id}:{number}"
