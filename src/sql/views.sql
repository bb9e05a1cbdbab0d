-- What audit rules and reports read: TEMP views over the current records, each made when a statement names it (src/store/views.c).
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
       t.code, t.item_id, t.ruling,                 -- charge|cap|ban|deadline|only|grant
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
       t.demonstration, t.note,
       t.ruling = 'cap' AND EXISTS (SELECT 1 FROM subject ps JOIN item p ON p.record_id = ps.record_id
                                     WHERE ps.subject_id = t.item_id AND p.category = 'press')
           AS spending                              -- 1: a limit to what a unit spends itself (newspapers); nobody may charge by it
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

-- v_notice_village: the village of each notice: where it names only a township that of the household, as registered or as the code of
-- the household begins
CREATE TEMP VIEW IF NOT EXISTS v_notice_village AS
SELECT n.subject_id,
       CASE d.level WHEN 'village' THEN n.division_id ELSE coalesce(h.division_id, cs.subject_id) END AS village_id, -- NULL: not known
       CASE d.level WHEN 'village' THEN n.division_id ELSE coalesce(h.division_id, cs.subject_id, n.division_id) END AS place_id
                                                    -- the village, else what the notice names
  FROM notice_current n
  JOIN v_division d ON d.division_id = n.division_id
  LEFT JOIN subject hs ON hs.kind = 'household' AND hs.key = n.payer AND n.payer_class = 'household'
  LEFT JOIN household h ON h.record_id = hs.record_id
  LEFT JOIN subject cs ON cs.kind = 'division' AND cs.key = substr(n.payer, 1, 12) AND n.payer_class = 'household' AND cs.key NOT GLOB '*000';

-- notice_line: their lines as they stand on the paper
CREATE TEMP VIEW IF NOT EXISTS notice_line AS
SELECT n.*, l.part, l.line, l.name_term, l.document_term, l.quantity_milli, l.price_fen, l.amount_fen, l.period,
       CASE WHEN l.quantity_milli = 0 OR l.price_fen <= 9000000000000000000 / l.quantity_milli
            THEN (l.price_fen * l.quantity_milli + 500) / 1000 END AS product_fen,
       CASE WHEN l.part > 1 THEN NULL WHEN n.total_fen = l.amount_fen AND NOT EXISTS (
                     SELECT 1 FROM notice_item o WHERE o.record_id = n.record_id AND o.part = 2) THEN 1
            ELSE n.total_fen = (SELECT sum(o.amount_fen) FROM notice_item o WHERE o.record_id = n.record_id) END AS adds_up
  FROM notice_current n JOIN notice_item l ON l.record_id = n.record_id;

-- v_notice_item: with what their names and papers mean
CREATE TEMP VIEW IF NOT EXISTS v_notice_item AS
SELECT l.subject_id,                                -- subject of the notice
       l.part,                                      -- number of the line within the notice
       l.record_id, l.line,                         -- version; line in the file
       l.number, l.unit_id, l.division_id, l.charged_on, l.payer_class, l.payer,
       l.receipt, l.receipt_kind, l.voluntary, l.total_fen, -- as in v_notice
       l.name_term,                                 -- term of the name as written
       t.subject_id AS item_id,                     -- item of the rule book; NULL: the book does not know the name
       t.matched_by,                                -- name, alias, pattern; NULL: the book does not know the name
       t.text AS name,                              -- name as written
       l.document_term,                             -- term of the paper cited; NULL: none cited
       d.text AS document_text,                     -- as written
       d.canonical AS document_canonical,           -- canonical number; NULL: unreadable
       d.subject_id AS document_id,                 -- document of the rule book; NULL: the book does not have it
       l.quantity_milli, l.price_fen, l.amount_fen,
       coalesce(l.period, name_period(t.text)) AS period, -- stated, else the time that the name names; NULL: neither
       l.product_fen,                               -- price times quantity, rounded half up; NULL: beyond 64 bits
       l.adds_up                                    -- first line: 1: the notice's total is the sum of its lines; others: NULL
  FROM notice_line l
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
            THEN l.per_pupil_fen * l.pupils END AS product_fen, -- NULL: beyond 64 bits
       l.group_no AS stated_group                   -- number of its group in the paper; NULL: taken in before that was kept
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

-- v_school_group: components of the one fee, each with the group in which it stands: as the paper has it; of papers taken in before that
-- was kept its number among the groups of the grade and size, where the second of a name is the second class's.
CREATE TEMP VIEW IF NOT EXISTS v_school_group AS
SELECT i.*, k.place,
       coalesce(i.stated_group,
                (SELECT count(*) FROM school_charge_line o
                  WHERE o.record_id = i.record_id AND o.part <= i.part AND o.grade = i.grade AND o.pupils = i.pupils
                    AND o.name_term = i.name_term)) AS group_no
  FROM v_school_charge_line i
  JOIN v_school_component k ON k.item_id = i.item_id AND k.place IN ('within', 'total');

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

-- ---------------------------------------------------------------- inspections

-- drawn_builder: households that paid a fee for building, and where; filled while a sample is drawn (inspection.builders)
CREATE TEMP TABLE IF NOT EXISTS drawn_builder (
    payer TEXT NOT NULL, division_id INTEGER NOT NULL, PRIMARY KEY (payer, division_id)
) WITHOUT ROWID;

-- visit_charge: charges on record of the households of a plan; filled while its forms are printed (inspection.charges)
CREATE TEMP TABLE IF NOT EXISTS visit_charge (
    payer TEXT NOT NULL, charged_on TEXT NOT NULL, subject_id INTEGER NOT NULL, part INTEGER NOT NULL, unit_name TEXT, name TEXT NOT NULL,
    amount_fen INTEGER NOT NULL, receipt TEXT, PRIMARY KEY (payer, charged_on, subject_id, part)
) WITHOUT ROWID;

-- village_charge: every line of a notice charged in the village whose dossier is written (village.fill), with the total of its notice
CREATE TEMP TABLE IF NOT EXISTS village_charge (
    subject_id INTEGER NOT NULL, part INTEGER NOT NULL, unit_id INTEGER NOT NULL, payer_class TEXT NOT NULL, payer TEXT NOT NULL,
    charged_on TEXT NOT NULL, item_id INTEGER, name TEXT NOT NULL, amount_fen INTEGER NOT NULL, total_fen INTEGER NOT NULL,
    PRIMARY KEY (subject_id, part)
) WITHOUT ROWID;
-- village_notice: each notice of them once
CREATE TEMP VIEW IF NOT EXISTS village_notice AS
SELECT DISTINCT c.subject_id, c.charged_on, c.total_fen FROM village_charge c;
-- village_sum: what each unit of the county charged by notice in the period of that dossier (village.fill_sums)
CREATE TEMP TABLE IF NOT EXISTS village_sum (unit_id INTEGER PRIMARY KEY, fen INTEGER NOT NULL);

-- report_handling: how far each case of a period was at its end: met, late, running, overdue, void or unknown; filled before cases are
-- counted (report.add-handling). The case 0 says that a period is filled.
CREATE TEMP TABLE IF NOT EXISTS report_handling (
    from_on TEXT NOT NULL, until_on TEXT NOT NULL, petition_id INTEGER NOT NULL, state TEXT NOT NULL,
    PRIMARY KEY (from_on, until_on, petition_id)
) WITHOUT ROWID;

-- report_due: what is due in cases and on refund orders; filled while the list of it is written (report.add-due)
CREATE TEMP TABLE IF NOT EXISTS report_due (
    place INTEGER PRIMARY KEY, status TEXT NOT NULL, petition TEXT, refund TEXT, period TEXT NOT NULL, due_on TEXT, days_left INTEGER,
    unit_name TEXT, division TEXT, last_step TEXT, last_on TEXT,
    action TEXT                                     -- what an order that is overdue asks for
);

-- v_inspection_answer: what was answered at visits (监督检查)
CREATE TEMP VIEW IF NOT EXISTS v_inspection_answer AS
SELECT v.subject_id, a.part, v.record_id, a.line, v.plan, v.place, v.form, v.division_id, v.visited_on, a.question,
       a.value                                      -- yes, no, unknown, or a text
  FROM inspection_visit v
  JOIN subject s ON s.subject_id = v.subject_id AND s.record_id = v.record_id
  JOIN inspection_answer a ON a.record_id = v.record_id;

