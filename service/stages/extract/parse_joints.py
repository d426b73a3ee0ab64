"""Joints that the parser hangs on the wrong word: lists of names, subjects behind 'and'.

Only shapes that allow no other reading are turned: what follows a comma and ends in 'and' is a
list, and a noun right in front of a finite verb without a subject is its subject.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from service.stages.extract.parse_edges import cut, hang, move
from service.stages.extract.parse_lexicon import mend_words
from service.stages.extract.plain import Doc
from service.stages.extract.plain_token import Token
from service.stages.extract.syntax_words import is_noun, is_verb

_WORDS: Final = mend_words()
_SUBJECTS: Final = frozenset({"nsubj", "nsubjpass"})
_FINITE: Final = frozenset({"VBD", "VBP", "VBZ"})
#: objects by which a past tense is told from a participle
_OBJECTS: Final = frozenset({"dobj", "ccomp", "xcomp", "dative"})
_NAMES: Final = frozenset({"GPE", "NORP", "ORG"})


def mend_joints(doc: Doc) -> None:
    """Such words come under the heads that they belong to."""
    for token in doc.tokens:
        if token.dep_ == "appos" and _is_listed(token):
            token.dep_ = "conj"
        elif token.dep_ == "conj" and token.tag_ in _FINITE:
            _give_noun_in_front(token)
        elif token.dep_ == "dobj" and token.lemma_ in _WORDS.charges:
            _make_aside(token)
        elif token.dep_ == "npadvmod" and token.head.lemma_ == "give":
            _make_given(token)
        elif token.lower_ in _SHIFTED:
            _SHIFTED[token.lower_](token)


def _is_listed(token: Token) -> bool:
    """'Chad, Niger and Mali signed', 'between Chad, Niger and Mali': no name explains the first."""
    first = token.head
    if token.ent_type_ not in _NAMES or token.ent_type_ != first.ent_type_ or not is_noun(first):
        return False
    below = first.dep_ == "pobj" and first.head.lower_ in _WORDS.listed
    behind = token.left_edge
    comma = behind.i > first.i and behind.doc.tokens[behind.i - 1].text == ","
    ends = any(c.dep_ == "conj" and c.i > token.i for c in token.children)
    return (below or first.dep_ in _SUBJECTS) and comma and ends and _ends_with_and(token)


def _ends_with_and(token: Token) -> bool:
    node = token
    while True:
        following = next((c for c in node.children if c.dep_ == "conj" and c.i > node.i), None)
        if following is None:
            return False
        if any(c.dep_ == "cc" for c in node.children):
            return True
        node = following


def _give_noun_in_front(verb: Token) -> None:
    """'Sent police to the frontier and Chad closed the crossing': Chad closed it."""
    noun = verb.doc.tokens[verb.i - 1] if verb.i > verb.sent.start else verb
    own = any(c.dep_ in _SUBJECTS for c in verb.children)
    done = any(c.dep_ in _OBJECTS and c.i > verb.i for c in verb.children)
    if own or not done or noun.dep_ != "conj" or not is_noun(noun) or not is_verb(verb.head):
        return
    joined = noun.head
    if joined.i <= verb.head.i or joined.dep_ in _SUBJECTS:
        return
    front = noun.left_edge
    if front.doc.tokens[front.i - 1].dep_ != "cc":
        return
    move(noun, verb, "nsubj")


def _make_shots(warning: Token) -> None:
    """'After warning shots were fired': nobody warned the shots."""
    shots = next((c for c in warning.children if c.i == warning.i + 1), None)
    if shots is None or shots.lemma_ != "shot" or warning.tag_ != "VBG":
        return
    above = warning.head
    warning.tag_, warning.pos_, warning.lemma_ = "NN", "NOUN", "warning"
    above.children = sorted([*(c for c in above.children if c is not warning), shots])
    shots.children = sorted([*(c for c in warning.children if c is not shots), warning])
    shots.head, shots.dep_ = above, warning.dep_
    for child in shots.children:
        child.head = shots
    warning.dep_, warning.children = "compound", []


def _make_hostages(hostage: Token) -> None:
    """'Took 12 guests hostage', 'is holding them captive': the guests are taken."""
    verb = hostage.head
    if hostage.dep_ == "dobj" and any(c.dep_ == "dobj" and c.i < hostage.i for c in verb.children):
        hostage.dep_ = "oprd"
    taken = next((c for c in hostage.children if c.i == hostage.i - 1 and is_noun(c)), None)
    if taken is None or verb.lemma_ not in _WORDS.taking or verb.i > taken.i or verb is hostage:
        return
    for child in hostage.children:
        above = verb if child is taken or child.i > hostage.i else taken
        child.head = above
        above.children = sorted([*above.children, child])
    hostage.children, hostage.dep_, taken.dep_ = [], "oprd", "dobj"


def _make_freed(free: Token) -> None:
    """'A call to free political prisoners': to let them go, not to prisoners that are free."""
    to, noun = free.doc.tokens[free.i - 1] if free.i else free, free.head
    shape = free.tag_ == "JJ" and to.lower_ == "to" and noun.head is to and to.dep_ == "prep"
    if not shape or noun.lemma_ not in _WORDS.captives:
        return
    above = to.head
    above.children = sorted([*(c for c in above.children if c is not to), free])
    noun.children = [c for c in noun.children if c is not free]
    free.head, free.dep_ = above, "xcomp" if is_verb(above) else "acl"
    free.tag_, free.pos_, free.children = "VB", "VERB", [to, noun]
    to.head, to.tag_, to.dep_, to.children = free, "TO", "aux", []
    noun.head, noun.dep_ = free, "dobj"


def _make_measure(freezes: Token) -> None:
    """'Imposed asset freezes and travel bans': what is imposed, and no clause."""
    above = freezes.head
    if freezes.tag_ != "VBZ" or freezes.dep_ != "ccomp" or above.lemma_ not in _WORDS.imposing:
        return
    own = [c for c in freezes.children if c.dep_ == "nsubj" and c.i == freezes.i - 1]
    if len(own) != 1 or any(c.dep_ == "dobj" for c in freezes.children):
        return
    freezes.tag_, freezes.pos_, freezes.dep_ = "NNS", "NOUN", "dobj"
    own[0].dep_ = "compound"


def _make_given(span: Token) -> None:
    """'Gave the envoy 48 hours to leave': the hours are what he is given, not when."""
    if span.lemma_ not in _WORDS.spans:
        return
    for other in span.head.children:
        if other.dep_ == "dobj" and other.i < span.i:
            other.dep_ = "dative"
    span.dep_ = "dobj"


def _make_aside(charge: Token) -> None:
    """'Chad accuses Niger of it, a charge Niamey denies': what is said comes first."""
    verb, comma = charge.head, charge.left_edge.i - 1
    said = next((c for c in verb.children if c.dep_ == "ccomp" and c.i < charge.i), None)
    if said is None or verb.i < charge.i or charge.doc.tokens[max(comma, 0)].text != ",":
        return
    verb.children = [c for c in verb.children if c is not said and c is not charge]
    if verb.dep_ == "ROOT":
        said.head, said.dep_ = said, "ROOT"
    else:
        cut(verb)
        hang(said, verb.head, verb.dep_)
    hang(charge, said, "appos")
    hang(verb, charge, "relcl")


def _make_verdict(guilty: Token) -> None:
    """'Found the officer not guilty': the officer is found so, and found innocent."""
    verb = guilty.head
    found = [c for c in guilty.children if c.dep_ == "nsubj" and verb.i < c.i < guilty.i]
    if guilty.dep_ == "ccomp" and is_verb(verb) and len(found) == 1 and guilty.tag_ == "JJ":
        move(found[0], verb, "dobj")
        guilty.dep_ = "oprd"
    for word in guilty.children:
        if word.lower_ == "not" and word.i >= guilty.i - 2:  # also of 'not-guilty'
            guilty.lemma_ = "innocent"


def _make_outcome(dead: Token) -> None:
    """'Shot dead two boys': they were not dead before."""
    noun, before = dead.head, dead.doc.tokens[dead.i - 1] if dead.i else dead
    if dead.dep_ == "amod" and noun.dep_ == "dobj" and noun.head is before and is_verb(before):
        move(dead, before, "oprd")


_SHIFTED: Final[dict[str, Callable[[Token], None]]] = {
    **dict.fromkeys(_WORDS.held, _make_hostages),
    **dict.fromkeys(_WORDS.measures, _make_measure),
    "dead": _make_outcome,
    "free": _make_freed,
    "guilty": _make_verdict,
    "warning": _make_shots,
}
