-- A standard may be a subsidy (惠农补贴): ruling grant. A CHECK cannot be changed, so the table is made anew; nothing refers to it but by
-- record_id.

CREATE TABLE standard_new (                   -- one dated figure or ban (标准)
    record_id     INTEGER PRIMARY KEY REFERENCES record,
    subject_id    INTEGER NOT NULL REFERENCES subject,
    code          TEXT NOT NULL,              -- stable code of the figure
    item_id       INTEGER NOT NULL REFERENCES subject, -- what it rules
    ruling        TEXT NOT NULL CHECK (ruling IN ('charge', 'cap', 'ban', 'deadline', 'only', 'grant')), -- charge: may be
                                              -- taken at this rate; cap: total may not exceed; ban: may not be taken;
                                              -- deadline: days; only: of this group only the members may be
                                              -- taken; grant: a subsidy that is paid to farmers
    amount_fen    INTEGER,                    -- NULL: the figure is not known, nothing can be decided
    number        INTEGER,                    -- days, labour days; NULL when not known or not that kind
    percent_bp    INTEGER,                    -- share of another item's amount in hundredths of a percent
    percent_of_id INTEGER REFERENCES subject, -- that item
    unit          TEXT NOT NULL,              -- pupil-term, pupil-year, person-year, certificate, unit-year, case,
                                              -- share, calendar-day, working-day, hour, labourer-year, household-year,
                                              -- each, mu-year, none
    valid_from    TEXT NOT NULL,              -- first day
    valid_until   TEXT,                       -- last day; NULL while in force
    document_id   INTEGER REFERENCES subject, -- the paper
    article       TEXT,                       -- where in the paper
    certainty     TEXT NOT NULL CHECK (certainty IN ('original', 'secondary', 'unverified')),
    checked_on    TEXT,                       -- last compared with the paper
    county_class  TEXT,                       -- scope: class of the county; NULL: any
    coastal       INTEGER CHECK (coastal IN (0, 1)), -- scope: economically developed coastal county
    stage         TEXT,                       -- scope: school stage
    grade_from    INTEGER,                    -- scope: lowest grade
    grade_until   INTEGER,                    -- scope: highest grade
    season        TEXT CHECK (season IN ('A', 'S')), -- scope: autumn or spring term
    area          TEXT,                       -- scope: county-seat, town, rural
    unit_type     TEXT,                       -- scope: type of the unit that charges or subscribes
    size_class    TEXT,                       -- scope: size class of the subscriber
    unit_id       INTEGER REFERENCES subject, -- scope: the one unit
    payer_class   TEXT,                       -- scope: class of payer
    division_id   INTEGER REFERENCES subject, -- scope: division
    receipt_kind  TEXT,                       -- receipt that is prescribed (规定票据)
    hearing_on    TEXT,                       -- day of the hearing that the figure rests on
    demonstration INTEGER NOT NULL CHECK (demonstration IN (0, 1)), -- invented for the sample county
    note          TEXT,
    CONSTRAINT until_before_from CHECK (valid_until IS NULL OR valid_until >= valid_from)
) STRICT;
INSERT INTO standard_new SELECT * FROM standard;
DROP TABLE standard;
ALTER TABLE standard_new RENAME TO standard;
CREATE INDEX standard_item ON standard (item_id, valid_from);

-- The records of a file are a run of ids: the first and the last one, so that what was found in them needs no index over all records.
-- first > last: it left none.

ALTER TABLE batch ADD COLUMN first_record INTEGER;
ALTER TABLE batch ADD COLUMN last_record INTEGER;
UPDATE batch SET first_record = r.first_record, last_record = r.last_record
FROM (SELECT batch_id, min(record_id) AS first_record, max(record_id) AS last_record FROM record WHERE batch_id IS NOT NULL GROUP BY batch_id) r
WHERE batch.batch_id = r.batch_id;
