-- Warnings: which activation of which alarm belongs to which warning.
create table warning_alarm (
  alarm_id uuid not null references alarm (id),
  at timestamptz not null,
  org_id uuid not null references org (id),
  point_id uuid,
  matter_id uuid not null references matter (id) deferrable initially deferred,
  recorded_at timestamptz not null,
  primary key (alarm_id, at)
);
comment on table warning_alarm is 'An activation of an alarm and the warning that took it up: exactly one each';
create index warning_alarm_matter_idx on warning_alarm (matter_id, at desc);
create index warning_alarm_org_idx on warning_alarm (org_id, recorded_at desc);

-- One open warning a key (a point, or the flood of an enterprise).
create unique index matter_warning_key on matter ((fields ->> 'key')) where kind = 'warning' and phase in ('open', 'waiting') and fields ? 'key';
create index matter_warning_past_idx on matter ((fields ->> 'key'), closed_at desc) where kind = 'warning' and fields ? 'key';

grant select on warning_alarm to anlan_app;
