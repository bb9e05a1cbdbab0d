-- What audit rules and reports read: TEMP views over the current records, made once per connection (jf_db_views).
-- A view shows only the version of a subject that counts now; older versions stay in the tables. Each view joins by
-- rowid (subject -> record) so that a filter by subject_id is a search and a list is one scan. Nothing here computes a
-- verdict and nothing shows a secret name: payers, petitioners and household heads stay in their tables.
-- Which version counts stands in subject.record_id alone, and what a name means in term alone. With --known-on, TEMP tables of these
-- names stand before them (src/intake/known.c); so no view and no rule may say main.subject or main.term.

-- ---------------------------------------------------------------- register

-- v_division: counties, townships, villages (行政区划)
CREATE TEMP VIEW IF NOT EXISTS v_division AS
SELECT d.subject_id AS division_id,                 -- subject of the division
       d.record_id,                                 -- version that counts now
       d.code, d.name, d.level,                     -- 12-digit code, name, county|township|village
       d.parent_id,                                 -- division above; NULL for the county
       CASE d.level WHEN 'village' THEN d.parent_id WHEN 'township' THEN d.subject_id END AS township_id, -- its township
       CASE d.level WHEN 'county' THEN d.subject_id WHEN 'township' THEN d.parent_id ELSE p.parent_id END AS county_id,
       coalesce(d.county_class, p.county_class, g.county_class) AS county_class, -- class of its county (一类县 ...)
       coalesce(d.coastal, p.coastal, g.coastal) AS coastal, -- coastal county
       d.households, d.population, d.labourers,     -- as the register counts them
       d.demonstration,                             -- 1: an invented place
       p.name AS parent_name                        -- name of the division above
  FROM division d
  JOIN subject s ON s.subject_id = d.subject_id AND s.record_id = d.record_id
  LEFT JOIN subject ps ON ps.subject_id = d.parent_id
  LEFT JOIN division p ON p.record_id = ps.record_id
  LEFT JOIN subject gs ON gs.subject_id = p.parent_id
  LEFT JOIN division g ON g.record_id = gs.record_id;

-- v_division_within: each division with itself and every division above it
CREATE TEMP VIEW IF NOT EXISTS v_division_within AS
WITH RECURSIVE up (division_id, within_id, steps) AS (
    SELECT d.subject_id, d.subject_id, 0
      FROM division d JOIN subject s ON s.subject_id = d.subject_id AND s.record_id = d.record_id
    UNION ALL
    SELECT u.division_id, d.parent_id, u.steps + 1
      FROM up u JOIN subject s ON s.subject_id = u.within_id JOIN division d ON d.record_id = s.record_id
     WHERE d.parent_id IS NOT NULL AND u.steps < 4
)
SELECT division_id,                                 -- the division
       within_id,                                   -- itself or a division above it
       steps                                        -- 0 itself, 1 one above ...
  FROM up;

-- v_unit: bodies that charge, subscribe or are complained of (单位), schools among them
CREATE TEMP VIEW IF NOT EXISTS v_unit AS
SELECT u.subject_id AS unit_id,                     -- subject of the unit
       u.record_id, u.code, u.name,                 -- version, unit code, name
       u.type,                                      -- village, township, department, station, school, enterprise
       u.division_id,                               -- where it sits
       u.size_class, u.telephone,                   -- class for caps, office telephone
       c.stage, c.area                              -- schools: primary|junior|nine-year; county-seat|town|rural
  FROM unit u
  JOIN subject s ON s.subject_id = u.subject_id AND s.record_id = u.record_id
  LEFT JOIN school c ON c.record_id = u.record_id;

-- v_school_pupils: pupils on roll per school, term and grade (在校生)
CREATE TEMP VIEW IF NOT EXISTS v_school_pupils AS
SELECT u.subject_id AS unit_id, p.record_id, p.part, p.line, p.term, p.grade, p.pupils,
       p.exempt                                     -- of them exempt from the miscellaneous fee (免收杂费)
  FROM school_pupils p
  JOIN unit u ON u.record_id = p.record_id
  JOIN subject s ON s.subject_id = u.subject_id AND s.record_id = u.record_id;

-- v_household: households listed one by one, without the head's name
CREATE TEMP VIEW IF NOT EXISTS v_household AS
SELECT h.subject_id AS household_id, h.record_id, h.code, h.division_id, h.persons, h.labourers, h.pupils
  FROM household h JOIN subject s ON s.subject_id = h.subject_id AND s.record_id = h.record_id;

-- ---------------------------------------------------------------- rule book

-- v_document: published papers (文件)
CREATE TEMP VIEW IF NOT EXISTS v_document AS
SELECT d.subject_id AS document_id,                 -- subject of the paper
       d.record_id, d.number, d.number_printed,     -- version, canonical number, number as published
       d.title, d.issuer, d.level, d.issued_on,
       d.valid_from, d.valid_until, d.replaced_by,  -- first and last day in force, paper that replaced it
       d.certainty, d.demonstration, d.note         -- original|secondary|unverified; 1: invented
  FROM document d JOIN subject s ON s.subject_id = d.subject_id AND s.record_id = d.record_id;

-- v_item: what papers speak of (收费项目)
CREATE TEMP VIEW IF NOT EXISTS v_item AS
SELECT i.subject_id AS item_id, i.record_id, i.code, i.name, i.category
  FROM item i JOIN subject s ON s.subject_id = i.subject_id AND s.record_id = i.record_id;

-- v_standard: dated figures and bans (标准), with item and paper
CREATE TEMP VIEW IF NOT EXISTS v_standard AS
SELECT t.subject_id, t.record_id,                   -- subject; the version, which findings keep as standard_id
       t.code, t.item_id, t.ruling,                 -- charge|cap|ban|deadline
       t.amount_fen, t.number, t.unit,              -- NULL amount: not known, nothing is decided
       t.percent_bp, t.percent_of_id,               -- share of another item's amount, in hundredths of a percent
       t.valid_from, t.valid_until,                 -- first and last day; NULL while in force
       t.document_id, t.article,
       t.certainty, t.checked_on,                   -- original|secondary|unverified; last compared with the paper
       t.county_class, t.stage, t.area, t.unit_type, t.size_class, t.division_id, -- scope; NULL: any
       t.coastal, t.grade_from, t.grade_until, t.season, t.unit_id, t.payer_class, -- scope as well
       (t.county_class IS NOT NULL) + (t.coastal IS NOT NULL) + (t.stage IS NOT NULL)
           + (t.grade_from IS NOT NULL OR t.grade_until IS NOT NULL) + (t.season IS NOT NULL) + (t.area IS NOT NULL)
           + (t.unit_type IS NOT NULL) + (t.size_class IS NOT NULL) + (t.unit_id IS NOT NULL)
           + (t.payer_class IS NOT NULL) + (t.division_id IS NOT NULL) AS specificity, -- how many scopes are set
       CASE d.level WHEN 'state' THEN 1 WHEN 'province' THEN 2 WHEN 'city' THEN 3 WHEN 'county' THEN 4 ELSE 5 END
           AS level_rank,                           -- level of its paper: 1 state ... 4 county, 5 no paper
       t.receipt_kind, t.hearing_on,                -- receipt prescribed; day of the hearing it rests on
       t.demonstration, t.note
  FROM standard t
  JOIN subject s ON s.subject_id = t.subject_id AND s.record_id = t.record_id
  LEFT JOIN subject ds ON ds.subject_id = t.document_id
  LEFT JOIN document d ON d.record_id = ds.record_id;

