-- rule: account-voucher-twice
-- title: voucher booked twice in a village account
-- title.zh: 同一凭证重复入账
-- basis: Accounting Law arts. 9 and 14: what is booked really took place, each payment with a voucher of its own
-- basis.zh: 《会计法》第九条、第十四条：会计核算须以实际发生的经济业务为依据，凭证应当真实
-- in-force: 1985-05-01..
-- severity: violation
-- subject: village-account
-- population: SELECT count(*) FROM v_account_entry WHERE voucher IS NOT NULL AND amount_fen > 0 AND booked_on BETWEEN :from AND :until
-- undecided: none
-- The later entry is found, whatever its period. A voucher of several lines is booked on one day under several titles or summaries:
-- that is none. Numbers of different issuers may coincide: only the same kind of voucher of the same other side is compared. With
-- another amount on another day it is a doubt without money: the voucher may have been paid in parts.
SELECT e.subject_id, e.part, e.division_id AS division, e.unit_id AS unit, e.booked_on AS charged_on, e.amount_fen AS charged_fen,
       CASE WHEN e.amount_fen = e.before_fen THEN 0 END AS allowed_fen,
       CASE WHEN e.amount_fen = e.before_fen THEN e.amount_fen END AS excess_fen,
       CASE WHEN e.amount_fen = e.before_fen THEN 'violation' ELSE 'doubt' END AS severity,
       '凭证' || e.voucher || '已于' || e.before_on || '入账' || fen_text(e.before_fen) || '元，' || e.booked_on || '又'
           || CASE e.direction WHEN 'income' THEN '收入“' ELSE '支出“' END || e.account || '”' || fen_text(e.amount_fen) || '元。' AS detail
  FROM (SELECT i.subject_id, i.part, i.division_id, i.unit_id, i.booked_on, i.amount_fen, i.voucher, i.direction, i.account, i.summary,
               lag(i.booked_on) OVER same AS before_on, lag(i.amount_fen) OVER same AS before_fen,
               lag(i.account) OVER same AS before_account, lag(i.summary) OVER same AS before_summary
          FROM v_account_entry i
         WHERE i.voucher IS NOT NULL AND i.amount_fen > 0
        WINDOW same AS (PARTITION BY i.unit_id, i.direction, i.voucher, i.receipt_kind, i.counter_id, i.other_shown
                        ORDER BY i.booked_on, i.amount_fen, i.subject_id, i.part)) e
 WHERE e.booked_on BETWEEN :from AND :until
   AND (e.before_on < e.booked_on
        OR (e.amount_fen = e.before_fen AND e.account = e.before_account AND e.summary = e.before_summary))
 ORDER BY e.subject_id, e.part