-- v_inspection_payment: payments that households tell of at visits
CREATE TEMP VIEW IF NOT EXISTS v_inspection_payment AS
SELECT v.subject_id, p.part, v.record_id, p.line, v.plan, v.place, v.division_id, v.visited_on, p.name, p.amount_fen, p.unit_id, p.paid_on,
       p.receipt,                                   -- 1: a receipt was given
       p.notice,                                    -- number of the notice or receipt; NULL: not noted
       p.evidence,                                  -- NULL: the household's word alone
       ns.subject_id AS notice_id,                  -- the notice of that number on record; NULL: none
       nr.total_fen AS notice_fen
  FROM inspection_visit v
  JOIN subject s ON s.subject_id = v.subject_id AND s.record_id = v.record_id
  JOIN inspection_payment p ON p.record_id = v.record_id
  JOIN subject us ON us.subject_id = p.unit_id
  LEFT JOIN subject ns ON ns.kind = 'notice' AND ns.key = us.key || '/' || p.notice
  LEFT JOIN notice nr ON nr.record_id = ns.record_id;

-- v_inspection_problem: problems found on the spot, with the remedy that answers each
CREATE TEMP VIEW IF NOT EXISTS v_inspection_problem AS
SELECT v.subject_id, p.part, v.record_id, p.line, s.key || '/' || p.part AS key, v.plan, v.place, v.division_id, v.visited_on, p.rule,
       p.unit_id, us.key AS unit, u.name AS unit_name, p.amount_fen, p.evidence, p.text,
       d.name AS division_name, CASE d.level WHEN 'village' THEN d.parent_name END AS township_name,
       r.number AS remedy_number, r.state AS remedy_state, r.deadline -- NULL: no remedy is ordered
  FROM inspection_visit v
  JOIN subject s ON s.subject_id = v.subject_id AND s.record_id = v.record_id
  JOIN inspection_problem p ON p.record_id = v.record_id
  JOIN subject us ON us.subject_id = p.unit_id
  JOIN unit u ON u.record_id = us.record_id
  JOIN v_division d ON d.division_id = v.division_id
  LEFT JOIN remedy r ON r.subject_id = (
      SELECT max(a.remedy_id) FROM subject x JOIN remedy_about a ON a.subject_id = x.subject_id JOIN remedy q ON q.subject_id = a.remedy_id
       WHERE x.kind = 'problem' AND x.key = s.key || '/' || p.part AND q.state <> 'withdrawn');

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
    repeated      INTEGER NOT NULL,                 -- > 0: of groups of the grade and size one lacks components that another has, and it
                                                    -- cannot be told which; or a component stands beside the total of all
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

-- ---------------------------------------------------------------- bans by place

-- v_place_ban: each division and the bans that hold there for households. What has no unit that charges it (entries of the register of
-- arrears) is held against these.
CREATE TEMP VIEW IF NOT EXISTS v_place_ban AS
SELECT d.division_id, t.item_id, t.record_id AS standard_id, t.valid_from, coalesce(t.valid_until, '9999-12-31') AS valid_until
  FROM v_division d
  JOIN v_standard t ON t.ruling = 'ban'
   AND (t.county_class IS NULL OR t.county_class = d.county_class) AND (t.coastal IS NULL OR t.coastal = d.coastal)
   AND (t.division_id IS NULL OR t.division_id IN (d.division_id, d.township_id, d.county_id))
   AND (t.payer_class IS NULL OR t.payer_class = 'household')
   AND t.stage IS NULL AND t.area IS NULL AND t.unit_type IS NULL AND t.size_class IS NULL AND t.unit_id IS NULL
   AND t.grade_from IS NULL AND t.grade_until IS NULL AND t.season IS NULL;

-- v_reform: the day of the tax reform at each place: the first on which one of the levies that it ended was banned there
CREATE TEMP VIEW IF NOT EXISTS v_reform AS
SELECT b.division_id, min(b.valid_from) AS reform_on, b.standard_id -- that of the first day
  FROM v_place_ban b
 WHERE b.item_id IN (SELECT l.item_id FROM v_levy_item l WHERE l.what = 'levy')
 GROUP BY b.division_id;

-- ---------------------------------------------------------------- register of suspended arrears

-- v_arrear: what a household or village owes from before the reform (税费尾欠挂账), without the debtor's name
CREATE TEMP VIEW IF NOT EXISTS v_arrear AS
SELECT a.subject_id, a.record_id, a.number, a.division_id, a.debtor_class,
       a.debtor,                                    -- household code or code of the village: for joining, not for printing
       a.registered_on, a.total_fen
  FROM arrear a JOIN subject s ON s.subject_id = a.subject_id AND s.record_id = a.record_id;

-- v_arrear_owed: one tax or levy of one year
CREATE TEMP VIEW IF NOT EXISTS v_arrear_owed AS
SELECT a.subject_id, o.part, a.record_id, o.line, a.number, a.division_id, a.debtor_class, a.debtor, a.registered_on,
       t.subject_id AS item_id, t.text AS name,     -- NULL item: the book does not know the name
       o.year, o.amount_fen, o.class, o.treatment,
       CASE o.class WHEN 'unlawful' THEN 'written-off' WHEN 'exempt' THEN 'exempted' ELSE 'suspended' END AS demanded,
                                                    -- what the class asks for: 核销, 减免, 挂账 (国发[2003]12号)
       CASE o.class WHEN 'unlawful' THEN '不合法负担' WHEN 'exempt' THEN '应减免' ELSE '合法尾欠' END AS class_text,
       CASE o.treatment WHEN 'written-off' THEN '核销' WHEN 'exempted' THEN '减免' WHEN 'suspended' THEN '挂账' END AS treatment_text,
       CASE o.class WHEN 'unlawful' THEN '核销' WHEN 'exempt' THEN '减免' ELSE '挂账' END AS demanded_text,
       o.decided_on, o.decided_by, d.text AS document_text
  FROM v_arrear a
  JOIN arrear_owed o ON o.record_id = a.record_id
  JOIN term t ON t.term_id = o.name_term
  LEFT JOIN term d ON d.term_id = o.document_term;

-- v_arrear_payment: what was collected on an entry all the same
CREATE TEMP VIEW IF NOT EXISTS v_arrear_payment AS
SELECT a.subject_id, p.part, a.record_id, p.line, a.number, a.division_id, a.debtor_class, a.debtor, a.registered_on,
       p.paid_on, p.amount_fen, p.receipt, p.unit_id
  FROM v_arrear a JOIN arrear_payment p ON p.record_id = a.record_id;

-- ---------------------------------------------------------------- transfer payments of the reform

-- v_purpose: what transfer payments are for, in words
CREATE TEMP VIEW IF NOT EXISTS v_purpose AS
SELECT column1 AS purpose, column2 AS text
  FROM (VALUES ('village-running', '村级办公经费'), ('cadre-pay', '村干部报酬'), ('five-guarantees', '五保供养'),
               ('township-running', '乡镇运转'), ('education', '乡村义务教育'), ('family-planning', '计划生育'),
               ('veterans', '优抚'), ('roads', '乡村道路建设'), ('militia', '民兵训练'), ('general', '一般补助'),
               ('other', '其他'));

-- v_transfer_due: allocations with their last day of payment: that of the paper, else so many days after it as the book says
CREATE TEMP VIEW IF NOT EXISTS v_transfer_due AS
SELECT a.subject_id AS allocation_id, a.record_id, a.number, a.from_name, a.division_id, a.via_id, a.year, a.purpose, a.amount_fen,
       a.issued_on, a.document_term,
       coalesce(a.due_on, add_days(a.issued_on, t.number)) AS due_on, -- NULL: neither says
       CASE WHEN a.due_on IS NULL THEN t.record_id END AS standard_id -- the book's, where the paper has none
  FROM transfer_allocation a
  JOIN subject s ON s.subject_id = a.subject_id AND s.record_id = a.record_id
  LEFT JOIN standard t ON t.record_id = (
       SELECT b.record_id FROM v_standard b
        WHERE b.item_id = (SELECT x.subject_id FROM subject x WHERE x.kind = 'item' AND x.key = 'transfer.payment')
          AND b.ruling = 'deadline' AND b.unit = 'calendar-day' AND b.number IS NOT NULL
          AND b.valid_from <= a.issued_on AND coalesce(b.valid_until, '9999-12-31') >= a.issued_on
          AND (b.division_id IS NULL OR b.division_id IN (SELECT w.within_id FROM v_division_within w WHERE w.division_id = a.division_id))
        ORDER BY b.specificity DESC, b.level_rank, b.valid_from DESC LIMIT 1);

