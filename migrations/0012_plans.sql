-- Plans: documents, their items, the review, and what is tracked after adoption.
create table plan (
  id uuid primary key,
  title text not null,
  kind text not null check (kind in ('five-year', 'campaign', 'other')),
  state text not null check (state in ('reviewing', 'adopted', 'amended', 'ended')),
  path path_text not null,
  org_id uuid not null references org (id),
  period_from date,
  period_to date,
  report jsonb not null,
  shown boolean not null default false,
  version integer not null default 1,
  created_by uuid not null,
  created_at timestamptz not null,
  adopted_at timestamptz
);
comment on table plan is 'A local plan or campaign; org_id is the office that keeps it, shown = progress without sign-in';
create index plan_path_idx on plan (path, created_at desc, id desc);

create table plan_document (
  id uuid primary key,
  plan_id uuid not null references plan (id),
  no integer not null,
  file_hash text not null references file (hash),
  file_name text not null,
  file_kind text not null,
  body text not null,
  chars integer not null,
  headings jsonb not null,
  version integer not null default 1,
  uploaded_by uuid not null,
  uploader text not null,
  uploaded_at timestamptz not null,
  adopted_at timestamptz,
  adopted_by uuid,
  unique (plan_id, no)
);
comment on table plan_document is 'Versions of a plan''s text, as it was read from the file; kept for ever. version goes up with each change of its items';

create table plan_item (
  id uuid primary key,
  plan_id uuid not null references plan (id),
  document_id uuid not null references plan_document (id),
  kind text not null check (kind in ('indicator', 'commitment', 'system', 'responsibility', 'achievement')),
  state text not null check (state in ('open', 'accepted', 'rejected', 'replaced')),
  start_at integer not null,
  end_at integer not null,
  quote text not null,
  heading text,
  chapter text not null,
  core boolean not null,
  confidence double precision not null,
  reason jsonb not null,
  fields jsonb not null,
  version integer not null default 1,
  match_id uuid references plan_item (id),
  matter_id uuid references matter (id),
  check (start_at >= 0 and end_at > start_at)
);
comment on table plan_item is 'What a plan says, each with its place in code points of the document; matter_id since adoption, match_id = the item of the version before';
create index plan_item_order_idx on plan_item (document_id, start_at, end_at desc, id);
create index plan_item_matter_idx on plan_item (matter_id) where matter_id is not null;

create table plan_change (
  id uuid primary key,
  seq bigint generated always as identity,
  plan_id uuid not null references plan (id),
  document_id uuid not null references plan_document (id),
  act text not null,
  of_change uuid references plan_change (id) unique,
  note text,
  before jsonb not null,
  after jsonb not null,
  person_id uuid not null,
  person text not null,
  at timestamptz not null
);
comment on table plan_change is 'Every step of a review, who, when, before and after; only ever added to. of_change: takes that one back';
create index plan_change_document_idx on plan_change (document_id, seq desc);

create unlogged table plan_presence (
  plan_id uuid not null,
  person_id uuid not null,
  person text not null,
  item_id uuid,
  seen_at timestamptz not null,
  primary key (plan_id, person_id)
);
comment on table plan_presence is 'Who has the review desk open, within the last seconds';

create table plan_unit_alias (
  path path_text not null,
  unit text not null,
  org_ids uuid[] not null,
  by_person uuid not null,
  at timestamptz not null,
  primary key (path, unit)
);
comment on table plan_unit_alias is 'How a place''s plans name organisations, bound by hand where the name alone does not tell';

create table plan_indicator (
  id uuid primary key,
  plan_id uuid not null references plan (id),
  item_id uuid not null references plan_item (id),
  name text not null,
  unit text,
  lead text[] not null default '{}',
  lead_org uuid references org (id),
  binding jsonb not null,
  state text not null default 'tracked' check (state in ('tracked', 'ended')),
  version integer not null default 1
);
comment on table plan_indicator is 'An indicator of an adopted plan with measure, base, target, path and split (binding)';
create index plan_indicator_plan_idx on plan_indicator (plan_id);

create table plan_target (
  id bigint generated always as identity primary key,
  indicator_id uuid not null references plan_indicator (id),
  document_no integer not null,
  why text not null check (why in ('adopted', 'amended', 'edited')),
  reason text,
  binding jsonb not null,
  person text not null,
  at timestamptz not null
);
comment on table plan_target is 'Every binding an indicator ever had, with its date; only ever added to';
create index plan_target_indicator_idx on plan_target (indicator_id, id);

create table plan_value (
  id uuid primary key,
  indicator_id uuid not null references plan_indicator (id),
  org_id uuid,
  period_from date not null,
  period_to date not null,
  value double precision not null,
  matter_id uuid not null references matter (id),
  act_id uuid not null,
  at timestamptz not null
);
comment on table plan_value is 'Values that units reported, each by an act of a report; the newest of a unit and period counts; only ever added to';
create index plan_value_indicator_idx on plan_value (indicator_id, period_to);

create table plan_light (
  id uuid primary key,
  plan_id uuid not null references plan (id),
  colour text not null,
  reached text,
  since timestamptz not null,
  told_at timestamptz
);
comment on table plan_light is 'The light that was last seen by the clock, so that a change is told once';

create index matter_plan_idx on matter ((fields ->> 'planId'), kind) where kind in ('planTask', 'planProject', 'planReport');

grant select, insert, update on plan, plan_document, plan_item, plan_unit_alias, plan_indicator, plan_light to anlan_app;
grant select, insert on plan_change, plan_target, plan_value to anlan_app;
grant select, insert, update, delete on plan_presence to anlan_app;
grant delete on plan_unit_alias to anlan_app;
grant usage on all sequences in schema public to anlan_app;
