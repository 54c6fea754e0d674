-- Notices of licences ending that went out: a second run on a day sends none again, and a day without a run loses none.
create table licence_told (
  licence_id uuid not null references licence (id),
  due date not null,
  told_at timestamptz not null default now(),
  primary key (licence_id, due)
);
comment on table licence_told is 'Notices sent of a licence ending; due is the notice day that was meant, whenever it was sent';
grant select, insert on licence_told to anlan_app;
