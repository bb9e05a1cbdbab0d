-- Statements of the dossier of a village (src/report/village.c). Parameters: :village (subject of the division), :from and :until
-- (first and last day), :today. Findings that stand are those neither gone, dismissed nor waived. Column `ref` is for `jianfu why`.
-- Names of people come out only where a column says so (head_name): the paper masks them.

-- name: village.find
-- A village alone: the number of a township or county is not one.
SELECT d.division_id FROM v_division d WHERE d.code = :code AND d.level = 'village'

-- name: village.clear
DELETE FROM village_charge

-- name: village.fill
-- Every line charged in the village, once.
INSERT INTO village_charge (subject_id, part, unit_id, payer_class, payer, charged_on, item_id, name, amount_fen, total_fen)
SELECT s.subject_id, l.part, n.unit_id, n.payer_class, n.payer, n.charged_on, t.subject_id, t.text, l.amount_fen, n.total_fen
  FROM notice_list h
  CROSS JOIN json_each(h.records) j
  CROSS JOIN notice n ON n.record_id = j.value
  CROSS JOIN subject s ON s.subject_id = n.subject_id AND s.record_id = n.record_id
  CROSS JOIN notice_item l ON l.record_id = n.record_id
  CROSS JOIN term t ON t.term_id = l.name_term
 WHERE h.division_id = :village

-- name: village.clear_sums
DELETE FROM village_sum

-- name: village.fill_sums
-- By the sums that the import keeps; a table and two charts read them.
INSERT INTO village_sum (unit_id, fen)
SELECT n.unit_id, sum(n.total_fen) FROM notice_day n WHERE n.charged_on BETWEEN :from AND :until GROUP BY n.unit_id

-- name: village.head
-- What its head says. Sums of the period; NULL where the register does not count.
WITH charged AS (SELECT sum(c.total_fen) AS fen, count(*) AS notices FROM village_notice c
                  WHERE c.charged_on BETWEEN :from AND :until)
SELECT d.code, d.name AS village, t.name AS township, d.households, d.population, d.labourers,
       (SELECT count(*) FROM household h JOIN subject s ON s.subject_id = h.subject_id AND s.record_id = h.record_id
         WHERE h.division_id = d.division_id) AS listed,
       (SELECT sum(h.pupils) FROM household h JOIN subject s ON s.subject_id = h.subject_id AND s.record_id = h.record_id
         WHERE h.division_id = d.division_id) AS pupils,
       c.notices, coalesce(c.fen, 0) AS fen,
       (SELECT count(*) FROM finding f WHERE f.division_id = d.division_id AND coalesce(f.charged_on, :from) BETWEEN :from AND :until
          AND f.state NOT IN ('gone', 'dismissed', 'waived')) AS findings,
       (SELECT substr(r.at, 1, 10) FROM run r ORDER BY r.run_id DESC LIMIT 1) AS checked
  FROM v_division d
  JOIN v_division t ON t.division_id = d.township_id
  CROSS JOIN charged c
 WHERE d.division_id = :village

-- name: village.units
SELECT 'unit:' || u.code AS ref, u.code, u.name, u.type FROM v_unit u WHERE u.division_id = :village ORDER BY u.code

-- name: village.charges
-- By unit, payer and item: what the findings that stand leave of it, and the standard that governs on the last day. A line that
-- several rules found counts its largest excess.
WITH line AS MATERIALIZED (
         SELECT c.*, (SELECT max(f.excess_fen) FROM finding f
                       WHERE f.subject_id = c.subject_id AND f.part = c.part
                         AND f.state NOT IN ('gone', 'dismissed', 'waived')) AS excess_fen,
                (SELECT count(*) FROM finding f
                  WHERE f.subject_id = c.subject_id AND f.part = c.part
                    AND f.state NOT IN ('gone', 'dismissed', 'waived')) AS findings
           FROM village_charge c WHERE c.charged_on BETWEEN :from AND :until),
     grouped AS MATERIALIZED (
         SELECT l.unit_id, l.payer_class, l.item_id, l.name, count(*) AS lines, sum(l.amount_fen) AS charged_fen,
                sum(l.amount_fen) - coalesce(sum(l.excess_fen), 0) AS allowed_fen, coalesce(sum(l.excess_fen), 0) AS excess_fen,
                sum(l.findings) AS findings, max(l.charged_on) AS last_on
           FROM line l GROUP BY l.unit_id, l.payer_class, l.item_id, CASE WHEN l.item_id IS NULL THEN l.name END)
