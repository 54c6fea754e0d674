create table ladder_fired (
  matter_id uuid not null references matter (id),
  due_at timestamptz not null,
  step text not null,
  at timestamptz not null default now(),
  primary key (matter_id, due_at, step)
);
comment on table ladder_fired is 'Which reminders and escalations of a deadline have gone out, so that each goes once';
grant select, insert on ladder_fired to anlan_app;
