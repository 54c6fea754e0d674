-- Lists of one town: an equality on the town lets the index give the rows in the order of the list. A range of paths cannot.
alter table matter add column town text collate "C" not null generated always as (left(path, 9)) stored;
comment on column matter.town is 'The path up to the town; shorter where the matter belongs to no town';
create index matter_town_idx on matter (town, kind, phase, opened_at desc, id desc);
create index matter_town_recent_idx on matter (town, opened_at desc, id desc);
drop index matter_path_idx;

-- Most acts change no indexed column: with room on the page the row then moves without touching any index.
alter table matter set (fillfactor = 85);
