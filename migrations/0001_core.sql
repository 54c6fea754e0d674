-- The core: divisions, organisations, people and posts, matters and their acts, audit, outbox, files, settings.
-- Text instead of varchar and enum, timestamptz everywhere, paths in collation "C" so that prefix ranges use indexes.
create extension if not exists pg_trgm;

create domain path_text as text collate "C" check (value ~ '^[0-9a-z]*$');

create table division (
  path path_text primary key,
  code text not null,
  name text not null,
  level text not null check (level in ('province', 'city', 'county', 'town', 'own')),
  parent path_text,
  source text not null,
  shape jsonb,
  shape_note text
);
comment on table division is 'Division tree in force here: the national nodes that are used and own nodes (parks, villages, grid cells)';
create index division_parent_idx on division (parent);

create table org (
  id uuid primary key,
  kind text not null check (kind in ('enterprise', 'office', 'body')),
  name text not null,
  aliases text[] not null default '{}',
  pinyin text not null default '',
  uscc text,
  path path_text not null,
  office_id uuid references org (id),
  parent_id uuid references org (id),
  sector text,
  size text,
  status text not null default 'active',
  address text,
  lng double precision,
  lat double precision,
  legal_person text,
  phone text,
  fields jsonb not null default '{}',
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint org_uscc_key unique (uscc),
  constraint org_place_check check ((lng is null) = (lat is null) and lng between -180 and 180 and lat between -90 and 90)
);
comment on table org is 'Organisations: enterprises, offices (who supervises), other bodies. office_id is the one enforcing office';
create index org_path_idx on org (path, name, id);
create index org_sector_idx on org (sector, path, name, id);
create index org_office_idx on org (office_id);
create index org_name_trgm on org using gin ((name || ' ' || pinyin || ' ' || coalesce(uscc, '')) gin_trgm_ops);

create table person (
  id uuid primary key,
  name text not null,
  phone text,
  user_id text unique,
  active boolean not null default true,
  lang text not null default 'zh' check (lang in ('zh', 'en')),
  created_at timestamptz not null default now()
);
comment on table person is 'People who sign in or are named; personal data is read through post and org scope';

create table role (
  id text primary key,
  text jsonb not null,
  home text not null,
  grants jsonb not null,
  version integer not null default 1
);
comment on table role is 'Roles: permission to scopes, as data; read at start and after every change';

create table post (
  id uuid primary key,
  person_id uuid not null references person (id),
  org_id uuid not null references org (id),
  role text not null references role (id),
  title text not null default '',
  path path_text not null,
  sectors text[],
  active boolean not null default true,
  created_at timestamptz not null default now()
);
comment on table post is 'Posts: a person in an organisation with a role, a jurisdiction and optional sectors';
create index post_person_idx on post (person_id);
create index post_org_idx on post (org_id, role);

create sequence matter_no;

create table matter (
  id uuid primary key,
  kind text not null,
  no text not null unique,
  title text not null,
  state text not null,
  phase text not null check (phase in ('draft', 'open', 'waiting', 'closed', 'void')),
  level text,
  path path_text not null,
  org_id uuid references org (id),
  office_id uuid references org (id),
  sector text,
  subject_id uuid,
  parent_id uuid references matter (id),
  opened_by uuid not null,
  opened_at timestamptz not null,
  assignee_id uuid,
  state_since timestamptz not null,
  closed_at timestamptz,
  due_at timestamptz,
  due_clause jsonb,
  place jsonb,
  fields jsonb not null default '{}',
  done_by jsonb not null default '{}',
  seq integer not null,
  head_hash text not null,
  updated_at timestamptz not null default now()
);
comment on table matter is 'Projection of acts: can be rebuilt by folding them. Never written but together with an act';
create index matter_recent_idx on matter (kind, phase, opened_at desc, id desc);
create index matter_path_idx on matter (path, kind, phase, opened_at desc);
create index matter_org_idx on matter (org_id, kind, opened_at desc);
create index matter_office_idx on matter (office_id, kind, phase, due_at);
create index matter_due_idx on matter (due_at) where phase in ('open', 'waiting') and due_at is not null;
create index matter_opened_by_idx on matter (opened_by, opened_at desc);
create index matter_assignee_idx on matter (assignee_id) where assignee_id is not null;
create index matter_parent_idx on matter (parent_id) where parent_id is not null;
create index matter_subject_idx on matter (subject_id) where subject_id is not null;

