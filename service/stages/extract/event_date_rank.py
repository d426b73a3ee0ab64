"""How closely a time expression stands to a trigger."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from service.stages.extract.event_date_clauses import NEVER, is_weapon, mark, shared_moment
from service.stages.extract.event_date_governor import governor, possessive, root
from service.stages.extract.times import FoundTime
from service.stages.extract.times_lexicon import clause_words

Token = Any

_LONE_LINE: Final = 45
#: how a time that tells which one hangs on its noun
_PART_OF_NAME: Final = frozenset({"amod", "compound", "nmod", "npadvmod", "nummod"})


def rank(trigger: Token, time: FoundTime, speech: Sequence[Token]) -> int:
    """How closely the time stands to the trigger; 99 where it belongs to something else."""
    doc = trigger.doc
    if _stands_alone(time, trigger) or _is_name_of_other(time, trigger):
        return NEVER
    if _follows(time, trigger):
        return 0
    place = governor(time, speech, doc)
    if place.i in {verb.i for verb in speech} and place.i != trigger.i:
        return NEVER
    if place.i == trigger.i or root(time, doc).head.i == trigger.i:
        return 0
    if _within_noun(place, trigger) or told_of(time, trigger):
        return 1
    if any((_is_of_object(time, place, trigger), _ends_relative(time, trigger))):
        return 1
    if _of_same_act(place, trigger):
        return 2
    return shared_moment(trigger, place, speech) + _owned_by_noun(time, place, trigger)


def _is_name_of_other(time: FoundTime, trigger: Token) -> bool:
    """ "praised the 1997 treaty", "condemned the March 3 attack": which treaty, which attack."""
    doc, own = trigger.doc, root(time, trigger.doc)
    noun = own.head
    if noun.i < time.end_token or noun.i == trigger.i or noun.pos_ not in ("NOUN", "PROPN"):
        return False
    before = doc[time.first_token - 1] if time.first_token else None
    told = before is not None and before.dep_ in ("det", "poss", "case")
    if own.dep_ not in _PART_OF_NAME or not (told or (time.text.isdigit() and before == trigger)):
        return False
    if _of_same_act(noun, trigger):
        return False
    if noun.dep_ == "pobj":
        return noun.head.lower_ not in clause_words().scene
    return noun.dep_ in ("dobj", "obj", "attr", "conj")


def _is_of_object(time: FoundTime, place: Token, trigger: Token) -> bool:
    """ "are investigating the murder of a judge on 25 January": no present has a past day."""
    if trigger.pos_ not in ("NOUN", "PROPN") or time.first_token < trigger.i:
        return False
    is_now = place.tag_ in ("VBP", "VBZ") or (
        place.tag_ == "VBG" and any(c.lower_ in ("am", "are", "is") for c in place.children)
    )
    if not is_now or place.i > trigger.i or _is_today(time):
        return False
    between = trigger.doc[trigger.i + 1 : time.first_token]
    return not any(t.pos_ in ("VERB", "AUX") for t in between)


def _is_today(time: FoundTime) -> bool:
    return time.text.lower() in ("today", "now", "tonight")


def _ends_relative(time: FoundTime, trigger: Token) -> bool:
    """ "the men who fired during the rally yesterday are officers": the day ends their clause."""
    noun = trigger.head
    if trigger.dep_ != "relcl" or noun.dep_ not in ("nsubj", "nsubjpass"):
        return False
    if not trigger.i < time.first_token < noun.head.i:
        return False
    between = trigger.doc[trigger.i + 1 : time.first_token]
    return not any(t.pos_ in ("VERB", "AUX") for t in between)


def _of_same_act(place: Token, trigger: Token) -> bool:
    """'the attack on Monday that killed six', 'wounded in the attack staged on Monday'."""
    noun = place.head if place.dep_ == "acl" and place.tag_ == "VBN" else place
    if noun.pos_ not in ("NOUN", "PROPN") or not (_is_event_noun(noun) or is_weapon(noun)):
        return False
    return _is_told_by(noun, trigger) or _leads_to(noun, trigger)


def _is_told_by(noun: Token, trigger: Token) -> bool:
    """Whether the trigger stands in a relative clause of which the noun is the subject."""
    token = trigger
    for _ in range(4):
        if token.dep_ == "relcl":
            subjects = [c.lower_ for c in token.children if c.dep_ in ("nsubj", "nsubjpass")]
            return token.head.i == noun.i and subjects[:1] in (["that"], ["which"])
        if token.dep_ not in ("conj", "dobj", "oprd", "acomp", "ccomp"):
            return False
        token = token.head
        if token.i == noun.i:  # 'the attack that left ten dead and thirty wounded'
            return bool(trigger.tag_ == "VBN")
    return False


def _leads_to(noun: Token, trigger: Token) -> bool:
    """Whether the trigger's own 'in', 'during', 'by' or 'as a result of' holds the noun."""
    token = noun
    for _ in range(6):
        result = token.lower_ in ("of", "as") and token.head.lower_ in ("result", trigger.lower_)
        if token.dep_ in ("prep", "agent"):
            if token.lower_ not in ("in", "during", "by", "amid") and not result:
                return False
        elif token.dep_ != "pobj":
            return False
        token = token.head
        if token.i == trigger.i:
            return True
    return False


