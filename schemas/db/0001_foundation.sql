-- The tables of a county. Every column says what it holds; amounts end in _fen, days are ISO text YYYY-MM-DD.
-- Append-only: a later change is a new file with the next number.

-- ---------------------------------------------------------------- provenance

CREATE TABLE batch (                          -- one file that was offered for import (批次)
    batch_id          INTEGER PRIMARY KEY,
    kind              TEXT NOT NULL,          -- kind of the file: notice, register ...; '' when it could not be told
    schema_version    INTEGER NOT NULL,       -- version of the kind's schema; 0 when unknown
    state             TEXT NOT NULL CHECK (state IN ('accepted', 'partial', 'refused')), -- partial: some records in quarantine
    file_name         TEXT NOT NULL,          -- name as given by the user, last part only
    sha256            TEXT NOT NULL CHECK (length(sha256) = 64), -- SHA-256 of the file's bytes, hexadecimal
    byte_count        INTEGER NOT NULL,       -- size of the file
    source_unit       TEXT,                   -- unit that prepared the file
    source_division   TEXT,                   -- division that it speaks of
    source_period     TEXT,                   -- period that it covers
    prepared_by       TEXT,                   -- person who prepared it
    prepared_on       TEXT,                   -- day of preparation
    control_count     INTEGER,                -- records as the sender counted them
    control_sum_fen   INTEGER,                -- sum as the sender added it up
    sum_fen           INTEGER NOT NULL,       -- sum as read
    read_count        INTEGER NOT NULL,       -- records read = stored + unchanged + superseding + quarantined
    stored_count      INTEGER NOT NULL,       -- records new in the database
    unchanged_count   INTEGER NOT NULL,       -- records that were there already, word for word
    superseding_count INTEGER NOT NULL,       -- records that replace an older version
    quarantined_count INTEGER NOT NULL,       -- records kept aside with their reasons
    diagnostic_count  INTEGER NOT NULL,       -- diagnostics raised, also those beyond the number kept
    imported_at       TEXT NOT NULL,          -- moment of the import
    imported_by       TEXT NOT NULL,          -- actor
    CHECK (state = 'refused' OR read_count = stored_count + unchanged_count + superseding_count + quarantined_count)
) STRICT;
CREATE UNIQUE INDEX batch_accepted ON batch (sha256) WHERE state = 'accepted';

CREATE TABLE diagnostic (                     -- what was wrong with a refused or partly accepted file
    batch_id   INTEGER NOT NULL REFERENCES batch, -- the file
    part       INTEGER NOT NULL,              -- number within the file
    line       INTEGER NOT NULL,              -- line in the file; 0 for the whole file
    code       TEXT NOT NULL,                 -- stable code
    record_key TEXT NOT NULL,                 -- key of the record, '' when none
    message    TEXT NOT NULL,                 -- as shown to the user
    hint       TEXT NOT NULL,                 -- what was expected
    PRIMARY KEY (batch_id, part)
) STRICT, WITHOUT ROWID;

CREATE TABLE quarantine (                     -- records kept aside (隔离)
    batch_id   INTEGER NOT NULL REFERENCES batch, -- the file
    part       INTEGER NOT NULL,              -- number within the file
    line       INTEGER NOT NULL,              -- line where the record begins
    record_key TEXT NOT NULL,                 -- key as far as it could be read
    content    TEXT NOT NULL,                 -- the record as XML
    reason     TEXT NOT NULL,                 -- its diagnostics, one a line
    PRIMARY KEY (batch_id, part)
) STRICT, WITHOUT ROWID;

CREATE TABLE subject (                        -- a thing the office keeps papers about, whatever its version
    subject_id INTEGER PRIMARY KEY,
    kind       TEXT NOT NULL,                 -- division, unit, household, document, item, standard, notice ...
    key        TEXT NOT NULL,                 -- its natural key, unique within the kind
    record_id  INTEGER REFERENCES record,     -- the version that counts now; NULL only while its first one is written
    UNIQUE (kind, key)
) STRICT;

