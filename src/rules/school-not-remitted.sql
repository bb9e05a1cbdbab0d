-- rule: school-not-remitted
-- title: miscellaneous fee not paid into the fiscal account
-- title.zh: 杂费未缴入财政专户
-- basis: 教财[2004]7号: receipts and spending on two lines, the miscellaneous fee is paid in full into the fiscal account
-- basis.zh: 教财〔2004〕7号：杂费实行收支两条线，全额缴入财政专户，不得截留、平调
-- in-force: 2004-08-01..
-- severity: violation
-- subject: school-charge
-- population: SELECT count(*) FROM v_school_remittance WHERE charged_on BETWEEN :from AND :until
-- undecided:
--   SELECT subject_id, 0 AS part, '没有缴入财政专户的记录' AS reason
--     FROM v_school_remittance WHERE charged_on BETWEEN :from AND :until AND remitted_fen IS NULL
-- No excess is claimed: the money is owed to the fiscal account, not to the pupils.
SELECT c.subject_id, 0 AS part, c.division_id AS division, c.unit_id AS unit, c.charged_on, c.collected_fen AS charged_fen,
       period_text(c.term) || '学期收取杂费' || fen_text(c.collected_fen) || '元，缴入财政专户' || fen_text(c.remitted_fen) || '元，未缴'
           || fen_text(c.collected_fen - c.remitted_fen) || '元。' AS detail
  FROM v_school_remittance c
 WHERE c.charged_on BETWEEN :from AND :until AND c.remitted_fen < c.collected_fen
 ORDER BY c.subject_id