-- v_transfer_payment: money paid out, with the allocation that it is paid on
CREATE TEMP VIEW IF NOT EXISTS v_transfer_payment AS
SELECT p.subject_id, p.record_id, p.number, p.division_id, p.payer_id, p.paid_on, p.amount_fen, p.purpose, p.account,
       p.allocation_id,                             -- NULL: nothing is named
       d.number AS allocation_number, d.purpose AS allocation_purpose, d.due_on, d.standard_id,
       d.via_id IS NOT NULL AND p.division_id = d.via_id AND p.payer_id <> d.via_id AS to_township, -- 1: is to be passed on
       d.via_id IS NOT NULL AND p.payer_id = d.via_id AS passed_on -- 1: from the township through which it goes
  FROM transfer_payment p
  JOIN subject s ON s.subject_id = p.subject_id AND s.record_id = p.record_id
  LEFT JOIN v_transfer_due d ON d.allocation_id = p.allocation_id;

-- v_transfer_use: what it was spent for
CREATE TEMP VIEW IF NOT EXISTS v_transfer_use AS
SELECT u.subject_id, u.record_id, u.number, u.division_id, u.allocation_id, d.number AS allocation_number,
       d.purpose AS allocation_purpose, u.spent_on, u.amount_fen, u.purpose, u.text
  FROM transfer_use u
  JOIN subject s ON s.subject_id = u.subject_id AND s.record_id = u.record_id
  JOIN v_transfer_due d ON d.allocation_id = u.allocation_id;

-- v_transfer_move: payments and uses together, as far as they name an allocation
CREATE TEMP VIEW IF NOT EXISTS v_transfer_move AS
SELECT p.subject_id, 'payment' AS kind, p.number, p.division_id, p.allocation_id, p.allocation_number, p.allocation_purpose,
       p.paid_on AS day, p.amount_fen, p.purpose, NULL AS text
  FROM v_transfer_payment p WHERE p.allocation_id IS NOT NULL
UNION ALL
SELECT u.subject_id, 'use', u.number, u.division_id, u.allocation_id, u.allocation_number, u.allocation_purpose, u.spent_on,
       u.amount_fen, u.purpose, u.text
  FROM v_transfer_use u;

-- v_transfer: each allocation with what became of it. Money for a village that goes through its township is paid twice, to the
-- township and on to the village: the first is released, the second has reached the village, what lies between is with the township.
CREATE TEMP VIEW IF NOT EXISTS v_transfer AS
WITH paid AS MATERIALIZED (
    SELECT p.allocation_id, coalesce(sum(p.amount_fen) FILTER (WHERE NOT p.passed_on), 0) AS released_fen,
           coalesce(sum(p.amount_fen) FILTER (WHERE p.to_township), 0) AS to_township_fen,
           coalesce(sum(p.amount_fen) FILTER (WHERE p.passed_on), 0) AS passed_fen,
           coalesce(sum(p.amount_fen) FILTER (WHERE p.paid_on > p.due_on), 0) AS late_fen, max(p.paid_on) AS last_paid_on
      FROM v_transfer_payment p WHERE p.allocation_id IS NOT NULL GROUP BY p.allocation_id
), used AS MATERIALIZED (
    SELECT u.allocation_id, sum(u.amount_fen) AS used_fen,
           coalesce(sum(u.amount_fen) FILTER (WHERE u.purpose <> u.allocation_purpose AND u.allocation_purpose <> 'general'), 0)
               AS diverted_fen
      FROM v_transfer_use u GROUP BY u.allocation_id
)
SELECT d.*,
       coalesce(p.released_fen, 0) AS released_fen, -- paid out by those above
       coalesce(p.released_fen - p.to_township_fen + p.passed_fen, 0) AS reached_fen, -- with the township or village it is for
       coalesce(p.to_township_fen - p.passed_fen, 0) AS held_fen, -- with the township through which it goes
       coalesce(p.passed_fen, 0) AS passed_fen,     -- by it to the village
       coalesce(p.late_fen, 0) AS late_fen,         -- of all payments, those after the last day
       p.last_paid_on,
       coalesce(u.used_fen, 0) AS used_fen, coalesce(u.diverted_fen, 0) AS diverted_fen
  FROM v_transfer_due d
  LEFT JOIN paid p ON p.allocation_id = d.allocation_id
  LEFT JOIN used u ON u.allocation_id = d.allocation_id;

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

-- v_system: which system (制度) of the county section a rule belongs to, by the first word of its id
CREATE TEMP VIEW IF NOT EXISTS v_system AS
SELECT column1 AS prefix, column2 AS system
  FROM (VALUES ('arrears', 'arrears'), ('levy', 'levy-refund'), ('transfer', 'transfer'), ('accountability', 'accountability'),
               ('press', 'subscriptions'), ('board', 'boards'), ('fee', 'notices'), ('school', 'school-charges'), ('card', 'cards'),
               ('inspection', 'inspections'), ('account', 'accounts'), ('vote', 'votes'));

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
-- line by itself
CREATE TEMP VIEW IF NOT EXISTS v_notice_line AS
SELECT i.*, b.record_id AS board_id, b.seen_on, b.unknown_names, -- NULL: no board was seen on the day or within a year before, or
                                                    -- the book does not know the item
       b.part AS board_part,                        -- first line that shows the item; NULL: none
       b.amount_fen AS posted_fen,                  -- its amount; NULL: not posted
       b.seen_on >= i.standard_from AS posted_since, -- 1: the board was seen when the standard was in force already
       i.part = 1 AS first,                         -- 1: the first line of its notice
       i.part = 1 AND i.total_fen > 0 AS first_paid, -- 1: the first line of a notice with money
       i.amount_fen > 0 AS paid,                    -- 1: a line with money
       i.amount_fen = i.product_fen AS multiplies,  -- 1: the amount is price times quantity; NULL: beyond 64 bits
       i.quantity_milli > 1000000000 AS large,      -- 1: a quantity that may lead beyond 64 bits
       i.payer_class = 'household' AS of_household,
       i.receipt IS NOT NULL AS receipted,          -- 1: a receipt was given
       i.receipt IS NOT NULL AND i.receipt_kind IS NOT i.standard_receipt_kind AS receipted_otherwise, -- not of the kind prescribed
       CASE WHEN i.item_id IN (SELECT l.item_id FROM v_levy_item l)
            THEN (SELECT l.what FROM v_levy_item l WHERE l.item_id = i.item_id) END AS levy -- levy|arrears, as in v_levy_item
  FROM v_notice_standard i
  LEFT JOIN audit_posted b ON b.unit_id = i.unit_id AND b.item_id = i.item_id
                          AND b.seen_on <= i.charged_on AND b.until_on >= i.charged_on;

-- audit_sort: a line of each sort that a check has met. Lines are of one sort when audit.read_lines says the same of them; a county
-- has some ten thousand sorts among a million lines, and what the rules ask of lines is asked of each sort once (src/audit/sorts.c).
CREATE TEMP TABLE IF NOT EXISTS audit_sort (
    sort_id    INTEGER PRIMARY KEY,
    subject_id INTEGER NOT NULL, record_id INTEGER NOT NULL, part INTEGER NOT NULL -- the line
);

-- notice_sort: what may be asked of a sort: the columns of v_notice_line that are the same for all its lines, as they are made of what
-- audit.read_lines says. Of charged_on that holds for its year, and against the days that audit.stretches cuts the time at: the first and
-- last ones of standards, papers, boards and rules; of a line without a period for the day itself.
CREATE TEMP VIEW IF NOT EXISTS notice_sort AS
SELECT a.sort_id, i.unit_id, i.payer_class, i.of_household, i.charged_on, i.period, i.voluntary, i.receipted, i.first, i.first_paid,
       i.adds_up, i.name_term, i.item_id, i.document_term, i.document_id, i.price_fen, i.paid, i.multiplies,
       i.class_id, i.standard_id, i.ruling, i.standard_fen, i.standard_unit, i.standard_document_id, i.standard_from, i.standard_until,
       i.percent_bp, i.standard_receipt_kind, i.receipted_otherwise, i.chargeable, i.banned, i.by_case, i.by_year,
       i.multiplies AND i.price_fen <= i.standard_fen AND NOT i.large AND i.standard_fen <= 9000000000 AS within, -- 1: the amounts are
                                                    -- no larger than the standard times the quantity, and both can be reckoned
       i.board_id, i.seen_on, i.unknown_names, i.board_part, i.posted_fen, i.posted_since, i.levy
  FROM audit_sort a
  CROSS JOIN v_notice_line i ON i.subject_id = a.subject_id AND i.record_id = a.record_id AND i.part = a.part;

-- audit_cut: days on which what is said of a line may change
CREATE TEMP TABLE IF NOT EXISTS audit_cut (day TEXT PRIMARY KEY) WITHOUT ROWID;

