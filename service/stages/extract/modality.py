"""Whether the text says that it happened: asserted, future, hypothetical, negated, historical.

Read from auxiliaries, negation and the words above the trigger (ontology: auxiliary markers;
coding rules 2, 3 and 8). Dates that make an act historical are looked at elsewhere.
"""

from __future__ import annotations

from typing import Any, Final

from service.stages.extract.modality_above import step_above
from service.stages.extract.modality_called import called_reading
from service.stages.extract.modality_clause import clause_reading
from service.stages.extract.modality_governor import governor
from service.stages.extract.modality_lexicon import KNOWN, Reading
from service.stages.extract.modality_noun import noun_reading
from service.stages.extract.modality_past import past_reading
from service.stages.extract.modality_scenario import scenario
from service.stages.extract.modality_wished import untold
from service.stages.extract.syntax_words import is_noun, is_verb

__all__ = ["Reading", "read_modality"]

Token = Any
_MAX_STEPS: Final = 8
#: what only a verb can be: of 'co-operates' the parser makes a clause of 'co'
_CLAUSES: Final = frozenset({"advcl", "ccomp", "xcomp", "relcl", "csubj"})


def read_modality(trigger: Token, anchor: Token) -> Reading:
    """How the text presents the act of `trigger`; `anchor` is the verb that carries its tense."""
    found = _present(trigger)
    if found.modality == "asserted":
        return called_reading(trigger) or past_reading(trigger, anchor) or found
    return found


def _present(trigger: Token) -> Reading:
    if is_noun(trigger):
        found = noun_reading(trigger)
        return found if isinstance(found, Reading) else _from_verb(found, arguments=False)
    return _of_state(trigger) or _from_verb(trigger, arguments=True)


def _of_state(adjective: Token) -> Reading | None:
    """'In prison and not dead': the parser hangs 'not' on the second state itself."""
    if is_verb(adjective) or any(c.dep_ in _CLAUSES for c in adjective.children):
        return None
    no = next((c for c in adjective.children if c.dep_ == "neg"), None)
    return Reading("negated", no.text) if no is not None else None


def _from_verb(node: Token, *, arguments: bool) -> Reading:
    """The first reading on the way up from a verb; of 'could co-operate' from its first half."""
    before = node.doc[node.i - 2] if node.i > 1 and node.doc[node.i - 1].text == "-" else None
    split = before is not None and (is_verb(before) or before.dep_ in _CLAUSES)
    node = before if split else node
    for step in range(_MAX_STEPS):
        if is_verb(node) or (split and not step):
            own = clause_reading(node, arguments=arguments and step == 0)
            if own:
                return own
        elif is_noun(node) and step:
            found = noun_reading(node)
            if isinstance(found, Reading):
                return found
            node = found
            continue
        above = untold(node) or scenario(node, _of_teller) or governor(node) or step_above(node)
        if isinstance(above, Reading):
            return above
        node = above
    return KNOWN


def _of_teller(verb: Token) -> Reading:
    return _from_verb(verb, arguments=False)