-- ---------------------------------------------------------------- what was charged

-- notice_current: the notices that count now. While a check looks closer at those that its sweep suspects, a view of the same
-- name shows these alone (src/sql/audit_suspects.sql), and everything below with it.
CREATE TEMP VIEW IF NOT EXISTS notice_current AS
SELECT s.subject_id, n.record_id, n.number, n.unit_id, n.division_id, n.payer_class, n.payer, n.charged_on, n.total_fen,
       n.receipt, n.receipt_kind, n.voluntary
  FROM notice n JOIN subject s ON s.subject_id = n.subject_id AND s.record_id = n.record_id;

-- v_notice: fee notices (收费通知), without payer's name
CREATE TEMP VIEW IF NOT EXISTS v_notice AS
SELECT n.subject_id,                                -- subject of the notice
       n.record_id, n.number, n.unit_id, n.division_id, n.payer_class,
       n.payer,                                     -- key of the payer (household code): for joining, not for printing
       n.charged_on, n.total_fen,
       n.receipt, n.receipt_kind,                   -- number and kind of the receipt; NULL number: none was given
       n.voluntary                                  -- 1: called voluntary by the unit
  FROM notice_current n;

-- v_notice_item: their lines
CREATE TEMP VIEW IF NOT EXISTS v_notice_item AS
SELECT n.subject_id,                                -- subject of the notice
       l.part,                                      -- number of the line within the notice
       l.record_id, l.line,                         -- version; line in the file
       n.number, n.unit_id, n.division_id, n.charged_on, n.payer_class, n.payer,
       n.receipt, n.receipt_kind, n.voluntary, n.total_fen, -- as in v_notice
       l.name_term,                                 -- term of the name as written
       t.subject_id AS item_id,                     -- item of the rule book; NULL: the book does not know the name
       t.matched_by,                                -- name, alias, pattern; NULL: the book does not know the name
       t.text AS name,                              -- name as written
       l.document_term,                             -- term of the paper cited; NULL: none cited
       d.text AS document_text,                     -- as written
       d.canonical AS document_canonical,           -- canonical number; NULL: unreadable
       d.subject_id AS document_id,                 -- document of the rule book; NULL: the book does not have it
       l.quantity_milli, l.price_fen, l.amount_fen, l.period,
       CASE WHEN l.quantity_milli = 0 OR l.price_fen <= 9000000000000000000 / l.quantity_milli
            THEN (l.price_fen * l.quantity_milli + 500) / 1000 END AS product_fen -- rounded half up; NULL: beyond 64 bits
  FROM notice_current n
  JOIN notice_item l ON l.record_id = n.record_id
  JOIN term t ON t.term_id = l.name_term
  LEFT JOIN term d ON d.term_id = l.document_term;

-- v_school_charge: what schools charged for a term
CREATE TEMP VIEW IF NOT EXISTS v_school_charge AS
SELECT c.subject_id, c.record_id, c.school_id AS unit_id, u.division_id, c.number, c.term, c.charged_on, c.total_fen,
       c.approval_term, c.remitted_fen, c.remitted_on, -- approval on file; 杂费 paid into the fiscal account, and when
       c.document_term, d.text AS document_text, d.canonical AS document_canonical, d.subject_id AS document_id
  FROM school_charge c
  JOIN subject s ON s.subject_id = c.subject_id AND s.record_id = c.record_id
  JOIN subject us ON us.subject_id = c.school_id
  JOIN unit u ON u.record_id = us.record_id
  LEFT JOIN term d ON d.term_id = c.document_term;

-- v_school_charge_line: one component for one grade
CREATE TEMP VIEW IF NOT EXISTS v_school_charge_line AS
SELECT c.subject_id, l.part, l.record_id, l.line,
       c.school_id AS unit_id, u.division_id, c.number, c.term, c.charged_on,
       l.grade, CASE WHEN l.grade <= 6 THEN 'primary' ELSE 'junior' END AS stage, -- stage of the grade, not of the school
       substr(c.term, 5, 1) AS season,              -- A autumn, S spring
       l.pupils, l.name_term, t.subject_id AS item_id, t.matched_by, t.text AS name,
       c.document_term, d.text AS document_text, d.canonical AS document_canonical, d.subject_id AS document_id,
       l.per_pupil_fen, l.amount_fen,
       CASE WHEN l.pupils = 0 OR l.per_pupil_fen <= 9000000000000000000 / l.pupils
            THEN l.per_pupil_fen * l.pupils END AS product_fen -- NULL: beyond 64 bits
  FROM school_charge c
  JOIN subject s ON s.subject_id = c.subject_id AND s.record_id = c.record_id
  JOIN subject us ON us.subject_id = c.school_id
  JOIN unit u ON u.record_id = us.record_id
  JOIN school_charge_line l ON l.record_id = c.record_id
  JOIN term t ON t.term_id = l.name_term
  LEFT JOIN term d ON d.term_id = c.document_term;

-- v_school_component: items that schools collect, and whether they count within the one fee (一费制).
-- within: collected once as one fee and capped in total (课本费, 作业本费, 杂费); apart: collected by a rule of its own
-- (住宿费, 借读费); total: the one fee itself, written in one line. 教财[2004]7号 as explained in 2004, regulations.md 1.4. Any
-- other item is an extra item.
CREATE TEMP VIEW IF NOT EXISTS v_school_component AS
SELECT i.subject_id AS item_id, i.key AS code,
       CASE WHEN i.key IN ('school.boarding', 'school.lending') THEN 'apart' WHEN i.key = 'school.onefee' THEN 'total'
            ELSE 'within' END AS place
  FROM subject i
 WHERE i.kind = 'item'
   AND i.key IN ('school.textbook', 'school.workbook', 'school.misc', 'school.boarding', 'school.lending', 'school.onefee');

-- v_subscription: a subscriber's newspapers and periodicals of one year (报刊订阅)
CREATE TEMP VIEW IF NOT EXISTS v_subscription AS
SELECT p.subject_id, p.record_id, p.subscriber_id AS unit_id, u.division_id, p.year, p.total_fen
  FROM subscription p
  JOIN subject s ON s.subject_id = p.subject_id AND s.record_id = p.record_id
  JOIN subject us ON us.subject_id = p.subscriber_id
  JOIN unit u ON u.record_id = us.record_id;

