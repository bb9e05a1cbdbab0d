-- Statements of boards and cards (src/report/posting.c, board.c, card.c; src/cli/cmd_board.c, cmd_card.c).

-- What of the book fits one unit, and of that what governs on the day; whoever pays (as audit.fill_schedule does for all units whose
-- boards were looked at). part: 0 may be charged, 1 forbidden, 2 its time has run out,
-- 3 a subsidy that the unit pays.
-- name: posting.of_unit
WITH u AS MATERIALIZED (
         SELECT u.*, d.county_class, d.coastal FROM v_unit u JOIN v_division d ON d.division_id = u.division_id WHERE u.unit_id = :unit),
     fit AS MATERIALIZED (
         SELECT t.*, i.name, i.category, i.code AS item_code, u.type,
                coalesce(t.payer_class, '') || '/' || coalesce(t.grade_from, '') || '/' || coalesce(t.grade_until, '') || '/'
                    || coalesce(t.season, '') || CASE u.stage WHEN 'nine-year' THEN '/' || coalesce(t.stage, '') ELSE '' END AS variant
           FROM u
           JOIN v_standard t
             ON t.ruling NOT IN ('deadline', 'grant') AND t.valid_from <= :day
            AND (t.county_class IS NULL OR t.county_class = u.county_class)
            AND (t.coastal IS NULL OR t.coastal = u.coastal)
            AND (t.stage IS NULL OR t.stage = u.stage OR (u.stage = 'nine-year' AND t.stage IN ('primary', 'junior')))
            AND (t.area IS NULL OR t.area = u.area)
            AND (t.unit_type IS NULL OR t.unit_type = u.type)
            AND (t.size_class IS NULL OR t.size_class = u.size_class)
            AND (t.unit_id IS NULL OR t.unit_id = u.unit_id)
            AND (t.division_id IS NULL
                 OR t.division_id IN (SELECT w.within_id FROM v_division_within w WHERE w.division_id = u.division_id))
           JOIN v_item i ON i.item_id = t.item_id
          WHERE i.category NOT IN ('press', 'petition')
            -- no charges: what villages spend, and what a vote is for, who is exempt and how many must be there
            AND i.code NOT GLOB 'village.*' AND (i.code NOT GLOB 'yishi.*' OR i.code IN ('yishi.money', 'yishi.labour'))
            -- a school board speaks of school fees and what may be collected with them, other boards of everything else
            AND (i.category IN ('school', 'agency')) = (u.type = 'school')),
     ranked AS (
         SELECT f.*, row_number() OVER (PARTITION BY item_id, variant
                                        ORDER BY specificity DESC, level_rank, valid_from DESC, ruling = 'ban' DESC, record_id) AS nth
           FROM fit f WHERE coalesce(valid_until, '9999-12-31') >= :day),
     governing AS MATERIALIZED (SELECT * FROM ranked WHERE nth = 1),
     only_these AS MATERIALIZED (SELECT record_id FROM governing WHERE ruling = 'only'),
     handled AS MATERIALIZED (
         SELECT t.subject_id AS item_id
           FROM (SELECT DISTINCT p.division_id FROM notice_place p WHERE p.unit_id = :unit) p -- where it charged
           CROSS JOIN notice_list k ON k.division_id = p.division_id
           CROSS JOIN json_each(k.records) e
           CROSS JOIN notice n ON n.record_id = e.value
           CROSS JOIN subject s ON s.subject_id = n.subject_id AND s.record_id = n.record_id
           CROSS JOIN notice_item l ON l.record_id = n.record_id
           CROSS JOIN term t ON t.term_id = l.name_term
          WHERE n.unit_id = :unit AND n.charged_on <= :day AND t.subject_id IS NOT NULL
         UNION
         SELECT c.item_id FROM v_school_charge_line c WHERE c.unit_id = :unit AND c.charged_on <= :day AND c.item_id IS NOT NULL
         UNION
         SELECT b.item_id FROM v_board_item b WHERE b.unit_id = :unit AND b.seen_on <= :day AND b.item_id IS NOT NULL)