-- v_notice_board: lines with a standard in force, of units whose board was seen on the day or within a year before, with that
-- board. Items that may not be taken at all need not be posted and are found by other rules.
CREATE TEMP VIEW IF NOT EXISTS v_notice_board AS
SELECT * FROM v_notice_line WHERE board_id IS NOT NULL AND chargeable AND amount_fen > 0;

-- v_notice_misfit: lines without a governing standard, though one of their item is in force at their place on the day, with the one
-- that fits best and what of it does not fit: 'unit' (type, size, stage of school, or another unit by name), else 'payer', else
-- 'grade': it is for a grade or season of school, of which a notice says nothing, or for one of the two stages that a school of nine
-- years has. That may fit; the others are shown where the item has no standard at any time for this unit and payer. No row: the place
-- or the time does not fit. The alphabet happens to have them in the order wanted; among equals it is that of audit.fill_governing.
CREATE TEMP VIEW IF NOT EXISTS v_notice_misfit AS
SELECT o.subject_id, o.part, o.near_id, o.misfit
  FROM (SELECT n.*, row_number() OVER (PARTITION BY n.subject_id, n.part
                                       ORDER BY n.misfit, n.specificity DESC, n.level_rank, n.valid_from DESC, n.near_id) AS nth
          FROM (SELECT i.subject_id, i.part, i.item_id, i.class_id, t.record_id AS near_id, t.specificity, t.level_rank, t.valid_from,
                       CASE WHEN (t.stage <> coalesce(c.stage, '') AND c.stage IS NOT 'nine-year') OR t.area <> coalesce(c.area, '')
                                 OR t.unit_type <> c.unit_type OR t.size_class <> coalesce(c.size_class, '') OR t.unit_id <> i.unit_id
                            THEN 'unit' WHEN t.payer_class <> i.payer_class THEN 'payer' ELSE 'grade' END AS misfit
                  FROM v_notice_standard i
                  JOIN audit_scope c ON c.unit_id = i.unit_id AND c.division_id = i.division_id AND c.line_key = i.payer_class
                  JOIN v_standard t ON t.item_id = i.item_id AND t.ruling IN ('charge', 'cap') AND NOT t.spending
                   AND t.valid_from <= i.charged_on AND coalesce(t.valid_until, '9999-12-31') >= i.charged_on
                   AND (t.county_class IS NULL OR t.county_class = c.county_class) AND (t.coastal IS NULL OR t.coastal = c.coastal)
                   AND (t.division_id IS NULL OR t.division_id IN (SELECT w.within_id FROM v_division_within w
                                                                    WHERE w.division_id = i.division_id))
                 WHERE i.standard_id IS NULL AND i.amount_fen > 0) n) o
 WHERE o.nth = 1
   AND (o.misfit = 'grade' OR NOT EXISTS (SELECT 1 FROM audit_governing a WHERE a.item_id = o.item_id AND a.class_id = o.class_id));

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

-- v_notice_yearly: lines under a standard by year, with what the year allows. By household and by unit the standard is the year's; by
-- person it is taken times the persons of the household as registered (a pupil is one person, and numbered by each school). Counted is
-- a line up to its own allowance: what is above is found by fee-over-standard.
CREATE TEMP VIEW IF NOT EXISTS v_notice_yearly AS
SELECT i.subject_id, i.part, i.unit_id, i.division_id, i.charged_on, i.item_id, i.name, i.payer_class, i.payer,
       CASE i.payer_class WHEN 'pupil' THEN i.unit_id END AS school_id,
       i.amount_fen, i.standard_id, i.standard_fen, i.standard_unit, h.persons,
       substr(coalesce(i.period, i.charged_on), 1, 4) AS year,
       min(i.amount_fen, i.allowed_fen) AS counted_fen,
       CASE i.standard_unit
            WHEN 'person-year' THEN i.standard_fen * CASE i.payer_class WHEN 'pupil' THEN 1 ELSE h.persons END
            ELSE i.standard_fen END AS year_fen     -- NULL: no figure, or the household is not registered
  FROM v_notice_standard i
  LEFT JOIN subject hs ON hs.kind = 'household' AND hs.key = i.payer AND i.payer_class = 'household'
  LEFT JOIN household h ON h.record_id = hs.record_id
 WHERE i.item_id IN (SELECT t.item_id FROM v_standard t WHERE t.unit IN ('person-year', 'household-year', 'unit-year'))
   AND i.ruling IN ('charge', 'cap') AND i.standard_unit IN ('person-year', 'household-year', 'unit-year')
   AND i.amount_fen > 0;

-- v_notice_year: with what the payer has paid for the item since the year began, whoever charged it and in however many parts
CREATE TEMP VIEW IF NOT EXISTS v_notice_year AS
SELECT y.*, sum(y.counted_fen) OVER (PARTITION BY y.payer_class, y.payer, y.school_id, y.item_id, y.year
                                     ORDER BY y.charged_on, y.subject_id, y.part ROWS UNBOUNDED PRECEDING) AS sum_fen
  FROM v_notice_yearly y;

-- audit_school_head, v_school_head: pupils charged for the components of the one fee by school, term and grade, with the roll; gathered
-- once per run (audit.fill_school_head)
CREATE TEMP TABLE IF NOT EXISTS audit_school_head (
    unit_id       INTEGER NOT NULL,
    division_id   INTEGER NOT NULL,
    term          TEXT NOT NULL,
    grade         INTEGER NOT NULL,
    item_id       INTEGER NOT NULL,
    first_line    INTEGER NOT NULL,                 -- first charge and line, as one number
    charged_on    TEXT NOT NULL,                    -- first day
    pupils        INTEGER NOT NULL,
    per_pupil_fen INTEGER NOT NULL,                 -- lowest rate
    roll          INTEGER,                          -- NULL: the register has no roll of the term and grade
    exempt        INTEGER,
    PRIMARY KEY (unit_id, term, grade, item_id)
) WITHOUT ROWID;
CREATE TEMP VIEW IF NOT EXISTS v_school_head AS SELECT * FROM audit_school_head;

-- v_school_year: components and one-fee totals whose standard is by pupil and school year (autumn and the spring after), with the
-- lowest rate of the grade in the other term, and what the term puts above the year's standard. NULL other_fen: the other term is not
-- on record. A total and its first component may stand at one part.
CREATE TEMP VIEW IF NOT EXISTS v_school_year AS
WITH rate AS (
    SELECT i.subject_id, i.part, i.unit_id, i.division_id, i.charged_on, i.term, i.season, i.grade, i.pupils, i.item_id, i.name,
           i.per_pupil_fen, 0 AS repeated, i.standard_id, i.standard_fen
      FROM v_school_standard i
     WHERE i.standard_unit = 'pupil-year' AND i.ruling IN ('charge', 'cap') AND i.place IS NOT 'total'
    UNION ALL
    SELECT i.subject_id, i.part, i.unit_id, i.division_id, i.charged_on, c.term, i.season, i.grade, i.pupils, g.item_id,
           '一费制收费总额', i.per_pupil_fen, i.repeated, i.standard_id, i.standard_fen
      FROM v_school_onefee i
      JOIN v_school_charge c ON c.subject_id = i.subject_id
      JOIN standard g ON g.record_id = i.standard_id
     WHERE i.standard_unit = 'pupil-year' AND i.ruling IN ('charge', 'cap')
), dated AS MATERIALIZED (
    SELECT r.*, CAST(substr(r.term, 1, 4) AS INTEGER) - (r.season = 'S') AS school_year FROM rate r
), year AS (
    SELECT d.*, (SELECT min(o.per_pupil_fen) FROM dated o
                  WHERE o.unit_id = d.unit_id AND o.school_year = d.school_year AND o.grade = d.grade AND o.item_id = d.item_id
                    AND o.season <> d.season AND o.repeated = 0) AS other_fen
      FROM dated d
)
SELECT y.*, CASE y.season WHEN 'S' THEN coalesce(y.other_fen, 0) ELSE 0 END AS before_fen,
       CASE y.repeated WHEN 0 THEN min(y.per_pupil_fen, y.per_pupil_fen - y.standard_fen
                                       + CASE y.season WHEN 'S' THEN coalesce(y.other_fen, 0) ELSE 0 END) END
           AS over_fen                              -- NULL: no figure, or repeated
  FROM year y;

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

-- ---------------------------------------------------------------- projects by villagers' vote (一事一议)