-- v_subscription_line: one title
CREATE TEMP VIEW IF NOT EXISTS v_subscription_line AS
SELECT p.subject_id, l.part, l.record_id, l.line, p.subscriber_id AS unit_id, u.division_id, p.year,
       l.title, l.copies, l.amount_fen,
       l.mode,                                      -- own 自订, on-behalf 代订, withheld 代扣代缴, spread 摊派
       l.funds,                                     -- whose money: unit, farmers, pupils, staff
       l.subscribed_on,
       l.withheld_from,                             -- subsidy, pay, other; NULL: not withheld
       l.booked_as,                                 -- account it was booked under when not newspapers
       l.ordered_by                                 -- who set the target or sent the order
  FROM subscription p
  JOIN subject s ON s.subject_id = p.subject_id AND s.record_id = p.record_id
  JOIN subject us ON us.subject_id = p.subscriber_id
  JOIN unit u ON u.record_id = us.record_id
  JOIN subscription_line l ON l.record_id = p.record_id;

-- ---------------------------------------------------------------- petitions and cards

-- v_petition: letters, calls, visits (信访件), without the petitioner
CREATE TEMP VIEW IF NOT EXISTS v_petition AS
SELECT p.subject_id, p.record_id, p.number, p.channel, p.received_on, p.persons, p.division_id, p.unit_id, p.category,
       p.major_case
  FROM petition p JOIN subject s ON s.subject_id = p.subject_id AND s.record_id = p.record_id;

-- v_card_issue: household cards handed out in a village (明白卡)
CREATE TEMP VIEW IF NOT EXISTS v_card_issue AS
SELECT c.subject_id, c.record_id, c.division_id, c.year, c.delivered_on, c.issued, c.issued_on
  FROM card_issue c JOIN subject s ON s.subject_id = c.subject_id AND s.record_id = c.record_id;

-- ---------------------------------------------------------------- the governing standard of each charge

-- Which standard governs: among the standards of the item (charge, cap, ban) whose scope fits and that are in force on
-- the day, the most specific scope (most scopes set), then the paper of the higher level, then the later first day, then a ban
-- before a charge (the order and its ground: include/jianfu/rulebook.h). Scopes are resolved once per run into the two tables
-- below (audit.fill_scope, audit.fill_governing), so that a line costs two index searches; outside a run they are empty and the
-- v_*_standard views show no standard.

-- audit_scope: each charging or subscribing unit at each place, and the class of scope that it falls into
CREATE TEMP TABLE IF NOT EXISTS audit_scope (
    unit_id      INTEGER NOT NULL,                  -- the unit
    division_id  INTEGER NOT NULL,                  -- where it charged
    line_key     TEXT NOT NULL,                     -- what differs from line to line: notices the payer's class ('household'),
                                                    -- school charges grade and season ('3A'), subscriptions ''
    class_id     INTEGER NOT NULL,                  -- units with equal scope share a class
    county_class TEXT, coastal INTEGER, stage TEXT, grade INTEGER, season TEXT, area TEXT, unit_type TEXT, size_class TEXT,
    payer_class  TEXT,
    own_mark     INTEGER NOT NULL,                  -- the unit itself where a standard names it; else 0
    mark         INTEGER NOT NULL,                  -- nearest division at or above the place that a standard names; 0: none
    PRIMARY KEY (unit_id, division_id, line_key)
) WITHOUT ROWID;

-- audit_governing: the standards that fit a class of scope, best first
CREATE TEMP TABLE IF NOT EXISTS audit_governing (
    item_id     INTEGER NOT NULL,
    class_id    INTEGER NOT NULL,
    rank        INTEGER NOT NULL,                   -- 1 is the most specific and latest
    valid_from  TEXT NOT NULL,
    valid_until TEXT NOT NULL,                      -- 9999-12-31 while in force
    ruling      TEXT NOT NULL,
    standard_id INTEGER NOT NULL,                   -- record of the standard
    PRIMARY KEY (item_id, class_id, rank)
) WITHOUT ROWID;

-- audit_period: the same cut into periods without overlap, each with the one standard that governs in it, and what a line asks of
-- that: one search for each of a million lines (audit.fill_period)
CREATE TEMP TABLE IF NOT EXISTS audit_period (
    item_id     INTEGER NOT NULL,
    class_id    INTEGER NOT NULL,
    first_on    TEXT NOT NULL,
    last_on     TEXT NOT NULL,
    standard_id INTEGER NOT NULL,                   -- record of the standard
    ruling      TEXT NOT NULL, amount_fen INTEGER, unit TEXT NOT NULL, document_id INTEGER, valid_from TEXT NOT NULL,
    valid_until TEXT, percent_bp INTEGER, percent_of_id INTEGER, receipt_kind TEXT,
    chargeable  INTEGER NOT NULL,                   -- 1: something may be charged
    banned      INTEGER NOT NULL,                   -- 1: nothing may
    by_case     INTEGER NOT NULL,                   -- 1: a cap for each case
    by_year     INTEGER NOT NULL,                   -- 1: chargeable by person, household or unit and year
    PRIMARY KEY (item_id, class_id, first_on)
) WITHOUT ROWID;

-- v_notice_standard: each notice line with the standard that governs it on its day
CREATE TEMP VIEW IF NOT EXISTS v_notice_standard AS
SELECT i.*,
       CASE WHEN i.quantity_milli % 1000 = 0 THEN CAST(i.quantity_milli / 1000 AS TEXT)
            ELSE rtrim(printf('%d.%03d', i.quantity_milli / 1000, i.quantity_milli % 1000), '0') END AS quantity_text,
       c.class_id,                                  -- class of scope
       g.standard_id,                               -- governing standard; NULL: none in force on the day
       g.ruling, g.amount_fen AS standard_fen, g.unit AS standard_unit, g.document_id AS standard_document_id,
       g.valid_from AS standard_from, g.valid_until AS standard_until,
       CASE WHEN g.percent_bp IS NOT NULL           -- a share: of the other item's lines on the same notice, half up to the fen
            THEN (SELECT CASE WHEN sum(o.amount_fen) <= 900000000000000 THEN (sum(o.amount_fen) * g.percent_bp + 5000) / 10000 END
                    FROM notice_item o JOIN term ot ON ot.term_id = o.name_term
                   WHERE o.record_id = i.record_id AND ot.subject_id = g.percent_of_id)
            WHEN i.quantity_milli = 0 OR g.amount_fen <= 9000000000000000000 / i.quantity_milli
            THEN (g.amount_fen * i.quantity_milli + 500) / 1000 END AS allowed_fen, -- NULL: no figure, no base, or beyond 64 bits
       g.percent_bp,                                -- share of another item's amount, in hundredths of a percent (unit: share)
       g.percent_of_id,                             -- that item
       CASE WHEN g.percent_bp IS NOT NULL THEN (SELECT sum(o.amount_fen) FROM notice_item o JOIN term ot ON ot.term_id = o.name_term
              WHERE o.record_id = i.record_id AND ot.subject_id = g.percent_of_id) END AS share_base_fen, -- it on the same notice
       g.receipt_kind AS standard_receipt_kind,     -- receipt prescribed
       g.chargeable, g.banned, g.by_case, g.by_year -- 1: as in audit_period; NULL: no standard
  FROM v_notice_item i
  JOIN audit_scope c ON c.unit_id = i.unit_id AND c.division_id = i.division_id AND c.line_key = i.payer_class
  LEFT JOIN audit_period g ON g.item_id = i.item_id AND g.class_id = c.class_id
                          AND g.first_on <= i.charged_on AND g.last_on >= i.charged_on;