SELECT part, record_id FROM (
    SELECT 0 AS part, g.record_id, g.name, g.stage, g.grade_from, g.payer_class
      FROM governing g
     WHERE g.ruling IN ('charge', 'cap')
       AND (:all OR g.unit_id IS NOT NULL OR g.item_id IN (SELECT h.item_id FROM handled h)
            OR g.item_id IN (SELECT k.item_id FROM v_school_component k WHERE k.place IN ('within', 'total')))
       AND (NOT EXISTS (SELECT 1 FROM only_these)
            OR g.item_id IN (SELECT m.item_id FROM standard_member m WHERE m.record_id IN (SELECT o.record_id FROM only_these o)))
    UNION ALL
    SELECT 1, min(g.record_id), g.name, NULL, NULL, NULL
      FROM governing g
     WHERE g.ruling = 'ban'
       AND g.item_id NOT IN (SELECT o.item_id FROM governing o WHERE o.ruling IN ('charge', 'cap'))
     GROUP BY g.item_id
    UNION ALL
    SELECT 2, f.record_id, f.name, NULL, NULL, NULL
      FROM (SELECT f.*, row_number() OVER (PARTITION BY item_id ORDER BY valid_until DESC, record_id) AS last FROM fit f
             WHERE ruling IN ('charge', 'cap') AND valid_until < :day) f
     WHERE f.last = 1 AND f.item_id NOT IN (SELECT o.item_id FROM governing o)
       AND (:all OR f.item_id IN (SELECT h.item_id FROM handled h))
    UNION ALL
    SELECT 3, g.record_id, g.name, NULL, NULL, g.payer_class
      FROM (SELECT t.record_id, i.name, t.payer_class,
                   row_number() OVER (PARTITION BY t.item_id, t.payer_class
                                      ORDER BY t.specificity DESC, t.level_rank, t.valid_from DESC, t.record_id) AS nth
              FROM u
              JOIN v_standard t
                ON t.ruling = 'grant' AND t.valid_from <= :day AND coalesce(t.valid_until, '9999-12-31') >= :day
               AND (t.county_class IS NULL OR t.county_class = u.county_class) AND (t.coastal IS NULL OR t.coastal = u.coastal)
               AND CASE WHEN t.unit_id IS NOT NULL THEN t.unit_id = u.unit_id ELSE coalesce(t.unit_type, 'township') = u.type END
               AND (t.division_id IS NULL
                    OR t.division_id IN (SELECT w.within_id FROM v_division_within w WHERE w.division_id = u.division_id))
              JOIN v_item i ON i.item_id = t.item_id) g
     WHERE g.nth = 1)
 ORDER BY part, name, stage, grade_from, payer_class, record_id

