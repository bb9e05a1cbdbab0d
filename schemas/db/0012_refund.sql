-- Refunds to the last receipt: plans, labour days, reversing entries, void receipts, money that nobody can receive, confirmation
-- calls, and orders that stand alone on findings. All of it is state: rebuilt from the events, written by applying them alone.

-- Labour is counted in thousandths of a labour day (工日), apart from money; a remainder is what nobody can receive and what has
-- gone its lawful way.
CREATE TABLE refund_payee_new (               -- who is to get money or labour back (退款对象)
    order_id      INTEGER NOT NULL REFERENCES refund_order,
    payee         TEXT NOT NULL,              -- number within the order
    name          TEXT NOT NULL,              -- secret
    charged_fen   INTEGER NOT NULL CHECK (charged_fen >= 0),
    allowed_fen   INTEGER NOT NULL CHECK (allowed_fen >= 0),
    due_fen       INTEGER NOT NULL CHECK (due_fen BETWEEN 0 AND charged_fen),
    paid_fen      INTEGER NOT NULL,           -- sum of the payments, reversing entries with them
    remainder_fen INTEGER NOT NULL DEFAULT 0 CHECK (remainder_fen >= 0), -- sum of the remainders
    charged_milli INTEGER NOT NULL DEFAULT 0 CHECK (charged_milli >= 0), -- labour days demanded, in thousandths
    allowed_milli INTEGER NOT NULL DEFAULT 0 CHECK (allowed_milli >= 0), -- labour days that might be demanded
    due_milli     INTEGER NOT NULL DEFAULT 0 CHECK (due_milli BETWEEN 0 AND charged_milli), -- to be given back
    paid_milli    INTEGER NOT NULL DEFAULT 0, -- given back, in labour or in money
    remainder_milli INTEGER NOT NULL DEFAULT 0 CHECK (remainder_milli >= 0), -- that nobody can receive
    rest_fen      INTEGER NOT NULL GENERATED ALWAYS AS (due_fen - paid_fen - remainder_fen) VIRTUAL, -- still to be paid
    rest_milli    INTEGER NOT NULL GENERATED ALWAYS AS (due_milli - paid_milli - remainder_milli) VIRTUAL, -- still to be given
    waits         INTEGER NOT NULL GENERATED ALWAYS AS (rest_fen > 0 OR rest_milli > 0) VIRTUAL, -- 1: for money or labour
    CHECK (due_fen = charged_fen - allowed_fen),
    CHECK (due_milli = charged_milli - allowed_milli),
    CHECK (due_fen > 0 OR due_milli > 0),
    CHECK (paid_fen >= 0 AND paid_fen + remainder_fen <= due_fen),
    CHECK (paid_milli >= 0 AND paid_milli + remainder_milli <= due_milli),
    PRIMARY KEY (order_id, payee)
) STRICT, WITHOUT ROWID;
INSERT INTO refund_payee_new (order_id, payee, name, charged_fen, allowed_fen, due_fen, paid_fen)
SELECT order_id, payee, name, charged_fen, allowed_fen, due_fen, paid_fen FROM refund_payee;

