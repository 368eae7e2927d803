package regime

import (
	"encoding/csv"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"math"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/iotest"
	"time"

	"github.com/riskon/riskon/series"
	"github.com/shopspring/decimal"
)

func readTable(t testing.TB, text, column string) FlowTable {
	t.Helper()
	table, err := ReadFarside(strings.NewReader(text), column, "btc_etf")
	if err != nil {
		t.Fatal(err)
	}
	return table
}

// TestReadFarside reads a table with everything in it that the form has.
func TestReadFarside(t *testing.T) {
	text := "Date,IBIT,GBTC,Total\nFee,0.25%,1.5%,\n" +
		"11 Jan 2024,111.7,(95.1),\"1,655.3\"\n" +
		"12 Jan 2024,-,\"(1,484.1)\",(203.0)\n" +
		"16 Jan 2024,0.1,-,-\n" +
		"17 Jan 2024,.2,0.0,0.0\n" +
		"2024-01-18,0.3,,123456789.123456\n" +
		"19 Jan 2024,0.4,1,\n" +
		"Total,1,2,3\nAverage,1,2,3\n"
	for column, want := range map[string]string{
		"Total": "2024-01-11 1655300000 from 2024-01-11; 2024-01-12 -203000000 from 2024-01-11; " +
			"2024-01-17 0 from 2024-01-17; 2024-01-18 123456789123456 from 2024-01-17; ",
		"gbtc": "2024-01-11 -95100000 from 2024-01-11; 2024-01-12 -1484100000 from 2024-01-11; " +
			"2024-01-17 0 from 2024-01-17; 2024-01-19 1000000 from 2024-01-19; ",
		"IBIT": "2024-01-11 111700000 from 2024-01-11; 2024-01-16 100000 from 2024-01-16; " +
			"2024-01-17 200000 from 2024-01-16; 2024-01-18 300000 from 2024-01-16; 2024-01-19 400000 from 2024-01-16; ",
	} {
		table := readTable(t, text, column)
		got := ""
		for _, row := range table {
			f, c := row.Flow, row.Coverage
			got += fmt.Sprint(DateOf(f.Ref), " ", f.USD, " from ", DateOf(c.From), "; ")
			noon := f.Ref.AddDate(0, 0, 1).Add(12 * time.Hour)
			if f.Class != "btc_etf" || f.Kind != Deployed || f.Firm != "" || f.Asset != "" || !f.Quantity.IsZero() || !f.Known.Equal(noon) || !f.Ref.Equal(DateOf(f.Ref).Time) {
				t.Errorf("%s: %+v", column, f)
			}
			if c.Class != f.Class || c.Firm != "" || !c.Through.Equal(f.Ref) || !c.Known.Equal(f.Known) {
				t.Errorf("%s: %+v beside %+v", column, c, f)
			}
		}
		if got != want {
			t.Errorf("%s: %s\nwant %s", column, got, want)
		}
		if n := len(table.Records()); n != 2*len(table) {
			t.Errorf("%s: %d records of %d rows", column, n, len(table))
		}
	}
	if table := readTable(t, "Date,Total\n", "Total"); len(table.Records()) != 0 {
		t.Error("an empty table:", table)
	}
}

