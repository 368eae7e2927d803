package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/riskon/riskon/regime"
)

// An edit damages the lines of a table; lines[0] is the header.
type edit func(lines []string) []string

// set replaces a field, both counted from 1.
func set(line, col int, value string) edit {
	return func(lines []string) []string {
		f := strings.Split(lines[line-1], ",")
		f[col-1] = value
		lines[line-1] = strings.Join(f, ",")
		return lines
	}
}

// whole replaces a line.
func whole(line int, text string) edit {
	return func(lines []string) []string {
		lines[line-1] = text
		return lines
	}
}

// twice repeats a line.
func twice(line int) edit {
	return func(lines []string) []string {
		return append(lines[:line:line], lines[line-1:]...)
	}
}

// swap exchanges a line with the next.
func swap(line int) edit {
	return func(lines []string) []string {
		lines[line-1], lines[line] = lines[line], lines[line-1]
		return lines
	}
}

// longer adds a field to a line.
func longer(line int) edit {
	return func(lines []string) []string {
		lines[line-1] += ",1"
		return lines
	}
}

// shorter takes the last field of a line.
func shorter(line int) edit {
	return func(lines []string) []string {
		lines[line-1] = lines[line-1][:strings.LastIndexByte(lines[line-1], ',')]
		return lines
	}
}

// remove deletes the file.
func remove([]string) []string { return nil }