create table act (
  id uuid primary key,
  matter_id uuid not null references matter (id) deferrable initially deferred,
  kind text not null,
  seq integer not null,
  act text not null,
  kind_version integer not null,
  at timestamptz not null,
  recorded_at timestamptz not null,
  actor jsonb not null,
  place jsonb,
  form jsonb not null,
  evidence jsonb not null,
  effect jsonb not null,
  prev_hash text not null,
  hash text not null,
  constraint act_order_key unique (matter_id, seq)
);
comment on table act is 'Acts: appended, never changed. Hashed into one chain per matter';
create index act_recorded_idx on act (recorded_at, id);

create table checkpoint (
  id bigint generated always as identity primary key,
  at timestamptz not null,
  matters integer not null,
  root text not null,
  prev_root text,
  heads jsonb not null,
  key_id text not null,
  signature text not null
);
comment on table checkpoint is 'Signed Merkle roots over the chain heads that moved since the checkpoint before';

create table audit (
  id bigint generated always as identity primary key,
  at timestamptz not null default now(),
  name text not null,
  person_id uuid,
  post_id uuid,
  org_id uuid,
  ip text,
  request_id text,
  object text,
  object_id text,
  detail jsonb not null default '{}'
);
comment on table audit is 'Who did what: appended in the transaction of the deed; no update, no delete';
create index audit_at_idx on audit (at desc, id desc);
create index audit_object_idx on audit (object, object_id);
create index audit_person_idx on audit (person_id, at desc);

create table outbox (
  id bigint generated always as identity primary key,
  at timestamptz not null default now(),
  topic text not null,
  payload jsonb not null,
  done_at timestamptz,
  tries integer not null default 0,
  next_at timestamptz not null default now(),
  error text
);
comment on table outbox is 'What others must be told, written in the transaction of the deed and delivered at least once';
create index outbox_open_idx on outbox (next_at, id) where done_at is null;

create table idempotency (
  key text not null,
  person_id uuid not null,
  route text not null,
  body_hash text not null,
  status integer not null,
  response jsonb,
  at timestamptz not null default now(),
  primary key (person_id, key)
);
comment on table idempotency is 'First answers of writes, by the key the client made; kept for a day';

create table setting (
  name text primary key,
  value jsonb not null,
  version integer not null default 1,
  updated_at timestamptz not null default now(),
  updated_by uuid
);
comment on table setting is 'What the administrator may change: calendar edits, ladders, uncertain tables';

create table file (
  hash text primary key check (hash ~ '^[0-9a-f]{64}$'),
  media_type text not null,
  size bigint not null,
  preview boolean not null default false,
  taken_at timestamptz,
  phash text,
  width integer,
  height integer,
  scan text not null default 'none',
  created_at timestamptz not null default now()
);
comment on table file is 'Evidence by content hash; the bytes lie in the data folder';
create index file_phash_idx on file (phash) where phash is not null;

create table file_use (
  hash text not null references file (hash),
  person_id uuid not null,
  org_id uuid,
  matter_id uuid,
  act_id uuid,
  name text not null,
  at timestamptz not null default now(),
  constraint file_use_key unique nulls not distinct (hash, matter_id, act_id, person_id)
);
comment on table file_use is 'Where a file is used; who uploaded it may read it, and whoever may read the matter';
create index file_use_matter_idx on file_use (matter_id);

grant select, insert, update on org, person, post, role, matter, outbox, setting, division, file to anlan_app;
grant select, insert on act, audit, checkpoint, file_use to anlan_app;
grant select, insert, delete on idempotency to anlan_app;
grant delete on outbox to anlan_app;
grant usage on all sequences in schema public to anlan_app;
