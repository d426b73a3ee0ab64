"""Who does what stands behind the preposition of a verb that judges, bans or warns."""

from __future__ import annotations

from typing import Any, Final

from service.stages.extract.syntax_words import lemma

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
    """The objects of a judging verb, if the preposition is its own."""
    if prep.head is not verb or lemma(verb) not in _JUDGED.get(prep.lower_, ()):
        return []
    return [c for c in verb.children if c.dep_ in {"dobj", "obj"}]
