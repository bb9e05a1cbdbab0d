-- Statements of `jianfu arrears`, `levy` and `transfer`: lists by place, entries, the reconciliation sheet. :under is the code of a
-- division or NULL for all; money in fen.

-- ---------------------------------------------------------------- arrears

-- name: funds.arrears
-- The register added up by township, village or debtor (:by). What was collected all the same is no class of its own.
WITH owed AS MATERIALIZED (
    SELECT o.subject_id, sum(o.amount_fen) AS total, sum(o.amount_fen) FILTER (WHERE o.class = 'unlawful') AS unlawful,
           sum(o.amount_fen) FILTER (WHERE o.class = 'exempt') AS exempt, sum(o.amount_fen) FILTER (WHERE o.class = 'lawful') AS lawful,
           sum(o.amount_fen) FILTER (WHERE o.treatment IS NULL) AS undecided
      FROM v_arrear_owed o GROUP BY o.subject_id
), paid AS MATERIALIZED (
    SELECT p.subject_id, sum(p.amount_fen) AS collected FROM v_arrear_payment p GROUP BY p.subject_id
)
SELECT CASE :by WHEN 'township' THEN t.code WHEN 'village' THEN d.code ELSE a.debtor END AS code,
       CASE :by WHEN 'township' THEN t.name WHEN 'village' THEN coalesce(t.name, '') || d.name
                ELSE coalesce(t.name, '') || d.name END AS place,
       count(*) AS entries, coalesce(sum(w.total), 0) AS total, coalesce(sum(w.unlawful), 0) AS unlawful,
       coalesce(sum(w.exempt), 0) AS exempt, coalesce(sum(w.lawful), 0) AS lawful, coalesce(sum(w.undecided), 0) AS undecided,
       coalesce(sum(p.collected), 0) AS collected,
       CASE :by WHEN 'household' THEN min('arrear:' || d.code || '/' || a.number)
                ELSE 'arrears:' || CASE :by WHEN 'township' THEN t.code ELSE d.code END END AS ref
  FROM v_arrear a
  JOIN v_division d ON d.division_id = a.division_id
  LEFT JOIN v_division t ON t.division_id = d.township_id
  LEFT JOIN owed w ON w.subject_id = a.subject_id
  LEFT JOIN paid p ON p.subject_id = a.subject_id
 WHERE :under IS NULL OR :under IN (d.code, t.code) OR d.county_id = (SELECT s.subject_id FROM subject s WHERE s.kind = 'division' AND s.key = :under)
 GROUP BY 1, 2 ORDER BY 1

-- name: funds.find_arrear
-- An entry by VILLAGE/NO, or by its number or its debtor where only one fits.
SELECT a.subject_id, s.key, count(*) OVER ()
  FROM v_arrear a JOIN subject s ON s.subject_id = a.subject_id
 WHERE s.key = :key OR a.number = :key OR a.debtor = :key
 ORDER BY s.key

-- name: funds.arrear
SELECT s.key, coalesce(t.name, '') || d.name AS place, a.debtor_class, a.debtor, e.debtor_name, a.registered_on, a.total_fen
  FROM v_arrear a
  JOIN subject s ON s.subject_id = a.subject_id
  JOIN arrear e ON e.record_id = a.record_id
  JOIN v_division d ON d.division_id = a.division_id
  LEFT JOIN v_division t ON t.division_id = d.township_id
 WHERE a.subject_id = :id

-- name: funds.arrear_owed
SELECT o.part, o.name, o.year, o.amount_fen, o.class, o.treatment, o.demanded, o.decided_on, o.decided_by, o.document_text
  FROM v_arrear_owed o WHERE o.subject_id = :id ORDER BY o.part

-- name: funds.arrear_payments
SELECT p.part, p.paid_on, p.amount_fen, p.receipt, u.name,
       (SELECT min('finding:' || f.finding_id) FROM finding f
         WHERE f.subject_id = p.subject_id AND f.part = p.part AND f.rule = 'arrears-paid' AND f.state <> 'gone') AS ref
  FROM v_arrear_payment p LEFT JOIN v_unit u ON u.unit_id = p.unit_id
 WHERE p.subject_id = :id ORDER BY p.part

-- ---------------------------------------------------------------- levies collected after the reform

