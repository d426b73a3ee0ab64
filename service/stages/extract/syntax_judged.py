"""Who does what stands behind the preposition of a verb that judges, bans or warns."""

from __future__ import annotations

from typing import Any, Final

from service.stages.extract.syntax_words import lemma

Token = Any

#: 'accused Chad of shelling', 'barred the party from holding rallies': whom such a verb has as
#: its object does what stands behind the preposition. 'Warned Chad of shelling' says either.
_JUDGED_FOR: Final = frozenset(
    {"applaud", "arrest", "blame", "blast", "commend", "condemn", "convict", "criticise",
     "criticize", "denounce", "detain", "fault", "fine", "hail", "indict", "jail", "lambast",
     "praise", "prosecute", "punish", "rebuke", "reprimand", "sanction", "slam", "sue", "thank"}
)  # fmt: skip
_JUDGED: Final = {
    "for": _JUDGED_FOR,
    "over": _JUDGED_FOR,
    "of": frozenset({"accuse", "convict", "suspect"}),
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
