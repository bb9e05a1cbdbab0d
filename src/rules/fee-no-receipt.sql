-- rule: fee-no-receipt
-- title: no receipt given
-- title.zh: 收费不开票据
-- basis: Accounting Law art. 14: every payment has its voucher; Fujian's posting rules of June 2001 name the receipt for each fee
-- basis.zh: 《会计法》第十四条：收款应有原始凭证；福建省2001年6月涉农收费公示规定：收费须标明收费票据
-- in-force: 1985-05-01..
-- severity: violation
-- subject: notice
-- lines: i.first_paid
-- suspects: i.first_paid AND NOT i.receipted
-- undecided: none
-- A notice with money and without the number of a receipt. No money is claimed: the fee itself is judged by other rules.
SELECT n.subject_id, 0 AS part, n.division_id AS division, n.unit_id AS unit, n.charged_on, n.total_fen AS charged_fen,
       n.charged_on || '收取' || fen_text(n.total_fen) || '元，没有开具收费票据。' AS detail
  FROM v_notice n
 WHERE n.charged_on BETWEEN :from AND :until AND n.total_fen > 0 AND n.receipt IS NULL
 ORDER BY n.subject_id
