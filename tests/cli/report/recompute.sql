-- The figures of the sample county's reports once more, straight from the base tables: written without a look at src/sql, for
-- recompute.sh, which holds them against what the pages print. Table p: first and last day that count. Table own: the name of a figure
-- as the page refers to it (without its span), and its value; money in fen, shares in thousandths.
CREATE TEMP VIEW cur AS SELECT subject_id, record_id, kind, key FROM main.subject WHERE record_id IS NOT NULL;
CREATE TEMP VIEW d AS SELECT x.* FROM main.division x JOIN cur USING (subject_id, record_id);
CREATE TEMP VIEW u AS SELECT x.* FROM main.unit x JOIN cur USING (subject_id, record_id);
CREATE TEMP VIEW n AS SELECT x.* FROM main.notice x JOIN cur USING (subject_id, record_id), p WHERE charged_on BETWEEN a AND z;
CREATE TEMP VIEW sc AS SELECT x.* FROM main.school_charge x JOIN cur USING (subject_id, record_id), p WHERE charged_on BETWEEN a AND z;
CREATE TEMP VIEW su AS SELECT x.* FROM main.subscription x JOIN cur USING (subject_id, record_id);
CREATE TEMP VIEW newsub AS SELECT su.*, (SELECT max(subscribed_on) FROM main.subscription_line l WHERE l.record_id = su.record_id) AS day FROM su;
CREATE TEMP VIEW pe AS SELECT x.* FROM main.petition x JOIN cur USING (subject_id, record_id), p WHERE received_on BETWEEN a AND z;
-- a township of a place: itself or the one above a village
CREATE TEMP VIEW place AS SELECT d.subject_id, CASE d.level WHEN 'township' THEN d.code WHEN 'village' THEN (SELECT t.code FROM d t WHERE t.subject_id = d.parent_id) ELSE '' END AS township FROM d;
CREATE TEMP VIEW f AS
SELECT x.*, coalesce((SELECT township FROM place WHERE place.subject_id = x.division_id), '') AS township,
       CASE substr(rule, 1, 5) WHEN 'arrea' THEN 'arrears' WHEN 'levy-' THEN 'levy-refund' WHEN 'trans' THEN 'transfer' WHEN 'press' THEN 'subscriptions'
            WHEN 'board' THEN 'boards' WHEN 'schoo' THEN 'school-charges' WHEN 'card-' THEN 'cards' WHEN 'inspe' THEN 'inspections' WHEN 'vote-' THEN 'votes'
            WHEN 'accou' THEN CASE WHEN rule LIKE 'accountab%' THEN 'accountability' ELSE 'accounts' END ELSE 'notices' END AS system
  FROM main.finding x, p
 WHERE state IN ('open', 'confirmed', 'rectified')
   AND coalesce(charged_on, (SELECT audit_day FROM main.run WHERE run_id = x.last_run)) BETWEEN a AND z;
-- a line that several rules found counts once, by the largest excess; of equal ones by the first finding
CREATE TEMP VIEW worst AS SELECT * FROM (SELECT f.*, row_number() OVER (PARTITION BY subject_id, part ORDER BY excess_fen DESC, finding_id) AS nth
                                           FROM f WHERE excess_fen > 0) WHERE nth = 1;
CREATE TEMP VIEW k AS SELECT r.* FROM main.run_rule r WHERE run_id = (SELECT max(run_id) FROM main.run_rule o WHERE o.rule = r.rule AND o.verdict <> 'not-checked');
CREATE TEMP VIEW ks AS SELECT k.*, CASE WHEN rule LIKE 'arrears-%' THEN 'arrears' WHEN rule LIKE 'levy-%' THEN 'levy-refund' WHEN rule LIKE 'transfer-%' THEN 'transfer'
       WHEN rule LIKE 'press-%' THEN 'subscriptions' WHEN rule LIKE 'board-%' THEN 'boards' WHEN rule LIKE 'school-%' THEN 'school-charges'
       WHEN rule LIKE 'card-%' THEN 'cards' WHEN rule LIKE 'inspection-%' THEN 'inspections' WHEN rule LIKE 'vote-%' THEN 'votes'
       WHEN rule LIKE 'accountability-%' THEN 'accountability' WHEN rule LIKE 'account-%' THEN 'accounts' ELSE 'notices' END AS system,
       CASE WHEN rule LIKE 'fee-%' OR rule IN ('arrears-collected', 'levy-after-reform') THEN 'notice' WHEN rule LIKE 'school-%' THEN 'school-charge'
            WHEN rule LIKE 'press-%' THEN 'subscription' END AS kind FROM k;
CREATE TEMP TABLE own (name TEXT, value INTEGER);

