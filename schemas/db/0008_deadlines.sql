-- Holiday calendars, from which working days are counted, and the ways to the open cases and to the payees who still wait, so that
-- what is overdue is found without walking through the closed cases.

CREATE TABLE calendar (                       -- the calendar of one year (节假日安排)
    record_id     INTEGER PRIMARY KEY REFERENCES record,
    subject_id    INTEGER NOT NULL REFERENCES subject,
    year          TEXT NOT NULL,              -- year that it covers from the first day to the last
    document      TEXT NOT NULL,              -- paper that sets it, as printed
    certainty     TEXT NOT NULL CHECK (certainty IN ('original', 'secondary', 'unverified')), -- how sure it is
    demonstration INTEGER NOT NULL CHECK (demonstration IN (0, 1)) -- invented for the sample county
) STRICT;

CREATE TABLE calendar_off (                   -- days off (放假)
    record_id INTEGER NOT NULL REFERENCES record, -- the calendar
    part      INTEGER NOT NULL,               -- number within it
    off_from  TEXT NOT NULL,                  -- first day
    off_until TEXT,                           -- last day; NULL: the first
    name      TEXT,                           -- of the holiday
    PRIMARY KEY (record_id, part),
    CONSTRAINT off_ends_before_it_begins CHECK (off_until IS NULL OR off_until >= off_from)
) STRICT, WITHOUT ROWID;

CREATE TABLE calendar_work (                  -- days at weekends worked in exchange (调休上班)
    record_id INTEGER NOT NULL REFERENCES record, -- the calendar
    part      INTEGER NOT NULL,               -- number within it
    worked_on TEXT NOT NULL,                  -- the day
    name      TEXT,                           -- for which holiday
    PRIMARY KEY (record_id, part)
) STRICT, WITHOUT ROWID;

CREATE INDEX petition_case_open ON petition_case (subject_id, last_event, state) WHERE state NOT IN ('closed', 'merged');
CREATE INDEX refund_payee_unpaid ON refund_payee (order_id) WHERE paid_fen < due_fen;