-- What a household of the division may be charged, what it may not, and (part 3) which subsidies it gets.
-- name: posting.of_household
WITH d AS MATERIALIZED (SELECT * FROM v_division WHERE division_id = :division),
     chain AS MATERIALIZED (SELECT w.within_id FROM v_division_within w WHERE w.division_id = :division),
     fit AS MATERIALIZED (
         SELECT t.*, i.name, i.category,
                coalesce(t.payer_class, '') || '/' || coalesce(t.grade_from, '') || '/' || coalesce(t.grade_until, '') || '/'
                    || coalesce(t.season, '') || '/' || coalesce(t.stage, '') || '/' || coalesce(t.area, '') || '/'
                    || coalesce(t.unit_type, '') || '/' || coalesce(t.unit_id, '') AS variant
           FROM d
           JOIN v_standard t
             ON t.ruling IN ('charge', 'cap', 'ban', 'grant')
            AND t.valid_from <= :day AND coalesce(t.valid_until, '9999-12-31') >= :day
            AND (t.county_class IS NULL OR t.county_class = d.county_class)
            AND (t.coastal IS NULL OR t.coastal = d.coastal)
            AND (t.payer_class IS NULL OR t.payer_class IN ('household', 'pupil'))
            AND (t.division_id IS NULL OR t.division_id IN (SELECT c.within_id FROM chain c))
            AND (t.unit_id IS NULL
                 OR EXISTS (SELECT 1 FROM v_unit u WHERE u.unit_id = t.unit_id AND u.division_id IN (SELECT c.within_id FROM chain c)))
           JOIN v_item i ON i.item_id = t.item_id
          -- neither what villages spend, nor what a vote is for, who is exempt and how many must be there, nor the one fee of
          -- counties that the state counts as poor, which no scope can tell
          WHERE i.category NOT IN ('press', 'petition') AND i.code NOT GLOB 'village.*' AND i.code <> 'school.onefee_poor'
            AND (i.code NOT GLOB 'yishi.*' OR i.code IN ('yishi.money', 'yishi.labour'))
            AND t.unit <> 'unit-year'
            AND (:pupils OR i.category NOT IN ('school', 'agency'))),
     governing AS MATERIALIZED (
         SELECT * FROM (SELECT f.*, row_number() OVER (PARTITION BY item_id, variant, ruling = 'grant'
                                                       ORDER BY specificity DESC, level_rank, valid_from DESC, ruling = 'ban' DESC,
                                                                record_id) AS nth FROM fit f)
          WHERE nth = 1),
     total AS (SELECT 1 FROM governing g JOIN v_school_component k ON k.item_id = g.item_id
                WHERE k.place = 'total' AND g.ruling IN ('charge', 'cap'))
SELECT part, record_id FROM (
    SELECT 0 AS part, g.record_id, g.category, g.name, g.stage, g.grade_from, g.area
      FROM governing g
     WHERE g.ruling IN ('charge', 'cap')
       AND NOT (EXISTS (SELECT 1 FROM total)       -- the one fee is told as its total
                AND g.item_id IN (SELECT k.item_id FROM v_school_component k WHERE k.place = 'within'))
    UNION ALL
    SELECT 1, min(g.record_id), g.category, g.name, NULL, NULL, NULL
      FROM governing g
     WHERE g.ruling = 'ban' AND g.item_id NOT IN (SELECT o.item_id FROM governing o WHERE o.ruling IN ('charge', 'cap'))
     GROUP BY g.item_id
    UNION ALL
    SELECT 3, g.record_id, g.category, g.name, NULL, NULL, NULL FROM governing g WHERE g.ruling = 'grant')
 ORDER BY part, CASE category WHEN 'labour' THEN 1 WHEN 'production' THEN 2 WHEN 'house' THEN 3 WHEN 'school' THEN 4 ELSE 5 END,
          name, stage, area, grade_from, record_id

-- name: posting.unit
SELECT u.code, u.name, u.type, u.telephone,
       CASE d.level WHEN 'village' THEN coalesce(d.parent_name, '') ELSE '' END || d.name AS place,
       (SELECT c.name FROM v_division c WHERE c.division_id = d.county_id) AS county, d.demonstration
  FROM v_unit u JOIN v_division d ON d.division_id = u.division_id
 WHERE u.unit_id = :unit

-- Villages in the order of their codes. mark: the nearest division at or above the village that a standard of cards names, by itself
-- or by a unit that sits there; villages of one mark share what their cards say.
-- name: posting.card_villages
WITH named AS (SELECT division_id FROM v_standard WHERE division_id IS NOT NULL AND ruling <> 'deadline'
               UNION SELECT u.division_id FROM v_standard t JOIN v_unit u ON u.unit_id = t.unit_id),
     listed AS (SELECT h.division_id, count(*) AS households FROM v_household h GROUP BY h.division_id)
SELECT d.division_id, d.code, d.name, d.parent_name, coalesce(d.households, 0), coalesce(l.households, 0),
       coalesce((SELECT w.within_id FROM v_division_within w
                  WHERE w.division_id = d.division_id AND w.within_id IN (SELECT n.division_id FROM named n)
                  ORDER BY w.steps LIMIT 1), 0) AS mark
  FROM v_division d
  LEFT JOIN listed l ON l.division_id = d.division_id
 WHERE d.level = 'village' AND :division IN (d.division_id, d.township_id, d.county_id)
 ORDER BY d.code

