package regime

import (
	"fmt"
	"math"
	"math/rand/v2"
	"strings"
	"testing"
	"time"
)

func inUnit(c Claim, unit string) Claim {
	c.Unit = unit
	return c
}

// TestLowestIn: by hand, on the Fridays from 2016-01-01 on, and around the ends of months.
func TestLowestIn(t *testing.T) {
	prices := fridays("IWM", 100, 90, 110, 95, 120, 93, 91, 89, 130, 130)
	ends := []Record{value("X", "2019-12-31", 1), value("X", "2020-01-31", 5), value("X", "2020-02-29", 4), value("X", "2020-03-31", 3), value("X", "2020-04-15", 2), value("X", "2021-02-28", 2)}
	daily := []Record{value("D", "2020-01-03", 3), value("D", "2020-01-06", 2), value("D", "2020-01-07", 2.5), value("D", "2020-01-10", 4), value("D", "2020-01-20", 3)}
	thursday := []Record{bar("T", "2019-04-12", 1), bar("T", "2019-04-18", 3), bar("T", "2019-04-26", 4), bar("T", "2020-04-09", 2)}
	low := func(series, from, to string, weeks float64, unit string) Claim {
		return inUnit(claim(EachValue, series, from, to, LowestIn, weeks), unit)
	}
	for _, x := range []struct {
		name    string
		c       Claim
		records []Record
		want    float64 // NaN is untestable
		why     string
	}{
		{"the last lower one is four weeks before", low("IWM", friday(3), friday(6), 5, unitWeeks), prices, 5, "on 2016-02-12, none lower since 2016-01-08"},
		{"more than that", low("IWM", friday(3), friday(6), 5.1, unitWeeks), prices, 5, "on 2016-02-12"},
		{"one row, the ends included", low("IWM", friday(3), friday(3), 2, unitWeeks), prices, 2, "on 2016-01-22, none lower since 2016-01-08"},
		{"never lower", low("IWM", friday(7), friday(7), 7, unitWeeks), prices, 7, "on 2016-02-19, none lower since the data begin on 2016-01-01"},
		{"never lower, in data that are too short", low("IWM", friday(7), friday(7), 7.5, unitWeeks), prices, math.NaN(), "on 2016-02-19, none lower since the data begin on 2016-01-01"},
		{"an equal one is not lower", low("IWM", friday(9), friday(9), 1, unitWeeks), prices, 2, "since 2016-02-19"},
		{"no value in the range", low("IWM", "2016-01-04", "2016-01-07", 1, unitWeeks), prices, math.NaN(), "no value of IWM in the range"},
		{"in months", low("IWM", friday(6), friday(6), 1, unitMonths), prices, 1 + 4./29, "since 2016-01-08"},
		{"in years", low("IWM", friday(6), friday(6), 0.1, unitYears), prices, (1 + 4./29) / 12, "since 2016-01-08"},
		{"a month from the 31st", low("X", "2020-01-31", "2020-01-31", 1, unitMonths), ends, 1, "since 2019-12-31"},
		{"two of them, to the end of February", low("X", "2020-02-29", "2020-02-29", 2, unitMonths), ends, 2, ""},
		{"fourteen months to the end of February, in years", low("X", "2021-02-28", "2021-02-28", 1, unitYears), ends, 14. / 12, "since 2019-12-31"},
		{"weeks of seven days", low("D", "2020-01-07", "2020-01-07", 0.1, unitWeeks), daily, 1. / 7, "since 2020-01-06"},
		{"two weeks less a day", low("D", "2020-01-20", "2020-01-20", 1.9, unitWeeks), daily, 13. / 7, "since 2020-01-07"},
		{"a week that ends on a Thursday", low("T", "2019-04-18", "2019-04-18", 1, unitWeeks), thursday, 1, "since 2019-04-12"},
		{"a year of weeks that end when they do", low("T", "2020-04-09", "2020-04-09", 52, unitWeeks), thursday, 52, "since 2019-04-12"},
		{"an RSI", inUnit(claim(EachRSI, "IWM", friday(3), friday(6), LowestIn, 1), unitWeeks), prices, math.NaN(), "too few values of IWM before 2016-01-22"},
		{"a series that is none", low("SPY", friday(3), friday(6), 5, unitWeeks), prices, math.NaN(), "no series SPY"},
	} {
		f := checkOne(t, x.c, x.records, "2030-01-01")
		want := Supported
		if x.want != x.want {
			want = Untestable
		} else if x.want < x.c.Value {
			want = Contradicted
		}
		if f.Verdict != want || !near(float64(f.Observed), x.want) && want != Untestable || f.Observed.Missing() != (want == Untestable) || !strings.Contains(f.Why, x.why) {
			t.Errorf("%s: %v %s (%s), want %v %s", x.name, f.Observed, f.Verdict, f.Why, x.want, want)
		}
	}
}

