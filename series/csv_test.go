package series_test

import (
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"math"
	"math/rand/v2"
	"strconv"
	"strings"
	"testing"
	"testing/iotest"
	"time"

	"github.com/riskon/riskon/series"
)

var (
	utcWeek = series.Weekly(time.UTC, time.Saturday)
	anyTime = series.Closes(series.Grid{}) // complete times, known as stamped
)

func TestReadSeries(t *testing.T) {
	ny := series.Weekly(location(t, "America/New_York"), time.Saturday)
	for name, x := range map[string]struct {
		file  string
		stamp series.Stamp
		want  string
	}{
		"complete times": {"time,value\n2026-01-08T16:30:00-05:00,1.5\n2026-01-15T16:30:00.25-05:00,-2e3\n", anyTime,
			"2026-01-08T21:30:00Z 1.5; 2026-01-15T21:30:00.25Z -2000; "},
		"a date closes with its day":  {"time,value\n2026-01-09,1\n", series.Closes(ny), "2026-01-10T05:00:00Z 1; "},
		"a date opens with its day":   {"time,value\n2026-01-03,1\n", series.Opens(ny), "2026-01-10T05:00:00Z 1; "},
		"opened within the bucket":    {"time,value\n2026-01-05,1\n", series.Opens(ny), "2026-01-10T05:00:00Z 1; "},
		"day of 25 hours":             {"time,value\n2025-11-01,1\n2025-11-02,2\n", series.Closes(ny), "2025-11-02T04:00:00Z 1; 2025-11-03T05:00:00Z 2; "},
		"mark, CRLF, quotes, spaces":  {"\ufeffTime, Value\r\n\"2026-01-09\", \"1\"\r\n2026-01-16 ,+2.50\r\n", series.Closes(utcWeek), "2026-01-10T00:00:00Z 1; 2026-01-17T00:00:00Z 2.5; "},
		"missing":                     {"time,value\n2026-01-09,\n2026-01-16, \n2026-01-23,\"\"", series.Closes(utcWeek), "2026-01-10T00:00:00Z NaN; 2026-01-17T00:00:00Z NaN; 2026-01-24T00:00:00Z NaN; "},
		"header only":                 {"time,value", anyTime, ""},
		"blank lines":                 {"\n\ntime,value\n\n2026-01-09,1\n\n", series.Closes(utcWeek), "2026-01-10T00:00:00Z 1; "},
		"too small to tell from zero": {"time,value\n2026-01-09,1e-999\n", series.Closes(utcWeek), "2026-01-10T00:00:00Z 0; "},
	} {
		s, err := series.ReadSeries(strings.NewReader(x.file), x.stamp)
		got := ""
		for at, v := range s.All() {
			got += fmt.Sprint(at.Format(time.RFC3339Nano), " ", v, "; ")
		}
		if err != nil || got != x.want {
			t.Errorf("%s: %s%v, want %s", name, got, err, x.want)
		}
	}
}

