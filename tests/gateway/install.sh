#!/bin/sh
# Fetch what the test gateway runs on, as locked; nothing of it is built or run on the way.
set -eu
cd "$(dirname "$0")"
exec npm ci --ignore-scripts --no-audit --no-fund --loglevel=error
