"""What a document says about its actors as a whole: matches, names, main country."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from service.stages.extract.actor_countries import (
    SPOT_WEIGHT,
    by_sentence,
    main_country,
    only_country,
    spots_of,
    weights_of,
)
from service.stages.extract.actor_registry import ActorRegistry
from service.stages.extract.actor_ruled import Ruled, ruled_in
from service.stages.extract.actor_spelling import fold
from service.stages.extract.actor_types import ActorCode, Named, PlaceLike, RegistryMatch
from service.stages.extract.coreference import resolve
from service.stages.extract.namesakes import families, given_names, is_namesake, is_no_rank

Token = Any


@dataclass(frozen=True, slots=True)
class DocActors:
    """All that coding one phrase needs to know about its document."""

    doc: Any
    text: str
    registry: ActorRegistry
    published: date | None
    matches: tuple[RegistryMatch, ...]
    at: dict[int, RegistryMatch]
    main_country: str | None
    sentence_country: dict[int, str]
    named: tuple[Named, ...]
    by_head: dict[int, Named]
    families: dict[str, Named]
    scene: str | None = None
    sentence_scene: Mapping[int, str] = field(default_factory=dict)
    ruled: Ruled = field(default_factory=lambda: Ruled({}, None, {}, {}))

    def resolve(self, token: Token) -> list[Token]:
        """The antecedent heads of a pronoun or 'the group', 'both'; empty when unsure."""
        return resolve(token, self)


def build_doc_actors(
    doc: Any,
    registry: ActorRegistry,
    *,
    published: date | None = None,
    country_hint: str | None = None,
    places: Sequence[PlaceLike] = (),
) -> DocActors:
    """Reads a document's names once: what the registry knows, names of its own, main country.

    `country_hint` is the country of the dateline; `places` (of the gazetteer) sharpen the context.
    """
    names, given = _name_tokens(doc), given_names(doc)
    matches = tuple(
        m
        for m in registry.match_in_context(doc, on=published)
        if not _misread(m, doc, names, registry) and not is_namesake(m, doc, given)
    )
    at = {i: m for m in matches for i in range(m.token_start, m.token_end)}
    spots = tuple(spots_of(doc, matches, places, published))
    weights = weights_of(matches, published, country_hint, places)
    for country, _ in spots:
        weights[country] += SPOT_WEIGHT
    base = DocActors(
        doc=doc,
        text=doc.text,
        registry=registry,
        published=published,
        matches=matches,
        at=at,
        main_country=main_country(weights),
        sentence_country=by_sentence(doc, matches, places, published),
        named=(),
        by_head={},
        families={},
    )
    named = _named(base)
    return DocActors(
        doc, base.text, registry, published, matches, at, base.main_country,
        base.sentence_country, named, {n.head: n for n in named}, _families(named),
        sentence_scene=only_country([(start, country) for country, start in spots]),
        ruled=ruled_in(doc, matches, published, spots),
    )  # fmt: skip


def _name_tokens(doc: Any) -> frozenset[int]:
    """Tokens of full personal names, behind the first: 'Hague' in 'William Hague' is no town.

    Nor is the surname that acts further on: 'Hague accused France'.
    """
    full = frozenset(
        i
        for ent in doc.ents
        if ent.label_ == "PERSON" and 2 <= len(ent) <= 4
        for i in range(ent.start + 1, ent.end)
    )
    return full | families(doc, {doc[i].text for i in full})


def _misread(m: RegistryMatch, doc: Any, names: frozenset[int], registry: ActorRegistry) -> bool:
    """Whether a town stands inside somebody's name, or a bare surname is a month or a noun."""
    if m.entry.kind in PLACE_KINDS:
        if m.entry.kind != "demonym" and _is_half_of_a_firm(doc[m.token_start]):
            return True
        return not names.isdisjoint(range(m.token_start, m.token_end))
    if m.text.startswith("The ") and m.entry.codes[0].sectors[:1] == ("JRN",):
        return not registry.match_text(m.text[4:]) and _only_says_which(doc[m.token_end - 1])
    if m.token_end != m.token_start + 1:
        return False
    token = doc[m.token_start]
    if m.entry.kind == "role":
        return is_no_rank(token) or (token.lower_ in PERIODICALS and not _is_paper(token))
    if m.entry.kind == "person":
        return not token.tag_.startswith("NNP") or token.ent_type_ in NO_PERSON
    return False


