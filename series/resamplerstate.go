package series

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math"
	"time"
)

const resamplerVersion = 1

// ErrState is wrapped by every error about a saved Resampler: not JSON, of
// another version or grid, or one that no input leads to.
var ErrState = errors.New("bad resampler state")

// A savedResampler is a Resampler as JSON. Times are null where nothing has come.
type savedResampler struct {
	Version int        `json:"version"`
	Grid    string     `json:"grid"`
	Now     *time.Time `json:"now"`
	Last    *time.Time `json:"last"`
	Forming *savedBar  `json:"forming"`
}

// A savedBar is a Bar with null for NaN.
type savedBar struct {
	Start  time.Time `json:"start"`
	End    time.Time `json:"end"`
	Open   *float64  `json:"open"`
	High   *float64  `json:"high"`
	Low    *float64  `json:"low"`
	Close  *float64  `json:"close"`
	Volume *float64  `json:"volume"`
}

// MarshalJSON saves the Resampler: the forming bar, the time, and the grid by its
// String. Numbers read back as the same bits; NaN is null.
func (r Resampler) MarshalJSON() ([]byte, error) {
	k := r.k
	s := savedResampler{Version: resamplerVersion, Grid: k.grid.String(), Now: saveTime(k.now), Last: saveTime(k.last)}
	if k.some {
		b := k.cur.bar()
		s.Forming = &savedBar{b.Start, b.End, saveNumber(b.Open), saveNumber(b.High), saveNumber(b.Low), saveNumber(b.Close), saveNumber(b.Volume)}
	}
	return json.Marshal(s)
}

// UnmarshalJSON restores a Resampler, which goes on with the same bits. The
// receiver must have been made with the grid of the saved one, because a grid
// holds a place that text cannot bring back. An error wraps ErrState and leaves
// the receiver as it was.
func (r *Resampler) UnmarshalJSON(data []byte) error {
	var s savedResampler
	d := json.NewDecoder(bytes.NewReader(data))
	d.DisallowUnknownFields()
	if err := d.Decode(&s); err != nil {
		return fmt.Errorf("series: %w: %w", ErrState, err)
	}
	if _, err := d.Token(); err != io.EOF {
		return fmt.Errorf("series: %w: more than one value", ErrState)
	}
	k := newKernel(r.k.grid)
	switch {
	case s.Version != resamplerVersion:
		return fmt.Errorf("series: %w: version %d", ErrState, s.Version)
	case s.Grid != k.grid.String():
		return fmt.Errorf("series: %w: grid is %q, want %q", ErrState, s.Grid, k.grid)
	case !loadTime(&k.now, s.Now) || !loadTime(&k.last, s.Last) || k.now < k.last:
		return fmt.Errorf("series: %w: times", ErrState)
	case s.Forming != nil && !k.restore(s.Forming):
		return fmt.Errorf("series: %w: forming bar", ErrState)
	}
	r.k = k
	return nil
}

// restore makes s the forming bar and reports whether k could have come to it:
// it is a bar, its bounds are a bucket's, and last but not now has reached it.
func (k *kernel) restore(s *savedBar) bool {
	b := Bar{s.Start, s.End, loadNumber(s.Open), loadNumber(s.High), loadNumber(s.Low), loadNumber(s.Close), loadNumber(s.Volume)}
	start, ok := unixNano(b.Start)
	end, ok2 := unixNano(b.End)
	if !ok || !ok2 || b.check() != nil || b.Open != b.Open && b.Volume == b.Volume {
		return false
	}
	from, to, ok := k.grid.next64(start)
	if !ok || start != from || end != to || k.last < start || k.last >= end || k.now >= end {
		return false
	}
	k.cur, k.some = forming{start, end, b.Open, b.High, b.Low, b.Close, b.Volume}, true
	return true
}

// saveTime takes the lowest int64 as never.
func saveTime(ns int64) *time.Time {
	if ns == math.MinInt64 {
		return nil
	}
	t := time.Unix(0, ns).UTC()
	return &t
}

func loadTime(ns *int64, t *time.Time) (ok bool) {
	if t == nil {
		*ns = math.MinInt64
		return true
	}
	*ns, ok = unixNano(*t)
	return ok
}

func saveNumber(x float64) *float64 {
	if x != x {
		return nil
	}
	return &x
}

func loadNumber(p *float64) float64 {
	if p == nil {
		return math.NaN()
	}
	return *p
}