// naiveMonths is the time from a to b in months, counted day by day.
func naiveMonths(a, b time.Time) float64 {
	day0 := a.Day()
	months, in, size := 0, 0, 0
	mark := func(d time.Time) bool { // whether a month is full on d
		end := d.AddDate(0, 0, 1).Day() == 1
		return d.Day() == day0 || end && d.Day() < day0
	}
	for d := a; d.Before(b); {
		d = d.AddDate(0, 0, 1)
		if in++; mark(d) {
			months, in = months+1, 0
		}
	}
	if in == 0 {
		return float64(months)
	}
	for d := b; ; size++ {
		if mark(d) {
			break
		}
		d = d.AddDate(0, 0, 1)
	}
	return float64(months) + float64(in)/float64(in+size)
}

func TestMonthsBetween(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	for range 400 {
		a := time.Date(2015, 1, 1+random.IntN(2000), 0, 0, 0, 0, time.UTC)
		b := a.AddDate(0, 0, random.IntN(1200))
		if got, want := monthsBetween(Date{a}, Date{b}), naiveMonths(a, b); math.Abs(got-want) > 1e-12 {
			t.Fatalf("%v to %v: %v months, want %v", a, b, got, want)
		}
	}
}

// TestEachAgainstNaive: random weekly paths with rows that lack, against loops over all
// earlier rows.
func TestEachAgainstNaive(t *testing.T) {
	tested := map[string]int{}
	for seed := range uint64(40) {
		random := rand.New(rand.NewPCG(seed, 3))
		var records []Record
		var refs []time.Time
		var x []float64
		price := 100.0
		for i := range 420 {
			price *= 1 + 0.05*(random.Float64()-0.49)
			if random.IntN(15) == 0 {
				continue
			}
			b := bar("IWM", friday(i), math.Round(price*100)/100)
			b.Bar.High += 0.3
			records, refs, x = append(records, b), append(refs, b.Ref), append(x, b.Bar.Close)
		}
		first := 180 + random.IntN(120)
		from, to := refs[first], refs[first+1+random.IntN(60)]
		for _, m := range []Measure{EachValue, EachRSI, EachRecord, EachFlip, EachMonthFlip, EachBreak, EachConfirm} {
			since, open := naiveMoments(m, records, refs, x)
			n, longest, anyOpen := 0, math.NaN(), false
			for i := range refs {
				s, ok := since[i]
				if !ok || refs[i].Before(from) || refs[i].After(to) {
					continue
				}
				weeks := math.Round(refs[i].Sub(s).Hours() / 24 / 7)
				if n++; !(weeks <= longest) {
					longest = weeks
				}
				anyOpen = anyOpen || open[i]
			}
			op, claimed := FirstIn, float64(1+random.IntN(100))
			if m == EachValue || m == EachRSI {
				op = LowestIn
			}
			f := checkOne(t, inUnit(claim(m, "IWM", DateOf(from).String(), DateOf(to).String(), op, claimed), unitWeeks), records, "2030-01-01")
			want := Contradicted
			switch {
			case longest >= claimed:
				want = Supported
			case anyOpen:
				want, longest = Untestable, math.NaN()
			}
			if f.Verdict != want || !near(float64(f.Observed), longest) && longest == longest || f.Observed.Missing() != (longest != longest) {
				t.Fatalf("seed %d, %s: %v %s (%s), want %v %s", seed, m, f.Observed, f.Verdict, f.Why, longest, want)
			}
			tested[fmt.Sprint(m, want)]++
			if op == FirstIn {
				f := checkOne(t, claim(m, "IWM", DateOf(from).String(), DateOf(to).String(), AtLeast, 1), records, "2030-01-01")
				if float64(f.Observed) != float64(n) || (f.Verdict == Supported) != (n > 0) {
					t.Fatalf("seed %d: %d of %s (%s), want %d", seed, int(f.Observed), m, f.Why, n)
				}
			}
		}
	}
	for _, m := range []Measure{EachValue, EachRSI, EachRecord, EachFlip, EachMonthFlip, EachBreak, EachConfirm} {
		for _, v := range []Verdict{Supported, Contradicted} {
			if tested[fmt.Sprint(m, v)] == 0 {
				t.Errorf("%s never %s", m, v)
			}
		}
	}
}

