"""Which articles tell one story: online clustering with ids that do not depend on the run."""

from __future__ import annotations

import base64
from collections import Counter
from dataclasses import dataclass
from heapq import heappop, heappush, nlargest
from math import exp
from typing import Final
from uuid import NAMESPACE_URL, uuid5

import orjson

from schemas.article import Article
from service.stages.dedupe.clock import GRACE_SECONDS
from service.stages.dedupe.story_terms import FULL, Vector, similarity, vector

StoryWrites = tuple[tuple[str, str | None], ...]

STORY_PREFIX: Final = "s:"
#: half the mean similarity to the members and half that to the best three; fitted on ECB+
JOIN: Final = 0.30
BEST: Final = 3
MEMBERS_KEPT: Final = 12
FADING_SECONDS: Final = 3 * 86_400
QUIET_SECONDS: Final = 7 * 86_400
_STORIES_COMPARED: Final = 3
#: of the article's heaviest terms, whose weights are up to 45,000
_SHARED_WEIGHT: Final = 12_000
_STORIES_OF_A_TERM: Final = 300
_SWEPT_PER_CALL: Final = 2


@dataclass(frozen=True, slots=True)
class Member:
    """An article of a story; `number` counts arrivals, times are Unix seconds."""

    number: int
    time: int
    expires: int
    vector: Vector


class StoryIndex:
    """The open stories, each with its latest articles."""

    def __init__(self) -> None:
        self._stories: dict[str, dict[int, Member]] = {}
        self._by_term: dict[int, str | dict[str, int]] = {}
        self._expiry: list[tuple[int, str]] = []

    def __len__(self) -> int:
        return len(self._stories)

    def apply(self, key: str, value: str | None) -> None:
        """Take one entry of the table; null deletes it."""
        story_id, number = key.removeprefix(STORY_PREFIX).split(":")
        if value is None:
            self._remove(story_id, int(number))
        else:
            self._put(story_id, _load(int(number), value))

    def join(
        self, article: Article, *, number: int, time: int, now: int, known: str | None = None
    ) -> tuple[str, StoryWrites]:
        """The article's story, `known` or found or new, and what to write; the index has it."""
        drawn = vector(article)
        story_id = known or self._nearest(drawn, time) or story_id_of(article.article_id)
        expires = max(time + QUIET_SECONDS, now + GRACE_SECONDS)
        self._put(story_id, Member(number, time, expires, drawn))
        dropped = sorted(self._stories[story_id])[:-MEMBERS_KEPT]
        gone = [(story_id, n) for n in dropped] + self._over(now)
        for each in gone:
            self._remove(*each)
        entry = _dump(story_id, Member(number, time, expires, drawn))
        return story_id, (entry, *((_key(*each), None) for each in gone))

    def written_again(self, story_id: str) -> StoryWrites:
        """The story's entries as they are."""
        return tuple(_dump(story_id, m) for _, m in sorted(self._stories.get(story_id, {}).items()))

    def _nearest(self, drawn: Vector, time: int) -> str | None:
        """The story that the article fits best, if it fits one."""
        mine = drawn.pairs()
        scored = ((self._fit(mine, s, time), s) for s in self._candidates(drawn, mine))
        best = max(scored, default=(0.0, ""), key=lambda item: (item[0], item[1]))
        return best[1] if best[0] > JOIN else None

    def _candidates(self, drawn: Vector, mine: dict[int, int]) -> list[str]:
        """The stories that share most of the article's heaviest terms."""
        shared: Counter[str] = Counter()
        for term in drawn.top():
            holders = self._by_term.get(term, ())
            if isinstance(holders, str):
                shared[holders] += mine[term]
            elif len(holders) <= _STORIES_OF_A_TERM:
                for story_id in holders:
                    shared[story_id] += mine[term]
        enough = [s for s, weight in shared.items() if weight >= _SHARED_WEIGHT]
        return nlargest(_STORIES_COMPARED, enough, key=lambda s: (shared[s], s))

    def _fit(self, mine: dict[int, int], story_id: str, time: int) -> float:
        members = self._stories[story_id].values()
        apart = min(abs(m.time - time) for m in members)
        if apart > QUIET_SECONDS:
            return 0.0
        alike = [similarity(mine, m.vector) for m in members]
        best = nlargest(BEST, alike)
        fit = (sum(alike) / len(alike) + sum(best) / len(best)) / 2
        return fit / FULL * exp(-apart / FADING_SECONDS)

    def _over(self, now: int) -> list[tuple[str, int]]:
        """Members of a few stories that nobody tells any more."""
        gone: list[tuple[str, int]] = []
        for _ in range(_SWEPT_PER_CALL):
            if not self._expiry or self._expiry[0][0] >= now:
                break
            story_id = heappop(self._expiry)[1]
            members = self._stories.get(story_id, {})
            if members and max(m.expires for m in members.values()) < now:
                gone += [(story_id, number) for number in members]
        return gone

    def _put(self, story_id: str, member: Member) -> None:
        members = self._stories.setdefault(story_id, {})
        if member.number in members:
            return
        members[member.number] = member
        heappush(self._expiry, (member.expires, story_id))
        for term in member.vector.top():
            self._hold(term, story_id)

    def _remove(self, story_id: str, number: int) -> None:
        members = self._stories.get(story_id, {})
        member = members.pop(number, None)
        if member is None:
            return
        if not members:
            del self._stories[story_id]
        for term in member.vector.top():
            self._drop(term, story_id)

    def _hold(self, term: int, story_id: str) -> None:
        """One more member of the story has the term; most terms have one and need no dictionary."""
        holders = self._by_term.get(term)
        if holders is None:
            self._by_term[term] = story_id
            return
        if isinstance(holders, str):
            holders = self._by_term[term] = {holders: 1}
        holders[story_id] = holders.get(story_id, 0) + 1

    def _drop(self, term: int, story_id: str) -> None:
        holders = self._by_term[term]
        if isinstance(holders, str):
            del self._by_term[term]
            return
        holders[story_id] -= 1
        if not holders[story_id]:
            del holders[story_id]
        if not holders:
            del self._by_term[term]


def story_id_of(article_id: str) -> str:
    """The id of the story that the article opens."""
    return str(uuid5(NAMESPACE_URL, f"wirecoder:story:{article_id}"))


def _key(story_id: str, number: int) -> str:
    return f"{STORY_PREFIX}{story_id}:{number}"


def _dump(story_id: str, member: Member) -> tuple[str, str]:
    packed = (base64.b64encode(b).decode() for b in (member.vector.terms, member.vector.weights))
    return _key(story_id, member.number), orjson.dumps(
        [member.time, member.expires, *packed]
    ).decode()


def _load(number: int, value: str) -> Member:
    time, expires, terms, weights = orjson.loads(value)
    return Member(number, time, expires, Vector(base64.b64decode(terms), base64.b64decode(weights)))
