package series_test

import (
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/riskon/riskon/series"
)

// FuzzResample makes bars of bytes and compares batch and live with the naive
// way, errors included.
func FuzzResample(f *testing.F) {
	f.Add(uint8(0), uint16(100), []byte("\x00\x05abcd\x01\x02efgh\x30\x10ijkl"))
	f.Add(uint8(1), uint16(900), []byte("\x80\x01\x00\x00\x00\x00\xff\x07ABCD\x03\xf0\x40\x40\x40\x40"))
	f.Add(uint8(4), uint16(9000), []byte(strings.Repeat("\x20\x03ab\x10z", 30)))
	grids := coarse(f)
	f.Fuzz(func(t *testing.T, which uint8, hours uint16, data []byte) {
		g := grids[int(which)%len(grids)]
		bars := bytesBars(g, data[:min(len(data), 6*300)])
		b, now := mustBars(t, bars), on("2026-02-20").Add(time.Duration(hours)*hour)
		got, err := b.Resample(g, now)
		want, index, wantErr := naive(bars, g, now)
		if wantErr != nil {
			var e *series.PointError
			if !errors.As(err, &e) || e.Err != wantErr || e.Index != index {
				t.Fatalf("%v, want point %d: %v", err, index, wantErr)
			}
			return
		}
		if err != nil {
			t.Fatal(err)
		}
		checkBars(t, "batch", listed(got), want)
		if last := b.Close().Last(g, now); !equal(last, got.Close()) {
			t.Fatalf("last levels are %v", last)
		}
		r := series.NewResampler(g)
		var live []series.Bar
		for i := range b.Until(now).Len() {
			if live, err = r.Push(live, bars[i]); err != nil {
				t.Fatal(err)
			}
			if data[6*i]&0x40 != 0 {
				live = r.Advance(live, bars[i].End)
			}
		}
		checkBars(t, "live", r.Advance(live, now), want)
	})
}

// bytesBars makes a bar of each six bytes: gap, length, prices, volume.
func bytesBars(g series.Grid, data []byte) (bars []series.Bar) {
	at := on("2026-02-25")
	for ; len(data) >= 6; data = data[6:] {
		at = at.Add(time.Duration(data[0]&0x3f) * hour / 4)
		end := at.Add(time.Duration(1+data[1]&0x3f) * hour / 4)
		from, to, _ := g.Next(at)
		if fit := data[0]&0x80 == 0; fit && at.Before(from) && end.After(from) {
			end = from
		} else if fit && end.After(to) {
			end = to
		}
		o, c, v := float64(int8(data[2])), float64(int8(data[3])), float64(data[5])/3
		b := series.Bar{Start: at, End: end, Open: o, Close: c, High: max(o, c) + float64(data[4]&3), Low: min(o, c) - float64(data[4]&12), Volume: v}
		switch data[4] >> 5 {
		case 0:
			b.Open, b.High, b.Low, b.Close = nan, nan, nan, nan
		case 1:
			b.Volume = nan
		}
		bars, at = append(bars, b), end
	}
	return bars
}