func TestReadFarsideErrors(t *testing.T) {
	broken := errors.New("broken")
	for name, x := range map[string]struct {
		in     io.Reader
		class  string
		want   error
		record bool
	}{
		"nothing":            {strings.NewReader(""), "btc_etf", series.ErrHeader, false},
		"no such column":     {strings.NewReader("Date,IBIT\n11 Jan 2024,1\n"), "btc_etf", series.ErrHeader, false},
		"a column twice":     {strings.NewReader("Date,Total,total\n11 Jan 2024,1,1\n"), "btc_etf", series.ErrHeader, false},
		"no date":            {strings.NewReader("Date,Total\n31 Feb 2024,1\n"), "btc_etf", series.ErrTime, false},
		"a word":             {strings.NewReader("Date,Total\n11 Jan 2024,many\n"), "btc_etf", series.ErrNumber, false},
		"not sorted":         {strings.NewReader("Date,Total\n12 Jan 2024,1\n11 Jan 2024,1\n"), "btc_etf", series.ErrOrder, false},
		"a date twice":       {strings.NewReader("Date,Total\n12 Jan 2024,1\n2024-01-12,1\n"), "btc_etf", series.ErrDuplicate, false},
		"a short row":        {strings.NewReader("Date,Total\n12 Jan 2024\n"), "btc_etf", csv.ErrFieldCount, false},
		"a broken reader":    {io.MultiReader(strings.NewReader("Date,Total\n12 Jan 2024,1\n"), iotest.ErrReader(broken)), "btc_etf", broken, false},
		"16 digits":          {strings.NewReader("Date,Total\n12 Jan 2024,1234567890.123456\n"), "btc_etf", ErrNumber, true},
		"more than money":    {strings.NewReader("Date,Total\n12 Jan 2024,1e60\n"), "btc_etf", ErrNumber, true},
		"less than money":    {strings.NewReader("Date,Total\n12 Jan 2024,1e-300\n"), "btc_etf", ErrNumber, true},
		"before the years":   {strings.NewReader("Date,Total\n12 Jan 1690,1\n"), "btc_etf", ErrTime, true},
		"after the years":    {strings.NewReader("Date,Total\n31 Dec 2250,1\n"), "btc_etf", ErrTime, true},
		"no class":           {strings.NewReader("Date,Total\n12 Jan 2024,1\n"), "", ErrName, true},
		"a class of no text": {strings.NewReader("Date,Total\n12 Jan 2024,1\n"), "\xff", ErrName, true},
	} {
		table, err := ReadFarside(x.in, "Total", x.class)
		var of *RecordError
		if !errors.Is(err, x.want) || errors.As(err, &of) != x.record || table != nil {
			t.Errorf("%s: %v, %v, want %v", name, table, err, x.want)
		}
	}
}

// Beyond 15 digits a figure is refused or, where 15 read back as the same float64, is those.
func TestFarsideDigits(t *testing.T) {
	for text, want := range map[string]string{
		"1000000000.12345": "1000000000123450", "655.123456789012": "655123456.789012", "999999999999999": "999999999999999000000",
		"1655.100000000000": "1655100000", "(0.30000000000000001)": "-300000", "9999999999999999": "10000000000000000000000",
		"1655.123456789012": "", "1000000000.123456": "", "(0.0000012345678901234567)": "",
	} {
		got := ""
		table, err := ReadFarside(strings.NewReader("Date,Total\n11 Jan 2024,"+text+"\n"), "Total", "btc_etf")
		if len(table) == 1 {
			got = table[0].Flow.USD.String()
		}
		if got != want || (want == "") != errors.Is(err, ErrNumber) {
			t.Errorf("%s: %s, %v, want %s", text, got, err, want)
		}
	}
}

// TestFarsideIsExact writes decimals of up to 15 digits in all the forms of the
// table. Their sum is that of what was written.
func TestFarsideIsExact(t *testing.T) {
	random := rand.New(rand.NewPCG(11, 7))
	var text strings.Builder
	text.WriteString("Date,Total\n")
	want, at := decimal.Zero, date("2000-01-03")
	var all []decimal.Decimal
	for range 3000 {
		most := int64(math.Pow10(1 + random.IntN(15)))
		places := random.IntN(8)
		d := decimal.New(random.Int64N(2*most-1)-most+1, -int32(places))
		field := d.StringFixed(int32(places))
		if whole, rest, _ := strings.Cut(d.Abs().StringFixed(int32(places)), "."); random.IntN(2) == 0 { // as accountants write
			for i := len(whole) - 3; i > 0; i -= 3 {
				whole = whole[:i] + "," + whole[i:]
			}
			if field = whole; rest != "" {
				field += "." + rest
			}
			if d.IsNegative() {
				field = "(" + field + ")"
			}
			field = `"` + field + `"`
		}
		fmt.Fprintf(&text, "%s,%s\n", at.Format([]string{"2 Jan 2006", "02 Jan 2006", time.DateOnly}[random.IntN(3)]), field)
		at = at.AddDate(0, 0, 1+random.IntN(3))
		d = d.Mul(decimal.New(1, 6))
		all, want = append(all, d), want.Add(d)
	}
	table, sum := readTable(t, text.String(), "Total"), decimal.Zero
	if len(table) != len(all) {
		t.Fatal(len(table), "flows of", len(all))
	}
	for i, row := range table {
		if !row.Flow.USD.Equal(all[i]) {
			t.Fatalf("flow %d is %v, written %v", i, row.Flow.USD, all[i])
		}
		sum = sum.Add(row.Flow.USD)
	}
	if !sum.Equal(want) {
		t.Errorf("the sum is %v, want %v", sum, want)
	}
}

