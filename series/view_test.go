package series_test

import (
	"encoding/xml"
	"fmt"
	"io"
	"math"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"github.com/riskon/riskon/series"
)

// A view is what notebooks look for.
type view interface {
	fmt.Stringer
	HTML() string
	Len() int
}

var _ = []view{series.Series{}, series.Bars{}, series.Frame{}} // value receivers

// A Series is a plotter.XYer of gonum.org/v1/plot, by shape.
type xyer interface {
	Len() int
	XY(int) (x, y float64)
}

var _ xyer = series.Series{}

func TestString(t *testing.T) {
	at := func(ns ...int64) []int64 { return ns }
	var long []int64
	var values []float64
	for i := range 1234 {
		long, values = append(long, int64(i)*60e9), append(values, float64(i)/8)
	}
	for _, x := range []struct {
		view view
		want string
	}{
		{series.Series{}, "Series, empty"},
		{series.Bars{}, "Bars, empty"},
		{series.Frame{}, "Frame, empty"},
		{ns(at(0), []float64{1}), "Series of 1 point, 1970-01-01\ntime               value\n1970-01-01 00:00Z      1"},
		{ns(at(0, 1e9), []float64{nan, 6573602}), "Series of 2 points, 1970-01-01\ntime                    value\n1970-01-01 00:00:00Z      NaN\n1970-01-01 00:00:01Z  6573602"},
		{ns(at(0, 1), []float64{0.1 + 0.2, -20}), "Series of 2 points, 1970-01-01\ntime                           value\n1970-01-01 00:00:00.000000000Z    0.3\n1970-01-01 00:00:00.000000001Z  -20.0"},
		{ns(at(0, 86400e9), []float64{1e75, 0.5}), "Series of 2 points, 1970-01-01 to 1970-01-02\ntime               value\n1970-01-01 00:00Z  1e+75\n1970-01-02 00:00Z    0.5"},
		{ns(long, values), "Series of 1,234 points, 1970-01-01\ntime                 value\n1970-01-01 00:00Z    0.000\n1970-01-01 00:01Z    0.125\n1970-01-01 00:02Z    0.250\n1970-01-01 00:03Z    0.375\n1970-01-01 00:04Z    0.500\n... 1,224 more ...\n" +
			"1970-01-01 20:29Z  153.625\n1970-01-01 20:30Z  153.750\n1970-01-01 20:31Z  153.875\n1970-01-01 20:32Z  154.000\n1970-01-01 20:33Z  154.125"},
	} {
		if got := x.view.String(); strings.ReplaceAll(got, " ", "") != strings.ReplaceAll(x.want, " ", "") {
			t.Errorf("%s\nwant\n%s", got, x.want)
		}
	}
	wide := make([]series.Series, 11)
	for j := range wide {
		wide[j] = ns(long[:3], values[:3])
	}
	if got := series.Align(series.Inner, wide...).String(); !strings.HasPrefix(got, "Frame of 3 rows, 1970-01-01; 8 of 11 columns\n") || strings.Contains(got, "8\n") {
		t.Error(got)
	}
}

// All lines of a table are equally long, and no view panics.
func TestViews(t *testing.T) {
	rnd := rand.New(rand.NewPCG(1, 1))
	for _, n := range []int{0, 1, 9, 10, 11, 19, 20, 21, 1000} {
		s, b := wild(rnd, n), wildBars(t, rnd, n)
		for _, x := range []view{s, b, series.Align(series.Outer, s, random(rnd, n)), series.Align(series.Inner, s), series.Align(series.Inner)} {
			lines := strings.Split(x.String(), "\n")
			if len(lines) > 13 {
				t.Errorf("%T of %d: %d lines", x, n, len(lines))
			}
			for _, line := range lines[1:] {
				if !strings.HasPrefix(line, "...") && len(line) != len(lines[1]) {
					t.Errorf("%T: ragged line %q", x, line)
				}
			}
			checkHTML(t, x.HTML(), x.Len())
		}
	}
}

// checkHTML checks that the table is well formed and has at most 20 rows.
func checkHTML(t *testing.T, text string, n int) {
	t.Helper()
	d := xml.NewDecoder(strings.NewReader(text))
	rows := 0
	for {
		token, err := d.Token()
		if err == io.EOF {
			break
		}
		if err != nil {
			t.Fatal(err, text)
		}
		if e, ok := token.(xml.StartElement); ok && e.Name.Local == "tr" {
			rows++
		}
	}
	want := n + 1 // the names
	switch {
	case n == 0:
		want = 0
	case n > 20:
		want = 22
		if !strings.Contains(text, " more<") {
			t.Error("does not say how many more:", text)
		}
	}
	if rows != want {
		t.Errorf("%d rows of %d:\n%s", rows, n, text)
	}
}

func ExampleSeries_String() {
	t := []time.Time{on("2026-01-05"), on("2026-01-06"), on("2026-01-07")}
	s, _ := series.New(t, []float64{248.78, math.NaN(), 260.2})
	fmt.Println(s)
	// Output:
	// Series of 3 points, 2026-01-05 to 2026-01-07
	// time                value
	// 2026-01-05 00:00Z  248.78
	// 2026-01-06 00:00Z     NaN
	// 2026-01-07 00:00Z  260.20
}

func ExampleBars_String() {
	file := "2026-01-02,248.1,249.9,247.3,248.78,31210000\n2026-01-05,249,253,248.5,252.61,\n"
	bars, _ := series.ReadBars(strings.NewReader("time,open,high,low,close,volume\n"+file), series.Closes(series.Session(series.NYSE())))
	fmt.Println(bars)
	// Output:
	// 2 bars, 2026-01-02 to 2026-01-05
	// start              end                 open   high    low   close    volume
	// 2026-01-02 14:30Z  2026-01-02 21:00Z  248.1  249.9  247.3  248.78  31210000
	// 2026-01-05 14:30Z  2026-01-05 21:00Z  249.0  253.0  248.5  252.61       NaN
}

func ExampleSeries_HTML() {
	s, _ := series.New([]time.Time{on("2026-01-05")}, []float64{248.78})
	fmt.Println(strings.Contains(s.HTML(), "<caption"), strings.Count(s.HTML(), "<tr"))
	// Output:
	// true 2
}
