"""Which date belongs to an act: the one of its own clause, never the one of the report."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any, Final

from spacy.tokens import Span

from schemas.event import EventDate
from service.stages.extract.times import FoundTime

Token = Any

_HISTORY_DAYS: Final = 183
_LAST_YEAR_DAYS: Final = 60
#: subordinate clauses that tell of the same moment as their main clause
_SAME_MOMENT: Final = frozenset({"when", "while", "as", "whereas", "where", "with", ""})
#: prepositions that keep their noun inside the clause of the verb
_INSIDE: Final = frozenset(
    "in during by with at of through from to on into near inside between against for among amid around "
    "outside across under over".split()
)
#: prepositions that lead from an act named by a noun to the clause it is told in
_MEANS: Final = frozenset({"in", "during", "by", "with", "at", "from", "through", "of", "under"})
#: prepositions of the scene of an act: what happens "at Sunday's rally" happens on Sunday
_SCENE: Final = frozenset({"in", "at", "during"})
_BETWEEN: Final = frozenset({"on", "late", "early", "in", "earlier", "over", "at", "the"})
#: verbs that talk about an act instead of telling it
_TALKED_ABOUT: Final = frozenset(
    "discuss condemn denounce criticise criticize describe deny protest investigate probe praise welcome blame "
    "mourn mark recall address follow mention remember commemorate avenge oppose debate".split()
)
_EVENT_NOUNS: Final = frozenset(
    "attack bombing summit meeting talk vote election strike raid coup visit war earthquake massacre killing murder clash "
    "battle blast ceremony funeral rally march protest riot trial hearing conference holiday ceasefire truce storm flood "
    "crash game match poll referendum uprising siege takeover crackdown shooting deadline prayer".split()
)
_PLACE_NOUNS: Final = frozenset({"station", "region", "mission", "prison", "apartment", "department", "million", "government", "settlement", "parliament"})
_PARTS: Final = frozenset(
    "nsubj nsubjpass dobj obj attr acomp oprd agent dative appos conj pobj prt aux auxpass nmod ROOT".split()
)
_LOOSE: Final = frozenset({"npadvmod", "advmod", "dep", "parataxis", "quantmod", "nummod", "compound", "poss"})
_LONE_LINE: Final = 45
_AWAY: Final = frozenset({"until", "before", "after"})
_NEVER: Final = 99


def event_time(
    trigger: Token,
    times: Sequence[FoundTime],
    *,
    sent: Span,
    speech: Sequence[Token] = (),
    anchor: date | None = None,
) -> FoundTime | None:
    """The time expression that dates the act of the trigger, resolved or not.

    With `anchor` (the publication day), an act told in the past takes no later day.
    """
    inside = [t for t in times if sent.start <= t.first_token < sent.end and t.kind not in _AWAY]
    if anchor is not None and _has_happened(trigger):
        inside = [t for t in inside if t.start is None or t.start <= anchor.isoformat()]
    ranked = [(_rank(trigger, time, speech), _gap(trigger, time), time) for time in inside]
    best = min(ranked, key=lambda r: r[:2], default=None)
    return best[2] if best and best[0] < _NEVER else None


def event_date(
    trigger: Token,
    times: Sequence[FoundTime],
    *,
    sent: Span,
    speech: Sequence[Token] = (),
    anchor: date | None = None,
) -> EventDate | None:
    """The date of the act, or nothing where none is stated or what is stated has no anchor.

    `speech` holds the reporting verbs over the trigger: their dates belong to the statement.
    """
    time = event_time(trigger, times, sent=sent, speech=speech, anchor=anchor)
    return as_event_date(time) if time and time.resolved else None


def statement_date(verb: Token, times: Sequence[FoundTime]) -> EventDate | None:
    """The date of a statement: the one that stands with its reporting verb."""
    sent: Span = verb.sent
    for time in times:
        if sent.start <= time.first_token < sent.end and time.resolved and time.kind not in _AWAY:
            if governor(time, (verb,), verb.doc).i == verb.i:
                return as_event_date(time)
    return None


def as_event_date(time: FoundTime) -> EventDate:
    """The contract's form of a resolved time expression."""
    return EventDate(
        start=time.start,
        end=time.end,
        text=time.text,
        text_start=time.text_start,
        text_end=time.text_end,
        precision=time.precision,
        basis="text",
    )


def is_historical(when: EventDate | FoundTime | None, anchor: date | None) -> bool:
    """True where the act is long past: an earlier year, or more than six months before."""
    if when is None or anchor is None or when.end is None:
        return False
    end = date.fromisoformat(when.end)
    gap = (anchor - end).days
    return gap > _HISTORY_DAYS or (end.year < anchor.year and gap > _LAST_YEAR_DAYS)


