-- The end of the event log, kept beside it: without it nobody could tell that the last events were cut off, or that others were
-- put behind them with a chain that fits.

CREATE TABLE event_head (                     -- one row, written with every event by the same function
    head_id INTEGER PRIMARY KEY CHECK (head_id = 1),
    events  INTEGER NOT NULL CHECK (events >= 0), -- how many there are; the number of the last one
    hash    BLOB NOT NULL CHECK (length(hash) = 32) -- of the last event; zeros when there is none
) STRICT;

INSERT INTO event_head (head_id, events, hash)
SELECT 1, count(*), coalesce((SELECT e.hash FROM event e ORDER BY e.event_id DESC LIMIT 1), zeroblob(32)) FROM event;

CREATE TRIGGER event_head_no_delete BEFORE DELETE ON event_head BEGIN SELECT raise(ABORT, 'the head of the log is never deleted'); END;