// naiveMoments are the rows at which a measure is, with the date since when it was not.
func naiveMoments(m Measure, records []Record, refs []time.Time, x []float64) (since map[int]time.Time, open map[int]bool) {
	since, open = map[int]time.Time{}, map[int]bool{}
	last, lastOpen := time.Time{}, true
	happens := func(i int, begins time.Time) {
		if last.IsZero() {
			last = begins
		}
		since[i], open[i] = last, lastOpen
		last, lastOpen = refs[i], false
	}
	lowest := func(y []float64) {
		for i := range y {
			k := i - 1
			for k >= 0 && y[k] == y[k] && !(y[k] < y[i]) {
				k--
			}
			if open[i] = k < 0 || y[k] != y[k]; open[i] {
				k++
			}
			since[i] = refs[k]
		}
	}
	switch m {
	case EachValue:
		lowest(x)
	case EachRSI:
		rsi := make([]float64, len(x))
		for i := range x {
			rsi[i] = naiveRSI(x[:i+1])
		}
		lowest(rsi)
	case EachRecord:
		for i := 1; i < len(x); i++ {
			if x[i] > topFloat(x[:i]) {
				happens(i, refs[0])
			}
		}
	case EachFlip, EachMonthFlip:
		var rows []int
		for i := range x {
			if m == EachFlip || i+1 == len(x) || refs[i+1].Month() != refs[i].Month() {
				rows = append(rows, i)
			}
		}
		var path []seen
		for _, i := range rows {
			path = append(path, seen{ref: DateOf(refs[i]), x: x[i]})
		}
		h := macdHistogram(path)
		for k := 1; k < len(rows); k++ {
			if !(h[k] > 0 && h[k-1] <= 0) {
				continue
			}
			j := k - 1
			for j > 0 && h[j-1] <= 0 {
				j--
			}
			since[rows[k]], open[rows[k]] = refs[rows[j]], j == 0 || h[j-1] != h[j-1]
		}
	default:
		b := NewBreakout(BreakoutConfig{})
		for i, r := range records {
			if e, _ := b.Update(r.(Bar).Ref, r.(Bar).Bar); string(e.Event) == string(m) {
				happens(i, refs[52])
			}
		}
	}
	return since, open
}

func topFloat(x []float64) float64 {
	top := x[0]
	for _, v := range x {
		top = math.Max(top, v)
	}
	return top
}

// naiveRSI is Wilder's, of 14, at the last of x.
func naiveRSI(x []float64) float64 {
	if len(x) < 15 {
		return math.NaN()
	}
	gain, loss := 0.0, 0.0
	for i := 1; i < len(x); i++ {
		up, down := math.Max(x[i]-x[i-1], 0), math.Max(x[i-1]-x[i], 0)
		if i <= 14 {
			gain, loss = gain+up/14, loss+down/14
		} else {
			gain, loss = (13*gain+up)/14, (13*loss+down)/14
		}
	}
	return 100 * gain / (gain + loss)
}