var faults = []struct {
	name, table string
	edit        edit
	want        string // line:column: reason
}{
	{"missing", "fed_weekly.csv", remove, "1:1: no such file"},
	{"missing, the last read", "claims.csv", remove, "1:1: no such file"},
	{"empty", "ledger.csv", func([]string) []string { return []string{""} }, "1:1: empty table, want the header name,company,"},
	{"bad number", "fed_weekly.csv", set(12, 3, "12,3"), "12:7: long row: 7 fields, want 6"},
	{"bad number, a letter", "fed_weekly.csv", set(12, 3, "1O5"), `12:3: WTREGEN: not a number: "1O5"`},
	{"bad number, spaces", "fed_weekly.csv", set(12, 3, " 105"), `12:3: WTREGEN: not a number: " 105"`},
	{"bad number, hex", "fed_weekly.csv", set(12, 3, "0x1p4"), `12:3: WTREGEN: not a number: "0x1p4"`},
	{"bad number, a dot for missing", "fed_weekly.csv", set(12, 4, "."), `12:4: RRPONTSYD: not a number: "."`},
	{"infinite", "crypto_weekly.csv", set(30, 2, "Inf"), `30:2: BTC: infinite or larger than 1e75: "Inf"`},
	{"infinite, below", "crypto_weekly.csv", set(30, 2, "-inf"), `30:2: BTC: infinite or larger`},
	{"infinite by size", "crypto_weekly.csv", set(30, 2, "1e400"), `30:2: BTC: infinite or larger`},
	{"too large", "crypto_weekly.csv", set(30, 2, "1e76"), `30:2: BTC: infinite or larger`},
	{"not a number", "crypto_weekly.csv", set(30, 2, "NaN"), `30:2: BTC: not a number: "NaN"`},
	{"negative price", "crypto_weekly.csv", set(700, 3, "-5"), `700:3: ETH: price not above zero: "-5"`},
	{"zero price", "crypto_weekly.csv", set(700, 16, "0"), `700:16: HYPE: price not above zero: "0"`},
	{"a price out of this world", "crypto_weekly.csv", set(700, 2, "1e-300"), `700:2: BTC: price not between 1e-15 and 1e15: "1e-300"`},
	{"negative close", "iwm_weekly.csv", set(5, 5, "-79.72"), `5:5: close: price not above zero`},
	{"infinite open", "spy_weekly.csv", set(5, 2, "+Inf"), `5:2: open: infinite or larger`},
	{"negative volume", "iwm_weekly.csv", set(5, 6, "-1"), `5:6: volume: below zero`},
	{"one price of a bar missing", "iwm_weekly.csv", set(5, 3, ""), `5:3: high: missing`},
	{"low above high", "iwm_weekly.csv", set(2, 4, "80"), `2:4: low: low 80 above high 75.87`},
	{"close above high", "iwm_weekly.csv", set(2, 5, "75.88"), `2:5: close: 75.88 outside low 73.37 to high 75.87`},
	{"open below low", "iwm_weekly.csv", set(2, 2, "70"), `2:2: open: 70 outside low`},
	{"negative assets", "fed_weekly.csv", set(2, 2, "-1"), `2:2: WALCL: price not above zero`},
	{"negative account", "fed_weekly.csv", set(2, 3, "-1"), `2:3: WTREGEN: below zero`},
	{"rate without sense", "fed_weekly.csv", set(2, 6, "nan"), `2:6: DFEDTARU: not a number`},
	{"duplicate row, bars", "iwm_weekly.csv", twice(4), `5:1: date: row twice: 2012-01-20`},
	{"duplicate row, coins", "crypto_weekly.csv", twice(4), `5:1: date: row twice: 2012-01-20`},
	{"duplicate row, Fed", "fed_weekly.csv", twice(817), `818:1: date: row twice: 2026-08-19`},
	{"duplicate row, flows", "btc_etf_flow_weekly.csv", twice(2), `3:1: date: row twice: 2024-01-12`},
	{"duplicate row, purchases", "dat_purchases.csv", twice(137), `138:1: known: row twice`},
	{"duplicate row, holdings", "dat_holdings.csv", twice(2), `3:1: known: row twice`},
	{"duplicate row, cautions", "cautions.csv", twice(2), `3:1: known: row twice`},
	{"duplicate row, ledger", "ledger.csv", twice(7), `8:1: name: row twice: "dat_btc MSTR"`},
	{"a company twice", "ledger.csv", set(8, 2, "MSTR"), `8:1: name: row twice: "dat_btc MSTR"`},
	{"duplicate row, claims", "claims.csv", twice(2), `3:1: id: id twice: "rut_ath"`},
	{"two bars in a week", "iwm_weekly.csv", set(3, 1, "2012-01-05"), `3:1: date: not sorted: 2012-01-05 after 2012-01-06`},
	{"two bars in a week, in order", "iwm_weekly.csv", set(2, 1, "2012-01-12"), `3:1: date: a second bar of the week of 2012-01-12`},
	{"a bar on a Sunday", "iwm_weekly.csv", set(2, 1, "2012-01-01"), `2:1: date: 2012-01-01 is a Sunday`},
	{"unsorted, bars", "spy_weekly.csv", swap(10), `11:1: date: not sorted: 2012-03-02 after 2012-03-09`},
	{"unsorted, coins", "crypto_weekly.csv", swap(764), `765:1: date: not sorted: 2026-08-14 after 2026-08-21`},
	{"unsorted, Fed", "fed_weekly.csv", swap(2), `3:1: date: not sorted: 2011-01-05 after 2011-01-12`},
	{"unsorted, flows", "btc_etf_flow_weekly.csv", swap(2), `3:1: date: not sorted`},
	{"unsorted, purchases", "dat_purchases.csv", swap(2), `3:1: known: not sorted by known, date, company, asset`},
	{"unsorted, holdings", "dat_holdings.csv", swap(2), `3:1: known: not sorted by known, date, company, asset`},
	{"unsorted, cautions", "cautions.csv", set(3, 1, "2026-01-10"), `3:1: known: not sorted by known`},
	{"unsorted, ledger", "ledger.csv", swap(3), `4:1: name: not sorted: "dat_alt BMNR" after "dat_alt SBET"`},
	{"not a Wednesday", "fed_weekly.csv", set(2, 1, "2011-01-04"), `2:1: date: 2011-01-04 is a Tuesday, want a Wednesday`},
	{"not a Friday", "crypto_weekly.csv", set(2, 1, "2012-01-07"), `2:1: date: 2012-01-07 is a Saturday, want a Friday`},
	{"not a Friday, flows", "btc_etf_flow_weekly.csv", set(2, 1, "2024-01-11"), `2:1: date: 2024-01-11 is a Thursday, want a Friday`},
	{"short row", "fed_weekly.csv", shorter(100), `100:6: DFEDTARU: short row: 5 fields, want 6`},
	{"short row, coins", "crypto_weekly.csv", shorter(765), `765:16: HYPE: short row: 15 fields, want 16`},
	{"empty row", "fed_weekly.csv", whole(100, ""), `100:1: date: empty row`},
	{"long row", "dat_holdings.csv", longer(100), `100:7: long row: 7 fields, want 6`},
	{"unknown column", "crypto_weekly.csv", set(1, 4, "LUNA"), `1:4: unknown column "LUNA", want "SOL"`},
	{"missing column", "crypto_weekly.csv", shorter(1), `1:16: missing column "HYPE"`},
	{"one column more", "iwm_weekly.csv", longer(1), `1:7: unknown column "1"`},
	{"no header", "iwm_weekly.csv", whole(1, "2012-01-06,1,1,1,1,1"), `1:1: unknown column "2012-01-06", want "date"`},
	{"unknown company", "dat_purchases.csv", set(2, 3, "ACME"), `2:3: company: unknown company "ACME": not in ledger.csv as dat_btc`},
	{"company of another class", "dat_purchases.csv", set(2, 4, "ETH"), `2:3: company: unknown company "MSTR": not in ledger.csv as dat_alt`},
	{"company not in the ledger", "ledger.csv", set(8, 2, "NAKB"), `dat_purchases.csv:`},
	{"no company", "dat_holdings.csv", set(2, 3, ""), `2:3: company: missing`},
	{"coin in small letters", "dat_holdings.csv", set(2, 4, "btc"), `2:4: asset: a coin in capitals, please: "btc"`},
	{"unknown caution", "cautions.csv", set(2, 3, "gravity"), `2:3: id: unknown "gravity", want one of etf_outflow, neg_earnings, regulatory`},
	{"computed caution", "cautions.csv", set(2, 3, "vol_shock"), `2:3: id: "vol_shock" is computed from other tables`},
	{"caution without a value", "cautions.csv", set(2, 4, ""), `2:4: value: missing`},
	{"caution expired before known", "cautions.csv", set(2, 2, "2026-01-12"), `2:2: expires: expires before it is known`},
	{"unknown class", "ledger.csv", set(2, 1, "eth_etf"), `2:1: name: unknown "eth_etf", want one of btc_etf, dat_alt, dat_btc`},
	{"ledger without a company", "ledger.csv", set(3, 2, ""), `3:2: company: missing`},
	{"funds with a company", "ledger.csv", set(2, 2, "IBIT"), `2:2: company: the funds are one line, without a company`},
	{"ledger ends before it begins", "ledger.csv", set(3, 4, "2020-08-09"), `3:4: complete_through: before complete_from`},
	{"unknown kind", "dat_purchases.csv", set(2, 7, "Hoped"), `2:7: kind: unknown "Hoped", want one of Announced, Closed, Deployed`},
	{"assumed is no flag", "dat_purchases.csv", set(2, 8, "yes"), `2:8: assumed: unknown "yes", want one of 0, 1`},
	{"money missing", "dat_purchases.csv", set(2, 6, ""), `2:6: usd: missing`},
	{"money with an exponent", "dat_purchases.csv", set(2, 6, "1e9"), `2:6: usd: not a plain decimal: "1e9"`},
	{"money against quantity", "dat_purchases.csv", set(2, 6, "-250000000"), `2:6: usd: of another sign than quantity`},
	{"infinite money", "dat_purchases.csv", set(2, 6, "inf"), `2:6: usd: infinite`},
	{"a week of flows missing", "btc_etf_flow_weekly.csv", set(2, 2, ""), `2:2: usd_millions: missing, where ledger.csv says complete`},
	{"negative holding", "dat_holdings.csv", set(2, 5, "-1"), `2:5: holdings: below zero: "-1"`},
	{"unknown series", "claims.csv", set(2, 3, "GOLD"), `2:3: series: unknown series "GOLD"`},
	{"unknown measure", "claims.csv", set(3, 4, "wobble"), `3:4: measure: `},
	{"unknown op", "claims.csv", set(2, 7, "Exactly"), `2:7: op: unknown "Exactly", want one of AtLeast, AtMost, LowestIn, FirstIn`},
	{"an op that the measure does not take", "claims.csv", set(2, 7, "FirstIn"), `2:7: op: "FirstIn" is none of [AtLeast AtMost], which "weekly closes`},
	{"claim ends before it begins", "claims.csv", set(2, 6, "2025-09-30"), `2:6: to: before from`},
	{"no date", "iwm_weekly.csv", set(2, 1, "6.1.2012"), `2:1: date: not a date as 2006-01-02: "6.1.2012"`},
	{"no such day", "iwm_weekly.csv", set(2, 1, "2012-02-30"), `2:1: date: not a date as 2006-01-02: "2012-02-30"`},
	{"a far year", "iwm_weekly.csv", set(2, 1, "9999-12-31"), `2:1: date: year outside 1900..2199: "9999-12-31"`},
	{"known before its date", "dat_purchases.csv", set(2, 1, "2020-08-09"), `2:1: known: known before its date 2020-08-10`},
	{"known before its date, holdings", "dat_holdings.csv", set(2, 1, "2020-09-14"), `2:1: known: known before its date 2020-09-15`},
	{"not UTF-8", "ledger.csv", set(3, 2, "BM\xff"), `3:2: company: not UTF-8: "BM\xff"`},
	{"a NUL", "fed_weekly.csv", set(3, 2, "1\x00"), `3:2: WALCL: a character that does not print: "1\x00"`},
	{"an escape for the terminal", "claims.csv", set(2, 2, "\x1b[2Jhello"), `2:2: text: a character that does not print: "\x1b[2Jhello"`},
	{"a line break in a field", "claims.csv", set(2, 2, "\"a\nb\""), `2:2: text: a character that does not print: "a\nb"`},
	{"a quote in a field", "fed_weekly.csv", set(3, 2, `24"68`), `3:2: bare " in non-quoted-field`},
	{"a quote left open", "cautions.csv", set(2, 6, `"article`), `2:6: extraneous or missing " in quoted-field`},
	{"a long field", "iwm_weekly.csv", set(2, 1, strings.Repeat("9", 1000)), `2:1: date: not a date as 2006-01-02: "9999`},
	{"a huge file", "iwm_weekly.csv", set(2, 1, strings.Repeat("9", maxTable)), `1:1: larger than 16777216 bytes`},
}

