package ratio

import (
	"errors"
	"math"
	"testing"
	"time"

	"github.com/riskon/riskon/series"
)

// naiveFlip is the definition: h are all observations so far, none of them missing.
func naiveFlip(h series.Series) (v FlipValue) {
	type spell struct {
		began time.Time
		n     int
	}
	var spells []spell
	for i, x := range h.Values() {
		if i == 0 || (x > 0) != (h.Value(i-1) > 0) {
			spells = append(spells, spell{began: h.Time(i)})
		}
		spells[len(spells)-1].n++
	}
	n := len(spells)
	if n == 0 {
		return v
	}
	now := h.Time(h.Len() - 1)
	this := spells[n-1]
	v = FlipValue{Time: now, Sign: -1, Run: this.n, BeforeOpen: n == 2, Began: this.began, Duration: now.Sub(this.began)}
	if n > 1 {
		before := spells[n-2]
		v.RunBefore, v.DurationBefore, v.Flipped = before.n, this.began.Sub(before.began), this.n == 1
	}
	if h.Value(h.Len()-1) > 0 {
		v.Sign = 1
	}
	return v
}

func TestFlipNaive(t *testing.T) {
	for seed := range uint64(20) {
		r := newRand(seed)
		f, s := &Flip{}, uneven(seed, 200)
		var at []int64
		var seen []float64
		for i, x := range s.Values() {
			if r.IntN(8) == 0 {
				bad := []float64{math.NaN(), math.Inf(1), -1e76}[r.IntN(3)]
				before := f.Value()
				if got, err := f.Update(s.Time(i), bad); err != nil || got != (FlipValue{}) || f.Value() != before {
					t.Fatalf("missing: %v %#v, Value %#v", err, got, f.Value())
				}
			}
			if missing(x) {
				continue
			}
			x -= float64(r.IntN(12)) // about half down; 0 is common, and down
			at, seen = append(at, s.UnixNanos()[i]), append(seen, x)
			f = restart(t, f, &Flip{})
			want := naiveFlip(build(at, seen))
			if got, err := f.Update(s.Time(i), x); err != nil || got != want || f.Value() != want {
				t.Fatalf("%v: %v %#v, want %#v", seen, err, got, want)
			}
			late := s.Time(i).Add(-time.Duration(r.IntN(2)))
			if got, err := f.Update(late, -x); !errors.Is(err, ErrClosed) || got != (FlipValue{}) || f.Value() != want {
				t.Fatalf("late: %v %#v, Value %#v", err, got, f.Value())
			}
		}
	}
}

func TestFlips(t *testing.T) {
	h := less(walk(t, newRand(2), 100, 0.2), 95)
	all := Flips(h)
	var f Flip
	for i, x := range h.Values() {
		v, err := f.Update(h.Time(i), x)
		if err != nil {
			t.Fatal(err)
		}
		want := [7]float64{float64(v.Sign), float64(v.Run), float64(v.RunBefore), indicate(v.BeforeOpen), indicate(v.Flipped), v.Duration.Seconds(), v.DurationBefore.Seconds()}
		for k, line := range [7]series.Series{all.Sign, all.Run, all.RunBefore, all.BeforeOpen, all.Flipped, all.Duration, all.DurationBefore} {
			if got := line.Value(i); math.IsNaN(x) != math.IsNaN(got) || !math.IsNaN(x) && got != want[k] {
				t.Fatalf("line %d value %d: %v, want %v", k, i, got, want[k])
			}
		}
	}
}

// A run of 584 years is one of 292, and its instants are right.
func TestFlipFarApart(t *testing.T) {
	var f Flip
	for i, at := range []time.Time{minTime, maxTime.Add(-1), maxTime} {
		if _, err := f.Update(at, float64(1-i)); err != nil {
			t.Fatal(err)
		}
	}
	if v := f.Value(); v.DurationBefore != series.Forever || v.Duration != 1 || !v.Began.Equal(maxTime.Add(-1)) || v.RunBefore != 1 {
		t.Errorf("%#v", v)
	}
	for _, at := range []time.Time{minTime.Add(-1), maxTime.Add(1)} {
		if _, err := f.Update(at, 1); !errors.Is(err, series.ErrRange) {
			t.Errorf("%v: %v", at, err)
		}
	}
}

func TestFlipState(t *testing.T) {
	f := &Flip{}
	for i, h := range []float64{1, -1, 0, 2} {
		if _, err := f.Update(stampTime(int64(10*i)), h); err != nil {
			t.Fatal(err)
		}
	}
	state := func(fields string) string { return `{"version":1,"up":true,` + fields + `}` }
	if err := new(Flip).UnmarshalJSON([]byte(state(`"run":2,"before":2,"runs":3,"began":30,"began_before":10,"last":31`))); err != nil {
		t.Fatal(err)
	}
	bad := []string{
		state(`"run":0,"before":0,"runs":1,"began":-9223372036854775808,"began_before":0,"last":9223372036854775807`),
		state(`"run":9007199254740993,"before":0,"runs":1,"began":0,"began_before":0,"last":9007199254740993`),
		state(`"run":1,"before":9007199254740993,"runs":3,"began":9007199254740993,"began_before":0,"last":9007199254740993`),
		state(`"run":1,"before":2,"runs":0,"began":30,"began_before":10,"last":30`),
		state(`"run":2,"before":2,"runs":3,"began":30,"began_before":40,"last":31`),
		state(`"run":0,"before":2,"runs":3,"began":30,"began_before":10,"last":30`),
		state(`"run":1,"before":0,"runs":3,"began":30,"began_before":10,"last":30`),
		state(`"run":1,"before":2,"runs":1,"began":30,"began_before":0,"last":30`),
		state(`"run":1,"before":0,"runs":1,"began":30,"began_before":10,"last":30`),
		state(`"run":1,"before":2,"runs":4,"began":30,"began_before":10,"last":30`),
		state(`"run":1,"before":-2,"runs":3,"began":30,"began_before":10,"last":30`),
		state(`"run":1,"before":2,"runs":3,"began":30,"began_before":10,"last":31`),
		state(`"run":3,"before":2,"runs":3,"began":30,"began_before":10,"last":31`),
		state(`"run":2,"before":2,"runs":3,"began":30,"began_before":10,"last":30`),
		state(`"run":2,"before":2,"runs":3,"began":30,"began_before":10,"last":29`),
		state(`"run":2,"before":2,"runs":3,"began":30,"began_before":30,"last":31`),
		state(`"run":2,"before":21,"runs":3,"began":30,"began_before":10,"last":31`),
		state(`"run":0,"before":0,"runs":0,"began":0,"began_before":0,"last":31`),
	}
	hostile(t, f, bad...)
	impossible[Flip](t, bad...)
	step := int64(1000)
	if n := testing.AllocsPerRun(1000, func() {
		step++
		_, _ = f.Update(stampTime(step), float64(step%3-1))
	}); n != 0 {
		t.Errorf("%v allocations", n)
	}
}

func TestFlipClone(t *testing.T) {
	r := newRand(3)
	f := &Flip{}
	for i := range 100 {
		before, at := f.Value(), stampTime(int64(i))
		next := f.Clone()
		h := r.Float64() - 0.5
		got, _ := next.Update(at, h)
		if f.Value() != before {
			t.Fatal("an update of the clone changed the original")
		}
		if want, _ := f.Update(at, h); got != want {
			t.Fatalf("clone %#v, original %#v", got, want)
		}
	}
}