-- v_school_standard: each school component with the standard that governs it for its grade's stage
CREATE TEMP VIEW IF NOT EXISTS v_school_standard AS
SELECT i.*, c.class_id,
       k.place,                                     -- within|apart|total; NULL: none of them
       g.record_id AS standard_id, g.ruling, g.amount_fen AS standard_fen, g.unit AS standard_unit,
       CASE WHEN i.pupils = 0 OR g.amount_fen <= 9000000000000000000 / i.pupils THEN g.amount_fen * i.pupils END AS allowed_fen,
       o.record_id AS only_id,                      -- standard that names the only items a school may collect; NULL: none
       CASE WHEN o.record_id IS NOT NULL THEN EXISTS (SELECT 1 FROM standard_member m
              WHERE m.record_id = o.record_id AND m.item_id = i.item_id) END AS only_member -- 1: the item is among them
  FROM v_school_charge_line i
  JOIN audit_scope c ON c.unit_id = i.unit_id AND c.division_id = i.division_id AND c.line_key = i.grade || i.season
  LEFT JOIN v_school_component k ON k.item_id = i.item_id
  LEFT JOIN standard o ON o.record_id = (
       SELECT a.standard_id FROM audit_governing a
        WHERE a.item_id = (SELECT x.subject_id FROM subject x WHERE x.kind = 'item' AND x.key = 'school.all')
          AND a.class_id = c.class_id AND a.ruling = 'only'
          AND a.valid_from <= i.charged_on AND a.valid_until >= i.charged_on
        ORDER BY a.rank LIMIT 1)
  LEFT JOIN standard g ON g.record_id = (
       SELECT a.standard_id FROM audit_governing a
        WHERE a.item_id = i.item_id AND a.class_id = c.class_id
          AND a.valid_from <= i.charged_on AND a.valid_until >= i.charged_on
        ORDER BY a.rank LIMIT 1);

-- v_school_onefee: the one-fee total of each grade of a school charge, with the cap that governs it. Four rules read it several
-- times each: it is resolved once per run, too (audit.fill_onefee).
CREATE TEMP TABLE IF NOT EXISTS audit_onefee (
    subject_id    INTEGER NOT NULL,                 -- the school charge
    part          INTEGER NOT NULL,                 -- the grade's first line
    unit_id       INTEGER NOT NULL,
    division_id   INTEGER NOT NULL,
    charged_on    TEXT NOT NULL,
    grade         INTEGER NOT NULL,
    stage         TEXT,
    season        TEXT,
    pupils        INTEGER NOT NULL,
    per_pupil_fen INTEGER NOT NULL,                 -- components within the one fee, for one pupil and term
    amount_fen    INTEGER NOT NULL,
    elsewhere_fen INTEGER NOT NULL,                 -- what other groups and papers of the grade and term list that this one does not
    repeated      INTEGER NOT NULL,                 -- > 0: a component stands twice, or beside the total of all
    standard_id   INTEGER,
    ruling        TEXT,
    standard_fen  INTEGER,
    standard_unit TEXT,
    charged_fen   INTEGER,                          -- NULL: too large to reckon with
    allowed_fen   INTEGER,
    PRIMARY KEY (subject_id, part)
) WITHOUT ROWID;
CREATE TEMP VIEW IF NOT EXISTS v_school_onefee AS SELECT * FROM audit_onefee;

-- v_press_total: what a subscriber spent in a year, with the cap that governs it on the day of the last subscription.
-- Money of the staff's own counts only when the unit subscribed or withheld it for them.
CREATE TEMP VIEW IF NOT EXISTS v_press_total AS
SELECT t.*, g.record_id AS standard_id, g.ruling, g.amount_fen AS standard_fen, g.unit AS standard_unit
  FROM (SELECT i.subject_id, i.unit_id, i.division_id, i.year, max(i.subscribed_on) AS charged_on,
               coalesce(sum(i.amount_fen) FILTER (WHERE i.funds <> 'staff' OR i.mode <> 'own'), 0) AS amount_fen,
               sum(i.mode = 'withheld') AS withheld_lines, sum(i.mode = 'on-behalf') AS on_behalf_lines
          FROM v_subscription_line i
         GROUP BY i.subject_id) t
  JOIN audit_scope c ON c.unit_id = t.unit_id AND c.division_id = t.division_id AND c.line_key = ''
  LEFT JOIN standard g ON g.record_id = (
       SELECT a.standard_id FROM audit_governing a
        WHERE a.item_id = (SELECT o.subject_id FROM subject o WHERE o.kind = 'item' AND o.key = 'press.subscription')
          AND a.class_id = c.class_id
          AND a.valid_from <= t.charged_on AND a.valid_until >= t.charged_on
        ORDER BY a.rank LIMIT 1);

-- ---------------------------------------------------------------- the working tables of a run

-- audit_hit: what the SELECT of the rule that is just running returned
CREATE TEMP TABLE IF NOT EXISTS audit_hit (
    subject_id  INTEGER NOT NULL,
    part        INTEGER NOT NULL,
    division    INTEGER, unit INTEGER, charged_on TEXT, charged_fen INTEGER, allowed_fen INTEGER, excess_fen INTEGER,
    standard_id INTEGER, severity TEXT NOT NULL CHECK (severity IN ('violation', 'doubt')), detail TEXT NOT NULL,
    PRIMARY KEY (subject_id, part)
) WITHOUT ROWID;

-- audit_place: who charged where, and whom; audit_span: from when to when. All notices of the county, also while a check looks only
-- at what has come since the last one.
CREATE TEMP TABLE IF NOT EXISTS audit_place (
    unit_id INTEGER NOT NULL, division_id INTEGER NOT NULL, payer_class TEXT NOT NULL,
    PRIMARY KEY (unit_id, division_id, payer_class)
) WITHOUT ROWID;
CREATE TEMP TABLE IF NOT EXISTS audit_span (first_on TEXT, last_on TEXT);

