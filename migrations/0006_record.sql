-- The record: which checkpoint holds the newest sealed head of each matter.
create table checkpoint_head (
  matter_id uuid primary key,
  seq integer not null,
  head_hash text not null,
  checkpoint_id bigint not null references checkpoint (id)
);
comment on table checkpoint_head is 'Index into the checkpoints: the newest head of each matter that was sealed. Can be rebuilt from checkpoint.heads';
create index checkpoint_head_checkpoint_idx on checkpoint_head (checkpoint_id);

comment on column checkpoint.heads is 'Leaves of the tree in their order: [matter id, seq, head hash]';

grant select, insert, update on checkpoint_head to anlan_app;