// Every fault is one line with the place, exit status 2, and nothing on stdout.
func TestFaults(t *testing.T) {
	for _, c := range faults {
		t.Run(c.name, func(t *testing.T) {
			dir := t.TempDir()
			if err := os.CopyFS(dir, os.DirFS("data")); err != nil {
				t.Fatal(err)
			}
			path := filepath.Join(dir, c.table)
			text, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			if lines := c.edit(strings.Split(string(text), "\n")); lines == nil {
				err = os.Remove(path)
			} else {
				err = os.WriteFile(path, []byte(strings.Join(lines, "\n")), 0o644)
			}
			if err != nil {
				t.Fatal(err)
			}
			want := "riskon: " + path + ":" + c.want
			if strings.Contains(c.want, ".csv:") { // found in another table
				want = "riskon: " + filepath.Join(dir, c.want)
			}
			refused(t, []string{"-data", dir}, want)
		})
	}
}

// refused runs the program and wants one line that begins with want.
func refused(t *testing.T, args []string, want string) {
	t.Helper()
	var stdout, stderr bytes.Buffer
	if code := run(args, &stdout, &stderr); code != 2 {
		t.Errorf("exit status %d, want 2", code)
	}
	if stdout.Len() > 0 {
		t.Errorf("stdout has %d bytes", stdout.Len())
	}
	if got := stderr.String(); !strings.HasPrefix(got, want) || strings.Index(got, "\n") != len(got)-1 || len(got) > 400 {
		t.Errorf("stderr\n%q, want one line that begins\n%q", got, want)
	}
}