-- audit_suspect: notices that the sweep wants looked at closer, by rule (src/audit/sweep.c tells the turns), each in the version that
-- is meant; audit_turn: whose turn it is
CREATE TEMP TABLE IF NOT EXISTS audit_suspect (
    turn INTEGER NOT NULL, subject_id INTEGER NOT NULL, record_id INTEGER NOT NULL,
    PRIMARY KEY (turn, subject_id)
) WITHOUT ROWID;
CREATE TEMP TABLE IF NOT EXISTS audit_turn (turn INTEGER NOT NULL);

-- audit_open: the subjects that it could not decide
CREATE TEMP TABLE IF NOT EXISTS audit_open (
    subject_id INTEGER NOT NULL, part INTEGER NOT NULL, reason TEXT NOT NULL,
    PRIMARY KEY (subject_id, part)
) WITHOUT ROWID;

-- ---------------------------------------------------------------- findings

-- v_finding: findings with where and by whom (names of places and units, never of persons)
CREATE TEMP VIEW IF NOT EXISTS v_finding AS
SELECT f.*, s.kind AS subject_kind, s.key AS subject_key, s.record_id, -- the subject and its version that counts now
       d.code AS division_code, d.name AS division_name, d.level AS division_level, d.parent_id AS division_parent_id,
       u.code AS unit_code, u.name AS unit_name, u.type AS unit_type
  FROM finding f
  JOIN subject s ON s.subject_id = f.subject_id
  LEFT JOIN subject ds ON ds.subject_id = f.division_id
  LEFT JOIN division d ON d.record_id = ds.record_id
  LEFT JOIN subject us ON us.subject_id = f.unit_id
  LEFT JOIN unit u ON u.record_id = us.record_id;

-- ---------------------------------------------------------------- boards, payers, rolls: what single rules ask for

-- v_board_look: every look at a unit's board (收费公示栏), also one that found none hanging
CREATE TEMP VIEW IF NOT EXISTS v_board_look AS
SELECT b.subject_id, b.record_id, b.unit_id, b.seen_on,
       b.missing,                                   -- 1: no board hung there
       b.telephone                                  -- for complaints, as shown; NULL: none
  FROM board b JOIN subject s ON s.subject_id = b.subject_id AND s.record_id = b.record_id;

-- v_board: boards of public posting as seen
CREATE TEMP VIEW IF NOT EXISTS v_board AS
SELECT subject_id, record_id, unit_id, seen_on, telephone FROM v_board_look WHERE missing = 0;

-- v_board_item: what they showed
CREATE TEMP VIEW IF NOT EXISTS v_board_item AS
SELECT b.subject_id, l.record_id, l.part, l.line, b.unit_id, b.seen_on,
       l.name_term, t.subject_id AS item_id, t.text AS name, -- NULL item: the book does not know the name
       l.amount_fen, l.per,                         -- as posted; NULL: not posted
       l.document_term,                             -- term of the paper cited; NULL: none cited
       d.text AS document_text, d.subject_id AS document_id -- as written; NULL: the book does not have it
  FROM board b
  JOIN subject s ON s.subject_id = b.subject_id AND s.record_id = b.record_id
  JOIN board_item l ON l.record_id = b.record_id
  JOIN term t ON t.term_id = l.name_term
  LEFT JOIN term d ON d.term_id = l.document_term;

-- v_board_period: how long each board speaks: from the day it was seen until the next look, at most a year
CREATE TEMP VIEW IF NOT EXISTS v_board_period AS
SELECT b.record_id, b.unit_id, b.seen_on, b.until_on, b.unknown_names
  FROM (SELECT k.record_id, k.unit_id, k.seen_on, k.missing,
               min(coalesce(lead(add_days(k.seen_on, -1)) OVER (PARTITION BY k.unit_id ORDER BY k.seen_on), '9999-12-31'),
                   add_days(k.seen_on, 365)) AS until_on,
               (SELECT count(*) FROM board_item p JOIN term t ON t.term_id = p.name_term
                 WHERE p.record_id = k.record_id AND t.subject_id IS NULL) AS unknown_names -- lines whose name the book does not know
          FROM v_board_look k) b
 WHERE b.missing = 0;

-- audit_posted: for each board, the days for which it speaks, and each item of the book whether it is shown. Boards are few and are
-- looked at for each line: they are gathered once per run (audit.fill_posted).
CREATE TEMP TABLE IF NOT EXISTS audit_posted (
    unit_id       INTEGER NOT NULL,
    item_id       INTEGER NOT NULL,
    seen_on       TEXT NOT NULL,
    until_on      TEXT NOT NULL,
    record_id     INTEGER NOT NULL,                 -- the board
    unknown_names INTEGER NOT NULL,                 -- lines whose name the book does not know
    part          INTEGER,                          -- first line that shows the item; NULL: none
    amount_fen    INTEGER,                          -- its amount; NULL: not posted
    PRIMARY KEY (unit_id, item_id, seen_on, record_id)
) WITHOUT ROWID;

-- v_levy_item: items that the reform of rural taxes and fees ended, each with a rule of its own: levies (提留统筹) and arrears from
-- before (税费尾欠). Any other banned item is fee-cancelled's.
CREATE TEMP VIEW IF NOT EXISTS v_levy_item AS
SELECT i.subject_id AS item_id, CASE i.key WHEN 'arrears' THEN 'arrears' ELSE 'levy' END AS what
  FROM subject i
 WHERE i.kind = 'item' AND i.key IN ('levy.village', 'levy.township', 'levy.education_fund', 'arrears');

-- v_notice_line: notice lines with the governing standard and the board that the unit showed on the day: all that can be said of a
-- line by itself, which is what the sweep of a check reads, once for all rules
CREATE TEMP VIEW IF NOT EXISTS v_notice_line AS
SELECT i.*, b.record_id AS board_id, b.seen_on, b.unknown_names, -- NULL: no board was seen on the day or within a year before, or
                                                    -- the book does not know the item
       b.part AS board_part,                        -- first line that shows the item; NULL: none
       b.amount_fen AS posted_fen,                  -- its amount; NULL: not posted
       b.seen_on >= i.standard_from AS posted_since, -- 1: the board was seen when the standard was in force already
       i.payer_class = 'household' AS of_household,
       i.receipt IS NOT NULL AS receipted,          -- 1: a receipt was given
       i.receipt IS NOT NULL AND i.receipt_kind IS NOT i.standard_receipt_kind AS receipted_otherwise, -- not of the kind prescribed
       CASE WHEN i.item_id IN (SELECT l.item_id FROM v_levy_item l)
            THEN (SELECT l.what FROM v_levy_item l WHERE l.item_id = i.item_id) END AS levy -- levy|arrears, as in v_levy_item
  FROM v_notice_standard i
  LEFT JOIN audit_posted b ON b.unit_id = i.unit_id AND b.item_id = i.item_id
                          AND b.seen_on <= i.charged_on AND b.until_on >= i.charged_on;

