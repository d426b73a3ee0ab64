"""What the document lends a phrase that says too little: a country, and that it is people."""

from __future__ import annotations

from typing import Any, Final

from schemas.codebook import Sector
from service.stages.extract.actor_phrase import borrows_country, with_country
from service.stages.extract.actor_phrase_parts import Phrase
from service.stages.extract.actor_ruled import kind_of
from service.stages.extract.actor_types import ActorCode
from service.stages.extract.doc_actors import DocActors
from service.stages.extract.entity_names import words
from service.stages.extract.syntax_words import lemma

Token = Any
#: what stands in front of a noun in its phrase
LEFT: Final = frozenset(
    {"det", "amod", "compound", "nummod", "poss", "nmod", "quantmod", "predet", "case", "punct"}
)
#: a bare number or count as the subject or object of an act is people
COUNTS: Final = frozenset(
    {
        "dozens",
        "hundreds",
        "thousands",
        "scores",
        "many",
        "others",
        "several",
        "most",
        "tens",
        "members",
    }
)
COUNTED: Final = frozenset({"nsubj", "nsubjpass", "dobj", "conj"})
MEASURED: Final = frozenset({"MONEY", "PERCENT", "DATE", "TIME", "QUANTITY", "ORDINAL"})


def counted(head: Token, code: ActorCode) -> ActorCode:
    """'40 were arrested', 'dozens were killed': people of whom nothing else is said."""
    if code.sector is not None or code.country is not None:
        return code
    if head.dep_ not in COUNTED or not (head.lower_ in COUNTS or head.tag_ == "CD"):
        return code
    if head.ent_type_ in MEASURED or any(c.text in "$%" for c in head.children):
        return code
    return code._replace(sector="CVL")


def in_context(head: Token, ctx: DocActors, code: ActorCode, phrase: Phrase) -> ActorCode:
    """A role noun's missing country from the sentence or the text; allies have none."""
    if lemma(head) in words("beside") and _is_beside(head, phrase):
        return ActorCode(code.name, kind="country")
    if code.sector == "CVL" and lemma(head) in words("craft") and _acts(head) and not _trades(head):
        return code._replace(sector=_crew(head, code, phrase))
    return _lent(head, ctx, code, phrase)


def _lent(head: Token, ctx: DocActors, code: ActorCode, phrase: Phrase) -> ActorCode:
    if code.country is not None or not borrows_country(code):
        return code
    if code.sector == "MIL" and head.lower_ == "coalition" and _is_of_parties(ctx):
        code = code._replace(sector="PTY")
    if code.sector is None:
        return _at_home(head, ctx, code)
    if any("IGO" in m.entry.codes[-1].sectors for _, m in phrase.after) or _anywhere(head, ctx):
        return code
    if lemma(head) in SENT or (code.sector == "MIL" and _is_allied(phrase)):
        return code
    country = _local(head, ctx, code) or _written_of(head, ctx, code)
    if country == "PSE" and lemma(head) == "settler":
        country = "ISR"  # settlers of the occupied lands are not of them
    return with_country(code, country) if country else code


def _is_beside(head: Token, phrase: Phrase) -> bool:
    """'Peru's allies', 'its neighbours': other states than the one that has them."""
    owned = any(c.dep_ == "poss" and c.lower_ in ("its", "their") for c in head.children)
    return owned or any(m.entry.kind in ("country", "seat") for m in phrase.before)


def _acts(noun: Token) -> bool:
    """Not in 'boats seized by Chad were hers': these are acted upon."""
    by = noun.dep_ == "pobj" and noun.head.dep_ == "agent"
    return bool(by or (noun.dep_ == "nsubj" and lemma(noun.head) != "be"))


def _trades(craft: Token) -> bool:
    """'A fishing boat', 'cargo ships'."""
    return any(c.lower_ in words("trade") for c in craft.children if c.i < craft.i)


def _crew(craft: Token, code: ActorCode, phrase: Phrase) -> Sector | None:
    """'Seventeen ships patrol': whoever steers them; 'Spanish ships shelled': a state's forces."""
    verb = craft.head.head if craft.dep_ == "pobj" else craft.head
    led = any("IGO" in m.entry.codes[-1].sectors for _, m in phrase.after)  # 'under NATO command'
    return "MIL" if (code.country or led) and lemma(verb) in words("fight") else None