SELECT 'village:' || d.code || '/' || :period || '/' || u.code AS ref, u.code, u.name AS unit, g.payer_class, coalesce(i.name, g.name) AS item,
       t.ruling, CASE WHEN t.amount_fen IS NOT NULL THEN printf('%d.%02d', t.amount_fen / 100, t.amount_fen % 100) END AS standard, -- no sum of them means anything
       t.unit AS standard_unit, m.number AS document,
       g.lines, g.charged_fen, g.allowed_fen, g.excess_fen, g.findings
  FROM grouped g
  JOIN v_division d ON d.division_id = :village
  JOIN v_unit u ON u.unit_id = g.unit_id
  LEFT JOIN v_item i ON i.item_id = g.item_id
  LEFT JOIN standard t ON t.record_id = (
       SELECT b.record_id FROM v_standard b
        WHERE b.item_id = g.item_id AND b.ruling IN ('charge', 'cap', 'ban')
          AND b.valid_from <= g.last_on AND coalesce(b.valid_until, '9999-12-31') >= g.last_on
          AND (b.county_class IS NULL OR b.county_class = d.county_class) AND (b.coastal IS NULL OR b.coastal = d.coastal)
          AND (b.payer_class IS NULL OR b.payer_class = g.payer_class)
          AND (b.unit_type IS NULL OR b.unit_type = u.type) AND (b.unit_id IS NULL OR b.unit_id = u.unit_id)
          AND (b.size_class IS NULL OR b.size_class = u.size_class)
          AND (b.stage IS NULL OR b.stage = u.stage) AND (b.area IS NULL OR b.area = u.area)
          AND b.grade_from IS NULL AND b.grade_until IS NULL AND b.season IS NULL AND NOT b.spending
          AND (b.division_id IS NULL OR b.division_id IN (d.division_id, d.township_id, d.county_id))
        ORDER BY b.specificity DESC, b.level_rank, b.valid_from DESC, b.ruling = 'ban' DESC, b.record_id LIMIT 1)
  LEFT JOIN subject ms ON ms.subject_id = t.document_id
  LEFT JOIN document m ON m.record_id = ms.record_id
 ORDER BY u.code, g.payer_class, item

-- name: village.subsidies
-- The subsidies that are paid to its farmers on the last day, else today.
SELECT ref, item, fen, unit, document FROM (
    SELECT 'standard:' || t.code AS ref, i.name AS item, t.amount_fen AS fen, t.unit, coalesce(m.number, '') || CASE WHEN t.demonstration THEN '（演示）' ELSE '' END AS document,
           row_number() OVER (PARTITION BY t.item_id, t.unit_id, t.unit_type
                              ORDER BY t.specificity DESC, t.level_rank, t.valid_from DESC, t.record_id) AS nth
      FROM v_division d
      JOIN v_standard t
        ON t.ruling = 'grant' AND t.valid_from <= min(:until, :today) AND coalesce(t.valid_until, '9999-12-31') >= min(:until, :today)
       AND (t.county_class IS NULL OR t.county_class = d.county_class) AND (t.coastal IS NULL OR t.coastal = d.coastal)
       AND (t.payer_class IS NULL OR t.payer_class IN ('household', 'pupil'))
       AND (t.division_id IS NULL OR t.division_id IN (d.division_id, d.township_id, d.county_id))
      JOIN v_item i ON i.item_id = t.item_id
      LEFT JOIN v_document m ON m.document_id = t.document_id
     WHERE d.division_id = :village)
 WHERE nth = 1
 ORDER BY item, ref

-- name: village.payers
-- The households that were charged most.
SELECT CASE WHEN s.subject_id IS NOT NULL THEN 'household:' || x.payer END AS ref, x.payer, h.head_name, h.persons, x.lines, x.fen
  FROM (SELECT c.payer, count(*) AS lines, sum(c.amount_fen) AS fen FROM village_charge c
         WHERE c.payer_class = 'household' AND c.charged_on BETWEEN :from AND :until GROUP BY c.payer) x
  LEFT JOIN subject s ON s.kind = 'household' AND s.key = x.payer
  LEFT JOIN household h ON h.record_id = s.record_id
 ORDER BY x.fen DESC, x.payer LIMIT 10

