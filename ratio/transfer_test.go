package ratio

import (
	"errors"
	"fmt"
	"math"
	"testing"

	"github.com/riskon/riskon/series"
)

// happens is 1 on a share of the points of s, else 0.
func happens(t testing.TB, s series.Series, seed uint64, share float64) series.Series {
	r := newRand(seed)
	return less(s.Map(func(float64) float64 {
		if r.Float64() < share {
			return 1
		}
		return 0
	}), 0)
}

// The coefficient of a dummy is a difference of means, and its standard error
// comes from sums over all pairs of rows.
func TestTransferOracle(t *testing.T) {
	r := newRand(51)
	for seed := range uint64(4) {
		price := walk(t, r, 200, 0.05)
		events := sparse(t, r, happens(t, price, seed, 0.15), 0.05)
		for _, c := range []TransferConfig{{MaxLead: 5}, {HACLag: 2}, {MaxLead: 3, Adjust: true}} {
			got, err := Transfer(events, price, c)
			if err != nil {
				t.Fatal(err)
			}
			rows := common(events, price)
			if want := max(c.MaxLead, 12*indicateInt(c.MaxLead == 0)); got.N != len(rows) || len(got.Leads) != want {
				t.Fatalf("%d rows, %d leads, want %d, %d", got.N, len(got.Leads), len(rows), want)
			}
			for i, l := range got.Leads {
				k := i + 1
				var y []float64
				var x matrix
				var sum, num [2]float64
				for i := 0; i+k < len(rows); i++ {
					y, x = append(y, math.Log(rows[i+k][1]/rows[i][1])), append(x, []float64{1, rows[i][0]})
					sum[int(rows[i][0])] += y[i]
					num[int(rows[i][0])]++
				}
				base := sum[0] / num[0]
				lag := k
				if c.HACLag > 0 {
					lag = c.HACLag
				}
				se, _ := solve(y, x).neweyWest(HACConfig{Lag: lag, Adjust: c.Adjust})
				want := TransferLead{Lead: k, N: len(y), Events: int(num[1]), Base: base, Excess: sum[1]/num[1] - base, SE: se[1], HACLag: lag}
				want.T = want.Excess / want.SE
				if l.Lead != k || l.N != want.N || l.Events != want.Events || l.HACLag != lag || !near(l.Base, want.Base) ||
					!near(l.Excess, want.Excess) || !near(l.SE, want.SE) || !near(l.T, want.T) || !near(l.P, studentP(l.T, l.N-2)) {
					t.Errorf("%+v, want %+v", l, want)
				}
			}
		}
	}
}

func indicateInt(b bool) int { return int(indicate(b)) }

// A price that rises by 10 % on the row after an event: the excess is ln 1.1 at
// every lead.
func TestTransferExact(t *testing.T) {
	const n = 60
	events, price := make([]float64, n), make([]float64, n)
	price[0] = 100
	for i := 1; i < n; i++ {
		events[i] = indicate(i%20 == 5)
		price[i] = price[i-1]
		if events[i-1] == 1 {
			price[i] *= 1.1
		}
	}
	got, err := Transfer(ofValues(t, events...), ofValues(t, price...), TransferConfig{MaxLead: 1})
	if err != nil || got.Events != 3 || !near(got.Leads[0].Excess, math.Log(1.1)) || math.Abs(got.Leads[0].Base) > 1e-15 {
		t.Errorf("%v %v", got, err)
	}
}

// Missing rows leave no trace, and a price of 0 or below is missing.
func TestTransferMissing(t *testing.T) {
	price := walk(t, newRand(52), 150, 0.1)
	events := happens(t, price, 9, 0.2)
	s := shared(events, price)
	a, err := Transfer(events, price, TransferConfig{})
	b, err2 := Transfer(build(s.t, s.cols[0]), build(s.t, s.cols[1]), TransferConfig{})
	bad := make([]float64, price.Len())
	for i, v := range price.Values() {
		if bad[i] = v; math.IsNaN(v) {
			bad[i] = -float64(i % 2)
		}
	}
	c, err3 := Transfer(events, build(price.UnixNanos(), bad), TransferConfig{})
	if err != nil || err2 != nil || err3 != nil || fmt.Sprintf("%+v", a) != fmt.Sprintf("%+v", b) || a.N == price.Len() {
		t.Errorf("%+v\n%+v\n%v %v %v", a, b, err, err2, err3)
	}
	// The events at missing prices are known where the price is NaN already.
	if fmt.Sprintf("%+v", a) != fmt.Sprintf("%+v", c) {
		t.Errorf("%+v\n%+v", a, c)
	}
}

func TestTransferEdges(t *testing.T) {
	price := ofValues(t, 1, 2, 1, 3, 2, 4, 3, 5, 4, 6)
	at := func(rows ...int) series.Series {
		v := make([]float64, 10)
		for _, i := range rows {
			v[i] = 1
		}
		return ofValues(t, v...)
	}
	for what, c := range map[string]struct {
		events, price series.Series
		lead          int
		want          error
	}{
		"none":         {series.Series{}, series.Series{}, 1, ErrShort},
		"no event":     {at(), price, 1, ErrShort},
		"one":          {at(3), price, 1, ErrShort},
		"one too late": {at(3, 8), price, 2, ErrShort},
		"all":          {at(0, 1, 2, 3, 4, 5, 6, 7, 8, 9), price, 1, ErrSingular},
		"too far":      {at(3, 5), price, 12, ErrShort},
		"farther":      {at(3, 5), price, math.MaxInt, ErrShort},
		"two rows":     {at(0, 1), price.Slice(0, 3), 1, ErrShort},
		"no price":     {at(3, 5), price.Map(func(x float64) float64 { return -x }), 1, ErrShort},
	} {
		_, err := Transfer(c.events, c.price, TransferConfig{MaxLead: c.lead})
		refused(t, what, err, c.want)
	}
	_, err := Transfer(price, price, TransferConfig{})
	var e *ObserveError
	if !errors.As(err, &e) || !errors.Is(err, ErrEvent) || e.Value != 2 || !e.Time.Equal(start.Add(day)) {
		t.Errorf("%v", err)
	}
	// A constant price has returns of 0 and no T.
	flat, err := Transfer(at(3, 5), price.Map(func(float64) float64 { return 3 }), TransferConfig{MaxLead: 2})
	if err != nil || flat.Leads[1].Excess != 0 || flat.Leads[1].SE != 0 || !math.IsNaN(flat.Leads[1].T) || !math.IsNaN(flat.Leads[1].P) {
		t.Errorf("%+v %v", flat, err)
	}
	mustPanic(t, "lead", func() { _, _ = Transfer(price, price, TransferConfig{MaxLead: -1}) })
	mustPanic(t, "lag", func() { _, _ = Transfer(price, price, TransferConfig{HACLag: -1}) })
}

func BenchmarkTransfer(b *testing.B) {
	price := walk(b, newRand(1), 4000, 0)
	events := happens(b, price, 1, 0.05)
	for b.Loop() {
		out, err := Transfer(events, price, TransferConfig{})
		if err != nil {
			b.Fatal(err)
		}
		sink = out
	}
	perValue(b, price.Len())
}