func TestReadSeriesErrors(t *testing.T) {
	week := series.Closes(utcWeek)
	for name, x := range map[string]struct {
		file         string
		stamp        series.Stamp
		line, column int // 0: no *ParseError
		want         error
	}{
		"no meaning":          {"time,value\n2026-01-09,1\n", series.Stamp{}, 0, 0, series.ErrStamp},
		"opens without grid":  {"time,value\n", series.Opens(series.Grid{}), 0, 0, series.ErrStamp},
		"date without zone":   {"time,value\n2026-01-09,1\n", anyTime, 2, 1, series.ErrStamp},
		"empty":               {"", week, 1, 1, series.ErrHeader},
		"no header":           {"2026-01-09,1\n", week, 1, 1, series.ErrHeader},
		"other header":        {"date,value\n", week, 1, 1, series.ErrHeader},
		"bars":                {"time,open,high,low,close,volume\n", week, 1, 1, series.ErrHeader},
		"bad quote in header": {"time,\"value\n", week, 1, 6, csv.ErrQuote},
		"bad time":            {"time,value\n2026-01-09,1\n2026-01-1x,1\n", week, 3, 1, series.ErrTime},
		"no such date":        {"time,value\n2026-02-30,1\n", week, 2, 1, series.ErrTime},
		"no time":             {"time,value\n,1\n", week, 2, 1, series.ErrTime},
		"time of day":         {"time,value\n2026-01-09 16:00,1\n", week, 2, 1, series.ErrTime},
		"bad number":          {"time,value\n2026-01-09,1.2.3\n", week, 2, 12, series.ErrNumber},
		"word":                {"time,value\n2026-01-09,Infinity\n", week, 2, 12, series.ErrNumber},
		"NaN":                 {"time,value\n2026-01-09,NaN\n", week, 2, 12, series.ErrNumber},
		"hexadecimal":         {"time,value\n2026-01-09,0x1p3\n", week, 2, 12, series.ErrNumber},
		"thousands":           {"time,value\n2026-01-09,\"1,000\"\n", week, 2, 12, series.ErrNumber},
		"infinite":            {"time,value\n2026-01-09,1e999\n", week, 2, 12, series.ErrInfinite},
		"huge":                {"time,value\n2026-01-09,-1.1e75\n", week, 2, 12, series.ErrInfinite},
		"short row":           {"time,value\n2026-01-09,1\n2026-01-16\n", week, 3, 1, csv.ErrFieldCount},
		"long row":            {"time,value\n2026-01-09,1,\n", week, 2, 1, csv.ErrFieldCount},
		"twice":               {"time,value\n2026-01-09,1\n2026-01-09,1\n", week, 3, 1, series.ErrDuplicate},
		"twice in a bucket":   {"time,value\n2026-01-05,1\n2026-01-06,1\n", series.Opens(utcWeek), 3, 1, series.ErrDuplicate},
		"unsorted":            {"time,value\n\n2026-01-09,1\n2026-01-02,1\n", week, 4, 1, series.ErrOrder},
		"too early":           {"time,value\n1500-01-01,1\n", week, 2, 1, series.ErrRange},
		"too late":            {"time,value\n2300-01-01,1\n", series.Opens(utcWeek), 2, 1, series.ErrRange},
		"stray quote":         {"time,value\n2026-01-09,1\"\n", week, 2, 13, csv.ErrBareQuote},
	} {
		rd := series.NewReader(strings.NewReader(x.file), x.stamp)
		var err error
		for err == nil {
			_, _, err = rd.ReadPoint()
		}
		checkError(t, name, err, x.line, x.column, x.want)
		if _, v, again := rd.ReadPoint(); again != err || v == v {
			t.Errorf("%s: goes on after the error", name)
		}
		s, err := series.ReadSeries(strings.NewReader(x.file), x.stamp)
		checkError(t, name, err, x.line, x.column, x.want)
		if s.Len() != 0 {
			t.Errorf("%s: a series with an error", name)
		}
	}
	broken := errors.New("broken")
	if _, err := series.ReadSeries(iotest.ErrReader(broken), week); err != broken {
		t.Error("error of the reader:", err)
	}
	head := strings.NewReader("time,value\n2026-01-09,1\n")
	if _, err := series.ReadSeries(io.MultiReader(head, iotest.ErrReader(broken)), week); err != broken {
		t.Error("error of the reader after a row:", err)
	}
	e := &series.ParseError{Line: 3, Column: 12, Err: series.ErrNumber}
	if e.Error() != "series: line 3, column 12: not a number" {
		t.Error(e)
	}
}

func checkError(t *testing.T, name string, err error, line, column int, want error) {
	t.Helper()
	var e *series.ParseError
	if !errors.Is(err, want) || errors.As(err, &e) != (line > 0) || e != nil && (e.Line != line || e.Column != column) {
		t.Errorf("%s: %v, want line %d, column %d: %v", name, err, line, column, want)
	}
}

const barHeader = "time,open,high,low,close,volume\n"

func TestReadBars(t *testing.T) {
	ny := series.Weekly(location(t, "America/New_York"), time.Saturday)
	rows := barHeader + "2026-01-02,1,4,0.5,2,100\n2026-01-08,2,3,2,3,\n2026-01-16,,,,,\n"
	b, err := series.ReadBars(strings.NewReader(rows), series.Closes(ny))
	if err != nil || b.Len() != 3 {
		t.Fatal(err, b.Len())
	}
	want := series.Bar{Start: on("2025-12-27").Add(5 * time.Hour), End: on("2026-01-03").Add(5 * time.Hour), Open: 1, High: 4, Low: 0.5, Close: 2, Volume: 100}
	if b.Bar(0) != want {
		t.Error(b.Bar(0), "want", want)
	}
	// The second week ended on a Thursday.
	if x := b.Bar(1); !x.End.Equal(on("2026-01-09").Add(5*time.Hour)) || !x.Start.Equal(want.End) || x.Volume == x.Volume {
		t.Error(x)
	}
	if x := b.Bar(2); x.Open == x.Open || x.Close == x.Close {
		t.Error("missing bar:", x)
	}
	b, err = series.ReadBars(strings.NewReader(barHeader+"2026-01-05T14:30:00Z,1,1,1,1,1\n"), series.Opens(ny))
	if err != nil || b.Len() != 1 || !b.Bar(0).Start.Equal(on("2026-01-05").Add(14*time.Hour+30*time.Minute)) || !b.Bar(0).End.Equal(on("2026-01-10").Add(5*time.Hour)) {
		t.Error(b, err)
	}
}