-- Households of a village, whose codes begin with the village's; head_name is secret.
-- name: posting.card_households
SELECT h.code, h.head_name, h.persons, h.labourers, h.pupils
  FROM subject s JOIN household h ON h.record_id = s.record_id
 WHERE s.kind = 'household' AND s.key > :village || '-' AND s.key < :village || '.' AND h.division_id = :division
 ORDER BY s.key

-- name: posting.subject
SELECT subject_id FROM subject WHERE kind = :kind AND key = :key AND record_id IS NOT NULL

-- Units that charge or whose board was looked at, with the last look up to the day and what the last check found about it. state:
-- not-checked: nobody looked; missing: a look found none; faulty, good: what the check says.
-- name: posting.boards
WITH charging AS MATERIALIZED (
         SELECT u.unit_id FROM v_unit u
          WHERE EXISTS (SELECT 1 FROM notice_place p WHERE p.unit_id = u.unit_id)
             OR EXISTS (SELECT 1 FROM school_charge c WHERE c.school_id = u.unit_id)),
     looked AS MATERIALIZED (
         SELECT k.*, row_number() OVER (PARTITION BY k.unit_id ORDER BY k.seen_on DESC, k.record_id DESC) AS nth
           FROM v_board_look k WHERE k.seen_on <= :day),
     fault AS MATERIALIZED (
         SELECT f.subject_id, sum(f.rule = 'board-stale') AS stale, sum(f.rule = 'board-wrong-amount') AS wrong,
                sum(f.rule = 'board-cancelled-item') AS cancelled, sum(f.rule = 'board-item-missing') AS lacking,
                sum(f.rule = 'board-no-basis') AS no_basis, sum(f.rule = 'board-no-telephone') AS no_telephone
           FROM finding f
          WHERE f.rule GLOB 'board-*' AND f.state IN ('open', 'confirmed')
          GROUP BY f.subject_id),
     board AS (
         SELECT u.code, u.name, CASE d.level WHEN 'village' THEN coalesce(d.parent_name, '') ELSE '' END || d.name AS place,
                l.seen_on, coalesce(f.stale, 0) AS stale, coalesce(f.wrong, 0) AS wrong, coalesce(f.cancelled, 0) AS cancelled,
                coalesce(f.lacking, 0) AS lacking, coalesce(f.no_basis, 0) AS no_basis, coalesce(f.no_telephone, 0) AS no_telephone,
                CASE WHEN l.unit_id IS NULL THEN 'not-checked' WHEN l.missing THEN 'missing'
                     WHEN f.subject_id IS NOT NULL THEN 'faulty' ELSE 'good' END AS state
           FROM v_unit u
           JOIN v_division d ON d.division_id = u.division_id
           LEFT JOIN looked l ON l.unit_id = u.unit_id AND l.nth = 1
           LEFT JOIN fault f ON f.subject_id = l.subject_id
          WHERE (l.unit_id IS NOT NULL OR u.unit_id IN (SELECT c.unit_id FROM charging c))
            AND (:under IS NULL OR EXISTS (SELECT 1 FROM v_division_within w JOIN v_division x ON x.division_id = w.within_id
                                            WHERE w.division_id = u.division_id AND x.code = :under)))
SELECT code, name, place, state, seen_on, stale, wrong, cancelled, lacking, no_basis, no_telephone
  FROM board
 WHERE CASE coalesce(:what, '')
            WHEN '' THEN 1 WHEN 'stale' THEN stale > 0 WHEN 'wrong' THEN wrong > 0 WHEN 'cancelled' THEN cancelled > 0
            WHEN 'lacking' THEN lacking > 0 WHEN 'no-basis' THEN no_basis > 0 WHEN 'no-telephone' THEN no_telephone > 0
            ELSE state = :what END
 ORDER BY code