INSERT INTO own SELECT 'register.townships', count(*) FROM d WHERE level = 'township';
INSERT INTO own SELECT 'register.villages', count(*) FROM d WHERE level = 'village';
INSERT INTO own SELECT 'register.households', sum(households) FROM d WHERE level = 'village';
INSERT INTO own SELECT 'register.population', sum(population) FROM d WHERE level = 'village';
INSERT INTO own SELECT 'register.labourers', sum(labourers) FROM d WHERE level = 'village';
INSERT INTO own SELECT 'register.units', count(*) FROM u;
INSERT INTO own SELECT 'register.schools', count(*) FROM u WHERE type = 'school';
INSERT INTO own SELECT 'batch.count', count(*) FROM main.batch WHERE state <> 'refused';
INSERT INTO own SELECT 'batch.records', count(*) FROM main.record WHERE batch_id IS NOT NULL;

INSERT INTO own SELECT 'notice.count', count(*) FROM n;
INSERT INTO own SELECT 'notice.amount', sum(total_fen) FROM n;
INSERT INTO own SELECT 'notice.units', count(DISTINCT unit_id) FROM n;
INSERT INTO own SELECT 'notice.lines', count(*) FROM n JOIN main.notice_item i ON i.record_id = n.record_id;
INSERT INTO own SELECT 'school.schools', count(DISTINCT school_id) FROM sc;
INSERT INTO own SELECT 'school.papers', count(*) FROM sc;
INSERT INTO own SELECT 'school.amount', sum(total_fen) FROM sc;
INSERT INTO own SELECT 'school.pupils', sum(most) FROM (SELECT max(pupils) AS most
    FROM (SELECT sc.record_id, grade, sum(pupils) AS pupils FROM sc JOIN main.school_charge_line l ON l.record_id = sc.record_id
           GROUP BY sc.record_id, grade, name_term) GROUP BY record_id, grade);
INSERT INTO own SELECT 'press.subscribers', count(*) FROM su, p WHERE year = substr(z, 1, 4);
INSERT INTO own SELECT 'press.amount', sum(total_fen) FROM su, p WHERE year = substr(z, 1, 4);
INSERT INTO own SELECT 'press.' || CASE type WHEN 'village' THEN 'villages' WHEN 'township' THEN 'townships' ELSE 'schools' END, count(*)
  FROM su JOIN u ON u.subject_id = su.subscriber_id, p WHERE year = substr(z, 1, 4) GROUP BY 1;
INSERT INTO own SELECT 'press.papers', count(*) FROM newsub, p WHERE day BETWEEN a AND z;
INSERT INTO own SELECT 'press.behalf', count(*) FROM su JOIN main.subscription_line l ON l.record_id = su.record_id, p
 WHERE year = substr(z, 1, 4) AND (mode <> 'own' OR funds = 'farmers' OR funds = 'pupils');
INSERT INTO own SELECT 'paper.count;kind=' || kind, number FROM (SELECT 'notice' AS kind, count(*) AS number FROM n UNION ALL SELECT 'school-charge', count(*) FROM sc
  UNION ALL SELECT 'subscription', count(*) FROM newsub, p WHERE day BETWEEN a AND z);
-- all papers of the sample came before the one check, which ran all rules
INSERT INTO own SELECT 'paper.unseen;kind=' || column1, 0 FROM (VALUES ('notice'), ('school-charge'), ('subscription'));
INSERT INTO own SELECT 'paper.part;kind=' || column1, 0 FROM (VALUES ('notice'), ('school-charge'), ('subscription'));

-- findings, by all that the pages group them by
INSERT INTO own SELECT 'finding.count', count(*) FROM f UNION ALL SELECT 'finding.violation', count(*) FROM f WHERE severity = 'violation'
  UNION ALL SELECT 'finding.doubt', count(*) FROM f WHERE severity = 'doubt';
INSERT INTO own SELECT 'finding.' || state, count(f.finding_id) FROM (SELECT column1 AS state FROM (VALUES ('open'), ('confirmed'), ('rectified'))) s LEFT JOIN f USING (state) GROUP BY state;
INSERT INTO own SELECT 'finding.' || m.what || ';' || m.how || '=' || m.which,
       sum(CASE m.what WHEN 'count' THEN 1 WHEN 'excess' THEN coalesce(excess_fen, 0) ELSE severity = m.what END)
  FROM (SELECT f.*, g.how, CASE g.how WHEN 'rule' THEN rule WHEN 'system' THEN system ELSE township END AS which, w.what
          FROM f, (SELECT column1 AS how FROM (VALUES ('rule'), ('system'), ('township'))) g,
               (SELECT column1 AS what FROM (VALUES ('count'), ('violation'), ('doubt'), ('excess'))) w) m
 GROUP BY m.what, m.how, m.which;
