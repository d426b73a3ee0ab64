"""Extraction: how fast articles are read, how busy the pool is, how complete events are."""

from __future__ import annotations

from deploy.grafana.boards.spec import JOB, Board, Panel, Query, quantiles, rate

_EXTRACT = JOB + ',stage="extract",instance=~"$instance"'
_TOLD = _EXTRACT + ',outcome=~"coded|copied"'

EXTRACTION = Board(
    uid="wirecoder-extraction",
    title="wirecoder / Extraction",
    about="The stage that takes nearly all processor time: throughput, pool, what it finds.",
    rows={
        "Throughput": (
            Panel(
                "Articles",
                "Articles coded, copied (told with their original's events), or not English.",
                (Query(f"sum by (outcome) ({rate('messages_total', _EXTRACT)})", "{{outcome}}"),),
                unit="ops",
                kind="stacked",
            ),
            Panel(
                "Words per second",
                "Words of the articles that came through.",
                (Query(f"sum({rate('words_total', _EXTRACT)})", "words"),),
                unit="ops",
            ),
            Panel(
                "Pool time for 1,000 words",
                "How costly reading is; it rises when cores are overbooked.",
                (
                    Query(
                        f"1000 * sum({rate('pool_busy_seconds_total', _EXTRACT)})"
                        f" / sum({rate('words_total', _EXTRACT)})",
                        "seconds",
                    ),
                ),
                unit="s",
            ),
            Panel(
                "Time in the worker",
                "From an article's arrival in the worker until its events are sent.",
                quantiles("work_seconds", _EXTRACT),
                unit="s",
            ),
            Panel(
                "Articles in a batch",
                "Small batches mean that the stage keeps up without effort.",
                (
                    Query(
                        f"sum({rate('batch_size_sum', _EXTRACT)})"
                        f" / sum({rate('batch_size_count', _EXTRACT)})",
                        "mean",
                    ),
                    Query(
                        "histogram_quantile(0.95, "
                        f"sum by (le) ({rate('batch_size_bucket', _EXTRACT)}))",
                        "p95",
                    ),
                ),
            ),
            Panel(
                "In flight",
                "Articles taken from the broker and not yet acked.",
                (Query(f"sum by (instance) (wirecoder_in_flight{{{_EXTRACT}}})", "{{instance}}"),),
            ),
        ),
        "Pool": (
            Panel(
                "Pool busy",
                "Share of their time that the pool's processes work.",
                (Query('stage:wirecoder_pool_busy:ratio5m{stage=~"$stage"}', "{{stage}}"),),
                unit="percentunit",
                alert="WirecoderPoolSaturated",
            ),
            Panel(
                "Pool processes",
                "Processes that have loaded what they need.",
                (
                    Query(
                        f"sum by (instance) (wirecoder_pool_processes{{{_EXTRACT}}})",
                        "{{instance}}",
                    ),
                ),
            ),
            Panel(
                "Pool restarts",
                "Processes replaced in 15 minutes, after a crash or a missed deadline.",
                (
                    Query(
                        "sum by (instance) ("
                        f"increase(wirecoder_pool_restarts_total{{{_EXTRACT}}}[15m]))",
                        "{{instance}}",
                    ),
                ),
                alert="WirecoderPoolRestarts",
            ),
        ),
        "What is found": (
            Panel(
                "Events per article",
                "Mentions coded or told again for each article.",
                (
                    Query(
                        f"sum({rate('events_total', _TOLD)})"
                        f" / sum({rate('messages_total', _EXTRACT)})",
                        "events",
                    ),
                ),
            ),
            Panel(
                "Resolved",
                "Share of events whose field was found, where the type needs one.",
                (Query("field:wirecoder_event_fields:resolved_ratio1h", "{{field}}"),),
                unit="percentunit",
            ),
            Panel(
                "Why not resolved",
                "Events without a field: the report does not say, or it was not understood.",
                (
                    Query(
                        "sum by (field, result) ("
                        + rate("event_fields_total", JOB + ',result!~"resolved|absent"')
                        + ")",
                        "{{field}}: {{result}}",
                    ),
                ),
                unit="ops",
                kind="stacked",
            ),
            Panel(
                "Events by type",
                "PLOVER types, retractions not counted.",
                (Query(f"sum by (type) ({rate('event_types_total', JOB)})", "{{type}}"),),
                unit="ops",
                kind="stacked",
                width=12,
            ),
            Panel(
                "Events by country",
                "The ten countries with most events in the last hour.",
                (
                    Query(
                        "topk(10, sum by (country) ("
                        f"increase(wirecoder_event_countries_total{{{JOB}}}[1h])))",
                        "{{country}}",
                    ),
                ),
                kind="bars",
                width=12,
            ),
        ),
    },
)