#: papers by how often they appear
PERIODICALS: Final = frozenset({"daily", "dailies", "weekly", "weeklies"})


def _is_paper(token: Token) -> bool:
    """'A Malian daily', 'the weekly Le Phare'; not 'daily protests', 'they meet weekly'."""
    if token.dep_ in _SAYS_WHICH:
        return token.head.tag_.startswith("NNP") or token.head.lower_ in PRESS
    return token.dep_ in _NOMINAL


_SAYS_WHICH: Final = frozenset({"amod", "compound", "nmod", "nummod"})
_NOMINAL: Final = frozenset(
    {"appos", "attr", "conj", "dobj", "nsubj", "nsubjpass", "pobj", "poss", "ROOT"}
)


def _only_says_which(token: Token) -> bool:
    """'The Independent' of 'The Independent Electoral Commission' is no paper."""
    return token.dep_ in _SAYS_WHICH and token.head.lower_ not in PRESS


#: what a paper's name may stand before
PRESS: Final = frozenset(
    {"columnist", "correspondent", "editor", "editors", "journalist", "journalists", "newspaper",
     "newspapers", "paper", "papers", "reporter", "reporters", "website"}
)  # fmt: skip


def _is_half_of_a_firm(token: Token) -> bool:
    """'Petro-Canada' is no state."""
    if token.i < 2 or token.ent_type_ != "ORG" or token.nbor(-1).text != "-":
        return False
    first = token.nbor(-2)
    return bool(first.ent_type_ == "ORG" and first.text[:1].isupper())


NO_PERSON: Final = frozenset({"DATE", "TIME", "GPE", "LOC", "FAC", "PRODUCT", "EVENT"})
PLACE_KINDS: Final = frozenset({"place", "country", "seat", "demonym"})


def _named(ctx: DocActors) -> tuple[Named, ...]:
    """Every named mention in text order: registry names, then names that only the model sees."""
    from service.stages.extract.actor_coder import code_span

    out = []
    for m in ctx.matches:
        if m.entry.kind != "role":
            head = ctx.doc[m.token_start : m.token_end].root
            out.append(_of_match(m, head.i, ctx.published))
    for ent in ctx.doc.ents:
        if ent.label_ in NAME_LABELS and not any(
            t.i in ctx.at and ctx.at[t.i].entry.kind != "role" for t in ent
        ):
            code = code_span(ent.root, ctx)
            text = ent.text
            words = frozenset(fold(t.text) for t in ent if t.is_alpha)
            code = ActorCode(
                text, None, code.country, code.sector, code.other_sectors, PERSON.get(ent.label_)
            )
            out.append(Named(ent.root.i, ent.start_char, ent.end_char, text, code, words))
    return tuple(sorted(out, key=lambda n: n.start))


NAME_LABELS: Final = frozenset({"PERSON", "ORG", "NORP", "FAC", "GPE"})
PERSON: Final[dict[str, Any]] = {"PERSON": "person", "ORG": "organization"}


def _of_match(m: RegistryMatch, head: int, published: date | None) -> Named:
    codes = m.entry.on(published)
    sectors = ("CVL",) if m.entry.kind == "demonym" else codes.sectors
    code = ActorCode(
        m.entry.name if m.entry.kind != "demonym" else m.text,
        m.entry.entry_id,
        codes.country,
        sectors[0] if sectors else None,
        sectors[1:],
        m.entry.kind,
    )
    words = frozenset(fold(w) for w in m.text.replace("-", " ").split())
    return Named(head, m.start, m.end, m.text, code, words)


def _families(named: Sequence[Named]) -> dict[str, Named]:
    """Last word of a full personal name -> the first mention that has a code; two people: none."""
    found: dict[str, Named] = {}
    clash: set[str] = set()
    for n in named:
        words = n.text.split()
        if len(words) < 2 or n.code.kind not in ("person", None):
            continue
        key = fold(words[-1])
        old = found.get(key)
        if old is not None and fold(old.text.split()[0]) != fold(words[0]):
            clash.add(key)
        elif old is None or (old.code.sector is None and n.code.sector is not None):
            found[key] = n
    return {k: n for k, n in found.items() if k not in clash}
