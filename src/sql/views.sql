-- What audit rules and reports read: TEMP views over the current records, made once per connection (jf_db_views).
-- A view shows only the version of a subject that counts now; older versions stay in the tables. Each view joins by
-- rowid (subject -> record) so that a filter by subject_id is a search and a list is one scan. Nothing here computes a
-- verdict and nothing shows a secret name: payers, petitioners and household heads stay in their tables.

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
SELECT u.subject_id AS unit_id, p.record_id, p.part, p.line, p.term, p.grade, p.pupils
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
       t.valid_from, t.valid_until,                 -- first and last day; NULL while in force
       t.document_id, t.article,
       t.certainty, t.checked_on,                   -- original|secondary|unverified; last compared with the paper
       t.county_class, t.stage, t.area, t.unit_type, t.size_class, t.division_id, -- scope; NULL: any
       (t.county_class IS NOT NULL) + (t.stage IS NOT NULL) + (t.area IS NOT NULL) + (t.unit_type IS NOT NULL)
           + (t.size_class IS NOT NULL) + (t.division_id IS NOT NULL) AS specificity, -- how many scopes are set
       t.demonstration, t.note
  FROM standard t JOIN subject s ON s.subject_id = t.subject_id AND s.record_id = t.record_id;

-- ---------------------------------------------------------------- what was charged

-- v_notice: fee notices (收费通知), without payer's name
CREATE TEMP VIEW IF NOT EXISTS v_notice AS
SELECT n.subject_id,                                -- subject of the notice
       n.record_id, n.number, n.unit_id, n.division_id, n.payer_class,
       n.payer,                                     -- key of the payer (household code): for joining, not for printing
       n.charged_on, n.total_fen, n.receipt
  FROM notice n JOIN subject s ON s.subject_id = n.subject_id AND s.record_id = n.record_id;

-- v_notice_item: their lines
CREATE TEMP VIEW IF NOT EXISTS v_notice_item AS
SELECT n.subject_id,                                -- subject of the notice
       l.part,                                      -- number of the line within the notice
       l.record_id, l.line,                         -- version; line in the file
       n.number, n.unit_id, n.division_id, n.charged_on, n.payer_class, n.payer,
       l.name_term,                                 -- term of the name as written
       t.subject_id AS item_id,                     -- item of the rule book; NULL: the book does not know the name
       t.text AS name,                              -- name as written
       l.document_term,                             -- term of the paper cited; NULL: none cited
       d.text AS document_text,                     -- as written
       d.canonical AS document_canonical,           -- canonical number; NULL: unreadable
       d.subject_id AS document_id,                 -- document of the rule book; NULL: the book does not have it
       l.quantity_milli, l.price_fen, l.amount_fen, l.period,
       CASE WHEN l.quantity_milli = 0 OR l.price_fen <= 9000000000000000000 / l.quantity_milli
            THEN (l.price_fen * l.quantity_milli + 500) / 1000 END AS product_fen -- rounded half up; NULL: beyond 64 bits
  FROM notice n
  JOIN subject s ON s.subject_id = n.subject_id AND s.record_id = n.record_id
  JOIN notice_item l ON l.record_id = n.record_id
  JOIN term t ON t.term_id = l.name_term
  LEFT JOIN term d ON d.term_id = l.document_term;

-- v_school_charge: what schools charged for a term
CREATE TEMP VIEW IF NOT EXISTS v_school_charge AS
SELECT c.subject_id, c.record_id, c.school_id AS unit_id, u.division_id, c.number, c.term, c.charged_on, c.total_fen,
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
       l.pupils, l.name_term, t.subject_id AS item_id, t.text AS name,
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
-- (住宿费, 借读费). 教财[2004]7号 as explained in 2004, regulations.md 1.4. Any other item is an extra item.
CREATE TEMP VIEW IF NOT EXISTS v_school_component AS
SELECT i.subject_id AS item_id, i.key AS code,
       CASE WHEN i.key IN ('school.boarding', 'school.lending') THEN 'apart' ELSE 'within' END AS place
  FROM subject i
 WHERE i.kind = 'item'
   AND i.key IN ('school.textbook', 'school.workbook', 'school.misc', 'school.boarding', 'school.lending');

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
       l.mode,                                      -- own 自订, on-behalf 代订, withheld 代扣代缴
       l.funds,                                     -- whose money: unit, farmers, pupils, staff
       l.subscribed_on
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
-- the day, the most specific scope (most scopes set), then the later first day, then a ban before a charge. Scopes are
-- resolved once per run into the two tables below (audit.fill_scope, audit.fill_governing), so that a line costs two index
-- searches; outside a run they are empty and the v_*_standard views show no standard.

