# jianfu (减负) - the burden-audit program of a county office. `make help` lists what can be made.

VERSION   := 0.1.0
PREFIX    ?= /usr/local
DESTDIR   ?=
CC        ?= gcc
BUILD     ?= build
LOCALEDIR := $(PREFIX)/share/locale

PACKAGES  := sqlite3 libxml-2.0 libpcre2-8 libsodium nettle libzip
CPPFLAGS  := -Iinclude -D_POSIX_C_SOURCE=200809L -DJF_VERSION='"$(VERSION)"' -DLOCALEDIR='"$(LOCALEDIR)"'
WARNINGS  := -Wall -Wextra -Wpedantic -Wshadow -Wstrict-prototypes -Wmissing-prototypes -Wconversion \
             -Wsign-conversion -Wformat=2 -Wformat-nonliteral -Wvla -Wundef
WERROR    ?= -Werror
OPTIMIZE  ?= -O2 -g
HARDEN    := -fstack-protector-strong -D_FORTIFY_SOURCE=2
SANITIZE  ?=
CFLAGS    := -std=c11 -pthread $(OPTIMIZE) $(WARNINGS) $(WERROR) $(if $(SANITIZE),$(SANITIZE),$(HARDEN))
LDFLAGS   := $(SANITIZE) -pthread -Wl,-z,relro,-z,now
# pkg-config may not be there before `make deps`: asked for lazily, once.
PKG_CFLAGS = $(eval PKG_CFLAGS := $$(shell pkg-config --cflags $(PACKAGES)))$(PKG_CFLAGS)
PKG_LIBS   = $(eval PKG_LIBS := $$(shell pkg-config --libs $(PACKAGES)))$(PKG_LIBS)

