"""`wirecoder topics`: create what is declared, and tell what differs."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer
from aiokafka.admin import AIOKafkaAdminClient

from service.cli.output import Format, chosen, print_json, print_table
from service.settings import load_settings
from service.streaming.kafka_clients import administrating
from service.streaming.topic_admin import TopicReport, apply_topics, check_topics
from service.streaming.topics import Topic, declared_topics

app = typer.Typer(no_args_is_help=True, help="Create the topics, or compare them.")

Work = Callable[[AIOKafkaAdminClient, tuple[Topic, ...]], Awaitable[tuple[TopicReport, ...]]]
Declaration = Annotated[
    Path | None,
    typer.Option("--file", help="Another declaration. [default: the one that comes along]"),
]
Print = Annotated[Format | None, typer.Option("--format", help="How to print it.")]


@app.command()
def apply(file: Declaration = None, format_: Print = None) -> None:
    """Create missing topics and make changes that lose nothing.

    More room for messages and longer retention are set. Fewer or more partitions, another cleanup
    policy, shorter retention and another replication are only reported, as drift. Exit code 1
    when drift is left; it can be run any number of times.
    """
    _finish(asyncio.run(_with_admin(apply_topics, file)), format_)


@app.command()
def check(file: Declaration = None, format_: Print = None) -> None:
    """Compare the cluster's topics with the declaration; exit code 1 when they differ."""
    _finish(asyncio.run(_with_admin(check_topics, file)), format_)


async def _with_admin(work: Work, file: Path | None) -> tuple[TopicReport, ...]:
    kafka = load_settings().kafka
    topics = declared_topics(kafka, path=file)
    async with administrating(kafka) as admin:
        return await work(admin, topics)


def _finish(reports: tuple[TopicReport, ...], format_: Format | None) -> None:
    if chosen(format_) is Format.jsonl:
        for report in reports:
            print_json(asdict(report))
    else:
        print_table(("topic", "state", "partitions", "differences"), map(_row, reports))
    differ = any(report.state in ("missing", "drift") for report in reports)
    raise typer.Exit(1 if differ else 0)


def _row(report: TopicReport) -> tuple[object, ...]:
    differences = "; ".join(
        f"{item.setting} is {item.actual}, declared {item.declared}"
        + ("" if item.safe else " (not changed by apply)")
        for item in report.differences
    )
    return report.name, report.state, report.partitions, differences