// etfConfig is a model of the funds' flows alone.
func etfConfig(periodic bool) Config {
	return Config{Cautions: []Caution{}, Pillars: []Pillar{{"dat", 1, []Input{{
		"etf_flow", 1, Feature{Kind: FlowBalance, Series: "btc_etf", Periodic: periodic}, Normalise{Method: AsIs}, Freshness{14, 42},
	}}}}}
}

// days is a table of so many days from 2024-01-01 on with a figure on each, but for
// those that are given; a row given as "" is not there.
func farsideDays(n int, but map[int]string) string {
	var b strings.Builder
	b.WriteString("Date,Total\n")
	for i := range n {
		field, given := but[i]
		if !given {
			field = fmt.Sprintf("%d.5", i%7)
		}
		if field != "" {
			fmt.Fprintf(&b, "%s,%s\n", farsideStart.AddDate(0, 0, i).Format("02 Jan 2006"), field)
		}
	}
	return b.String()
}

var farsideStart = date("2024-01-01")

// dayBalances are the balances at 12:00 UTC after each of so many days.
func dayBalances(t *testing.T, cfg Config, days int, records []Record) []Contribution {
	t.Helper()
	c, err := NewClassifier(cfg, farsideStart)
	if err != nil {
		t.Fatal(err)
	}
	observe(t, c, records...)
	var out []Contribution
	for d := range days {
		out = append(out, contribution(t, readAt(t, c, farsideStart.AddDate(0, 0, d+1).Add(12*time.Hour)), "dat/etf_flow"))
	}
	return out
}

// TestFarsideGap: a session that is missing is not a zero. The balance stands
// still before it, and is missing until its windows are past it.
func TestFarsideGap(t *testing.T) {
	const days, monday = 500, 252 // 2024-09-09, the session after that of day 249
	for _, periodic := range []bool{true, false} {
		cfg := etfConfig(periodic)
		balances := func(but map[int]string) []Contribution {
			return dayBalances(t, cfg, days+20, readTable(t, farsideDays(days, but), "Total").Records())
		}
		whole := balances(nil)
		for name, field := range map[string]string{"a dash": "-", "nothing": " ", "no row": ""} {
			if !periodic && field != "-" {
				continue
			}
			gap := balances(map[int]string{monday: field})
			for d := range gap {
				whole, gap := whole[d], gap[d]
				var good bool
				switch {
				case d < 182:
					good = whole.Value.Missing() && gap.Value.Missing()
				case d < monday, d >= monday+1+182:
					good = !whole.Value.Missing() && whole.Value == gap.Value && whole.Reference == gap.Reference
				case d == monday:
					good = gap.Reference == DateOf(farsideStart.AddDate(0, 0, monday-1)) && gap.AgeDays == 2 && !gap.Value.Missing()
				default:
					good = !whole.Value.Missing() && gap.Value.Missing()
				}
				if !good {
					t.Fatalf("%s, day %d: %v on %s, without the gap %v on %s", name, d, gap.Value, gap.Reference, whole.Value, whole.Reference)
				}
			}
		}
		// After the table ends the balance stands still and ages.
		if last := whole[days+19]; last.Reference != DateOf(farsideStart.AddDate(0, 0, days-1)) || last.AgeDays != 21 || !(last.Quality < 1) {
			t.Fatalf("after the end: %+v", last)
		}
		if !periodic {
			continue
		}
		// A Sunday and Labor Day are no sessions: no figure there is none.
		const sunday, labor = 251, 245
		zero := balances(map[int]string{sunday: "0.0", labor: "0"})
		for _, field := range []string{"-", ""} {
			for d, x := range balances(map[int]string{sunday: field, labor: field}) {
				if d != sunday && d != labor && !same(x.Value, zero[d].Value) { // on the day itself T is the day before
					t.Fatalf("day %d: %v with %q on days without a session, %v with zeros", d, x.Value, field, zero[d].Value)
				}
			}
		}
	}
}

