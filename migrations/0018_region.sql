-- Weather warnings that the office records by hand or from a feed: they raise the regional risk while they hold.

create table weather_warning (
  id uuid primary key,
  path path_text not null,
  level text not null check (level in ('blue', 'yellow', 'orange', 'red')),
  what text not null check (length(what) between 1 and 60),
  source text not null check (length(source) between 1 and 200),
  from_at timestamptz not null,
  to_at timestamptz,
  actor jsonb not null,
  created_at timestamptz not null,
  constraint weather_warning_span_check check (to_at is null or to_at > from_at)
);
comment on table weather_warning is 'Weather warnings (气象预警) by area and time, with source. to_at null = still in force';
create index weather_warning_idx on weather_warning (path, from_at);

grant select, insert on weather_warning to anlan_app;
grant update (to_at) on weather_warning to anlan_app;

-- Replay: what was in force at a past minute.
create index risk_grade_span_idx on risk_grade (valid_from, valid_to);
create index matter_span_idx on matter (kind, opened_at, closed_at);