func TestReadBarsErrors(t *testing.T) {
	week := series.Closes(utcWeek)
	for name, x := range map[string]struct {
		rows         string
		stamp        series.Stamp
		line, column int
		want         error
	}{
		"no meaning":       {"2026-01-09,1,1,1,1,1\n", series.Stamp{}, 0, 0, series.ErrStamp},
		"no grid":          {"2026-01-09,1,1,1,1,1\n", anyTime, 0, 0, series.ErrStamp},
		"low above high":   {"2026-01-09,1,1,2,1,1\n", week, 2, 12, series.ErrBar},
		"one price gone":   {"2026-01-09,1,1,1,,1\n", week, 2, 12, series.ErrBar},
		"bad volume":       {"2026-01-09,1,1,1,1,many\n", week, 2, 20, series.ErrNumber},
		"infinite":         {"2026-01-09,1,1e76,1,1,1\n", week, 2, 14, series.ErrInfinite},
		"two in a bucket":  {"2026-01-08,1,1,1,1,1\n2026-01-09,1,1,1,1,1\n", week, 3, 1, series.ErrOverlap},
		"twice":            {"2026-01-09,1,1,1,1,1\n2026-01-09,1,1,1,1,1\n", week, 3, 1, series.ErrDuplicate},
		"unsorted":         {"2026-01-09,1,1,1,1,1\n2026-01-02,1,1,1,1,1\n", week, 3, 1, series.ErrOrder},
		"outside the grid": {"1500-01-09,1,1,1,1,1\n", week, 2, 1, series.ErrRange},
		"no end":           {"2300-01-09,1,1,1,1,1\n", series.Opens(utcWeek), 2, 1, series.ErrRange},
		"short row":        {"2026-01-09,1,1,1,1\n", week, 2, 1, csv.ErrFieldCount},
	} {
		b, err := series.ReadBars(strings.NewReader(barHeader+x.rows), x.stamp)
		checkError(t, name, err, x.line, x.column, x.want)
		if b.Len() != 0 {
			t.Errorf("%s: bars with an error", name)
		}
	}
	if _, err := series.ReadBars(strings.NewReader("time,value\n"), week); !errors.Is(err, series.ErrHeader) {
		t.Error("values read as bars:", err)
	}
	rd := series.NewReader(strings.NewReader(barHeader+"2026-01-09,1,1,1,1,1\n"), week)
	if _, err := rd.ReadBar(); err != nil {
		t.Error(err)
	}
	if _, _, err := rd.ReadPoint(); !errors.Is(err, series.ErrHeader) {
		t.Error("bars read as values:", err)
	}
}

// What is written with the shortest digits comes back bit for bit.
func TestReadSeriesRoundTrip(t *testing.T) {
	rnd := rand.New(rand.NewPCG(1, 1))
	var stamps []int64
	var values []float64
	var file strings.Builder
	file.WriteString("time,value\n")
	at := on("2026-01-01").UnixNano()
	for range 2000 {
		at += 1 + rnd.Int64N(1e12)
		x := math.Ldexp(rnd.NormFloat64(), rnd.IntN(400)-200)
		text := strconv.FormatFloat(x, 'g', -1, 64)
		if rnd.IntN(9) == 0 {
			x, text = nan, ""
		}
		stamps, values = append(stamps, at), append(values, x)
		fmt.Fprintf(&file, "%s,%s\n", time.Unix(0, at).UTC().Format(time.RFC3339Nano), text)
	}
	got, err := series.ReadSeries(iotest.OneByteReader(strings.NewReader(file.String())), anyTime)
	if err != nil || !equal(got, ns(stamps, values)) {
		t.Error("round trip differs:", err)
	}
}

// What a row gives does not depend on the rows after it: a file that has only
// begun to arrive gives the beginning of the series.
func TestReadCausal(t *testing.T) {
	rows := []string{"DATE,X"}
	for d := on("2025-10-01"); d.Before(on("2026-03-01")); d = d.AddDate(0, 0, 7) {
		rows = append(rows, d.Format(time.DateOnly)+","+strconv.Itoa(d.YearDay()))
	}
	for _, stamp := range []series.Stamp{series.Opens(utcWeek), series.Closes(series.Daily(location(t, "America/New_York"))), series.References(series.H41)} {
		read := func(n int) series.Series {
			s, err := series.FRED("X").ReadSeries(strings.NewReader(strings.Join(rows[:n+1], "\n")), stamp)
			if err != nil || s.Len() != n {
				t.Fatalf("%v: %d of %d rows: %v", stamp, s.Len(), n, err)
			}
			return s
		}
		all := read(len(rows) - 1)
		for n := range all.Len() {
			if got := read(n + 1); !equal(got, all.Until(all.Time(n))) {
				t.Errorf("%v: %d rows give\n%v", stamp, n+1, got)
			}
			if ref := on(rows[n+1][:10]); all.Time(n).Before(ref.AddDate(0, 0, 1)) {
				t.Errorf("%v: %v is known at %v, within its day", stamp, ref, all.Time(n))
			}
		}
	}
}

