"""Who does what a verb that judges, bans, warns or foils says: not its own subject."""

from __future__ import annotations

from typing import Any, Final

from service.stages.extract.syntax_words import is_noun, lemma

Token = Any

#: 'accused Chad of shelling', 'barred the party from holding rallies': whom such a verb has as
#: its object does what stands behind the preposition. 'Warned Chad of shelling' says either.
_JUDGED_FOR: Final = frozenset(
    {"applaud", "arrest", "attack", "behead", "blame", "blast", "censure", "commend", "condemn",
     "convict", "criticise", "criticize", "denounce", "deport", "detain", "dismiss", "execute",
     "expel", "fault", "fine", "fire", "flog", "hail", "hang", "imprison", "indict", "jail", "kill",
     "lambast", "oust", "praise", "prosecute", "punish", "rebuke", "reprimand", "sack", "sanction",
     "scold", "sentence", "slam", "sue", "suspend", "thank", "torture"}
)  # fmt: skip
_JUDGED: Final = {
    "for": _JUDGED_FOR,
    "over": _JUDGED_FOR,
    "of": frozenset({"accuse", "acquit", "convict", "suspect"}),
    "with": frozenset({"charge", "credit"}),
    "from": frozenset(
        {"ban", "bar", "deter", "discourage", "dissuade", "prevent", "prohibit", "stop"}
    ),
    "against": frozenset({"warn"}),
}


def judged(prep: Token, verb: Token) -> list[Token]:
    """The objects of a judging verb, if the preposition is its own or hangs on one of them."""
    if lemma(verb) not in _JUDGED.get(prep.lower_, ()):
        return []
    holder = prep.head
    while holder.dep_ == "conj" and holder.head is not holder:  # 'blamed rebels and gangs for'
        holder = holder.head
    if prep.head is not verb and not (holder.dep_ in {"dobj", "obj"} and holder.head is verb):
        return []
    return [c for c in verb.children if c.dep_ in {"dobj", "obj"}]


#: whose plans such a verb has as its object: 'police foiled a plot to attack a mosque'
OF_OTHERS: Final = frozenset(
    {"avert", "block", "condemn", "criticise", "criticize", "denounce", "discover", "disrupt",
     "expose", "foil", "investigate", "oppose", "prevent", "reject", "reveal", "stop", "thwart",
     "uncover", "unearth", "welcome"}
)  # fmt: skip


def is_of_others(verb: Token) -> bool:
    """Whether a verb tells what somebody else plans: 'foiled a plot to attack a mosque'."""
    noun = verb.head
    return verb.dep_ == "acl" and is_noun(noun) and lemma(noun.head) in OF_OTHERS