-- v_proposal: what villages vote on
CREATE TEMP VIEW IF NOT EXISTS v_proposal AS
SELECT p.subject_id, p.record_id, s.key, p.division_id, p.year, p.number, p.unit_id, p.name, p.purpose, p.proposed_on, p.proposer,
       p.proposer_count, p.proposer_of,             -- who signed, of how many villagers or delegates; NULL: not told
       p.posted_on, p.held_on, p.form,              -- NULL: not posted; no meeting; assembly|households|delegates
       p.entitled, p.present, p.votes_for, p.votes_against,
       p.represented, p.represented_for,            -- households that the delegates stand for; of them for
       p.outcome,                                   -- passed|rejected|pending
       p.per_head_fen, p.persons, p.days_milli, p.labourers,
       p.lieu_days_milli, p.lieu_rate_fen, p.lieu_fen, p.lieu_voluntary, -- money in place of labour (以资代劳)
       p.township_approval, p.township_on, p.submitted_on, p.county_approval, p.county_on,
       p.collected_from, p.collected_fen,
       rtrim(rtrim(printf('%.3f', p.days_milli / 1000.0), '0'), '.') AS days_text, -- the days as written
       CASE WHEN p.lieu_days_milli IS NOT NULL THEN rtrim(rtrim(printf('%.3f', p.lieu_days_milli / 1000.0), '0'), '.') END AS lieu_days_text,
       coalesce(p.held_on, p.proposed_on) AS decided_on -- its day: the rules in force then are those that it is held against
  FROM proposal p JOIN subject s ON s.subject_id = p.subject_id AND s.record_id = p.record_id;

-- v_vote: those that bind anybody: passed, or collected for all the same
CREATE TEMP VIEW IF NOT EXISTS v_vote AS
SELECT * FROM v_proposal WHERE outcome = 'passed' OR collected_fen > 0 OR collected_from IS NOT NULL;

-- v_proposal_line, v_proposal_spending, v_proposal_gift: what stands in them, without the givers
CREATE TEMP VIEW IF NOT EXISTS v_proposal_line AS
SELECT p.subject_id, l.record_id, l.part, l.line, p.division_id, p.unit_id, p.decided_on,
       l.household,                                 -- code: for joining, not for printing; NULL: the class as a whole
       l.class, l.persons, l.labourers, l.money_fen, l.days_milli,
       rtrim(rtrim(printf('%.3f', l.days_milli / 1000.0), '0'), '.') AS days_text
  FROM v_proposal p JOIN proposal_line l ON l.record_id = p.record_id;
CREATE TEMP VIEW IF NOT EXISTS v_proposal_spending AS
SELECT p.subject_id, l.record_id, l.part, l.line, p.division_id, p.unit_id, p.purpose AS voted_purpose, p.name,
       l.purpose, l.booked, l.amount_fen, l.spent_on,
       CASE WHEN l.village_id <> p.division_id THEN l.village_id END AS other_id -- another village that got it; NULL: none
  FROM v_proposal p JOIN proposal_spending l ON l.record_id = p.record_id;
CREATE TEMP VIEW IF NOT EXISTS v_proposal_gift AS
SELECT p.subject_id, l.record_id, l.part, l.line, p.division_id, p.unit_id, p.year,
       l.household,                                 -- code: for joining, not for printing; NULL: no household of the village
       l.amount_fen, l.given_on
  FROM v_proposal p JOIN proposal_gift l ON l.record_id = p.record_id;

-- v_proposal_part: the element that a number within a proposal means, in whatever version
CREATE TEMP VIEW IF NOT EXISTS v_proposal_part AS
SELECT record_id, part, line, 'line' AS what FROM proposal_line
UNION ALL SELECT record_id, part, line, 'spending' FROM proposal_spending
UNION ALL SELECT record_id, part, line, 'gift' FROM proposal_gift;

-- v_vote_book: for each proposal the standard that governs an item of the book about votes (yishi.*) in its village on its day (who may
-- propose: on the day of the proposal), in
-- the order of rulebook.in_force. No row: the book does not have the item; NULL standard: none in force. A list without members is not
-- known ('blank').
CREATE TEMP VIEW IF NOT EXISTS v_vote_book AS
SELECT g.subject_id, g.item, g.standard_id, t.amount_fen, t.number, t.unit,
       CASE WHEN t.ruling = 'only' AND NOT EXISTS (SELECT 1 FROM standard_member m WHERE m.record_id = t.record_id) THEN 'blank'
            ELSE t.ruling END AS ruling
  FROM (SELECT p.subject_id, i.key AS item,
               (SELECT t.record_id FROM v_standard t
                 WHERE t.item_id = i.subject_id
                   AND CASE WHEN i.key GLOB 'yishi.proposer.*' THEN p.proposed_on ELSE p.decided_on END
                       BETWEEN t.valid_from AND coalesce(t.valid_until, '9999-12-31')
                   AND (t.county_class IS NULL OR t.county_class = d.county_class) AND (t.coastal IS NULL OR t.coastal = d.coastal)
                   AND (t.unit_type IS NULL OR t.unit_type = u.type) AND (t.size_class IS NULL OR t.size_class = u.size_class)
                   AND (t.unit_id IS NULL OR t.unit_id = p.unit_id)
                   AND (t.payer_class IS NULL OR t.payer_class = 'household')
                   AND t.stage IS NULL AND t.area IS NULL AND t.season IS NULL AND t.grade_from IS NULL AND t.grade_until IS NULL
                   AND (t.division_id IS NULL
                        OR t.division_id IN (SELECT w.within_id FROM v_division_within w WHERE w.division_id = p.division_id))
                 ORDER BY t.specificity DESC, t.level_rank, t.valid_from DESC, t.ruling = 'ban' DESC, t.record_id LIMIT 1) AS standard_id
          FROM v_proposal p
          JOIN v_division d ON d.division_id = p.division_id
          JOIN v_unit u ON u.unit_id = p.unit_id
          JOIN subject i ON i.kind = 'item' AND i.key GLOB 'yishi.*') g
  LEFT JOIN standard t ON t.record_id = g.standard_id;

-- v_vote_member: what such a standard lists (ruling only): shares that are enough, exempt classes, purposes, approvals that are needed
CREATE TEMP VIEW IF NOT EXISTS v_vote_member AS
SELECT m.record_id AS standard_id, s.key AS member, i.name
  FROM standard_member m JOIN subject s ON s.subject_id = m.item_id JOIN item i ON i.record_id = s.record_id;

-- v_vote_share: the shares of which the law speaks. Half must be passed (过半数), the others be reached (以上).
CREATE TEMP VIEW IF NOT EXISTS v_vote_share AS
SELECT 'yishi.share.over_half' AS member, 1 AS part, 2 AS whole, 1 AS passed
UNION ALL SELECT 'yishi.share.two_thirds', 2, 3, 0
UNION ALL SELECT 'yishi.share.four_fifths', 4, 5, 0
UNION ALL SELECT 'yishi.share.one_tenth', 1, 10, 0
UNION ALL SELECT 'yishi.share.one_third', 1, 3, 0;

-- v_vote_test: who signed against all villagers or delegates (proposer: not of the committee), present against entitled (quorum), for against present (majority), households for against households represented
-- (households: only of delegates, and only where the book asks for it). met NULL: not told, or no rule is known.
CREATE TEMP VIEW IF NOT EXISTS v_vote_test AS
SELECT t.*, b.standard_id, x.name AS share,
       CASE h.passed WHEN 1 THEN t.some * h.whole > t.whole * h.part ELSE t.some * h.whole >= t.whole * h.part END AS met
  FROM (SELECT p.subject_id, 'quorum' AS test, 'yishi.quorum.' || p.form AS item, p.present AS some, p.entitled AS whole FROM v_vote p
        UNION ALL SELECT p.subject_id, 'majority', 'yishi.majority', p.votes_for, p.present FROM v_vote p
        UNION ALL SELECT p.subject_id, 'households', 'yishi.majority.households', p.represented_for, p.represented FROM v_vote p
                   WHERE p.form = 'delegates'
        UNION ALL SELECT p.subject_id, 'proposer', 'yishi.proposer.' || p.proposer, p.proposer_count, p.proposer_of FROM v_vote p
                   WHERE p.proposer <> 'committee') t
  LEFT JOIN v_vote_book b ON b.subject_id = t.subject_id AND b.item = t.item AND b.ruling = 'only'
  LEFT JOIN v_vote_member x ON x.standard_id = b.standard_id AND x.member IN (SELECT e.member FROM v_vote_share e)
  LEFT JOIN v_vote_share h ON h.member = x.member
 WHERE t.test <> 'households' OR b.standard_id IS NOT NULL;

