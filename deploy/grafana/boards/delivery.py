"""Delivery: is anything stuck, repeated or refused."""

from __future__ import annotations

from deploy.grafana.boards.spec import CHOSEN, Board, Panel, Query, rate

DELIVERY = Board(
    uid="wirecoder-delivery",
    title="wirecoder / Delivery",
    about="Acks, lag, rebalances, dead letters, tables and their recovery.",
    rows={
        "Acks": (
            Panel(
                "Acks",
                "Messages acked after the broker had confirmed all that they caused.",
                (Query(f"sum by (stage) ({rate('acks_total')})", "{{stage}}"),),
                unit="ops",
            ),
            Panel(
                "Since the last ack",
                "Grows without harm while nothing waits; compare with the lag.",
                (Query(f"wirecoder_last_ack_age_seconds{{{CHOSEN}}}", "{{stage}} {{instance}}"),),
                unit="s",
                alert="WirecoderNoAcks",
            ),
            Panel(
                "Lag by worker",
                "Messages on the worker's partitions that are not yet committed.",
                (Query(f"wirecoder_lag{{{CHOSEN}}}", "{{stage}} {{instance}}"),),
                alert="WirecoderLagGrowing",
            ),
        ),
        "Dead letters": (
            Panel(
                "By reason",
                "Dead letters in each hour, by stage and reason.",
                (
                    Query(
                        "sum by (stage, reason) ("
                        f"increase(wirecoder_dead_letters_total{{{CHOSEN}}}[1h])) > 0",
                        "{{stage}}: {{reason}}",
                    ),
                ),
                kind="bars",
            ),
            Panel(
                "Share, 5 minutes",
                "Fast burn: together with the hour it makes a storm.",
                (
                    Query(
                        'stage:wirecoder_dead_letters:ratio5m{stage=~"$stage"}', "{{stage}} 5 min"
                    ),
                    Query('stage:wirecoder_dead_letters:ratio1h{stage=~"$stage"}', "{{stage}} 1 h"),
                ),
                unit="percentunit",
                alert="WirecoderDeadLetterStorm",
            ),
            Panel(
                "Share, 30 minutes",
                "Slow burn: together with six hours.",
                (
                    Query(
                        'stage:wirecoder_dead_letters:ratio30m{stage=~"$stage"}', "{{stage}} 30 min"
                    ),
                    Query('stage:wirecoder_dead_letters:ratio6h{stage=~"$stage"}', "{{stage}} 6 h"),
                ),
                unit="percentunit",
                alert="WirecoderDeadLettersRising",
            ),
        ),
        "Groups and tables": (
            Panel(
                "Rebalances",
                "Times that partitions were assigned anew, in 10 minutes.",
                (
                    Query(
                        f"sum by (stage) (increase(wirecoder_rebalances_total{{{CHOSEN}}}[10m]))",
                        "{{stage}}",
                    ),
                ),
                alert="WirecoderRebalancing",
            ),
            Panel(
                "Conditions that fail",
                "Conditions of /readyz and /livez that do not hold, by worker.",
                (
                    Query(
                        f"sum by (stage, condition) (1 - wirecoder_condition{{{CHOSEN}}})",
                        "{{stage}}: {{condition}}",
                    ),
                ),
            ),
            Panel(
                "Last recovery",
                "How long the last rebuilding of a table took.",
                (Query(f"wirecoder_recovery_seconds{{{CHOSEN}}}", "{{stage}} {{instance}}"),),
                unit="s",
            ),
            Panel(
                "Keys in tables",
                "What a stage remembers; it levels off at the window's length.",
                (Query(f"wirecoder_table_keys{{{CHOSEN}}}", "{{stage}} {{instance}}"),),
            ),
            Panel(
                "Late loop",
                "How late the worker's event loop ran a timer, at worst in 2 minutes.",
                (
                    Query(
                        f"max_over_time(wirecoder_loop_delay_seconds{{{CHOSEN}}}[2m])",
                        "{{stage}} {{instance}}",
                    ),
                ),
                unit="s",
                alert="WirecoderLoopLate",
            ),
            Panel(
                "Restarts",
                "Starts of worker processes in 15 minutes.",
                (
                    Query(
                        f"changes(process_start_time_seconds{{{CHOSEN}}}[15m])",
                        "{{stage}} {{instance}}",
                    ),
                ),
                alert="WirecoderCrashLoop",
            ),
        ),
    },
)