-- How the cards of a year were handed out, a line for each township, or with :villages for each village; v_card_village tells what is
-- asked. A village of which nothing is on record counts its households and no card.
-- name: posting.cards
WITH asked AS MATERIALIZED (
         SELECT v.*, d.code AS village_code, t.code AS township_code, t.name AS township_name,
                v.issued > 0 AND v.households > 0 AND v.issued * 100 < v.households * v.coverage_percent AS below,
                v.delivered_on > v.last_on AS late,
                coalesce(v.issued, 0) = 0 AND coalesce(v.households, 0) > 0 AS without
           FROM v_card_village v
           JOIN v_division d ON d.division_id = v.division_id
           LEFT JOIN v_division t ON t.division_id = v.township_id
           LEFT JOIN v_division c ON c.division_id = v.county_id
          WHERE v.year = :year AND (:under IS NULL OR :under IN (d.code, t.code, c.code))),
     listed AS (
         SELECT CASE WHEN :villages THEN village_code ELSE township_code END AS code,
                CASE WHEN :villages THEN coalesce(min(township_name), '') || min(name) ELSE min(township_name) END AS place,
                count(*) AS villages, sum(households) AS households, coalesce(sum(issued), 0) AS issued,
                min(coverage_percent) AS asked, max(delivered_on) AS delivered, min(last_on) AS deadline, max(issued_on) AS issued_on,
                coalesce(sum(below), 0) AS below, coalesce(sum(late), 0) AS late, coalesce(sum(without), 0) AS without
           FROM asked GROUP BY 1)
SELECT code, place, villages, households, issued,
       CASE WHEN households > 0 -- rounded half up, as in the reports
            THEN ((issued * 2000 + households) / (households * 20)) || '.' || ((issued * 2000 + households) / (households * 2) % 10) END AS coverage,
       asked, delivered, deadline, issued_on, below, late, without
  FROM listed
 WHERE NOT :faulty OR below + late + without > 0
 ORDER BY code