CREATE TABLE record (                         -- one version of a subject as one paper stated it
    record_id  INTEGER PRIMARY KEY,
    subject_id INTEGER NOT NULL REFERENCES subject, -- the thing
    version    INTEGER NOT NULL CHECK (version >= 1), -- as the sender numbered it
    batch_id   INTEGER REFERENCES batch,      -- the file; NULL when keyed in by command
    line       INTEGER NOT NULL,              -- line of the file; 0 when keyed in
    digest     BLOB NOT NULL                  -- BLAKE2b-256 of the content without the version
) STRICT;
CREATE INDEX record_subject ON record (subject_id, version);
CREATE INDEX record_batch ON record (batch_id);

CREATE TABLE event (                          -- the append-only history, each event chained to the one before
    event_id   INTEGER PRIMARY KEY,
    at         TEXT NOT NULL,                 -- moment it was written down
    day        TEXT NOT NULL,                 -- day it happened
    actor      TEXT NOT NULL,                 -- who
    type       TEXT NOT NULL,                 -- import.accepted, petition.accept, refund.pay ...
    subject_id INTEGER REFERENCES subject,    -- what it is about; NULL when nothing in particular
    body       TEXT NOT NULL, -- the particulars as JSON
    prev_hash  BLOB NOT NULL CHECK (length(prev_hash) = 32), -- hash of the event before; zeros for the first
    hash       BLOB NOT NULL CHECK (length(hash) = 32)       -- BLAKE2b-256 over the fields and prev_hash
) STRICT;
CREATE INDEX event_subject ON event (subject_id);
CREATE TRIGGER event_no_update BEFORE UPDATE ON event BEGIN SELECT raise(ABORT, 'events are never changed'); END;
CREATE TRIGGER event_no_delete BEFORE DELETE ON event BEGIN SELECT raise(ABORT, 'events are never deleted'); END;

CREATE TABLE term (                           -- distinct names and document numbers as written in the papers
    term_id    INTEGER PRIMARY KEY,
    kind       TEXT NOT NULL CHECK (kind IN ('item', 'document')), -- item: name of a fee; document: a 文号
    text       TEXT NOT NULL,                 -- as written
    canonical  TEXT,                          -- document: canonical 文号, NULL when unreadable
    subject_id INTEGER REFERENCES subject,    -- the item or document of the rule book that it names; NULL when unknown
    matched_by TEXT,                          -- name, alias, pattern, number, title, number-without-category; NULL when unknown
    UNIQUE (kind, text)
) STRICT;

-- ---------------------------------------------------------------- register (登记册)

CREATE TABLE division (                       -- county, township, village (行政区划)
    record_id    INTEGER PRIMARY KEY REFERENCES record,
    subject_id   INTEGER NOT NULL REFERENCES subject,
    code         TEXT NOT NULL,               -- 12-digit statistical code
    name         TEXT NOT NULL,               -- name
    level        TEXT NOT NULL CHECK (level IN ('county', 'township', 'village')),
    parent_id    INTEGER REFERENCES subject,  -- division above; NULL for the county
    county_class TEXT CHECK (county_class IN ('1', '2', '3')), -- class of the county for school fees (一类县 ...)
    coastal      INTEGER CHECK (coastal IN (0, 1)), -- 沿海经济发达县
    households   INTEGER,                     -- number of households
    population   INTEGER,                     -- persons
    labourers    INTEGER,                     -- labourers (劳动力)
    demonstration INTEGER NOT NULL CHECK (demonstration IN (0, 1)) -- an invented place
) STRICT;

CREATE TABLE unit (                           -- a body that charges, subscribes or is complained of (单位)
    record_id   INTEGER PRIMARY KEY REFERENCES record,
    subject_id  INTEGER NOT NULL REFERENCES subject,
    code        TEXT NOT NULL,                -- the county's own unit code
    name        TEXT NOT NULL,                -- name
    type        TEXT NOT NULL,                -- village, township, department, station, school, enterprise
    division_id INTEGER NOT NULL REFERENCES subject, -- where it sits
    size_class  TEXT,                         -- class by size or income for caps
    telephone   TEXT                          -- office telephone
) STRICT;

CREATE TABLE school (                         -- what is said of a unit that is a school
    record_id INTEGER PRIMARY KEY REFERENCES record,
    stage     TEXT NOT NULL CHECK (stage IN ('primary', 'junior', 'nine-year')), -- 小学, 初中, 九年一贯制
    area      TEXT NOT NULL CHECK (area IN ('county-seat', 'town', 'rural'))     -- 县城, 镇, 农村
) STRICT;