-- v_vote_year: money per head and labour per labourer that a village's votes of a year come to, each vote with those before it
CREATE TEMP VIEW IF NOT EXISTS v_vote_year AS
SELECT p.*, sum(p.per_head_fen) OVER before AS head_sum_fen, sum(p.days_milli) OVER before AS days_sum_milli,
       rtrim(rtrim(printf('%.3f', sum(p.days_milli) OVER before / 1000.0), '0'), '.') AS days_sum_text
  FROM v_vote p
WINDOW before AS (PARTITION BY p.division_id, p.year ORDER BY p.decided_on, p.subject_id ROWS UNBOUNDED PRECEDING);

-- v_vote_approval: the approvals that the book asks for (yishi.approval), each with the day on which the vote got it; NULL: not got
CREATE TEMP VIEW IF NOT EXISTS v_vote_approval AS
SELECT p.subject_id, b.standard_id, x.member, x.name,
       CASE x.member WHEN 'yishi.approval.township' THEN CASE WHEN p.township_approval IS NOT NULL THEN p.township_on END
                     WHEN 'yishi.approval.county' THEN CASE WHEN p.county_approval IS NOT NULL THEN p.county_on END END AS got_on
  FROM v_vote p
  JOIN v_vote_book b ON b.subject_id = p.subject_id AND b.item = 'yishi.approval' AND b.ruling = 'only'
  JOIN v_vote_member x ON x.standard_id = b.standard_id;

-- v_vote_item: items of notices by which villages collect for a vote
CREATE TEMP VIEW IF NOT EXISTS v_vote_item AS
SELECT i.subject_id AS item_id FROM subject i WHERE i.kind = 'item' AND i.key = 'yishi.money';

-- v_vote_notice: lines of notices that collect for a vote, with the village and year in question
CREATE TEMP VIEW IF NOT EXISTS v_vote_notice AS
SELECT i.subject_id, i.part, i.unit_id, i.division_id, i.charged_on, i.name, i.amount_fen,
       v.village_id,                                -- NULL: not known
       substr(coalesce(i.period, i.charged_on), 1, 4) AS year
  FROM v_notice_item i
  JOIN v_notice_village v ON v.subject_id = i.subject_id
 WHERE i.item_id IN (SELECT v.item_id FROM v_vote_item v) AND i.amount_fen > 0;

-- v_calendar_year, v_calendar_exception: years whose days off are known, and days that are not what their weekday says
CREATE TEMP VIEW IF NOT EXISTS v_calendar_year AS
SELECT c.year FROM calendar c JOIN subject s ON s.subject_id = c.subject_id AND s.record_id = c.record_id;
CREATE TEMP VIEW IF NOT EXISTS v_calendar_exception AS
SELECT o.off_from AS first, coalesce(o.off_until, o.off_from) AS last, 0 AS worked, c.year
  FROM calendar c JOIN subject s ON s.subject_id = c.subject_id AND s.record_id = c.record_id JOIN calendar_off o ON o.record_id = c.record_id
UNION ALL
SELECT w.worked_on, w.worked_on, 1, c.year
  FROM calendar c JOIN subject s ON s.subject_id = c.subject_id AND s.record_id = c.record_id JOIN calendar_work w ON w.record_id = c.record_id;

