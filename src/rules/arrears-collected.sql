-- rule: arrears-collected
-- title: arrears from before the reform collected
-- title.zh: 清收税费改革前的税费尾欠
-- basis: 国发[2003]12号 and the State Council Office's reply to Fujian of 2003: collecting arrears from before the reform is suspended
-- basis.zh: 国发〔2003〕12号、国务院办公厅2003年对福建省税费改革方案的复函：暂停清收改革前的税费尾欠
-- in-force: 2001-04-04..
-- severity: violation
-- subject: notice-item
-- lines: i.levy = 'arrears'
-- suspects: i.banned AND i.levy = 'arrears'
-- undecided: none
SELECT i.subject_id, i.part, i.division_id AS division, i.unit_id AS unit, i.charged_on,
       i.amount_fen AS charged_fen, 0 AS allowed_fen, i.amount_fen AS excess_fen, i.standard_id,
       i.charged_on || '收取“' || i.name || '”' || fen_text(i.amount_fen) || '元，改革前的税费尾欠自' || i.standard_from
           || '起暂停清收'
           || coalesce((SELECT '，登记册第' || min(a.number) || '号已挂账' FROM v_arrear a WHERE a.debtor = i.payer), '') || '。' AS detail
  FROM v_notice_standard i
 WHERE i.charged_on BETWEEN :from AND :until AND i.ruling = 'ban' AND i.amount_fen > 0
   AND i.item_id IN (SELECT l.item_id FROM v_levy_item l WHERE l.what = 'arrears')
 ORDER BY i.subject_id, i.part