-- name: village.schools
-- Schools of the village and those of its township. A line that several rules found counts its largest excess.
SELECT 'school-charge:' || s.key AS ref, u.name AS school, c.term, c.charged_on, c.total_fen,
       (SELECT count(*) FROM finding f WHERE f.subject_id = c.subject_id AND f.state NOT IN ('gone', 'dismissed', 'waived')) AS findings,
       (SELECT sum(x.fen) FROM (SELECT max(f.excess_fen) AS fen FROM finding f
         WHERE f.subject_id = c.subject_id AND f.state NOT IN ('gone', 'dismissed', 'waived') GROUP BY f.part) x) AS excess_fen
  FROM v_division d
  JOIN v_unit u ON u.division_id IN (d.division_id, d.township_id) AND u.type = 'school'
  JOIN v_school_charge c ON c.unit_id = u.unit_id
  JOIN subject s ON s.subject_id = c.subject_id
 WHERE d.division_id = :village AND c.charged_on BETWEEN :from AND :until
 ORDER BY u.code, c.charged_on, s.key

-- name: village.boards
-- Looks at the boards of the village's units.
SELECT 'unit:' || u.code AS ref, u.name AS unit, b.seen_on, CASE b.missing WHEN 1 THEN 'no' ELSE 'yes' END AS hung, b.telephone,
       (SELECT count(*) FROM board_item i WHERE i.record_id = b.record_id) AS items,
       (SELECT count(*) FROM finding f WHERE f.subject_id = b.subject_id AND f.state NOT IN ('gone', 'dismissed', 'waived')) AS findings
  FROM v_unit u JOIN v_board_look b ON b.unit_id = u.unit_id
 WHERE u.division_id = :village AND b.seen_on BETWEEN :from AND :until
 ORDER BY b.seen_on, u.code

-- name: village.cards
-- Years of which cards are on record, with the last day for them; delivered late or too few is what the rules card-* find.
SELECT 'card-issue:' || v.code || '/' || v.year AS ref, v.year, v.households, v.issued,
       CASE WHEN v.households > 0 -- rounded half up, as in the reports
            THEN ((coalesce(v.issued, 0) * 2000 + v.households) / (v.households * 20)) || '.'
                 || ((coalesce(v.issued, 0) * 2000 + v.households) / (v.households * 2) % 10) || '%' END AS coverage,
       v.delivered_on, v.last_on, v.issued_on,
       CASE WHEN v.last_on < v.delivered_on THEN julianday(v.delivered_on) - julianday(v.last_on) END AS late,
       (SELECT count(*) FROM finding f WHERE f.division_id = v.division_id AND f.rule GLOB 'card-*' AND substr(f.charged_on, 1, 4) = CAST(v.year AS TEXT)
           AND f.state NOT IN ('gone', 'dismissed', 'waived')) AS findings
  FROM v_card_village v
 WHERE v.division_id = :village AND v.year BETWEEN substr(:from, 1, 4) AND substr(:until, 1, 4)
 ORDER BY v.year

-- name: village.proposals
SELECT 'proposal:' || p.key AS ref, p.number, p.name, p.held_on, p.outcome, p.per_head_fen, p.days_text, p.collected_fen,
       (SELECT sum(x.amount_fen) FROM v_proposal_spending x WHERE x.subject_id = p.subject_id) AS spent_fen,
       (SELECT count(*) FROM finding f WHERE f.subject_id = p.subject_id AND f.state NOT IN ('gone', 'dismissed', 'waived')) AS findings
  FROM v_proposal p
 WHERE p.division_id = :village AND p.decided_on BETWEEN :from AND :until
 ORDER BY p.decided_on, p.number

-- name: village.accounts
SELECT 'village-account:' || s.key AS ref, a.period, a.opening_fen, a.income_fen, a.expense_fen, a.closing_fen,
       (SELECT count(*) FROM finding f WHERE f.subject_id = a.subject_id AND f.state NOT IN ('gone', 'dismissed', 'waived')) AS findings
  FROM v_unit u JOIN v_village_account a ON a.unit_id = u.unit_id JOIN subject s ON s.subject_id = a.subject_id
 WHERE u.division_id = :village AND a.first_on BETWEEN :from AND :until
 ORDER BY a.first_on, s.key