def _local(head: Token, ctx: DocActors, code: ActorCode) -> str | None:
    """Where a war or revolt is: whose rebels and crowds they are, however often others are named.

    The ruler of whom the sentence tells comes first, but for people who are seen elsewhere.
    """
    if code.sector not in LOCAL:
        return None
    kind = kind_of((code.sector, *code.other_sectors))
    seen = ctx.sentence_scene.get(head.sent.start) if code.sector in PRESENT else None
    here = ctx.ruled.sentences.get(head.sent.start)
    if here and seen in (None, here):
        return here
    whole = ctx.ruled.home(ctx.main_country, ctx.ruled.whole) if kind else None
    stated = ctx.ruled.stated.get(kind) if kind else None
    same = _of_their_kind(ctx, code)
    if same and whole in (None, same):
        return same
    return ctx.scene or seen or whole or ctx.ruled.home(ctx.main_country, stated)


def _written_of(head: Token, ctx: DocActors, code: ActorCode) -> str | None:
    """The text's main country, else the sentence's.

    'Rebels' in a French paper are not French: states at peace write of others' wars.
    """
    lent = [ctx.main_country, ctx.sentence_country.get(head.sent.start)]
    if code.sector == "REB":
        lent = [c for c in lent if c not in words("at_peace")]
    return next(filter(None, lent), None)


def _of_their_kind(ctx: DocActors, code: ActorCode) -> str | None:
    """'The rebels' of a text that names rebels of one country only, whoever else talks in it."""
    kinds = _KINDS.get(code.sector or "")
    if kinds is None:
        return None
    known = {n.code.country for n in ctx.named if n.code.actor_id and n.code.sector in kinds}
    return next(iter(known)) if len(known) == 1 else None


_KINDS: Final = {"OPP": frozenset({"OPP", "REB"}), "REB": frozenset({"REB"})}


#: whom a war finds where it is fought
LOCAL: Final = frozenset({"REB", "CVL", "OPP", "PRM", "UAF"})


#: of whom a sentence tells where they are; rebels and parties also talk abroad
PRESENT: Final = frozenset({"CVL", "UAF"})


#: whoever is posted to a country is not of it
SENT: Final = frozenset({"ambassador", "attache", "consul", "diplomat", "envoy"})


def _is_of_parties(ctx: DocActors) -> bool:
    """'The coalition' of a text that has named a ruling coalition."""
    roles = (m.entry for m in ctx.matches if m.entry.kind == "role")
    return any(
        e.entry_id.endswith(" coalition") and e.codes[0].sectors[:1] == ("PTY",) for e in roles
    )


def _is_allied(phrase: Phrase) -> bool:
    """An unnamed coalition is of no country (coding rule 17)."""
    return not ALLIED.isdisjoint(phrase.name.lower().replace("-", " ").split())


ALLIED: Final = frozenset({"allied", "coalition", "multinational", "peacekeeping"})


def _at_home(head: Token, ctx: DocActors, code: ActorCode) -> ActorCode:
    """A person of whom nothing is said, in a story about one country: of that country.

    Only where the sentence names no other country; any other name stays without.
    """
    main = ctx.main_country
    here = ctx.sentence_country.get(head.sent.start, main)
    return with_country(code, main) if main and here == main and _is_person(head) else code


def _is_person(head: Token) -> bool:
    return bool(head.ent_type_ == "PERSON" and head.tag_.startswith("NNP"))


#: 'other countries', 'foreign powers', 'world leaders': of no country in particular
STATES: Final = frozenset(
    {"countries", "nations", "states", "powers", "governments", "economies", "capitals"}
)
ABROAD: Final = frozenset(
    {"foreign", "international", "western", "world", "global", "developing", "neighbouring",
     "neighboring", "regional", "european", "arab", "african", "asian", "multinational",
     "overseas", "third-country", "foreign-born"}
)  # fmt: skip


def _anywhere(head: Token, ctx: DocActors) -> bool:
    """Whether a phrase speaks of states at large or of people from abroad."""
    if head.lower_ in STATES:
        return True
    return any(
        (c.lower_ in ABROAD or _is_of_no_state(c, ctx))
        and c.dep_ in LEFT
        and not head.lower_.startswith(("minister", "secretar"))
        for c in head.children
        if c.i < head.i
    )


def _is_of_no_state(token: Token, ctx: DocActors) -> bool:
    """'Latin American', 'South American': a region of many states."""
    match = ctx.at.get(token.i)
    return match is not None and match.entry.kind == "place" and not match.entry.codes[0].country
