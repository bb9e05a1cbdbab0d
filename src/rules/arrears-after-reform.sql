-- rule: arrears-after-reform
-- title: arrears of after the reform in the register
-- title.zh: 登记册列入税费改革后的欠款
-- basis: 国发[2003]12号 and the State Council Office's reply to Fujian of 2003: arrears from before the reform are suspended, checked
--   and sorted: unlawful ones written off, exempt ones remitted, lawful ones kept on account until farmers can bear them
-- basis.zh: 国发〔2003〕12号、国务院办公厅2003年对福建省税费改革方案的复函：改革前的税费尾欠暂停清收，核实归类；不合法的核销，应减免的减免，
--   合法的挂账，待农民有承受能力后再定
-- in-force: 2001-04-04..
-- severity: doubt
-- subject: arrear
-- population: SELECT count(*) FROM v_arrear_owed WHERE registered_on BETWEEN :from AND :until
-- undecided:
--   SELECT o.subject_id, o.part, '依据库中没有当地取消提留统筹的日期' AS reason
--     FROM v_arrear_owed o LEFT JOIN v_reform r ON r.division_id = o.division_id
--    WHERE o.registered_on BETWEEN :from AND :until AND r.reform_on IS NULL
-- The year of the reform itself may hold arrears of both sides and is let pass.
SELECT o.subject_id, o.part, o.division_id AS division, o.registered_on AS charged_on, r.standard_id,
       '登记册第' || o.number || '号列有' || o.year || '年度“' || o.name || '”' || fen_text(o.amount_fen) || '元，当地自' || r.reform_on
           || '起实行税费改革，不属改革前尾欠。' AS detail
  FROM v_arrear_owed o JOIN v_reform r ON r.division_id = o.division_id
 WHERE o.registered_on BETWEEN :from AND :until AND o.year > substr(r.reform_on, 1, 4)
 ORDER BY o.subject_id, o.part
