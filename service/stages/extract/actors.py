"""Actors of a document: the names that other parts of the stage import."""

from service.stages.extract.actor_coder import (
    code_span,
    instrument_owner,
    phrase_of,
)
from service.stages.extract.actor_countries import scene_country
from service.stages.extract.actor_phrase import code_phrase, default_registry
from service.stages.extract.actor_registry import ActorRegistry
from service.stages.extract.actor_types import ActorCode, Entry, Named, PlaceLike, RegistryMatch
from service.stages.extract.doc_actors import DocActors, build_doc_actors

__all__ = [
    "ActorCode",
    "ActorRegistry",
    "DocActors",
    "Entry",
    "Named",
    "PlaceLike",
    "RegistryMatch",
    "build_doc_actors",
    "code_phrase",
    "code_span",
    "default_registry",
    "instrument_owner",
    "phrase_of",
    "scene_country",
]