-- v_notice_board: lines with a standard in force, of units whose board was seen on the day or within a year before, with that
-- board. Items that may not be taken at all need not be posted and are found by other rules.
CREATE TEMP VIEW IF NOT EXISTS v_notice_board AS
SELECT * FROM v_notice_line WHERE board_id IS NOT NULL AND chargeable AND amount_fen > 0;

-- v_notice_misfit: lines whose item has no standard at any time for this unit and payer, though one is in force on the day for
-- other payers or other units of the same place. Neither: the place or the time does not fit, and fee-no-basis speaks.
CREATE TEMP VIEW IF NOT EXISTS v_notice_misfit AS
SELECT i.*,
       (SELECT t.record_id FROM v_standard t
         WHERE t.item_id = i.item_id AND t.ruling IN ('charge', 'cap')
           AND t.valid_from <= i.charged_on AND coalesce(t.valid_until, '9999-12-31') >= i.charged_on
           AND (t.county_class IS NULL OR t.county_class = c.county_class) AND (t.coastal IS NULL OR t.coastal = c.coastal)
           AND (t.division_id IS NULL OR t.division_id IN (SELECT w.within_id FROM v_division_within w
                                                            WHERE w.division_id = i.division_id))
           AND (t.stage IS NULL OR t.stage = c.stage) AND (t.area IS NULL OR t.area = c.area)
           AND (t.unit_type IS NULL OR t.unit_type = c.unit_type) AND (t.size_class IS NULL OR t.size_class = c.size_class)
           AND (t.unit_id IS NULL OR t.unit_id = i.unit_id)
         ORDER BY t.specificity DESC, t.record_id LIMIT 1) AS payer_standard_id, -- it fits all but the payer
       (SELECT t.record_id FROM v_standard t
         WHERE t.item_id = i.item_id AND t.ruling IN ('charge', 'cap')
           AND t.valid_from <= i.charged_on AND coalesce(t.valid_until, '9999-12-31') >= i.charged_on
           AND (t.county_class IS NULL OR t.county_class = c.county_class) AND (t.coastal IS NULL OR t.coastal = c.coastal)
           AND (t.division_id IS NULL OR t.division_id IN (SELECT w.within_id FROM v_division_within w
                                                            WHERE w.division_id = i.division_id))
         ORDER BY t.specificity DESC, t.record_id LIMIT 1) AS unit_standard_id -- it fits the place at least
  FROM v_notice_standard i
  JOIN audit_scope c ON c.unit_id = i.unit_id AND c.division_id = i.division_id AND c.line_key = i.payer_class
 WHERE i.standard_id IS NULL AND i.item_id IS NOT NULL AND i.amount_fen > 0
   AND NOT EXISTS (SELECT 1 FROM audit_governing a WHERE a.item_id = i.item_id AND a.class_id = i.class_id);

-- v_notice_approval: lines that cite a paper other than that of the governing standard, where the paper cited sets the item too
CREATE TEMP VIEW IF NOT EXISTS v_notice_approval AS
SELECT i.*, t.record_id AS approved_id, t.amount_fen AS approved_unit_fen,
       CASE WHEN i.quantity_milli = 0 OR t.amount_fen <= 9000000000000000000 / i.quantity_milli
            THEN (t.amount_fen * i.quantity_milli + 500) / 1000 END AS approved_fen -- NULL: no figure, or beyond 64 bits
  FROM v_notice_standard i
  JOIN standard t ON t.record_id = (
       SELECT a.standard_id FROM audit_governing a JOIN standard o ON o.record_id = a.standard_id
        WHERE a.item_id = i.item_id AND a.class_id = i.class_id AND a.ruling IN ('charge', 'cap')
          AND a.valid_from <= i.charged_on AND a.valid_until >= i.charged_on AND o.document_id = i.document_id
        ORDER BY a.rank LIMIT 1)
 WHERE i.ruling IN ('charge', 'cap') AND i.document_id <> i.standard_document_id AND i.amount_fen > 0;

-- v_notice_case: lines under a cap by case (元/件), with what the same payer paid the same unit for the item within three days
CREATE TEMP VIEW IF NOT EXISTS v_notice_case AS
SELECT i.subject_id, i.part, i.unit_id, i.division_id, i.charged_on, i.name, i.amount_fen, i.standard_id, i.standard_fen,
       i.allowed_fen,
       coalesce(sum(i.amount_fen) OVER before, 0) + sum(i.amount_fen) OVER today AS sum_fen, -- the two days before, today up to here
       count(*) OVER before + count(*) OVER today AS lines
  FROM v_notice_standard i
 WHERE i.item_id IN (SELECT t.item_id FROM v_standard t WHERE t.ruling = 'cap' AND t.unit = 'case')
   AND i.ruling = 'cap' AND i.standard_unit = 'case' AND i.amount_fen > 0
   AND (i.amount_fen <= i.allowed_fen OR i.allowed_fen IS NULL) -- a line over the cap by itself is fee-over-standard's
WINDOW before AS (PARTITION BY i.unit_id, i.payer_class, i.payer, i.item_id ORDER BY CAST(julianday(i.charged_on) AS INTEGER)
                  RANGE BETWEEN 2 PRECEDING AND 1 PRECEDING),
       today AS (PARTITION BY i.unit_id, i.payer_class, i.payer, i.item_id, i.charged_on ORDER BY i.subject_id, i.part
                 ROWS UNBOUNDED PRECEDING);

-- v_notice_year: lines under a standard by year, with what the payer has paid for the item since the year began and what the year
-- allows. By household and by unit the standard is the year's; by person it is taken times the persons of the household as
-- registered (a pupil is one person). Counted is a line up to its own allowance, and of repeated lines the first: what is above is
-- found by fee-over-standard and fee-charged-twice.
CREATE TEMP VIEW IF NOT EXISTS v_notice_year AS
SELECT y.*, sum(y.counted_fen) OVER (PARTITION BY y.payer_class, y.payer, y.item_id, y.year
                                     ORDER BY y.charged_on, y.subject_id, y.part ROWS UNBOUNDED PRECEDING) AS sum_fen
  FROM (SELECT i.subject_id, i.part, i.unit_id, i.division_id, i.charged_on, i.item_id, i.name, i.payer_class, i.payer,
               i.amount_fen, i.standard_id, i.standard_fen, i.standard_unit, h.persons,
               substr(coalesce(i.period, i.charged_on), 1, 4) AS year,
               min(i.amount_fen, i.allowed_fen) AS counted_fen,
               CASE i.standard_unit
                    WHEN 'person-year' THEN i.standard_fen * CASE i.payer_class WHEN 'pupil' THEN 1 ELSE h.persons END
                    ELSE i.standard_fen END AS year_fen, -- NULL: no figure, or the household is not registered
               row_number() OVER (PARTITION BY i.payer_class, i.payer, i.item_id,
                                               coalesce(i.period, i.unit_id || ' ' || i.charged_on)
                                  ORDER BY i.charged_on, i.subject_id, i.part) AS place
          FROM v_notice_standard i
          LEFT JOIN subject hs ON hs.kind = 'household' AND hs.key = i.payer AND i.payer_class = 'household'
          LEFT JOIN household h ON h.record_id = hs.record_id
         WHERE i.item_id IN (SELECT t.item_id FROM v_standard t WHERE t.unit IN ('person-year', 'household-year', 'unit-year'))
           AND i.ruling IN ('charge', 'cap') AND i.standard_unit IN ('person-year', 'household-year', 'unit-year')
           AND i.amount_fen > 0) y
 WHERE y.place = 1;

