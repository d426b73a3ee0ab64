"""`wirecoder replay`: articles of the past coded anew, beside the live service."""

from __future__ import annotations

import asyncio
import re
import shlex
from datetime import UTC, datetime
from typing import Annotated

import typer

from service import logs
from service.cli.output import print_table, progress, say
from service.cli.stopping import terminable
from service.errors import UserError
from service.settings import HttpSettings, Settings, load_settings
from service.streaming.backfill import Pace, Slice, Span, backfill, beside, plan
from service.streaming.pipeline import create_topics, working_off

SUFFIX = r"[A-Za-z0-9._-]{1,50}"
PREFIX = "WIRECODER_KAFKA__TOPIC_PREFIX"

app = typer.Typer(help="Code articles of the past anew, beside the live service.")


@app.command()
def replay(  # noqa: PLR0913 - a command and its options
    from_: Annotated[
        str, typer.Option("--from", help="Day or time, ISO 8601; UTC if it has none.")
    ],
    to: Annotated[str | None, typer.Option("--to", help="Not including it. [default: now]")] = None,
    suffix: Annotated[
        str, typer.Option(help="Its topics are called SUFFIX.news.raw.v1 and so on.")
    ] = "replay",
    group: Annotated[
        str | None, typer.Option(help="Remember how far it got under this name, and go on there.")
    ] = None,
    rate: Annotated[float, typer.Option(min=0.01, help="Most articles a second.")] = 50.0,
    run: Annotated[
        bool, typer.Option("--run", help="Run the four stages here until all is coded.")
    ] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only count.")] = False,
) -> None:
    """Copy a span of news.raw.v1 to topics of its own, to be coded there by a newer release.

    The groups, tables and topics of the live service are read from at most, never written to.
    The results are on SUFFIX.news.events.v1, SUFFIX.news.incidents.v1 and so on.
    """
    settings, span = load_settings(), Span(_ms(from_), _ms(to) if to else _now_ms())
    if span.from_ms >= span.to_ms:
        raise UserError("--from must be before --to.")
    slices = asyncio.run(plan(settings.kafka, span, group=group))
    if dry_run:
        _tell(slices, rate)
        return
    logs.configure(level="WARNING", form=settings.log.format)
    _replay(_beside(settings, suffix), settings, span, Pace(rate, group), run=run)


def _replay(side: Settings, settings: Settings, span: Span, pace: Pace, *, run: bool) -> None:
    asyncio.run(create_topics(side.kafka))
    with terminable(), progress("Articles") as advance:
        count = asyncio.run(
            backfill(
                settings.kafka, side.kafka, span, pace, report=lambda done, n: advance(done, n)
            )
        )
    say(f"{count} articles on {side.kafka.topic_prefix}news.raw.v1")
    prefix = shlex.quote(side.kafka.topic_prefix)
    if run:
        with terminable():
            working_off(side, announce=say)
        say(f"Done. Read it: {PREFIX}={prefix} wirecoder consume incidents --from-beginning")
    elif count:
        say(f"Code them: {PREFIX}={prefix} wirecoder worker")


def _beside(settings: Settings, suffix: str) -> Settings:
    """The settings of the replay: own topics, groups, tables and ports."""
    if not re.fullmatch(SUFFIX, suffix):
        raise UserError(f"{suffix!r} cannot be a part of a topic's name: letters, digits, . _ -")
    kafka = beside(settings.kafka, suffix)
    return settings.model_copy(update={"kafka": kafka, "http": HttpSettings(port=0)})


def _tell(slices: tuple[Slice, ...], rate: float) -> None:
    total = sum(part.count for part in slices)
    print_table(
        ("partition", "from offset", "to offset", "articles"),
        [(part.partition, part.start, part.end, part.count) for part in slices],
    )
    say(f"{total} articles; at {rate:g} a second that is {total / rate / 60:.1f} minutes")


def _ms(text: str) -> int:
    """Milliseconds since 1970."""
    try:
        when = datetime.fromisoformat(text)
    except ValueError as error:
        raise UserError(f"{text!r} is no time: give 2025-03-01 or 2025-03-01T12:30") from error
    return int((when if when.tzinfo else when.replace(tzinfo=UTC)).timestamp() * 1000)


def _now_ms() -> int:
    return int(datetime.now(UTC).timestamp() * 1000)
