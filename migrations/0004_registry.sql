-- The registry: what stands below an organisation (one enterprise, one file), its history, and imports in preparation.

-- array_to_string is only declared stable; for text[] it depends on nothing but its input.
create function words(list text[]) returns text language sql immutable parallel safe return array_to_string(list, ' ');
comment on function words(text[]) is 'Words of a list as one text, immutable so that a generated column may use it';

alter table org add column search text not null
  generated always as (lower(name || ' ' || words(aliases) || ' ' || pinyin || ' ' || coalesce(uscc, ''))) stored;
comment on column org.search is 'What a search box looks into: name, aliases, pinyin initials, code; in small letters';
comment on column org.pinyin is 'Initials of the name, written by the server; lists are sorted by it';
comment on column org.lng is 'WGS-84; input in GCJ-02 or BD-09 is converted before it is stored';

-- LIKE is not leakproof, so under row-level security no index serves it: a scan of 100,000 rows takes below 0.1 s, and a
-- trigram index would only cost writes.
drop index org_name_trgm;
create index org_order_idx on org (pinyin, name, id);
create index org_recent_idx on org (updated_at desc, id desc);
create index org_parent_idx on org (parent_id) where parent_id is not null;

-- Row-level security hides foreign organisations, yet a code is unique across all of them.
create function org_uscc_taken(codes text[]) returns setof text language sql stable security definer set search_path = public, pg_temp
  -- Inside an import the table has outgrown its statistics: without this it is scanned for each piece of the file.
  set enable_seqscan = off
  as $$ select uscc from org where uscc = any(codes) $$;
comment on function org_uscc_taken(text[]) is 'Which of the codes are taken, also outside the scope; says nothing else';
revoke all on function org_uscc_taken(text[]) from public;
grant execute on function org_uscc_taken(text[]) to anlan_app;

create table subject (
  id uuid primary key,
  org_id uuid not null references org (id),
  sector text not null,
  type text not null,
  name text not null,
  path path_text not null,
  address text,
  lng double precision,
  lat double precision,
  fields jsonb not null default '{}',
  status text not null default 'active' check (status in ('active', 'ended')),
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint subject_place_check check ((lng is null) = (lat is null) and lng between -180 and 180 and lat between -90 and 90)
);
comment on table subject is 'What is supervised inside an organisation (tank, pond, workshop, vehicle …), typed by a sector; ended, never deleted';
create index subject_org_idx on subject (org_id, status, name, id);
create index subject_type_idx on subject (type, path, name, id);
create index subject_path_idx on subject (path, name, id);

create table licence (
  id uuid primary key,
  org_id uuid not null references org (id),
  subject_id uuid references subject (id),
  person_id uuid references person (id),
  type text not null,
  holder text not null,
  number text not null default '',
  issuer text,
  issued_on date,
  valid_from date,
  valid_to date,
  notice_days integer[] not null default '{}',
  note text,
  status text not null default 'active' check (status in ('active', 'ended')),
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint licence_dates_check check (valid_to is null or valid_from is null or valid_to >= valid_from)
);
comment on table licence is 'Licences and certificates. valid_to is the last valid day; notice_days are days before it on which notices go out';
create index licence_org_idx on licence (org_id, status, valid_to);
create index licence_ending_idx on licence (valid_to, id) where status = 'active' and valid_to is not null;
create index licence_subject_idx on licence (subject_id) where subject_id is not null;
create index licence_person_idx on licence (person_id) where person_id is not null;

create table relation (
  id uuid primary key,
  org_id uuid not null references org (id),
  kind text not null check (kind in ('owner', 'contractor', 'parent')),
  other_id uuid references org (id),
  other_name text not null,
  since date,
  until date,
  note text,
  status text not null default 'active' check (status in ('active', 'ended')),
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint relation_self_check check (other_id is distinct from org_id)
);
comment on table relation is 'other is the owner, contractor or parent of org; other_id where it is registered, its name otherwise';
create index relation_org_idx on relation (org_id, status);
create index relation_other_idx on relation (other_id) where other_id is not null;

create table registry_change (
  id bigint generated always as identity primary key,
  entity text not null check (entity in ('org', 'subject', 'licence', 'relation')),
  entity_id uuid not null,
  org_id uuid not null references org (id),
  at timestamptz not null,
  actor jsonb not null,
  via text not null default 'form' check (via in ('form', 'import')),
  before jsonb,
  after jsonb not null
);
comment on table registry_change is 'Every change of the registry, appended. before and after hold the fields that changed; before is null where it was made';
create index registry_change_org_idx on registry_change (org_id, id desc);
create index registry_change_entity_idx on registry_change (entity_id, id desc);

create table import_batch (
  id uuid primary key,
  person_id uuid not null,
  post_id uuid not null,
  file_name text not null,
  state text not null check (state in ('reading', 'checked', 'committing', 'done', 'failed', 'cancelled')),
  rows_read integer not null default 0,
  rows_bad integer not null default 0,
  rows_new integer not null default 0,
  rows_known integer not null default 0,
  rows_written integer not null default 0,
  stop boolean not null default false,
  fault jsonb,
  created_at timestamptz not null,
  updated_at timestamptz not null
);
comment on table import_batch is 'An import in preparation: read, checked, then written in one transaction. updated_at is its pulse';
create index import_batch_person_idx on import_batch (person_id, created_at desc);

create table import_row (
  batch_id uuid not null references import_batch (id) on delete cascade,
  row_no integer not null,
  cells jsonb not null,
  draft jsonb,
  known_id uuid,
  faults jsonb not null default '[]',
  primary key (batch_id, row_no)
);
comment on table import_row is 'Rows of an import: cells as they stand in the file, the record they make, what is wrong with them';
create index import_row_bad_idx on import_row (batch_id, row_no) where faults <> '[]';

grant select, insert, update on subject, licence, relation to anlan_app;
grant select, insert on registry_change to anlan_app;
grant select, insert, update, delete on import_batch, import_row to anlan_app;
grant usage on all sequences in schema public to anlan_app;