// TestEachUntestable: for missing data only, saying which.
func TestEachUntestable(t *testing.T) {
	prices := fridays("IWM", make([]float64, 0)...)
	for i := range 60 {
		prices = append(prices, bar("IWM", friday(i), 100+float64(i%7)))
	}
	level := []Record{value("WALCL", friday(0), 1), value("WALCL", friday(60), 2)}
	for _, x := range []struct {
		why     string
		c       Claim
		records []Record
	}{
		{"too few values of IWM before 2016-12-23", claim(EachBreak, "IWM", friday(51), friday(55), AtMost, 0), prices},
		{"too few values of IWM before 2016-01-01", claim(EachRecord, "IWM", friday(0), friday(5), AtLeast, 1), prices},
		{"too few values of IWM before 2016-08-12", claim(EachFlip, "IWM", friday(32), friday(50), AtMost, 1), prices},
		{"too few values of IWM before 2016-06-24", claim(EachMonthFlip, "IWM", "2016-06-01", friday(50), AtMost, 1), prices},
		{"WALCL has no bars", claim(EachConfirm, "WALCL", friday(51), friday(55), AtMost, 0), level},
		{"no series SPY", claim(EachConfirm, "SPY", friday(51), friday(55), AtMost, 0), level},
		{"known through 2017-02-17 only", claim(EachRecord, "IWM", friday(51), friday(60), AtMost, 0), prices},
	} {
		f := checkOne(t, x.c, x.records, "2018-01-01")
		if f.Verdict != Untestable || !f.Observed.Missing() || !strings.Contains(f.Why, x.why) {
			t.Errorf("%s: %+v", x.why, f)
		}
	}
	if f := checkOne(t, claim(EachBreak, "IWM", friday(52), friday(55), AtMost, 0), prices, "2018-01-01"); f.Verdict != Supported || f.Observed != 0 {
		t.Errorf("%+v", f)
	}
	f := checkOne(t, inUnit(claim(EachBreak, "IWM", friday(52), friday(55), FirstIn, 1), unitYears), prices, "2018-01-01")
	if f.Verdict != Contradicted || !f.Observed.Missing() || f.Why != noEvent {
		t.Errorf("a Break that did not happen: %+v", f)
	}
}

// TestBadEach: ops, times and units that make no sense, and the field that is named.
func TestBadEach(t *testing.T) {
	good := inUnit(claim(EachBreak, "IWM", friday(0), friday(2), FirstIn, 10), unitWeeks)
	if err := good.Check(); err != nil {
		t.Fatal(err)
	}
	for _, x := range []struct {
		field  string
		change func(*Claim)
	}{
		{"op", func(c *Claim) { c.Op = LowestIn }},
		{"op", func(c *Claim) { c.Measure = EachValue }},
		{"op", func(c *Claim) { c.Measure = ChangeOf }},
		{"op", func(c *Claim) { c.Measure, c.Op = EachRSI, AtMost }},
		{"claimed", func(c *Claim) { c.Value = 0 }},
		{"claimed", func(c *Claim) { c.Value = -3 }},
		{"claimed", func(c *Claim) { c.Value = math.Inf(1) }},
		{"unit", func(c *Claim) { c.Unit = "days" }},
		{"unit", func(c *Claim) { c.Unit = "" }},
		{"unit", func(c *Claim) { c.Unit, c.Op = "\xff", AtMost }},
		{"id", func(c *Claim) { c.ID = "" }},
		{"text", func(c *Claim) { c.Text = "" }},
		{"series", func(c *Claim) { c.Series = "" }},
		{"series", func(c *Claim) { c.Series = "\xff" }},
		{"measure", func(c *Claim) { c.Measure = "breaks" }},
		{"from", func(c *Claim) { c.From = Date{} }},
		{"to", func(c *Claim) { c.To = Date{c.From.AddDate(0, 0, -1)} }},
	} {
		c := good
		x.change(&c)
		bad, ok := c.Check().(*ClaimError)
		if !ok || bad.Field != x.field || bad.Line != 0 {
			t.Errorf("%s: %v", x.field, c.Check())
		}
	}
}
