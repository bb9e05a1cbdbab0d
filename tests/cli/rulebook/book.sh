# The book that ships: what it holds, what governs on a day, what changed, what nobody has compared, what is faulty.
quiet init
quiet import "$FIXTURES"/rulebook/*.xml
run rulebook documents
run rulebook list
run rulebook at 2005-06-01 --item yishi.money
run rulebook at 2005-06-01 --item yishi.money --coastal no
run rulebook at 2008-06-01 --item yishi.money
run rulebook at 2006-09-01 --item school.all --area rural
run rulebook at 2010-03-01 --item school.boarding --area rural --grade 3 --season S --stage primary --unit-type school
run rulebook at 2004-06-01 --item tax.surcharge
run rulebook at 1990-01-01 --item tax.surcharge
run rulebook diff 2005-12-31 2006-02-01
run rulebook diff 2022-04-30 2022-05-01 --format csv
run rulebook show tax.fj.surcharge.2003
run rulebook show school.rural.allowed
run rulebook show petition.handle
run rulebook stale --on 2026-12-31 --format csv
run rulebook stale --on 2028-01-01 --days 36500
run rulebook conflicts
run rulebook lint
run rulebook at 2007-03-01 --item agency.uniform
# misuse
run rulebook
run rulebook judge
run rulebook at
run rulebook at 2005-02-30
run rulebook at 2005-06-01 --stage senior
run rulebook at 2005-06-01 --grade 10
run rulebook at 2005-06-01 --item no.such
run rulebook at 2005-06-01 --division 350199000000
run rulebook at 2005-06-01 --unit NOBODY
run rulebook diff 2005-06-01
run rulebook stale --days -3
run rulebook list --known-on yesterday
