"""`python -m service.streaming.healthcheck`: exit code 0 when this container's worker is ready."""

from __future__ import annotations

import os
import sys
import urllib.error
import urllib.request

TIMEOUT_SECONDS = 4.0
DEFAULT_PORT = "8090"


def is_ready(port: int) -> bool:
    """Whether `/readyz` on this machine answers 200."""
    try:
        address = f"http://127.0.0.1:{port}/readyz"
        with urllib.request.urlopen(address, timeout=TIMEOUT_SECONDS) as answer:  # noqa: S310
            return bool(answer.status == 200)
    except (urllib.error.URLError, OSError):
        return False


if __name__ == "__main__":
    sys.exit(not is_ready(int(os.environ.get("WIRECODER_HTTP__PORT") or DEFAULT_PORT)))