var hostile = []string{
	"", "\n", ",", "time,value\n", "time,value\n2026-01-09,1\n2026-01-16,\n", "\ufefftime,value\r\n2026-01-09T00:00:00Z,1e3\r\n",
	"time,value\n0000-01-01,1\n", "time,value\n9999-12-31,1\n", "time,value\n\"\",\"\"\n", "time,value\n\xff\xfe,\x00\n", "\xef\xbb",
	barHeader + "2026-01-09,1,2,0.5,1,9\n", barHeader + "2026-01-09,,,,,\n2026-01-16,1,1,1,1,\n", barHeader + "\"2026-01-09,1",
	barHeader + "1677-09-21,1,1,1,1,1\n", barHeader + "2262-04-11,1,1,1,1,1\n",
	"observation_date,WALCL,Total\n2026-01-07,.,(1)\n2026-01-14,1,2\n", "Date,Total\nFee,1\n11 Jan 2024,\"(1,655.3)\"\n2 Feb 2024,-\nTotal,1\n",
	"1688169600000,1,2,0.5,1,9,1688169659999\n1688169660000000,1,1,1,1,0,0\n", "Unix,Low,High,Open,Close\n1688169600,1,1,1,1\n9999999999,1,1,1,1\n",
	"Date_Time,x\n", "Datetime,Open,High,Low,Close\n2025-11-02 01:30,null,NaN,,null\n2025-11-02 09:30:00.5 UTC,1,1,1,1\n2025-11-03 09:30-05:00,1,1,1,1\n",
	"start,end,open,high,low,close,volume\n2026-01-09,2026-01-09,1,1,1,1,1\n2026-01-10T00:00:00Z,2026-01-10T00:00:00.000000001Z,1,1,1,1,\n",
}

var (
	dialects = []series.Dialect{{}, series.FRED("WALCL"), series.Farside("Total"), series.Exchange()}
	stamps   = []series.Stamp{{}, anyTime, series.Closes(utcWeek), series.Opens(utcWeek), series.Opens(series.Every(time.Minute)),
		series.Closes(series.Session(series.NYSE())), series.Opens(series.Session(series.NYSE())), series.References(series.H41)}
)

func FuzzReadSeries(f *testing.F) {
	for _, file := range hostile {
		f.Add(file)
	}
	f.Fuzz(func(t *testing.T, file string) {
		for i := range len(dialects) * len(stamps) {
			s, err := dialects[i%len(dialects)].ReadSeries(strings.NewReader(file), stamps[i/len(dialects)])
			checkFuzz(t, s.Len(), err)
			if _, err := series.FromUnixNano(s.UnixNanos(), s.Values()); err != nil {
				t.Error("not a valid series:", err)
			}
			var again strings.Builder
			s.WriteCSV(&again)
			if back, err := series.ReadSeries(strings.NewReader(again.String()), anyTime); err != nil || !equal(back, s) {
				t.Error("written and read again it differs:", err)
			}
		}
	})
}

func FuzzReadBars(f *testing.F) {
	for _, file := range hostile {
		f.Add(file)
	}
	f.Fuzz(func(t *testing.T, file string) {
		for i := range len(dialects) * len(stamps) {
			b, err := dialects[i%len(dialects)].ReadBars(strings.NewReader(file), stamps[i/len(dialects)])
			checkFuzz(t, b.Len(), err)
			bars := make([]series.Bar, b.Len())
			for i := range bars {
				bars[i] = b.Bar(i)
			}
			if _, err := series.NewBars(bars); err != nil {
				t.Error("not valid bars:", err)
			}
			var again strings.Builder
			b.WriteCSV(&again)
			if back, err := series.ReadBars(strings.NewReader(again.String()), anyTime); err != nil || !equalBars(back, b) {
				t.Error("written and read again they differ:", err)
			}
		}
	})
}

func checkFuzz(t *testing.T, n int, err error) {
	t.Helper()
	var e *series.ParseError
	switch {
	case err == nil || err == series.ErrStamp:
	case n != 0 || !errors.As(err, &e) || e.Line < 1 || e.Column < 1 || e.Err == nil:
		t.Errorf("%d points and error %v", n, err)
	}
}
