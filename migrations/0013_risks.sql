-- Risk graded control (风险分级管控): risk points of enterprises, the history of their grades, controls, posted cards, four-colour plans.

create table risk_point (
  id uuid primary key,
  org_id uuid not null references org (id),
  subject_id uuid references subject (id),
  template text,
  kind text not null check (kind in ('process', 'equipment', 'place', 'post', 'activity')),
  name text not null,
  workshop text not null,
  post text not null,
  accidents text[] not null default '{}',
  factors jsonb not null default '[]',
  emergency text[] not null default '{}',
  path path_text not null,
  office_id uuid,
  sector text,
  level text check (level in ('major', 'larger', 'general', 'low')),
  graded_at timestamptz,
  review_on date,
  review_id uuid,
  status text not null default 'active' check (status in ('active', 'ended')),
  version integer not null default 1,
  created_at timestamptz not null,
  updated_at timestamptz not null
);
comment on table risk_point is 'Risk points (风险点) of enterprises. level, graded_at and review_on repeat the grade in force; review_id is the open re-assessment';
comment on column risk_point.path is 'Where the enterprise lies; path, office_id and sector follow the registry by a trigger, so that row-level security needs no join';
comment on column risk_point.level is 'major 重大红, larger 较大橙, general 一般黄, low 低蓝; null = not graded or cannot be judged';
create index risk_point_org_idx on risk_point (org_id, status, workshop, name, id);
create index risk_point_path_idx on risk_point (path, status, level);
create index risk_point_review_idx on risk_point (review_on) where status = 'active' and review_id is null;

create table risk_grade (
  id uuid primary key,
  point_id uuid not null references risk_point (id),
  method text not null check (method in ('LEC', 'LS', 'MES')),
  inputs jsonb not null,
  score double precision,
  level text check (level in ('major', 'larger', 'general', 'low')),
  band text,
  missing text[] not null default '{}',
  steps text[] not null,
  clause text not null,
  source_status text not null,
  tables jsonb not null,
  reason text not null check (reason in ('first', 'process-change', 'accident', 'new-hazard', 'control-failed', 'yearly', 'correction')),
  note text not null default '',
  review_id uuid,
  actor jsonb not null,
  valid_from timestamptz not null,
  valid_to timestamptz,
  constraint risk_grade_span_check check (valid_to is null or valid_to >= valid_from)
);
comment on table risk_grade is 'Every grading with method, inputs, table version, clause and steps. Never overwritten: the next one only closes valid_to. In force at t: valid_from <= t and (valid_to is null or t < valid_to)';
comment on column risk_grade.tables is 'Day of the table version and the least scores of the levels that were used';
create unique index risk_grade_now_key on risk_grade (point_id) where valid_to is null;
create index risk_grade_point_idx on risk_grade (point_id, valid_from desc);

create table risk_control (
  id uuid primary key,
  point_id uuid not null references risk_point (id),
  kind text not null check (kind in ('engineering', 'interlock', 'isolation', 'protection', 'management', 'training', 'emergency')),
  text text not null,
  level text not null check (level in ('enterprise', 'workshop', 'team', 'post')),
  period text check (period in ('shift', 'daily', 'weekly', 'monthly', 'quarterly')),
  check_text text,
  status text not null default 'active' check (status in ('active', 'ended')),
  created_at timestamptz not null,
  constraint risk_control_check check ((period is null) = (check_text is null))
);
comment on table risk_control is 'Controls of a risk point and the level that answers. With period and check_text they become items of self-checks';
create index risk_control_point_idx on risk_control (point_id, status);

create table risk_card (
  code text primary key check (code ~ '^[0-9A-Z]{12}$'),
  org_id uuid not null references org (id),
  kind text not null check (kind in ('post', 'board')),
  name text not null,
  created_at timestamptz not null,
  constraint risk_card_name_key unique (org_id, kind, name)
);
comment on table risk_card is 'Posted cards (告知卡) and notice boards: the code that is printed opens what a posted card shows, and nothing else';

create table risk_plan (
  id uuid primary key,
  org_id uuid not null references org (id),
  name text not null,
  picture text references file (hash),
  width integer not null check (width > 0),
  height integer not null check (height > 0),
  extent jsonb,
  areas jsonb not null default '[]',
  status text not null default 'active' check (status in ('active', 'ended')),
  version integer not null default 1,
  actor jsonb not null,
  created_at timestamptz not null,
  updated_at timestamptz not null
);
comment on table risk_plan is 'Four-colour plans. areas: name, ring of [x, y] from 0 to 1 over the picture, risk points; the colour is that of the worst point. extent: west, south, east, north where it is drawn over the map';
create index risk_plan_org_idx on risk_plan (org_id, status);

-- Risk points lie where their enterprise lies; who moves it need not be able to write them.
create function risk_point_follow() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  update risk_point set path = new.path, office_id = new.office_id, sector = new.sector where org_id = new.id;
  return null;
end $$;
revoke all on function risk_point_follow() from public;
create trigger org_risk_point_follow after update of path, office_id, sector on org for each row
  when (old.path <> new.path or old.office_id is distinct from new.office_id or old.sector is distinct from new.sector)
  execute function risk_point_follow();

grant select, insert, update on risk_point, risk_plan to anlan_app;
grant select, insert on risk_grade, risk_control, risk_card to anlan_app;
grant update (valid_to) on risk_grade to anlan_app;
grant update (status) on risk_control to anlan_app;