-- name: village.press
-- Subscriptions of the village's units against the cap by year that governs on the day of the year's last; what the staff subscribed
-- for themselves does not count under it. NULL: no figure is known, and nothing follows.
SELECT 'subscription:' || s.key AS ref, u.name AS unit, p.year, p.total_fen, t.amount_fen AS cap_fen,
       CASE WHEN t.amount_fen IS NOT NULL THEN max(c.counted_fen - t.amount_fen, 0) END AS over_fen,
       (SELECT count(*) FROM finding f WHERE f.subject_id = p.subject_id AND f.state NOT IN ('gone', 'dismissed', 'waived')) AS findings
  FROM v_unit u
  JOIN v_division d ON d.division_id = u.division_id
  JOIN v_subscription p ON p.unit_id = u.unit_id
  JOIN (SELECT l.subject_id, max(l.subscribed_on) AS last_on,
               coalesce(sum(l.amount_fen) FILTER (WHERE l.funds <> 'staff' OR l.mode <> 'own'), 0) AS counted_fen
          FROM v_subscription_line l
         WHERE l.unit_id IN (SELECT o.unit_id FROM v_unit o WHERE o.division_id = :village)
         GROUP BY l.subject_id) c ON c.subject_id = p.subject_id
  JOIN subject s ON s.subject_id = p.subject_id
  LEFT JOIN standard t ON t.unit = 'unit-year' AND t.record_id = (
       SELECT b.record_id FROM v_standard b
        WHERE b.item_id = (SELECT o.subject_id FROM subject o WHERE o.kind = 'item' AND o.key = 'press.subscription')
          AND b.ruling IN ('charge', 'cap', 'ban', 'only')
          AND b.valid_from <= c.last_on AND coalesce(b.valid_until, '9999-12-31') >= c.last_on
          AND (b.county_class IS NULL OR b.county_class = d.county_class) AND (b.coastal IS NULL OR b.coastal = d.coastal)
          AND (b.unit_type IS NULL OR b.unit_type = u.type) AND (b.unit_id IS NULL OR b.unit_id = u.unit_id)
          AND (b.size_class IS NULL OR b.size_class = u.size_class)
          AND (b.stage IS NULL OR b.stage = u.stage) AND (b.area IS NULL OR b.area = u.area)
          AND b.payer_class IS NULL AND b.grade_from IS NULL AND b.grade_until IS NULL AND b.season IS NULL
          AND (b.division_id IS NULL OR b.division_id IN (d.division_id, d.township_id, d.county_id))
        ORDER BY b.specificity DESC, b.level_rank, b.valid_from DESC, b.ruling = 'ban' DESC, b.record_id LIMIT 1)
 WHERE u.division_id = :village AND p.year BETWEEN substr(:from, 1, 4) AND substr(:until, 1, 4)
 ORDER BY p.year, u.code

-- name: village.transfers
SELECT 'transfer-allocation:' || t.number AS ref, t.number, t.purpose, t.amount_fen, t.due_on, t.reached_fen, t.held_fen, t.used_fen,
       t.diverted_fen, t.amount_fen - t.reached_fen AS short_fen
  FROM v_transfer t
 WHERE t.division_id = :village AND t.year BETWEEN substr(:from, 1, 4) AND substr(:until, 1, 4)
 ORDER BY t.year, t.number

-- name: village.arrears
-- All of them, whenever they were written down: what is suspended stays so.
SELECT 'arrears:' || d.code AS ref, o.class, count(*) AS entries, sum(o.amount_fen) AS owed_fen
  FROM v_arrear_owed o JOIN v_division d ON d.division_id = o.division_id
 WHERE o.division_id = :village
 GROUP BY o.class ORDER BY o.class

-- name: village.levies
-- Levies taken after the reform, whenever, and what came back of them.
SELECT 'levy:' || d.code AS ref, sum(l.found_fen) AS found_fen, sum(l.ordered_fen) AS ordered_fen, sum(l.refunded_fen) AS refunded_fen,
       sum(l.unclaimed_fen) AS unclaimed_fen, sum(l.ordered_fen - l.refunded_fen - l.unclaimed_fen) AS rest_fen,
       min(l.deadline) AS deadline
  FROM v_division d JOIN v_levy l ON l.division_id = d.division_id
 WHERE d.division_id = :village
 GROUP BY d.code

