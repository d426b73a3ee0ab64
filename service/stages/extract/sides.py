"""Who acts and whom it concerns: the two sides of a candidate, filled and coded."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, Final

from schemas import Actor
from service.stages.extract.act_lexicon import act_words
from service.stages.extract.actor_lent import taken_back
from service.stages.extract.candidates import Candidate
from service.stages.extract.event import same_span
from service.stages.extract.parties import PartyCoder
from service.stages.extract.sides_talks import who_came
from service.stages.extract.slots import fill_actors
from service.stages.extract.slots_recipients import fill_recipients
from service.stages.extract.syntax_words import OBJECTS, is_noun, is_verb, lemma
from service.stages.extract.variants import is_foreign

Token = Any

_WORDS: Final = act_words()


def fill_sides(c: Candidate, others: Sequence[Candidate], parties: PartyCoder) -> None:
    """The tokens that act and that undergo, beyond those of the frame's own slots."""
    _inherit_from_subject(c, others, parties)
    if _is_to_blame(c.trigger):
        c.actors, c.recipients = [], list(c.actors)
    fill_actors(c, parties.is_party)
    c.actors = [t for t in c.actors if not _is_label(t)] or c.actors
    c.actors += who_came(c, parties)
    c.actors = [t for t in c.actors if not _is_part_of_office(t, parties)]
    if c.symmetric and _is_alone(c, parties):
        c.symmetric = False
    if not _blame_doers(c, others):
        fill_recipients(c, lambda t: _may_receive(t, c, parties))


def refused_sides(
    c: Candidate, parties: PartyCoder, actors: list[Actor], recipients: list[Actor]
) -> tuple[list[Actor], list[Actor]]:
    """'Chad will not hold talks with the rebels': who refuses, and whom."""
    theirs = [t for t in c.actors if t.dep_ in OBJECTS or t.head.lower_ in {"to", "with"}]
    ours = [t for t in c.actors if t not in theirs and t.dep_ != "conj"]
    if not c.symmetric or not theirs or not ours:
        return actors, recipients
    beside = [t for t in c.actors if t.dep_ == "conj"]
    theirs += [t for t in beside if t.head in theirs]
    ours += [t for t in beside if t.head not in theirs]
    split = replace(c, type="REJECT", actors=ours, recipients=theirs, symmetric=False)
    return coded_sides(split, parties)


def _is_label(token: Token) -> bool:
    """'Rights group: army burned village': whoever stands before the colon says it."""
    following = token.doc[token.i + 1] if token.i + 1 < len(token.doc) else None
    begins = token.left_edge.i == token.sent.start
    return bool(begins and following is not None and following.text == ":")


def _is_part_of_office(token: Token, parties: PartyCoder) -> bool:
    """'Special' of 'the special envoy' is nobody beside him."""
    match = parties.actors.at.get(token.i)
    if match is None or match.entry.kind != "role" or token.dep_ not in _WITHIN:
        return False
    return bool(match.token_start <= token.head.i < match.token_end)


_WITHIN: Final = frozenset({"amod", "compound", "nmod"})


def _is_to_blame(verb: Token) -> bool:
    """'Chad is to blame': whoever is, is blamed."""
    bare = not any(o.dep_ in OBJECTS for o in verb.children)
    return lemma(verb) == "blame" and is_verb(verb) and lemma(verb.head) == "be" and bare


def _may_receive(token: Token, c: Candidate, parties: PartyCoder) -> bool:
    """Whether a phrase can be whom an act concerns: no place of it, nor the actor's own 'its'."""
    party = parties.is_party(token) or parties.is_polity(token, c.frame.type)
    place = parties.is_town(token, c.type) or _is_only_topic(token, c, parties)
    return party and not place and not parties.means_one_of(token, c.actors)


def _is_only_topic(token: Token, c: Candidate, parties: PartyCoder) -> bool:
    """'Sought refuge in houses', 'tariffs on cars': things are what the words are about."""
    return c.type in _SPOKEN and parties.is_thing(token)


def _is_told(token: Token, c: Candidate, parties: PartyCoder) -> bool:
    """'Told the BBC', 'told a newspaper that': the press hears what is meant for others.

    So does whoever hears blame or praise of somebody else: 'told the council that Chad lied'.
    """
    heard = lemma(c.trigger) in _WORDS.telling and token.dep_ in OBJECTS
    if heard and c.type in _OF_OTHERS and c.frame.speech:
        return True
    return heard and c.type in _SPOKEN and parties.code(token).sector == "JRN"


_OF_OTHERS: Final = frozenset({"ACCUSE", "SUPPORT"})


