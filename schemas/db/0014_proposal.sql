-- Projects by villagers' vote (一事一议筹资筹劳).

CREATE TABLE proposal (                       -- one project on which a village votes (议事项目)
    record_id      INTEGER PRIMARY KEY REFERENCES record, -- the version
    subject_id     INTEGER NOT NULL REFERENCES subject, -- the proposal
    division_id    INTEGER NOT NULL REFERENCES subject, -- village
    year           TEXT NOT NULL,             -- to which money and labour count
    number         TEXT NOT NULL,             -- unique for village and year
    unit_id        INTEGER NOT NULL REFERENCES subject, -- who collects
    name           TEXT NOT NULL,             -- of the project
    purpose        TEXT NOT NULL,             -- road, water ...: item yishi.purpose.PURPOSE of the rule book
    proposed_on    TEXT NOT NULL,             -- day
    proposer       TEXT NOT NULL CHECK (proposer IN ('committee', 'villagers', 'delegates')), -- 村委会, 村民联名, 代表联名
    proposer_count INTEGER,                   -- how many signed
    posted_on      TEXT,                      -- first day of posting; NULL: not posted
    held_on        TEXT,                      -- day of the meeting; NULL: none
    form           TEXT CHECK (form IN ('assembly', 'households', 'delegates')), -- 村民会议, 户代表会议, 村民代表会议
    entitled       INTEGER,                   -- persons, households or delegates who should come
    present        INTEGER,                   -- who came
    votes_for      INTEGER,                   -- votes
    votes_against  INTEGER,                   -- votes
    represented    INTEGER,                   -- households whom the delegates present represent
    represented_for INTEGER,                  -- of them for, by signature
    outcome        TEXT NOT NULL CHECK (outcome IN ('passed', 'rejected', 'pending')), -- 通过, 未通过, 未表决
    per_head_fen   INTEGER NOT NULL,          -- money per head
    persons        INTEGER NOT NULL,          -- who are charged
    days_milli     INTEGER NOT NULL,          -- labour days per labourer, in thousandths
    labourers      INTEGER NOT NULL,          -- who are charged
    lieu_days_milli INTEGER,                  -- days for which money was taken (以资代劳)
    lieu_rate_fen  INTEGER,                   -- for one day
    lieu_fen       INTEGER,                   -- in all
    lieu_voluntary INTEGER CHECK (lieu_voluntary IN (0, 1)), -- at the villager's own written wish; NULL: not known
    township_approval TEXT,                   -- number of the township's review
    township_on    TEXT,                      -- day of it
    submitted_on   TEXT,                      -- the county received the plan
    county_approval TEXT,                     -- number of the county's approval
    county_on      TEXT,                      -- day of the answer
    collected_from TEXT,                      -- first day; NULL: not begun
    collected_fen  INTEGER NOT NULL,          -- in all, with lieu_fen
    CONSTRAINT more_present_than_entitled CHECK (present <= entitled),
    CONSTRAINT more_votes_than_present CHECK (coalesce(votes_for, 0) + coalesce(votes_against, 0) <= present),
    CONSTRAINT more_for_than_represented CHECK (represented_for <= represented)
) STRICT;
CREATE INDEX proposal_division ON proposal (division_id, year);

-- Lines, spendings and gifts of a proposal are counted through, in this order: the number says which element of the record is meant.

CREATE TABLE proposal_line (                  -- what one household, or one class of persons, is charged
    record_id  INTEGER NOT NULL REFERENCES record, -- version of the proposal
    part       INTEGER NOT NULL,              -- number of the element within the proposal
    line       INTEGER NOT NULL,              -- line in the file
    household  TEXT,                          -- code of the household; NULL: the class as a whole
    class      TEXT NOT NULL,                 -- ordinary, five-guarantees ...: item yishi.class.CLASS of the rule book
    persons    INTEGER NOT NULL,              -- of that class
    labourers  INTEGER NOT NULL,              -- of that class
    money_fen  INTEGER NOT NULL,              -- charged, without money for labour
    days_milli INTEGER NOT NULL,              -- labour days in thousandths
    PRIMARY KEY (record_id, part)
) STRICT, WITHOUT ROWID;

CREATE TABLE proposal_spending (              -- money spent or moved
    record_id  INTEGER NOT NULL REFERENCES record, -- version of the proposal
    part       INTEGER NOT NULL,              -- number of the element within the proposal
    line       INTEGER NOT NULL,              -- line in the file
    purpose    TEXT NOT NULL,                 -- as in proposal
    booked     TEXT NOT NULL,                 -- as booked
    amount_fen INTEGER NOT NULL,              -- money
    spent_on   TEXT NOT NULL,                 -- day
    village_id INTEGER REFERENCES subject,    -- another village that got it; NULL: the own one
    PRIMARY KEY (record_id, part)
) STRICT, WITHOUT ROWID;

CREATE TABLE proposal_gift (                  -- a voluntary gift for the project
    record_id  INTEGER NOT NULL REFERENCES record, -- version of the proposal
    part       INTEGER NOT NULL,              -- number of the element within the proposal
    line       INTEGER NOT NULL,              -- line in the file
    household  TEXT,                          -- code of the household that gave; NULL: not a household of the village
    amount_fen INTEGER NOT NULL,              -- money
    given_on   TEXT NOT NULL,                 -- day
    PRIMARY KEY (record_id, part)
) STRICT, WITHOUT ROWID;
