-- Yearly base statistics for the measures. A correction is a further version with its reason; nothing is changed or removed.
create table base_stat (
  id uuid primary key,
  series text not null,
  path path_text not null,
  year integer not null check (year between 1949 and 2100),
  version integer not null,
  value numeric,
  source text not null,
  as_of date not null,
  reason text,
  via text not null default 'form' check (via in ('form', 'import')),
  actor jsonb not null,
  at timestamptz not null,
  constraint base_stat_version_key unique (series, path, year, version),
  constraint base_stat_gone_check check (value is not null or reason is not null)
);
comment on table base_stat is 'Base statistics by series, division and year. The highest version counts; a null value is a withdrawn figure';
grant select, insert on base_stat to anlan_app;

create index matter_accident_idx on matter ((fields->>'occurredOn'), path) where kind = 'accident';
