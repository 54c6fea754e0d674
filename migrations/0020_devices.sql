-- Devices that speak protocols of their own: who they are, whose they are, and which of their quantities are which points.

alter table reading_source
  add column protocol text not null default 'mqtt',
  add column device text,
  add column map jsonb not null default '[]',
  add column options jsonb not null default '{}',
  add constraint reading_source_protocol_check check (protocol in ('mqtt', 'jt808', 'hj212', 'gb26875', 'modbus')),
  add constraint reading_source_device_check check ((protocol = 'mqtt') = (device is null));
comment on table reading_source is 'What sends or is asked: gateways by MQTT, devices by protocols of their own. The secret is kept as a hash and shown once';
comment on column reading_source.device is 'Number by which the device names itself: terminal phone, MN, source address; host:port where it is asked';
comment on column reading_source.map is 'Which of its quantities is which point: [{key, point, scale, add}], point by its code';
comment on column reading_source.options is 'Edition and habits of the device, addresses from which it may come';
create unique index reading_source_device_key on reading_source (protocol, device) where active and device is not null;
