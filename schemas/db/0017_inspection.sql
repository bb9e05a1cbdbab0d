-- Inspections (监督检查): plans and results as papers state them, and where a plan stands, rebuilt from its events.

-- ---------------------------------------------------------------- as files or commands tell them

CREATE TABLE inspection_plan (                -- the paper of a plan (检查方案) and the sample that it asks for
    record_id  INTEGER PRIMARY KEY REFERENCES record,
    subject_id INTEGER NOT NULL REFERENCES subject, -- subject of kind inspection
    number     TEXT NOT NULL,                 -- number of the plan: J2005-001
    kind       TEXT NOT NULL,                 -- full, special, unannounced (words of the group inspection)
    paper      TEXT,                          -- document number of the paper that orders it; NULL: none named
    period     TEXT NOT NULL,                 -- period that is looked at
    title      TEXT NOT NULL,                 -- what is inspected
    from_on    TEXT NOT NULL,                 -- first day
    until_on   TEXT NOT NULL,                 -- last day
    members    TEXT,                          -- who inspects
    rules      TEXT,                          -- rules or categories looked at, parted by commas; NULL: all
    note       TEXT,                          -- remark
    planned_on TEXT NOT NULL,                 -- day of the plan
    drawn_on   TEXT,                          -- day on which the sample was drawn; NULL: not told
    seed       TEXT,                          -- what decides the sample; NULL: not drawn
    within     TEXT,                          -- division that it is drawn from; NULL: the county
    townships  INTEGER,                       -- how many are wanted; NULL: all
    villages   INTEGER,                       -- in each township; NULL: all
    households INTEGER                        -- in each village; NULL: none
) STRICT;

CREATE TABLE inspection_visit (               -- one visit (走访、检查) with what was found
    record_id   INTEGER PRIMARY KEY REFERENCES record,
    subject_id  INTEGER NOT NULL REFERENCES subject, -- subject of kind inspection-visit
    plan        TEXT NOT NULL,                -- number of the plan
    place       TEXT NOT NULL,                -- household, village or unit by its code
    form        TEXT NOT NULL,                -- household, village, unit: whose questions were asked
    division_id INTEGER NOT NULL REFERENCES subject, -- where
    visited_on  TEXT NOT NULL,
    inspectors  TEXT NOT NULL,                -- who went
    gist        TEXT,                         -- why it had to be seen: builder, newly-wed, pupil; NULL: as drawn
    note        TEXT                          -- remark
) STRICT;

CREATE TABLE inspection_answer (              -- the answer to one question of the form
    record_id INTEGER NOT NULL REFERENCES record,
    part      INTEGER NOT NULL,
    line      INTEGER NOT NULL,               -- line in the file
    question  TEXT NOT NULL,                  -- code of src/casework/inspection-questions.tsv
    value     TEXT NOT NULL,                  -- yes, no, unknown, or the text
    note      TEXT,                           -- what was said to it
    PRIMARY KEY (record_id, part)
) STRICT, WITHOUT ROWID;

CREATE TABLE inspection_payment (             -- a payment that the household tells of
    record_id  INTEGER NOT NULL REFERENCES record,
    part       INTEGER NOT NULL,
    line       INTEGER NOT NULL,              -- line in the file
    name       TEXT NOT NULL,                 -- what for, as told
    amount_fen INTEGER NOT NULL,              -- as told
    unit_id    INTEGER NOT NULL REFERENCES subject, -- who collected it
    paid_on    TEXT NOT NULL,                 -- day, as told
    receipt    INTEGER NOT NULL CHECK (receipt IN (0, 1)), -- 1: a receipt was given
    notice     TEXT,                          -- number of the notice or receipt; NULL: not noted
    evidence   TEXT,                          -- what proves it besides the household's word; NULL: nothing
    PRIMARY KEY (record_id, part)
) STRICT, WITHOUT ROWID;

CREATE TABLE inspection_problem (             -- a problem found on the spot
    record_id  INTEGER NOT NULL REFERENCES record,
    part       INTEGER NOT NULL,
    line       INTEGER NOT NULL,              -- line in the file
    rule       TEXT,                          -- audit rule that names it; NULL: free text alone
    unit_id    INTEGER NOT NULL REFERENCES subject, -- who must put it right
    amount_fen INTEGER,                       -- money in question; NULL: none
    evidence   TEXT,                          -- what proves it
    text       TEXT NOT NULL,                 -- what was found
    remedy     TEXT,                          -- kind of remedy to be ordered at once (words of the group remedy)
    deadline   TEXT,                          -- its last day
    PRIMARY KEY (record_id, part)
) STRICT, WITHOUT ROWID;

-- ---------------------------------------------------------------- state, rebuilt from the events inspection.*

CREATE TABLE inspection (                     -- where a plan stands
    subject_id INTEGER PRIMARY KEY REFERENCES subject, -- subject of kind inspection
    number     TEXT NOT NULL,                 -- number of the plan
    kind       TEXT NOT NULL,                 -- full, special, unannounced
    paper      TEXT,                          -- document number of the paper that orders it
    period     TEXT NOT NULL,                 -- period that is looked at
    title      TEXT NOT NULL,                 -- what is inspected
    from_on    TEXT NOT NULL,                 -- first day
    until_on   TEXT NOT NULL,                 -- last day
    members    TEXT,                          -- who inspects
    rules      TEXT,                          -- rules or categories looked at
    state      TEXT NOT NULL,                 -- planned, drawn, closed, withdrawn
    planned_on TEXT NOT NULL,
    seed       TEXT,                          -- NULL: not drawn
    within     TEXT,                          -- division that it was drawn from
    townships  INTEGER,                       -- how many were asked for; NULL: all
    villages   INTEGER,                       -- in each township; NULL: all
    households INTEGER,                       -- in each village
    drawn_on   TEXT,
    closed_on  TEXT,                          -- day of closing or withdrawal
    reason     TEXT,                          -- of closing with places not seen, or of the withdrawal
    last_event INTEGER NOT NULL REFERENCES event
) STRICT;

CREATE TABLE inspection_place (               -- a place of the sample, or one that was seen besides
    plan_id    INTEGER NOT NULL REFERENCES inspection,
    place      TEXT NOT NULL,                 -- code of the township, village, household or unit; 'VILLAGE#37' is the 37th household
                                              -- of a village's own list, where the register lists none
    level      TEXT NOT NULL CHECK (level IN ('township', 'village', 'household', 'unit')),
    above      TEXT,                          -- township of a village, village of a household; NULL for others
    rank       INTEGER NOT NULL,              -- place in the order of the draw, or of naming
    reason     TEXT NOT NULL,                 -- lot, builder, pupil, newly-wed, named, found (words of the group gist)
    lot        TEXT,                          -- first 16 hexadecimal digits of its lot; NULL: not drawn
    listed     INTEGER,                       -- villages: households that the register lists
    counted    INTEGER,                       -- villages: households that the register counts; NULL: not known
    builders   INTEGER,                       -- villages: households known to have paid fees for building
    pupils     INTEGER,                       -- villages: households known to have pupils
    is_builder INTEGER,                       -- households: 1 when known to be one; NULL: not a household
    is_pupil   INTEGER,                       -- households: 1 when known to have pupils; NULL: not a household
    is_newly_wed INTEGER,                     -- households: 1 when told in the village; NULL: not a household
    visited_on TEXT,                          -- day of the last visit; NULL: not seen yet
    event_id   INTEGER NOT NULL REFERENCES event, -- the last one about it
    PRIMARY KEY (plan_id, place)
) STRICT, WITHOUT ROWID;
