-- Major hazard installations: units with their inventory, every grading with its working, and what became of them.
create table installation (
  id uuid primary key,
  org_id uuid not null references org (id),
  subject_id uuid references subject (id),
  name text not null,
  unit text not null check (unit in ('production', 'storage')),
  running text not null default 'running' check (running in ('running', 'stopped', 'overhaul', 'trial')),
  process text,
  lng double precision,
  lat double precision,
  population_500m integer check (population_500m >= 0),
  principal jsonb,
  technical jsonb,
  operation jsonb,
  rank smallint not null default 5 check (rank between 1 and 6),
  s double precision,
  r double precision,
  alpha double precision,
  cannot text[] not null default '{}',
  graded_on date,
  assessed_on date,
  filed_on date,
  filed_rank smallint,
  filing_number text,
  status text not null default 'active' check (status in ('active', 'ended')),
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint installation_place_check check ((lng is null) = (lat is null) and lng between -180 and 180 and lat between -90 and 90)
);
comment on table installation is 'Production and storage units that are identified and graded. rank: 1 to 4 = the four levels, 5 = cannot be judged, 6 = no major hazard installation';
create index installation_order_idx on installation (rank, name, id) where status = 'active';
create index installation_org_idx on installation (org_id, rank);

create table installation_item (
  id uuid primary key,
  installation_id uuid not null references installation (id),
  subject_id uuid references subject (id),
  label text not null default '',
  substance text not null,
  no smallint check (no between 1 and 85),
  quantity_t double precision check (quantity_t >= 0),
  classes text[] not null default '{}',
  beta double precision check (beta > 0),
  supervised boolean,
  position integer not null
);
comment on table installation_item is 'What is in the unit now, a line for each tank or equipment: design maximum in tonnes, hazard classes of the safety data sheet. subject_id is the tank of the registry';
create index installation_item_idx on installation_item (installation_id, position);

create table installation_grading (
  id uuid primary key,
  installation_id uuid not null references installation (id),
  at timestamptz not null,
  on_date date not null,
  reason text not null,
  actor jsonb not null,
  inputs jsonb not null,
  result jsonb not null,
  changes jsonb not null default '[]',
  rank smallint not null
);
comment on table installation_grading is 'Every identification and grading: the inventory as it was, the working, what had changed. Appended, never altered';
create index installation_grading_idx on installation_grading (installation_id, at desc);

-- Filings, notices and duties name their installation; pledges name their day.
create index matter_installation_idx on matter ((fields ->> 'installationId'), kind, opened_at desc) where (fields ->> 'installationId') is not null;
create index matter_pledge_day_idx on matter ((fields ->> 'day'), org_id) where kind = 'safety-pledge';

grant select, insert, update on installation to anlan_app;
grant select, insert, update, delete on installation_item to anlan_app;
grant select, insert on installation_grading to anlan_app;