// TestFarsideWeekly sums by hand, and leaves out weeks of which a session is missing.
func TestFarsideWeekly(t *testing.T) {
	// Day 0 is Monday 2024-01-01, day 4 the first Friday; 7*w + 4 that of week w.
	for name, x := range map[string]struct {
		days int
		but  map[int]string
		want string
	}{
		"whole":                       {19, nil, "2024-01-05 12.5 from 2024-01-01; 2024-01-12 24.5 from 2024-01-01; 2024-01-19 24.5 from 2024-01-01; "},
		"begins on Thursday":          {12, map[int]string{0: "", 1: "", 2: ""}, "2024-01-05 8 from 2024-01-04; 2024-01-12 24.5 from 2024-01-04; "},
		"Friday to come":              {18, nil, "2024-01-05 12.5 from 2024-01-01; 2024-01-12 24.5 from 2024-01-01; "},
		"a Friday without a session":  {89, daysBut(82, 88), "2024-03-29 20 from 2024-03-23; "},
		"ends before Good Friday":     {88, daysBut(82, 99), "2024-03-29 20 from 2024-03-23; "},
		"a session missing":           {26, map[int]string{9: "-"}, "2024-01-05 12.5 from 2024-01-01; 2024-01-19 24.5 from 2024-01-13; 2024-01-26 24.5 from 2024-01-13; "},
		"no row for a session":        {26, map[int]string{9: ""}, "2024-01-05 12.5 from 2024-01-01; 2024-01-19 24.5 from 2024-01-13; 2024-01-26 24.5 from 2024-01-13; "},
		"a Friday missing":            {19, map[int]string{11: "-"}, "2024-01-05 12.5 from 2024-01-01; 2024-01-19 24.5 from 2024-01-13; "},
		"a Monday missing":            {19, map[int]string{7: "-"}, "2024-01-05 12.5 from 2024-01-01; 2024-01-19 24.5 from 2024-01-13; "},
		"a holiday missing":           {19, map[int]string{14: "-"}, "2024-01-05 12.5 from 2024-01-01; 2024-01-12 24.5 from 2024-01-01; 2024-01-19 24 from 2024-01-01; "},
		"all of a week missing":       {26, map[int]string{7: "", 8: "", 9: "", 10: "", 11: ""}, "2024-01-05 12.5 from 2024-01-01; 2024-01-19 24.5 from 2024-01-13; 2024-01-26 24.5 from 2024-01-13; "},
		"the first week broken":       {12, map[int]string{2: "-"}, "2024-01-12 24.5 from 2024-01-06; "},
		"two gaps, a week in between": {33, map[int]string{9: "-", 23: "-"}, "2024-01-05 12.5 from 2024-01-01; 2024-01-19 24.5 from 2024-01-13; 2024-02-02 24.5 from 2024-01-27; "},
		"nothing":                     {0, nil, ""},
		"every session of it missing": {5, map[int]string{1: "-", 2: "-", 3: "-", 4: "-"}, ""},
	} {
		got := ""
		for _, row := range readTable(t, farsideDays(x.days, x.but), "Total").Weekly() {
			f, c := row.Flow, row.Coverage
			got += fmt.Sprint(DateOf(f.Ref), " ", f.USD.Shift(-6), " from ", DateOf(c.From), "; ")
			if f.Class != "btc_etf" || f.Kind != Deployed || !f.Known.Equal(series.ETFFlow(f.Ref)) || !c.Known.Equal(f.Known) || !c.Through.Equal(f.Ref) || c.Class != f.Class {
				t.Errorf("%s: %+v, %+v", name, f, c)
			}
		}
		if got != x.want {
			t.Errorf("%s: %s\nwant %s", name, got, x.want)
		}
	}
}

// daysBut leaves out the days before first, and day none.
func daysBut(first, none int) map[int]string {
	but := map[int]string{none: ""}
	for i := range first {
		but[i] = ""
	}
	return but
}