INSERT INTO own SELECT 'found.lines', count(*) FROM worst UNION ALL SELECT 'found.excess', sum(excess_fen) FROM worst;
INSERT INTO own SELECT 'found.excess;system=' || system, sum(excess_fen) FROM worst GROUP BY system;
INSERT INTO own SELECT 'found.excess;township=' || township, sum(excess_fen) FROM worst GROUP BY township;
INSERT INTO own SELECT column1 || '.findings', (SELECT count(*) FROM f WHERE f.system = column2)
  FROM (VALUES ('arrear', 'arrears'), ('transfer', 'transfer'), ('accountability', 'accountability'), ('board', 'boards'), ('card', 'cards'), ('fee', 'notices'),
               ('inspection', 'inspections'), ('account', 'accounts'), ('vote', 'votes'), ('school', 'school-charges'), ('press', 'subscriptions'));
INSERT INTO own SELECT 'account.excess', sum(excess_fen) FROM worst WHERE system = 'accounts';
INSERT INTO own SELECT 'school.overcap', count(*) FROM f WHERE rule = 'school-onefee-over-cap';
INSERT INTO own SELECT 'school.overcap-excess', sum(excess_fen) FROM f WHERE rule = 'school-onefee-over-cap';
INSERT INTO own SELECT 'school.extra', count(*) FROM f WHERE rule = 'school-extra-item';
INSERT INTO own SELECT 'school.component', count(*) FROM f WHERE rule = 'school-component-over-standard';
INSERT INTO own SELECT 'press.overcap', count(*) FROM f WHERE rule = 'press-over-cap';
INSERT INTO own SELECT 'press.overcap-excess', sum(excess_fen) FROM f WHERE rule = 'press-over-cap';
INSERT INTO own SELECT 'press.overcap-behalf', count(*) FROM f JOIN cur ON cur.subject_id = f.subject_id
 WHERE rule = 'press-over-cap' AND EXISTS (SELECT 1 FROM main.subscription_line l WHERE l.record_id = cur.record_id AND (mode <> 'own' OR funds IN ('farmers', 'pupils')));
INSERT INTO own SELECT CASE WHEN t.demonstration THEN 'finding.demonstration' ELSE 'finding.' || t.certainty END, count(*)
  FROM f JOIN main.standard t ON t.record_id = f.standard_id GROUP BY 1;
INSERT INTO own SELECT 'finding.ordered', count(*) FROM f, p WHERE state = 'open'
   AND f.unit_id IN (SELECT o.unit_id FROM main.refund_order o WHERE o.ordered_on >= coalesce(f.charged_on, '') AND o.ordered_on <= z);
INSERT INTO own SELECT 'run.rules', count(*) FROM k UNION ALL SELECT 'run.population', sum(population) FROM k UNION ALL SELECT 'run.undecided', sum(undecided) FROM k
  UNION ALL SELECT 'run.failed', count(*) FROM k WHERE verdict = 'fail' UNION ALL SELECT 'run.idle', count(*) FROM k WHERE verdict = 'not-applicable';
INSERT INTO own SELECT 'run.population;system=' || system, sum(population) FROM ks GROUP BY system;
INSERT INTO own SELECT 'run.undecided;system=' || system, sum(undecided) FROM ks GROUP BY system;
INSERT INTO own SELECT 'run.undecided;kind=' || kind, sum(undecided) FROM ks WHERE kind IS NOT NULL GROUP BY kind;
INSERT INTO own SELECT 'run.looked;kind=' || kind, sum(population > 0) FROM ks WHERE kind IS NOT NULL GROUP BY kind;
INSERT INTO own SELECT 'run.idle;kind=' || kind, sum(verdict = 'not-applicable') FROM ks WHERE kind IS NOT NULL GROUP BY kind;
INSERT INTO own SELECT CASE kind WHEN 'school-charge' THEN 'school' WHEN 'subscription' THEN 'press' ELSE kind END || '.undecided', sum(undecided) FROM ks WHERE kind IS NOT NULL GROUP BY kind;

