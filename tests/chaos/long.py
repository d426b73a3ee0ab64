"""The longest form of the fault tests: many messages, thirty faults, twice; prints a table.

    python -m tests.chaos.long [--scale 1.0] [--seed 7] [--part words|articles] [--data FILE]

Two parts, each on a broker of its own. `words`: 100,000 messages through three workers whose
extraction is stubbed. `articles`: 3,000 articles through the four real stages, mixed of the
samples' sentences or, with --data, of a corpus (JSON lines with `text` or `body`). Thirty faults
each, spread over the run, every kind at least once. --scale 0.25 takes a quarter of messages and
faults, and about a quarter of the time (on two cores about an hour for 1.0).
Ends with 1 when anything is missing, out of order, or other than in a run without faults.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import random
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import asdict, dataclass
from functools import partial
from pathlib import Path
from typing import Any

import orjson

from benchmarks import report
from benchmarks.texts import articles
from service.metrics import STAGES
from service.settings import KafkaSettings, user_cache_dir
from service.streaming.article_producer import produce_articles
from service.streaming.pipeline import create_topics
from service.streaming.supervisor import Place, Supervisor, SupervisorOptions
from tests.chaos import invariants
from tests.chaos.broker import FragileBroker
from tests.chaos.fault_free import fault_free_incidents, incidents
from tests.chaos.faults import FAULTS, Scene
from tests.chaos.harness import CountingWorker, send_words, words
from tests.chaos.invariants import Seen, header, look, repeats
from tests.chaos.progress import await_outputs, work_off, written
from tests.chaos.service_faults import SERVICE_FAULTS, ServiceScene
from tests.chaos.tending import tended

WORDS, ARTICLES, FAULT_COUNT = 100_000, 3_000, 30


@dataclass(frozen=True, slots=True)
class Blow:
    """One fault: how long it lasted, and how long after its end the next output came."""

    fault: str
    lasted: float
    silent: float


@dataclass(frozen=True, slots=True)
class Result:
    """What one part came to; every number of `wrong` should be 0."""

    part: str
    messages: int
    seconds: float
    repeats: int
    dead_letters: int
    wrong: Mapping[str, int]
    blows: Sequence[Blow]


def chosen(table: Mapping[str, Any], count: int, luck: random.Random) -> list[str]:
    """Every fault at least once while there is room, in random order."""
    names = luck.sample([n for n in table if n != "nothing"], k=min(count, len(table) - 1))
    names += luck.choices(list(table), k=count - len(names))
    luck.shuffle(names)
    return names


def suffer(
    scene: Any, kafka: KafkaSettings, names: Sequence[str], table: Mapping[str, Any], total: int
) -> list[Blow]:
    """Each fault when its share of the outputs is there."""
    blows = []
    for number, name in enumerate(names):
        await_outputs(kafka, total * (number + 1) // (len(names) + 2))
        began = time.monotonic()
        table[name](scene)
        lasted, ended = time.monotonic() - began, time.monotonic()
        await_outputs(kafka, written(kafka) + 1)
        blows.append(Blow(name, round(lasted, 1), round(time.monotonic() - ended, 1)))
        print(f"  {number + 1}/{len(names)} {blows[-1]}", flush=True)  # noqa: T201
    return blows


def judged(seen: Seen, *stages: str) -> dict[str, int]:
    """How many messages break each promise."""
    outputs = [record for stage in stages for record in seen.of(invariants.FLOW[stage][1])]
    return {
        "missing": sum(len(invariants.missing(seen, stage)) for stage in stages),
        "acked without outputs": sum(
            len(invariants.acked_without_outputs(seen, stage)) for stage in stages
        ),
        "out of order": sum(
            len(invariants.out_of_order(seen.of(invariants.FLOW[stage][1]))) for stage in stages
        ),
        "repeats that differ": len(invariants.unlike_repeats(outputs)),
    }


def words_part(folder: Path, scale: float, luck: random.Random) -> Result:
    """Three workers, extraction stubbed."""
    total, began = int(WORDS * scale), time.monotonic()
    names = chosen(FAULTS, max(1, round(FAULT_COUNT * scale)), luck)
    with ExitStack() as stack:
        broker, kafka = stack.enter_context(own_broker(folder))
        workers = [CountingWorker(folder, instance=n, store="rocksdb") for n in range(3)]
        for worker in workers:
            stack.callback(worker.clean_up)
        asyncio.run(send_words(kafka, words(total)))
        scene = Scene(workers, broker, kafka, luck)
        with tended(scene):
            blows = suffer(scene, kafka, names, FAULTS, total)
            work_off(kafka)
        seen = asyncio.run(look(kafka, seconds=600))
    told = seen.of("enriched")
    return Result(
        "words, extraction stubbed", total, time.monotonic() - began, repeats(told),
        len(seen.of("dead_letters")), judged(seen, "extract"), blows,
    )  # fmt: skip


def articles_part(
    folder: Path, scale: float, luck: random.Random, *, data: Path | None = None
) -> Result:
    """The four real stages."""
    total, began = int(ARTICLES * scale), time.monotonic()
    names = chosen(SERVICE_FAULTS, max(1, round(FAULT_COUNT * scale)), luck)
    with ExitStack() as stack:
        broker, kafka = stack.enter_context(own_broker(folder))
        environment = {
            "WIRECODER_DATA_DIR": str(user_cache_dir()),
            "WIRECODER_TABLES__FOLDER": str(folder / "tables"),
            "WIRECODER_HTTP__PORT": "0",
        }
        options = SupervisorOptions(environment=environment, log_dir=folder / "logs")
        supervisor = stack.enter_context(Supervisor([Place(s) for s in STAGES], options))
        supervisor.wait_ready()
        asyncio.run(produce_articles(kafka, iter(articles(data, total))))
        scene = ServiceScene(supervisor, broker, luck)
        with tended(scene):
            blows = suffer(scene, kafka, names, SERVICE_FAULTS, total)
            work_off(kafka)
        seen = asyncio.run(look(kafka, seconds=600))
    wrong = judged(seen, "clean", "dedupe", "extract")
    found, wanted = incidents(seen), fault_free_incidents(seen)
    wrong["incidents that differ"] = sum(
        found.get(key) != wanted.get(key) for key in found.keys() | wanted.keys()
    )
    if wrong["incidents that differ"]:
        print(f"events and incidents are kept in {kept(seen)}", flush=True)  # noqa: T201
    told = [record for name in ("clean", "screened", "enriched") for record in seen.of(name)]
    return Result(
        "articles, real stages", total, time.monotonic() - began, repeats(told),
        len(seen.of("dead_letters")), wrong, blows,
    )  # fmt: skip


def kept(seen: Seen) -> Path:
    """Every record that link read and wrote, to look into what went wrong."""
    path = Path(tempfile.gettempdir()) / "wirecoder-chaos-records.jsonl"
    with path.open("wb") as out:
        for record in (r for name in ("events", "incidents") for r in seen.of(name)):
            place = [record.topic, record.partition, record.offset, record.timestamp]
            told = [v.decode() if v is not None else None for v in (record.key, record.value)]
            out.write(orjson.dumps([*place, *told, header(record, "ce_id")]) + b"\n")
    return path


@contextmanager
def own_broker(folder: Path) -> Iterator[tuple[FragileBroker, KafkaSettings]]:
    """With all topics; the environment names it, for the workers."""
    broker = FragileBroker(folder / "broker")
    broker.start()
    os.environ["WIRECODER_KAFKA__BOOTSTRAP_SERVERS"] = broker.address
    os.environ["WIRECODER_KAFKA__SESSION_TIMEOUT_SECONDS"] = "10"
    kafka = KafkaSettings(bootstrap_servers=broker.address)
    asyncio.run(create_topics(kafka))
    try:
        yield broker, kafka
    finally:
        broker.stop()


PARTS: dict[str, Callable[[Path, float, random.Random], Result]] = {
    "words": words_part,
    "articles": articles_part,
}


def main() -> int:
    """The exit code."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--scale", type=float, default=1.0)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--part", choices=PARTS)
    parser.add_argument("--data", type=Path, help="articles to take, JSON lines")
    args = parser.parse_args()
    parts = PARTS | {"articles": partial(articles_part, data=args.data)}
    wrong = 0
    for name in [args.part] if args.part else list(PARTS):
        where = report.surroundings(args.data.name if args.data else "default model")
        with tempfile.TemporaryDirectory(prefix="wirecoder-chaos-") as folder:
            print(f"{name} ...", flush=True)  # noqa: T201
            result = parts[name](Path(folder), args.scale, random.Random(args.seed))  # noqa: S311
        tell(name, where, result, args.seed)
        wrong += sum(result.wrong.values())
    return int(wrong > 0)


def tell(name: str, where: dict[str, Any], result: Result, seed: int) -> None:
    """Print, and write benchmarks/results/chaos_words or chaos_articles."""
    columns = ("part", "messages", "faults", "minutes", "repeats", "dead letters", "wrong")
    minutes, wrong = result.seconds / 60, ", ".join(f"{n}: {k}" for n, k in result.wrong.items())
    counts = (result.messages, len(result.blows), f"{minutes:.1f}", result.repeats)
    rows = [(result.part, *map(str, counts), str(result.dead_letters), wrong)]
    blows = [(b.fault, f"{b.lasted:.1f}", f"{b.silent:.1f}") for b in result.blows]
    each = ("fault", "lasted, s", "next output after, s")
    report.show(report.heading(where), columns, rows)
    report.show("Faults in their order", each, blows)
    text = f"# Faults\n\n{report.heading(where)} | seed {seed}\n\n"
    text += f"Written by `python -m tests.chaos.long`.\n\n{report.markdown(columns, rows)}\n"
    text += report.markdown(each, blows)
    report.write(f"chaos_{name}", {"where": where, "result": asdict(result)}, text)


if __name__ == "__main__":
    sys.exit(main())