// What is no table at all.
func TestNoTables(t *testing.T) {
	dir := t.TempDir()
	refused(t, []string{"-data", dir}, "riskon: "+dir+"/iwm_weekly.csv:1:1: no such file\n")
	refused(t, []string{"-data", dir + "/none"}, "riskon: "+dir+"/none/iwm_weekly.csv:1:1: no such file\n")
	refused(t, []string{"-data", ""}, "riskon: -data: no directory named")
	if err := os.Mkdir(filepath.Join(dir, "iwm_weekly.csv"), 0o755); err != nil {
		t.Fatal(err)
	}
	refused(t, []string{"-data", dir}, "riskon: "+dir+"/iwm_weekly.csv:1:1: not a regular file\n")
	refused(t, []string{"-data", "evil\nname\x1b"}, "riskon: evil\ufffdname\ufffd/iwm_weekly.csv:1:1: ")
}

// Tables with headers only hold no date to start from.
func TestNoRows(t *testing.T) {
	fsys := fstest.MapFS{}
	for name, text := range embeddedTables(t) {
		header, _, _ := bytes.Cut(text, []byte("\n"))
		fsys[name] = &fstest.MapFile{Data: append(header, '\n')}
	}
	_, err := load(source{fsys, "data"})
	if err == nil || err.Error() != "data/iwm_weekly.csv:1:1: no rows, neither here nor in any other table" {
		t.Errorf("error %v", err)
	}
}

// embeddedTables returns the embedded tables by name.
func embeddedTables(t testing.TB) map[string][]byte {
	t.Helper()
	entries, err := embedded.ReadDir("data")
	if err != nil {
		t.Fatal(err)
	}
	tables := map[string][]byte{}
	for _, e := range entries {
		if tables[e.Name()], err = embedded.ReadFile("data/" + e.Name()); err != nil {
			t.Fatal(err)
		}
	}
	return tables
}