CREATE TABLE school_pupils (                  -- pupils on roll per term and grade (在校生)
    record_id INTEGER NOT NULL REFERENCES record,
    part      INTEGER NOT NULL,
    line      INTEGER NOT NULL,               -- line in the file
    term      TEXT NOT NULL,                  -- 2005S
    grade     INTEGER NOT NULL,               -- 1-9
    pupils    INTEGER NOT NULL,               -- on roll
    exempt    INTEGER NOT NULL,               -- of them exempt from the miscellaneous fee (免收杂费)
    PRIMARY KEY (record_id, part)
) STRICT, WITHOUT ROWID;

CREATE TABLE household (                      -- a farming household (农户)
    record_id   INTEGER PRIMARY KEY REFERENCES record,
    subject_id  INTEGER NOT NULL REFERENCES subject,
    code        TEXT NOT NULL,                -- village code, '-', number
    division_id INTEGER NOT NULL REFERENCES subject, -- village
    head_name   TEXT NOT NULL,                -- head of the household (户主); secret
    persons     INTEGER NOT NULL,             -- persons
    labourers   INTEGER NOT NULL,             -- labourers
    pupils      INTEGER NOT NULL              -- children at compulsory school
) STRICT;

-- ---------------------------------------------------------------- rule book (政策依据库)

CREATE TABLE document (                       -- a published paper (文件)
    record_id      INTEGER PRIMARY KEY REFERENCES record,
    subject_id     INTEGER NOT NULL REFERENCES subject,
    number         TEXT NOT NULL,             -- canonical document number, or the title where the paper has none
    number_printed TEXT NOT NULL,             -- as published
    title          TEXT NOT NULL,             -- title
    issuer         TEXT NOT NULL,             -- issuing body
    level          TEXT NOT NULL CHECK (level IN ('state', 'province', 'city', 'county')),
    issued_on      TEXT,                      -- day of issue; NULL when not known
    valid_from     TEXT,                      -- in force from
    valid_until    TEXT,                      -- last day in force; NULL while in force
    replaced_by    TEXT,                      -- number of the paper that repeals or replaces it
    certainty      TEXT NOT NULL CHECK (certainty IN ('original', 'secondary', 'unverified')),
    demonstration  INTEGER NOT NULL CHECK (demonstration IN (0, 1)), -- invented for the sample county
    note           TEXT,
    CONSTRAINT until_before_from CHECK (valid_until IS NULL OR valid_from IS NULL OR valid_until >= valid_from)
) STRICT;

CREATE TABLE item (                           -- a fee, component or obligation that papers speak of (收费项目)
    record_id  INTEGER PRIMARY KEY REFERENCES record,
    subject_id INTEGER NOT NULL REFERENCES subject,
    code       TEXT NOT NULL,                 -- stable code: house.land_cert
    name       TEXT NOT NULL,                 -- name in the papers
    category   TEXT NOT NULL                  -- farm-tax, levy, house, school, press, labour, petition, production, agency (代收费), other
) STRICT;

CREATE TABLE item_alias (                     -- other names of the item
    record_id INTEGER NOT NULL REFERENCES record,
    part      INTEGER NOT NULL,
    alias     TEXT NOT NULL,
    PRIMARY KEY (record_id, part)
) STRICT, WITHOUT ROWID;

CREATE TABLE item_pattern (                   -- PCRE2 patterns of names of the item
    record_id INTEGER NOT NULL REFERENCES record,
    part      INTEGER NOT NULL,
    pattern   TEXT NOT NULL,
    PRIMARY KEY (record_id, part)
) STRICT, WITHOUT ROWID;