def coded_sides(c: Candidate, parties: PartyCoder) -> tuple[list[Actor], list[Actor]]:
    """(actors, recipients) with their codes; of a symmetric act all are actors."""
    actors = parties.actors_of(c.actors, c.type)
    targets = [
        t for t in c.recipients
        if t.i != c.trigger.i
        and not parties.is_town(t, c.type)
        and not _is_only_topic(t, c, parties)
        and not _is_told(t, c, parties)
        and not parties.means_one_of(t, c.actors)
        and not (c.type == "MOBILIZE" and t.dep_ == "dobj" and parties.is_class(t, "@armed"))
    ]  # fmt: skip
    recipients = parties.actors_of(targets, c.frame.type, instruments=False)
    if c.symmetric:
        return _merged(actors, recipients), []
    recipients = [r for r in recipients if not any(same_span(r, a) for a in actors)]
    if len(actors) > 1 and not recipients and _takes_two(c):
        c.symmetric = True
    if c.type in _ABROAD:
        actors = taken_back(actors, recipients, c.actors, parties.actors)
    return actors, recipients


def _takes_two(c: Candidate) -> bool:
    """'Peru and Chile agreed to ...', with nobody else named: they agreed with each other."""
    return c.type in _MUTUAL and lemma(c.trigger) in _WORDS.agreeing


def _is_alone(c: Candidate, parties: PartyCoder) -> bool:
    """'The mayor agreed to a truce': one party consents to what somebody else wants."""
    if c.type not in _MUTUAL or not is_verb(c.trigger) or lemma(c.trigger) != "agree":
        return False
    named = [t for t in c.actors if parties.is_party(t)]
    return len(named) == 1 and named[0].tag_ in _SINGULAR


_SINGULAR: Final = frozenset({"NN", "NNP"})
_MUTUAL: Final = frozenset({"AGREE", "CONCEDE", "COOPERATE", "REJECT", "SUPPORT"})


def side_facts(actors: Sequence[Actor], recipients: Sequence[Actor]) -> dict[str, Any]:
    """What the two sides contribute to the facts of a candidate."""
    return {
        "actor_sectors": [a.sector or "none" for a in actors],
        "recipient_sectors": [r.sector or "none" for r in recipients],
        "named": any(a.actor_id for a in actors),
        "country": any(a.country for a in (*actors, *recipients)),
        "foreign": is_foreign(actors, recipients),
    }


def _inherit_from_subject(c: Candidate, others: Sequence[Candidate], parties: PartyCoder) -> None:
    """'Russian airstrikes killed 20': the actor is the actor of the airstrikes, the mode theirs."""
    for token in list(c.actors):
        deed = _deed_on(token, c, others)
        if deed is not None:
            c.actors = [a for a in deed.actors if a.i != token.i]
            return
        inner = next((o for o in others if o.trigger.i == token.i and o is not c), None)
        if inner is None or not is_noun(token) or _is_visitor(inner, parties):
            continue
        c.actors = [a for a in c.actors if a.i != token.i] + [
            a for a in inner.actors if a not in c.actors
        ]
        if inner.type == c.type:
            c.modes = tuple(dict.fromkeys((*c.modes, *inner.modes)))
            c.parts = (*c.parts, token)
            c.recipients = c.recipients or list(inner.recipients)


def _is_visitor(inner: Candidate, parties: PartyCoder) -> bool:
    """'The envoy held talks', 'the patrol shot a man': he who is sent is also who acts."""
    return inner.type in {"CONSULT", "MOBILIZE"} and parties.code(inner.trigger).sector is not None


def _deed_on(token: Token, c: Candidate, others: Sequence[Candidate]) -> Candidate | None:
    """'A raid on a market that killed nine': the raid killed, wherever the parser hangs 'that'."""
    if c.type != "ASSAULT" or c.trigger.dep_ != "relcl" or c.trigger.head.i != token.i:
        return None
    if any(w.tag_ == "WP" for w in c.trigger.children):  # 'who' are people
        return None
    node = token
    while node.dep_ == "conj" and node.head.i < node.i:
        node = node.head
    if node.dep_ != "pobj" or node.head.lower_ not in _WORDS.aimed:
        return None
    noun = node.head.head
    return next((o for o in others if o.trigger.i == noun.i and o.type == "ASSAULT"), None)


def _blame_doers(c: Candidate, others: Sequence[Candidate]) -> bool:
    """'condemned the army's attack on a town': whoever did it is blamed, never who suffered it."""
    if c.type != "ACCUSE" or not is_verb(c.trigger):
        return False
    told = {t.i for t in c.recipients} | {
        o.i for o in c.trigger.children if o.dep_ in OBJECTS and is_noun(o)
    }
    deed = next((o for o in others if o.trigger.i in told and o.type in _DEEDS), None)
    if deed is not None:
        c.recipients = list(deed.actors)
    return deed is not None


_SPOKEN: Final = frozenset(
    {"ACCUSE", "AGREE", "CONCEDE", "CONSULT", "REJECT", "REQUEST", "SUPPORT", "THREATEN"}
)
#: what a state does to others and not to itself
_ABROAD: Final = frozenset(
    {"ACCUSE", "AGREE", "AID", "CONSULT", "COOPERATE", "REJECT", "REQUEST", "SANCTION", "THREATEN"}
)
_DEEDS: Final = frozenset({"ASSAULT", "COERCE", "SANCTION"})


def _merged(a: Sequence[Actor], b: Sequence[Actor]) -> list[Actor]:
    """All of `a`, and those of `b` that stand elsewhere in the text."""
    return [*a, *(x for x in b if not any(same_span(x, y) for y in a))]
