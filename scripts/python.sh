#!/usr/bin/env bash
# Prints the newest usable Python of 3.13, 3.12, 3.11 on PATH or in a pyenv versions folder.
# A pyenv shim that only prints an error does not count. WIRECODER_PYTHON overrides the choice.
set -u
works() { "$1" -c 'import sys, venv, ensurepip; sys.exit(not (3, 11) <= sys.version_info[:2] < (3, 14))' >/dev/null 2>&1; }
if [ -n "${WIRECODER_PYTHON:-}" ]; then
  works "$WIRECODER_PYTHON" && { echo "$WIRECODER_PYTHON"; exit 0; }
  echo "WIRECODER_PYTHON=$WIRECODER_PYTHON is not a working Python 3.11 to 3.13" >&2; exit 1
fi
for version in 3.13 3.12 3.11; do
  for candidate in $(type -ap "python$version") \
      $(ls -d "${PYENV_ROOT:-$HOME/.pyenv}/versions/$version".*/bin/python 2>/dev/null | sort -rV); do
    works "$candidate" && { echo "$candidate"; exit 0; }
  done
done
works python3 && { type -p python3; exit 0; }
echo "wirecoder needs Python 3.11, 3.12 or 3.13 with venv; none was found on PATH or in pyenv's versions folder" >&2
exit 1