-- arrears, levies, transfers
CREATE TEMP VIEW ar AS SELECT x.* FROM main.arrear x JOIN cur USING (subject_id, record_id), p WHERE registered_on <= z;
INSERT INTO own SELECT 'arrear.entries', count(*) FROM ar;
INSERT INTO own SELECT 'arrear.total', sum(amount_fen) FROM ar JOIN main.arrear_owed USING (record_id);
INSERT INTO own SELECT 'arrear.' || class, sum(amount_fen) FROM ar JOIN main.arrear_owed USING (record_id) GROUP BY class;
INSERT INTO own SELECT 'arrear.undecided', count(DISTINCT record_id) FROM ar JOIN main.arrear_owed USING (record_id), p WHERE treatment IS NULL OR decided_on > z;
INSERT INTO own SELECT 'arrear.paid', count(*) FROM main.arrear x JOIN cur USING (subject_id, record_id) JOIN main.arrear_payment y USING (record_id), p WHERE paid_on BETWEEN a AND z;
INSERT INTO own SELECT 'arrear.paid-amount', sum(y.amount_fen) FROM main.arrear x JOIN cur USING (subject_id, record_id) JOIN main.arrear_payment y USING (record_id), p WHERE paid_on BETWEEN a AND z;
INSERT INTO own SELECT 'levy.found', count(*) FROM f WHERE rule = 'levy-after-reform';
INSERT INTO own SELECT 'levy.found-amount', sum(excess_fen) FROM f WHERE rule = 'levy-after-reform';
INSERT INTO own SELECT 'levy.all', count(*) FROM main.finding, p WHERE rule = 'levy-after-reform' AND state NOT IN ('gone', 'dismissed', 'waived') AND charged_on <= z;
INSERT INTO own SELECT 'levy.all-amount', sum(excess_fen) FROM main.finding, p WHERE rule = 'levy-after-reform' AND state NOT IN ('gone', 'dismissed', 'waived') AND charged_on <= z;
-- what orders say of levies, payee by payee; a payee's money counts for them first
CREATE TEMP TABLE lo AS SELECT o.subject_id, e.payee, min(e.due_fen, sum(x.excess_fen)) AS ordered,
       (SELECT coalesce(sum(y.amount_fen), 0) FROM main.refund_payment y, p WHERE y.order_id = o.subject_id AND y.payee = e.payee AND y.paid_on <= z) AS paid
  FROM main.refund_order o, p JOIN main.refund_finding r ON r.order_id = o.subject_id JOIN main.finding x USING (finding_id)
  JOIN cur ON cur.subject_id = x.subject_id JOIN main.notice USING (record_id) JOIN main.refund_payee e ON e.order_id = o.subject_id AND e.payee = payer
 WHERE x.rule = 'levy-after-reform' AND o.ordered_on <= z GROUP BY o.subject_id, e.payee;
INSERT INTO own SELECT 'levy.ordered', sum(ordered) FROM lo;
INSERT INTO own SELECT 'levy.refunded', sum(min(ordered, paid)) FROM lo;
INSERT INTO own SELECT 'levy.rest', sum(ordered - min(ordered, paid)) FROM lo;
INSERT INTO own SELECT 'levy.unordered', sum(excess_fen) FROM main.finding x, p WHERE rule = 'levy-after-reform' AND state NOT IN ('gone', 'dismissed', 'waived') AND charged_on <= z
   AND (subject_id, part) NOT IN (SELECT y.subject_id, y.part FROM main.finding y JOIN main.refund_finding USING (finding_id)
                                    JOIN main.refund_order o ON o.subject_id = order_id, p WHERE o.ordered_on <= z);
CREATE TEMP VIEW al AS SELECT x.*, cur.key FROM main.transfer_allocation x JOIN cur USING (subject_id, record_id), p WHERE issued_on BETWEEN a AND z;
-- what those above paid out: of money that goes through a township, not what the township passes on
CREATE TEMP VIEW out AS SELECT al.subject_id, al.amount_fen AS allotted, coalesce((SELECT sum(y.amount_fen) FROM main.transfer_payment y JOIN cur ON cur.subject_id = y.subject_id AND cur.record_id = y.record_id, p
   WHERE y.allocation_id = al.subject_id AND y.paid_on <= z AND NOT (al.via_id IS NOT NULL AND y.payer_id = al.via_id)), 0) AS paid,
   coalesce(al.due_on, (SELECT date(al.issued_on, '+' || t.number || ' days') FROM main.standard t JOIN cur ON cur.record_id = t.record_id
       JOIN main.subject i ON i.subject_id = t.item_id WHERE i.key = 'transfer.payment' AND t.ruling = 'deadline' AND t.number IS NOT NULL LIMIT 1)) AS due FROM al;
INSERT INTO own SELECT 'transfer.count', count(*) FROM al UNION ALL SELECT 'transfer.amount', sum(amount_fen) FROM al UNION ALL SELECT 'transfer.released', sum(paid) FROM out
  UNION ALL SELECT 'transfer.rest', sum(max(allotted - paid, 0)) FROM out UNION ALL SELECT 'transfer.overdue', count(*) FROM out, p WHERE due < z AND paid < allotted
  UNION ALL SELECT 'transfer.overdue-rest', sum(allotted - paid) FROM out, p WHERE due < z AND paid < allotted;
CREATE TEMP VIEW us AS SELECT y.*, al.purpose AS meant FROM main.transfer_use y JOIN cur USING (subject_id, record_id) JOIN al ON al.subject_id = y.allocation_id, p WHERE spent_on <= z;
INSERT INTO own SELECT 'transfer.used', sum(amount_fen) FROM us UNION ALL SELECT 'transfer.diverted', sum(amount_fen) FROM us WHERE meant <> 'general' AND meant <> purpose;