func embeddedData(t testing.TB) *data {
	t.Helper()
	fsys := fstest.MapFS{}
	for name, text := range embeddedTables(t) {
		fsys[name] = &fstest.MapFile{Data: text}
	}
	d, err := load(source{fsys, "data"})
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// What the tables hold, counted apart from the program.
func TestEmbedded(t *testing.T) {
	d := embeddedData(t)
	count := map[string]int{}
	for i, r := range d.records {
		switch r := r.(type) {
		case regime.Value:
			count[r.Series]++
		case regime.Bar:
			count[r.Series]++
		case regime.Closes:
			count["closes"]++
			count["prices"] += len(r.Prices)
		case regime.Flow:
			count[r.Class]++
		case regime.Holding:
			count["holdings"]++
		case regime.Fact:
			count["facts"]++
		case regime.Coverage:
			count["ledger"]++
		}
		if i > 0 && r.KnownAt().Before(d.records[i-1].KnownAt()) {
			t.Fatalf("record %d: %v is known before the one before it", i, r)
		}
	}
	for name, want := range map[string]int{
		"IWM": 764, "SPY": 764, "closes": 764, "prices": 764*15 - 5109,
		"WALCL": 816, "WTREGEN": 816, "RRPONTSYD": 816 - 142, "DTWEXBGS": 816, "DFEDTARU": 816,
		"btc_etf": 137, "holdings": 475, "facts": 2, "ledger": 8,
	} {
		if count[name] != want {
			t.Errorf("%s: %d records, want %d", name, count[name], want)
		}
	}
	if n := count["dat_btc"] + count["dat_alt"]; n != 181 {
		t.Errorf("%d purchases, want 181", n)
	}
	if len(d.claims) != 12 {
		t.Errorf("%d claims, want 12", len(d.claims))
	}
}

// The clock and the known instants, one of each rule.
func TestKnown(t *testing.T) {
	d := embeddedData(t)
	if got, want := d.firstTick(), time.Date(2011, 1, 8, 0, 0, 0, 0, time.UTC); !got.Equal(want) {
		t.Errorf("first tick %v, want %v", got, want)
	}
	if got, want := d.last, time.Date(2026, 8, 21, 0, 0, 0, 0, time.UTC); !got.Equal(want) {
		t.Errorf("last date %v, want %v", got, want)
	}
	known := map[string]string{}
	for _, r := range d.records {
		known[r.String()] = r.KnownAt().Format(time.RFC3339)
	}
	for record, want := range map[string]string{
		"value of WALCL on 2026-08-19":                "2026-08-20T20:30:00Z",
		"value of WALCL on 2025-11-26":                "2025-11-28T21:30:00Z", // Thanksgiving
		"value of WTREGEN on 2026-08-19":              "2026-08-20T20:30:00Z",
		"value of RRPONTSYD on 2026-08-19":            "2026-08-19T18:00:00Z",
		"value of DTWEXBGS on 2026-08-19":             "2026-08-24T20:15:00Z",
		"value of DTWEXBGS on 2026-01-14":             "2026-01-20T21:15:00Z", // King's birthday
		"value of DFEDTARU on 2026-08-19":             "2026-08-20T00:00:00Z",
		"bar of IWM on 2026-08-21":                    "2026-08-21T20:00:00Z",
		"bar of SPY on 2012-01-06":                    "2012-01-06T21:00:00Z",
		"closes on 2026-08-21":                        "2026-08-22T00:00:00Z",
		"flow of btc_etf  on 2026-08-21":              "2026-08-22T12:00:00Z",
		"flow of dat_btc MSTR on 2020-08-10":          "2020-08-12T00:00:00Z",
		"holding of MSTR on 2020-09-15":               "2020-09-17T00:00:00Z",
		"fact etf_outflow known 2026-01-12":           "2026-01-12T00:00:00Z",
		"coverage of dat_btc MSTR through 2026-01-26": "2011-01-05T00:00:00Z",
	} {
		if known[record] != want {
			t.Errorf("%s is known at %q, want %s", record, known[record], want)
		}
	}
}

// Money is exact: USD millions become USD without a rounding.
func TestExactMoney(t *testing.T) {
	for _, r := range embeddedData(t).records {
		if f, ok := r.(regime.Flow); ok && f.Class == "btc_etf" && f.Ref.Format(time.DateOnly) == "2024-01-12" {
			if f.USD.String() != "858300000" || f.Kind != regime.Deployed {
				t.Errorf("%v %s", f.USD, f.Kind)
			}
			return
		}
	}
	t.Error("no flow of 2024-01-12")
}