// TestFarsideLive: a program reads the table anew every noon, tells what the
// classifier does not know yet, and restarts. The whole table at once gives the
// same, by sessions and by weeks, also where a figure is filled in late.
func TestFarsideLive(t *testing.T) {
	random := rand.New(rand.NewPCG(12, 7))
	but := map[int]string{}
	for i := range 242 {
		but[i] = "0.0"
		if d := farsideStart.AddDate(0, 0, i); sessionIn(d, d.AddDate(0, 0, 1)) {
			but[i] = fmt.Sprintf("%.1f", 2000*random.Float64()-1000)
		}
	}
	but[8] = "-"
	for name, form := range map[string]func(FlowTable) FlowTable{
		"sessions": func(t FlowTable) FlowTable { return t },
		"weeks":    FlowTable.Weekly,
	} {
		// late is a Friday, whose figure comes on Sunday noon, before the next row or after it.
		const late = 207
		for _, next := range []bool{false, true} {
			var whole, live *Classifier
			for _, c := range []**Classifier{&whole, &live} {
				var err error
				if *c, err = NewClassifier(etfConfig(true), farsideStart); err != nil {
					t.Fatal(err)
				}
			}
			observe(t, whole, form(readTable(t, farsideDays(242, but), "Total")).Records()...)
			var told Coverage
			for d := 1; d <= 242; d++ {
				noon := farsideStart.AddDate(0, 0, d).Add(12 * time.Hour)
				seen := maps.Clone(but)
				switch {
				case d == late+1, next && d == late+2:
					seen[late] = "-"
				}
				more := form(readTable(t, farsideDays(d, seen), "Total")).After(told, noon)
				observe(t, live, more.Records()...)
				if n := len(more); n > 0 {
					told = more[n-1].Coverage
				}
				got, want := readAt(t, live, noon), readAt(t, whole, noon)
				a, b := contribution(t, got, "dat/etf_flow"), contribution(t, want, "dat/etf_flow")
				switch {
				case d == late+1: // the balance stands still
					if a.Reference == b.Reference || a.Value.Missing() {
						t.Fatalf("%s: before the figure is there: %v on %s", name, a.Value, a.Reference)
					}
				case next && name == "sessions" && d > late+1: // a gap once told
					if !a.Value.Missing() || told.From.Before(farsideStart.AddDate(0, 0, late+1)) {
						t.Fatalf("%s: %v with a gap, coverage from %s", name, a.Value, told.From)
					}
				case d < late, d > late+10 && !next:
					sameReading(t, fmt.Sprint(name, ", day ", d), got, want)
				default: // the same, but for when it was known
					if d > late+2 && (!same(a.Value, b.Value) || a.Reference != b.Reference || got.Micro != want.Micro) {
						t.Fatalf("%s, day %d: %v on %s, want %v on %s", name, d, a.Value, a.Reference, b.Value, b.Reference)
					}
				}
				if d%70 == 0 {
					var back Classifier
					if err := json.Unmarshal(savedBytes(t, live), &back); err != nil {
						t.Fatal(err)
					}
					live = &back
				}
			}
			if k := contribution(t, readAt(t, whole, whole.mem.Closed), "dat/etf_flow"); k.Value.Missing() || k.Value == 0 {
				t.Error(name, "at the end:", k.Value)
			}
		}
	}
}

// A week is not known before each of its sessions is.
func TestWeeklyIsNotKnownEarly(t *testing.T) {
	table := readTable(t, farsideDays(12, nil), "Total") // from a Monday to a Friday
	now := farsideStart.AddDate(0, 0, 20)
	for i, week := range table.After(Coverage{}, now).Weekly() {
		if !week.Flow.Known.Equal(now) || !week.Coverage.Known.Equal(now) {
			t.Errorf("week %d: %+v", i, week)
		}
	}
	table[1].Flow.Known = now
	weeks := table.Weekly()
	if len(weeks) != 2 || !weeks[0].Flow.Known.Equal(now) || !weeks[0].Coverage.Known.Equal(now) || !weeks[1].Flow.Known.Equal(farsideStart.AddDate(0, 0, 12).Add(12*time.Hour)) {
		t.Error(weeks)
	}
}

// TestFarsideFacts compares the weekly sums of the daily table of all funds with
// those of the main example: the same money, and the same balance on every Saturday.
func TestFarsideFacts(t *testing.T) {
	dir := os.Getenv("RISKON_REFERENCE")
	if dir == "" {
		t.Skip("RISKON_REFERENCE is not set: not compared with market/btc_etf_flows_by_fund.csv and facts/btc_etf_flow_weekly.csv")
	}
	open := func(name string) *os.File {
		f, err := os.Open(filepath.Join(dir, name))
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { f.Close() })
		return f
	}
	daily, err := ReadFarside(open("market/btc_etf_flows_by_fund.csv"), "Total", "btc_etf")
	if err != nil {
		t.Fatal(err)
	}
	rows, err := csv.NewReader(open("facts/btc_etf_flow_weekly.csv")).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	weeks := daily.Weekly()
	if len(weeks) < 80 {
		t.Fatal(len(weeks), "weeks")
	}
	facts := []Record{Coverage{Class: "btc_etf", From: date("2024-01-11"), Through: date("2026-08-21"), Known: date("2024-01-12")}}
	for i, row := range weeks {
		ref, want := rows[i+1][0], usd(rows[i+1][1]).Shift(6)
		if DateOf(row.Flow.Ref).String() != ref || !row.Flow.USD.Equal(want) || !row.Coverage.From.Equal(date("2024-01-11")) {
			t.Errorf("%+v, %+v, want %v on %s", row.Flow, row.Coverage, want, ref)
		}
		facts = append(facts, Flow{Class: "btc_etf", Kind: Deployed, USD: want, Ref: date(ref), Known: date(ref).AddDate(0, 0, 1).Add(12 * time.Hour)})
	}
	cfg, n := etfConfig(true), 7*len(weeks)
	there := 0
	want := dayBalances(t, cfg, n, facts)
	for d, got := range dayBalances(t, cfg, n, weeks.Records()) {
		if !same(got.Value, want[d].Value) || got.Reference != want[d].Reference || got.Part != want[d].Part {
			t.Errorf("%+v, of the facts %+v", got, want[d])
		}
		if !got.Value.Missing() {
			there++
		}
	}
	if there < 300 {
		t.Errorf("%d balances", there)
	}
}