-- publicity, accountability, boards, cards
CREATE TEMP VIEW pu AS SELECT x.* FROM main.publicity x JOIN cur USING (subject_id, record_id), p WHERE held_on BETWEEN a AND z;
INSERT INTO own SELECT 'publicity.count', count(*) FROM pu UNION ALL SELECT 'publicity.meetings', count(*) FROM pu WHERE kind = 'meeting'
  UNION ALL SELECT 'publicity.copies', sum(copies) FROM pu UNION ALL SELECT 'publicity.people', sum(people) FROM pu
  UNION ALL SELECT 'publicity.townships', count(DISTINCT township) FROM pu JOIN place ON place.subject_id = pu.division_id WHERE township <> '';
CREATE TEMP VIEW ac AS SELECT x.* FROM main.accountability x JOIN cur USING (subject_id, record_id), p WHERE happened_on BETWEEN a AND z OR known_on BETWEEN a AND z;
INSERT INTO own SELECT 'accountability.cases', count(*) FROM ac WHERE class <> 'none'
  UNION ALL SELECT 'accountability.vicious', count(*) FROM ac WHERE class = 'vicious' UNION ALL SELECT 'accountability.mass', count(*) FROM ac WHERE class = 'mass-incident'
  UNION ALL SELECT 'accountability.other', count(*) FROM ac WHERE class = 'other-major'
  UNION ALL SELECT 'accountability.persons', count(*) FROM ac JOIN main.accountability_person USING (record_id), p WHERE class <> 'none' AND sanctioned_on <= z;
CREATE TEMP VIEW half AS SELECT DISTINCT substr(day, 1, 4) || CASE WHEN substr(day, 6) < '07' THEN 'H1' ELSE 'H2' END AS half FROM (SELECT a AS day FROM p UNION SELECT z FROM p);
INSERT INTO own SELECT 'accountability.nil', count(*) FROM main.nil_report x JOIN cur USING (subject_id, record_id) WHERE period IN (SELECT half FROM half);
INSERT INTO own SELECT 'accountability.missing', count(*) FROM d t, half, p WHERE t.level = 'township'
   AND CASE substr(half, 5) WHEN 'H1' THEN substr(half, 1, 4) || '-06-30' ELSE substr(half, 1, 4) || '-12-31' END <= z
   AND t.subject_id NOT IN (SELECT x.division_id FROM main.nil_report x JOIN cur USING (subject_id, record_id) WHERE period = half)
   AND t.code NOT IN (SELECT township FROM main.accountability x JOIN cur USING (subject_id, record_id) JOIN place ON place.subject_id = x.division_id
                       WHERE substr(known_on, 1, 4) || CASE WHEN substr(known_on, 6) < '07' THEN 'H1' ELSE 'H2' END = half);
CREATE TEMP VIEW bo AS SELECT x.* FROM main.board x JOIN cur USING (subject_id, record_id), p WHERE seen_on BETWEEN a AND z;
INSERT INTO own SELECT 'board.looks', count(*) FROM bo UNION ALL SELECT 'board.units', count(DISTINCT unit_id) FROM bo UNION ALL SELECT 'board.none', count(*) FROM bo WHERE missing = 1
  UNION ALL SELECT 'board.faulty', count(*) FROM bo WHERE subject_id IN (SELECT subject_id FROM main.finding WHERE state IN ('open', 'confirmed', 'rectified'));
CREATE TEMP VIEW ca AS SELECT x.* FROM main.card_issue x JOIN cur USING (subject_id, record_id), p WHERE year = substr(z, 1, 4);
INSERT INTO own SELECT 'card.records', count(*) FROM ca UNION ALL SELECT 'card.villages', count(*) FROM ca, p WHERE issued_on <= z AND issued > 0
  UNION ALL SELECT 'card.issued', coalesce(sum(issued), 0) FROM ca, p WHERE issued_on <= z UNION ALL SELECT 'card.households', sum(households) FROM d WHERE level = 'village'
  UNION ALL SELECT 'card.short', sum(max(households - coalesce((SELECT issued FROM ca, p WHERE ca.division_id = d.subject_id AND issued_on <= z), 0), 0)) FROM d WHERE level = 'village'
  UNION ALL SELECT 'card.coverage', round(1000.0 * (SELECT sum(issued) FROM ca, p WHERE issued_on <= z) / (SELECT sum(households) FROM d WHERE level = 'village'));

