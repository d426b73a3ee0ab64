"""What a worker's process is tuned to, looked at in a process of its own."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

LOOK = """
import asyncio, gc, json, sys, threading
from service.streaming.tuning import tune_process

def loop_of_a_thread():
    loop = asyncio.new_event_loop()
    found.append(type(loop).__module__)
    loop.close()

async def loop_of_main():
    found.append(type(asyncio.get_running_loop()).__module__)

found = []
tune_process()
asyncio.run(loop_of_main())
thread = threading.Thread(target=loop_of_a_thread)
thread.start()
thread.join()
told = {"frozen": gc.get_freeze_count(), "young": gc.get_threshold()[0]}
print(json.dumps(told | {"loops": found, "switch": sys.getswitchinterval()}))
"""


@pytest.mark.skipif(sys.platform == "win32", reason="there is no uvloop for Windows")
def test_every_loop_is_fast_and_what_is_loaded_is_not_collected() -> None:
    done = subprocess.run(
        [sys.executable, "-c", LOOK], capture_output=True, text=True, check=True, timeout=60
    )
    told = json.loads(done.stdout)
    assert set(told["loops"]) == {"uvloop"}
    assert told["frozen"] > 1000
    assert told["switch"] < sys.getswitchinterval()
    assert told["young"] > 2000
