-- Publicity of the burden policy (政策宣传), and the register of cases under the rule of accountability (涉及农民负担案（事）件责任追究,
-- 中办发〔2002〕19号) with the nil reports of the townships (零报告).

CREATE TABLE publicity (                      -- one piece of publicity work
    record_id   INTEGER PRIMARY KEY REFERENCES record,
    subject_id  INTEGER NOT NULL REFERENCES subject,
    division_id INTEGER NOT NULL REFERENCES subject, -- place that it reached
    number      TEXT NOT NULL,                -- unique for the place
    held_on     TEXT NOT NULL,                -- day; of work that lasts, the first one
    kind        TEXT NOT NULL CHECK (kind IN ('meeting', 'leaflet', 'broadcast', 'slogans', 'hotline', 'training', 'consultation',
                                              'other')), -- 会议, 印发资料, 广播电视, 标语墙报, 热线, 培训, 咨询日, 其他
    topic       TEXT NOT NULL,                -- what it was about
    done_by     TEXT NOT NULL,                -- who did it, as written
    copies      INTEGER,                      -- handed out or put up; NULL: not counted
    people      INTEGER                       -- reached; NULL: not counted
) STRICT;

CREATE TABLE publicity_document (             -- a paper that was publicised
    record_id     INTEGER NOT NULL REFERENCES record,
    part          INTEGER NOT NULL,           -- number within the record
    line          INTEGER NOT NULL,           -- line in the file
    document_term INTEGER NOT NULL REFERENCES term, -- number or title as written
    PRIMARY KEY (record_id, part)
) STRICT, WITHOUT ROWID;

CREATE TABLE accountability (                 -- a case of farmers' burdens (涉及农民负担案（事）件)
    record_id    INTEGER PRIMARY KEY REFERENCES record,
    subject_id   INTEGER NOT NULL REFERENCES subject,
    number       TEXT NOT NULL,               -- in the register
    division_id  INTEGER NOT NULL REFERENCES subject, -- where it happened
    unit_id      INTEGER REFERENCES subject,  -- unit concerned
    class        TEXT NOT NULL CHECK (class IN ('vicious', 'mass-incident', 'other-major', 'none')), -- as registered; none: no case
    happened_on  TEXT NOT NULL,
    known_on     TEXT NOT NULL, -- day from which it had to be reported
    known_at     TEXT,                        -- time of that day, HH:MM; NULL: not noted
    summary      TEXT NOT NULL,               -- without names
    petition_id  INTEGER REFERENCES subject,  -- petition that told of it
    concluded_on TEXT,                        -- NULL: the investigation goes on
    concealed    INTEGER NOT NULL CHECK (concealed IN (0, 1)), -- 1: concealed, as the investigation established
    concealment  TEXT,                        -- how, without names
    CONSTRAINT known_before_it_happened CHECK (known_on >= happened_on),
    CONSTRAINT concluded_before_it_was_known CHECK (concluded_on >= known_on),
    CONSTRAINT concealment_without_concealing CHECK (concealed = 1 OR concealment IS NULL)
) STRICT;
CREATE INDEX accountability_petition ON accountability (petition_id) WHERE petition_id IS NOT NULL;

CREATE TABLE accountability_ground (          -- what happened and which breach it came from, in the codes of the interpretation of 2005
    record_id INTEGER NOT NULL REFERENCES record,
    kind      TEXT NOT NULL CHECK (kind IN ('criterion', 'breach')),
    part      INTEGER NOT NULL,               -- number within the record and kind
    line      INTEGER NOT NULL,               -- line in the file
    code      TEXT NOT NULL,                  -- word of the group criterion or breach
    PRIMARY KEY (record_id, kind, part)
) STRICT, WITHOUT ROWID;

CREATE TABLE accountability_report (          -- one report upwards
    record_id   INTEGER NOT NULL REFERENCES record,
    part        INTEGER NOT NULL,             -- number within the record
    line        INTEGER NOT NULL,             -- line in the file
    level       TEXT NOT NULL CHECK (level IN ('township', 'county', 'city', 'province', 'state')), -- reported to
    reported_on TEXT NOT NULL,
    reported_at TEXT,                         -- HH:MM; NULL: not noted
    paper       TEXT,                         -- number or title
    PRIMARY KEY (record_id, part)
) STRICT, WITHOUT ROWID;

CREATE TABLE accountability_person (          -- a person responsible
    record_id     INTEGER NOT NULL REFERENCES record,
    part          INTEGER NOT NULL,           -- number within the record
    line          INTEGER NOT NULL,           -- line in the file
    name          TEXT NOT NULL,              -- secret
    post          TEXT NOT NULL,              -- 职务
    degree        TEXT NOT NULL CHECK (degree IN ('direct', 'main', 'important')), -- 直接责任人, 主要领导责任, 重要领导责任
    sanction      TEXT,                       -- as decided, also that none is given; NULL: not decided
    sanctioned_on TEXT,                       -- day of the decision
    paper         TEXT,                       -- paper of the decision
    PRIMARY KEY (record_id, part)
) STRICT, WITHOUT ROWID;

CREATE TABLE accountability_finding (         -- a finding that the case goes back to, named so that any database knows it
    record_id INTEGER NOT NULL REFERENCES record,
    part      INTEGER NOT NULL,               -- number within the record
    line      INTEGER NOT NULL,               -- line in the file
    rule      TEXT NOT NULL,                  -- id of the rule
    kind      TEXT NOT NULL,                  -- kind of the record it is about
    key       TEXT NOT NULL,                  -- key of that record
    PRIMARY KEY (record_id, part)
) STRICT, WITHOUT ROWID;

CREATE TABLE nil_report (                     -- a township's statement that it had no case in a half-year (零报告)
    record_id   INTEGER PRIMARY KEY REFERENCES record,
    subject_id  INTEGER NOT NULL REFERENCES subject,
    division_id INTEGER NOT NULL REFERENCES subject, -- township
    period      TEXT NOT NULL,                -- 2005H1
    reported_on TEXT NOT NULL,
    reported_by TEXT NOT NULL                 -- as written
) STRICT;