-- inspections, accounts, votes
CREATE TEMP VIEW i AS SELECT x.* FROM main.inspection x, p WHERE from_on <= z AND until_on >= a AND state <> 'withdrawn';
CREATE TEMP VIEW ip AS SELECT x.* FROM main.inspection_place x JOIN i ON i.subject_id = x.plan_id;
INSERT INTO own SELECT 'inspection.count', count(*) FROM i;
INSERT INTO own SELECT 'inspection.' || column1, (SELECT count(*) FROM i WHERE kind = column1) FROM (VALUES ('full'), ('special'), ('unannounced'));
INSERT INTO own SELECT 'inspection.visited', count(*) FROM ip, p WHERE level = 'household' AND visited_on <= z
  UNION ALL SELECT 'inspection.units', count(*) FROM ip, p WHERE level = 'unit' AND visited_on <= z
  UNION ALL SELECT 'inspection.villages', count(*) FROM ip v, p WHERE level = 'village' AND (visited_on <= z OR EXISTS (SELECT 1 FROM ip h WHERE h.above = v.place AND h.visited_on <= z))
  UNION ALL SELECT 'inspection.townships', count(DISTINCT v.above) FROM ip v, p WHERE level = 'village' AND (visited_on <= z OR EXISTS (SELECT 1 FROM ip h WHERE h.above = v.place AND h.visited_on <= z))
  UNION ALL SELECT 'inspection.builders', count(*) FROM ip, p WHERE level = 'household' AND reason = 'builder' AND visited_on <= z
  UNION ALL SELECT 'inspection.newly-weds', count(*) FROM ip, p WHERE level = 'household' AND reason = 'newly-wed' AND visited_on <= z
  UNION ALL SELECT 'inspection.pupils', count(*) FROM ip, p WHERE level = 'household' AND reason = 'pupil' AND visited_on <= z;
CREATE TEMP VIEW pr AS SELECT cur.key || '/' || y.part AS key FROM main.inspection_visit v JOIN cur USING (subject_id, record_id) JOIN main.inspection_problem y USING (record_id), p WHERE visited_on BETWEEN a AND z;
INSERT INTO own SELECT 'inspection.problems', count(*) FROM pr
  UNION ALL SELECT 'inspection.remedied', count(*) FROM pr WHERE key IN (SELECT s.key FROM main.subject s JOIN main.remedy_about a ON a.subject_id = s.subject_id JOIN main.remedy r ON r.subject_id = a.remedy_id
                                                                          WHERE s.kind = 'problem' AND r.state <> 'withdrawn' AND r.ordered_on <= (SELECT z FROM p));
CREATE TEMP VIEW va AS SELECT x.* FROM main.village_account x JOIN cur USING (subject_id, record_id), p
 WHERE CASE WHEN period LIKE '%H1' THEN substr(period, 1, 4) || '-01-01' WHEN period LIKE '%H2' THEN substr(period, 1, 4) || '-07-01' ELSE period || '-01' END BETWEEN a AND z;
INSERT INTO own SELECT 'account.villages', count(DISTINCT unit_id) FROM va UNION ALL SELECT 'account.income', sum(income_fen) FROM va UNION ALL SELECT 'account.expense', sum(expense_fen) FROM va;
CREATE TEMP VIEW v AS SELECT x.* FROM main.proposal x JOIN cur USING (subject_id, record_id), p WHERE coalesce(held_on, proposed_on) BETWEEN a AND z;
INSERT INTO own SELECT 'vote.count', count(*) FROM v UNION ALL SELECT 'vote.passed', count(*) FROM v WHERE outcome = 'passed' UNION ALL SELECT 'vote.collected', sum(collected_fen) FROM v
  UNION ALL SELECT 'vote.spent', sum(amount_fen) FROM v JOIN main.proposal_spending USING (record_id) UNION ALL SELECT 'vote.gifts', sum(amount_fen) FROM v JOIN main.proposal_gift USING (record_id);
INSERT INTO own SELECT 'vote.days', sum(CAST(days_milli * labourers / 1000.0 + 0.5 AS INTEGER)) FROM v;
INSERT INTO own SELECT 'vote.' || column1, (SELECT coalesce(sum(collected_fen), 0) FROM v WHERE purpose = column1) FROM (VALUES ('road'), ('water'), ('greening'));
INSERT INTO own SELECT 'vote.' || column1 || '-days', (SELECT coalesce(sum(CAST(days_milli * labourers / 1000.0 + 0.5 AS INTEGER)), 0) FROM v WHERE purpose = column1) FROM (VALUES ('road'), ('water'), ('greening'));

-- petitions; the sample knows no reopening and no extension, and 60 days since 2005-05-01 (信访条例 2005 第三十三条)
CREATE TEMP VIEW c AS
SELECT pe.*, z, CASE WHEN channel IN ('letter', 'call', 'visit') THEN 1 ELSE 0 END AS direct, x.accepted_on, x.result, x.concluded_on,
       min(coalesce(x.replied_on, '9'), coalesce(x.closed_on, '9')) AS answered_on,
       (SELECT type FROM main.event e WHERE e.subject_id = pe.subject_id AND e.day <= z AND e.type IN ('petition.accept', 'petition.refuse', 'petition.forward') ORDER BY event_id DESC LIMIT 1) AS way
  FROM pe LEFT JOIN main.petition_case x ON x.subject_id = pe.subject_id, p;
