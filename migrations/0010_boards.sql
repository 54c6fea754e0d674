-- The weekly trend of closings looks for closed matters by the time of closing.
create index matter_closed_idx on matter (kind, closed_at) where phase = 'closed';