-- Charges of a year, of one household or of all of a place, from four sides: the notice, the receipt that the household showed at a visit
-- (or said that it got none), the card of the household's village (the schedule of the day on which the township had the cards) and the
-- unit's board as last seen within the year before. A payment told at a visit that no notice answers is a line of its own. The
-- lists of notices are by place: those of a household are looked for where it lives, and in the divisions above that.
-- name: posting.match
WITH place AS MATERIALIZED (
         SELECT d.division_id, d.county_class, d.coastal, c.delivered_on, coalesce(c.issued, 0) AS issued
           FROM v_division d LEFT JOIN v_card_issue c ON c.division_id = d.division_id AND c.year = :year
          WHERE CASE WHEN :household IS NULL THEN :division IN (d.division_id, d.township_id, d.county_id)
                     ELSE d.division_id IN (SELECT w.within_id FROM v_division_within w JOIN v_division v ON v.division_id = w.division_id
                                             WHERE v.code = substr(:household, 1, 12)) END),
     line AS MATERIALIZED (
         SELECT n.subject_id, n.payer, n.unit_id, n.division_id, n.charged_on, n.receipt, l.part, l.price_fen, l.amount_fen,
                t.text AS name, t.subject_id AS item_id
           FROM place p
          CROSS JOIN notice_list h ON h.division_id = p.division_id
          CROSS JOIN json_each(h.records) e
          CROSS JOIN notice n ON n.record_id = e.value
          CROSS JOIN subject s ON s.subject_id = n.subject_id AND s.record_id = n.record_id
          CROSS JOIN notice_item l ON l.record_id = n.record_id
          CROSS JOIN term t ON t.term_id = l.name_term
          WHERE n.payer_class = 'household' AND n.charged_on BETWEEN :year || '-01-01' AND :year || '-12-31'
            AND (:household IS NULL OR n.payer = :household)),
     paid AS MATERIALIZED (
         SELECT p.subject_id, p.part, p.place, p.unit_id, p.division_id, p.visited_on, p.paid_on, p.name, p.amount_fen, p.receipt,
                p.notice, p.notice_id,
                coalesce((SELECT t.subject_id FROM term t WHERE t.kind = 'item' AND t.text = p.name),
                         (SELECT i.item_id FROM v_item i WHERE i.name = p.name)) AS item_id
           FROM v_inspection_payment p
          WHERE p.paid_on BETWEEN :year || '-01-01' AND :year || '-12-31' AND (:household IS NULL OR p.place = :household)
            AND p.division_id IN (SELECT o.division_id FROM place o)),
     -- the lines that a payment is for: of the notice whose number it carries, else of the notice of the nearest day on which the unit
     -- charged that household for it; where it names no line it is for all of the notice. VILLAGE#37 is a household without a code.
     pairing AS MATERIALIZED (
         SELECT p.subject_id, p.part, p.visited_on, p.receipt, p.amount_fen, l.subject_id AS notice_id, l.part AS line,
                l.amount_fen AS line_fen,
                rank() OVER (PARTITION BY p.subject_id, p.part
                             ORDER BY l.name = p.name OR coalesce(l.item_id = p.item_id, 0) DESC,
                                      abs(julianday(l.charged_on) - julianday(p.paid_on)), l.subject_id) AS nth
           FROM paid p
           JOIN line l ON l.unit_id = p.unit_id AND (l.payer = p.place OR p.place GLOB '*#*')
            AND CASE WHEN p.notice IS NULL THEN l.name = p.name OR l.item_id = p.item_id ELSE l.subject_id = p.notice_id END),
     told AS (
         SELECT g.*, sum(g.line_fen) OVER (PARTITION BY g.subject_id, g.part) AS due_fen FROM pairing g WHERE g.nth = 1),
     shown AS MATERIALIZED ( -- what the last visit that told of the line says of it
         SELECT notice_id, line, min(receipt) AS receipt, sum(amount_fen) AS paid_fen, max(due_fen) AS due_fen,
                row_number() OVER (PARTITION BY notice_id, line ORDER BY visited_on DESC, subject_id DESC) AS nth
           FROM told GROUP BY notice_id, line, subject_id),
     charge AS MATERIALIZED (
         SELECT l.subject_id, s.key AS notice, l.part, l.payer, l.unit_id, l.division_id, l.charged_on, l.name, l.item_id, l.price_fen,
                l.amount_fen,
                CASE WHEN h.receipt THEN 'yes' WHEN h.receipt = 0 OR l.receipt IS NULL THEN 'no' ELSE 'not-shown' END AS receipt,
                h.paid_fen, h.due_fen
           FROM line l
           JOIN subject s ON s.subject_id = l.subject_id
           LEFT JOIN shown h ON h.notice_id = l.subject_id AND h.line = l.part AND h.nth = 1
         UNION ALL
         SELECT NULL, us.key || '/' || p.notice, NULL, p.place, p.unit_id, p.division_id, p.paid_on, p.name, p.item_id, NULL,
                NULL, CASE p.receipt WHEN 1 THEN 'yes' ELSE 'no' END, p.amount_fen, NULL
           FROM paid p
           JOIN subject us ON us.subject_id = p.unit_id
          WHERE NOT EXISTS (SELECT 1 FROM pairing g WHERE g.subject_id = p.subject_id AND g.part = p.part)),
     pair AS MATERIALIZED (SELECT DISTINCT division_id, unit_id, item_id FROM charge WHERE item_id IS NOT NULL),
     card AS MATERIALIZED (
         SELECT x.division_id, x.unit_id, x.item_id, g.ruling, g.amount_fen
           FROM pair x
           JOIN place p ON p.division_id = x.division_id
           JOIN v_unit u ON u.unit_id = x.unit_id
           JOIN standard g ON g.record_id = (
                SELECT t.record_id FROM v_standard t
                 WHERE t.item_id = x.item_id AND t.ruling IN ('charge', 'cap', 'ban')
                   AND t.valid_from <= p.delivered_on AND coalesce(t.valid_until, '9999-12-31') >= p.delivered_on
                   AND (t.county_class IS NULL OR t.county_class = p.county_class) AND (t.coastal IS NULL OR t.coastal = p.coastal)
                   AND (t.payer_class IS NULL OR t.payer_class = 'household')
                   AND (t.unit_type IS NULL OR t.unit_type = u.type) AND (t.unit_id IS NULL OR t.unit_id = u.unit_id)
                   AND (t.division_id IS NULL OR t.division_id IN (SELECT w.within_id FROM v_division_within w
                                                                    WHERE w.division_id = p.division_id))
                 ORDER BY t.specificity DESC, t.level_rank, t.valid_from DESC, t.ruling = 'ban' DESC, t.record_id LIMIT 1)),
     seen AS MATERIALIZED (
         SELECT l.*, p.delivered_on, p.issued, c.ruling, c.amount_fen AS card_fen,
                (SELECT b.record_id FROM board b JOIN subject s ON s.subject_id = b.subject_id AND s.record_id = b.record_id
                  WHERE b.unit_id = l.unit_id AND b.seen_on <= l.charged_on AND b.seen_on >= add_days(l.charged_on, -365)
                  ORDER BY b.seen_on DESC LIMIT 1) AS board_id
           FROM charge l
           JOIN place p ON p.division_id = l.division_id
           LEFT JOIN card c ON c.division_id = l.division_id AND c.unit_id = l.unit_id AND c.item_id = l.item_id),
     compared AS (
         SELECT s.*,
                CASE WHEN s.issued = 0 OR s.delivered_on > s.charged_on THEN 'no-card' WHEN s.ruling IN ('charge', 'cap') THEN 'yes' ELSE 'no' END AS card,
                CASE WHEN s.board_id IS NULL THEN 'not-checked' WHEN b.missing THEN 'no-board'
                     WHEN i.part IS NOT NULL THEN 'yes' ELSE 'no' END AS board,
                i.amount_fen AS board_fen
           FROM seen s
           LEFT JOIN board b ON b.record_id = s.board_id
           LEFT JOIN board_item i ON i.record_id = s.board_id AND i.part = (
                SELECT min(o.part) FROM board_item o JOIN term t ON t.term_id = o.name_term
                 WHERE o.record_id = s.board_id AND t.subject_id = s.item_id)),
     judged AS (
         SELECT c.*,
                substr(
                    CASE WHEN subject_id IS NULL THEN ',notice' ELSE '' END
                    || CASE WHEN receipt = 'no' OR paid_fen <> due_fen THEN ',receipt' ELSE '' END
                    || CASE WHEN card = 'no' OR (card = 'yes' AND (price_fen > card_fen OR (ruling = 'charge' AND price_fen < card_fen))) THEN ',card' ELSE '' END
                    || CASE WHEN board IN ('no', 'no-board') OR price_fen > board_fen OR (ruling = 'charge' AND price_fen < board_fen)
                            THEN ',board' ELSE '' END, 2) AS sides
           FROM compared c)
SELECT CASE WHEN j.payer GLOB '[0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][-#]*' THEN j.payer ELSE '＊＊' END, -- no other key of a person
       j.notice, j.part, j.charged_on, j.name, j.price_fen, j.amount_fen, j.card, CASE j.card WHEN 'yes' THEN j.card_fen END,
       j.board, j.board_fen, j.receipt, j.paid_fen,
       CASE WHEN j.sides <> '' THEN 'differ'
            WHEN j.card = 'no-card' OR j.board = 'not-checked' OR j.receipt = 'not-shown' OR j.card_fen IS NULL OR j.board_fen IS NULL THEN 'open'
            ELSE 'agree' END,
       j.sides
  FROM judged j
 WHERE :all OR j.sides <> ''
 ORDER BY j.payer, j.charged_on, j.notice, j.part