// FuzzReadFarside: whatever the bytes, an error with a place or flows that a
// classifier takes, as the table has them.
func FuzzReadFarside(f *testing.F) {
	for _, text := range []string{
		"", "Date,Total\n", "Date,IBIT,Total\nFee,1,\n11 Jan 2024,111.7,\"(1,655.3)\"\n12 Jan 2024,-,-\n13 Jan 2024,,0.0\nTotal,1,2\n",
		"\ufeff,Total\r\n2024-01-11,1e30\r\n2024-01-12,1e-30\r\n", "Date,Total\n1 Jan 1700,1\n31 Dec 2249,-0\n", "Date,Total\n\"11 Jan 2024\",(.5)\n",
		"Date,Total\n12 Jan 2024,1234567890.123456\n", "Date,Total\n11 Jan 1678,9\n", "Date,Total\n12 Jan 2024,\"1,2\n", "\xff,\x00\n", "Date,Total\n11 Apr 2262,1\n",
	} {
		f.Add([]byte(text))
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		table, err := ReadFarside(strings.NewReader(string(text)), "Total", "btc_etf")
		var place *series.ParseError
		var record *RecordError
		switch {
		case err != nil && (table != nil || !errors.As(err, &place) && !errors.As(err, &record)):
			t.Fatalf("%d flows, %v", len(table), err)
		case err != nil:
			_ = err.Error()
			return
		}
		s, err := series.Farside("Total").ReadSeries(strings.NewReader(string(text)), series.Closes(series.Daily(time.UTC)))
		if err != nil {
			t.Fatal("series refuses it:", err)
		}
		n := 0
		for end, x := range s.All() {
			if x != x {
				continue
			}
			f, c := table[n].Flow, table[n].Coverage
			if f.USD.Shift(-6).InexactFloat64() != x || !f.Ref.Equal(end.AddDate(0, 0, -1)) || !f.Known.After(end) ||
				!c.Through.Equal(f.Ref) || c.From.After(f.Ref) || n > 0 && c.From.Before(table[n-1].Coverage.From) {
				t.Fatalf("%+v, %+v of %v until %s", f, c, x, end)
			}
			n++
		}
		if n != len(table) {
			t.Fatalf("%d flows of %d", len(table), n)
		}
		if n > 1000 {
			return
		}
		c, err := NewClassifier(etfConfig(true), date("1690-01-01"))
		if err != nil {
			t.Fatal(err)
		}
		observe(t, c, table.Records()...)
		if c, err = NewClassifier(etfConfig(true), date("1690-01-01")); err != nil {
			t.Fatal(err)
		}
		observe(t, c, table.Weekly().Records()...)
	})
}

// TestFarsideOldTable: dates before the exchange's calendar begins cost no
// search up to there.
func TestFarsideOldTable(t *testing.T) {
	var b strings.Builder
	b.WriteString("Date,Total\n")
	const n = 4000
	for i := range n {
		fmt.Fprintf(&b, "%s,1\n", date("1700-01-01").AddDate(0, 0, 2*i).Format(time.DateOnly))
	}
	began := time.Now()
	table := readTable(t, b.String(), "Total")
	if len(table) != n || len(table.Weekly()) < 2*n/7 {
		t.Error(len(table), "rows,", len(table.Weekly()), "weeks")
	}
	if took := time.Since(began); took > 5*time.Second {
		t.Error("it took", took)
	}
}
