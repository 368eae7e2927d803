package series_test

import (
	"errors"
	"math"
	"testing"
	"time"
	"unsafe"

	"github.com/riskon/riskon/series"
)

func TestNewBarsErrors(t *testing.T) {
	good := series.Bar{Start: on("2026-01-03"), End: on("2026-01-10"), Open: 2, High: 4, Low: 1, Close: 3, Volume: 10}
	for name, x := range map[string]struct {
		change func(*series.Bar)
		want   error
	}{
		"missing":        {func(b *series.Bar) { b.Open, b.High, b.Low, b.Close, b.Volume = nan, nan, nan, nan, nan }, nil},
		"no volume":      {func(b *series.Bar) { b.Volume = nan }, nil},
		"flat":           {func(b *series.Bar) { b.Open, b.High, b.Low, b.Close = 1, 1, 1, 1 }, nil},
		"one price gone": {func(b *series.Bar) { b.Low = nan }, series.ErrBar},
		"low above open": {func(b *series.Bar) { b.Low = 2.5 }, series.ErrBar},
		"high too low":   {func(b *series.Bar) { b.High = 2.5 }, series.ErrBar},
		"no length":      {func(b *series.Bar) { b.Start = b.End }, series.ErrBar},
		"infinite":       {func(b *series.Bar) { b.High = math.Inf(1) }, series.ErrInfinite},
		"huge volume":    {func(b *series.Bar) { b.Volume = 1e76 }, series.ErrInfinite},
		"too late":       {func(b *series.Bar) { b.End = on("2300-01-01") }, series.ErrRange},
		"too early":      {func(b *series.Bar) { b.Start = on("1600-01-01") }, series.ErrRange},
		"overlap":        {func(b *series.Bar) { b.Start = b.Start.Add(-1) }, series.ErrOverlap},
	} {
		b := good
		x.change(&b)
		before := good
		before.Start, before.End = on("2025-12-27"), on("2026-01-03")
		_, err := series.NewBars([]series.Bar{before, b})
		var e *series.PointError
		if !errors.Is(err, x.want) || err != nil && (!errors.As(err, &e) || e.Index != 1) {
			t.Errorf("%s: %v, want %v", name, err, x.want)
		}
	}
}

func TestBars(t *testing.T) {
	b := weeklyBars(t, 5)
	for i := range b.Len() {
		x := b.Bar(i)
		if b.Open().Value(i) != x.Open || b.High().Value(i) != x.High || b.Low().Value(i) != x.Low ||
			b.Close().Value(i) != x.Close || b.Volume().Value(i) != x.Volume || !b.Open().Time(i).Equal(x.End) {
			t.Error("columns differ from bar", i)
		}
		if got := b.Until(x.End); got.Len() != i+1 || got.Bar(i) != x {
			t.Error("Until the end of bar", i, "has", got.Len())
		}
		if got := b.Until(x.End.Add(-1)).Len(); got != i {
			t.Error("bar", i, "is known before its end")
		}
	}
	if b.Until(on("1500-01-01")).Len() != 0 || b.Until(on("2500-01-01")).Len() != 5 {
		t.Error("Until outside the range")
	}
	var zero series.Bars
	if zero.Len()+zero.Close().Len()+zero.Until(on("2026-01-01")).Len() != 0 {
		t.Error("the zero Bars is not empty")
	}
}

// A time.Time of a running process also holds a reading of the monotonic clock,
// which goes on when the wall clock is set back. Stamps are of the wall clock.
func TestBarWallClock(t *testing.T) {
	start := time.Now()
	end := start.Add(time.Minute)
	*(*uint64)(unsafe.Pointer(&end)) -= 120 << 30 // the seconds of the wall clock: two minutes back
	if !start.Before(end) || start.Round(0).Before(end.Round(0)) {
		t.Log("a time.Time is laid out otherwise: nothing to see")
		return
	}
	b := series.Bar{Start: start, End: end, Open: 1, High: 1, Low: 1, Close: 1}
	if _, err := series.NewBars([]series.Bar{b}); !errors.Is(err, series.ErrBar) {
		t.Error("NewBars of a bar that ends before it starts:", err)
	}
	if _, err := series.NewResampler(series.Every(time.Hour)).Push(nil, b); !errors.Is(err, series.ErrBar) {
		t.Error("Push of a bar that ends before it starts:", err)
	}
}