-- v_school_head: pupils charged for the components of the one fee by school, term and grade, with the roll
CREATE TEMP VIEW IF NOT EXISTS v_school_head AS
SELECT t.*, r.roll, r.exempt                        -- NULL: the register has no roll of the term and grade
  FROM (SELECT i.unit_id, i.division_id, i.term, i.grade, i.item_id,
               min(i.subject_id * 1000000 + i.part) AS first_line, -- first charge and line, as one number
               min(i.charged_on) AS charged_on, sum(i.pupils) AS pupils, min(i.per_pupil_fen) AS per_pupil_fen
          FROM v_school_charge_line i
          JOIN v_school_component k ON k.item_id = i.item_id AND k.place = 'within'
         WHERE i.per_pupil_fen > 0 AND i.pupils > 0
         GROUP BY i.unit_id, i.term, i.grade, i.item_id) t
  LEFT JOIN (SELECT p.unit_id, p.term, p.grade, sum(p.pupils) AS roll, sum(p.exempt) AS exempt
               FROM v_school_pupils p GROUP BY p.unit_id, p.term, p.grade) r
    ON r.unit_id = t.unit_id AND r.term = t.term AND r.grade = t.grade;

-- v_school_year: components and one-fee totals whose standard is by pupil and school year (autumn and the spring after), with the
-- lowest rate of the grade in the other term. NULL other_fen: the other term is not on record.
CREATE TEMP VIEW IF NOT EXISTS v_school_year AS
WITH rate AS (
    SELECT i.subject_id, i.part, i.unit_id, i.division_id, i.charged_on, i.term, i.season, i.grade, i.pupils, i.item_id, i.name,
           i.per_pupil_fen, i.standard_id, i.standard_fen
      FROM v_school_standard i
     WHERE i.standard_unit = 'pupil-year' AND i.ruling IN ('charge', 'cap') AND i.place IS NOT NULL
    UNION ALL
    SELECT i.subject_id, i.part, i.unit_id, i.division_id, i.charged_on, c.term, i.season, i.grade, i.pupils, g.item_id,
           '一费制收费总额', i.per_pupil_fen, i.standard_id, i.standard_fen
      FROM v_school_onefee i
      JOIN v_school_charge c ON c.subject_id = i.subject_id
      JOIN standard g ON g.record_id = i.standard_id
     WHERE i.standard_unit = 'pupil-year' AND i.ruling IN ('charge', 'cap')
), dated AS MATERIALIZED (
    SELECT r.*, CAST(substr(r.term, 1, 4) AS INTEGER) - (r.season = 'S') AS school_year FROM rate r
)
SELECT d.*, (SELECT min(o.per_pupil_fen) FROM dated o
              WHERE o.unit_id = d.unit_id AND o.school_year = d.school_year AND o.grade = d.grade AND o.item_id = d.item_id
                AND o.season <> d.season) AS other_fen
  FROM dated d;

-- v_school_remittance: the miscellaneous fee that a school charge collected, and what was paid into the fiscal account of it
CREATE TEMP VIEW IF NOT EXISTS v_school_remittance AS
SELECT c.subject_id, c.unit_id, c.division_id, c.term, c.charged_on, c.remitted_fen, c.remitted_on, t.collected_fen
  FROM (SELECT i.subject_id, sum(i.amount_fen) AS collected_fen
          FROM v_school_charge_line i
          JOIN subject o ON o.subject_id = i.item_id AND o.key = 'school.misc'
         GROUP BY i.subject_id) t
  JOIN v_school_charge c ON c.subject_id = t.subject_id
 WHERE t.collected_fen > 0;

-- v_school_only: for each class of scope the items that alone may be taken, where the book has such a set in force; resolved
-- once per run (audit.fill_only)
CREATE TEMP TABLE IF NOT EXISTS audit_only (
    class_id    INTEGER NOT NULL,
    item_id     INTEGER NOT NULL,
    valid_from  TEXT NOT NULL,
    valid_until TEXT NOT NULL,
    standard_id INTEGER NOT NULL,
    PRIMARY KEY (class_id, item_id, standard_id)
) WITHOUT ROWID;
CREATE TEMP VIEW IF NOT EXISTS v_school_only AS
SELECT class_id, valid_from, valid_until, standard_id, item_id FROM audit_only;

-- ---------------------------------------------------------------- what a board should show, and what it shows

-- audit_schedule: what the book says of each item for a unit whose board was looked at, whoever pays: the standards whose scope fits
-- the unit, best first within a variant (payer, grades, season; of a nine-year school also the stage), of which one governs at a
-- time. Filled once per run (audit.fill_schedule); empty outside a run.
CREATE TEMP TABLE IF NOT EXISTS audit_schedule (
    unit_id     INTEGER NOT NULL,
    item_id     INTEGER NOT NULL,
    variant     TEXT NOT NULL,
    rank        INTEGER NOT NULL,                   -- 1 is the most specific and latest
    standard_id INTEGER NOT NULL,                   -- record of the standard
    ruling      TEXT NOT NULL,
    amount_fen  INTEGER,                            -- NULL: not known, or a share
    valid_from  TEXT NOT NULL,
    valid_until TEXT NOT NULL,                      -- 9999-12-31 while in force
    document_id INTEGER,
    own         INTEGER NOT NULL,                   -- 1: the standard names this unit
    PRIMARY KEY (unit_id, item_id, variant, rank)
) WITHOUT ROWID;

