#!/usr/bin/env bash
# Debian's Chromium and a Chinese font, installed if they are missing.
set -euo pipefail
missing=()
command -v chromium >/dev/null 2>&1 || missing+=(chromium)
dpkg -s fonts-noto-cjk >/dev/null 2>&1 || missing+=(fonts-noto-cjk)
if [ ${#missing[@]} -gt 0 ]; then
  if [ "$(id -u)" -ne 0 ]; then
    echo "missing, and only root can install: ${missing[*]}" >&2
    exit 1
  fi
  apt-get update -q
  apt-get install -q -y --no-install-recommends "${missing[@]}"
fi
chromium --version