CREATE TABLE refund_payment_new (             -- one payment to one payee, or the entry that reverses one
    order_id    INTEGER NOT NULL,
    part        INTEGER NOT NULL,             -- number within the order
    payee       TEXT NOT NULL,
    paid_on     TEXT NOT NULL,
    amount_fen  INTEGER NOT NULL,             -- of the money due; below 0 in a reversing entry
    receipt     TEXT NOT NULL,                -- number of the receipt signed by the payee
    received_by TEXT NOT NULL,                -- who took the money; secret
    manner      TEXT NOT NULL CHECK (manner IN ('cash', 'transfer', 'offset', 'labour')), -- 现金, 转账, 抵扣, 还工
    event_id    INTEGER NOT NULL REFERENCES event,
    proxy       TEXT,                         -- why another than the payee took it (代领); NULL: the payee did
    receipt_key TEXT NOT NULL GENERATED ALWAYS AS ( -- the number as it is compared: case and full-width digits folded
        replace(replace(replace(replace(replace(
            replace(replace(replace(replace(replace(replace(upper(trim(receipt)), '０', '0'), '１', '1'), '２', '2'), '３', '3'), '４', '4'), '５', '5'), '６', '6'), '７', '7'), '８', '8'), '９', '9'), '－', '-')) STORED,
    days_milli  INTEGER NOT NULL DEFAULT 0,   -- labour days given back by it, in thousandths; below 0 in a reversing entry
    for_days_fen INTEGER NOT NULL DEFAULT 0,  -- money given instead of these days (以资抵工); no part of amount_fen
    reverses    INTEGER,                      -- part of the payment that this entry reverses (冲正); NULL: a payment
    CHECK ((reverses IS NULL AND amount_fen >= 0 AND days_milli >= 0 AND for_days_fen >= 0)
           OR (reverses < part AND amount_fen <= 0 AND days_milli <= 0 AND for_days_fen <= 0)),
    CHECK (amount_fen <> 0 OR days_milli <> 0),
    PRIMARY KEY (order_id, part),
    FOREIGN KEY (order_id, payee) REFERENCES refund_payee_new (order_id, payee)
) STRICT, WITHOUT ROWID;
INSERT INTO refund_payment_new (order_id, part, payee, paid_on, amount_fen, receipt, received_by, manner, event_id, proxy)
SELECT order_id, part, payee, paid_on, amount_fen, receipt, received_by, manner, event_id, proxy FROM refund_payment;

DROP TABLE refund_payment;
DROP TABLE refund_payee; -- with its index refund_payee_unpaid, which is made anew below
ALTER TABLE refund_payee_new RENAME TO refund_payee;
ALTER TABLE refund_payment_new RENAME TO refund_payment;
CREATE INDEX refund_payee_unpaid ON refund_payee (order_id) WHERE due_fen - paid_fen - remainder_fen + due_milli - paid_milli - remainder_milli > 0; -- neither part is below 0
CREATE UNIQUE INDEX refund_payment_receipt ON refund_payment (order_id, receipt_key) WHERE reverses IS NULL;
CREATE INDEX refund_payment_key ON refund_payment (receipt_key);
CREATE UNIQUE INDEX refund_payment_reverses ON refund_payment (order_id, reverses) WHERE reverses IS NOT NULL;

-- What the steps of an order belong to: the petition, or the order itself where it stands alone on findings.
ALTER TABLE refund_order ADD COLUMN case_id INTEGER GENERATED ALWAYS AS (coalesce(petition_id, subject_id)) VIRTUAL;
ALTER TABLE refund_withdrawn ADD COLUMN case_id INTEGER GENERATED ALWAYS AS (coalesce(petition_id, subject_id)) VIRTUAL;
CREATE INDEX refund_order_case ON refund_order (case_id);
CREATE INDEX refund_withdrawn_case ON refund_withdrawn (case_id);

CREATE TABLE refund_standing (                -- where an order stands that stands alone on findings
    subject_id INTEGER PRIMARY KEY REFERENCES refund_order, -- the order
    state      TEXT NOT NULL,                 -- refund-ordered, plan-approved, refunding, settled
    settled_on TEXT,                          -- day on which it was closed
    last_event INTEGER NOT NULL REFERENCES event
) STRICT;