-- v_board_standard: for each board the standards that govern on the day it was seen, one for each item and variant
CREATE TEMP VIEW IF NOT EXISTS v_board_standard AS
SELECT b.subject_id, b.record_id, b.unit_id, b.seen_on, a.item_id, a.variant, a.rank, a.standard_id, a.ruling, a.amount_fen,
       a.valid_from, a.document_id, a.own
  FROM v_board b
  JOIN audit_schedule a ON a.unit_id = b.unit_id AND a.valid_from <= b.seen_on AND a.valid_until >= b.seen_on
 WHERE NOT EXISTS (SELECT 1 FROM audit_schedule o
                    WHERE o.unit_id = a.unit_id AND o.item_id = a.item_id AND o.variant = a.variant AND o.rank < a.rank
                      AND o.valid_from <= b.seen_on AND o.valid_until >= b.seen_on);

-- v_board_line: each item posted whose name the book knows, with the standard that it has to agree with: of several (other payers,
-- other grades) one that may be charged before a ban, and the one whose figure is posted before others. Beside it the latest earlier
-- standard of which the line shows the figure, or whose time has run out. Four rules read it: resolved once per run
-- (audit.fill_board_line).
CREATE TEMP TABLE IF NOT EXISTS audit_board_line (
    subject_id    INTEGER NOT NULL,                 -- the board
    part          INTEGER NOT NULL,
    unit_id       INTEGER NOT NULL,
    division_id   INTEGER NOT NULL,
    seen_on       TEXT NOT NULL,
    item_id       INTEGER NOT NULL,
    name          TEXT NOT NULL,                    -- as posted
    amount_fen    INTEGER,                          -- as posted; NULL: not posted
    document_term INTEGER, document_text TEXT, document_id INTEGER, -- paper cited, as in v_board_item
    standard_id   INTEGER,                          -- NULL: none in force on the day
    ruling TEXT, standard_fen INTEGER, standard_unit TEXT, percent_bp INTEGER, standard_from TEXT, standard_document_id INTEGER,
    earlier_id    INTEGER,                          -- NULL: no such earlier standard
    earlier_fen INTEGER, earlier_from TEXT, earlier_until TEXT,
    PRIMARY KEY (subject_id, part)
) WITHOUT ROWID;
CREATE TEMP VIEW IF NOT EXISTS v_board_line AS SELECT * FROM audit_board_line;

-- v_charging_unit: units of which a charge is on record, by notice or as a school
CREATE TEMP VIEW IF NOT EXISTS v_charging_unit AS
SELECT unit_id FROM audit_place UNION SELECT unit_id FROM v_school_charge;

-- v_board_lack: what a board that hung did not show although it should: items that the unit's earlier boards showed, that the unit
-- as a school charged within the year before, or that a standard leaves to this very unit, each with a standard in force on the day.
-- What was charged by notice and not posted is fee-not-posted's.
CREATE TEMP VIEW IF NOT EXISTS v_board_lack AS
SELECT a.subject_id, a.record_id, a.unit_id, u.division_id, a.seen_on, a.item_id, n.name, min(a.standard_id) AS standard_id,
       (SELECT count(*) FROM v_board_item x WHERE x.record_id = a.record_id AND x.item_id IS NULL) AS unknown_names
  FROM v_board_standard a
  JOIN v_unit u ON u.unit_id = a.unit_id
  JOIN v_item n ON n.item_id = a.item_id
 WHERE a.ruling IN ('charge', 'cap') AND n.category <> 'press'
   AND a.item_id NOT IN (SELECT i.item_id FROM v_board_item i WHERE i.record_id = a.record_id AND i.item_id IS NOT NULL)
   AND (a.own
        OR EXISTS (SELECT 1 FROM board p JOIN subject ps ON ps.subject_id = p.subject_id AND ps.record_id = p.record_id
                     JOIN board_item l ON l.record_id = p.record_id JOIN term t ON t.term_id = l.name_term
                    WHERE p.unit_id = a.unit_id AND p.seen_on < a.seen_on AND t.subject_id = a.item_id)
        OR (u.type = 'school'
            AND EXISTS (SELECT 1 FROM v_school_charge_line c
                         WHERE c.unit_id = a.unit_id AND c.item_id = a.item_id AND c.amount_fen > 0
                           AND c.charged_on BETWEEN add_days(a.seen_on, -365) AND a.seen_on)))
 GROUP BY a.record_id, a.item_id;

-- ---------------------------------------------------------------- household cards against what is asked of them

-- v_card_village: each village in each year of which cards are on record anywhere, with its cards and what governs on the year's
-- last day. last_on is the day by which the cards have to be with the township.
CREATE TEMP VIEW IF NOT EXISTS v_card_village AS
SELECT v.*, p.record_id AS coverage_id, p.number AS coverage_percent, q.record_id AS deadline_id,
       CASE q.unit WHEN 'month-end' THEN add_days(CASE WHEN q.number < 12 THEN v.year || '-' || substr('0' || (q.number + 1), -2)
                                                       ELSE v.year + 1 || '-01' END || '-01', -1)
                   WHEN 'calendar-day' THEN add_days(v.year || '-01-01', q.number - 1) END AS last_on
  FROM (SELECT d.division_id, d.code, d.name, d.households, d.county_class, d.coastal, d.township_id, d.county_id, y.year,
               c.subject_id AS issue_id,            -- NULL: no record of the village
               c.record_id, c.delivered_on, c.issued, c.issued_on
          FROM (SELECT DISTINCT year FROM v_card_issue) y
          CROSS JOIN v_division d
          LEFT JOIN v_card_issue c ON c.division_id = d.division_id AND c.year = y.year
         WHERE d.level = 'village') v
  LEFT JOIN standard p ON p.record_id = (
       SELECT t.record_id FROM v_standard t
        WHERE t.item_id = (SELECT o.subject_id FROM subject o WHERE o.kind = 'item' AND o.key = 'card.coverage') AND t.ruling = 'deadline'
          AND t.valid_from <= v.year || '-12-31' AND coalesce(t.valid_until, '9999-12-31') >= v.year || '-12-31'
          AND (t.county_class IS NULL OR t.county_class = v.county_class) AND (t.coastal IS NULL OR t.coastal = v.coastal)
          AND (t.division_id IS NULL OR t.division_id IN (v.division_id, v.township_id, v.county_id))
        ORDER BY t.specificity DESC, t.level_rank, t.valid_from DESC, t.record_id LIMIT 1)
  LEFT JOIN standard q ON q.record_id = (
       SELECT t.record_id FROM v_standard t
        WHERE t.item_id = (SELECT o.subject_id FROM subject o WHERE o.kind = 'item' AND o.key = 'card.issue') AND t.ruling = 'deadline'
          AND t.valid_from <= v.year || '-12-31' AND coalesce(t.valid_until, '9999-12-31') >= v.year || '-12-31'
          AND (t.county_class IS NULL OR t.county_class = v.county_class) AND (t.coastal IS NULL OR t.coastal = v.coastal)
          AND (t.division_id IS NULL OR t.division_id IN (v.division_id, v.township_id, v.county_id))
        ORDER BY t.specificity DESC, t.level_rank, t.valid_from DESC, t.record_id LIMIT 1);
