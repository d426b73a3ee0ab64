"""What a sentence tells in the writer's own voice, though somebody speaks in it.

'The minister said prices would rise, while police patrolled the port': the patrol is not said.
"""

from __future__ import annotations

from typing import Any, Final

from service.stages.extract.syntax_words import is_noun

Token = Any
#: clauses that set something else beside what was said
_BESIDE: Final = frozenset({"after", "while", "whereas"})
#: of these, what follows without a comma is part of what is said
_SET_OFF: Final = frozenset({"while", "whereas"})
_BEFORE: Final = frozenset({"after", "following"})
#: articles of what the reader hears of for the first time
_NEW: Final = frozenset({"a", "an"})
_TRACES: Final = frozenset({"aftermath", "wake"})


def is_aside(verb: Token) -> bool:
    """True for a clause with 'while' or 'after' that follows its main clause, or ', who'."""
    if verb.dep_ == "relcl":
        low = verb.left_edge
        return bool(low.lower_ == "who" and verb.doc[low.i - 1].text == ",")
    if verb.dep_ != "advcl" or verb.i < verb.head.i:
        return False
    marks = {c.lower_ for c in verb.children if c.dep_ == "mark"} & _BESIDE
    if not marks:
        return False
    low = verb.left_edge.i
    return not marks <= _SET_OFF or verb.doc[max(low - 1, 0)].text in {",", "—", "–", "--"}


def is_apart(trigger: Token, cue: Token) -> bool:
    """Whether a semicolon stands between an act and the verb of speech."""
    low, high = sorted((trigger.i, cue.i))
    return any(t.text == ";" for t in trigger.doc[low:high])


def is_background(noun: Token) -> bool:
    """'In the wake of the assault', 'following the raid': known to the reader before."""
    if not is_noun(noun) or noun.dep_ != "pobj" or any(c.lower_ in _NEW for c in noun.children):
        return False
    prep = noun.head
    return prep.lower_ in _BEFORE or (prep.lower_ == "of" and prep.head.lower_ in _TRACES)