CREATE TEMP VIEW cc AS SELECT c.*, answered_on <= z AS ended, CASE WHEN concluded_on <= z THEN result END AS known,
       CASE WHEN way IN ('petition.refuse', 'petition.forward') THEN 'skipped' WHEN coalesce(accepted_on <= z, 0) = 0 THEN CASE WHEN answered_on <= z THEN 'skipped' ELSE 'unaccepted' END
            WHEN accepted_on < '2005-05-01' THEN 'no-limit' WHEN min(coalesce(concluded_on, '9'), answered_on) <= z
            THEN CASE WHEN coalesce(concluded_on, answered_on) <= date(accepted_on, '+60 days') THEN 'on-time' ELSE 'late' END
            WHEN z <= date(accepted_on, '+60 days') THEN 'running' ELSE 'overdue' END AS timing FROM c;
INSERT INTO own SELECT 'petition.examined', count(*) FROM cc UNION ALL SELECT 'petition.major', count(major_case) FROM cc UNION ALL SELECT 'petition.received', count(*) FROM cc WHERE direct UNION ALL SELECT 'petition.persons', sum(persons) FROM cc WHERE direct
  UNION ALL SELECT 'petition.letters', count(*) FROM cc WHERE channel = 'letter' UNION ALL SELECT 'petition.calls', count(*) FROM cc WHERE channel = 'call'
  UNION ALL SELECT 'petition.visits', count(*) FROM cc WHERE channel = 'visit' UNION ALL SELECT 'petition.congress', count(*) FROM cc WHERE channel = 'congress'
  UNION ALL SELECT 'petition.tax-fee', count(*) FROM cc WHERE direct AND category = 'tax-fee' UNION ALL SELECT 'petition.school', count(*) FROM cc WHERE direct AND category = 'school'
  UNION ALL SELECT 'petition.house', count(*) FROM cc WHERE direct AND category = 'house-building' UNION ALL SELECT 'petition.concluded', count(known) FROM cc WHERE direct
  UNION ALL SELECT 'petition.substantiated', count(*) FROM cc WHERE direct AND known = 'substantiated' UNION ALL SELECT 'petition.partly', count(*) FROM cc WHERE direct AND known = 'partly'
  UNION ALL SELECT 'petition.unsubstantiated', count(*) FROM cc WHERE direct AND known = 'unsubstantiated' UNION ALL SELECT 'petition.ended', sum(ended) FROM cc WHERE direct
  UNION ALL SELECT 'petition.open', sum(NOT ended) FROM cc WHERE direct UNION ALL SELECT 'petition.closing-rate', round(1000.0 * sum(ended) / count(*)) FROM cc WHERE direct
  UNION ALL SELECT 'petition.explained', count(*) FROM cc WHERE direct AND ended AND known IS NULL AND way IS NOT 'petition.refuse' AND way IS NOT 'petition.forward'
  UNION ALL SELECT 'petition.passed-on', count(*) FROM cc WHERE direct AND ended AND known IS NULL AND way = 'petition.forward'
  UNION ALL SELECT 'petition.turned-down', count(*) FROM cc WHERE direct AND ended AND known IS NULL AND way = 'petition.refuse'
  UNION ALL SELECT 'petition.with-limit', count(*) FROM cc WHERE direct AND timing IN ('on-time', 'late') UNION ALL SELECT 'petition.on-time', count(*) FROM cc WHERE direct AND timing = 'on-time'
  UNION ALL SELECT 'petition.late', count(*) FROM cc WHERE direct AND timing = 'late' UNION ALL SELECT 'petition.overdue', count(*) FROM cc WHERE direct AND timing = 'overdue'
  UNION ALL SELECT 'petition.skipped', count(*) FROM cc WHERE direct AND timing = 'skipped' UNION ALL SELECT 'petition.no-limit', count(*) FROM cc WHERE direct AND timing = 'no-limit'
  UNION ALL SELECT 'petition.all-persons', sum(persons) FROM cc UNION ALL SELECT 'petition.all-ended', sum(ended) FROM cc UNION ALL SELECT 'petition.all-on-time', count(*) FROM cc WHERE timing = 'on-time'
  UNION ALL SELECT 'petition.all-late', count(*) FROM cc WHERE timing = 'late' UNION ALL SELECT 'petition.all-overdue', count(*) FROM cc WHERE timing = 'overdue';