CREATE TABLE refund_finding (                 -- findings that an order was given for
    order_id   INTEGER NOT NULL REFERENCES refund_order,
    finding_id INTEGER NOT NULL REFERENCES finding,
    PRIMARY KEY (order_id, finding_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX refund_finding_finding ON refund_finding (finding_id);

CREATE TABLE refund_instalment (              -- the plan of an order (退款方案): what must be paid by when
    order_id   INTEGER NOT NULL REFERENCES refund_order,
    part       INTEGER NOT NULL,              -- first, second ...
    due_on     TEXT NOT NULL,                 -- last day
    amount_fen INTEGER NOT NULL CHECK (amount_fen > 0),
    event_id   INTEGER NOT NULL REFERENCES event,
    PRIMARY KEY (order_id, part)
) STRICT, WITHOUT ROWID;

CREATE TABLE refund_remainder (               -- what nobody can receive and its lawful way (无法退还), or the entry that takes it back
    order_id   INTEGER NOT NULL,
    part       INTEGER NOT NULL,              -- number within the order
    payee      TEXT NOT NULL,
    given_on   TEXT NOT NULL,                 -- day of the entry
    amount_fen INTEGER NOT NULL,              -- below 0 when it takes back
    days_milli INTEGER NOT NULL,              -- labour days in thousandths
    reason     TEXT NOT NULL,                 -- why nobody can receive it: code, or why it is taken back: text
    way        TEXT,                          -- where it went; NULL when it takes back
    proof      TEXT,                          -- paper that proves it
    event_id   INTEGER NOT NULL REFERENCES event,
    PRIMARY KEY (order_id, part),
    FOREIGN KEY (order_id, payee) REFERENCES refund_payee (order_id, payee)
) STRICT, WITHOUT ROWID;

CREATE TABLE refund_void (                    -- receipt numbers that count no more (作废)
    order_id    INTEGER NOT NULL REFERENCES refund_order,
    receipt_key TEXT NOT NULL,                -- as compared (refund_payment.receipt_key)
    receipt     TEXT NOT NULL,                -- as written
    reason      TEXT NOT NULL,
    voided_on   TEXT NOT NULL,
    event_id    INTEGER NOT NULL REFERENCES event,
    PRIMARY KEY (order_id, receipt_key)
) STRICT, WITHOUT ROWID;
CREATE INDEX refund_void_key ON refund_void (receipt_key);

CREATE TABLE refund_call (                    -- payees drawn to be asked whether they got it (回访), with the last answer
    order_id    INTEGER NOT NULL,
    payee       TEXT NOT NULL,
    seed        TEXT NOT NULL,                -- by which it was drawn
    drawn_on    TEXT NOT NULL,
    answer      TEXT CHECK (answer IN ('yes', 'no', 'unreached')), -- NULL: not called yet
    answered_on TEXT,
    calls       INTEGER NOT NULL DEFAULT 0,   -- how often it was called
    note        TEXT,                         -- of the last call; secret
    event_id    INTEGER NOT NULL REFERENCES event, -- the last one about it
    PRIMARY KEY (order_id, payee),
    FOREIGN KEY (order_id, payee) REFERENCES refund_payee (order_id, payee)
) STRICT, WITHOUT ROWID;

-- ---------------------------------------------------------------- lists of payments as files tell them

CREATE TABLE payment_list (                   -- payments of one day on one order (退款发放表)
    record_id  INTEGER PRIMARY KEY REFERENCES record,
    subject_id INTEGER NOT NULL REFERENCES subject,
    refund     TEXT NOT NULL,                 -- number of the order
    number     TEXT NOT NULL,                 -- number of the list, unique for the order
    paid_on    TEXT NOT NULL,
    actor      TEXT NOT NULL,                 -- who recorded it
    total_fen  INTEGER NOT NULL               -- as stated
) STRICT;

CREATE TABLE payment_line (                   -- one payment of a list
    record_id   INTEGER NOT NULL REFERENCES record,
    part        INTEGER NOT NULL,
    line        INTEGER NOT NULL,             -- line in the file
    payee       TEXT NOT NULL,
    amount_fen  INTEGER NOT NULL,
    receipt     TEXT,                         -- NULL: the program numbers it
    received_by TEXT NOT NULL,                -- secret
    manner      TEXT NOT NULL,
    proxy       TEXT,                         -- secret
    days        INTEGER,                      -- labour days in thousandths
    money       INTEGER,                      -- fen given instead of the days
    PRIMARY KEY (record_id, part)
) STRICT, WITHOUT ROWID;