-- audit_scope: each charging or subscribing unit at each place, and the class of scope that it falls into
CREATE TEMP TABLE IF NOT EXISTS audit_scope (
    unit_id      INTEGER NOT NULL,                  -- the unit
    division_id  INTEGER NOT NULL,                  -- where it charged
    grade_stage  TEXT NOT NULL,                     -- 'primary'|'junior' for school charges by grade, '' otherwise
    class_id     INTEGER NOT NULL,                  -- units with equal scope share a class
    county_class TEXT, stage TEXT, area TEXT, unit_type TEXT, size_class TEXT,
    mark         INTEGER NOT NULL,                  -- nearest division at or above the place that a standard names; 0: none
    PRIMARY KEY (unit_id, division_id, grade_stage)
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

-- v_notice_standard: each notice line with the standard that governs it on its day
CREATE TEMP VIEW IF NOT EXISTS v_notice_standard AS
SELECT i.*,
       CASE WHEN i.quantity_milli % 1000 = 0 THEN CAST(i.quantity_milli / 1000 AS TEXT)
            ELSE rtrim(printf('%d.%03d', i.quantity_milli / 1000, i.quantity_milli % 1000), '0') END AS quantity_text,
       c.class_id,                                  -- class of scope
       g.record_id AS standard_id,                  -- governing standard; NULL: none in force on the day
       g.ruling, g.amount_fen AS standard_fen, g.unit AS standard_unit, g.document_id AS standard_document_id,
       g.valid_from AS standard_from, g.valid_until AS standard_until,
       CASE WHEN i.quantity_milli = 0 OR g.amount_fen <= 9000000000000000000 / i.quantity_milli
            THEN (g.amount_fen * i.quantity_milli + 500) / 1000 END AS allowed_fen -- NULL: no figure, or beyond 64 bits
  FROM v_notice_item i
  JOIN audit_scope c ON c.unit_id = i.unit_id AND c.division_id = i.division_id AND c.grade_stage = ''
  LEFT JOIN standard g ON g.record_id = (
       SELECT a.standard_id FROM audit_governing a
        WHERE a.item_id = i.item_id AND a.class_id = c.class_id
          AND a.valid_from <= i.charged_on AND a.valid_until >= i.charged_on
        ORDER BY a.rank LIMIT 1);

-- v_school_standard: each school component with the standard that governs it for its grade's stage
CREATE TEMP VIEW IF NOT EXISTS v_school_standard AS
SELECT i.*, c.class_id,
       k.place,                                     -- within|apart; NULL: neither
       g.record_id AS standard_id, g.ruling, g.amount_fen AS standard_fen, g.unit AS standard_unit,
       CASE WHEN i.pupils = 0 OR g.amount_fen <= 9000000000000000000 / i.pupils THEN g.amount_fen * i.pupils END AS allowed_fen
  FROM v_school_charge_line i
  JOIN audit_scope c ON c.unit_id = i.unit_id AND c.division_id = i.division_id AND c.grade_stage = i.stage
  LEFT JOIN v_school_component k ON k.item_id = i.item_id
  LEFT JOIN standard g ON g.record_id = (
       SELECT a.standard_id FROM audit_governing a
        WHERE a.item_id = i.item_id AND a.class_id = c.class_id
          AND a.valid_from <= i.charged_on AND a.valid_until >= i.charged_on
        ORDER BY a.rank LIMIT 1);

-- v_school_onefee: the one-fee total of each grade of a school charge, with the cap that governs it
CREATE TEMP VIEW IF NOT EXISTS v_school_onefee AS
SELECT t.*, g.record_id AS standard_id, g.ruling, g.amount_fen AS standard_fen, g.unit AS standard_unit,
       CASE WHEN t.pupils = 0 OR t.per_pupil_fen <= 9000000000000000000 / t.pupils THEN t.per_pupil_fen * t.pupils END AS charged_fen,
       CASE WHEN t.pupils = 0 OR g.amount_fen <= 9000000000000000000 / t.pupils THEN g.amount_fen * t.pupils END AS allowed_fen
  FROM (SELECT i.subject_id, min(i.part) AS part, i.unit_id, i.division_id, i.charged_on, i.grade, i.stage, i.pupils,
               sum(i.per_pupil_fen) AS per_pupil_fen, -- components within the one fee, for one pupil and term
               sum(i.amount_fen) AS amount_fen,
               count(*) - count(DISTINCT i.name_term) AS repeated -- > 0: a component stands twice, groups cannot be told
          FROM v_school_charge_line i
          JOIN v_school_component k ON k.item_id = i.item_id AND k.place = 'within'
         GROUP BY i.subject_id, i.grade, i.pupils) t
  JOIN audit_scope c ON c.unit_id = t.unit_id AND c.division_id = t.division_id AND c.grade_stage = t.stage
  LEFT JOIN standard g ON g.record_id = (
       SELECT a.standard_id FROM audit_governing a
        WHERE a.item_id = (SELECT o.subject_id FROM subject o WHERE o.kind = 'item' AND o.key = 'school.onefee')
          AND a.class_id = c.class_id
          AND a.valid_from <= t.charged_on AND a.valid_until >= t.charged_on
        ORDER BY a.rank LIMIT 1);

-- v_press_total: what a subscriber spent in a year, with the cap that governs it on the day of the last subscription.
-- Money of the staff's own counts only when the unit subscribed or withheld it for them.
CREATE TEMP VIEW IF NOT EXISTS v_press_total AS
SELECT t.*, g.record_id AS standard_id, g.ruling, g.amount_fen AS standard_fen, g.unit AS standard_unit
  FROM (SELECT i.subject_id, i.unit_id, i.division_id, i.year, max(i.subscribed_on) AS charged_on,
               coalesce(sum(i.amount_fen) FILTER (WHERE i.funds <> 'staff' OR i.mode <> 'own'), 0) AS amount_fen,
               sum(i.mode = 'withheld') AS withheld_lines, sum(i.mode = 'on-behalf') AS on_behalf_lines
          FROM v_subscription_line i
         GROUP BY i.subject_id) t
  JOIN audit_scope c ON c.unit_id = t.unit_id AND c.division_id = t.division_id AND c.grade_stage = ''
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
