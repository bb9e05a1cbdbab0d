-- The register of suspended arrears (税费尾欠挂账登记) and the transfer payments of the tax reform (税改转移支付资金).

CREATE TABLE arrear (                         -- what one household or village owes from before the reform
    record_id     INTEGER PRIMARY KEY REFERENCES record,
    subject_id    INTEGER NOT NULL REFERENCES subject,
    number        TEXT NOT NULL,              -- number in the register, unique for the village
    division_id   INTEGER NOT NULL REFERENCES subject, -- village
    debtor_class  TEXT NOT NULL CHECK (debtor_class IN ('household', 'village')),
    debtor        TEXT NOT NULL,              -- household code, or code of the village; secret
    debtor_name   TEXT,                       -- secret
    registered_on TEXT NOT NULL,              -- day of registration
    total_fen     INTEGER NOT NULL            -- as stated
) STRICT;
CREATE INDEX arrear_debtor ON arrear (debtor);

CREATE TABLE arrear_owed (                    -- one tax or levy of one year
    record_id     INTEGER NOT NULL REFERENCES record,
    part          INTEGER NOT NULL,
    line          INTEGER NOT NULL,           -- line in the file
    name_term     INTEGER NOT NULL REFERENCES term, -- tax or levy as written
    year          TEXT NOT NULL,              -- year it is from
    amount_fen    INTEGER NOT NULL,
    class         TEXT NOT NULL CHECK (class IN ('unlawful', 'exempt', 'lawful')), -- 不合法, 应减免, 合法
    treatment     TEXT CHECK (treatment IN ('written-off', 'exempted', 'suspended')), -- 核销, 减免, 挂账; NULL: not decided
    document_term INTEGER REFERENCES term,    -- paper that the entry or its treatment rests on
    decided_on    TEXT,                       -- day of the decision
    decided_by    TEXT,                       -- who decided
    PRIMARY KEY (record_id, part)
) STRICT, WITHOUT ROWID;

CREATE TABLE arrear_payment (                 -- what was collected on an entry all the same
    record_id  INTEGER NOT NULL REFERENCES record,
    part       INTEGER NOT NULL,
    line       INTEGER NOT NULL,              -- line in the file
    paid_on    TEXT NOT NULL,
    amount_fen INTEGER NOT NULL,
    receipt    TEXT,                          -- number of the receipt; NULL: none was given
    unit_id    INTEGER NOT NULL REFERENCES subject, -- who collected
    PRIMARY KEY (record_id, part)
) STRICT, WITHOUT ROWID;

CREATE TABLE transfer_allocation (            -- money that a paper allots to a township or village (转移支付指标)
    record_id   INTEGER PRIMARY KEY REFERENCES record,
    subject_id  INTEGER NOT NULL REFERENCES subject,
    number      TEXT NOT NULL,                -- number of the allocation
    from_name   TEXT NOT NULL,                -- who allots
    division_id INTEGER NOT NULL REFERENCES subject, -- township or village it is for
    via_id      INTEGER REFERENCES subject,   -- township through which it goes; NULL: straight
    year        TEXT NOT NULL,
    purpose     TEXT NOT NULL,                -- what it is for: a word of the group purpose; general: free to use
    amount_fen  INTEGER NOT NULL,
    issued_on   TEXT NOT NULL,
    due_on      TEXT,                         -- last day of payment by the paper; NULL: it names none
    document_term INTEGER REFERENCES term     -- the paper
) STRICT;

CREATE TABLE transfer_payment (               -- money paid out (拨付)
    record_id     INTEGER PRIMARY KEY REFERENCES record,
    subject_id    INTEGER NOT NULL REFERENCES subject,
    number        TEXT NOT NULL,              -- number of the voucher
    allocation_id INTEGER REFERENCES subject, -- what it is paid on; NULL: nothing is named
    division_id   INTEGER NOT NULL REFERENCES subject, -- township or village that got it
    payer_id      INTEGER NOT NULL REFERENCES subject, -- county or township that paid
    paid_on       TEXT NOT NULL,
    amount_fen    INTEGER NOT NULL,
    purpose       TEXT NOT NULL,              -- as the voucher says
    account       TEXT                        -- account it went to
) STRICT;
CREATE INDEX transfer_payment_allocation ON transfer_payment (allocation_id);

CREATE TABLE transfer_use (                   -- what it was spent for (使用)
    record_id     INTEGER PRIMARY KEY REFERENCES record,
    subject_id    INTEGER NOT NULL REFERENCES subject,
    number        TEXT NOT NULL,              -- number of the voucher
    allocation_id INTEGER NOT NULL REFERENCES subject, -- whose money
    division_id   INTEGER NOT NULL REFERENCES subject, -- who spent it
    spent_on      TEXT NOT NULL,
    amount_fen    INTEGER NOT NULL,
    purpose       TEXT NOT NULL,              -- what for
    text          TEXT                        -- in words
) STRICT;
CREATE INDEX transfer_use_allocation ON transfer_use (allocation_id);
