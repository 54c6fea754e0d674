-- Services of the platform: files (similar photographs), outbox upkeep, notices, jobs.

create function phash_bands(phash text) returns text[] language sql immutable strict parallel safe as $$
  select array['0' || substr(phash, 1, 2), '1' || substr(phash, 3, 2), '2' || substr(phash, 5, 2), '3' || substr(phash, 7, 2),
    '4' || substr(phash, 9, 2), '5' || substr(phash, 11, 2), '6' || substr(phash, 13, 2), '7' || substr(phash, 15, 2)]
$$;
comment on function phash_bands(text) is 'The eight bytes of a perceptual hash with their places: hashes that differ in at most 7 bits share one';
create index file_phash_bands_idx on file using gin (phash_bands(phash)) where phash is not null;
create index file_use_person_idx on file_use (person_id, at desc);

create index outbox_done_idx on outbox (done_at, id) where done_at is not null;

create table notice (
  id uuid primary key,
  person_id uuid not null references person (id),
  at timestamptz not null,
  kind text not null,
  title jsonb not null,
  body jsonb not null,
  link text,
  level text not null check (level in ('info', 'warn', 'urgent')),
  matter_id uuid,
  read_at timestamptz
);
comment on table notice is 'What one person was told; read by that person alone';
create index notice_person_idx on notice (person_id, at desc, id desc);
create index notice_unread_idx on notice (person_id) where read_at is null;

-- Runs as the owner: who acts may tell others, though he reads only his own notices.
create function notice_add(ids uuid[], persons uuid[], at timestamptz, kind text, title jsonb, body jsonb, link text, level text, matter_id uuid)
  returns setof uuid language sql security definer set search_path = public, pg_temp as $$
  insert into notice (id, person_id, at, kind, title, body, link, level, matter_id)
  select u.id, u.person, $3, $4, $5, $6, $7, $8, $9
  from unnest($1, $2) as u (id, person) join person p on p.id = u.person and p.active
  returning id
$$;
comment on function notice_add is 'Adds one notice for each active person; unknown people are passed over';
revoke execute on function notice_add from public;
grant execute on function notice_add to anlan_app;

create table notice_setting (
  person_id uuid primary key references person (id),
  email text check (email ~ '^[^@\s]+@[^@\s]+$' and length(email) <= 254),
  email_level text check (email_level in ('info', 'warn', 'urgent')),
  sms_level text check (sms_level in ('info', 'warn', 'urgent')),
  updated_at timestamptz not null
);
comment on table notice_setting is 'Where else a person wants to be told, and from which level on; null = not by this way';

create table job_run (
  id uuid primary key,
  name text not null,
  text jsonb not null,
  input jsonb not null default '{}',
  state text not null check (state in ('queued', 'running', 'done', 'failed', 'cancelled')),
  progress real not null default 0 check (progress between 0 and 1),
  message jsonb,
  started_by uuid,
  queued_at timestamptz not null,
  started_at timestamptz,
  ended_at timestamptz,
  result jsonb,
  error jsonb,
  cancel_requested boolean not null default false,
  tries integer not null default 0,
  worker text,
  beat_at timestamptz
);
comment on table job_run is 'Long work with its progress and outcome. worker and beat_at tell a run whose process died';
create index job_run_own_idx on job_run (started_by, queued_at desc, id desc);
create index job_run_recent_idx on job_run (queued_at desc, id desc);
create index job_run_active_idx on job_run (state, beat_at) where state in ('queued', 'running');

grant select on notice to anlan_app;
grant update (read_at) on notice to anlan_app;
grant select, insert, update on notice_setting to anlan_app;
grant select, insert, update, delete on job_run to anlan_app;