def _has_happened(trigger: Token) -> bool:
    """True for a verb in the past tense or the perfect: "promised", "has agreed"."""
    helpers = {c.lower_ for c in trigger.children if c.dep_ in ("aux", "auxpass")}
    if trigger.tag_ == "VBD":
        return True
    return bool(trigger.tag_ == "VBN" and helpers & {"has", "have", "had", "was", "were"} and not helpers & {"will", "to"})


def _gap(trigger: Token, time: FoundTime) -> int:
    return min(abs(trigger.i - time.first_token), abs(trigger.i - time.end_token + 1))


def _root(time: FoundTime, doc: Any) -> Token:
    inside = range(time.first_token, time.end_token)
    for i in reversed(inside):
        if doc[i].head.i not in inside and not doc[i].is_punct:
            return doc[i]
    return doc[time.end_token - 1]


def governor(time: FoundTime, speech: Sequence[Token], doc: Any) -> Token:
    """The word that the time expression stands with; parser slips at reporting verbs repaired."""
    token = _root(time, doc).head
    for _ in range(4):
        if token.dep_ == "ROOT" or token.pos_ not in ("ADP", "SCONJ", "ADV", "PART"):
            break
        token = token.head
    if token.pos_ == "AUX" and token.dep_ in ("aux", "auxpass"):
        token = token.head
    return _repaired(time, token, speech, doc)


def _repaired(time: FoundTime, token: Token, speech: Sequence[Token], doc: Any) -> Token:
    for verb in speech:
        if verb.tag_ == "VBD" and not _possessive(time, doc) and _beside(time, verb, doc):
            return verb
    if token.i in {verb.i for verb in speech}:
        return _content_verb(time, token, doc) or token
    return token


def _beside(time: FoundTime, verb: Token, doc: Any) -> bool:
    """True where the date stands between a reporting verb and what is said."""
    between = doc[verb.i + 1 : time.first_token]
    if time.first_token < verb.i or len(between) > 8 or any(t.pos_ in ("VERB", "AUX") for t in between):
        return False
    after = doc[time.end_token].lower_ if time.end_token < len(doc) else ""
    return after == "that" or not any(t.dep_ in ("nsubj", "nsubjpass", "mark") or t.tag_ == "NN" for t in between)


def _content_verb(time: FoundTime, verb: Token, doc: Any) -> Token | None:
    """The verb of what is said, where the date stands inside of it and not beside the speech."""
    if verb.tag_ in ("VBP", "VBZ"):
        return next((c for c in verb.children if c.dep_ == "ccomp"), None)
    content = next((c for c in verb.children if c.dep_ in ("ccomp", "xcomp") and c.i != verb.i), None)
    if content is None or content.i > time.first_token:
        return None
    if verb.i < content.i < time.first_token:
        return content
    if content.i < time.first_token < verb.i:
        return content
    return None


def _rank(trigger: Token, time: FoundTime, speech: Sequence[Token]) -> int:
    """How closely the time stands to the trigger; 99 where it belongs to something else."""
    doc = trigger.doc
    if _stands_alone(time, trigger):
        return _NEVER
    if _follows(time, trigger):
        return 0
    place = governor(time, speech, doc)
    if place.i in {verb.i for verb in speech} and place.i != trigger.i:
        return _NEVER
    if place.i == trigger.i or _root(time, doc).head.i == trigger.i:
        return 0
    if _within_noun(place, trigger) or _told_of(_root(time, doc), trigger):
        return 1
    return _by_clauses(trigger, place, speech) + _owned_by_noun(time, place, trigger)


def _told_of(root: Token, trigger: Token) -> bool:
    """ "on March 14, when workers walked out": the date carries the clause of the trigger."""
    token = trigger
    for _ in range(3):
        if token.dep_ in ("relcl", "advcl") and token.head.i in (root.i, root.head.i):
            return any(c.lower_ == "when" for c in token.children) and root.i < token.i
        token = token.head
    return False


def _stands_alone(time: FoundTime, trigger: Token) -> bool:
    """True for a date on a line of its own, and beyond a blank line."""
    text = trigger.doc.text
    first, last = sorted((time.text_start, trigger.idx))
    between = text[first:last]
    if "\n" not in between:
        return False
    line_start = text.rfind("\n", 0, time.text_start) + 1
    line_end = text.find("\n", time.text_end)
    line = text[line_start : line_end if line_end >= 0 else len(text)]
    return "\n\n" in between.replace("\r", "") or len(line.strip()) - len(time.text) < _LONE_LINE


def _possessive(time: FoundTime, doc: Any) -> bool:
    return bool(time.end_token < len(doc) and doc[time.end_token].tag_ == "POS")


def _follows(time: FoundTime, trigger: Token) -> bool:
    """True where the date comes right after the trigger verb: "said on Saturday"."""
    before = time.first_token - 1
    while before > trigger.i and trigger.doc[before].lower_ in _BETWEEN:
        before -= 1
    return before == trigger.i and not _possessive(time, trigger.doc)


