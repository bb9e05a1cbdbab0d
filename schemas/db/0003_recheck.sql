-- What the last whole check covered, so that the next one looks only at what has come since. All of it can be thrown away: without
-- a row in check_state the next check is a whole one.

CREATE TABLE check_state (                    -- one row, while a check has covered everything and nothing it rests on has changed
    state_id    INTEGER PRIMARY KEY CHECK (state_id = 1),
    run_id      INTEGER NOT NULL REFERENCES run, -- that check
    last_record INTEGER NOT NULL,             -- highest record that it saw
    rules       TEXT NOT NULL                 -- digest over the built-in rules, hexadecimal
) STRICT;

CREATE TABLE check_key (                      -- what lines have in common that a rule judges together
    rule  TEXT NOT NULL,
    part  INTEGER NOT NULL,                   -- number of the portion
    pairs BLOB NOT NULL,                      -- half a hash and the subject, 4 bytes each, one pair a line
    PRIMARY KEY (rule, part)
) STRICT;
