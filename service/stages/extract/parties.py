"""From the tokens that fill a slot to coded actors; nobody is invented on the way."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, Final

from schemas import Actor
from schemas.codebook import Sector, Via
from service.stages.extract.actor_coder import code_span, instrument_owner, named_beside
from service.stages.extract.actor_countries import WHERE
from service.stages.extract.actor_joint import joined_states, joint_codes
from service.stages.extract.actor_people import names_person
from service.stages.extract.actor_types import ActorCode
from service.stages.extract.coreference import left_out
from service.stages.extract.doc_actors import DocActors
from service.stages.extract.syntax_phrases import noun_phrase
from service.stages.extract.syntax_words import OBJECTS, is_noun, lemma

Token = Any

ON_THE_GROUND: Final = frozenset({"ASSAULT", "RETREAT", "COERCE", "MOBILIZE"})
#: of time stamps ('Thu Mar 31') and lists, which the model takes for names
_STAMPS: Final = frozenset(
    "mon tue tues wed thu thur thurs fri sat sun jan feb mar apr jun jul aug sep sept oct nov dec "
    "gmt et est edt utc am pm \\ * #".split()
)
#: where somebody writes; whose it is stands beside it ('on his Twitter account')
_PAGES: Final = frozenset({"account", "blog", "feed", "page", "post", "profile", "website"})
_BESIDE: Final = frozenset({"outside", "near", "around", "beside"})
_BEFALLS: Final = frozenset({"ASSAULT", "AID", "RETREAT", "COERCE"})
TOWNS: Final = frozenset(
    {"city", "town", "village", "province", "district", "suburb", "area", "region", "capital",
     "neighbourhood", "neighborhood", "stronghold", "enclave", "border", "frontier", "valley"}
)  # fmt: skip
#: whose a bunker or a depot is, in small letters: what is hit stands for them
HOLDERS: Final = frozenset(
    "army battalion brigade garrison government guerrilla insurgent jihadist militant military "
    "militia navy opposition police rebel regiment separatist terrorist".split()
)
_ARMED: Final = frozenset({"MIL", "REB", "IMG", "COP", "UAF", "PRM", "CRM"})
#: acts of words and of help, which may be addressed to a region
_SPOKEN: Final = frozenset(
    {"ACCUSE", "AGREE", "AID", "CONCEDE", "COOPERATE", "REJECT", "REQUEST", "SANCTION", "SUPPORT",
     "THREATEN"}
)  # fmt: skip
_ADDRESSED: Final = frozenset({"against", "for", "on", "to", "toward", "towards", "with"})
_PRONOUNS: Final = frozenset({"PRP", "PRP$", "WP", "WDT"})
#: what is blocked, not who is kept from passing; a seat of power is called by its street
ROADS: Final = frozenset(
    {"avenue", "boulevard", "bridge", "expressway", "freeway", "highway", "motorway", "road",
     "square", "street", "tunnel"}
)  # fmt: skip
_MODIFIERS: Final = frozenset({"amod", "compound", "nmod"})
_NAMED_KINDS: Final = frozenset({"person", "organization", "country", "seat"})
_PERSON_KINDS: Final = frozenset({"person", "role"})


class PartyCoder:
    """Codes of the noun phrases of one document, each worked out once."""

    def __init__(self, actors: DocActors, place_tokens: frozenset[int]) -> None:
        self.actors = actors
        self._place_tokens = place_tokens
        self._codes: dict[int, ActorCode] = {}
        self._classes: dict[tuple[int, str], bool] = {}
        self._text: str = actors.text

    def code(self, token: Token) -> ActorCode:
        """The codes of the phrase that a token heads; empty codes when it names no actor."""
        found = self._codes.get(token.i)
        if found is None:
            found = self._codes[token.i] = code_span(left_out(token) or token, self.actors)
        return found

    def is_actor(self, token: Token) -> bool:
        """True when the phrase has a country or a sector."""
        return bool((code := self.code(token)).country or code.sector)

    def is_class(self, token: Token, name: str) -> bool:
        """The computed classes of the frame format."""
        found = self._classes.get(key := (token.i, name))
        if found is None:
            test = _CLASSES.get(name)
            found = self._classes[key] = bool(test(self, token)) if test else False
        return found

    def _is_person(self, token: Token) -> bool:
        if token.tag_ in {"PRP", "WP"}:
            return token.lower_ not in {"it", "itself"}
        kind = self.code(token).kind  # what the registry knows goes before the model's label
        match = self.actors.at.get(token.i)
        return kind in _PERSON_KINDS or (kind is None and names_person(token, match))

    def _is_place(self, token: Token) -> bool:
        return token.i in self._place_tokens or token.ent_type_ in {"GPE", "LOC", "FAC"}

    def is_party(self, token: Token) -> bool:
        """True when the phrase can fill a slot: a coded sector, a state, or a resolved pronoun."""
        if token.tag_ in _PRONOUNS:
            return bool(self._antecedents(token))
        match = self.actors.at.get(token.i)
        if (match is not None and match.entry.use == "instrument") or lemma(token) in _PAGES:
            return False
        code = self.code(token)
        if lemma(token) in ROADS and code.actor_id is None:
            return False
        if code.sector or code.kind in _NAMED_KINDS or self._is_named(token):
            return True
        return any(self._is_named(c) for c in named_beside(token) if c.ent_type_ == "PERSON")

    def is_town(self, token: Token, event_type: str) -> bool:
        """True for a town that is fought over or left: where an act happens, not whom it hits.

        Source of the rule: coding rule 11, a place is the event's place.
        """
        if event_type == "PROTEST":
            return token.dep_ == "pobj" and token.head.lower_ in _BESIDE
        if event_type not in ON_THE_GROUND:
            return False
        kind = self.code(token).kind
        if kind == "seat" and token.dep_ == "pobj" and token.head.lower_ in WHERE:
            return True  # 'exploded in Algiers': the town, not the government
        return lemma(token) in TOWNS or (kind in {None, "place"} and self._is_place(token))

    def is_polity(self, token: Token, event_type: str) -> bool:
        """True for a region or town that is spoken to or helped: 'aid to Gaza', 'warned Quebec'.

        Of acts on the ground it is where they happen (coding rule 11), of visits where one goes.
        """
        if event_type not in _SPOKEN or not self._is_place(token):
            return False
        prep = token.head.lower_ if token.dep_ == "pobj" else ""
        addressed = prep in _ADDRESSED or (event_type == "AID" and prep == "in")
        return token.tag_.startswith("NNP") and (token.dep_ in OBJECTS or addressed)

    def is_thing(self, token: Token) -> bool:
        """Cars, houses: what befalls them befalls their owners, nobody is spoken to in them."""
        match = self.actors.at.get(token.i)
        return match is not None and match.entry.use == "thing"

    def means_one_of(self, token: Token, others: Iterable[Token]) -> bool:
        """Whether a pronoun points at one of these tokens, or at what these point at."""
        if token.tag_ not in _PRONOUNS:
            return False
        ours = {h.i for o in others for h in (o, *self._heads(o))}
        return any(h.i in ours for h in self._heads(token))

    def _heads(self, token: Token) -> list[Token]:
        return self.actors.resolve(token) if token.tag_ in _PRONOUNS else []

    def _is_named(self, token: Token) -> bool:
        kinds = {"PERSON", "ORG", "NORP", ""}
        unknown = token.ent_type_ == "GPE" and token.i not in self._place_tokens
        named = token.tag_.startswith("NNP") and (token.ent_type_ in kinds or unknown)
        return bool(named and token.lower_ not in _STAMPS)

    def actors_of(
        self, tokens: Iterable[Token], event_type: str = "", *, instruments: bool = True
    ) -> list[Actor]:
        """Coded actors of the fillers of a slot, without repeats, in text order.

        With `instruments`, weapons and attacks stand for whoever owns them.
        """
        found: dict[tuple[int, int, str, str | None], Actor] = {}
        for token in tokens:
            for actor in self._of_token(token, event_type, instruments):
                known = {f.sector for f in found.values() if f.name == actor.name}
                again = actor.via == "coreference" or (actor.actor_id and actor.sector in known)
                if not (known and again):  # 'the generals', 'their calls'
                    found.setdefault((actor.start, actor.end, actor.name, actor.country), actor)
        return list(found.values())[:12]

    def _of_token(self, token: Token, event_type: str, instruments: bool) -> list[Actor]:
        if token.tag_ in _PRONOUNS:
            heads = self._antecedents(token)
            codes = [joint_codes(h, self.actors) or [self.code(h)] for h in heads]
            return [self._actor(token, code, "coreference") for each in codes for code in each]
        code = self.code(token)
        if code.country and token.dep_ in _MODIFIERS and code.kind in {"demonym", "country"}:
            # 'the Russian bombing': the state, or its forces (coding rule 17)
            forces = event_type == "ASSAULT" and token.tag_ == "JJ"
            sector: Sector = "MIL" if forces else "GOV"
            states = [(t, self.code(t)) for t in joined_states(token, self.actors)]
            return [self._actor(t, c._replace(sector=sector), "possessor") for t, c in states]
        if self.is_party(token) or (not instruments and self.is_polity(token, event_type)):
            joint = joint_codes(token, self.actors) or [self._forces(token, code, event_type)]
            return [self._actor(token, _hit(c, event_type), "argument") for c in joint]
        thing = is_noun(token) or (token.tag_ == "VBG" and token.dep_ == "nsubj")  # 'the shelling'
        owner = instrument_owner(token) if instruments and thing else None
        if owner is not None and self.is_actor(owner):
            wielders = joint_codes(token, self.actors) or [self._wielder(token, owner)]
            return [self._actor(token, c, "instrument") for c in wielders]
        return []

    def _forces(self, token: Token, code: ActorCode, event_type: str) -> ActorCode:
        """'Peru's warplanes bombed': of the state its forces (coding rule 17)."""
        bears = token.dep_ == "poss" and event_type == "ASSAULT" and code.kind == "country"
        at = self.actors.at.get(token.head.i) if bears else None
        armed = (
            at is not None and at.entry.use == "instrument" and self.is_class(token.head, "@armed")
        )
        return code._replace(sector="MIL") if armed else code

    def _wielder(self, token: Token, owner: Token) -> ActorCode:
        """Whose weapon it is; of a state those who bear it: 'Russian warplanes' are soldiers."""
        code, own = self.code(owner), self.code(token)
        state = code.kind in {"demonym", "country"} or code.sector == "GOV"
        by_state = state and own.country == code.country
        return own if by_state and own.sector in _ARMED else code

    def _antecedents(self, token: Token) -> list[Token]:
        return [h for h in self.actors.resolve(token) if self.is_actor(h)]

    def _actor(self, token: Token, code: ActorCode, via: Via) -> Actor:
        start, end = self.span(token)
        text = self._text[start:end]
        return Actor(
            text=text, start=start, end=end, name=code.name or text, actor_id=code.actor_id,
            country=code.country, sector=code.sector, other_sectors=code.other_sectors, via=via,
        )  # fmt: skip

    def span(self, token: Token) -> tuple[int, int]:
        """Character offsets of the phrase that a token heads, without trailing blanks."""
        first, last = noun_phrase(token)
        doc = token.doc
        match = self.actors.at.get(token.i)
        if match is not None and match.entry.kind == "organization":
            last = max(last, match.token_end)  # 'the Movement for Democratic Change'
        while last - 1 > first and doc[last - 1].is_space:
            last -= 1
        end = doc[last - 1].idx + len(doc[last - 1].text)
        return int(doc[first].idx), int(end)


def _hit(code: ActorCode, event_type: str) -> ActorCode:
    """Workers as victims are no labour movement."""
    if code.sector == "LAB" and code.actor_id is None and event_type in _BEFALLS:
        return code._replace(sector="CVL")
    return code


_CLASSES: Final[dict[str, Callable[[PartyCoder, Token], bool]]] = {
    "@actor": PartyCoder.is_actor,
    "@person": PartyCoder._is_person,
    "@place": PartyCoder._is_place,
    "@armed": lambda coder, token: coder.code(token).sector in _ARMED,
    "@party": lambda coder, token: coder.code(token).sector in {"LEG", "PTY"},
    "@number": lambda _, token: bool(token.like_num),
}
