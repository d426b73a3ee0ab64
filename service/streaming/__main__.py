"""`python -m service.streaming STAGE`: one worker process, as the supervisor starts it.

In a file of this name because multiprocessing imports any other main module once more in each
pool process, and with it Faust, which takes longer than the process's own work at start.
"""

from service.streaming.worker import main

if __name__ == "__main__":
    main()
