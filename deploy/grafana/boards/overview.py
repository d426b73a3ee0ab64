"""Overview: is it well, how fast, how fresh, what was refused."""

from __future__ import annotations

from deploy.grafana.boards.spec import CHOSEN, JOB, Board, Panel, Query, quantiles, rate

_UP = f'sum by (stage) (up{{{CHOSEN}}})'  # fmt: skip

_CLEAN, _COPIES = JOB + ',stage="clean"', JOB + ',verdict="copy"'

OVERVIEW = Board(
    uid="wirecoder-overview",
    title="wirecoder / Overview",
    about="Rate, errors, duration, freshness, lag and copies of all four stages.",
    rows={
        "State": (
            Panel(
                "Workers that answer",
                "Workers of each stage that Prometheus reaches.",
                (Query(_UP, "{{stage}}"),),
                kind="stat",
                alert="WirecoderStageStopped",
                width=6,
            ),
            Panel(
                "Articles per second",
                "Raw articles that the clean stage finished.",
                (Query(f"sum({rate('messages_total', _CLEAN)})"),),
                unit="ops",
                kind="stat",
                width=3,
            ),
            Panel(
                "End to end, p95",
                "Nineteen of twenty articles are in incidents within this time of their arrival.",
                (Query('stage:wirecoder_end_to_end_seconds:p95_5m{stage="link"}'),),
                unit="s",
                kind="stat",
                alert="WirecoderSlowEndToEnd",
                width=3,
            ),
            Panel(
                "Waiting messages",
                "Lag of all chosen stages together.",
                (Query('sum(stage:wirecoder_lag:sum{stage=~"$stage"})'),),
                kind="stat",
                alert="WirecoderLagGrowing",
                width=3,
            ),
            Panel(
                "Copies",
                "Share of articles that repeat another one.",
                (
                    Query(
                        f"sum({rate('verdicts_total', _COPIES)})"
                        f" / sum({rate('verdicts_total', JOB)})"
                    ),
                ),
                unit="percentunit",
                kind="stat",
                width=3,
            ),
            Panel(
                "Refused",
                "Largest share of dead letters of any stage, over 5 minutes.",
                (Query('max(stage:wirecoder_dead_letters:ratio5m{stage=~"$stage"})'),),
                unit="percentunit",
                kind="stat",
                alert="WirecoderDeadLetterStorm",
                width=3,
            ),
            Panel(
                "Alerts",
                "How many alerts fire now; Prometheus lists them under /alerts.",
                (Query('count(ALERTS{alertstate="firing"}) or vector(0)'),),
                kind="stat",
                width=3,
            ),
        ),
        "Rate, errors, duration": (
            Panel(
                "Messages",
                "Messages that each stage finished.",
                (Query(f"sum by (stage) ({rate('messages_total')})", "{{stage}}"),),
                unit="ops",
            ),
            Panel(
                "Dead letters",
                "Messages that no retry can help, by stage and reason.",
                (
                    Query(
                        f"sum by (stage, reason) ({rate('dead_letters_total')}) > 0",
                        "{{stage}}: {{reason}}",
                    ),
                ),
                unit="ops",
                kind="stacked",
                alert="WirecoderDeadLetterStorm",
            ),
            Panel(
                "Time in the worker",
                "From a message's arrival until its outputs are sent.",
                quantiles("work_seconds"),
                unit="s",
            ),
            Panel(
                "End to end",
                "From the raw article's arrival on its topic until the stage's output.",
                quantiles("end_to_end_seconds"),
                unit="s",
                alert="WirecoderSlowEndToEnd",
            ),
            Panel(
                "Lag",
                "Messages on the topic that are not yet committed.",
                (Query('stage:wirecoder_lag:sum{stage=~"$stage"}', "{{stage}}"),),
                alert="WirecoderLagGrowing",
            ),
            Panel(
                "Verdicts",
                "Articles by what the search for copies found.",
                (Query(f"sum by (verdict) ({rate('verdicts_total', JOB)})", "{{verdict}}"),),
                unit="ops",
                kind="stacked",
            ),
        ),
        "Workers": (
            Panel(
                "Processor",
                "Cores that the workers use, their pools not counted.",
                (
                    Query(
                        "sum by (stage) ("
                        f"rate(process_cpu_seconds_total{{{CHOSEN}}}[$__rate_interval]))",
                        "{{stage}}",
                    ),
                ),
            ),
            Panel(
                "Memory",
                "Share of the limit, worker and pool together.",
                (
                    Query(
                        'instance_stage:wirecoder_memory:ratio{stage=~"$stage",instance=~"$instance"}',
                        "{{stage}} {{instance}}",
                    ),
                ),
                unit="percentunit",
                alert="WirecoderMemoryHigh",
            ),
            Panel(
                "Versions",
                "Workers by version; more than one only during a roll-out.",
                (
                    Query(
                        f"count by (version, stage) (wirecoder_build_info{{{CHOSEN}}})",
                        "{{stage}} {{version}}",
                    ),
                ),
                kind="bars",
            ),
        ),
    },
)