INSERT INTO own SELECT 'petition.' || column1 || ';category=' || category, sum(CASE column1 WHEN 'received' THEN 1 WHEN 'concluded' THEN known IS NOT NULL WHEN 'ended' THEN ended ELSE known IS column1 END)
  FROM cc, (VALUES ('received'), ('concluded'), ('substantiated'), ('partly'), ('unsubstantiated'), ('ended')) WHERE direct GROUP BY 1;
INSERT INTO own SELECT 'petition.' || column1 || ';channel=' || channel,
       sum(CASE column1 WHEN 'examined' THEN 1 WHEN 'all-persons' THEN persons WHEN 'all-ended' THEN ended WHEN 'all-on-time' THEN timing = 'on-time' WHEN 'all-late' THEN timing = 'late' ELSE timing = 'overdue' END)
  FROM cc, (VALUES ('examined'), ('all-persons'), ('all-ended'), ('all-on-time'), ('all-late'), ('all-overdue')) GROUP BY 1;

-- refunds and remedies
CREATE TEMP VIEW ro AS SELECT x.* FROM main.refund_order x, p WHERE ordered_on BETWEEN a AND z;
INSERT INTO own SELECT 'refund.orders', count(*) FROM ro UNION ALL SELECT 'refund.payees', count(*) FROM ro JOIN main.refund_payee ON order_id = subject_id
  UNION ALL SELECT 'refund.due', sum(due_fen) FROM ro JOIN main.refund_payee ON order_id = subject_id
  UNION ALL SELECT 'refund.paid', sum(amount_fen) FROM ro JOIN main.refund_payment ON order_id = subject_id, p WHERE paid_on <= z
  UNION ALL SELECT 'refund.paid-payees', count(DISTINCT payee) FROM ro JOIN main.refund_payment ON order_id = subject_id, p WHERE paid_on <= z
  UNION ALL SELECT 'refund.rest', (SELECT sum(due_fen) FROM ro JOIN main.refund_payee ON order_id = subject_id) - (SELECT sum(amount_fen) FROM ro JOIN main.refund_payment ON order_id = subject_id, p WHERE paid_on <= z);
INSERT INTO own SELECT 'remedy.count', count(*) FROM main.remedy, p WHERE ordered_on <= z AND coalesce(settled_on, '9') >= a AND state <> 'withdrawn'
  UNION ALL SELECT 'remedy.ordered', count(*) FROM main.remedy, p WHERE ordered_on BETWEEN a AND z AND state <> 'withdrawn'
  UNION ALL SELECT 'remedy.accepted', count(*) FROM main.remedy, p WHERE ordered_on <= z AND settled_on BETWEEN a AND z AND state = 'accepted'
  UNION ALL SELECT 'remedy.open', count(*) FROM main.remedy, p WHERE ordered_on <= z AND coalesce(settled_on, '9') > z AND state <> 'withdrawn'
  UNION ALL SELECT 'remedy.overdue', count(*) FROM main.remedy, p WHERE ordered_on <= z AND coalesce(settled_on, '9') > z AND state <> 'withdrawn' AND deadline < z;

-- the statistical form
CREATE TEMP VIEW hl AS SELECT l.amount_fen, coalesce(i.category, 'other') AS category, u.type FROM n JOIN main.notice_item l USING (record_id) JOIN main.term t ON t.term_id = l.name_term
  LEFT JOIN cur ON cur.subject_id = t.subject_id LEFT JOIN main.item i ON i.record_id = cur.record_id LEFT JOIN u ON u.subject_id = n.unit_id WHERE n.payer_class = 'household';
INSERT INTO own SELECT 'burden.' || column1, (SELECT coalesce(sum(amount_fen), 0) FROM hl WHERE CASE column1 WHEN 'levy' THEN category = 'levy'
      WHEN 'house' THEN type = 'village' AND category = 'house' WHEN 'joint' THEN type = 'village' AND category = 'production'
      WHEN 'collective' THEN type = 'village' AND category NOT IN ('house', 'production', 'levy', 'farm-tax', 'labour', 'school')
      WHEN 'production' THEN type <> 'village' AND category = 'production'
      WHEN 'admin' THEN type <> 'village' AND category NOT IN ('production', 'levy', 'farm-tax', 'labour', 'school') END)
  FROM (VALUES ('levy'), ('house'), ('joint'), ('collective'), ('production'), ('admin'));
CREATE TEMP VIEW sl AS SELECT l.amount_fen, cur.key FROM sc JOIN main.school_charge_line l USING (record_id) JOIN main.term t ON t.term_id = l.name_term LEFT JOIN cur ON cur.subject_id = t.subject_id;
INSERT INTO own SELECT 'burden.school', sum(amount_fen) FROM sl UNION ALL SELECT 'burden.boarding', sum(amount_fen) FROM sl WHERE key = 'school.boarding'
  UNION ALL SELECT 'burden.onefee', sum(amount_fen) FROM sl WHERE key IN ('school.textbook', 'school.workbook', 'school.misc');
