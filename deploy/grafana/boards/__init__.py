"""The Grafana boards as code; `python -m deploy.grafana.boards` writes them as JSON."""