CREATE TABLE standard (                       -- one dated figure or ban (标准)
    record_id     INTEGER PRIMARY KEY REFERENCES record,
    subject_id    INTEGER NOT NULL REFERENCES subject,
    code          TEXT NOT NULL,              -- stable code of the figure
    item_id       INTEGER NOT NULL REFERENCES subject, -- what it rules
    ruling        TEXT NOT NULL CHECK (ruling IN ('charge', 'cap', 'ban', 'deadline', 'only')), -- charge: may be
                                              -- taken at this rate; cap: total may not exceed; ban: may not be taken;
                                              -- deadline: days; only: of this group only the members may be taken
    amount_fen    INTEGER,                    -- NULL: the figure is not known, nothing can be decided
    number        INTEGER,                    -- days, labour days; NULL when not known or not that kind
    percent_bp    INTEGER,                    -- share of another item's amount in hundredths of a percent
    percent_of_id INTEGER REFERENCES subject, -- that item
    unit          TEXT NOT NULL,              -- pupil-term, pupil-year, person-year, certificate, unit-year, case,
                                              -- share, calendar-day, working-day, hour, labourer-year, household-year,
                                              -- each, none
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
CREATE INDEX standard_item ON standard (item_id, valid_from);

CREATE TABLE standard_member (                -- ruling only: the items that may be taken
    record_id INTEGER NOT NULL REFERENCES record,
    part      INTEGER NOT NULL,
    item_id   INTEGER NOT NULL REFERENCES subject,
    PRIMARY KEY (record_id, part)
) STRICT, WITHOUT ROWID;

-- ---------------------------------------------------------------- what was charged

CREATE TABLE notice (                         -- a fee notice or receipt (收费通知)
    record_id   INTEGER PRIMARY KEY REFERENCES record,
    subject_id  INTEGER NOT NULL REFERENCES subject,
    number      TEXT NOT NULL,                -- number of the notice, unique for its unit
    unit_id     INTEGER NOT NULL REFERENCES subject, -- who charged
    division_id INTEGER NOT NULL REFERENCES subject, -- where (village or township)
    payer_class TEXT NOT NULL,                -- household, pupil, village, unit
    payer       TEXT NOT NULL,                -- household code or other key of the payer; secret
    payer_name  TEXT,                         -- secret
    charged_on  TEXT NOT NULL,                -- day of the charge
    total_fen   INTEGER NOT NULL,             -- as stated on the paper
    receipt     TEXT,                         -- number of the receipt given; NULL: none was given
    receipt_kind TEXT,                        -- kind of the receipt as printed on it
    voluntary   INTEGER NOT NULL CHECK (voluntary IN (0, 1)) -- called voluntary by the unit
) STRICT;
CREATE INDEX notice_unit ON notice (unit_id);

CREATE TABLE notice_item (                    -- a line of a notice
    record_id      INTEGER NOT NULL REFERENCES record,
    part           INTEGER NOT NULL,          -- number of the line
    line           INTEGER NOT NULL,          -- line in the file
    name_term      INTEGER NOT NULL REFERENCES term, -- name of the fee as written
    document_term  INTEGER REFERENCES term,   -- paper that the notice cites for it; NULL when none
    quantity_milli INTEGER NOT NULL,          -- quantity in thousandths
    price_fen      INTEGER NOT NULL,          -- price for one
    amount_fen     INTEGER NOT NULL,          -- amount of the line as stated
    period         TEXT,                      -- period the charge is for
    PRIMARY KEY (record_id, part)
) STRICT, WITHOUT ROWID;

CREATE TABLE school_charge (                  -- what a school charged for a term (一费制收费)
    record_id  INTEGER PRIMARY KEY REFERENCES record,
    subject_id INTEGER NOT NULL REFERENCES subject,
    school_id  INTEGER NOT NULL REFERENCES subject, -- unit that is a school
    number     TEXT NOT NULL,                 -- number of the paper, unique for the school
    term       TEXT NOT NULL,                 -- 2005S
    charged_on TEXT NOT NULL,                 -- first day of the charge
    total_fen  INTEGER NOT NULL,              -- as stated
    document_term INTEGER REFERENCES term,    -- paper cited
    approval_term INTEGER REFERENCES term,    -- approval of the county government on file
    remitted_fen  INTEGER,                    -- miscellaneous fee paid into the fiscal account (收支两条线)
    remitted_on   TEXT                        -- day of the last payment into it
) STRICT;

CREATE TABLE school_charge_line (             -- one component for one grade
    record_id      INTEGER NOT NULL REFERENCES record,
    part           INTEGER NOT NULL,
    line           INTEGER NOT NULL,          -- line in the file
    grade          INTEGER NOT NULL,          -- 1-9
    pupils         INTEGER NOT NULL,          -- pupils charged
    name_term      INTEGER NOT NULL REFERENCES term, -- 杂费, 课本费 ... as written
    per_pupil_fen  INTEGER NOT NULL,          -- for one pupil and term
    amount_fen     INTEGER NOT NULL,          -- for all of the grade
    PRIMARY KEY (record_id, part)
) STRICT, WITHOUT ROWID;

CREATE TABLE subscription (                   -- a subscriber's newspapers and periodicals of one year (报刊订阅)
    record_id     INTEGER PRIMARY KEY REFERENCES record,
    subject_id    INTEGER NOT NULL REFERENCES subject,
    subscriber_id INTEGER NOT NULL REFERENCES subject, -- unit
    year          TEXT NOT NULL,              -- 2005
    total_fen     INTEGER NOT NULL            -- as stated
) STRICT;

CREATE TABLE subscription_line (              -- one title
    record_id  INTEGER NOT NULL REFERENCES record,
    part       INTEGER NOT NULL,
    line       INTEGER NOT NULL,              -- line in the file
    title      TEXT NOT NULL,                 -- newspaper or periodical
    copies     INTEGER NOT NULL,
    amount_fen INTEGER NOT NULL,
    mode       TEXT NOT NULL CHECK (mode IN ('own', 'on-behalf', 'withheld', 'spread')), -- 自订, 代订, 代扣代缴, 摊派
    funds      TEXT NOT NULL CHECK (funds IN ('unit', 'farmers', 'pupils', 'staff')), -- whose money
    subscribed_on TEXT NOT NULL,
    withheld_from TEXT,                       -- subsidy, pay, other; NULL: not withheld
    booked_as  TEXT,                          -- account it was booked under when not newspapers
    ordered_by TEXT,                          -- who set the target or sent the order
    PRIMARY KEY (record_id, part)
) STRICT, WITHOUT ROWID;

CREATE TABLE card_issue (                     -- household cards (明白卡) handed out in a village
    record_id    INTEGER PRIMARY KEY REFERENCES record,
    subject_id   INTEGER NOT NULL REFERENCES subject,
    division_id  INTEGER NOT NULL REFERENCES subject, -- village
    year         TEXT NOT NULL,
    delivered_on TEXT NOT NULL,               -- with the township
    issued       INTEGER NOT NULL CHECK (issued >= 0), -- households that signed for a card
    issued_on    TEXT NOT NULL                -- last day of handing out
) STRICT;

CREATE TABLE board (                          -- a board of public posting (收费公示栏) as seen on a day
    record_id  INTEGER PRIMARY KEY REFERENCES record,
    subject_id INTEGER NOT NULL REFERENCES subject,
    unit_id    INTEGER NOT NULL REFERENCES subject, -- whose board
    seen_on    TEXT NOT NULL,
    telephone  TEXT                           -- for complaints, as shown
) STRICT;
CREATE INDEX board_unit ON board (unit_id, seen_on);

CREATE TABLE board_item (                     -- one item posted
    record_id     INTEGER NOT NULL REFERENCES record,
    part          INTEGER NOT NULL,
    line          INTEGER NOT NULL,           -- line in the file
    name_term     INTEGER NOT NULL REFERENCES term, -- name as posted
    amount_fen    INTEGER,                    -- standard as posted
    per           TEXT,                       -- what it is counted for, as posted
    document_term INTEGER REFERENCES term,    -- paper cited
    PRIMARY KEY (record_id, part)
) STRICT, WITHOUT ROWID;

-- ---------------------------------------------------------------- petitions and refunds as papers state them

CREATE TABLE petition (                       -- a letter, call or visit (信访件)
    record_id    INTEGER PRIMARY KEY REFERENCES record,
    subject_id   INTEGER NOT NULL REFERENCES subject,
    number       TEXT NOT NULL,               -- register number
    channel      TEXT NOT NULL CHECK (channel IN ('letter', 'call', 'visit', 'online', 'congress', 'handed-down', 'inspection')),
    received_on  TEXT NOT NULL,
    persons      INTEGER NOT NULL CONSTRAINT at_least_one_person CHECK (persons >= 1), -- how many people
    petitioner   TEXT,                        -- name; secret; NULL when anonymous
    telephone    TEXT,                        -- secret
    address      TEXT,                        -- secret
    division_id  INTEGER NOT NULL REFERENCES subject, -- place
    unit_id      INTEGER REFERENCES subject,  -- unit complained of
    category     TEXT NOT NULL CHECK (category IN ('tax-fee', 'school', 'house-building', 'press', 'vote-project',
                                                   'subsidy', 'land', 'other')),
    major_case   TEXT CHECK (major_case IN ('vicious', 'mass-incident', 'other-major')), -- 中办发[2002]19号; NULL: none
    text         TEXT NOT NULL                -- what is complained of
) STRICT;

CREATE TABLE petition_step (                  -- steps as an imported file tells them
    record_id INTEGER NOT NULL REFERENCES record,
    part      INTEGER NOT NULL,
    line      INTEGER NOT NULL,               -- line in the file
    step      TEXT NOT NULL,                  -- name of the step
    day       TEXT NOT NULL,
    actor     TEXT NOT NULL,
    fields    TEXT NOT NULL, -- what the step carries
    PRIMARY KEY (record_id, part)
) STRICT, WITHOUT ROWID;

-- ---------------------------------------------------------------- state, rebuilt from the events

CREATE TABLE petition_case (                  -- where a petition stands
    subject_id    INTEGER PRIMARY KEY REFERENCES subject, -- the petition
    state         TEXT NOT NULL,              -- registered, accepted ... closed
    registered_on TEXT NOT NULL,
    accepted_on   TEXT,                       -- the first time
    concluded_on  TEXT,
    result        TEXT CHECK (result IN ('substantiated', 'partly', 'unsubstantiated')), -- 属实, 部分属实, 不属实
    replied_on    TEXT,
    closed_on     TEXT,
    last_event    INTEGER NOT NULL REFERENCES event,
    reopened_on   TEXT                        -- the last time; periods of handling count from it
) STRICT;

CREATE TABLE refund_order (                   -- an order to pay back (责令退还)
    subject_id  INTEGER PRIMARY KEY REFERENCES subject, -- subject of kind refund
    number      TEXT NOT NULL,                -- number of the order
    petition_id INTEGER REFERENCES subject,   -- the case
    unit_id     INTEGER NOT NULL REFERENCES subject, -- who must pay
    ordered_on  TEXT NOT NULL,
    deadline    TEXT NOT NULL,                -- last day
    basis       TEXT NOT NULL,                -- paper and article
    event_id    INTEGER NOT NULL REFERENCES event
) STRICT;
CREATE INDEX refund_order_petition ON refund_order (petition_id);
CREATE INDEX refund_order_unit ON refund_order (unit_id);

CREATE TABLE refund_withdrawn (               -- an order that was taken back before anything was paid (撤销)
    subject_id   INTEGER PRIMARY KEY REFERENCES subject,
    number       TEXT NOT NULL,
    petition_id  INTEGER REFERENCES subject,  -- the case
    unit_id      INTEGER NOT NULL REFERENCES subject, -- who would have had to pay
    ordered_on   TEXT NOT NULL,
    withdrawn_on TEXT NOT NULL,
    reason       TEXT NOT NULL,
    payees       INTEGER NOT NULL,            -- how many
    due_fen      INTEGER NOT NULL,            -- sum that was ordered
    event_id     INTEGER NOT NULL REFERENCES event -- of the withdrawal
) STRICT;
CREATE INDEX refund_withdrawn_petition ON refund_withdrawn (petition_id);

CREATE TABLE refund_payee (                   -- who is to get money back (退款对象)
    order_id    INTEGER NOT NULL REFERENCES refund_order,
    payee       TEXT NOT NULL,                -- number within the order
    name        TEXT NOT NULL,                -- secret
    charged_fen INTEGER NOT NULL CHECK (charged_fen >= 0),
    allowed_fen INTEGER NOT NULL CHECK (allowed_fen >= 0),
    due_fen     INTEGER NOT NULL CHECK (due_fen > 0 AND due_fen <= charged_fen),
    paid_fen    INTEGER NOT NULL CHECK (paid_fen BETWEEN 0 AND due_fen), -- sum of the payments
    CHECK (due_fen = charged_fen - allowed_fen),
    PRIMARY KEY (order_id, payee)
) STRICT, WITHOUT ROWID;

CREATE TABLE refund_payment (                 -- one payment to one payee
    order_id    INTEGER NOT NULL,
    part        INTEGER NOT NULL,             -- number within the order
    payee       TEXT NOT NULL,
    paid_on     TEXT NOT NULL,
    amount_fen  INTEGER NOT NULL CHECK (amount_fen > 0),
    receipt     TEXT NOT NULL,                -- number of the receipt signed by the payee
    received_by TEXT NOT NULL,                -- who took the money; secret
    manner      TEXT NOT NULL CHECK (manner IN ('cash', 'transfer', 'offset')), -- 现金, 转账, 抵扣
    event_id    INTEGER NOT NULL REFERENCES event,
    proxy       TEXT,                         -- why another than the payee took it (代领); NULL: the payee did
    receipt_key TEXT NOT NULL GENERATED ALWAYS AS ( -- the number as it is compared: case and full-width digits folded
        replace(replace(replace(replace(replace(
            replace(replace(replace(replace(replace(replace(upper(trim(receipt)), '０', '0'), '１', '1'), '２', '2'), '３', '3'), '４', '4'), '５', '5'), '６', '6'), '７', '7'), '８', '8'), '９', '9'), '－', '-')) STORED,
    PRIMARY KEY (order_id, part),
    UNIQUE (order_id, receipt_key),
    FOREIGN KEY (order_id, payee) REFERENCES refund_payee (order_id, payee)
) STRICT, WITHOUT ROWID;

-- ---------------------------------------------------------------- audit

CREATE TABLE run (                            -- one check (检查)
    run_id    INTEGER PRIMARY KEY,
    at        TEXT NOT NULL,                  -- moment
    actor     TEXT NOT NULL,
    audit_day TEXT NOT NULL,                  -- day on which it was run
    book      TEXT NOT NULL                   -- digest of the rule book's records, hexadecimal
) STRICT;

CREATE TABLE run_rule (                       -- a rule's verdict in a run
    run_id      INTEGER NOT NULL REFERENCES run,
    rule        TEXT NOT NULL,                -- id of the rule
    rule_digest TEXT NOT NULL,                -- BLAKE2b of the rule's file, hexadecimal
    verdict     TEXT NOT NULL CHECK (verdict IN ('pass', 'fail', 'undecided', 'not-applicable', 'not-checked', 'error')),
    population  INTEGER NOT NULL,             -- subjects looked at
    passed      INTEGER NOT NULL,
    failed      INTEGER NOT NULL,
    undecided   INTEGER NOT NULL,
    message     TEXT NOT NULL,                -- error text; '' otherwise
    PRIMARY KEY (run_id, rule)
) STRICT, WITHOUT ROWID;

CREATE TABLE run_reason (                     -- why subjects could not be decided
    run_id   INTEGER NOT NULL REFERENCES run,
    rule     TEXT NOT NULL,
    reason   TEXT NOT NULL,
    subjects INTEGER NOT NULL,
    PRIMARY KEY (run_id, rule, reason)
) STRICT, WITHOUT ROWID;

CREATE TABLE finding (                        -- a rule's verdict about a subject (问题); keyed by rule and subject
    finding_id  INTEGER PRIMARY KEY,
    rule        TEXT NOT NULL,
    subject_id  INTEGER NOT NULL REFERENCES subject,
    part        INTEGER NOT NULL,             -- line of the subject; 0 for the whole
    state       TEXT NOT NULL CHECK (state IN ('open', 'confirmed', 'dismissed', 'waived', 'rectified', 'gone')),
    severity    TEXT NOT NULL CHECK (severity IN ('violation', 'doubt')),
    division_id INTEGER REFERENCES subject,   -- where
    unit_id     INTEGER REFERENCES subject,   -- by whom
    charged_on  TEXT,                         -- day of the charge
    charged_fen INTEGER,                      -- what was charged
    allowed_fen INTEGER,                      -- what was allowed
    excess_fen  INTEGER,                      -- the difference
    standard_id INTEGER REFERENCES record,    -- the standard applied, in its version
    detail      TEXT NOT NULL,                -- one sentence of evidence
    rule_digest TEXT NOT NULL,                -- version of the rule that last found it
    first_run   INTEGER NOT NULL REFERENCES run,
    last_run    INTEGER NOT NULL REFERENCES run, -- last run that found it
    found_record INTEGER REFERENCES record,   -- version of the subject in which that run found it
    UNIQUE (rule, subject_id, part)
) STRICT;
CREATE INDEX finding_subject ON finding (subject_id, part);
CREATE INDEX finding_division ON finding (division_id);
CREATE INDEX finding_unit ON finding (unit_id);
