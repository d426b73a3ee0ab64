"""The samples and the training sentences keep what their README promises."""

from __future__ import annotations

import hashlib
import json
import re
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from schemas import RawArticle
from schemas.codebook import EVENT_TYPES, MODES, SECTORS

ROOT = Path(__file__).parent.parent
SAMPLES = ROOT / "samples"
DISTRACTORS = 8
TOKENS = re.compile(r"\w+")


def rows(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


ARTICLES = {a["id"]: a for a in rows(SAMPLES / "articles.jsonl")}
GOLD = {g["id"]: g for g in rows(SAMPLES / "gold.jsonl")}
INCIDENTS = rows(SAMPLES / "incidents.jsonl")
COPIES = rows(SAMPLES / "copies.jsonl")
SENTENCES = rows(ROOT / "benchmarks/training/sentences.jsonl")


def shingles(identifier: str) -> set[tuple[str, ...]]:
    words = TOKENS.findall(ARTICLES[identifier]["body"].lower())
    return set(zip(words, words[1:], words[2:], strict=False))


def spans(event: dict[str, Any]) -> list[dict[str, Any]]:
    slots = [event["place"], event["attribution"], *event["quantities"]]
    return [s for s in (*event["actors"], *event["recipients"], *slots) if s]


def test_there_are_enough_articles_outlets_and_countries() -> None:
    assert len(ARTICLES) == len(rows(SAMPLES / "articles.jsonl")) >= 44
    assert len({a["outlet"] for a in ARTICLES.values()}) >= 8
    assert len({i["country"] for i in INCIDENTS} - {None}) >= 6


def test_every_article_is_a_raw_article_of_one_fortnight() -> None:
    raw = [RawArticle.model_validate(a) for a in ARTICLES.values()]
    days = sorted(datetime.fromisoformat(str(a.published_at)) for a in raw)
    assert (days[-1] - days[0]).days <= 11
    assert all(60 <= len(a.body.split()) <= 450 for a in raw)


def test_only_the_page_has_no_gold() -> None:
    assert set(ARTICLES) - set(GOLD) == {
        i for i, a in ARTICLES.items() if a.get("content_type") == "text/html"
    }


@pytest.mark.parametrize("gold", GOLD.values(), ids=GOLD.keys())
def test_gold_quotes_the_text(gold: dict[str, Any]) -> None:
    body = ARTICLES[gold["id"]]["body"]
    assert hashlib.sha256(body.encode()).hexdigest() == gold["text_sha256"]
    for event in gold["events"]:
        assert body[event["start"] : event["end"]] == event["sentence"]
        assert body[event["trigger_start"] : event["trigger_end"]] == event["trigger"]
        assert event["start"] <= event["trigger_start"] < event["trigger_end"] <= event["end"]
        for span in spans(event):
            assert body[span["start"] : span["end"]] == span["text"]
        if event["date"]:
            stated = event["date"]
            assert body[stated["text_start"] : stated["text_end"]] == stated["text"]
    for mark in (*gold["boilerplate"], *gold["headings"]):
        assert body[mark["start"] : mark["end"]] == mark["text"]


def test_gold_uses_the_codebook() -> None:
    for event in (e for g in GOLD.values() for e in g["events"]):
        assert {event["type"], *event["type_alt"]} <= set(EVENT_TYPES)
        assert set(event["modes"]) <= set(MODES[event["type"]])
        for actor in (*event["actors"], *event["recipients"]):
            assert {actor["sector"], *actor["sector_alt"]} <= {None, *SECTORS}


def test_every_type_has_a_core_event() -> None:
    found = {e["type"] for g in GOLD.values() for e in g["events"] if e["core"]}
    assert found == set(EVENT_TYPES)


def test_a_distractor_has_no_core_event() -> None:
    distractors = [g for g in GOLD.values() if g["topic"].startswith("distractor")]
    assert len(distractors) >= DISTRACTORS
    assert not [e["id"] for g in distractors for e in g["events"] if e["core"]]


@pytest.mark.parametrize("copy", COPIES, ids=[c["id"] for c in COPIES])
def test_every_planted_copy_shares_text_with_its_original(copy: dict[str, Any]) -> None:
    copied, original = shingles(copy["id"]), shingles(copy["canonical_id"])
    contained = len(copied & original) / len(copied)
    least = {"copy": 0.8, "contained": 0.8, "update": 0.4, "derived": 0.2}[copy["verdict"]]
    assert contained >= least
    later, earlier = ARTICLES[copy["id"]], ARTICLES[copy["canonical_id"]]
    assert later["published_at"] > earlier["published_at"]
    assert (later["url"] == earlier["url"]) == (copy["verdict"] == "update")


def test_incidents_name_mentions_of_the_gold() -> None:
    coded = {
        (g["id"], e["trigger_start"], e["incident"]) for g in GOLD.values() for e in g["events"]
    }
    listed = {(a, start, i["incident"]) for i in INCIDENTS for a, start in i["mentions"]}
    assert listed == coded


def test_differing_death_tolls_are_a_conflict() -> None:
    differing = [i for i in INCIDENTS if i["killed"] and i["killed"]["low"] < i["killed"]["high"]]
    assert len(differing) >= 5
    assert all(i["conflict"] for i in differing)


def test_the_training_sentences_mark_each_trigger_once() -> None:
    for row in SENTENCES:
        for event in row["events"]:
            assert row["text"].count(event["trigger"]) == 1, row["text"]
            assert event["type"] in EVENT_TYPES
    assert len({row["text"] for row in SENTENCES}) == len(SENTENCES) >= 400
    assert sum(not row["events"] for row in SENTENCES) >= 150
    assert {e["type"] for row in SENTENCES for e in row["events"]} == set(EVENT_TYPES)
