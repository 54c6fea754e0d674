-- Monitoring: points, readings in partitions of a day, roll-ups, the evaluator's state and journal, alarms and their history.

create table point (
  id uuid primary key,
  no integer generated always as identity,
  org_id uuid not null references org (id),
  subject_id uuid references subject (id),
  code text not null check (length(code) between 1 and 80),
  name text not null,
  sector text,
  type text not null,
  unit text not null default '',
  low double precision,
  high double precision,
  period_s real not null default 60 check (period_s > 0),
  source text,
  lng double precision,
  lat double precision,
  rules jsonb not null default '[]',
  rules_version integer not null default 1,
  note text,
  status text not null default 'active' check (status in ('active', 'ended')),
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint point_no_key unique (no),
  constraint point_code_key unique (org_id, code),
  constraint point_place_check check ((lng is null) = (lat is null))
);
comment on table point is 'What is measured: typed by a sector, one number series. no is the short number that readings carry; code is the name by which the source calls it';
comment on column point.source is 'Gateway or terminal it hangs on: a silent gateway is one alarm';
comment on column point.rules is 'Alarm rules in force, without id and point';
create index point_subject_idx on point (subject_id) where subject_id is not null;
create index point_order_idx on point (org_id, source, code);

create table point_rules (
  point_id uuid not null references point (id),
  version integer not null,
  rules jsonb not null,
  from_at timestamptz not null,
  by jsonb not null,
  reason text,
  matter_id uuid,
  primary key (point_id, version)
);
comment on table point_rules is 'Every set of rules a point ever had, with who put it in force and by which approval; appended';

create table reading (
  point integer not null,
  t timestamptz not null,
  v double precision,
  q smallint not null,
  primary key (point, t)
) partition by range (t);
comment on table reading is 'Readings as received, one partition a day (Beijing). t is event time, q the quality code of libs/alarms. Dropped by retention';

create table reading_minute (
  point integer not null, t timestamptz not null, n integer not null, lo double precision, hi double precision, sum double precision,
  primary key (point, t)
) partition by range (t);
comment on table reading_minute is 'Readings by minute: number, least, greatest and sum of the usable ones. One partition a month';
create table reading_hour (
  point integer not null, t timestamptz not null, n integer not null, lo double precision, hi double precision, sum double precision,
  primary key (point, t)
);
comment on table reading_hour is 'Readings by hour';
create table reading_day (
  point integer not null, t timestamptz not null, n integer not null, lo double precision, hi double precision, sum double precision,
  primary key (point, t)
);
comment on table reading_day is 'Readings by day of Beijing';

create table reading_late (point integer not null, t timestamptz not null);
comment on table reading_late is 'Points and hours that got readings after they had been rolled up: to be rolled up again';

create table reading_latest (
  point integer primary key, t timestamptz not null, v double precision, q smallint not null, received_at timestamptz not null
) with (fillfactor = 50);
comment on table reading_latest is 'Newest reading of each point, gathered for some seconds; the process that evaluates knows it at once';

create table monitoring_clock (
  one boolean primary key default true check (one),
  epoch bigint not null default 0,
  seq bigint not null default 0,
  flushed_at timestamptz
);
comment on table monitoring_clock is 'One row. epoch fences off a writer that was replaced; seq counts its transactions';
insert into monitoring_clock default values;
create table monitoring_rolled (one boolean primary key default true check (one), rolled_to timestamptz);
comment on table monitoring_rolled is 'One row: how far the roll-ups reach. Apart from the clock, so that rolling up stops no reading';
insert into monitoring_rolled default values;

create table monitoring_journal (seq bigint primary key, at timestamptz not null, body bytea not null);
alter table monitoring_journal alter column body set storage external;
comment on table monitoring_journal is 'What the evaluator was given since its last snapshots, in order; state = snapshot + journal';

create table monitoring_shard (
  org_id uuid primary key references org (id),
  seq bigint not null,
  config json not null,
  trackers jsonb not null,
  state bytea not null
);
alter table monitoring_shard alter column state set storage external;
comment on table monitoring_shard is 'Snapshot of the evaluator for the points of one organisation, after the transaction seq, with the rules it belongs to';