-- name: village.petitions
-- From the village, or about one of its units; never who came.
SELECT 'case:' || p.number AS ref, p.number, p.received_on, p.channel, p.persons, p.category, u.name AS unit, k.state, k.result
  FROM petition p
  JOIN subject s ON s.subject_id = p.subject_id AND s.record_id = p.record_id
  LEFT JOIN petition_case k ON k.subject_id = p.subject_id
  LEFT JOIN v_unit u ON u.unit_id = p.unit_id
 WHERE p.record_id IN (SELECT q.record_id FROM petition q WHERE q.division_id = :village
                       UNION SELECT q.record_id FROM unit o JOIN petition q ON q.unit_id = o.subject_id WHERE o.division_id = :village)
   AND p.received_on BETWEEN :from AND :until
 ORDER BY p.received_on, p.number

-- name: village.refunds
-- Orders to the village's units, about its findings, or in its cases; each with all of its payees.
SELECT 'refund:' || o.number AS ref, o.number, u.name AS unit, o.ordered_on, o.deadline,
       (SELECT count(*) FROM refund_payee y WHERE y.order_id = o.subject_id) AS payees,
       (SELECT sum(y.due_fen) FROM refund_payee y WHERE y.order_id = o.subject_id) AS due_fen,
       (SELECT sum(y.paid_fen) FROM refund_payee y WHERE y.order_id = o.subject_id) AS paid_fen,
       (SELECT sum(y.due_fen - y.paid_fen - y.remainder_fen) FROM refund_payee y WHERE y.order_id = o.subject_id) AS rest_fen
  FROM refund_order o JOIN v_unit u ON u.unit_id = o.unit_id
 WHERE o.subject_id IN (SELECT r.subject_id FROM unit x JOIN refund_order r ON r.unit_id = x.subject_id WHERE x.division_id = :village
                        UNION SELECT x.order_id FROM finding f JOIN refund_finding x ON x.finding_id = f.finding_id
                               WHERE f.division_id = :village
                        UNION SELECT r.subject_id FROM petition p JOIN refund_order r ON r.petition_id = p.subject_id
                               WHERE p.division_id = :village)
   AND o.ordered_on BETWEEN :from AND :until
 ORDER BY o.ordered_on, o.number

-- name: village.visits
SELECT 'inspection-visit:' || s.key AS ref, v.plan, v.visited_on, v.form, v.place,
       (SELECT count(*) FROM inspection_answer a WHERE a.record_id = v.record_id) AS answers,
       (SELECT count(*) FROM inspection_problem p WHERE p.record_id = v.record_id) AS problems
  FROM inspection_visit v JOIN subject s ON s.subject_id = v.subject_id AND s.record_id = v.record_id
 WHERE v.division_id = :village AND v.visited_on BETWEEN :from AND :until
 ORDER BY v.visited_on, s.key

-- name: village.remedies
-- Ordered of the village's units, or about its findings.
SELECT 'remedy:' || r.number AS ref, r.number, r.kind, u.name AS unit, r.ordered_on, r.deadline, r.state,
       CASE WHEN r.state NOT IN ('accepted', 'withdrawn') AND r.deadline < :today THEN 'yes' ELSE 'no' END AS overdue
  FROM remedy r JOIN v_unit u ON u.unit_id = r.unit_id
 WHERE r.subject_id IN (SELECT q.subject_id FROM unit x JOIN remedy q ON q.unit_id = x.subject_id WHERE x.division_id = :village
                        UNION SELECT a.remedy_id FROM finding f JOIN remedy_about a ON a.finding_id = f.finding_id
                               WHERE f.division_id = :village)
   AND r.ordered_on BETWEEN :from AND :until
 ORDER BY r.ordered_on, r.number

-- name: village.findings
-- All of the period, and those without a day, but for those no longer found: open and settled.
SELECT 'finding:' || f.finding_id AS ref, f.finding_id, f.charged_on, f.rule, u.code AS unit, f.severity, f.charged_fen, f.allowed_fen,
       f.excess_fen, f.state
  FROM finding f LEFT JOIN v_unit u ON u.unit_id = f.unit_id
 WHERE f.division_id = :village AND coalesce(f.charged_on, :from) BETWEEN :from AND :until AND f.state <> 'gone'
 ORDER BY f.state NOT IN ('open', 'confirmed'), f.charged_on, f.finding_id