def told_of(time: FoundTime, trigger: Token) -> bool:
    """ "on March 14, when workers walked out": the date carries the clause of the trigger."""
    own, token = root(time, trigger.doc), trigger
    heads = {own.i, own.head.i, *range(time.first_token, time.end_token)}
    for _ in range(3):
        if token.dep_ in ("relcl", "advcl") and token.head.i in heads:
            is_same = time.text.lower().startswith("the same")
            marked = is_same or any(c.lower_ == "when" for c in token.children)
            return marked and own.i < token.i
        token = token.head
    return False


def _stands_alone(time: FoundTime, trigger: Token) -> bool:
    """True for a date on a line of its own, and beyond a blank line."""
    low, high = sorted((time.first_token, trigger.i))
    if "\n" not in trigger.doc[low:high].text:
        return False
    text = trigger.doc.text
    first, last = sorted((time.text_start, trigger.idx))
    between = text[first:last]
    line_start = text.rfind("\n", 0, time.text_start) + 1
    line_end = text.find("\n", time.text_end)
    line = text[line_start : line_end if line_end >= 0 else len(text)]
    return "\n\n" in between.replace("\r", "") or len(line.strip()) - len(time.text) < _LONE_LINE


def _follows(time: FoundTime, trigger: Token) -> bool:
    """True where the date comes right after the trigger verb: "said on Saturday"."""
    before = time.first_token - 1
    while before > trigger.i and trigger.doc[before].lower_ in clause_words().between:
        before -= 1
    return before == trigger.i and not possessive(time, trigger.doc)


def _owned_by_noun(time: FoundTime, place: Token, trigger: Token) -> int:
    """What it costs that the date stands with another noun: "in last month's coup"."""
    if place.pos_ not in ("NOUN", "PROPN", "NUM", "ADJ"):
        return 0
    above = place.head
    if (
        place.dep_ == "pobj"
        and above.lower_ in clause_words().scene
        and above.head.pos_ in ("VERB", "AUX")
    ):
        return 3
    if possessive(time, trigger.doc) or place.dep_ in ("poss", "compound"):
        return 0 if place.dep_ in ("nsubj", "nsubjpass") and above.i == trigger.i else NEVER
    if place.dep_ in (clause_words().parts | clause_words().loose) and (
        not _is_event_noun(place) or above.i == trigger.i
    ):
        return 0
    return 5 if _ends_clause(time, trigger.doc) else NEVER


def _ends_clause(time: FoundTime, doc: Any) -> bool:
    return (
        time.end_token >= len(doc)
        or doc[time.end_token].is_punct
        or doc[time.end_token].dep_ == "cc"
    )


def _is_event_noun(noun: Token) -> bool:
    word = noun.lemma_.lower()
    return word in clause_words().event_nouns or (
        word.endswith(("ion", "ment")) and word not in clause_words().place_nouns
    )


def _within_noun(place: Token, trigger: Token) -> bool:
    """ "the fighting ... that began on Monday": the date stands below the trigger noun."""
    token, steps = place, 0
    while steps < 8 and token.head.i != token.i:
        if token.dep_ in ("ccomp", "pobj") and trigger.pos_ not in ("NOUN", "PROPN"):
            return False
        if token.dep_ == "ccomp" or (
            token.dep_ == "advcl" and mark(token) not in clause_words().same_moment
        ):
            return False
        token, steps = token.head, steps + 1
        if token.i == trigger.i:
            return bool(trigger.pos_ in ("NOUN", "PROPN"))
    return False