create table alarm (
  id uuid primary key,
  no bigint generated always as identity,
  org_id uuid not null references org (id),
  office_id uuid,
  path path_text not null,
  sector text,
  point_id uuid references point (id),
  subject_id uuid,
  source text,
  rule text not null,
  kind text not null,
  level text not null,
  priority text not null check (priority in ('low', 'medium', 'high', 'highest')),
  colour text not null check (colour in ('red', 'orange', 'gold', 'blue')),
  title text not null,
  state text not null,
  present boolean not null,
  latch boolean not null default false,
  opened_at timestamptz not null,
  since timestamptz not null,
  cleared_at timestamptz,
  closed_at timestamptz,
  acknowledged_at timestamptz,
  first_at timestamptz not null,
  value double precision,
  peak double precision,
  limit_value double precision,
  unit text not null default '',
  members integer not null default 1,
  activations integer not null default 1,
  late boolean not null default false,
  data_lost boolean not null default false,
  planned boolean not null default false,
  chattering boolean not null default false,
  put_away boolean not null default false,
  until timestamptz,
  reason text,
  put_by text,
  verdict text check (verdict in ('true', 'false')),
  hazard_id uuid,
  updated_at timestamptz not null
);
comment on table alarm is 'One row an occurrence, from the first activation until normal. opened_at and cleared_at are event time';
create unique index alarm_active_key on alarm (org_id, rule, level) where closed_at is null and not late;
create index alarm_live_idx on alarm (path, opened_at desc) where closed_at is null;
create index alarm_list_idx on alarm (opened_at desc, no desc);
create index alarm_point_idx on alarm (point_id, opened_at desc);
create index alarm_org_idx on alarm (org_id, opened_at desc);
create index alarm_until_idx on alarm (until) where until is not null and closed_at is null;

create table alarm_event (
  id bigint generated always as identity primary key,
  alarm_id uuid not null references alarm (id),
  at timestamptz not null,
  recorded_at timestamptz not null,
  act text not null,
  state text not null,
  activated boolean not null default false,
  value double precision,
  by jsonb,
  note text
);
comment on table alarm_event is 'The life of each alarm, appended: what the evaluator found and what people did';
create index alarm_event_alarm_idx on alarm_event (alarm_id, id);
create index alarm_event_at_idx on alarm_event (recorded_at desc) where activated;

create table monitoring_window (
  id uuid primary key,
  org_id uuid not null references org (id),
  point_id uuid references point (id),
  kind text not null check (kind in ('calibration', 'maintenance')),
  from_at timestamptz not null,
  to_at timestamptz not null,
  reason text not null,
  by jsonb not null,
  ended_at timestamptz,
  created_at timestamptz not null,
  constraint monitoring_window_span_check check (to_at > from_at)
);
comment on table monitoring_window is 'Calibration and maintenance: readings of the time carry that quality and raise nothing. point_id null = all of the organisation';
create index monitoring_window_org_idx on monitoring_window (org_id, to_at desc);

create table camera (
  id uuid primary key,
  org_id uuid not null references org (id),
  name text not null,
  url text not null,
  point_ids uuid[] not null default '{}',
  status text not null default 'active' check (status in ('active', 'ended')),
  created_at timestamptz not null
);
comment on table camera is 'A stream address and the points it looks at; nothing is decoded here';
create index camera_org_idx on camera (org_id) where status = 'active';

create table reading_source (
  id uuid primary key,
  org_id uuid not null references org (id),
  username text not null,
  secret_hash text not null,
  name text not null,
  active boolean not null default true,
  by jsonb not null,
  created_at timestamptz not null,
  last_seen_at timestamptz,
  constraint reading_source_username_key unique (username)
);
comment on table reading_source is 'Gateways of an enterprise that send by MQTT: user name and hash of the secret, which is shown once';
create index reading_source_org_idx on reading_source (org_id);

grant select, insert, update on point, monitoring_window, camera, reading_source, alarm to anlan_app;
grant select, insert on point_rules, alarm_event to anlan_app;
grant select on reading, reading_minute, reading_hour, reading_day, reading_latest, monitoring_clock, monitoring_rolled to anlan_app;
grant usage on all sequences in schema public to anlan_app;
