package series_test

import (
	"errors"
	"fmt"
	"math"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"github.com/riskon/riskon/series"
)

// wild makes a series of n points with values of all sizes, some missing, and
// stamps to the nanosecond from one end of the range to the other.
func wild(rnd *rand.Rand, n int) series.Series {
	var t []int64
	var v []float64
	at := int64(math.MinInt64)
	for range n {
		t = append(t, at)
		x := math.Ldexp(rnd.NormFloat64(), rnd.IntN(480)-240)
		switch rnd.IntN(12) {
		case 0:
			x = nan
		case 1:
			x = math.Copysign(0, -1)
		case 2:
			x = math.Round(x)
		case 3:
			x = series.Limit
		case 4:
			x = math.SmallestNonzeroFloat64
		}
		v = append(v, x)
		at += 1 + rnd.Int64N(math.MaxInt64/int64(n)-1)
	}
	if n > 1 {
		t[n-1] = math.MaxInt64
	}
	return ns(t, v)
}

// wildBars makes bars with gaps, missing ones and unknown volumes.
func wildBars(t testing.TB, rnd *rand.Rand, n int) series.Bars {
	t.Helper()
	s := wild(rnd, 2*n)
	bars := make([]series.Bar, n)
	for i := range bars {
		x := [4]float64{}
		for k := range x {
			x[k] = math.Ldexp(rnd.Float64(), rnd.IntN(90)-45)
		}
		bars[i] = series.Bar{Start: s.Time(2 * i), End: s.Time(2*i + 1), Open: x[0], High: max(x[0], x[1], x[2]), Low: min(x[0], x[1], x[3]), Close: x[1], Volume: s.Value(i)}
		if rnd.IntN(6) == 0 {
			bars[i].Open, bars[i].High, bars[i].Low, bars[i].Close = nan, nan, nan, nan
		}
	}
	b, err := series.NewBars(bars)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func equalBars(a, b series.Bars) bool {
	if a.Len() != b.Len() {
		return false
	}
	for i := range a.Len() {
		if !a.Bar(i).Start.Equal(b.Bar(i).Start) {
			return false
		}
	}
	return equal(a.Open(), b.Open()) && equal(a.High(), b.High()) && equal(a.Low(), b.Low()) && equal(a.Close(), b.Close()) && equal(a.Volume(), b.Volume())
}

// What is written is read back bit for bit.
func TestWriteCSV(t *testing.T) {
	rnd := rand.New(rand.NewPCG(1, 1))
	for _, n := range []int{0, 1, 2, 7, 3000} {
		s, b := wild(rnd, n), wildBars(t, rnd, n)
		var file strings.Builder
		if err := s.WriteCSV(&file); err != nil {
			t.Fatal(err)
		}
		got, err := series.ReadSeries(strings.NewReader(file.String()), series.Closes(series.Grid{}))
		if err != nil || !equal(got, s) {
			t.Errorf("%d points: %v", n, err)
		}
		file.Reset()
		if err := b.WriteCSV(&file); err != nil {
			t.Fatal(err)
		}
		back, err := series.ReadBars(strings.NewReader(file.String()), series.Closes(series.Grid{}))
		if err != nil || !equalBars(back, b) {
			t.Errorf("%d bars: %v", n, err)
		}
	}
	if err := wild(rnd, 3000).WriteCSV(&full{left: 1}); err != errFull {
		t.Error(err)
	}
	if err := wildBars(t, rnd, 1).WriteCSV(&full{}); err != errFull {
		t.Error(err)
	}
}

var errFull = errors.New("full")

// A full is a disk that takes so many writes.
type full struct{ left int }

func (f *full) Write(b []byte) (int, error) {
	if f.left--; f.left < 0 {
		return 0, errFull
	}
	return len(b), nil
}

func TestStartAndEnd(t *testing.T) {
	const head = "Start,End,Open,High,Low,Close,Volume\n"
	b, err := series.ReadBars(strings.NewReader(head+"2026-01-02,2026-01-02,1,1,1,1,1\n2026-01-05,2026-01-06,1,1,1,1,\n"), series.Closes(series.Daily(time.UTC)))
	if err != nil || b.Len() != 2 || !b.Bar(0).End.Equal(on("2026-01-03")) || !b.Bar(1).Start.Equal(on("2026-01-05")) || !b.Bar(1).End.Equal(on("2026-01-07")) {
		t.Error(b, err)
	}
	for name, x := range map[string]struct {
		row    string
		stamp  series.Stamp
		column int
		want   error
	}{
		"opens":        {"", series.Opens(utcWeek), 7, series.ErrStamp},
		"date alone":   {"2026-01-02,2026-01-02,1,1,1,1,1\n", anyTime, 12, series.ErrStamp},
		"bad start":    {"x,2026-01-02T00:00:00Z,1,1,1,1,1\n", anyTime, 1, series.ErrTime},
		"turned round": {"2026-01-02T00:00:00Z,2026-01-01T00:00:00Z,1,1,1,1,1\n", anyTime, 43, series.ErrBar},
		"earliest":     {"2026-01-02T00:00:00Z,1677-09-21T00:12:43.145224191Z,1,1,1,1,1\n", anyTime, 22, series.ErrRange},
	} {
		line := 2
		if x.row == "" {
			line = 1
		}
		_, err := series.ReadBars(strings.NewReader(head+x.row), x.stamp)
		checkError(t, name, err, line, x.column, x.want)
	}
	// No instant before the first: nothing to look up the bucket of.
	_, err = series.ReadBars(strings.NewReader(barHeader+"1677-09-21T00:12:43.145224192Z,1,1,1,1,1\n"), series.Closes(utcWeek))
	checkError(t, "first instant", err, 2, 1, series.ErrRange)
}

func ExampleSeries_WriteCSV() {
	s, _ := series.New([]time.Time{on("2026-01-05"), on("2026-01-06")}, []float64{0.1, math.NaN()})
	var file strings.Builder
	if err := s.WriteCSV(&file); err != nil {
		fmt.Println(err)
	}
	fmt.Print(file.String())
	// Output:
	// time,value
	// 2026-01-05T00:00:00Z,0.1
	// 2026-01-06T00:00:00Z,
}
