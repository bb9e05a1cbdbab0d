-- rule: fee-outside-period
-- title: charged before or after the time of its standard
-- title.zh: 在标准有效期以外收费
-- basis: Regulations on farmers' fees and labour (State Council order 92, 1991) art. 22: approval comes before the charge
-- basis.zh: 《农民承担费用和劳务管理条例》（国务院令第92号）第二十二条：收费须先经批准
-- in-force: 1991-12-07..
-- severity: violation
-- subject: notice-item
-- lines:
--   CASE WHEN i.chargeable OR EXISTS (SELECT 1 FROM audit_governing a
--                                     WHERE a.item_id = i.item_id AND a.class_id = i.class_id AND a.ruling <> 'ban') THEN 1 END
-- suspects: i.standard_id IS NULL
-- undecided: none
-- A line fails when standards for its item fit its unit and place, but none is in force on its day. The standard named is the
-- one that ended last before the day, else the one that begins first after it.
SELECT i.subject_id, i.part, i.division_id AS division, i.unit_id AS unit, i.charged_on,
       i.amount_fen AS charged_fen, 0 AS allowed_fen, i.amount_fen AS excess_fen, t.record_id AS standard_id,
       i.charged_on || '收取“' || i.name || '”' || fen_text(i.amount_fen) || '元，'
           || CASE WHEN t.valid_from > i.charged_on THEN '标准自' || t.valid_from || '起施行，收费在前。'
                   ELSE '标准已于' || t.valid_until || '到期，当日没有有效的标准。' END AS detail
  FROM v_notice_standard i
  JOIN standard t ON t.record_id = coalesce(
       (SELECT a.standard_id FROM audit_governing a
         WHERE a.item_id = i.item_id AND a.class_id = i.class_id AND a.ruling <> 'ban' AND a.valid_until < i.charged_on
         ORDER BY a.valid_until DESC, a.rank LIMIT 1),
       (SELECT a.standard_id FROM audit_governing a
         WHERE a.item_id = i.item_id AND a.class_id = i.class_id AND a.ruling <> 'ban' AND a.valid_from > i.charged_on
         ORDER BY a.valid_from, a.rank LIMIT 1))
 WHERE i.charged_on BETWEEN :from AND :until AND i.standard_id IS NULL AND i.amount_fen > 0
   AND NOT EXISTS (SELECT 1 FROM v_notice_misfit m WHERE m.subject_id = i.subject_id AND m.part = i.part) -- that may fit: fee-no-basis
 ORDER BY i.subject_id, i.part