-- name: village.cases
-- Major cases at the village.
SELECT 'accountability:' || a.number AS ref, a.number, a.class, a.happened_on, a.known_on, a.concluded_on
  FROM v_accountability a WHERE a.division_id = :village AND a.known_on BETWEEN :from AND :until
 ORDER BY a.known_on, a.number

-- name: village.publicity
-- Work in the village or in its whole township.
SELECT 'publicity:' || s.key AS ref, p.held_on, p.kind, p.topic, d.name AS place, p.copies, p.people
  FROM v_division v
  JOIN v_publicity p ON p.division_id IN (v.division_id, v.township_id)
  JOIN subject s ON s.subject_id = p.subject_id
  JOIN v_division d ON d.division_id = p.division_id
 WHERE v.division_id = :village AND p.held_on BETWEEN :from AND :until
 ORDER BY p.held_on, s.key

-- name: village.trend
-- Every half-year of which a charge or a finding is on record, also outside of the period.
WITH charged AS (SELECT half_year(c.charged_on) AS half, count(*) AS notices, sum(c.total_fen) AS fen
                   FROM village_notice c GROUP BY 1),
     found AS (SELECT half_year(x.charged_on) AS half, sum(x.findings) AS findings, sum(x.excess_fen) AS excess_fen
                 FROM (SELECT min(f.charged_on) AS charged_on, count(*) AS findings, max(f.excess_fen) AS excess_fen
                         FROM finding f
                        WHERE f.division_id = :village AND f.charged_on IS NOT NULL AND f.state NOT IN ('gone', 'dismissed', 'waived')
                        GROUP BY f.subject_id, f.part) x -- a line that several rules found counts its largest excess
                GROUP BY 1)
SELECT 'village:' || d.code || '/' || h.half AS ref, h.half, coalesce(c.notices, 0) AS notices, coalesce(c.fen, 0) AS fen,
       coalesce(f.findings, 0) AS findings, coalesce(f.excess_fen, 0) AS excess_fen
  FROM (SELECT half FROM charged UNION SELECT half FROM found) h
  JOIN v_division d ON d.division_id = :village
  LEFT JOIN charged c ON c.half = h.half
  LEFT JOIN found f ON f.half = h.half
 ORDER BY h.half

-- name: village.burden
-- Charged by notice per head and household, rounded half up: in the village; by the units that sit in its township and the villages
-- of it; in the county. All by the totals of the notices, which `why` lists, also where their lines make another sum. The two above by
-- the sums of units (village_sum), as no sum is kept by payer's place. NULL: the register does not count the people.
WITH here AS (SELECT d.division_id, d.township_id, d.county_id FROM v_division d WHERE d.division_id = :village),
     place AS (
         SELECT h.division_id, 'village:' || d.code || '/' || :period AS ref,
                (SELECT coalesce(sum(c.total_fen), 0) FROM village_notice c WHERE c.charged_on BETWEEN :from AND :until) AS fen
           FROM here h JOIN v_division d ON d.division_id = h.division_id
         UNION ALL
         SELECT h.township_id, 'division:' || d.code,
                (SELECT coalesce(sum(s.fen), 0) FROM village_sum s JOIN v_unit u ON u.unit_id = s.unit_id JOIN v_division p ON p.division_id = u.division_id
                  WHERE p.township_id = h.township_id)
           FROM here h JOIN v_division d ON d.division_id = h.township_id
         UNION ALL
         SELECT h.county_id, 'division:' || d.code, (SELECT coalesce(sum(s.fen), 0) FROM village_sum s)
           FROM here h JOIN v_division d ON d.division_id = h.county_id)
SELECT p.ref, d.name, d.households, d.population, p.fen,
       CASE WHEN d.population > 0 THEN (2 * p.fen + d.population) / (2 * d.population) END AS head_fen,
       CASE WHEN d.households > 0 THEN (2 * p.fen + d.households) / (2 * d.households) END AS household_fen
  FROM place p JOIN v_division d ON d.division_id = p.division_id
 ORDER BY d.level = 'county', d.level = 'township'