-- v_vote_reply: how long the county took to answer, in days and in days worked (include/jianfu/calendar.h; NULL: the days off of some
-- day's year are not known). The first day is not counted.
CREATE TEMP VIEW IF NOT EXISTS v_vote_reply AS
WITH RECURSIVE span AS (
    SELECT p.subject_id, p.submitted_on, p.county_on FROM v_proposal p WHERE p.submitted_on IS NOT NULL AND p.county_on IS NOT NULL
), day (subject_id, on_day, last) AS (
    SELECT s.subject_id, add_days(s.submitted_on, 1), s.county_on FROM span s WHERE s.county_on > s.submitted_on
    UNION ALL
    SELECT d.subject_id, add_days(d.on_day, 1), d.last FROM day d WHERE d.on_day < d.last
), counted AS (
    SELECT d.subject_id,
           CASE WHEN min(EXISTS (SELECT 1 FROM v_calendar_year y WHERE y.year = substr(d.on_day, 1, 4))) = 1 THEN
               sum(coalesce((SELECT e.worked FROM v_calendar_exception e WHERE d.on_day BETWEEN e.first AND e.last
                              ORDER BY e.year DESC, e.worked DESC LIMIT 1),
                            CAST(julianday(d.on_day) + 1.5 AS INTEGER) % 7 BETWEEN 1 AND 5)) END AS worked_days -- 0 is Sunday
      FROM day d GROUP BY d.subject_id
)
SELECT s.subject_id, CAST(julianday(s.county_on) - julianday(s.submitted_on) AS INTEGER) AS days,
       CASE WHEN s.county_on > s.submitted_on THEN c.worked_days ELSE 0 END AS worked_days
  FROM span s LEFT JOIN counted c ON c.subject_id = s.subject_id;
-- ---------------------------------------------------------------- publicity and accountability

-- v_publicity: publicity work on the burden policy (政策宣传)
CREATE TEMP VIEW IF NOT EXISTS v_publicity AS
SELECT p.subject_id, p.record_id, p.division_id, d.township_id, -- NULL township: work for the whole county
       p.number, p.held_on, half_year(p.held_on) AS half,
       p.kind,                                      -- meeting, leaflet, broadcast, slogans, hotline, training, consultation, other
       p.topic, p.done_by,
       p.copies, p.people                           -- NULL: not counted
  FROM publicity p
  JOIN subject s ON s.subject_id = p.subject_id AND s.record_id = p.record_id
  LEFT JOIN v_division d ON d.division_id = p.division_id;

-- v_publicity_document: the papers that were publicised
CREATE TEMP VIEW IF NOT EXISTS v_publicity_document AS
SELECT p.subject_id, p.record_id, l.part, l.line, l.document_term, t.text AS document_text, -- as written
       t.subject_id AS document_id                  -- document of the rule book; NULL: the book does not have it
  FROM publicity p
  JOIN subject s ON s.subject_id = p.subject_id AND s.record_id = p.record_id
  JOIN publicity_document l ON l.record_id = p.record_id
  JOIN term t ON t.term_id = l.document_term;

-- v_accountability_ground: what each case is recorded to be: criteria with the class that they make, and breaches. `open` 1: the
-- text leaves it to judgement whether the criterion is met ("other ..."), so that nothing certain follows from it. The criteria are
-- those of the interpretation of 2005-09-22, arts 2 and 3.
CREATE TEMP VIEW IF NOT EXISTS v_accountability_ground AS
SELECT a.subject_id, g.record_id, g.kind, g.part, g.code,
       CASE WHEN g.kind = 'breach' THEN NULL
            WHEN g.code IN ('death', 'serious-injury') THEN 'vicious'
            WHEN g.code IN ('clash', 'group-petition', 'blockade', 'siege', 'other-unrest') THEN 'mass-incident'
            ELSE 'other-major' END AS class,
       g.code IN ('other-unrest', 'other-effect', 'other-breach') AS open
  FROM accountability a
  JOIN subject s ON s.subject_id = a.subject_id AND s.record_id = a.record_id
  JOIN accountability_ground g ON g.record_id = a.record_id;

-- v_accountability_report: reports upwards
CREATE TEMP VIEW IF NOT EXISTS v_accountability_report AS
SELECT a.subject_id, r.record_id, r.part, r.level, r.reported_on, r.reported_at, r.paper -- NULL time: not noted
  FROM accountability a
  JOIN subject s ON s.subject_id = a.subject_id AND s.record_id = a.record_id
  JOIN accountability_report r ON r.record_id = a.record_id;

-- v_accountability_person: persons responsible, without their names
CREATE TEMP VIEW IF NOT EXISTS v_accountability_person AS
SELECT a.subject_id, p.record_id, p.part, p.post, p.degree, p.sanction, p.sanctioned_on, p.paper -- NULL sanction: not decided
  FROM accountability a
  JOIN subject s ON s.subject_id = a.subject_id AND s.record_id = a.record_id
  JOIN accountability_person p ON p.record_id = a.record_id;

-- v_accountability: cases of farmers' burdens (涉及农民负担案（事）件) with what their criteria say of the class, and the first
-- report upwards. A report without its time comes last among those of its day.
CREATE TEMP VIEW IF NOT EXISTS v_accountability AS
SELECT a.subject_id, a.record_id, a.number, a.division_id, d.township_id, a.unit_id,
       a.class,                                     -- as registered: vicious, mass-incident, other-major, none
       a.class <> 'none' AS major,                  -- 1: a case that has to be reported and answered for
       a.happened_on, a.known_on, a.known_at, a.summary, a.petition_id, a.concluded_on, a.concealed, a.concealment,
       coalesce(g.criteria, 0) AS criteria,         -- criteria recorded
       coalesce(CASE a.class WHEN 'vicious' THEN g.vicious WHEN 'mass-incident' THEN g.mass WHEN 'other-major' THEN g.other END, 0)
           AS supported,                            -- 1: a criterion recorded makes the class registered
       CASE WHEN g.vicious THEN 'vicious' WHEN g.mass THEN 'mass-incident' WHEN g.other THEN 'other-major' END AS implied,
                                                    -- gravest class that the criteria make; NULL: none recorded
       CASE WHEN g.vicious THEN 1 WHEN g.mass THEN g.mass_sure WHEN g.other THEN g.other_sure END AS implied_sure,
                                                    -- 1: by a criterion that leaves nothing to judgement
       coalesce(r.reports, 0) AS reports, r.first_at -- how many reports; the first, 2005-06-30 or 2005-06-30 09:15
  FROM accountability a
  JOIN subject s ON s.subject_id = a.subject_id AND s.record_id = a.record_id
  LEFT JOIN v_division d ON d.division_id = a.division_id
  LEFT JOIN (SELECT record_id, count(*) AS criteria, max(class = 'vicious') AS vicious, max(class = 'mass-incident') AS mass,
                    max(class = 'mass-incident' AND NOT open) AS mass_sure, max(class = 'other-major') AS other,
                    max(class = 'other-major' AND NOT open) AS other_sure
               FROM v_accountability_ground WHERE kind = 'criterion' GROUP BY record_id) g ON g.record_id = a.record_id
  LEFT JOIN (SELECT record_id, count(*) AS reports,
                    rtrim(min(reported_on || ' ' || coalesce(reported_at, '~')), ' ~') AS first_at
               FROM accountability_report GROUP BY record_id) r ON r.record_id = a.record_id;

-- v_accountability_limit: for each case the time within which it had to be reported, by the rule book (item case.report, ruling
-- deadline): most specific place, then the paper of the higher level, then the latest, as for every standard
-- (include/jianfu/rulebook.h). NULL number: no text gives one. spent_least and spent_most: how long the report took, in units of
-- the standard, as far as the times noted tell.
CREATE TEMP VIEW IF NOT EXISTS v_accountability_limit AS
SELECT a.*, t.record_id AS standard_id, t.number AS limit_number, t.unit AS limit_unit,
       CASE t.unit
            WHEN 'hour' THEN (julianday(substr(a.first_at, 1, 10) || ' ' || iif(length(a.first_at) > 10, substr(a.first_at, 12), '00:00'))
                              - julianday(a.known_on || ' ' || coalesce(a.known_at, '23:59'))) * 24
            WHEN 'calendar-day' THEN julianday(substr(a.first_at, 1, 10)) - julianday(a.known_on) END AS spent_least,
       CASE t.unit
            WHEN 'hour' THEN (julianday(substr(a.first_at, 1, 10) || ' ' || iif(length(a.first_at) > 10, substr(a.first_at, 12), '23:59'))
                              - julianday(a.known_on || ' ' || coalesce(a.known_at, '00:00'))) * 24
            WHEN 'calendar-day' THEN julianday(substr(a.first_at, 1, 10)) - julianday(a.known_on) END AS spent_most
  FROM v_accountability a
  LEFT JOIN v_standard t ON t.record_id = (
       SELECT o.record_id FROM v_standard o JOIN v_item i ON i.item_id = o.item_id
        WHERE i.code = 'case.report' AND o.ruling = 'deadline'
          AND o.valid_from <= a.known_on AND coalesce(o.valid_until, '9999-12-31') >= a.known_on
          AND (o.division_id IS NULL OR o.division_id IN (SELECT w.within_id FROM v_division_within w WHERE w.division_id = a.division_id))
          AND o.county_class IS NULL AND o.coastal IS NULL AND o.unit_type IS NULL AND o.unit_id IS NULL
        ORDER BY o.specificity DESC, o.level_rank, o.valid_from DESC, o.record_id LIMIT 1)
 WHERE a.major;

-- v_nil_report: half-years for which a township reported no case (零报告)
CREATE TEMP VIEW IF NOT EXISTS v_nil_report AS
SELECT n.subject_id, n.record_id, n.division_id, n.period, n.reported_on, n.reported_by
  FROM nil_report n JOIN subject s ON s.subject_id = n.subject_id AND s.record_id = n.record_id;

-- v_accountability_half: each township and each half-year of which anything is recorded, with what it reported. A case counts for
-- the half-year in which it was known.
CREATE TEMP VIEW IF NOT EXISTS v_accountability_half AS
SELECT h.half, d.division_id,
       (SELECT count(*) FROM v_nil_report n WHERE n.division_id = d.division_id AND n.period = h.half) AS nil_reports,
       (SELECT count(*) FROM v_accountability a
         WHERE a.township_id = d.division_id AND a.major AND half_year(a.known_on) = h.half) AS cases
  FROM (SELECT n.period AS half FROM v_nil_report n UNION SELECT half_year(a.known_on) FROM v_accountability a) h
 CROSS JOIN v_division d
 WHERE d.level = 'township';
-- ---------------------------------------------------------------- accounts of village collectives (村集体收支账)

-- audit_account_text: the kind of an entry by its title and summary, found once (src/audit/account.c); kinds that no pattern knows
-- are not there
CREATE TEMP TABLE IF NOT EXISTS audit_account_text (
    direction TEXT NOT NULL,
    account   TEXT NOT NULL,
    summary   TEXT NOT NULL,
    category  TEXT NOT NULL,
    item_id   INTEGER,                              -- item of the rule book whose standards rule it; NULL: none
    PRIMARY KEY (direction, account, summary)
) WITHOUT ROWID;

-- v_village_account: the account of a village for a month or half-year
CREATE TEMP VIEW IF NOT EXISTS v_village_account AS
SELECT a.*, add_days(a.next_on, -1) AS last_on FROM (
    SELECT a.subject_id, a.record_id, a.unit_id, u.division_id, a.period, a.opening_fen, a.income_fen, a.expense_fen, a.closing_fen,
           CASE substr(a.period, 5, 1) WHEN '-' THEN a.period || '-01'
                ELSE substr(a.period, 1, 4) || CASE substr(a.period, 6) WHEN '1' THEN '-01-01' ELSE '-07-01' END END AS first_on,
           CASE WHEN substr(a.period, 6) IN ('12', '2') -- first day of the period after it
                THEN printf('%04d-01-01', substr(a.period, 1, 4) + 1)
                WHEN substr(a.period, 5, 1) = '-' THEN printf('%.4s-%02d-01', a.period, substr(a.period, 6) + 1)
                ELSE substr(a.period, 1, 4) || '-07-01' END AS next_on
      FROM village_account a
      JOIN subject s ON s.subject_id = a.subject_id AND s.record_id = a.record_id
      JOIN subject us ON us.subject_id = a.unit_id
      JOIN unit u ON u.record_id = us.record_id) a;

-- v_account_entry: one entry; the other side's name is masked, in the summary too
CREATE TEMP VIEW IF NOT EXISTS v_account_entry AS
SELECT a.subject_id, e.part, e.record_id, e.line, a.unit_id, u.division_id, a.period, e.booked_on,
       substr(e.booked_on, 1, 4) AS year,
       e.direction,                                 -- income|expense
       e.account,                                   -- title as written
       e.summary_shown AS summary,                  -- as written, but for the other side's name
       x.category,                                  -- as account-categories.tsv says; NULL: no pattern knows it
       e.counter_id, cu.type AS counter_type,       -- the other side, where it is a unit of the register
       e.other_shown,                               -- its name, masked; NULL: not said
       e.fee_term, f.text AS fee,                   -- fee as on the receipt; NULL: none named
       CASE WHEN e.fee_term IS NULL THEN x.item_id ELSE f.subject_id END AS item_id, -- of the fee, else of the kind; NULL: not known
       e.amount_fen, e.voucher, e.receipt_kind, e.approved_by,
       e.document_term, d.text AS document_text, d.subject_id AS document_id
  FROM village_account a
  JOIN subject s ON s.subject_id = a.subject_id AND s.record_id = a.record_id
  JOIN subject us ON us.subject_id = a.unit_id
  JOIN unit u ON u.record_id = us.record_id
  JOIN village_account_entry e ON e.record_id = a.record_id
  LEFT JOIN audit_account_text x ON x.direction = e.direction AND x.account = e.account AND x.summary = e.summary_shown
  LEFT JOIN subject cs ON cs.subject_id = e.counter_id
  LEFT JOIN unit cu ON cu.record_id = cs.record_id
  LEFT JOIN term f ON f.term_id = e.fee_term
  LEFT JOIN term d ON d.term_id = e.document_term;

-- v_account_standard: entries with the standard that governs their item on the day. A fee paid to a unit is that unit's charge on the
-- village; income is the village's charge on households; any other expense is the village's own.
CREATE TEMP VIEW IF NOT EXISTS v_account_standard AS
SELECT e.*, g.standard_id, g.ruling, g.amount_fen AS standard_fen, g.unit AS standard_unit, g.valid_from AS standard_from,
       g.chargeable, g.banned
  FROM v_account_entry e
  JOIN audit_scope c
    ON c.unit_id = CASE WHEN e.direction = 'expense' AND e.fee_term IS NOT NULL THEN coalesce(e.counter_id, e.unit_id) ELSE e.unit_id END
   AND c.division_id = e.division_id
   AND c.line_key = CASE WHEN e.direction = 'income' THEN 'household'
                         WHEN e.fee_term IS NOT NULL AND e.counter_id IS NOT NULL THEN 'village' ELSE '' END
  LEFT JOIN audit_period g ON g.item_id = e.item_id AND g.class_id = c.class_id
                          AND g.first_on <= e.booked_on AND g.last_on >= e.booked_on;

-- v_account_entertainment: what a village spent on entertaining (招待费), with what it had spent in the year up to there and the rule of
-- the day: a ban, or a cap by year
CREATE TEMP VIEW IF NOT EXISTS v_account_entertainment AS
SELECT e.subject_id, e.part, e.unit_id, e.division_id, e.booked_on, e.year, e.account, e.voucher, e.amount_fen, e.standard_id, e.ruling,
       e.standard_unit, CASE e.ruling WHEN 'ban' THEN 0 ELSE e.standard_fen END AS allowed_fen, -- of a year; NULL: not known
       sum(e.amount_fen) OVER (PARTITION BY e.unit_id, e.year ORDER BY e.booked_on, e.subject_id, e.part
                               ROWS UNBOUNDED PRECEDING) AS sum_fen
  FROM v_account_standard e
 WHERE e.category = 'entertainment' AND e.amount_fen > 0;

-- v_account_unexamined: expenses that the villagers' financial group did not examine, with the rule of the day about that
CREATE TEMP VIEW IF NOT EXISTS v_account_unexamined AS
SELECT e.subject_id, e.part, e.unit_id, e.division_id, e.booked_on, e.account, e.amount_fen,
       g.standard_id, g.ruling, g.amount_fen AS standard_fen, g.unit AS standard_unit
  FROM v_account_entry e
  JOIN audit_scope c ON c.unit_id = e.unit_id AND c.division_id = e.division_id AND c.line_key = ''
  LEFT JOIN audit_period g ON g.item_id = (SELECT o.subject_id FROM subject o WHERE o.kind = 'item' AND o.key = 'village.unexamined')
                          AND g.class_id = c.class_id AND g.first_on <= e.booked_on AND g.last_on >= e.booked_on
 WHERE e.direction = 'expense' AND e.amount_fen > 0 AND e.approved_by IS NULL;

-- v_account_press: newspapers as a village booked them in a calendar year, beside what it reported as subscribed in that year with its
-- own money, and the cap that governs on the day of the last entry
CREATE TEMP VIEW IF NOT EXISTS v_account_press AS
SELECT t.*, coalesce((SELECT sum(l.amount_fen) FROM v_subscription_line l
                       WHERE l.unit_id = t.unit_id AND l.funds = 'unit' AND substr(l.subscribed_on, 1, 4) = t.year), 0) AS reported_fen,
       g.standard_id, g.ruling, g.amount_fen AS standard_fen, g.unit AS standard_unit
  FROM (SELECT e.unit_id, e.division_id, e.year, max(e.booked_on) AS booked_on, count(*) AS entries,
               sum(e.amount_fen) AS amount_fen,
               max(e.subject_id * 1000000 + e.part) AS last_line -- the entry of the newest paper, as one number
          FROM v_account_entry e
         WHERE e.category = 'press' AND e.amount_fen > 0
         GROUP BY e.unit_id, e.year) t
  JOIN audit_scope c ON c.unit_id = t.unit_id AND c.division_id = t.division_id AND c.line_key = ''
  LEFT JOIN audit_period g ON g.item_id = (SELECT o.subject_id FROM subject o WHERE o.kind = 'item' AND o.key = 'press.subscription')
                          AND g.class_id = c.class_id AND g.first_on <= t.booked_on AND g.last_on >= t.booked_on;

-- v_account_finding: findings about accounts that stand, with the entry that each speaks of
CREATE TEMP VIEW IF NOT EXISTS v_account_finding AS
SELECT f.finding_id, f.rule, f.state, f.severity, f.subject_id, f.part, f.unit_id, f.division_id, f.charged_on, f.charged_fen,
       f.excess_fen, f.detail, e.account, e.voucher, e.other_shown
  FROM finding f
  JOIN village_account a ON a.subject_id = f.subject_id
  JOIN subject s ON s.subject_id = f.subject_id AND s.record_id = a.record_id
  LEFT JOIN village_account_entry e ON e.record_id = a.record_id AND e.part = f.part
 WHERE f.state NOT IN ('gone', 'dismissed');
-- v_levy_found: levies taken after the reform that stand as findings, each with whom it was taken from
CREATE TEMP VIEW IF NOT EXISTS v_levy_found AS
SELECT f.finding_id, f.division_id, f.unit_id, f.charged_on, f.excess_fen AS found_fen,
       n.payer_class, n.payer                       -- key of the payer: for joining and counting
  FROM finding f
  JOIN subject s ON s.subject_id = f.subject_id
  JOIN notice n ON n.record_id = s.record_id
 WHERE f.rule = 'levy-after-reform' AND f.state NOT IN ('gone', 'dismissed', 'waived');

-- v_levy_order: what an order gives back of them, by payee. An order may be about other findings too: what a payee got counts for the
-- levies first, up to what the order says of them. A payee that no finding names (a list of the office's own) stands where the unit
-- sits that pays back.
CREATE TEMP VIEW IF NOT EXISTS v_levy_order AS
WITH levied AS MATERIALIZED (
    SELECT x.order_id, l.payer, min(l.division_id) AS division_id, sum(l.found_fen) AS levy_fen
      FROM refund_finding x CROSS JOIN v_levy_found l ON l.finding_id = x.finding_id -- in this order: few findings have an order
     GROUP BY x.order_id, l.payer
), share AS MATERIALIZED (
    SELECT e.order_id, e.payee, e.paid_fen, e.remainder_fen, coalesce(v.division_id, u.division_id) AS division_id,
           min(e.due_fen, coalesce(v.levy_fen, e.due_fen)) AS ordered_fen
      FROM refund_payee e
      JOIN refund_order o ON o.subject_id = e.order_id
      LEFT JOIN v_unit u ON u.unit_id = o.unit_id
      LEFT JOIN levied v ON v.order_id = e.order_id AND v.payer = e.payee
     WHERE e.order_id IN (SELECT l.order_id FROM levied l)
       AND (v.payer IS NOT NULL OR NOT EXISTS (SELECT 1 FROM levied l JOIN refund_payee q ON q.order_id = l.order_id AND q.payee = l.payer
                                                WHERE l.order_id = e.order_id))
)
SELECT h.order_id, o.number, o.unit_id, o.deadline, h.division_id, h.payee AS payer, h.ordered_fen,
       min(h.paid_fen, h.ordered_fen) AS refunded_fen,
       min(h.remainder_fen, h.ordered_fen - min(h.paid_fen, h.ordered_fen)) AS unclaimed_fen
  FROM share h JOIN refund_order o ON o.subject_id = h.order_id;

-- v_levy: both in one list, to be added up
CREATE TEMP VIEW IF NOT EXISTS v_levy AS
SELECT l.division_id, l.payer, l.found_fen, 0 AS ordered_fen, 0 AS refunded_fen, 0 AS unclaimed_fen, NULL AS deadline
  FROM v_levy_found l
UNION ALL
SELECT o.division_id, o.payer, 0, o.ordered_fen, o.refunded_fen, o.unclaimed_fen,
       CASE WHEN o.refunded_fen + o.unclaimed_fen < o.ordered_fen THEN o.deadline END -- that of money still due
  FROM v_levy_order o;
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
                                                       ELSE (v.year + 1) || '-01' END || '-01', -1)
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