def _owned_by_noun(time: FoundTime, place: Token, trigger: Token) -> int:
    """What it costs that the date stands with another noun: "in last month's coup"."""
    if place.pos_ not in ("NOUN", "PROPN", "NUM", "ADJ"):
        return 0
    above = place.head
    if place.dep_ == "pobj" and above.lower_ in _SCENE and above.head.pos_ in ("VERB", "AUX"):
        return 3
    if _possessive(time, trigger.doc) or place.dep_ in ("poss", "compound"):
        return 0 if place.dep_ in ("nsubj", "nsubjpass") and above.i == trigger.i else _NEVER
    if place.dep_ in _PARTS and (not _is_event_noun(place) or above.i == trigger.i):
        return 0
    return 5 if _ends_clause(time, trigger.doc) else _NEVER


def _ends_clause(time: FoundTime, doc: Any) -> bool:
    return time.end_token >= len(doc) or doc[time.end_token].is_punct or doc[time.end_token].dep_ == "cc"


def _is_event_noun(noun: Token) -> bool:
    word = noun.lemma_.lower()
    return word in _EVENT_NOUNS or (word.endswith(("ion", "ment")) and word not in _PLACE_NOUNS)


def _within_noun(place: Token, trigger: Token) -> bool:
    """ "the fighting ... that began on Monday": the date stands below the trigger noun."""
    token, steps = place, 0
    while steps < 8 and token.head.i != token.i:
        if token.dep_ in ("ccomp", "pobj") and trigger.pos_ not in ("NOUN", "PROPN"):
            return False
        if token.dep_ == "ccomp" or (token.dep_ == "advcl" and _mark(token) not in _SAME_MOMENT):
            return False
        token, steps = token.head, steps + 1
        if token.i == trigger.i:
            return bool(trigger.pos_ in ("NOUN", "PROPN"))
    return False


def _mark(verb: Token) -> str:
    for child in verb.children:
        if child.dep_ in ("mark", "advmod") and child.i < verb.i and child.tag_ in ("IN", "WRB"):
            return str(child.lower_)
    return str(verb.head.lower_) if verb.dep_ == "pcomp" else ""


def _by_clauses(trigger: Token, place: Token, speech: Sequence[Token]) -> int:
    up_trigger = _climb(trigger, speech, _trigger_step)
    up_place = _climb(place, speech, _place_step)
    common = next((i for i in up_trigger if i in up_place), None)
    return _NEVER if common is None else 2 + up_trigger[common] + up_place[common]


def _climb(
    token: Token, speech: Sequence[Token], step: Callable[[Token], int]
) -> dict[int, int]:
    """The tokens above that share the moment of this token, with their cost."""
    spoken = {verb.i for verb in speech}
    costs, cost = {token.i: 0}, 0
    for _ in range(12):
        price = step(token)
        if price >= _NEVER or token.head.i in spoken or token.head.i == token.i:
            break
        token, cost = token.head, cost + price
        costs[token.i] = cost
    return costs


def _trigger_step(token: Token) -> int:
    """The cost of going from a trigger to its head without leaving its moment."""
    dep, head = token.dep_, token.head
    if dep == "prep":
        return 1 if token.lower_ in _MEANS else _NEVER
    if dep == "conj" and _has_subject(token):
        return 5 if _opens(head) else _NEVER
    if dep == "ccomp":
        return 9
    if dep == "relcl":
        return 4 if any(c.lower_ == "where" for c in token.children) else _NEVER
    if dep in ("dobj", "pobj", "nsubj", "nsubjpass") and head.lemma_.lower() in _TALKED_ABOUT:
        return _NEVER
    if dep == "acl" and token.tag_ == "VBN":
        return _NEVER
    return _shared_step(token)


def _place_step(token: Token) -> int:
    """The cost of going from the word of a date to its head."""
    dep = token.dep_
    if dep == "prep":
        return 1 if token.lower_ in _INSIDE else _NEVER
    if dep in ("relcl", "ccomp", "acl"):
        return _NEVER
    if dep == "conj" and _has_subject(token):
        return 4 if any(c.dep_ in ("nsubj", "nsubjpass") and _is_count(c) for c in token.children) else _NEVER
    return _shared_step(token)


def _shared_step(token: Token) -> int:
    dep = token.dep_
    if dep in _PARTS:
        return 1
    if dep in ("advcl", "xcomp", "acl", "pcomp"):
        return 2 if _mark(token) in _SAME_MOMENT else _NEVER
    return 4 if dep in _LOOSE else _NEVER


def _has_subject(verb: Token) -> bool:
    return any(c.dep_ in ("nsubj", "nsubjpass") for c in verb.children)


def _is_count(noun: Token) -> bool:
    return bool(noun.tag_ == "CD" or any(c.tag_ == "CD" for c in noun.children))


def _opens(verb: Token) -> bool:
    """True where a sentence opens with its date, so that all its clauses share it."""
    start = verb.sent[0]
    return start.lower_ in ("on", "in", "over", "during") or start.ent_type_ == "DATE"