MODULES   := base store intake rulebook audit casework report
LIB_SRC   := $(sort $(foreach m,$(MODULES),$(wildcard src/$(m)/*.c)))
CLI_SRC   := $(sort $(wildcard src/cli/*.c))
LIB_OBJ   := $(LIB_SRC:src/%.c=$(BUILD)/obj/%.o) $(BUILD)/obj/resources.o
CLI_OBJ   := $(CLI_SRC:src/%.c=$(BUILD)/obj/%.o)
RESOURCES := $(sort $(wildcard src/sql/*.sql src/rules/*.sql src/templates/*.txt src/*/*.tsv src/templates/*.css \
             schemas/db/*.sql schemas/xsd/*/*.xsd src/intake/templates/*.xml))
PO        := $(wildcard src/po/*.po)
MO        := $(PO:src/po/%.po=$(BUILD)/locale/%/LC_MESSAGES/jianfu.mo)
UNIT_SRC  := $(sort $(wildcard tests/unit/test_*.c))
UNIT_BIN  := $(UNIT_SRC:tests/unit/%.c=$(BUILD)/unit/%)
MAN       := $(sort $(wildcard src/man/*.1 src/man/zh_CN/*.1))

# `make V=1` shows the commands.
Q := $(if $(V),,@)

.PHONY: all deps deps-test deps-bench deps-pages demo pages test lint test-asan test-valgrind fault long-life bench bench-quick \
        bench-10m format install uninstall clean help dist
.DELETE_ON_ERROR:

all: deps
	@$(MAKE) --no-print-directory build-all

.PHONY: build-all
build-all: $(BUILD)/jianfu $(MO)

$(BUILD)/jianfu: $(CLI_OBJ) $(BUILD)/libjianfu.a
	@echo "  LINK  $@"
	$(Q)$(CC) $(LDFLAGS) -o $@ $^ $(PKG_LIBS)

$(BUILD)/libjianfu.a: $(LIB_OBJ)
	@rm -f $@
	$(Q)$(AR) rcs $@ $^

$(BUILD)/obj/%.o: src/%.c Makefile
	@mkdir -p $(@D)
	@echo "  CC    $<"
	$(Q)$(CC) $(CPPFLAGS) $(CFLAGS) $(PKG_CFLAGS) -MMD -MP -c -o $@ $<

$(BUILD)/embed: src/tools/embed.c
	@mkdir -p $(@D)
	$(Q)$(CC) -std=c11 -O1 -Wall -Wextra -D_POSIX_C_SOURCE=200809L -o $@ $<

$(BUILD)/resources.c: $(BUILD)/embed $(RESOURCES)
	$(Q)$(BUILD)/embed $(RESOURCES) > $@.tmp && mv $@.tmp $@

$(BUILD)/obj/resources.o: $(BUILD)/resources.c
	@mkdir -p $(@D)
	@echo "  CC    $<"
	$(Q)$(CC) $(CPPFLAGS) -std=c11 -O0 -c -o $@ $<

$(BUILD)/locale/%/LC_MESSAGES/jianfu.mo: src/po/%.po
	@mkdir -p $(@D)
	$(Q)msgfmt --check -o $@ $<

-include $(LIB_SRC:src/%.c=$(BUILD)/obj/%.d) $(CLI_SRC:src/%.c=$(BUILD)/obj/%.d)
-include $(UNIT_SRC:tests/unit/%.c=$(BUILD)/unit/%.d)

# ---- packages -------------------------------------------------------------------------------------------------------

deps:
	@src/tools/deps.sh build

deps-test:
	@src/tools/deps.sh build test

deps-bench:
	@src/tools/deps.sh build bench

deps-pages:
	@src/tools/deps.sh build pages

# ---- what people run ------------------------------------------------------------------------------------------------

demo: all
	@src/tools/demo.sh $(BUILD)

# every paper as a picture, to be looked at
pages: all deps-pages
	@src/tools/pages.sh $(BUILD)

test: deps-test
	@$(MAKE) --no-print-directory build-all
	@$(MAKE) --no-print-directory -j2 unit-build
	@tests/run.sh $(BUILD)

.PHONY: unit-build
unit-build: $(UNIT_BIN) bench-build $(BUILD)/replay $(BUILD)/fault/jianfu

$(BUILD)/unit/%: tests/unit/%.c $(BUILD)/libjianfu.a
	@mkdir -p $(@D)
	@echo "  TEST  $<"
	$(Q)$(CC) $(CPPFLAGS) -Itests/unit $(CFLAGS) -Wno-missing-prototypes $(PKG_CFLAGS) $(shell pkg-config --cflags cmocka) -MMD -MP \
	    $(LDFLAGS) -o $@ $< $(BUILD)/libjianfu.a $(PKG_LIBS) $(shell pkg-config --libs cmocka)

# The readers of the fuzzers (tests/fuzz), with a driver that needs no clang.
FUZZ_SRC := tests/fuzz/targets.c
FUZZ_LIB  = $(BUILD)/obj/cli/options.o $(BUILD)/libjianfu.a
$(BUILD)/replay: tests/fuzz/replay.c $(FUZZ_SRC) tests/fuzz/fuzz.h $(FUZZ_LIB)
	@echo "  LINK  $@"
	$(Q)$(CC) $(CPPFLAGS) -D_GNU_SOURCE $(CFLAGS) $(PKG_CFLAGS) $(LDFLAGS) -o $@ tests/fuzz/replay.c $(FUZZ_SRC) $(FUZZ_LIB) $(PKG_LIBS)

$(BUILD)/fuzzer: tests/fuzz/fuzzer.c $(FUZZ_SRC) tests/fuzz/fuzz.h $(FUZZ_LIB)
	@echo "  LINK  $@"
	$(Q)$(CC) $(CPPFLAGS) -D_GNU_SOURCE $(CFLAGS) $(PKG_CFLAGS) $(LDFLAGS) -fsanitize=fuzzer -o $@ tests/fuzz/fuzzer.c $(FUZZ_SRC) \
	    $(FUZZ_LIB) $(PKG_LIBS)

$(BUILD)/generate: tests/bench/generate.c $(wildcard tests/bench/*.h) $(BUILD)/libjianfu.a
	$(Q)$(CC) $(CPPFLAGS) $(CFLAGS) $(PKG_CFLAGS) $(LDFLAGS) -o $@ $< $(BUILD)/libjianfu.a $(PKG_LIBS)

# The program with faults on order: nothing of it is compiled anew, the linker leads its calls into the shim.
FAULT_WRAP := malloc calloc realloc free open close read write pwrite fsync fstat stat lstat access unlink link rename renameat2 \
              pthread_create pthread_join time iconv_open
$(BUILD)/fault/jianfu: tests/fault/shim.c tests/fault/disk.c $(CLI_OBJ) $(BUILD)/libjianfu.a tests/fault/disk.h
	@mkdir -p $(@D)
	@echo "  LINK  $@"
	$(Q)$(CC) $(CPPFLAGS) $(CFLAGS) -Wno-missing-prototypes $(PKG_CFLAGS) $(LDFLAGS) $(FAULT_WRAP:%=-Wl,--wrap=%) -o $@ \
	    $(filter-out %.h,$^) $(PKG_LIBS)

$(BUILD)/measure: tests/bench/measure.c
	@mkdir -p $(@D)
	$(Q)$(CC) $(CPPFLAGS) $(CFLAGS) $(LDFLAGS) -o $@ $<

test-asan:
	@$(MAKE) --no-print-directory test BUILD=$(BUILD)/asan OPTIMIZE='-O1 -g' \
	    SANITIZE='-fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer'

test-valgrind: deps-test
	@$(MAKE) --no-print-directory build-all unit-build
	@JIANFU_VALGRIND=1 tests/run.sh $(BUILD)

lint:
	@tests/lint/run.sh

# ---- what fuzzers try: FUZZ_RUNS=10000000 FUZZ_SECONDS=600 FUZZ_TARGETS="intake-notice docno" ---------------------------

.PHONY: fuzz deps-fuzz
deps-fuzz:
	@src/tools/deps.sh build fuzz

# Single comparisons are not followed, which would cost a third of the inputs; strcmp, memcmp and the dictionaries tell words.
# FUZZ_FAST=1 tries twice as many without the sanitizer of addresses and leaks, which then takes what was worth keeping.
FUZZ_WITH = -fno-sanitize-coverage=trace-cmp -fno-sanitize-recover=all -fno-omit-frame-pointer
fuzz: deps-fuzz
	@$(MAKE) --no-print-directory $(BUILD)/fuzz/fuzzer BUILD=$(BUILD)/fuzz CC=clang WERROR= OPTIMIZE='-O2 -g' \
	    SANITIZE='-fsanitize=fuzzer-no-link,address,undefined $(FUZZ_WITH)'
	@[ -z "$(FUZZ_FAST)" ] || $(MAKE) --no-print-directory $(BUILD)/fuzz/fast/fuzzer BUILD=$(BUILD)/fuzz/fast CC=clang WERROR= \
	    OPTIMIZE='-O2 -g' SANITIZE='-fsanitize=fuzzer-no-link,undefined -fsanitize-trap=undefined $(FUZZ_WITH)'
	@FUZZ_FAST=$(FUZZ_FAST) tests/fuzz/fuzz.sh $(BUILD)/fuzz

# ---- the worst day of the office: FAULT_KILLS=360 FAULT_MOST=50 (points of each kind of fault; all when left out) -------

fault: deps-test
	@$(MAKE) --no-print-directory build-all bench-build $(BUILD)/fault/jianfu
	@FAULT_LONG=1 tests/fault/run.sh $(BUILD)

# ---- a thousand changes past the program, ten half-years in a row ------------------------------------------------------

long-life: deps-test
	@$(MAKE) --no-print-directory build-all bench-build
	@LIFE_LONG=1 tests/life/run.sh $(BUILD)

# ---- what it costs: BENCH_SIZES="10000 100000 1000000" BENCH_ROUNDS=3 ------------------------------------------------

.PHONY: bench-build
bench-build: $(BUILD)/generate $(BUILD)/measure

bench: deps-bench
	@$(MAKE) --no-print-directory build-all bench-build
	@tests/bench/bench.sh $(BUILD)

bench-quick:
	@$(MAKE) --no-print-directory bench BENCH_SIZES=10000 BENCH_ROUNDS=1

# with a million beside it, to compare with
bench-10m:
	@$(MAKE) --no-print-directory bench BENCH_SIZES='1000000 10000000'

format:
	clang-format -i $(shell git ls-files '*.c' '*.h')

# ---- installation ---------------------------------------------------------------------------------------------------

install: all
	install -d $(DESTDIR)$(PREFIX)/bin $(DESTDIR)$(PREFIX)/share/man/man1 $(DESTDIR)$(PREFIX)/share/man/zh_CN/man1 \
	    $(DESTDIR)$(PREFIX)/share/jianfu
	install -m 755 $(BUILD)/jianfu $(DESTDIR)$(PREFIX)/bin/jianfu
	for mo in $(MO:$(BUILD)/locale/%=%); do \
	    install -D -m 644 $(BUILD)/locale/$$mo $(DESTDIR)$(LOCALEDIR)/$$mo || exit 1; done
	for page in $(filter-out src/man/zh_CN/%,$(MAN)); do \
	    install -m 644 $$page $(DESTDIR)$(PREFIX)/share/man/man1/ || exit 1; done
	for page in $(filter src/man/zh_CN/%,$(MAN)); do \
	    install -m 644 $$page $(DESTDIR)$(PREFIX)/share/man/zh_CN/man1/ || exit 1; done
	cp -r fixtures/rulebook $(DESTDIR)$(PREFIX)/share/jianfu/

uninstall:
	rm -f $(DESTDIR)$(PREFIX)/bin/jianfu $(MO:$(BUILD)/locale/%=$(DESTDIR)$(LOCALEDIR)/%) \
	    $(patsubst src/man/%.1,$(DESTDIR)$(PREFIX)/share/man/man1/%.1,$(filter-out src/man/zh_CN/%,$(MAN))) \
	    $(patsubst src/man/zh_CN/%.1,$(DESTDIR)$(PREFIX)/share/man/zh_CN/man1/%.1,$(filter src/man/zh_CN/%,$(MAN)))
	rm -rf $(DESTDIR)$(PREFIX)/share/jianfu

dist:
	@mkdir -p $(BUILD)
	git archive --prefix=jianfu-$(VERSION)/ -o $(BUILD)/jianfu-$(VERSION).tar.gz HEAD

clean:
	rm -rf $(BUILD)

help:
	@echo 'make               build build/jianfu (installs missing Debian packages; NO_DEPS=1 forbids that)'
	@echo 'make demo          build, make the sample county in build/demo, run the main job, print a tour'
	@echo 'make test          build and run all tests (what .ci/run calls)'
	@echo 'make test-asan     the same under AddressSanitizer and UndefinedBehaviorSanitizer'
	@echo 'make test-valgrind unit tests and commands under valgrind'
	@echo 'make long-life     a thousand changes past the program, each found; ten half-years of imports, cases and reports'
	@echo 'make fuzz          ten million inputs made up by libFuzzer for each reader of what comes from outside, ten minutes each'
	@echo '                   a time; again: goes on (FUZZ_RUNS, FUZZ_SECONDS, FUZZ_TARGETS)'
	@echo 'make pages         the papers of the sample county as PDF and pictures under build/pages, to be looked at'
	@echo 'make fault         the long run of tests/fault: kills, every call that can fail, many at once, old databases; up to an hour'
	@echo '                   (FAULT_MOST=50: at most so many points of each kind of fault)'
	@echo 'make bench         times and memory beside xmllint, the sqlite3 shell and lxml; BENCH_SIZES="10000 100000 1000000"'
	@echo 'make bench-quick   the same with 10,000 notices and one round; make bench-10m with 10,000,000'
	@echo 'make lint          layers, bans, formats'
	@echo 'make format        apply clang-format'
	@echo 'make install       PREFIX=/usr/local DESTDIR= ; make uninstall takes it away again'
	@echo 'make dist          a source archive of HEAD under build/'
	@echo 'make clean         remove build/'
