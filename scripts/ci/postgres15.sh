#!/usr/bin/env bash
# postgres15.sh start FOLDER: Debian's PostgreSQL 15, installed if it is missing, a cluster of its own in FOLDER on a free
#   loopback port, run by an unprivileged user; writes FOLDER/url and FOLDER/pid.
# postgres15.sh stop FOLDER: stops that server by its pid and removes the folder.
set -euo pipefail
bin=/usr/lib/postgresql/15/bin
folder=$2

as_server() {
  if [ "$(id -u)" -eq 0 ]; then
    local user=nobody
    if id postgres >/dev/null 2>&1; then user=postgres; fi
    setpriv --reuid="$(id -u "$user")" --regid="$(id -g "$user")" --clear-groups -- "$@"
  else
    "$@"
  fi
}

install_server() {
  [ -x "$bin/initdb" ] && return 0
  if [ "$(id -u)" -ne 0 ]; then
    echo 'PostgreSQL 15 is missing and only root can install it: apt-get install postgresql-15' >&2
    return 1
  fi
  apt-get update -q
  apt-get install -q -y --no-install-recommends postgresql-15
  # The package starts a cluster of its own; nobody here uses it.
  if command -v pg_ctlcluster >/dev/null 2>&1; then pg_ctlcluster 15 main stop >/dev/null 2>&1 || true; fi
}

start() {
  install_server
  mkdir -p "$folder/data"
  chmod 711 "$folder"
  chmod 700 "$folder/data"
  local password port tries=0
  password=$(node -e "console.log(require('node:crypto').randomBytes(12).toString('hex'))")
  port=$(node -e "const s=require('node:net').createServer().listen(0,'127.0.0.1',()=>{console.log(s.address().port);s.close()})")
  printf '%s' "$password" >"$folder/data.password"
  if [ "$(id -u)" -eq 0 ]; then
    local owner=nobody
    if id postgres >/dev/null 2>&1; then owner=postgres; fi
    chown -R "$owner" "$folder/data" "$folder/data.password"
  fi
  as_server "$bin/initdb" -D "$folder/data" -U anlan_owner -E UTF8 --locale=C.UTF-8 --auth=scram-sha-256 \
    --pwfile="$folder/data.password" >/dev/null
  rm -f "$folder/data.password"
  as_server "$bin/postgres" -D "$folder/data" -c listen_addresses=127.0.0.1 -c port="$port" -c unix_socket_directories='' \
    -c fsync=off -c max_connections=200 >"$folder/log" 2>&1 &
  local shell=$!
  until as_server "$bin/pg_isready" -q -h 127.0.0.1 -p "$port"; do
    tries=$((tries + 1))
    if [ $tries -gt 60 ] || ! kill -0 "$shell" 2>/dev/null; then
      echo 'PostgreSQL 15 did not start:' >&2
      tail -n 30 "$folder/log" >&2
      return 1
    fi
    sleep 0.5
  done
  head -n 1 "$folder/data/postmaster.pid" >"$folder/pid"
  # Another server may have taken the port meanwhile: the data folder tells.
  local shown
  shown=$(PGPASSWORD=$password "$bin/psql" -h 127.0.0.1 -p "$port" -U anlan_owner -d postgres -Atc 'show data_directory')
  if [ "$shown" != "$folder/data" ]; then
    echo "port $port belongs to another server ($shown)" >&2
    return 1
  fi
  "$bin/postgres" --version
  echo "postgres://anlan_owner:$password@127.0.0.1:$port/postgres" >"$folder/url"
}

stop() {
  local pid
  if [ -s "$folder/pid" ]; then
    pid=$(cat "$folder/pid")
    # SIGINT is the fast shutdown: sessions are ended, files are closed.
    kill -INT "$pid" 2>/dev/null || true
    for _ in $(seq 1 60); do
      kill -0 "$pid" 2>/dev/null || break
      sleep 0.5
    done
  fi
  rm -rf "$folder"
}

case $1 in
  start) start ;;
  stop) stop ;;
  *)
    echo 'postgres15.sh start|stop FOLDER' >&2
    exit 2
    ;;
esac
