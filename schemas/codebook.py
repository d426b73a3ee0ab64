"""PLOVER 2.0 as closed lists: types, modes, contexts, sectors, and wirecoder's own vocabularies.

Restated from the PLOVER 2.0 manual (Open Event Data Alliance, CC BY-SA 4.0), with its
known slips corrected: ACCUSE scores -3, SANCTION is quad 4.
"""

from __future__ import annotations

from typing import Final, Literal, get_args

CODEBOOK: Final = "PLOVER 2.0"

EventType = Literal[
    "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST",
    "ACCUSE", "REJECT", "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT",
]  # fmt: skip
EVENT_TYPES: Final[tuple[EventType, ...]] = get_args(EventType)

#: 1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict
QUAD: Final[dict[EventType, int]] = {
    "AGREE": 1, "CONSULT": 1, "SUPPORT": 1, "CONCEDE": 1, "COOPERATE": 2, "AID": 2, "RETREAT": 2,
    "REQUEST": 3, "ACCUSE": 3, "REJECT": 3, "THREATEN": 3,
    "PROTEST": 4, "SANCTION": 4, "MOBILIZE": 4, "COERCE": 4, "ASSAULT": 4,
}  # fmt: skip

#: conflict (-10) to cooperation (+10)
SCORE: Final[dict[EventType, float]] = {
    "AGREE": 2.5, "CONSULT": 2.5, "SUPPORT": 5.0, "CONCEDE": 4.5, "COOPERATE": 9.5, "AID": 10.0,
    "RETREAT": 6.5, "REQUEST": 0.0, "ACCUSE": -3.0, "REJECT": -2.0, "THREATEN": -3.5,
    "PROTEST": -5.0, "SANCTION": -6.0, "MOBILIZE": -5.5, "COERCE": -7.0, "ASSAULT": -9.0,
}  # fmt: skip

MODES: Final[dict[EventType, tuple[str, ...]]] = {
    "AGREE": (),
    "CONSULT": ("visit", "third-party", "multilateral", "phone"),
    "SUPPORT": (),
    "CONCEDE": (),
    "COOPERATE": (),
    "AID": (),
    "RETREAT": ("withdraw", "release", "disarm", "ceasefire", "access", "resign"),
    "REQUEST": ("assist", "change", "yield", "meet"),
    "ACCUSE": ("disapprove", "investigate", "allege"),
    "REJECT": ("assist", "change", "yield", "meet"),
    "THREATEN": ("restrict", "arrest", "relations", "expel", "territory", "violence"),
    "PROTEST": ("demo", "riot", "strike", "hunger", "boycott", "obstruct", "vandalize"),
    "SANCTION": ("convict", "expel", "withdraw", "discontinue"),
    "MOBILIZE": ("troops", "weapons", "police", "militia"),
    "COERCE": (
        "seize", "restrict", "censor", "curfew", "martial-law", "arrest", "deport", "withhold",
        "misinformation", "cyber",
    ),
    "ASSAULT": (
        "abduct", "beat", "torture", "sexual", "targeted", "destroy", "primitive", "firearms",
        "explosives", "suicide-attack", "aerial", "drone", "heavy-weapons", "crowd-control",
        "unconventional",
    ),
}  # fmt: skip

#: types whose record is incomplete without a recipient (ASSAULT: unless two-sided)
RECIPIENT_NEEDED: Final[frozenset[EventType]] = frozenset(
    {"COOPERATE", "AID", "SANCTION", "ASSAULT"}
)

Context = Literal[
    "military", "intelligence", "executive", "legislative", "election", "political_institutions",
    "pro_democracy", "pro_autocracy", "economic", "legal", "reparations", "human_rights",
    "rights_freedoms", "repression", "human_security", "gender", "lgbt", "religion_ethnicity",
    "inequality", "diplomatic", "territory", "peacekeeping", "health", "asylum", "migration",
    "disasters", "natural_resource", "environment", "technology", "terrorism", "cbrn", "cyber",
    "misinformation", "crime", "corruption", "illegal_drugs", "trafficking",
]  # fmt: skip
CONTEXTS: Final[tuple[Context, ...]] = get_args(Context)

Sector = Literal[
    "COP", "GOV", "JUD", "LEG", "MIL", "PRM", "PTY", "REB", "SPY", "UAF", "UNK",
    "AGR", "BUS", "CRM", "CVL", "EDU", "ELI", "JRN", "LAB", "MED", "REF", "OPP", "PRE", "REL",
    "SOC", "IGO", "NGO", "ISM", "IMG", "MNC",
]  # fmt: skip
SECTORS: Final[tuple[Sector, ...]] = get_args(Sector)

Modality = Literal["asserted", "future", "hypothetical", "negated", "historical"]
Report = Literal["original", "derived", "syndicated"]
Via = Literal["argument", "instrument", "possessor", "coreference", "ellipsis", "context"]
QuantityKind = Literal["killed", "injured", "detained", "missing", "displaced", "other"]
Qualifier = Literal["exact", "at_least", "at_most", "about", "vague"]
PlacePrecision = Literal["point", "city", "admin", "country", "region"]
PlaceBasis = Literal["argument", "sentence", "dateline", "context"]
DatePrecision = Literal["day", "week", "month", "year", "period"]
DateBasis = Literal["text", "context"]
SourceKind = Literal[
    "official", "military", "rebel", "monitor", "media", "witness", "analyst", "anonymous"
]
Stance = Literal["asserts", "claims", "denies", "alleges", "confirms", "reports"]
MissingReason = Literal["not_stated", "unresolved", "low_confidence"]
EntityType = Literal["person", "organization", "place", "group"]
Verdict = Literal["new", "copy", "derived", "contained", "update"]
ScreeningMethod = Literal["none", "url", "hash", "sketch"]
BoilerplateKind = Literal[
    "share", "advertisement", "caption", "video", "related", "newsletter", "copyright",
    "comment", "cookie", "timestamp", "byline", "other",
]  # fmt: skip
Warning_ = Literal[
    "unsupported_language", "language_unknown", "no_published_at", "published_at_unusable",
    "mojibake_repaired", "control_characters", "truncated_sentences", "recased", "long_article",
    "html_fallback", "deadline_exceeded",
]  # fmt: skip