-- name: funds.levies
-- Found, ordered back, given back and what nobody can receive, by township, village or payer (:by). :rest 1: only where money is due.
SELECT CASE :by WHEN 'township' THEN coalesce(t.code, d.code) WHEN 'village' THEN d.code ELSE l.payer END AS code,
       CASE :by WHEN 'township' THEN coalesce(t.name, d.name)
                ELSE CASE WHEN d.level = 'village' THEN coalesce(t.name, '') ELSE '' END || d.name END AS place,
       count(DISTINCT l.payer) AS payers,
       coalesce(sum(l.found_fen), 0) AS found, coalesce(sum(l.ordered_fen), 0) AS ordered,
       coalesce(sum(l.refunded_fen), 0) AS refunded, coalesce(sum(l.unclaimed_fen), 0) AS unclaimed,
       coalesce(sum(l.ordered_fen - l.refunded_fen - l.unclaimed_fen), 0) AS rest,
       min(l.deadline) AS deadline,
       CASE WHEN min(l.deadline) < :today THEN CAST(julianday(:today) - julianday(min(l.deadline)) AS INTEGER) END AS days_over,
       'levy:' || CASE :by WHEN 'township' THEN coalesce(t.code, d.code) WHEN 'village' THEN d.code ELSE l.payer END AS ref
  FROM v_levy l
  JOIN v_division d ON d.division_id = l.division_id
  LEFT JOIN v_division t ON t.division_id = d.township_id
 WHERE :under IS NULL OR :under IN (d.code, t.code) OR d.county_id = (SELECT s.subject_id FROM subject s WHERE s.kind = 'division' AND s.key = :under)
 GROUP BY 1, 2
HAVING NOT :rest OR sum(l.found_fen) > sum(l.refunded_fen + l.unclaimed_fen)
 ORDER BY 1

-- ---------------------------------------------------------------- transfer payments

-- name: funds.transfers
-- Allocations with what became of them. :state: short, late, held, diverted, open or NULL; short and held once the last day is over.
SELECT t.number, t.year, coalesce(p.name, '') || d.name AS place, v.name AS via, t.purpose, t.amount_fen, t.issued_on, t.due_on,
       t.released_fen, t.reached_fen, t.held_fen, t.used_fen, t.diverted_fen, t.late_fen,
       trim(CASE WHEN t.released_fen < t.amount_fen THEN CASE WHEN t.due_on < :today THEN 'short ' ELSE 'open ' END ELSE '' END
            || CASE WHEN t.late_fen > 0 THEN 'late ' ELSE '' END
            || CASE WHEN t.held_fen > 0 AND t.due_on < :today THEN 'held ' ELSE '' END
            || CASE WHEN t.allocation_id IN (SELECT m.allocation_id FROM v_transfer_move m -- as the rule transfer-diverted
                                              WHERE m.amount_fen > 0 AND m.purpose <> m.allocation_purpose AND m.allocation_purpose <> 'general')
                    THEN 'diverted' ELSE '' END) AS states,
       'transfer-allocation:' || t.number AS ref
  FROM v_transfer t
  JOIN v_division d ON d.division_id = t.division_id
  LEFT JOIN v_division p ON p.division_id = d.township_id AND d.level = 'village'
  LEFT JOIN v_division v ON v.division_id = t.via_id
 WHERE (:year IS NULL OR t.year = :year)
   AND (:under IS NULL OR :under IN (d.code, p.code, v.code)
        OR d.county_id = (SELECT s.subject_id FROM subject s WHERE s.kind = 'division' AND s.key = :under))
   AND (:state IS NULL OR instr(' ' || states || ' ', ' ' || :state || ' ') > 0)
 ORDER BY d.code, t.number

-- name: funds.sheet
-- Rows of the reconciliation sheet: a division and purpose each.
SELECT d.name AS place, t.purpose, count(*) AS papers, sum(t.amount_fen) AS allocated, sum(t.released_fen) AS released,
       sum(t.reached_fen) AS reached, sum(t.held_fen) AS held, sum(t.used_fen) AS used,
       sum(t.amount_fen - t.released_fen) AS rest, sum(t.reached_fen - t.used_fen) AS balance,
       'transfers:' || d.code || coalesce('/' || :year, '') AS ref, coalesce(p.name, d.name) AS township,
       coalesce(p.code, d.code) AS township_code
  FROM v_transfer t
  JOIN v_division d ON d.division_id = t.division_id
  LEFT JOIN v_division p ON p.division_id = d.township_id AND d.level = 'village'
 WHERE (:year IS NULL OR t.year = :year)
   AND (:under IS NULL OR :under IN (d.code, p.code)
        OR d.county_id = (SELECT s.subject_id FROM subject s WHERE s.kind = 'division' AND s.key = :under))
 GROUP BY d.code, t.purpose ORDER BY township_code, d.code, t.purpose

-- name: funds.sheet_problems
-- What the last check found in these transfers, and payments that name no allocation among them.
SELECT f.charged_on, f.detail, 'finding:' || f.finding_id AS ref
  FROM finding f
  JOIN v_division d ON d.division_id = f.division_id
  LEFT JOIN v_division p ON p.division_id = d.township_id
 WHERE f.rule GLOB 'transfer-*' AND f.state NOT IN ('gone', 'dismissed')
   AND (:year IS NULL OR substr(f.charged_on, 1, 4) = :year)
   AND (:under IS NULL OR :under IN (d.code, p.code)
        OR d.county_id = (SELECT s.subject_id FROM subject s WHERE s.kind = 'division' AND s.key = :under))
 ORDER BY f.charged_on, f.finding_id

-- name: funds.place
SELECT d.name, d.level FROM v_division d WHERE d.code = :code
